//! Routes for a kind word to one phone, and for its answer.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::FloorAccess;
use crate::group::{AnySeat, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::anchors::ByNudge;
use crate::voices::store::{self, Nudge};
use crate::voices::{NudgeId, VoicesRefusal, choices};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeForm {
    id: NudgeId,
    whom: String,
    /// The code of a built-in kind word, or the id of one of the practice's own.
    kind: String,
}

pub(super) async fn send(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<NudgeForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let (me, practice) = (seat.membership(), seat.practice());
    if let Some(earlier) = stage.floor.nudges.iter().find(|nudge| nudge.id == typed.id) {
        // A resend of the same word, to a member who may have left since.
        let same = (Some(earlier.to), earlier.by, earlier.word.code()) == (typed.whom.parse().ok(), me, typed.kind);
        return if same { stage.unchanged(&chrome, &access, typed.id.0) } else { Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore)) };
    }
    let decided = match stage.active_membership(&typed.whom) {
        Ok(one) if one.role != Role::Member => Err(VoicesRefusal::NoSuchSeat),
        Ok(one) if one.person.is_none() => Err(VoicesRefusal::NoPhone),
        Ok(one) => Ok(one.id),
        Err(refusal) => Err(refusal),
    };
    let to = match decided {
        Ok(to) => to,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let live = match stage.live().and_then(|live| stage.require_present(seat, to).map(|_| live)) {
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
        // The id belongs to a row that this person cannot see.
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("nudge_pkey")) => {
            return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
        }
        other => other?,
    }
    stage.done(&app, &chrome, access, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeAnswerForm {
    id: Uuid,
}

pub(super) async fn answer(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat, ByNudge>,
    FormBody(typed): FormBody<NudgeAnswerForm>,
) -> Result<Response, Problem> {
    let (session, id) = (access.session(), NudgeId(access.found_by()));
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let me = seat.membership();
    // A word to another member gives 404, for staff too.
    stage.floor.nudges.iter().find(|nudge| nudge.id == id && nudge.to == me).ok_or(Problem::NotFound)?;
    if !store::answer_nudge(&mut seat.tx, id, stage.floor.now).await? {
        return stage.unchanged(&chrome, &access, typed.id);
    }
    stage.done(&app, &chrome, access, typed.id).await
}
