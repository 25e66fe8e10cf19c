//! Stores moods; value and word are sealed with their author's key.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::figure::AnswerOrigin;
use super::finished::SaidCount;
use super::{Moment, Mood, MoodId, mood_context};
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Identifies whose mood it is, and in which session.
#[derive(Clone, Copy, Debug)]
pub struct MoodOwner {
    pub practice: PracticeId,
    pub session: SessionId,
    pub member: MembershipId,
}

/// Replaces a member's mood at one moment of a session.
pub async fn set(
    conn: &mut PgConnection,
    vault: &Vault,
    of: MoodOwner,
    moment: Moment,
    mood: &Mood,
    entered_by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    // Each save inserts a new row: a value sealed for one row opens in no other.
    let id = MoodId::random();
    let key = vault.key(conn, group::membership_owner(of.practice, of.member)).await?;
    let seal = |column, text: &str| key.seal(mood_context(column, of.practice, id), text);
    // Always two digits: the length of the ciphertext reveals nothing.
    let (value, word, shared) = match mood {
        Mood::Passed => (None, None, false),
        Mood::Given { value, word, shared } => {
            (Some(seal("value", &format!("{value:02}"))), word.as_deref().map(|word| seal("word", word)), *shared)
        }
    };
    sqlx::query!(
        "delete from mood where session_id = $1 and membership_id = $2 and moment = $3",
        of.session as SessionId,
        of.member as MembershipId,
        moment as Moment
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into mood (id, practice_id, session_id, membership_id, moment, value, word, shared, entered_by, given_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id as MoodId,
        of.practice as PracticeId,
        of.session as SessionId,
        of.member as MembershipId,
        moment as Moment,
        value,
        word,
        shared,
        entered_by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A member's mood at one moment of a session; `None` when they have said nothing yet.
pub async fn own(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    member: MembershipId,
    moment: Moment,
) -> Result<Option<Mood>, Error> {
    let row = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", value, word, shared from mood
           where session_id = $1 and membership_id = $2 and moment = $3"#,
        session as SessionId,
        member as MembershipId,
        moment as Moment
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(value) = row.value else { return Ok(Some(Mood::Passed)) };
    let ring = vault.keyring(conn, [value.as_slice()].into_iter().chain(row.word.as_deref())).await?;
    let value = ring.open(mood_context("value", row.practice, row.id), &value)?.text();
    let word = row.word.map(|word| ring.open(mood_context("word", row.practice, row.id), &word)).transpose()?.and_then(Unsealed::text);
    Ok(value.and_then(|value| value.parse().ok()).map(|value| Mood::Given { value, word, shared: row.shared }))
}

/// The id of the stored mood. It changes with every save, so it is the version too.
pub async fn kept(conn: &mut PgConnection, of: MoodOwner, moment: Moment) -> Result<Option<MoodId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select id as "id: MoodId" from mood where session_id = $1 and membership_id = $2 and moment = $3"#,
        of.session as SessionId,
        of.member as MembershipId,
        moment as Moment
    )
    .fetch_optional(conn)
    .await
}

/// How many members have said how they are at a moment, or passed.
pub async fn said(conn: &mut PgConnection, session: SessionId, moment: Moment) -> Result<SaidCount, sqlx::Error> {
    let row = sqlx::query!(
        r#"select count(*) as "all!", count(d.id) filter (where d.entered_by is null) as "own!",
                  count(d.id) filter (where d.entered_by is not null) as "by_staff!"
           from session s
           join membership m on m.group_id = s.group_id and m.role = 'member'
           left join phone_entry p on p.session_id = s.id and p.membership_id = m.id
           left join mood d on d.session_id = s.id and d.membership_id = m.id and d.moment = $2
           where s.id = $1 and (p.membership_id is not null or d.id is not null)"#,
        session as SessionId,
        moment as Moment
    )
    .fetch_one(conn)
    .await?;
    let number = |count: i64| usize::try_from(count).unwrap_or(0);
    Ok(SaidCount { own: number(row.own), by_staff: number(row.by_staff), of: number(row.all) })
}

/// Whether the member said the stored mood themselves; `None` when there is none.
pub async fn is_own(
    conn: &mut PgConnection,
    session: SessionId,
    member: MembershipId,
    moment: Moment,
) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select entered_by is null as "own!" from mood where session_id = $1 and membership_id = $2 and moment = $3"#,
        session as SessionId,
        member as MembershipId,
        moment as Moment
    )
    .fetch_optional(conn)
    .await
}

