//! Routes for beginning and ending a round, and for passing in it.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::FloorAccess;
use crate::group::{AnySeat, Staff};
use crate::kit::app_state::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::{RoundId, VoicesRefusal, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StartRoundForm {
    id: RoundId,
}

pub(super) async fn begin(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<StartRoundForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let live = match stage.live() {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let practice = seat.practice();
    if !store::begin_round(&mut seat.tx, live, practice, session, typed.id, stage.floor.now).await? {
        return stage.unchanged(&chrome, &access, typed.id.0);
    }
    stage.done(&app, &chrome, access, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndRoundForm {
    id: Uuid,
    /// The number of the round to end.
    round: i32,
}

pub(super) async fn end(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<EndRoundForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    if let Err(refusal) = stage.live() {
        return Ok(stage.refuse(&chrome, refusal));
    }
    let is_open = stage.floor.round.as_ref().is_some_and(|round| round.number == typed.round);
    if !is_open || !store::end_round(&mut seat.tx, session, stage.floor.now).await? {
        return stage.unchanged(&chrome, &access, typed.id);
    }
    stage.done(&app, &chrome, access, typed.id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PassForm {
    id: Uuid,
    /// The member who passes, if staff enter it.
    #[serde(default)]
    whose: String,
    /// Whether the member would like a turn after all.
    #[serde(default)]
    back: bool,
}

pub(super) async fn pass(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat>,
    FormBody(typed): FormBody<PassForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let whose = match stage.acting_for(seat, &typed.whose) {
        Ok(whose) => whose,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let live = match stage.live().and_then(|live| stage.require_present(seat, whose).map(|_| live)) {
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
        return stage.unchanged(&chrome, &access, typed.id);
    }
    stage.done(&app, &chrome, access, typed.id).await
}
