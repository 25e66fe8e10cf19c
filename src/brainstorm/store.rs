//! Boards in the database.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::dots::store as dots;
use super::entry::store as entry;
use super::pending::store as pending;
use super::phases::next::BoardNow;
use super::shortlist::store as shortlist;
use super::tidy::{MergeState, MergeTree};
use super::{BoardState, BoardStep, BrainstormId, IdeaId, Manner, question_context};
use crate::concern::ConcernId;
use crate::group;
use crate::group::actor::Actor;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::arc::StageChange;
use crate::session::{Session, SessionId};

pub async fn session_of(conn: &mut PgConnection, id: BrainstormId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select session_id from brainstorm where id = $1", id as BrainstormId).fetch_optional(conn).await
}

crate::fingerprints!(BrainstormId: "brainstorm");

pub struct NewBoard<'a> {
    pub id: BrainstormId,
    pub session: SessionId,
    pub question: &'a str,
    pub manner: Manner,
    /// Whether ideas bear names.
    pub named: bool,
    /// The concern that the board is about.
    pub concern: Option<ConcernId>,
}

/// Inserts a board. Returns false when the id exists already.
pub async fn insert_board(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    new: &NewBoard<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let key = vault.key(conn, group::owner(by.practice(), by.group())).await?;
    let done = sqlx::query!(
        "insert into brainstorm (id, practice_id, session_id, question, phase, manner, named, created_at, concern_id)
         values ($1, $2, $3, $4, 'gather', $5, $6, $7, $8) on conflict (id) do nothing",
        new.id as BrainstormId,
        by.practice() as PracticeId,
        new.session as SessionId,
        key.seal(question_context(by.practice(), new.id), new.question),
        new.manner as Manner,
        new.named,
        now,
        new.concern as Option<ConcernId>
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Locks the board's row and returns its stored state, even when the session is not live. The caller holds the lock on the session's row.
pub async fn kept_board(conn: &mut PgConnection, id: BrainstormId) -> Result<Option<BoardState>, sqlx::Error> {
    sqlx::query_as!(
        BoardState,
        "select id, session_id as session, phase, manner, named, opened_at, shown, points_shown, waiting_announced from brainstorm where id = $1 for update",
        id as BrainstormId
    )
    .fetch_optional(conn)
    .await
}

/// The merge tree of a board's shown ideas.
pub async fn merge_tree(conn: &mut PgConnection, board: BrainstormId) -> Result<MergeTree, sqlx::Error> {
    let states = sqlx::query_as!(
        MergeState,
        "select id, merged_into as above, withdrawn from entry where brainstorm_id = $1 and is_idea and number is not null",
        board as BrainstormId
    )
    .fetch_all(conn)
    .await?;
    Ok(states.into_iter().collect())
}

/// A shown idea and the person who added it.
#[derive(Clone, Copy, Debug)]
pub struct AddedIdea {
    pub id: IdeaId,
    /// The author, or the staff member who logged it.
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// The shown ideas of a board and who added each, oldest first; none for a board without names.
pub async fn added(conn: &mut PgConnection, board: BrainstormId) -> Result<Vec<AddedIdea>, sqlx::Error> {
    sqlx::query_as!(
        AddedIdea,
        r#"select e.id, m.person_id as "by!: PersonId", e.created_at as "at!"
           from entry e join membership m on m.id = coalesce(e.logged_by, e.author)
           where e.brainstorm_id = $1 and e.is_idea and e.number is not null and e.created_at is not null and m.person_id is not null
           order by e.created_at, e.number"#,
        board as BrainstormId
    )
    .fetch_all(conn)
    .await
}

/// The state of a session's current board: the newest.
async fn current_state(conn: &mut PgConnection, session: SessionId) -> Result<Option<BoardState>, sqlx::Error> {
    sqlx::query_as!(
        BoardState,
        "select id, session_id as session, phase, manner, named, opened_at, shown, points_shown, waiting_announced
         from brainstorm where session_id = $1 order by created_at desc, id limit 1",
        session as SessionId
    )
    .fetch_optional(conn)
    .await
}

/// The boards of a session with their questions, the newest first; at most `most` of them.
async fn newest(conn: &mut PgConnection, vault: &Vault, session: SessionId, most: Option<i64>) -> Result<Vec<(BoardState, String)>, Error> {
    let rows = sqlx::query!(
        r#"select id, session_id as session, phase, manner, named, opened_at, shown, points_shown, waiting_announced, question, practice_id as "practice: PracticeId"
           from brainstorm where session_id = $1 order by created_at desc, id limit $2"#,
        session as SessionId,
        most
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.question.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let question = ring.open(question_context(row.practice, row.id), &row.question)?.text().unwrap_or_default();
            let state = BoardState {
                id: row.id,
                session: row.session,
                phase: row.phase,
                manner: row.manner,
                named: row.named,
                opened_at: row.opened_at,
                shown: row.shown,
                points_shown: row.points_shown,
                waiting_announced: row.waiting_announced,
            };
            Ok((state, question))
        })
        .collect()
}

/// The boards of a session with their questions, in the order in which they began.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<(BoardState, String)>, Error> {
    let mut boards = newest(conn, vault, session, None).await?;
    boards.reverse();
    Ok(boards)
}

/// A session's current board: the newest.
pub async fn current(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Option<(BoardState, String)>, Error> {
    Ok(newest(conn, vault, session, Some(1)).await?.pop())
}

pub async fn open(conn: &mut PgConnection, id: BrainstormId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update brainstorm set opened_at = $2, version = version + 1 where id = $1", id as BrainstormId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Sets a step for good.
pub async fn set_phase(conn: &mut PgConnection, id: BrainstormId, phase: BoardStep) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update brainstorm set phase = $2, moved_from = null, moved_at = null, version = version + 1 where id = $1",
        id as BrainstormId,
        phase as BoardStep
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Saves the announced count of waiting ideas.
pub async fn set_waiting_announced(conn: &mut PgConnection, id: BrainstormId, count: i32) -> Result<(), sqlx::Error> {
    sqlx::query!("update brainstorm set waiting_announced = $2 where id = $1", id as BrainstormId, count).execute(conn).await?;
    Ok(())
}

/// Releases what waits on a session's opened boards without names. When the session `ends`, also moves boards that still gather to
/// [`BoardStep::Done`]. Returns whether anything changed.
async fn release_all(conn: &mut PgConnection, session: SessionId, ends: bool) -> Result<bool, sqlx::Error> {
    let boards = sqlx::query_scalar!(
        "select id from brainstorm where session_id = $1 and not named and opened_at is not null",
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut any = false;
    for id in boards {
        let Some(board) = kept_board(conn, id).await? else { continue };
        any |= pending::release(conn, &board).await?.is_some();
        if ends && board.phase == BoardStep::Gather {
            set_phase(conn, id, BoardStep::Done).await?;
            any = true;
        }
    }
    Ok(any)
}

/// After a session has ended: releases what still waits on boards without names and closes boards that still gather. Returns whether
/// anything changed.
pub async fn settle(conn: &mut PgConnection, session: SessionId) -> Result<bool, Error> {
    Ok(release_all(conn, session, true).await?)
}

/// When a session enters a stage: releases what waits on boards without names, and moves the board forward to the stage's first step.
pub fn on_stage<'a>(conn: &'a mut PgConnection, session: &'a Session, change: StageChange) -> BoxFuture<'a, Result<(), Error>> {
    async move {
        let released = release_all(conn, session.id, false).await?;
        if follow(conn, session.id, change).await? || released {
            let change = EventChange { kind: events::BOARD, subject: session.id.0, to: Recipients::Everyone };
            events::record(conn, session.practice.0, session.id.0, change).await?;
        }
        Ok(())
    }
    .boxed()
}

/// Moves the current board to the first step of a stage, if it stands before that and no gate holds it. Returns whether it moved.
async fn follow(conn: &mut PgConnection, session: SessionId, change: StageChange) -> Result<bool, sqlx::Error> {
    let Some(board) = current_state(conn, session).await? else { return Ok(false) };
    if let Some(at) = change.undoes {
        return Ok(last_move(conn, board.id).await?.is_some_and(|last| last.at == at) && undo_move(conn, board.id).await?);
    }
    let merge_tree = merge_tree(conn, board.id).await?;
    let kept = shortlist::count(conn, board.id, &merge_tree).await?;
    let Some(step) = board.follows(change.to, merge_tree.active_count(), kept) else { return Ok(false) };
    move_to(conn, board.id, step, change.at).await?;
    Ok(true)
}

/// The last move of a board that can still be taken back.
#[derive(Clone, Copy, Debug)]
pub struct BoardMove {
    pub from: BoardStep,
    pub at: DateTime<Utc>,
}

async fn last_move(conn: &mut PgConnection, id: BrainstormId) -> Result<Option<BoardMove>, sqlx::Error> {
    sqlx::query_as!(
        BoardMove,
        r#"select moved_from as "from!: BoardStep", moved_at as "at!" from brainstorm where id = $1 and moved_from is not null"#,
        id as BrainstormId
    )
    .fetch_optional(conn)
    .await
}

/// Moves a board to a step, so that it can be taken back.
pub async fn move_to(conn: &mut PgConnection, id: BrainstormId, step: BoardStep, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update brainstorm set moved_from = phase, moved_at = $3, phase = $2, version = version + 1 where id = $1",
        id as BrainstormId,
        step as BoardStep,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the last move of a board back. Returns whether there was one.
pub async fn undo_move(conn: &mut PgConnection, id: BrainstormId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update brainstorm set phase = moved_from, moved_from = null, moved_at = null, version = version + 1
         where id = $1 and moved_from is not null",
        id as BrainstormId
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The part of the current board's state that *Next* depends on; none without a board.
pub async fn progress(conn: &mut PgConnection, session: SessionId) -> Result<Option<(BoardState, BoardNow)>, sqlx::Error> {
    let Some(board) = current_state(conn, session).await? else { return Ok(None) };
    let merge_tree = merge_tree(conn, board.id).await?;
    let kept = shortlist::count(conn, board.id, &merge_tree).await?;
    let round = dots::round(conn, board.id).await?;
    let moved = last_move(conn, board.id).await?;
    let now = BoardNow::new(board.phase, board.is_closed(), round, merge_tree.active_count(), kept, moved);
    Ok(Some((board, now)))
}

/// When a session freezes: applies pending changes, then forgets the keyed hashes, so that no one can tell any longer who wrote an entry.
pub fn on_freeze<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: SessionId, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    async move {
        pending::apply_all(conn, session).await?;
        forget_tags(conn, session).await
    }
    .boxed()
}

/// Deletes every keyed hash of a session's boards, and the dots that were never opened.
pub async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), Error> {
    entry::forget_tags(conn, session).await?;
    dots::forget(conn, session).await?;
    Ok(())
}

/// When a board was begun or an entry with a name written in a session.
pub fn last_act(conn: &mut PgConnection, session: SessionId) -> BoxFuture<'_, Result<Option<DateTime<Utc>>, sqlx::Error>> {
    Box::pin(async move {
        sqlx::query_scalar!(
            "select greatest(
                (select max(b.created_at) from brainstorm b where b.session_id = $1),
                (select max(e.created_at) from entry e join brainstorm b on b.id = e.brainstorm_id where b.session_id = $1))",
            session as SessionId
        )
        .fetch_one(conn)
        .await
    })
}
