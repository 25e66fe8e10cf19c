//! The page of a person's membership, for staff: their state, since when, and what can be done.

use super::when::{TransitionTime, ahead, own_membership};
use crate::group::access::RequiredRole;
use crate::group::{self, GroupAccess, MembershipId, Role, Staff, Therapist, life_store, preparation};
use crate::kit::web::prelude::*;
use crate::session::SessionState;
use crate::transitions::store::NewTransition;
use crate::transitions::views::MemberPage;
use crate::transitions::{TransitionKind, farewell_message_store, may_plan, store};

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaff, "/groups/{group}/members/{member}/membership", show)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/arrival", announce)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/transition/withdrawal", take_back)
}

#[derive(Deserialize)]
pub(super) struct TransitionPathParams {
    pub member: MembershipId,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
) -> Result<Response, Problem> {
    let (page, chrome) = page(&app, chrome, &mut access, member, String::new(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

pub(super) async fn page<R: RequiredRole>(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<R>,
    member: MembershipId,
    reason: String,
    errors: FormErrors,
) -> Result<(MemberPage, Chrome), Problem> {
    let actor = access.actor();
    let is_therapist = actor.role() == Role::Therapist;
    let tx = &mut access.tx;
    let group = group::store::find(tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(tx, &app.vault, actor.group()).await?;
    // A substitute of a single session has no page in the group.
    let is_here = |one: &&group::Membership| one.id == member && one.state != group::MembershipState::Substitute;
    let one = all.iter().find(is_here).cloned().ok_or(Problem::NotFound)?;
    let names = all.into_iter().map(|one| (one.id, one.name)).collect();
    let mut history = life_store::history(tx, &app.vault, member).await?;
    let mut transition = store::open(tx, &app.vault, actor.group()).await?.into_iter().find(|open| open.member == Some(member));
    let mut word = None;
    if is_therapist {
        word = farewell_message_store::of_group(tx, &app.vault, actor.group(), Some(member)).await?.pop();
    } else {
        // Reasons are for the therapist only.
        history.iter_mut().for_each(|line| line.reason = None);
        if let Some(transition) = &mut transition {
            transition.reason = None;
        }
    }
    let reading = preparation::store::reading_of(tx, member).await?;
    // No one is announced into a session that is live.
    let mut sessions = ahead(tx, &app.vault, actor.group(), chrome.now).await?;
    sessions.retain(|session| session.state == SessionState::Planned);
    let chrome = chrome.in_zone(group.time_zone);
    Ok((MemberPage { group, is_therapist, one, history, names, transition, word, reading, sessions, reason, errors }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberTransitionForm {
    session: String,
}

/// Announces an arrival: without a name to the group while the person waits to be admitted.
async fn announce(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(typed): FormBody<MemberTransitionForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    access.lock_group().await?;
    let (role, state, _) = group::store::lock_membership(&mut access.tx, actor.group(), member).await?.ok_or(Problem::NotFound)?;
    let sessions = ahead(&mut access.tx, &app.vault, actor.group(), chrome.now).await?;
    let mut errors = FormErrors::default();
    match TransitionTime::read(&typed.session, &sessions) {
        Some(TransitionTime::In(session)) => match may_plan(TransitionKind::Arrival, role, state, session.state) {
            Ok(()) => {
                let new = NewTransition { kind: TransitionKind::Arrival, member: Some(member), session: session.id, reason: None };
                store::plan(&mut access.tx, &app.vault, own_membership(actor), &new, chrome.now).await?;
            }
            Err(refusal) => errors.add("session", chrome.locale().message(refusal.key())),
        },
        _ => errors.add("session", chrome.locale().message("transition-not-ahead")),
    }
    if !errors.is_empty() {
        let (page, chrome) = page(&app, chrome, &mut access, member, String::new(), errors).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}/membership", actor.group())).into_response())
}

/// Withdraws a planned arrival or graduation. A member's own leaving is theirs to withdraw.
async fn take_back(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    group::store::lock_membership(&mut access.tx, actor.group(), member).await?.ok_or(Problem::NotFound)?;
    let open = store::open(&mut access.tx, &app.vault, actor.group()).await?.into_iter().find(|open| open.member == Some(member));
    if open.is_some_and(|open| open.kind == TransitionKind::Leaving && open.made_by == member) {
        return Err(Problem::Forbidden);
    }
    store::withdraw(&mut access.tx, member, chrome.now).await?;
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}/membership", actor.group())).into_response())
}
