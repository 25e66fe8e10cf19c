//! Boards in the database, and what becomes of them; their ideas have a store of their own.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rand::seq::SliceRandom;
use sqlx::PgConnection;

use super::dots::store as dots;
use super::points::store as points;
use super::{BoardState, BrainstormId, IdeaId, Manner, Phase, question_place};
use crate::concern::ConcernId;
use crate::group;
use crate::group::seat::Sitting;
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;

pub use super::idea_store::*;

// What may be taken back of a board without names.
pub use crate::session::tag::{Tag, of_seat as tag, of_seat_for as tag_for};

/// The session of a brainstorm.
///
/// # Errors
/// When the database does not answer.
pub async fn session_of(conn: &mut PgConnection, id: BrainstormId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select session_id from brainstorm where id = $1", id as BrainstormId).fetch_optional(conn).await
}

/// The session of an idea.
///
/// # Errors
/// When the database does not answer.
pub async fn session_of_idea(conn: &mut PgConnection, id: IdeaId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select b.session_id from idea i join brainstorm b on b.id = i.brainstorm_id where i.id = $1", id as IdeaId)
        .fetch_optional(conn)
        .await
}

crate::fingerprints!(BrainstormId: "brainstorm");

/// A board about to be made.
pub struct NewBoard<'a> {
    /// Its id.
    pub id: BrainstormId,
    /// Its session.
    pub session: SessionId,
    /// The question.
    pub question: &'a str,
    /// How ideas come.
    pub manner: Manner,
    /// Whether they bear names.
    pub named: bool,
    /// The concern it is on.
    pub concern: Option<ConcernId>,
}

/// Makes a board; false when there is one with this id already.
///
/// # Errors
/// When the database refuses.
pub async fn insert_board(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Sitting,
    new: &NewBoard<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let key = vault.key(conn, group::owner(by.practice, by.group)).await?;
    let done = sqlx::query!(
        "insert into brainstorm (id, practice_id, session_id, question, phase, manner, named, created_at, concern_id)
         values ($1, $2, $3, $4, 'gather', $5, $6, $7, $8) on conflict (id) do nothing",
        new.id as BrainstormId,
        by.practice as PracticeId,
        new.session as SessionId,
        key.seal(question_place(by.practice, new.id), new.question),
        new.manner as Manner,
        new.named,
        now,
        new.concern as Option<ConcernId>
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A board's state, held for a change. The session's row is held first, always.
///
/// # Errors
/// When the database does not answer.
pub async fn hold_board(conn: &mut PgConnection, id: BrainstormId) -> Result<Option<BoardState>, sqlx::Error> {
    sqlx::query_as!(
        BoardState,
        "select id, session_id as session, phase, manner, named, opened_at, shown, points_shown from brainstorm where id = $1 for update",
        id as BrainstormId
    )
    .fetch_optional(conn)
    .await
}

/// The board of an idea.
///
/// # Errors
/// When the database does not answer.
pub async fn board_of(conn: &mut PgConnection, id: IdeaId) -> Result<Option<BrainstormId>, sqlx::Error> {
    sqlx::query_scalar!("select brainstorm_id from idea where id = $1", id as IdeaId).fetch_optional(conn).await
}

/// The board that a session is at: the newest.
///
/// # Errors
/// When the database or the vault fails.
pub async fn current(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Option<(BoardState, String)>, Failure> {
    let Some(row) = sqlx::query!(
        r#"select id, session_id as session, phase, manner, named, opened_at, shown, points_shown, question, practice_id as "practice: PracticeId"
           from brainstorm where session_id = $1 order by created_at desc, id limit 1"#,
        session as SessionId
    )
    .fetch_optional(&mut *conn)
    .await?
    else {
        return Ok(None);
    };
    let question = vault.open(conn, question_place(row.practice, row.id), &row.question).await?.text().unwrap_or_default();
    let state = BoardState {
        id: row.id,
        session: row.session,
        phase: row.phase,
        manner: row.manner,
        named: row.named,
        opened_at: row.opened_at,
        shown: row.shown,
        points_shown: row.points_shown,
    };
    Ok(Some((state, question)))
}

/// Opens a board.
///
/// # Errors
/// When the database refuses.
pub async fn open(conn: &mut PgConnection, id: BrainstormId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update brainstorm set opened_at = $2, version = version + 1 where id = $1", id as BrainstormId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Moves a board on to a phase.
///
/// # Errors
/// When the database refuses.
pub async fn set_phase(conn: &mut PgConnection, id: BrainstormId, phase: Phase) -> Result<(), sqlx::Error> {
    sqlx::query!("update brainstorm set phase = $2, version = version + 1 where id = $1", id as BrainstormId, phase as Phase)
        .execute(conn)
        .await?;
    Ok(())
}

/// Shows, shuffled, what still waited on boards without names when a session ended, and ends what was being gathered. Whether there
/// was anything.
///
/// # Errors
/// When the database refuses.
pub async fn settle(conn: &mut PgConnection, session: SessionId) -> Result<bool, Failure> {
    let boards = sqlx::query!(
        "select id, phase from brainstorm where session_id = $1 and not named and opened_at is not null and phase in ('gather', 'weigh')",
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    for row in &boards {
        let Some(board) = hold_board(conn, row.id).await? else { continue };
        show_late(conn, &board).await?;
        if row.phase == Phase::Gather {
            set_phase(conn, row.id, Phase::Done).await?;
        }
    }
    Ok(!boards.is_empty())
}

/// What this room does when a session freezes.
pub fn on_freeze<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: SessionId, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Failure>> {
    forget_tags(conn, session).boxed()
}

/// Shows, shuffled, the ideas and points that waited until three had gathered.
///
/// # Errors
/// When the database refuses.
pub async fn show_late(conn: &mut PgConnection, board: &BoardState) -> Result<(), sqlx::Error> {
    let mut late = sqlx::query_scalar!(
        "select id from idea where brainstorm_id = $1 and number is null and not withdrawn and not held",
        board.id as BrainstormId
    )
    .fetch_all(&mut *conn)
    .await?;
    late.shuffle(&mut rand::rng());
    show(conn, board, &late).await?;
    points::show_waiting(conn, board).await?;
    Ok(())
}

/// Forgets whose anything without a name was, when a session's figures freeze: also dots that were never opened.
///
/// # Errors
/// When the database refuses.
pub async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), Failure> {
    sqlx::query!(
        "update idea set author_tag = null, fingerprint = null where author_tag is not null
         and brainstorm_id in (select id from brainstorm where session_id = $1)",
        session as SessionId
    )
    .execute(&mut *conn)
    .await?;
    points::forget_tags(conn, session).await?;
    dots::forget(conn, session).await?;
    Ok(())
}
