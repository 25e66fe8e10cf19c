//! Beginning and ending a round, and passing in it.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::FloorAccess;
use crate::group::{AnySeat, Staff};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::{RoundId, VoicesRefusal, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StartRoundForm {
    id: RoundId,
}

pub(super) async fn begin(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<StartRoundForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let live = match stage.live() {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let practice = seat.practice();
    if !store::begin_round(&mut seat.tx, live, practice, session, typed.id, stage.floor.now).await? {
        return stage.as_it_is(&chrome, &here, typed.id.0);
    }
    stage.done(&house, &chrome, here, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ended {
    id: Uuid,
    /// The number of the round that is meant.
    round: i32,
}

pub(super) async fn end(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<Ended>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    if let Err(refusal) = stage.live() {
        return Ok(stage.refuse(&chrome, refusal));
    }
    let is_on = stage.floor.round.as_ref().is_some_and(|round| round.number == typed.round);
    if !is_on || !store::end_round(&mut seat.tx, session, stage.floor.now).await? {
        return stage.as_it_is(&chrome, &here, typed.id);
    }
    stage.done(&house, &chrome, here, typed.id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Passed {
    id: Uuid,
    /// Who passes, when staff say it for them.
    #[serde(default)]
    whose: String,
    /// Whether they would like a turn after all.
    #[serde(default)]
    back: bool,
}

pub(super) async fn pass(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    FormBody(typed): FormBody<Passed>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let whose = match stage.whose(seat, &typed.whose) {
        Ok(whose) => whose,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let live = match stage.live().and_then(|live| stage.here(seat, whose).map(|_| live)) {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let Some(round) = stage.floor.round.as_ref() else {
        return Ok(stage.refuse(&chrome, VoicesRefusal::NoRound));
    };
    let practice = seat.practice();
    let by = Some(seat.membership()).filter(|by| *by != whose);
    let changed = if typed.back {
        store::unpass(&mut seat.tx, live, round.id, whose).await?
    } else {
        store::pass(&mut seat.tx, live, practice, round.id, whose, by, stage.floor.now).await?
    };
    if !changed {
        return stage.as_it_is(&chrome, &here, typed.id);
    }
    stage.done(&house, &chrome, here, typed.id).await
}
