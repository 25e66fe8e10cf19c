//! The routes of weighing: add a point, for oneself or on behalf of a member; change, withdraw and restore it.

use axum::response::Response;
use serde::Deserialize;

use super::store::{self, NewPoint, StoredPoint};
use super::{POINT, POINT_LIMIT, PointId, PointKind, PointRefusal, PointState, views};
use crate::brainstorm::anchors::{ByBrainstorm, ByPoint};
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{IdeaAuthor, IdeaId, Visibility, board, store as boards};
use crate::group::AnyRole;
use crate::kit::audit::AuditAction;
use crate::kit::error::Error;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, CurrentText, EmptyBody, FormBody, Problem, Refused, SentBefore, free_id};
use crate::session::{LiveAct, SessionAnchor};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/points", add)
        .post(Access::GroupParticipant, "/points/{point}", edit)
        .post(Access::GroupParticipant, "/points/{point}/withdrawal", withdraw)
        .post(Access::GroupParticipant, "/points/{point}/restoration", restore)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeighForm {
    id: PointId,
    idea: IdeaId,
    kind: PointKind,
    text: String,
    #[serde(default)]
    whose: String,
}

async fn add(act: LiveAct<AnyRole, ByBrainstorm>, content: FormContent, FormBody(form): FormBody<WeighForm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let text = clean_paragraphs(&form.text, POINT_LIMIT)?;
    let (board, actor, session) = (act.board, act.access.actor(), act.session);
    let LiveAct { access, app, .. } = &mut act.act;
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, actor.membership()).await? };
    if let Some(earlier) = store::point(&mut access.tx, &app.vault, form.id).await? {
        // The same form again: the response was lost, or a button was pressed twice. Other content under this id must not be overwritten.
        let print = boards::fingerprint_of(&mut access.tx, &app.vault, actor, session, earlier.authorship(), &content).await?;
        let is_resend = fingerprint::is_resend(&mut access.tx, form.id, print.as_ref()).await?;
        return if is_resend { act.unchanged_point(form.id).await } else { Err(SentBefore.into()) };
    }
    let on_behalf = act.on_behalf_of(&form.whose).await?;
    let logged = board.log_point(actor.membership(), actor.role(), on_behalf).map_err(|_| PointRefusal::NotNow)?;
    if !boards::merge_tree(act.tx(), board.id).await?.is_active(form.idea) {
        return Err(PointRefusal::NoSuchIdea.into());
    }
    let new = NewPoint { id: form.id, idea: form.idea, kind: form.kind, text: &text };
    let LiveAct { access, app, chrome, .. } = &mut act.act;
    let stored = store::add(&mut access.tx, &app.vault, actor, &board, new, logged, tag, chrome.now).await;
    free_id(stored, "point_pkey")?;
    let print = boards::fingerprint_of(&mut access.tx, &app.vault, actor, session, logged.author, &content).await?;
    fingerprint::store_fingerprint(&mut access.tx, form.id, print).await?;
    // On a board without names nothing is published before three points wait, on any ideas; then all are, in an order independent of the
    // order of writing.
    match logged.visibility {
        Visibility::Now(_) => act.publish_all(POINT, form.id.0),
        Visibility::Later => act.publish_step().await?,
    }
    if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.author {
        act.publish_to_author(POINT, form.id.0, author);
    }
    act.audit_added(logged.author, AuditAction::PointAdded, form.id.0).await?;
    act.done_point(form.id).await
}

