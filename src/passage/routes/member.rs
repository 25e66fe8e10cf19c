//! A member's page for staff: how they stand, since when, and what can be done.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::when::{TransitionTime, ahead, place};
use crate::group::seat::RequiredRole;
use crate::group::{self, GroupAccess, MembershipId, Role, Staff, Therapist, life_store, preparation};
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, PathParams, Problem};
use crate::passage::store::NewTransition;
use crate::passage::views::MemberPage;
use crate::passage::{TransitionKind, may_plan, store, word_store};
use crate::session::SessionState;

pub(super) fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SeatOfStaff, "/groups/{group}/members/{member}", show)
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/arrival", announce)
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/passage/withdrawal", take_back)
}

#[derive(Deserialize)]
pub(super) struct TransitionPathParams {
    pub member: MembershipId,
}

async fn show(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
) -> Result<Response, Problem> {
    let (page, chrome) = page(&house, chrome, &mut seat, member, String::new(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

pub(super) async fn page<R: RequiredRole>(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<R>,
    member: MembershipId,
    reason: String,
    complaints: FormErrors,
) -> Result<(MemberPage, Chrome), Problem> {
    let sits = seat.sitting();
    let is_therapist = sits.role == Role::Therapist;
    let tx = &mut seat.tx;
    let group = group::store::find(tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(tx, &house.vault, sits.group).await?;
    // Who only stood in at a session has no page in the group.
    let is_here = |one: &&group::Membership| one.id == member && one.state != group::MembershipState::Substitute;
    let one = all.iter().find(is_here).cloned().ok_or(Problem::NotFound)?;
    let names = all.into_iter().map(|one| (one.id, one.name)).collect();
    let mut history = life_store::history(tx, &house.vault, member).await?;
    let mut passage = store::open(tx, &house.vault, sits.group).await?.into_iter().find(|open| open.member == Some(member));
    let mut word = None;
    if is_therapist {
        word = word_store::of_group(tx, &house.vault, sits.group, Some(member)).await?.pop();
    } else {
        // Reasons are the therapist's to know.
        history.iter_mut().for_each(|line| line.reason = None);
        if let Some(passage) = &mut passage {
            passage.reason = None;
        }
    }
    let reading = preparation::store::reading_of(tx, member).await?;
    // Nobody is announced into a room that sits already.
    let mut sessions = ahead(tx, &house.vault, sits.group, chrome.now).await?;
    sessions.retain(|session| session.state == SessionState::Planned);
    let chrome = chrome.in_zone(group.time_zone);
    Ok((MemberPage { group, is_therapist, one, history, names, passage, word, reading, sessions, reason, complaints }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberTransitionForm {
    session: String,
}

/// Announces somebody's arrival: without a name to the group while they wait to be admitted.
async fn announce(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(typed): FormBody<MemberTransitionForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    seat.hold().await?;
    let (role, state, _) = group::store::hold_membership(&mut seat.tx, sits.group, member).await?.ok_or(Problem::NotFound)?;
    let sessions = ahead(&mut seat.tx, &house.vault, sits.group, chrome.now).await?;
    let mut complaints = FormErrors::default();
    match TransitionTime::read(&typed.session, &sessions) {
        Some(TransitionTime::In(session)) => match may_plan(TransitionKind::Arrival, role, state, session.state) {
            Ok(()) => {
                let new = NewTransition { kind: TransitionKind::Arrival, member: Some(member), session: session.id, reason: None };
                store::plan(&mut seat.tx, &house.vault, place(sits), &new, chrome.now).await?;
            }
            Err(refusal) => complaints.say("session", chrome.locale().message(refusal.key())),
        },
        _ => complaints.say("session", chrome.locale().message("passage-not-ahead")),
    }
    if !complaints.is_empty() {
        let (page, chrome) = page(&house, chrome, &mut seat, member, String::new(), complaints).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}", sits.group)).into_response())
}

/// Takes back an arrival or a graduation that was planned. Somebody's own leaving is theirs to take back.
async fn take_back(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    group::store::hold_membership(&mut seat.tx, sits.group, member).await?.ok_or(Problem::NotFound)?;
    let open = store::open(&mut seat.tx, &house.vault, sits.group).await?.into_iter().find(|open| open.member == Some(member));
    if open.is_some_and(|open| open.kind == TransitionKind::Leaving && open.made_by == member) {
        return Err(Problem::Forbidden);
    }
    store::withdraw(&mut seat.tx, member, chrome.now).await?;
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members/{member}", sits.group)).into_response())
}
