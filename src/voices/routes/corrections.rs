//! Routes for correcting a turn: its edges, its speaker, or its removal.

use super::floor_act::FloorAct;
use super::page::{ReturnedVoicesForm, show};
use crate::group::Staff;
use crate::kit::refusal::Refusal;
use crate::kit::web::prelude::*;
use crate::kit::web::refusal_status;
use crate::session::{self, LiveAct};
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

pub(super) async fn correct(act: LiveAct<Staff, ByTurn>, FormBody(typed): FormBody<CorrectTurnForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, id) = (act.session, TurnId(act.subject));
    let turn = act.floor.turns.iter().find(|turn| turn.id == id).copied().ok_or(Problem::NotFound)?;
    let decided = if is_frozen(&mut act).await? { Err(VoicesRefusal::Frozen) } else { decide(&act, turn, &typed) };
    match decided {
        Ok(changed) if (changed.whose, changed.started_at, changed.ended_at) == (turn.whose, turn.started_at, turn.ended_at) => {
            Ok(Redirect::to(&format!("/sessions/{session}/voices")).into_response())
        }
        Ok(changed) => {
            store::correct_turn(act.tx(), &changed).await?;
            commit_correction(act, AuditAction::TurnCorrected).await
        }
        Err(refusal) => {
            let error = Complaint { turn: id, refusal, whose: typed.whose, from: typed.from, until: typed.until };
            let status = refusal_status(refusal.kind());
            let LiveAct { app, chrome, mut access, .. } = act.act;
            show(&app, &chrome, &mut access, session, status, ReturnedVoicesForm { turn: Some(error), ..ReturnedVoicesForm::default() })
                .await
        }
    }
}

fn decide(act: &FloorAct<Staff, ByTurn>, turn: Turn, typed: &CorrectTurnForm) -> Result<Turn, VoicesRefusal> {
    let window = act.floor.window();
    let near: Vec<_> = [Some(turn.started_at), turn.ended_at]
        .into_iter()
        .chain(act.floor.turns.iter().flat_map(|other| [other.ended_at, Some(other.started_at)]))
        .flatten()
        .collect();
    let whose = if typed.whose == turn.whose.to_string() { turn.whose } else { act.active_membership(&typed.whose)?.id };
    let from = correct::read_edge(&typed.from, window.from, &near)?;
    let until = if typed.until.trim().is_empty() { None } else { Some(correct::read_edge(&typed.until, window.from, &near)?) };
    if until.is_none() && act.floor.is_gone(whose) {
        return Err(VoicesRefusal::NotHere);
    }
    if turn.version != typed.version {
        // A resend of the same correction counts as done; a different correction was based on an outdated turn.
        let same = (turn.whose, turn.started_at, turn.ended_at) == (whose, from, until);
        return if same { Ok(turn) } else { Err(VoicesRefusal::Changed) };
    }
    correct::edges(&act.floor.turns, turn.id, from, until, TurnBounds { from: window.from, until: window.until })?;
    Ok(Turn { whose, started_at: from, ended_at: until, ..turn })
}

/// Figures freeze at noon of the day after the session.
async fn is_frozen(act: &mut FloorAct<Staff, ByTurn>) -> Result<bool, Problem> {
    let LiveAct { access, app, chrome, session, .. } = &mut act.act;
    let session = session::store::find(&mut access.tx, &app.vault, *session).await?.ok_or(Problem::NotFound)?;
    Ok(session.is_frozen(chrome.now))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemoveTurnForm {
    version: i32,
}

pub(super) async fn remove(act: LiveAct<Staff, ByTurn>, FormBody(typed): FormBody<RemoveTurnForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let id = TurnId(act.subject);
    let turn = act.floor.turns.iter().find(|turn| turn.id == id).copied().ok_or(Problem::NotFound)?;
    if is_frozen(&mut act).await? {
        return Err(VoicesRefusal::Frozen.into());
    }
    if turn.version != typed.version {
        return Err(VoicesRefusal::Changed.into());
    }
    store::remove_turn(act.tx(), id).await?;
    commit_correction(act, AuditAction::TurnRemoved).await
}

async fn commit_correction(mut act: FloorAct<Staff, ByTurn>, action: AuditAction) -> Result<Response, Problem> {
    let (session, turn) = (act.session, act.subject);
    store::settle_taps(act.tx(), session).await?;
    act.audit(action, turn).await?;
    act.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{session}/voices")).into_response())
}
