//! Routes by which an author changes, withdraws and restores an idea.

use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use crate::brainstorm::IDEA;
use crate::brainstorm::anchors::ByIdea;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::store::StoredIdea;
use crate::brainstorm::{BoardState, BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaState, Visibility, board, pending, store};
use crate::group::AnyRole;
use crate::kit::audit::AuditAction;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{CurrentText, EmptyBody, FormBody, Problem, Refused};
use crate::session::LiveAct;

/// A write to an idea, locked with its board.
struct IdeaAct {
    act: BoardAct<AnyRole, ByIdea>,
    idea: StoredIdea,
    state: IdeaState,
}

impl IdeaAct {
    async fn lock(act: LiveAct<AnyRole, ByIdea>) -> Result<Self, Problem> {
        let (mut act, id) = BoardAct::of_idea(act).await?;
        let (me, session, named) = (act.access.membership(), act.session, act.board.named);
        let LiveAct { access, app, .. } = &mut act.act;
        let idea = store::idea(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        let tag = if named { None } else { store::tag(&mut access.tx, &app.vault, session, me).await? };
        let logged_by_me = idea.logged_by == Some(me);
        let state = IdeaState {
            mine: board::is_of(&idea, me, tag.as_ref()) && !logged_by_me,
            logged_by_me,
            withdrawn: idea.own_withdrawn(),
            version: idea.version,
        };
        // Others must not learn that an unseen idea exists.
        if idea.number.is_none() && !state.mine && !state.logged_by_me { Err(Problem::NotFound) } else { Ok(Self { act, idea, state }) }
    }

    /// An idea that was held back or withdrawn when the board opened appears like a new one.
    async fn publish_as_new(&mut self) -> Result<(), Problem> {
        let (board, id) = (self.act.board, self.idea.id);
        let mut visibility = Visibility::Later;
        if board.named && board.opened_at.is_some() {
            store::show(self.act.tx(), &board, &[id]).await?;
            visibility = Visibility::Now(board.shown + 1);
            let author = IdeaAuthor::Named { author: self.idea.author, logged_by: self.idea.logged_by };
            self.act.audit_added(author, AuditAction::IdeaAdded, id.0).await?;
        }
        self.act.publish_added(id, visibility).await
    }

    async fn done(self) -> Result<Response, Problem> {
        let Self { mut act, idea, .. } = self;
        let board = act.board;
        if board.defers(&idea) {
            act.publish_step().await?;
        } else if idea.number.is_some() {
            act.publish_all(IDEA, idea.id.0);
        } else if board.named {
            act.publish_board();
        }
        // On a closed board the change of the board makes every phone reload what belongs to its reader.
        if board.named && !board.is_closed() {
            act.publish_to_author(IDEA, idea.id.0, idea.author);
        }
        act.done_idea(idea.id).await
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditIdeaForm {
    text: String,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(act: LiveAct<AnyRole, ByIdea>, FormBody(form): FormBody<EditIdeaForm>) -> Result<Response, Problem> {
    let read = form.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let mut act = IdeaAct::lock(act).await?;
    let text = clean_paragraphs(&form.text, IDEA_LIMIT)?;
    let (board, state, own_text) = (act.act.board, act.state, act.idea.own_text());
    if state.version == read + 1 && own_text == Some(text.as_str()) {
        // The same change again: the response was lost.
        return act.act.unchanged_idea(act.idea.id).await;
    }
    if let Err(refusal) = state.edit(board.phase, read) {
        let current = CurrentText { text: own_text.unwrap_or_default().to_owned(), version: state.version };
        return Err(if refusal == BrainstormRefusal::Changed { Refused::changed(&refusal, current).into() } else { refusal.into() });
    }
    let (by, waits) = (act.act.access.actor(), board.defers(&act.idea));
    let LiveAct { access, app, .. } = &mut act.act.act;
    store::set_text(&mut access.tx, &app.vault, by, &act.idea, &text, waits).await?;
    if act.idea.held && !waits {
        act.publish_as_new().await?;
    }
    act.done().await
}

pub(super) async fn take_back(act: LiveAct<AnyRole, ByIdea>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    set_withdrawn(act, true).await
}

pub(super) async fn restore(act: LiveAct<AnyRole, ByIdea>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    set_withdrawn(act, false).await
}

/// Withdraws an idea. When others have seen it without a name, they see the withdrawal and its effects only with the next release.
pub(super) async fn withdraw(conn: &mut PgConnection, board: &BoardState, idea: &StoredIdea) -> Result<(), Problem> {
    let waits = board.defers(idea);
    store::set_withdrawn(conn, idea.id, true, waits).await?;
    if !waits {
        pending::store::detach_withdrawn(conn, board.id).await?;
    }
    Ok(())
}

async fn set_withdrawn(act: LiveAct<AnyRole, ByIdea>, withdrawn: bool) -> Result<Response, Problem> {
    let mut act = IdeaAct::lock(act).await?;
    let (board, state) = (act.act.board, act.state);
    if withdrawn {
        state.take_back(board.phase)?
    } else {
        state.touch(board.phase)?
    }
    if state.withdrawn == withdrawn {
        return act.act.unchanged_idea(act.idea.id).await;
    }
    if withdrawn {
        withdraw(act.act.tx(), &board, &act.idea).await?;
        return act.done().await;
    }
    let waits = board.defers(&act.idea);
    store::set_withdrawn(act.act.tx(), act.idea.id, false, waits).await?;
    if !waits && act.idea.number.is_none() && !act.idea.held && board.opened_at.is_some() {
        act.publish_as_new().await?;
    }
    act.done().await
}
