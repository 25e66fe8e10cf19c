//! "I'd like a word": wishes to the therapist, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::Of;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Keeps or takes back somebody's wish for a word. One that was answered stays as it is.
///
/// # Errors
/// When the database refuses.
pub async fn wish(conn: &mut PgConnection, of: Of, wishes: bool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    if wishes {
        sqlx::query!(
            "insert into word_request (practice_id, session_id, membership_id, asked_at) values ($1, $2, $3, $4) on conflict do nothing",
            of.practice as PracticeId,
            of.session as SessionId,
            of.member as MembershipId,
            now
        )
        .execute(conn)
        .await?;
    } else {
        sqlx::query!(
            "delete from word_request where session_id = $1 and membership_id = $2 and answered_at is null",
            of.session as SessionId,
            of.member as MembershipId
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Whether somebody wished for a word in a session.
///
/// # Errors
/// When the database does not answer.
pub async fn wished(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from word_request where session_id = $1 and membership_id = $2) as "wished!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// Says that the word was had. Whether there was an open wish.
///
/// # Errors
/// When the database refuses.
pub async fn answer(conn: &mut PgConnection, session: SessionId, member: MembershipId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update word_request set answered_at = $3 where session_id = $1 and membership_id = $2 and answered_at is null",
        session as SessionId,
        member as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A wish for a word.
#[derive(Clone, Debug)]
pub struct WordRequest {
    /// In which session.
    pub session: SessionId,
    /// The session's number.
    pub number: i32,
    /// Its group.
    pub group: GroupId,
    /// Whose.
    pub member: MembershipId,
    /// Whose, by name.
    pub name: String,
    /// When it was wished for.
    pub asked_at: DateTime<Utc>,
    /// When the therapist said that it was had.
    pub answered_at: Option<DateTime<Utc>>,
}

struct Row {
    session: SessionId,
    number: i32,
    group: GroupId,
    member: MembershipId,
    asked_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
}

async fn opened(conn: &mut PgConnection, vault: &Vault, rows: Vec<Row>) -> Result<Vec<WordRequest>, Failure> {
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    let mut requests = Vec::new();
    for row in rows {
        let Row { session, number, group, member, asked_at, answered_at } = row;
        if let Some(name) = names.get(&member).cloned() {
            requests.push(WordRequest { session, number, group, member, name, asked_at, answered_at });
        }
    }
    Ok(requests)
}

/// The wishes of a session, answered ones last. For its therapist.
///
/// # Errors
/// When the database or the vault fails.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<WordRequest>, Failure> {
    let rows = sqlx::query_as!(
        Row,
        r#"select s.id as session, s.number, s.group_id as "group", m.id as member, w.asked_at, w.answered_at
           from word_request w join session s on s.id = w.session_id join membership m on m.id = w.membership_id
           where s.id = $1 order by w.answered_at nulls first, w.asked_at"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    opened(conn, vault, rows).await
}

/// The open wishes in the groups that somebody leads as their therapist, the longest waiting first.
///
/// # Errors
/// When the database or the vault fails.
pub async fn open_for(conn: &mut PgConnection, vault: &Vault, therapist: PersonId) -> Result<Vec<WordRequest>, Failure> {
    let rows = sqlx::query_as!(
        Row,
        r#"select s.id as session, s.number, s.group_id as "group", m.id as member, w.asked_at, w.answered_at
           from word_request w join session s on s.id = w.session_id join membership m on m.id = w.membership_id
           where w.answered_at is null and exists (select from membership t
               where t.group_id = s.group_id and t.person_id = $1 and t.role = 'therapist' and t.state = 'active')
           order by w.asked_at, m.id"#,
        therapist as PersonId
    )
    .fetch_all(&mut *conn)
    .await?;
    opened(conn, vault, rows).await
}