/// A mood shared with the therapist.
#[derive(Clone, Debug)]
pub struct SharedMood {
    pub name: String,
    /// From 0 to 10.
    pub value: u8,
    pub word: Option<String>,
    pub by_staff: bool,
}

/// What members shared with the therapist `reads` in a session, by seat. The query reads nothing else: not even what was shared with
/// another therapist who led the group before.
pub async fn shared(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    moment: Moment,
    reads: MembershipId,
) -> Result<Vec<SharedMood>, Error> {
    let rows = sqlx::query!(
        r#"select d.id, d.practice_id as "practice: PracticeId", d.value as "value!", d.word, d.entered_by, m.id as "member: MembershipId"
           from mood d join membership m on m.id = d.membership_id
           where d.session_id = $1 and d.moment = $2 and d.shared and d.value is not null
             and d.shown_to in (select sees_as($1, $3)) order by m.seat nulls last, m.id"#,
        session as SessionId,
        moment as Moment,
        reads as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [Some(row.value.as_slice()), row.word.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    let mut shared = Vec::new();
    for row in rows {
        let value = ring.open(mood_context("value", row.practice, row.id), &row.value)?.text().and_then(|value| value.parse().ok());
        let name = names.get(&row.member).cloned();
        let word = row.word.map(|word| ring.open(mood_context("word", row.practice, row.id), &word)).transpose()?.and_then(Unsealed::text);
        // A member who withdrew their words withdrew this mood too.
        if let (Some(value), Some(name)) = (value, name) {
            shared.push(SharedMood { name, value, word, by_staff: row.entered_by.is_some() });
        }
    }
    Ok(shared)
}

/// A mood that a member shared with the therapist, in one of their sessions.
#[derive(Clone, Debug)]
pub struct SharedCheckIn {
    pub session: SessionId,
    pub moment: Moment,
    /// From 0 to 10.
    pub value: u8,
    pub word: Option<String>,
}

/// What one member shared with the therapist `reads` so far. As in [`shared`], the query reads nothing else.
pub async fn shared_by(
    conn: &mut PgConnection,
    vault: &Vault,
    member: MembershipId,
    reads: MembershipId,
) -> Result<Vec<SharedCheckIn>, Error> {
    let rows = sqlx::query!(
        r#"select d.id, d.practice_id as "practice: PracticeId", d.session_id as "session: SessionId", d.moment as "moment: Moment",
                  d.value as "value!", d.word
           from mood d
           where d.membership_id = $1 and d.shared and d.value is not null and d.shown_to in (select sees_as(d.session_id, $2))"#,
        member as MembershipId,
        reads as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [Some(row.value.as_slice()), row.word.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    let mut shared = Vec::new();
    for row in rows {
        let value = ring.open(mood_context("value", row.practice, row.id), &row.value)?.text().and_then(|value| value.parse().ok());
        let word = row.word.map(|word| ring.open(mood_context("word", row.practice, row.id), &word)).transpose()?.and_then(Unsealed::text);
        shared.extend(value.map(|value| SharedCheckIn { session: row.session, moment: row.moment, value, word }));
    }
    Ok(shared)
}

/// Every value of a moment with its origin, for the group's figure. The query reads neither names nor words.
pub async fn values(conn: &mut PgConnection, vault: &Vault, session: SessionId, moment: Moment) -> Result<Vec<(u8, AnswerOrigin)>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", value as "value!", shared, entered_by is not null as "by_staff!" from mood
           where session_id = $1 and moment = $2 and value is not null"#,
        session as SessionId,
        moment as Moment
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.value.as_slice())).await?;
    let mut values = Vec::new();
    for row in rows {
        let value = ring.open(mood_context("value", row.practice, row.id), &row.value)?.text().and_then(|value| value.parse().ok());
        let origin = if row.shared || row.by_staff { AnswerOrigin::Known } else { AnswerOrigin::Alone };
        values.extend(value.map(|value| (value, origin)));
    }
    Ok(values)
}

/// When a mood was last given in a session.
pub fn last_act(conn: &mut PgConnection, session: SessionId) -> BoxFuture<'_, Result<Option<DateTime<Utc>>, sqlx::Error>> {
    Box::pin(async move {
        sqlx::query_scalar!("select max(given_at) from mood where session_id = $1", session as SessionId).fetch_one(conn).await
    })
}
