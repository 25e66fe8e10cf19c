//! Routes for correcting a turn: its edges, its speaker, or its removal.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{ReturnedVoicesForm, show};
use super::stage::FloorAccess;
use crate::group::Staff;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess};
use crate::voices::anchors::ByTurn;
use crate::voices::correct::{self, TurnBounds};
use crate::voices::views::Complaint;
use crate::voices::{Turn, TurnId, VoicesRefusal, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrectTurnForm {
    /// The version that was read.
    version: i32,
    whose: String,
    from: String,
    /// Empty keeps the open turn open.
    #[serde(default)]
    until: String,
}

pub(super) async fn correct(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff, ByTurn>,
    FormBody(typed): FormBody<CorrectTurnForm>,
) -> Result<Response, Problem> {
    let (session, id) = (access.session(), TurnId(access.found_by()));
    let stage = FloorAccess::lock(&app, &mut access.seat, session).await?;
    let turn = stage.floor.turns.iter().find(|turn| turn.id == id).copied().ok_or(Problem::NotFound)?;
    let decided = match is_frozen(&app, &chrome, &mut access).await? {
        true => Err(VoicesRefusal::Frozen),
        false => decide(&stage, turn, &typed),
    };
    match decided {
        Ok(changed) if (changed.whose, changed.started_at, changed.ended_at) == (turn.whose, turn.started_at, turn.ended_at) => {
            Ok(Redirect::to(&format!("/sessions/{session}/voices")).into_response())
        }
        Ok(changed) => {
            store::correct_turn(&mut access.seat.tx, &changed).await?;
            commit_correction(&app, &chrome, access, stage, "corrected").await
        }
        Err(refusal) => {
            let status = if refusal == VoicesRefusal::Changed { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let complaint = Complaint { turn: id, refusal, whose: typed.whose, from: typed.from, until: typed.until };
            show(&app, &chrome, &mut access, status, ReturnedVoicesForm { turn: Some(complaint), ..ReturnedVoicesForm::default() }).await
        }
    }
}

fn decide(stage: &FloorAccess, turn: Turn, typed: &CorrectTurnForm) -> Result<Turn, VoicesRefusal> {
    let window = stage.floor.window();
    let near: Vec<_> = [Some(turn.started_at), turn.ended_at]
        .into_iter()
        .chain(stage.floor.turns.iter().flat_map(|other| [other.ended_at, Some(other.started_at)]))
        .flatten()
        .collect();
    let whose = if typed.whose == turn.whose.to_string() { turn.whose } else { stage.active_membership(&typed.whose)?.id };
    let from = correct::read_edge(&typed.from, window.from, &near)?;
    let until = if typed.until.trim().is_empty() { None } else { Some(correct::read_edge(&typed.until, window.from, &near)?) };
    if until.is_none() && stage.floor.is_gone(whose) {
        return Err(VoicesRefusal::NotHere);
    }
    if turn.version != typed.version {
        // A resend of the same correction counts as done; a different correction was based on an outdated turn.
        let same = (turn.whose, turn.started_at, turn.ended_at) == (whose, from, until);
        return if same { Ok(turn) } else { Err(VoicesRefusal::Changed) };
    }
    correct::edges(&stage.floor.turns, turn.id, from, until, TurnBounds { from: window.from, until: window.until })?;
    Ok(Turn { whose, started_at: from, ended_at: until, ..turn })
}

/// Figures freeze at noon of the day after the session.
async fn is_frozen(app: &AppState, chrome: &Chrome, access: &mut SessionAccess<Staff, ByTurn>) -> Result<bool, Problem> {
    let id = access.session();
    let session = session::store::find(&mut access.seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    Ok(session.is_frozen(chrome.now))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemoveTurnForm {
    version: i32,
}

pub(super) async fn remove(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff, ByTurn>,
    FormBody(typed): FormBody<RemoveTurnForm>,
) -> Result<Response, Problem> {
    let (session, id) = (access.session(), TurnId(access.found_by()));
    let stage = FloorAccess::lock(&app, &mut access.seat, session).await?;
    let turn = stage.floor.turns.iter().find(|turn| turn.id == id).copied().ok_or(Problem::NotFound)?;
    let refusal = if is_frozen(&app, &chrome, &mut access).await? {
        Some(VoicesRefusal::Frozen)
    } else if turn.version != typed.version {
        Some(VoicesRefusal::Changed)
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return Ok(stage.refuse(&chrome, refusal));
    }
    store::remove_turn(&mut access.seat.tx, id).await?;
    commit_correction(&app, &chrome, access, stage, "removed").await
}

async fn commit_correction(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff, ByTurn>,
    stage: FloorAccess,
    act: &'static str,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let practice = seat.practice().0;
    store::settle_taps(&mut seat.tx, session).await?;
    let act = AuditEntry { practice, actor: Some(seat.person().0), act, kind: "turn", subject: access.found_by() };
    let seat = &mut access.seat;
    audit::record(&mut seat.tx, act, chrome.now).await?;
    stage.publish(app, &mut seat.tx, practice).await?;
    access.seat.tx.commit().await?;
    app.events.wake(session.0);
    Ok(Redirect::to(&format!("/sessions/{session}/voices")).into_response())
}
