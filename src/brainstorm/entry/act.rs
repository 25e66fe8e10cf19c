//! Shared by all writes to an entry: locking it with its board, publishing and the answer.

use axum::response::Response;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{EntryAuthor, EntryKind, EntryState, StoredEntry, Visibility, store};
use crate::brainstorm::anchors::ByEntry;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{BoardState, EntryId, board, idea_fragment, pending, points};
use crate::group::AnyRole;
use crate::group::access::RequiredRole;
use crate::kit::error::Error;
use crate::kit::events::Recipients;
use crate::kit::web::Problem;
use crate::session::{LiveAct, SessionAnchor};

/// A write to an entry, locked with its board.
pub(super) struct EntryAct {
    pub act: BoardAct<AnyRole, ByEntry>,
    pub entry: StoredEntry,
    pub state: EntryState,
}

impl EntryAct {
    pub(super) async fn lock(act: LiveAct<AnyRole, ByEntry>) -> Result<Self, Problem> {
        let (mut act, id) = BoardAct::of_entry(act).await?;
        let (me, session, named) = (act.access.membership(), act.session, act.board.named);
        let LiveAct { access, app, .. } = &mut act.act;
        let entry = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        let tag = if named { None } else { store::tag_of(&mut access.tx, &app.vault, entry.kind(), session, me).await? };
        let state = entry.state(me, tag.as_ref());
        // Others must not learn that an unseen entry exists.
        if entry.number.is_none() && !state.mine && !state.logged_by_me { Err(Problem::NotFound) } else { Ok(Self { act, entry, state }) }
    }

    /// Shows an entry that the opening of its board skipped, because it was held back or withdrawn, and answers with it.
    pub(super) async fn done_as_new(mut self) -> Result<Response, Problem> {
        let (board, id, kind, author) = (self.act.board, self.entry.id, self.entry.kind(), self.entry.authorship());
        let mut visibility = Visibility::Later;
        if board.named && board.opened_at.is_some() {
            store::show(self.act.tx(), &board, kind, &[id]).await?;
            visibility = Visibility::Now(kind.last_number(&board) + 1);
            self.act.audit_added(author, kind.added(), id.0).await?;
        }
        self.act.publish_added(kind, id, visibility).await?;
        if board.named && !board.is_closed() {
            self.act.publish_to_author(kind, id.0, author);
        }
        self.act.done_entry(kind, id).await
    }

    pub(super) async fn done(self) -> Result<Response, Problem> {
        let Self { mut act, entry, .. } = self;
        act.publish_changed(&entry).await?;
        act.done_entry(entry.kind(), entry.id).await
    }

    pub(super) async fn unchanged(self) -> Result<Response, Problem> {
        self.act.unchanged_entry(self.entry.kind(), self.entry.id).await
    }
}

/// Withdraws an entry. When others have seen it without a name, they see the withdrawal and its effects only with the next release.
pub(in crate::brainstorm) async fn withdraw(conn: &mut PgConnection, board: &BoardState, entry: &StoredEntry) -> Result<(), Problem> {
    let waits = board.defers(entry);
    store::set_withdrawn(conn, entry.id, true, waits).await?;
    if !waits && entry.kind() == EntryKind::Idea {
        pending::store::detach_withdrawn(conn, board.id).await?;
    }
    Ok(())
}

impl<R: RequiredRole, On: SessionAnchor> BoardAct<R, On> {
    /// Publishes a new entry, as far as the board's manner allows.
    pub(super) async fn publish_added(&mut self, kind: EntryKind, id: EntryId, visibility: Visibility) -> Result<(), Problem> {
        match visibility {
            Visibility::Now(_) => self.publish_all(kind.event(), id.0),
            Visibility::Later if self.board.named => self.publish_board(),
            // No single entry may coincide with a visible change.
            Visibility::Later => self.publish_release().await?,
        }
        Ok(())
    }

    /// Publishes a changed entry. On a closed board the change is the whole board's: every phone reloads what belongs to its reader, so that
    /// it does not point to the author.
    pub(in crate::brainstorm) async fn publish_changed(&mut self, entry: &StoredEntry) -> Result<(), Problem> {
        let board = self.board;
        if board.defers(entry) {
            self.publish_release().await?;
        } else if entry.number.is_some() {
            self.publish_all(entry.kind().event(), entry.id.0);
        } else if board.named {
            self.publish_board();
        }
        if board.named && !board.is_closed() {
            self.publish_to_author(entry.kind(), entry.id.0, entry.authorship());
        }
        Ok(())
    }

    /// Publishes a change to all screens of a named entry's author, because what they may do with it has changed. An entry without a name
    /// publishes nothing to its author: the row would record who wrote it.
    pub(super) fn publish_to_author(&mut self, kind: EntryKind, subject: Uuid, author: EntryAuthor) {
        if let EntryAuthor::Named { author: Some(author), .. } = author {
            self.publish(kind.event(), subject, Recipients::Membership(author.0));
        }
    }

    /// The entry as the board shows it, or nothing while it waits.
    pub(in crate::brainstorm) async fn fragment(&mut self, kind: EntryKind, id: EntryId) -> Result<String, Problem> {
        let board = self.board;
        let LiveAct { access, app, chrome, .. } = &mut self.act;
        let fragment = match kind {
            EntryKind::Idea => board::seen_alone(&mut access.tx, &app.vault, id, &board)
                .await?
                .map(|(item, context, count)| idea_fragment(chrome, context, access.role().is_staff(), &item, count)),
            EntryKind::Point => board::point_alone(&mut access.tx, &app.vault, id, &board)
                .await?
                .map(|(root, item)| points::views::point_fragment(chrome, root, &item)),
        };
        Ok(fragment.transpose().map_err(Error::Page)?.unwrap_or_default())
    }

    /// Answers with the entry as it is: this request changes nothing.
    pub(in crate::brainstorm) async fn unchanged_entry(mut self, kind: EntryKind, id: EntryId) -> Result<Response, Problem> {
        let fragment = self.fragment(kind, id).await?;
        Ok(self.act.unchanged(id, fragment))
    }

    /// Commits, publishes, and answers with the changed entry.
    pub(in crate::brainstorm) async fn done_entry(mut self, kind: EntryKind, id: EntryId) -> Result<Response, Problem> {
        let fragment = self.fragment(kind, id).await?;
        self.act.done(id, fragment).await
    }
}
