//! One commitment on a page of its own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::brainstorm;
use crate::brainstorm::commitment::in_commitment::ByCommitment;
use crate::brainstorm::commitment::views::{OnePage, TypedOutcome};
use crate::brainstorm::commitment::{Commitment, CommitmentId, CommitmentStatus, store};
use crate::group::{self, AnySeat};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormErrors, Problem};
use crate::session::SessionAccess;

pub(super) async fn page(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
) -> Result<Response, Problem> {
    let one = seen(&house, &mut here).await?;
    let typed = TypedOutcome {
        outcome: one.outcome,
        what: one.what.clone().unwrap_or_default(),
        word: one.word.clone().unwrap_or_default(),
        told: one.told,
    };
    show(&house, &chrome, &mut here, one, typed, FormErrors::default(), None, StatusCode::OK).await
}

/// The commitment, when the reader may know of it: an offer to another member is not there.
pub(super) async fn seen(house: &AppState, here: &mut SessionAccess<AnySeat, ByCommitment>) -> Result<Commitment, Problem> {
    let id = CommitmentId(here.found_by());
    let seat = &mut here.seat;
    let (me, role) = (seat.membership(), seat.role());
    let one = store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    if one.is_seen_by(me, role) { Ok(one) } else { Err(Problem::NotFound) }
}

#[expect(clippy::too_many_arguments, reason = "a page, its reader and what was typed into it")]
pub(super) async fn show(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<AnySeat, ByCommitment>,
    one: Commitment,
    typed: TypedOutcome,
    complaints: FormErrors,
    theirs: Option<String>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let seat = &mut here.seat;
    let (me, role, group) = (seat.membership(), seat.role(), seat.group());
    let group = group::store::find(&mut seat.tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    let history = if one.history_is_seen_by(me, role) { Some(store::history(&mut seat.tx, &house.vault, &one).await?) } else { None };
    let idea = match one.idea {
        Some(idea) => {
            brainstorm::store::idea(&mut seat.tx, &house.vault, idea).await?.filter(|idea| !idea.withdrawn).and_then(|idea| idea.text)
        }
        None => None,
    };
    let page = OnePage {
        is_mine: one.owner == me,
        may_speak: one.may_speak(me, role) && one.standing == CommitmentStatus::Accepted,
        may_withdraw: matches!(one.withdraw(me, role), Ok(Some(_))),
        sees: one.outcome_is_seen_by(me, role),
        history,
        idea,
        typed,
        complaints,
        theirs,
        one,
        group,
    };
    let chrome = chrome.clone().in_zone(page.group.time_zone);
    Ok(chrome.page_with(status, &page))
}
