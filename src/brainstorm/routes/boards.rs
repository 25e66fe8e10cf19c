//! Beginning a board, opening it, undoing.

use super::IDEA;
use super::own::withdraw;
use super::reply::{IdeaForm, kept, refuse, step, tell, tell_author};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::points::{self, POINT, PointId};
use crate::brainstorm::store::NewBoard;
use crate::brainstorm::{
    BoardState, BoardStep, BrainstormId, BrainstormRefusal, IdeaId, Manner, QUESTION_LIMIT, pending, store, undo as undoes,
};
use crate::concern::{self, ConcernId};
use crate::group::{self, GroupAccess, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::relay::{self};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem, SENT_BEFORE};
use crate::session::{self, SessionAccess, SessionId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBrainstorm {
    id: BrainstormId,
    question: String,
    kind: BoardKind,
    /// The concern it is on.
    #[serde(default)]
    concern: Option<ConcernId>,
}

/// The ways in which a group may brainstorm.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BoardKind {
    AloudNamed,
    QuietNamed,
    QuietNameless,
}

impl BoardKind {
    fn parts(self) -> (Manner, bool) {
        match self {
            Self::AloudNamed => (Manner::Aloud, true),
            Self::QuietNamed => (Manner::Quiet, true),
            Self::QuietNameless => (Manner::Quiet, false),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::AloudNamed => "aloud-named",
            Self::QuietNamed => "quiet-named",
            Self::QuietNameless => "quiet-nameless",
        }
    }
}

pub(super) async fn begin(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<NewBrainstorm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let back = |board: BrainstormId| IdeaForm {
        action: format!("/sessions/{session}/brainstorms"),
        fields: [("id", board.to_string()), ("kind", typed.kind.code().to_owned()), ("question", typed.question.clone())]
            .into_iter()
            .chain(typed.concern.map(|id| ("concern", id.to_string())))
            .collect(),
    };
    let held = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?;
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let sitting = seat.sitting();
    let print = content.under(&mut seat.tx, &house.vault, group::owner(sitting.practice, sitting.group)).await?;
    if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
        return Ok(kept(&chrome, session, &typed.id.to_string(), String::new()));
    }
    if held.live().is_none() {
        return refused(chrome.locale().message(session::SessionRefusal::NotNow.key()));
    }
    let question = match clean_line(&typed.question, QUESTION_LIMIT) {
        Ok(question) => question,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let (manner, named) = typed.kind.parts();
    if let Err(refusal) = crate::brainstorm::begin(manner, named) {
        return refused(chrome.locale().message(refusal.key()));
    }
    // One board at a time: the one before is put away, with all that is on it.
    if let Some((before, _)) = store::current(&mut seat.tx, &house.vault, session).await?
        && before.phase != BoardStep::Done
    {
        finish(seat, &before).await?;
    }
    // Only on one that the group has, or had, in the middle: its words become everybody's.
    let on = match typed.concern {
        Some(id) if !concern::store::was_in_the_middle(&mut seat.tx, session, id).await? => return Err(Problem::NotFound),
        on => on,
    };
    let new = NewBoard { id: typed.id, session, question: &question, manner, named, concern: on };
    if !store::insert_board(&mut seat.tx, &house.vault, sitting, &new, chrome.now).await? {
        let words = chrome.locale().message(SENT_BEFORE);
        return Ok(refuse(&chrome, session, StatusCode::CONFLICT, words, None, back(BrainstormId::random())));
    }
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    tell(seat, session, relay::BOARD, session.0).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, &typed.id.to_string(), String::new()))
}

