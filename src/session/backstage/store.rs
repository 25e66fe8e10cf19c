//! Queries for the lines, each sealed under its author's key.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{BackstageLine, LineId, line_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

crate::fingerprints!(LineId: "backstage_line");

/// Inserts a line; false when the id exists already.
pub async fn add(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    by: Actor,
    id: LineId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let key = vault.key(conn, group::membership_owner(by.practice(), by.membership())).await?;
    let done = sqlx::query!(
        "insert into backstage_line (id, practice_id, session_id, author, text, written_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do nothing",
        id as LineId,
        by.practice() as PracticeId,
        session as SessionId,
        by.membership() as MembershipId,
        key.seal(line_context(by.practice(), id), text),
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The lines of a session, oldest first.
pub async fn lines(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<BackstageLine>, Error> {
    let rows = sqlx::query!(
        r#"select l.id, l.practice_id as "practice: PracticeId", l.text, l.kept, l.written_at, l.author as "member: MembershipId"
           from backstage_line l where l.session_id = $1 order by l.written_at, l.id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    rows.into_iter()
        .map(|row| {
            Ok(BackstageLine {
                text: ring.open(line_context(row.practice, row.id), &row.text).map(Unsealed::text)?,
                by: names.get(&row.member).cloned(),
                id: row.id,
                written_at: row.written_at,
                kept: row.kept,
            })
        })
        .collect()
}

/// Whether a session has lines for which nobody has decided yet what becomes of them.
pub async fn are_waiting(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from backstage_line where session_id = $1 and not kept) as "waiting!""#,
        session as SessionId
    )
    .fetch_one(conn)
    .await
}

/// Keeps the lines of a session with the private notes, or deletes them. Returns how many there were.
pub async fn settle(conn: &mut PgConnection, session: SessionId, keep: bool) -> Result<u64, sqlx::Error> {
    let done = if keep {
        sqlx::query!("update backstage_line set kept = true where session_id = $1", session as SessionId).execute(conn).await?
    } else {
        sqlx::query!("delete from backstage_line where session_id = $1", session as SessionId).execute(conn).await?
    };
    Ok(done.rows_affected())
}
