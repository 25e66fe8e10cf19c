//! What every write to a board shares: the locked board, what it publishes and audits, and the answer.

use std::ops::{Deref, DerefMut};

use uuid::Uuid;

use super::entry::{self, EntryAuthor};
use super::points::POINT;
use super::{BoardState, BoardStep, BrainstormId, EntryId, pending, store};
use crate::group::access::RequiredRole;
use crate::kit::audit::AuditAction;
use crate::kit::events::{self, Recipients};
use crate::kit::web::Problem;
use crate::session::{LiveAct, SessionAnchor};

/// A write to a locked board. The board counts as [`BoardStep::Done`] when the session is not live.
pub(super) struct BoardAct<R, On> {
    pub act: LiveAct<R, On>,
    pub board: BoardState,
}

impl<R: RequiredRole, On: SessionAnchor> BoardAct<R, On> {
    /// Locks the board's row, after the session's.
    pub(super) async fn lock(mut act: LiveAct<R, On>, id: BrainstormId) -> Result<Self, Problem> {
        let mut board = store::kept_board(act.tx(), id).await?.ok_or(Problem::NotFound)?;
        if act.locked.live().is_none() {
            board.phase = BoardStep::Done;
        }
        Ok(Self { act, board })
    }

    /// Locks the board whose id is in the path.
    pub(super) async fn of_board(act: LiveAct<R, On>) -> Result<Self, Problem> {
        let id = BrainstormId(act.subject);
        Self::lock(act, id).await
    }

    /// Locks the board of the entry whose id is in the path.
    pub(super) async fn of_entry(mut act: LiveAct<R, On>) -> Result<(Self, EntryId), Problem> {
        let id = EntryId(act.subject);
        let found = entry::store::locate(act.tx(), id).await?.ok_or(Problem::NotFound)?;
        Ok((Self::lock(act, found.board).await?, id))
    }

    pub(super) fn publish_all(&mut self, kind: &'static str, subject: Uuid) {
        self.publish(kind, subject, Recipients::Everyone);
    }

    /// Publishes a change of the whole board.
    pub(super) fn publish_board(&mut self) {
        let session = self.session.0;
        self.publish_all(events::BOARD, session);
    }

    /// On a board without names: releases what waits when it is enough for a step, and publishes it.
    pub(super) async fn publish_release(&mut self) -> Result<(), Problem> {
        let board = self.board;
        let waiting = pending::store::waiting(self.tx(), board.id).await?;
        if let Some(count) = board.next_announced(waiting.fresh) {
            store::set_waiting_announced(self.tx(), board.id, count).await?;
            self.publish_board();
            return Ok(());
        }
        if !board.releases(waiting) {
            return Ok(());
        }
        let released = pending::store::release(self.tx(), &board).await?;
        if released.rest {
            self.publish_board();
            return Ok(());
        }
        for id in released.points {
            self.publish_all(POINT, id.0);
        }
        Ok(())
    }

    /// Audits an added entry. With a name: who added which. Without one: only that entries were added, once for the session.
    pub(super) async fn audit_added(&mut self, author: EntryAuthor, added: AuditAction, subject: Uuid) -> Result<(), Problem> {
        match author {
            EntryAuthor::Named { .. } => self.audit(added, subject).await,
            EntryAuthor::Nameless => self.audit_nameless(AuditAction::EntriesAddedNameless).await,
        }
    }
}

impl<R, On> Deref for BoardAct<R, On> {
    type Target = LiveAct<R, On>;

    fn deref(&self) -> &Self::Target {
        &self.act
    }
}

impl<R, On> DerefMut for BoardAct<R, On> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.act
    }
}