pub(super) async fn open(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    let (live, board) = store::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    if live.is_none() {
        return Ok(over(&chrome, session));
    }
    // Opened already, by a double click or a colleague: what was wanted is so.
    if board.open().is_ok() {
        store::open(&mut seat.tx, id, chrome.now).await?;
        pending::store::release(&mut seat.tx, &board).await?;
        if board.named {
            note_shown(seat, id).await?;
        }
        tell(seat, session, relay::BOARD, session.0).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

/// The session is not live: nothing happens on its boards any more.
fn over(chrome: &Chrome, session: SessionId) -> Response {
    refuse(
        chrome,
        session,
        StatusCode::UNPROCESSABLE_ENTITY,
        chrome.locale().message(BrainstormRefusal::Over.key()),
        None,
        IdeaForm::default(),
    )
}

/// Now that everybody sees whose an idea is, the audit may say so as well: who added it, and when.
async fn note_shown(seat: &mut GroupAccess<Staff>, board: BrainstormId) -> Result<(), Problem> {
    let practice = seat.practice().0;
    for added in store::added(&mut seat.tx, board).await? {
        let act = AuditEntry { practice, actor: Some(added.by.0), act: "added", kind: IDEA, subject: added.id.0 };
        audit::record(&mut seat.tx, act, added.at).await?;
    }
    Ok(())
}

/// Puts a board away. What waited for a third is shown now, however it ends.
async fn finish(seat: &mut GroupAccess<Staff>, board: &BoardState) -> Result<(), Problem> {
    if board.opened_at.is_some() && !board.named {
        pending::store::release(&mut seat.tx, board).await?;
    }
    Ok(store::set_phase(&mut seat.tx, board.id, BoardStep::Done).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoIdeaForm {
    /// The idea or point that is meant; empty where the page knows of none.
    #[serde(default)]
    id: String,
}

/// Takes back what this hand logged, by its id: what was logged before or after it stays.
pub(super) async fn undo(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<UndoIdeaForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    let (live, board) = store::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    if live.is_none() {
        return Ok(over(&chrome, session));
    }
    let taken = match typed.id.parse::<Uuid>() {
        Ok(thing) => match undo_idea(&house, seat, &board, IdeaId(thing)).await? {
            Some(taken) => taken,
            None => undo_point(&house, seat, &board, PointId(thing)).await?,
        },
        Err(_) => Err(BrainstormRefusal::NothingToUndo),
    };
    match taken {
        Ok(true) => {
            here.seat.tx.commit().await?;
            house.relay.nudge(session.0);
        }
        // Taken back already, or it never came here: what was wanted is so.
        Ok(false) => {}
        Err(BrainstormRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let status = if refusal == BrainstormRefusal::Reworded { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok(refuse(&chrome, session, status, chrome.locale().message(refusal.key()), None, IdeaForm::default()));
        }
    }
    Ok(kept(&chrome, session, &typed.id, String::new()))
}

/// What became of it; none when there is no such idea.
async fn undo_idea(
    house: &AppState,
    seat: &mut GroupAccess<Staff>,
    board: &BoardState,
    id: IdeaId,
) -> Result<Option<Result<bool, BrainstormRefusal>>, Problem> {
    let Some(idea) = store::idea(&mut seat.tx, &house.vault, id).await? else { return Ok(None) };
    let here = store::board_of(&mut seat.tx, id).await? == Some(board.id);
    let logged_by_me = here && idea.logged_by == Some(seat.membership());
    let taken = match undoes(logged_by_me, idea.own_withdrawn(), idea.version) {
        Ok(true) if !board.phase.takes_changes() => Err(BrainstormRefusal::Over),
        other => other,
    };
    if taken != Ok(true) {
        return Ok(Some(taken));
    }
    withdraw(&mut seat.tx, board, &idea).await?;
    if board.defers(&idea) {
        step(seat, board).await?;
    } else if board.is_closed() {
        tell(seat, board.session, relay::BOARD, board.session.0).await?;
    } else {
        tell(seat, board.session, IDEA, id.0).await?;
        if board.named {
            tell_author(seat, board.session, IDEA, id.0, idea.author).await?;
        }
    }
    Ok(Some(taken))
}

async fn undo_point(
    house: &AppState,
    seat: &mut GroupAccess<Staff>,
    board: &BoardState,
    id: PointId,
) -> Result<Result<bool, BrainstormRefusal>, Problem> {
    let Some(point) = points::store::point(&mut seat.tx, &house.vault, id).await? else { return Ok(Ok(false)) };
    let logged_by_me = point.board == board.id && point.logged_by == Some(seat.membership());
    let taken = match undoes(logged_by_me, point.own_withdrawn(), point.version) {
        Ok(true) if board.phase != BoardStep::Weigh => Err(BrainstormRefusal::Over),
        other => other,
    };
    if taken == Ok(true) {
        let waits = board.defers_point(&point);
        points::store::set_withdrawn(&mut seat.tx, id, true, waits).await?;
        if waits {
            step(seat, board).await?;
        } else {
            tell(seat, board.session, POINT, id.0).await?;
        }
        if board.named {
            tell_author(seat, board.session, POINT, id.0, point.author).await?;
        }
    }
    Ok(taken)
}
