//! Graduating: a member has completed their time in the group, with or without a goodbye in a session.

use super::member::TransitionPathParams;
use super::when::{TransitionTime, ahead, own_membership};
use crate::group::membership_change::{LockedMember, RequestedChange, change};
use crate::group::{self, ChangedBy, GroupAccess, MembershipId, MembershipRefusal, MembershipStep, Role, RosterHooks, Therapist};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::transitions::store::NewTransition;
use crate::transitions::views::{GraduationPage, TransitionForm as Shown};
use crate::transitions::{REASON_LIMIT, TransitionKind, may_plan, store};

pub(super) fn routes(hooks: RosterHooks) -> AppRoutes {
    let graduate = move |app: State<AppState>,
                         chrome: Chrome,
                         access: GroupAccess<Therapist>,
                         way: PathParams<TransitionPathParams>,
                         typed: FormBody<GraduationForm>| { graduate(hooks, app, chrome, access, way, typed) };
    AppRoutes::new().get(Access::GroupTherapist, "/groups/{group}/members/{member}/graduation", show).post(
        Access::GroupTherapist,
        "/groups/{group}/members/{member}/graduation",
        graduate,
    )
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
) -> Result<Response, Problem> {
    let (page, chrome) = page(&app, chrome, &mut access, member, Shown::default(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<Therapist>,
    member: MembershipId,
    typed: Shown,
    errors: FormErrors,
) -> Result<(GraduationPage, Chrome), Problem> {
    let id = access.group();
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(&mut access.tx, &app.vault, id).await?;
    let one = all.into_iter().find(|one| one.id == member && one.role == Role::Member).ok_or(Problem::NotFound)?;
    let sessions = ahead(&mut access.tx, &app.vault, id, chrome.now).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok((GraduationPage { group, one, sessions, typed, errors }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GraduationForm {
    #[serde(default)]
    when: String,
    #[serde(default)]
    reason: String,
}

async fn graduate(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(typed): FormBody<GraduationForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let locale = chrome.locale();
    let capacity = access.lock_group().await?;
    let found = LockedMember::hold(&mut access, member).await?;
    let sessions = ahead(&mut access.tx, &app.vault, actor.group(), chrome.now).await?;
    let mut errors = FormErrors::default();
    let reason = match typed.reason.trim() {
        "" => Some(None),
        _ => errors.check("reason", clean_paragraphs(&typed.reason, REASON_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    let when = errors.check("when", TransitionTime::read(&typed.when, &sessions).ok_or(()), |()| locale.message("leaving-when-missing"));
    if let (Some(reason), Some(when)) = (reason, when) {
        let result = match when {
            TransitionTime::Now => {
                store::withdraw(&mut access.tx, member, chrome.now).await?;
                let wanted =
                    RequestedChange { step: MembershipStep::Graduate, by: ChangedBy::Therapist, reason: reason.as_deref(), room: capacity };
                match change(hooks, &app, &chrome, &mut access, found, wanted).await? {
                    Err(MembershipRefusal::NotNow) if found.state == group::MembershipState::Graduated => Ok(()),
                    other => other.map_err(MembershipRefusal::key),
                }
            }
            TransitionTime::In(session) => match may_plan(TransitionKind::Graduation, found.role, found.state, session.state) {
                Ok(()) => {
                    let new = NewTransition {
                        kind: TransitionKind::Graduation,
                        member: Some(member),
                        session: session.id,
                        reason: reason.as_deref(),
                    };
                    store::plan(&mut access.tx, &app.vault, own_membership(actor), &new, chrome.now).await?;
                    Ok(())
                }
                Err(refusal) => Err(refusal.key()),
            },
        };
        match result {
            Ok(()) => {
                access.tx.commit().await?;
                app.events.recheck(found.person.map(|person| person.0));
                return Ok(Redirect::to(&format!("/groups/{}/members/{member}/membership", actor.group())).into_response());
            }
            Err(key) => errors.add("when", locale.message(key)),
        }
    }
    let typed = Shown { when: typed.when, reason: typed.reason, ..Shown::default() };
    let (page, chrome) = page(&app, chrome, &mut access, member, typed, errors).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
