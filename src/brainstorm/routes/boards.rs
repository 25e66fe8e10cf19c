//! Routes that begin a board, open it and undo an entry.

use super::IDEA;
use super::own::withdraw;
use super::reply::{IdeaForm, kept, publish, publish_step, publish_to_author, refuse};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::points::{self, POINT, PointId};
use crate::brainstorm::store::NewBoard;
use crate::brainstorm::{
    BoardState, BoardStep, BrainstormId, BrainstormRefusal, IdeaId, Manner, QUESTION_LIMIT, pending, store, undo as may_undo,
};
use crate::concern::{self, ConcernId};
use crate::group::{self, GroupAccess, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem, SENT_BEFORE};
use crate::session::{self, SessionAccess, SessionId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBrainstorm {
    id: BrainstormId,
    question: String,
    kind: BoardKind,
    /// The concern that the board is about.
    #[serde(default)]
    concern: Option<ConcernId>,
}

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
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<NewBrainstorm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let access = &mut session_access.group_access;
    let back = |board: BrainstormId| IdeaForm {
        action: format!("/sessions/{session}/brainstorms"),
        fields: [("id", board.to_string()), ("kind", typed.kind.code().to_owned()), ("question", typed.question.clone())]
            .into_iter()
            .chain(typed.concern.map(|id| ("concern", id.to_string())))
            .collect(),
    };
    let held = session::store::lock(&mut access.tx, session).await?.ok_or(Problem::NotFound)?;
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let actor = access.actor();
    let print = content.fingerprint(&mut access.tx, &app.vault, group::owner(actor.practice, actor.group)).await?;
    if fingerprint::is_resend(&mut access.tx, typed.id, print.as_ref()).await? {
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
    // A session has one active board: the one before is finished, with all its entries.
    if let Some((before, _)) = store::current(&mut access.tx, &app.vault, session).await?
        && before.phase != BoardStep::Done
    {
        finish(access, &before).await?;
    }
    // Only a concern that is or was in the middle: the board shows its words to everyone.
    let on = match typed.concern {
        Some(id) if !concern::store::was_in_the_middle(&mut access.tx, session, id).await? => return Err(Problem::NotFound),
        on => on,
    };
    let new = NewBoard { id: typed.id, session, question: &question, manner, named, concern: on };
    if !store::insert_board(&mut access.tx, &app.vault, actor, &new, chrome.now).await? {
        let words = chrome.locale().message(SENT_BEFORE);
        return Ok(refuse(&chrome, session, StatusCode::CONFLICT, words, None, back(BrainstormId::random())));
    }
    fingerprint::store_fingerprint(&mut access.tx, typed.id, print).await?;
    publish(access, session, events::BOARD, session.0).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, &typed.id.to_string(), String::new()))
}

