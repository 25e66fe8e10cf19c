//! Routes that begin a board, open it and undo an entry.

use uuid::Uuid;

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::entry::{self, EntryState};
use crate::brainstorm::store::NewBoard;
use crate::brainstorm::{BoardState, BoardStep, BrainstormId, BrainstormRefusal, EntryId, Manner, QUESTION_LIMIT, pending, store};
use crate::concern::{self, ConcernId};
use crate::group::{self, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::events::{self, Recipients};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::session::{LiveAct, SessionAnchor, SessionRefusal};

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

crate::coded! {
    pub(super) enum BoardKind {
        AloudNamed = "aloud-named",
        QuietNamed = "quiet-named",
        QuietNameless = "quiet-nameless",
    }
}

impl BoardKind {
    fn parts(self) -> (Manner, bool) {
        match self {
            Self::AloudNamed => (Manner::Aloud, true),
            Self::QuietNamed => (Manner::Quiet, true),
            Self::QuietNameless => (Manner::Quiet, false),
        }
    }
}

pub(super) async fn begin(
    mut act: LiveAct<Staff>,
    content: FormContent,
    FormBody(form): FormBody<NewBrainstorm>,
) -> Result<Response, Problem> {
    let (actor, session, live) = (act.access.actor(), act.session, act.locked.live());
    let LiveAct { access, app, chrome, .. } = &mut act;
    let print = content.fingerprint(&mut access.tx, &app.vault, group::owner(actor.practice(), actor.group())).await?;
    if fingerprint::is_resend(&mut access.tx, form.id, print.as_ref()).await? {
        return Ok(act.unchanged(form.id, String::new()));
    }
    live.ok_or(SessionRefusal::NotNow)?;
    let question = clean_line(&form.question, QUESTION_LIMIT)?;
    let (manner, named) = form.kind.parts();
    crate::brainstorm::begin(manner, named)?;
    // A session has one active board: the one before is finished, with all its entries.
    if let Some((before, _)) = store::current(&mut access.tx, &app.vault, session).await?
        && before.phase != BoardStep::Done
    {
        finish(&mut access.tx, &before).await?;
    }
    // Only a concern that is or was in the middle: the board shows its words to everyone.
    let on = match form.concern {
        Some(id) if !concern::store::was_in_the_middle(&mut access.tx, session, id).await? => return Err(Problem::NotFound),
        on => on,
    };
    let new = NewBoard { id: form.id, session, question: &question, manner, named, concern: on };
    if !store::insert_board(&mut access.tx, &app.vault, actor, &new, chrome.now).await? {
        return Err(SentBefore.into());
    }
    fingerprint::store_fingerprint(&mut access.tx, form.id, print).await?;
    act.publish(events::BOARD, session.0, Recipients::Everyone);
    act.done(form.id, String::new()).await
}

pub(super) async fn open(act: LiveAct<Staff, ByBrainstorm>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let board = act.board;
    act.locked.live().ok_or(BrainstormRefusal::Over)?;
    // Opened already, by a double click or a colleague: the request is fulfilled.
    if !act.open().await? {
        return Ok(act.unchanged(board.id, String::new()));
    }
    act.act.done(board.id, String::new()).await
}

/// Moves a board to [`BoardStep::Done`]. Entries that wait are released first, even fewer than three.
async fn finish(tx: &mut Tx, board: &BoardState) -> Result<(), Problem> {
    if board.opened_at.is_some() && !board.named {
        pending::store::release(tx, board).await?;
    }
    Ok(store::set_phase(tx, board.id, BoardStep::Done).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoIdeaForm {
    /// The idea or point to undo; empty when the page knows none.
    #[serde(default)]
    id: String,
}

/// Undoes one entry that this actor logged, by its id; entries logged before or after it stay.
pub(super) async fn undo(act: LiveAct<Staff, ByBrainstorm>, FormBody(form): FormBody<UndoIdeaForm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    act.locked.live().ok_or(BrainstormRefusal::Over)?;
    let id: Uuid = form.id.parse().map_err(|_| BrainstormRefusal::NothingToUndo)?;
    let (board, me) = (act.board, act.access.membership());
    let LiveAct { access, app, .. } = &mut act.act;
    let entry = entry::store::find(&mut access.tx, &app.vault, EntryId(id)).await?;
    // Withdrawn already, or never received: the request is fulfilled.
    let Some(entry) = entry else { return Ok(act.unchanged(form.id, String::new())) };
    let state = entry.state(me, None);
    let state = EntryState { logged_by_me: state.logged_by_me && entry.board == board.id, ..state };
    if !state.undo(board.phase)? {
        return Ok(act.unchanged(form.id, String::new()));
    }
    entry::act::withdraw(act.tx(), &board, &entry).await?;
    act.publish_changed(&entry).await?;
    act.act.done(form.id, String::new()).await
}

impl<On: SessionAnchor> BoardAct<Staff, On> {
    /// Opens what was written in quiet. Returns whether there was something to open.
    pub(in crate::brainstorm) async fn open(&mut self) -> Result<bool, Problem> {
        let (board, now) = (self.board, self.chrome.now);
        if board.open().is_err() {
            return Ok(false);
        }
        store::open(self.tx(), board.id, now).await?;
        pending::store::release(self.tx(), &board).await?;
        if board.named {
            self.audit_shown_ideas().await?;
        }
        self.publish_board();
        Ok(true)
    }

    /// Audits who added each idea and when. Only now that the board shows names may the audit name authors as well.
    async fn audit_shown_ideas(&mut self) -> Result<(), Problem> {
        let (practice, board) = (self.access.practice().0, self.board.id);
        for added in store::added(self.tx(), board).await? {
            let act = AuditEntry { practice, actor: Some(added.by.0), action: AuditAction::IdeaAdded, subject: added.id.0 };
            audit::record(self.tx(), act, added.at).await?;
        }
        Ok(())
    }
}
