//! The doors of the guide.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{AddedPage, GuidePage};
use super::{WORDS_LIMIT, store};
use crate::group::{self, AnySeat, GroupAccess, Member, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::Locale;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, InQuery, PathParams, Problem};
use crate::practice::{self, Administers, Colleague};

/// The doors.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/groups/{group}/preparation", guide)
        .post(Access::SeatOfMember, "/groups/{group}/preparation/readings", read)
        .post(Access::SeatOfStaff, "/groups/{group}/members/{member}/preparation", read_with)
        .get(Access::Administrator, "/practice/preparation", added)
        .post(Access::Administrator, "/practice/preparation", add)
}

async fn guide(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<AnySeat>) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let reading = store::reading_of(&mut seat.tx, sits.membership).await?;
    let words = store::words(&mut seat.tx, &house.vault, sits.practice).await?;
    let words = words.into_iter().find(|(locale, _)| *locale == chrome.locale()).map(|(_, text)| text);
    let all = practice::store::all(&mut seat.tx, &house.vault).await?;
    let name = all.into_iter().find(|one| one.id == sits.practice).map(|one| one.name).unwrap_or_default();
    let added = words.map(|text| (name, text));
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&GuidePage { group, is_member: sits.role == Role::Member, reading, added }))
}

async fn read(chrome: Chrome, mut seat: GroupAccess<Member>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let sits = seat.sitting();
    store::read(&mut seat.tx, sits.practice, sits.membership, None, chrome.now).await?;
    seat.tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

#[derive(Deserialize)]
struct PreparationPathParams {
    member: MembershipId,
}

/// Staff went through it with somebody who has no phone to read it on.
async fn read_with(
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(PreparationPathParams { member }): PathParams<PreparationPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let found = group::store::hold_membership(&mut seat.tx, sits.group, member).await?.ok_or(Problem::NotFound)?;
    let (Role::Member, MembershipState::Active | MembershipState::Paused, None) = found else { return Err(Problem::Forbidden) };
    store::read(&mut seat.tx, sits.practice, member, Some(sits.membership), chrome.now).await?;
    let act = AuditEntry {
        practice: sits.practice.0,
        actor: Some(sits.person.0),
        act: "read the guide with",
        kind: "membership",
        subject: member.0,
    };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}", sits.group)).into_response())
}

#[derive(Deserialize)]
struct PreparationQuery {
    #[serde(default)]
    kept: bool,
}

async fn added(
    State(house): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<Administers>,
    InQuery(asked): InQuery<PreparationQuery>,
) -> Result<Response, Problem> {
    let id = me.practices()[0];
    let words = store::words(&mut me.tx, &house.vault, id).await?;
    let of = |wanted| words.iter().find(|(locale, _)| *locale == wanted).map(|(_, text)| text.clone()).unwrap_or_default();
    let (fa, en) = (of(Locale::Fa), of(Locale::En));
    Ok(chrome.page(&page(&house, &mut me, fa, en, FormErrors::default(), asked.kept).await?))
}

async fn page(
    house: &AppState,
    me: &mut Colleague<Administers>,
    fa: String,
    en: String,
    complaints: FormErrors,
    kept: bool,
) -> Result<AddedPage, Problem> {
    let id = me.practices()[0];
    let all = practice::store::all(&mut me.tx, &house.vault).await?;
    let practice = all.into_iter().find(|one| one.id == id).map(|one| one.name).unwrap_or_default();
    Ok(AddedPage { practice, fa, en, complaints, kept })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreparationForm {
    #[serde(default)]
    fa: String,
    #[serde(default)]
    en: String,
}

async fn add(
    State(house): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<Administers>,
    FormBody(typed): FormBody<PreparationForm>,
) -> Result<Response, Problem> {
    let id = me.practices()[0];
    let mut complaints = FormErrors::default();
    let mut clean = |field, text: &str| match text.trim() {
        "" => Some(None),
        _ => complaints.take(field, clean_paragraphs(text, WORDS_LIMIT), |refusal| refusal.message(chrome.locale())).map(Some),
    };
    let (Some(fa), Some(en)) = (clean("fa", &typed.fa), clean("en", &typed.en)) else {
        let page = page(&house, &mut me, typed.fa, typed.en, complaints, false).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    for (locale, text) in [(Locale::Fa, fa), (Locale::En, en)] {
        store::set_words(&mut me.tx, &house.vault, id, locale, text.as_deref(), chrome.now).await?;
    }
    let act = AuditEntry { practice: id.0, actor: Some(me.person.0), act: "changed the guide of", kind: "practice", subject: id.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/practice/preparation?kept=true").into_response())
}
