//! A kind word to one phone, and its answer.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::FloorAccess;
use crate::group::{AnySeat, Role, Staff};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::in_voices::ByNudge;
use crate::voices::store::{self, Nudge};
use crate::voices::{NudgeId, VoicesRefusal, choices};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeForm {
    id: NudgeId,
    whom: String,
    /// Which: the code of a built-in one, or the id of one of the practice's own.
    kind: String,
}

pub(super) async fn send(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<NudgeForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let (me, practice) = (seat.membership(), seat.practice());
    if let Some(earlier) = stage.floor.nudges.iter().find(|nudge| nudge.id == typed.id) {
        // The same word again, to somebody who may have gone since.
        let same = (Some(earlier.to), earlier.by, earlier.word.code()) == (typed.whom.parse().ok(), me, typed.kind);
        return if same { stage.as_it_is(&chrome, &here, typed.id.0) } else { Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore)) };
    }
    let decided = match stage.seat(&typed.whom) {
        Ok(one) if one.role != Role::Member => Err(VoicesRefusal::NoSuchSeat),
        Ok(one) if one.person.is_none() => Err(VoicesRefusal::NoPhone),
        Ok(one) => Ok(one.id),
        Err(refusal) => Err(refusal),
    };
    let to = match decided {
        Ok(to) => to,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let live = match stage.live().and_then(|live| stage.here(seat, to).map(|_| live)) {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let Some(word) = choices(&stage.floor.words).into_iter().find(|word| word.code() == typed.kind) else {
        return Ok(stage.refuse(&chrome, VoicesRefusal::NoSuchWord));
    };
    if stage.floor.waiting().any(|nudge| nudge.to == to) {
        return Ok(stage.refuse(&chrome, VoicesRefusal::Waiting));
    }
    let nudge = Nudge { id: typed.id, to, by: me, word, sent_at: stage.floor.now, answered_at: None };
    match store::send_nudge(&mut seat.tx, live, practice, session, &nudge).await {
        // An id that exists where this person cannot see it.
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("nudge_pkey")) => {
            return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
        }
        other => other?,
    }
    stage.done(&house, &chrome, here, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeAnswerForm {
    id: Uuid,
}

pub(super) async fn answer(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByNudge>,
    FormBody(typed): FormBody<NudgeAnswerForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), NudgeId(here.found_by()));
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let me = seat.membership();
    // What was said to another is not there, for staff neither.
    stage.floor.nudges.iter().find(|nudge| nudge.id == id && nudge.to == me).ok_or(Problem::NotFound)?;
    if !store::answer_nudge(&mut seat.tx, id, stage.floor.now).await? {
        return stage.as_it_is(&chrome, &here, typed.id);
    }
    stage.done(&house, &chrome, here, typed.id).await
}
