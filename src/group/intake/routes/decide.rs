//! What the therapist decides about a candidate, and the order of the waiting list.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{ApplicantAccess, TherapistOr404, fit};
use crate::group::intake::decision::{ListDirection, swap};
use crate::group::intake::{Decision, DecisionId, decision_store};
use crate::group::store::StateChange;
use crate::group::{
    self, AfterRoster, ChangedBy, GroupId, MembershipRefusal, MembershipState, MembershipStep, PURPOSE_LIMIT, Role, SealedNotes,
};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, FormErrors, PathParams, Problem};

pub(super) fn doors(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    let deciding =
        move |house: State<AppState>, chrome: Chrome, here: ApplicantAccess, content: FormContent, typed: FormBody<DecisionForm>| {
            decide(after, notes, house, chrome, here, content, typed)
        };
    AppRoutes::new().post(Access::TherapistAlone, "/groups/{group}/members/{member}/decision", deciding).post(
        Access::TherapistAlone,
        "/groups/{group}/members/{member}/waiting-place",
        place,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionForm {
    id: DecisionId,
    decision: Decision,
    #[serde(default)]
    note: String,
    /// Though the group is closed and has begun.
    #[serde(default)]
    closed_too: bool,
}

async fn decide(
    after: AfterRoster,
    notes: SealedNotes,
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: ApplicantAccess,
    content: FormContent,
    FormBody(typed): FormBody<DecisionForm>,
) -> Result<Response, Problem> {
    let to = format!("/groups/{}/fit", here.group.id);
    let by = here.seat.sitting();
    let owner = decision_store::notes_owner(&mut here.seat.tx, &house.vault, by, notes).await?;
    let print = content.under(&mut here.seat.tx, &house.vault, owner).await?;
    if decision_store::is_decided(&mut here.seat.tx, typed.id).await? {
        let again = fingerprint::is_resend(&mut here.seat.tx, typed.id, print.as_ref()).await?;
        return if again { Ok(Redirect::to(&to).into_response()) } else { Err(Problem::SentBefore) };
    }
    let mut complaints = FormErrors::default();
    let note = if typed.note.trim().is_empty() {
        None
    } else {
        complaints.take("note", clean_paragraphs(&typed.note, PURPOSE_LIMIT), |refusal| refusal.message(chrome.locale()))
    };
    let new_state = match next(&mut here, typed.decision, typed.closed_too).await? {
        Ok(state) => Some(state),
        Err(refusal) => {
            complaints.say("decision", chrome.locale().message(refusal.key()));
            None
        }
    };
    let Some(state) = new_state.filter(|_| complaints.is_empty()) else {
        let again = fit::FitForm { id: typed.id, note: typed.note, complaints };
        return fit::shown(&house, chrome, &mut here, again, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    carry_out(after, &house, &chrome, &mut here, state).await?;
    decision_store::decide(
        &mut here.seat.tx,
        &house.vault,
        by,
        typed.id,
        here.member,
        typed.decision,
        note.as_deref().map(|note| (note, owner)),
        print.as_ref(),
        chrome.now,
    )
    .await?;
    here.note("decided", "membership", &chrome).await?;
    here.seat.tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}

/// The state that follows; the group and the membership are held. Only about who waits something is decided.
async fn next(
    here: &mut ApplicantAccess,
    decision: Decision,
    closed_too: bool,
) -> Result<Result<MembershipState, MembershipRefusal>, Problem> {
    if here.state != MembershipState::Waiting {
        return Ok(Err(MembershipRefusal::NotNow));
    }
    let step = match decision {
        Decision::Admit => MembershipStep::Admit,
        Decision::KeepWaiting => return Ok(Ok(MembershipState::Waiting)),
        Decision::NotThisGroup => MembershipStep::Remove,
    };
    let room = here.seat.hold().await?.opened(closed_too);
    Ok(here.state.step(step, ChangedBy::Therapist, Role::Member, room))
}

async fn carry_out(
    after: AfterRoster,
    house: &AppState,
    chrome: &Chrome,
    here: &mut ApplicantAccess,
    state: MembershipState,
) -> Result<(), Problem> {
    let sits = here.seat.sitting();
    if state == MembershipState::Waiting {
        decision_store::enlist(&mut here.seat.tx, sits.practice, sits.group, here.member, chrome.now).await?;
        return Ok(());
    }
    let change = StateChange {
        membership: here.member,
        group: sits.group,
        practice: sits.practice,
        role: Role::Member,
        state,
        reason: None,
        by: Some(sits.membership),
    };
    Ok(group::store::set_state(&mut here.seat.tx, &house.vault, &change, after, chrome.now).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingListMoveForm {
    way: ListDirection,
}

#[derive(Deserialize)]
struct DecisionPathParams {
    group: GroupId,
    member: crate::group::MembershipId,
}

/// One place earlier, or later, on the waiting list.
async fn place(
    here: TherapistOr404,
    PathParams(path): PathParams<DecisionPathParams>,
    FormBody(typed): FormBody<WaitingListMoveForm>,
) -> Result<Response, Problem> {
    let mut seat = here.seat;
    seat.hold().await?;
    let list = decision_store::list(&mut seat.tx, path.group).await?;
    let at = list.iter().position(|(id, _)| *id == path.member).ok_or(Problem::NotFound)?;
    if let Some((one, other)) = swap(at, typed.way, list.len()) {
        decision_store::swap(&mut seat.tx, list[one].0, list[other].0).await?;
        seat.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{}/fit#list", path.group)).into_response())
}