pub(super) async fn open(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let id = BrainstormId(session_access.found_by());
    let access = &mut session_access.group_access;
    let (live, board) = store::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    if live.is_none() {
        return Ok(refuse_over(&chrome, session));
    }
    // Opened already, by a double click or a colleague: the request is fulfilled.
    if board.open().is_ok() {
        store::open(&mut access.tx, id, chrome.now).await?;
        pending::store::release(&mut access.tx, &board).await?;
        if board.named {
            audit_shown_ideas(access, id).await?;
        }
        publish(access, session, events::BOARD, session.0).await?;
        session_access.group_access.tx.commit().await?;
        app.events.wake(session.0);
    }
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

/// The refusal when the session is not live.
fn refuse_over(chrome: &Chrome, session: SessionId) -> Response {
    refuse(
        chrome,
        session,
        StatusCode::UNPROCESSABLE_ENTITY,
        chrome.locale().message(BrainstormRefusal::Over.key()),
        None,
        IdeaForm::default(),
    )
}

/// Audits who added each idea and when. Only now that the board shows names may the audit name authors as well.
async fn audit_shown_ideas(access: &mut GroupAccess<Staff>, board: BrainstormId) -> Result<(), Problem> {
    let practice = access.practice().0;
    for added in store::added(&mut access.tx, board).await? {
        let act = AuditEntry { practice, actor: Some(added.by.0), act: "added", kind: IDEA, subject: added.id.0 };
        audit::record(&mut access.tx, act, added.at).await?;
    }
    Ok(())
}

/// Moves a board to [`BoardStep::Done`]. Entries that wait are released first, even fewer than three.
async fn finish(access: &mut GroupAccess<Staff>, board: &BoardState) -> Result<(), Problem> {
    if board.opened_at.is_some() && !board.named {
        pending::store::release(&mut access.tx, board).await?;
    }
    Ok(store::set_phase(&mut access.tx, board.id, BoardStep::Done).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoIdeaForm {
    /// The idea or point to undo; empty when the page knows none.
    #[serde(default)]
    id: String,
}

/// Undoes one entry that this actor logged, by its id; entries logged before or after it stay.
pub(super) async fn undo(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<UndoIdeaForm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let id = BrainstormId(session_access.found_by());
    let access = &mut session_access.group_access;
    let (live, board) = store::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    if live.is_none() {
        return Ok(refuse_over(&chrome, session));
    }
    let undone = match typed.id.parse::<Uuid>() {
        Ok(id) => match undo_idea(&app, access, &board, IdeaId(id)).await? {
            Some(undone) => undone,
            None => undo_point(&app, access, &board, PointId(id)).await?,
        },
        Err(_) => Err(BrainstormRefusal::NothingToUndo),
    };
    match undone {
        Ok(true) => {
            session_access.group_access.tx.commit().await?;
            app.events.wake(session.0);
        }
        // Withdrawn already, or never received: the request is fulfilled.
        Ok(false) => {}
        Err(BrainstormRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let status = if refusal == BrainstormRefusal::Reworded { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok(refuse(&chrome, session, status, chrome.locale().message(refusal.key()), None, IdeaForm::default()));
        }
    }
    Ok(kept(&chrome, session, &typed.id, String::new()))
}

/// None when no idea has this id; else whether it was undone.
async fn undo_idea(
    app: &AppState,
    access: &mut GroupAccess<Staff>,
    board: &BoardState,
    id: IdeaId,
) -> Result<Option<Result<bool, BrainstormRefusal>>, Problem> {
    let Some(idea) = store::idea(&mut access.tx, &app.vault, id).await? else { return Ok(None) };
    let is_on_board = store::board_of(&mut access.tx, id).await? == Some(board.id);
    let logged_by_me = is_on_board && idea.logged_by == Some(access.membership());
    let undone = match may_undo(logged_by_me, idea.own_withdrawn(), idea.version) {
        Ok(true) if !board.phase.takes_changes() => Err(BrainstormRefusal::Over),
        other => other,
    };
    if undone != Ok(true) {
        return Ok(Some(undone));
    }
    withdraw(&mut access.tx, board, &idea).await?;
    if board.defers(&idea) {
        publish_step(access, board).await?;
    } else if board.is_closed() {
        publish(access, board.session, events::BOARD, board.session.0).await?;
    } else {
        publish(access, board.session, IDEA, id.0).await?;
        if board.named {
            publish_to_author(access, board.session, IDEA, id.0, idea.author).await?;
        }
    }
    Ok(Some(undone))
}

async fn undo_point(
    app: &AppState,
    access: &mut GroupAccess<Staff>,
    board: &BoardState,
    id: PointId,
) -> Result<Result<bool, BrainstormRefusal>, Problem> {
    let Some(point) = points::store::point(&mut access.tx, &app.vault, id).await? else { return Ok(Ok(false)) };
    let logged_by_me = point.board == board.id && point.logged_by == Some(access.membership());
    let undone = match may_undo(logged_by_me, point.own_withdrawn(), point.version) {
        Ok(true) if board.phase != BoardStep::Weigh => Err(BrainstormRefusal::Over),
        other => other,
    };
    if undone == Ok(true) {
        let waits = board.defers_point(&point);
        points::store::set_withdrawn(&mut access.tx, id, true, waits).await?;
        if waits {
            publish_step(access, board).await?;
        } else {
            publish(access, board.session, POINT, id.0).await?;
        }
        if board.named {
            publish_to_author(access, board.session, POINT, id.0, point.author).await?;
        }
    }
    Ok(undone)
}
