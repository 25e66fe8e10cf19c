//! Routes of the guide.

use super::views::{GuideAdditionsPage, GuidePage};
use super::{WORDS_LIMIT, store};
use crate::group::{self, AnyRole, GroupAccess, Member, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::i18n::Locale;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::practice::{self, AsAdministrator, Colleague};

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/groups/{group}/preparation", guide)
        .post(Access::GroupMember, "/groups/{group}/preparation/readings", record_reading)
        .post(Access::GroupStaff, "/groups/{group}/members/{member}/preparation", record_reading_with_staff)
        .get(Access::PracticeAdministrator, "/practice/preparation", practice_page)
        .post(Access::PracticeAdministrator, "/practice/preparation", save_additions)
}

async fn guide(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<AnyRole>) -> Result<Response, Problem> {
    let actor = access.actor();
    let group = group::store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let reading = store::reading_of(&mut access.tx, actor.membership()).await?;
    let words = store::words(&mut access.tx, &app.vault, actor.practice()).await?;
    let words = words.into_iter().find(|(locale, _)| *locale == chrome.locale()).map(|(_, text)| text);
    let all = practice::store::all(&mut access.tx, &app.vault).await?;
    let name = all.into_iter().find(|one| one.id == actor.practice()).map(|one| one.name).unwrap_or_default();
    let added = words.map(|text| (name, text));
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&GuidePage { group, is_member: actor.role() == Role::Member, reading, added }))
}

async fn record_reading(
    chrome: Chrome,
    mut access: GroupAccess<Member>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    store::read(&mut access.tx, actor.practice(), actor.membership(), None, chrome.now).await?;
    access.tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

#[derive(Deserialize)]
struct PreparationPathParams {
    member: MembershipId,
}

/// Records that staff went through the guide with a member who has no phone to read it on.
async fn record_reading_with_staff(
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(PreparationPathParams { member }): PathParams<PreparationPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let found = group::store::lock_membership(&mut access.tx, actor.group(), member).await?.ok_or(Problem::NotFound)?;
    let (Role::Member, MembershipState::Active | MembershipState::Paused, None) = found else { return Err(Problem::Forbidden) };
    store::read(&mut access.tx, actor.practice(), member, Some(actor.membership()), chrome.now).await?;
    access.audit(AuditAction::GuideRead, member.0, chrome.now).await?;
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}/membership", actor.group())).into_response())
}

#[derive(Deserialize)]
struct PreparationQuery {
    #[serde(default)]
    kept: bool,
}

async fn practice_page(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    QueryParams(query): QueryParams<PreparationQuery>,
) -> Result<Response, Problem> {
    let id = me.practices()[0];
    let words = store::words(&mut me.tx, &app.vault, id).await?;
    let text_in = |wanted| words.iter().find(|(locale, _)| *locale == wanted).map(|(_, text)| text.clone()).unwrap_or_default();
    let (fa, en) = (text_in(Locale::Fa), text_in(Locale::En));
    Ok(chrome.page(&page(&app, &mut me, fa, en, FormErrors::default(), query.kept).await?))
}

async fn page(
    app: &AppState,
    me: &mut Colleague<AsAdministrator>,
    fa: String,
    en: String,
    errors: FormErrors,
    kept: bool,
) -> Result<GuideAdditionsPage, Problem> {
    let id = me.practices()[0];
    let all = practice::store::all(&mut me.tx, &app.vault).await?;
    let practice = all.into_iter().find(|one| one.id == id).map(|one| one.name).unwrap_or_default();
    Ok(GuideAdditionsPage { practice, fa, en, errors, kept })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreparationForm {
    #[serde(default)]
    fa: String,
    #[serde(default)]
    en: String,
}

async fn save_additions(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    FormBody(typed): FormBody<PreparationForm>,
) -> Result<Response, Problem> {
    let id = me.practices()[0];
    let mut errors = FormErrors::default();
    let mut clean = |field, text: &str| match text.trim() {
        "" => Some(None),
        _ => errors.check(field, clean_paragraphs(text, WORDS_LIMIT), |refusal| refusal.message(chrome.locale())).map(Some),
    };
    let (Some(fa), Some(en)) = (clean("fa", &typed.fa), clean("en", &typed.en)) else {
        let page = page(&app, &mut me, typed.fa, typed.en, errors, false).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    for (locale, text) in [(Locale::Fa, fa), (Locale::En, en)] {
        store::set_words(&mut me.tx, &app.vault, id, locale, text.as_deref(), chrome.now).await?;
    }
    let act = AuditEntry { practice: id.0, actor: Some(me.person.0), action: AuditAction::GuideChanged, subject: id.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/practice/preparation?kept=true").into_response())
}
