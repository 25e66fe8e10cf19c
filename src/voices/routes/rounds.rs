//! Routes for beginning and ending a round, and for passing in it.

use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::floor_act::FloorAct;
use crate::group::{AnyRole, Staff};
use crate::kit::web::{FormBody, Problem};
use crate::session::LiveAct;
use crate::voices::{RoundId, VoicesRefusal, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StartRoundForm {
    id: RoundId,
}

pub(super) async fn begin(act: LiveAct<Staff>, FormBody(typed): FormBody<StartRoundForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, now) = (act.session, act.floor.now);
    let live = act.live()?;
    let practice = act.access.practice();
    if !store::begin_round(act.tx(), live, practice, session, typed.id, now).await? {
        return act.unchanged(typed.id.0);
    }
    act.done(typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndRoundForm {
    id: Uuid,
    /// The number of the round to end.
    round: i32,
}

pub(super) async fn end(act: LiveAct<Staff>, FormBody(typed): FormBody<EndRoundForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, now) = (act.session, act.floor.now);
    act.live()?;
    let is_open = act.floor.round.as_ref().is_some_and(|round| round.number == typed.round);
    if !is_open || !store::end_round(act.tx(), session, now).await? {
        return act.unchanged(typed.id);
    }
    act.done(typed.id).await
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

pub(super) async fn pass(act: LiveAct<AnyRole>, FormBody(typed): FormBody<PassForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let now = act.floor.now;
    let whose = act.acting_for(&typed.whose)?;
    let live = act.live().and_then(|live| act.require_present(whose).map(|_| live))?;
    let round = act.floor.round.as_ref().ok_or(VoicesRefusal::NoRound)?.id;
    let practice = act.access.practice();
    let by = Some(act.access.membership()).filter(|by| *by != whose);
    let changed = if typed.back {
        store::unpass(act.tx(), live, round, whose).await?
    } else {
        store::pass(act.tx(), live, practice, round, whose, by, now).await?
    };
    if !changed {
        return act.unchanged(typed.id);
    }
    act.done(typed.id).await
}
