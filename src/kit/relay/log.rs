//! The change log of a session: what changed, never what it says.

use sqlx::PgConnection;
use uuid::Uuid;

use super::seat::Seat;

/// One thing that changed.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The room's word for it; a renderer is kept under the same word.
    pub kind: &'static str,
    /// What changed.
    pub subject: Uuid,
    /// Whose alone it is. Others are told nothing; things without a name never use it.
    pub for_membership: Option<Uuid>,
}

/// Writes a change into the log, in the transaction that makes it, and gives its number.
///
/// The number is taken by updating the session's row, which stays locked until the end of the transaction: numbers are in the
/// order of commits, and a rollback gives its number back. Whoever sees a number sees all before it.
///
/// # Errors
/// `RowNotFound` when the transaction does not stand in the session's practice, or the database does not answer.
pub async fn record(conn: &mut PgConnection, practice: Uuid, session: Uuid, change: Change) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        "with told as (update session set seq = seq + 1 where id = $2 and practice_id = $1 returning seq)
         insert into session_change (practice_id, session_id, seq, kind, subject_id, for_membership)
         select $1, $2, told.seq, $3, $4, $5 from told
         returning seq",
        practice,
        session,
        change.kind,
        change.subject,
        change.for_membership
    )
    .fetch_one(conn)
    .await
}

/// The number of the last change: what a page reads before it reads its board.
///
/// # Errors
/// `RowNotFound` when the transaction does not stand in the session's practice, or the database does not answer.
pub async fn seq(conn: &mut PgConnection, session: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!("select seq from session where id = $1", session).fetch_one(conn).await
}

/// The live session of a group, for rooms that know no sessions.
///
/// # Errors
/// When the database does not answer.
pub async fn live_of(conn: &mut PgConnection, group: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: Uuid" from session where group_id = $1 and state = 'live'"#, group).fetch_optional(conn).await
}

/// Something that changed, under the newest of its numbers.
pub(super) struct Changed {
    pub(super) seq: i64,
    pub(super) what: What,
}

/// What changed: a subject that all may be told of, or something of one person.
pub(super) enum What {
    Shared { kind: String, subject: Uuid },
    Personal(Uuid),
}

impl Changed {
    pub(super) fn is_shared(&self) -> bool {
        matches!(self.what, What::Shared { .. })
    }

    pub(super) fn is_personal_of(&self, seat: &Seat) -> bool {
        matches!(self.what, What::Personal(membership) if seat.membership == Some(membership))
    }
}

/// What changed after a number, each thing once, by its newest number.
pub(super) async fn after(conn: &mut PgConnection, session: Uuid, seq: i64) -> Result<Vec<Changed>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select max(seq) as "seq!", kind, subject_id, null::uuid as for_membership
           from session_change where session_id = $1 and seq > $2 and for_membership is null group by kind, subject_id
           union all
           select max(seq), '', for_membership, for_membership
           from session_change where session_id = $1 and seq > $2 and for_membership is not null group by for_membership
           order by 1"#,
        session,
        seq
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let what = match (row.for_membership, row.kind, row.subject_id) {
                (Some(membership), ..) => What::Personal(membership),
                (None, Some(kind), Some(subject)) => What::Shared { kind, subject },
                _ => return None,
            };
            Some(Changed { seq: row.seq, what })
        })
        .collect())
}