impl<On: SessionAnchor> BoardAct<AnyRole, On> {
    /// A point as the board shows it, or nothing while it waits.
    async fn point_fragment(&mut self, id: PointId) -> Result<String, Problem> {
        let board = self.board;
        let LiveAct { access, app, chrome, .. } = &mut self.act;
        let point = store::point(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(match board::point_alone(&mut access.tx, &app.vault, &point, &board).await? {
            Some((root, item)) => views::point_fragment(chrome, root, &item).map_err(Error::Page)?,
            None => String::new(),
        })
    }

    async fn unchanged_point(mut self, id: PointId) -> Result<Response, Problem> {
        let fragment = self.point_fragment(id).await?;
        Ok(self.act.unchanged(id, fragment))
    }

    async fn done_point(mut self, id: PointId) -> Result<Response, Problem> {
        let fragment = self.point_fragment(id).await?;
        self.act.done(id, fragment).await
    }
}

/// A write to a point, locked with its board.
struct PointAct {
    act: BoardAct<AnyRole, ByPoint>,
    point: StoredPoint,
    state: PointState,
}

impl PointAct {
    async fn lock(mut act: LiveAct<AnyRole, ByPoint>) -> Result<Self, Problem> {
        let (id, me, session) = (PointId(act.subject), act.access.membership(), act.session);
        let board = store::board_of(act.tx(), id).await?.ok_or(Problem::NotFound)?;
        let mut act = BoardAct::lock(act, board).await?;
        let named = act.board.named;
        let LiveAct { access, app, .. } = &mut act.act;
        let point = store::point(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        let tag = if named { None } else { store::tag(&mut access.tx, &app.vault, session, me).await? };
        let logged_by_me = point.logged_by == Some(me);
        let state = PointState {
            mine: point.is_of(me, tag.as_ref()) && !logged_by_me,
            logged_by_me,
            withdrawn: point.own_withdrawn(),
            version: point.version,
        };
        // Others must not learn that an unseen point exists.
        if point.number.is_none() && !state.mine && !state.logged_by_me { Err(Problem::NotFound) } else { Ok(Self { act, point, state }) }
    }

    async fn done(self) -> Result<Response, Problem> {
        let Self { mut act, point, .. } = self;
        let board = act.board;
        if board.defers_point(&point) {
            act.publish_step().await?;
        } else if point.number.is_some() {
            act.publish_all(POINT, point.id.0);
        }
        if board.named {
            act.publish_to_author(POINT, point.id.0, point.author);
        }
        act.done_point(point.id).await
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditPointForm {
    text: String,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    version: Vec<i32>,
}

async fn edit(act: LiveAct<AnyRole, ByPoint>, FormBody(form): FormBody<EditPointForm>) -> Result<Response, Problem> {
    let read = form.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let mut act = PointAct::lock(act).await?;
    let text = clean_paragraphs(&form.text, POINT_LIMIT)?;
    let (board, state, own_text) = (act.act.board, act.state, act.point.own_text());
    if state.version == read + 1 && own_text == Some(text.as_str()) {
        // The same change again: the response was lost.
        return act.act.unchanged_point(act.point.id).await;
    }
    if let Err(refusal) = state.edit(board.phase, read) {
        let current = CurrentText { text: own_text.unwrap_or_default().to_owned(), version: state.version };
        return Err(if refusal == PointRefusal::Changed { Refused::changed(&refusal, current).into() } else { refusal.into() });
    }
    let (by, waits) = (act.act.access.actor(), board.defers_point(&act.point));
    let LiveAct { access, app, .. } = &mut act.act.act;
    store::set_text(&mut access.tx, &app.vault, by, &act.point, &text, waits).await?;
    act.done().await
}

async fn withdraw(act: LiveAct<AnyRole, ByPoint>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    set_withdrawn(act, true).await
}

async fn restore(act: LiveAct<AnyRole, ByPoint>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    set_withdrawn(act, false).await
}

async fn set_withdrawn(act: LiveAct<AnyRole, ByPoint>, withdrawn: bool) -> Result<Response, Problem> {
    let mut act = PointAct::lock(act).await?;
    let (board, state) = (act.act.board, act.state);
    if withdrawn {
        state.take_back(board.phase)?
    } else {
        state.touch(board.phase)?
    }
    if state.withdrawn == withdrawn {
        return act.act.unchanged_point(act.point.id).await;
    }
    let waits = board.defers_point(&act.point);
    store::set_withdrawn(act.act.tx(), act.point.id, withdrawn, waits).await?;
    act.done().await
}
