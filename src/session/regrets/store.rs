//! Queries for regrets, their text sealed under the member's key.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Regrets, RegretsId, word_context};
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Replaces a member's regrets.
pub async fn set(
    conn: &mut PgConnection,
    vault: &Vault,
    (practice, session, member): (PracticeId, SessionId, MembershipId),
    word: Option<&str>,
    noted_by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    // A new row each time: a text sealed for another row cannot be decrypted.
    let id = RegretsId::random();
    let sealed = match word {
        None => None,
        Some(word) => Some(vault.key(conn, group::membership_owner(practice, member)).await?.seal(word_context(practice, id), word)),
    };
    withdraw(conn, session, member).await?;
    sqlx::query!(
        "insert into regrets (id, practice_id, session_id, membership_id, word, noted_by, sent_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id as RegretsId,
        practice as PracticeId,
        session as SessionId,
        member as MembershipId,
        sealed,
        noted_by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws a member's regrets. Returns whether there were any.
pub async fn withdraw(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("delete from regrets where session_id = $1 and membership_id = $2", session as SessionId, member as MembershipId)
            .execute(conn)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// A member's regrets, with the text.
pub async fn of(conn: &mut PgConnection, vault: &Vault, session: SessionId, member: MembershipId) -> Result<Option<Regrets>, Error> {
    let found = without_words(conn, session).await?.into_iter().find(|(who, _)| *who == member);
    let Some((_, mut regrets)) = found else { return Ok(None) };
    regrets.word = words(conn, vault, session, Some(member)).await?.remove(&member);
    Ok(Some(regrets))
}

/// The regrets for a session, without their text.
pub async fn without_words(conn: &mut PgConnection, session: SessionId) -> Result<Vec<(MembershipId, Regrets)>, sqlx::Error> {
    let rows =
        sqlx::query!("select membership_id, noted_by from regrets where session_id = $1", session as SessionId).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.membership_id, Regrets { word: None, by_staff: row.noted_by.is_some() })).collect())
}

/// How many members have sent regrets for each of these sessions; a session without any is left out.
pub async fn counts(conn: &mut PgConnection, sessions: &[SessionId]) -> Result<HashMap<SessionId, usize>, sqlx::Error> {
    let ids: Vec<Uuid> = sessions.iter().map(|session| session.0).collect();
    let rows = sqlx::query!(
        r#"select r.session_id as "session: SessionId", count(*) as "n!"
           from regrets r join membership m on m.id = r.membership_id and m.state = 'active' where r.session_id = any($1) group by r.session_id"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.session, usize::try_from(row.n).unwrap_or(0))).collect())
}

/// The texts of regrets, for staff (or the member's own with `only`).
pub async fn words(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    only: Option<MembershipId>,
) -> Result<HashMap<MembershipId, String>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", membership_id, word as "word!" from regrets
           where session_id = $1 and word is not null and ($2::uuid is null or membership_id = $2)"#,
        session as SessionId,
        only as Option<MembershipId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.word.as_slice())).await?;
    let mut words = HashMap::new();
    for row in rows {
        if let Some(word) = ring.open(word_context(row.practice, row.id), &row.word).map(Unsealed::text)? {
            words.insert(row.membership_id, word);
        }
    }
    Ok(words)
}
