//! Queries for sessions.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Session, SessionId, SessionState, place_context, question_context};
use crate::group::{self, GroupId, place_store};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::person::zone;
use crate::practice::PracticeId;
use crate::practice::rooms::RoomId;

crate::fingerprints!(SessionId: "session");

/// Inserts a planned session with the next number of its group; false when the id exists already.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: &Session, now: DateTime<Utc>) -> Result<bool, Error> {
    let context = place_context(new.practice, new.id);
    let place = place_store::stored(conn, vault, (new.practice, new.group), context, new.place.as_deref()).await?;
    let done = sqlx::query!(
        "insert into session (id, practice_id, group_id, number, local_start, time_zone, starts_at, minutes, place, state, started_at, ended_at,
                              frozen_at, created_at, room_id)
         values ($1, $2, $3, (select greatest(max(number), 0) + 1 from session where group_id = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (id) do nothing",
        new.id as SessionId,
        new.practice as PracticeId,
        new.group as GroupId,
        new.local_start,
        new.time_zone.name(),
        new.starts_at.to_utc(),
        new.minutes,
        place.sealed,
        new.state as SessionState,
        new.started_at,
        new.ended_at,
        new.frozen_at,
        now,
        place.room as Option<RoomId>
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn next_number(conn: &mut PgConnection, group: GroupId) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"select greatest(max(number), 0) + 1 as "next!" from session where group_id = $1"#, group as GroupId)
        .fetch_one(conn)
        .await
}

/// The ids of a group's sessions, in the order in which they are locked.
pub async fn ids_of_group(conn: &mut PgConnection, group: GroupId) -> Result<Vec<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select id from session where group_id = $1 order by id", group as GroupId).fetch_all(conn).await
}

/// The group of a session; none when the transaction may not see it.
pub async fn group_of(conn: &mut PgConnection, session: SessionId) -> Result<Option<GroupId>, sqlx::Error> {
    sqlx::query_scalar!("select group_id from session where id = $1", session as SessionId).fetch_optional(conn).await
}

/// Selects sessions by a condition on `$1`.
macro_rules! sessions {
    ($conn:expr, $vault:expr, $condition:tt, $($value:expr),+) => {{
        let rows = sqlx::query_as!(
            SessionRow,
            r#"select id, practice_id as practice, group_id as "group", number, local_start, time_zone, starts_at, minutes, place, room_id as room,
                      (select r.name from room r where r.id = room_id) as room_name, round_question,
                      state, started_at, ended_at, frozen_at, closing_due_at, version
               from session where "#
                + $condition,
            $($value),+
        )
        .fetch_all(&mut *$conn)
        .await?;
        open($conn, $vault, rows).await
    }};
}

/// The sessions of these groups, by start.
pub async fn of_groups(conn: &mut PgConnection, vault: &Vault, groups: &[Uuid]) -> Result<Vec<Session>, Error> {
    sessions!(conn, vault, "group_id = any($1) order by starts_at, number", groups)
}

/// Those that start within a span of time, by start.
pub async fn of_groups_between(
    conn: &mut PgConnection,
    vault: &Vault,
    groups: &[Uuid],
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Session>, Error> {
    sessions!(conn, vault, "group_id = any($1) and starts_at >= $2 and starts_at < $3 order by starts_at, number", groups, from, to)
}

pub async fn find(conn: &mut PgConnection, vault: &Vault, id: SessionId) -> Result<Option<Session>, Error> {
    Ok(sessions!(conn, vault, "id = $1", id as SessionId)?.pop())
}

struct SessionRow {
    id: SessionId,
    practice: PracticeId,
    group: GroupId,
    number: i32,
    local_start: chrono::NaiveDateTime,
    time_zone: String,
    starts_at: DateTime<Utc>,
    minutes: i32,
    place: Option<Vec<u8>>,
    room: Option<RoomId>,
    room_name: Option<Vec<u8>>,
    round_question: Option<Vec<u8>>,
    state: SessionState,
    started_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    frozen_at: Option<DateTime<Utc>>,
    closing_due_at: Option<DateTime<Utc>>,
    version: i32,
}

async fn open(conn: &mut PgConnection, vault: &Vault, rows: Vec<SessionRow>) -> Result<Vec<Session>, Error> {
    let places = rows.iter().filter_map(|row| row.place.as_deref().or(row.room_name.as_deref()));
    let sealed: Vec<&[u8]> = places.chain(rows.iter().filter_map(|row| row.round_question.as_deref())).collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let context = place_context(row.practice, row.id);
            let place = place_store::shown(&ring, context, row.place.as_deref(), row.practice, row.room, row.room_name.as_deref())?;
            let question = row.round_question.map(|sealed| ring.open(question_context(row.practice, row.id), &sealed)).transpose()?;
            Ok(Session {
                question: question.and_then(Unsealed::text),
                id: row.id,
                practice: row.practice,
                group: row.group,
                number: row.number,
                local_start: row.local_start,
                time_zone: zone(&row.time_zone),
                starts_at: row.starts_at.with_timezone(&zone(&row.time_zone)),
                minutes: row.minutes,
                place,
                state: row.state,
                started_at: row.started_at,
                ended_at: row.ended_at,
                frozen_at: row.frozen_at,
                closing_due_at: row.closing_due_at,
                version: row.version,
            })
        })
        .collect()
}

/// Proves that a session is live while its row is locked. Functions that act on a live session take it.
#[derive(Clone, Copy, Debug)]
pub struct Live(());

/// A session whose row is locked until the transaction ends.
#[derive(Clone, Copy, Debug)]
#[must_use = "an action on a live session needs the proof; an action allowed in other states uses `hold_in_any_state`"]
pub enum LockedSession {
    Live(Live),
    /// Planned, ended or cancelled.
    Not(SessionState),
}

impl LockedSession {
    pub fn live(self) -> Option<Live> {
        match self {
            Self::Live(live) => Some(live),
            Self::Not(_) => None,
        }
    }

    pub fn state(self) -> SessionState {
        match self {
            Self::Live(_) => SessionState::Live,
            Self::Not(state) => state,
        }
    }
}

/// Locks a session's row. Every write to a live session does this first, so that these writes are serialized.
pub async fn lock(conn: &mut PgConnection, id: SessionId) -> Result<Option<LockedSession>, sqlx::Error> {
    Ok(lock_in_any_state(conn, id)
        .await?
        .map(|state| if state == SessionState::Live { LockedSession::Live(Live(())) } else { LockedSession::Not(state) }))
}

/// Locks a session's row for an action that is allowed in any state: planning, starting, checking out, corrections of the record, the
/// closing, the jobs after the end. The session's event channel is locked before it, as by every writer that publishes an event.
pub async fn lock_in_any_state(conn: &mut PgConnection, id: SessionId) -> Result<Option<SessionState>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with channel as materialized (select session_id from event_channel where session_id = $1 for update)
           select state as "state: SessionState" from session where id = (select session_id from channel) for update"#,
        id as SessionId
    )
    .fetch_optional(conn)
    .await
}

/// Sets the question of a session's round.
pub async fn set_question(conn: &mut PgConnection, vault: &Vault, session: &Session, question: Option<&str>) -> Result<(), Error> {
    let sealed = match question {
        None => None,
        Some(text) => {
            let key = vault.key(conn, group::owner(session.practice, session.group)).await?;
            Some(key.seal(question_context(session.practice, session.id), text))
        }
    };
    sqlx::query!("update session set round_question = $2 where id = $1", session.id as SessionId, sealed).execute(conn).await?;
    Ok(())
}

pub async fn state(conn: &mut PgConnection, id: SessionId) -> Result<Option<SessionState>, sqlx::Error> {
    sqlx::query_scalar!("select state from session where id = $1", id as SessionId).fetch_optional(conn).await
}

/// The start and end of a session that has ended.
pub async fn actual_span(conn: &mut PgConnection, id: SessionId) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, sqlx::Error> {
    let row = sqlx::query!("select started_at, ended_at from session where id = $1 and state = 'ended'", id as SessionId)
        .fetch_optional(conn)
        .await?;
    Ok(row.and_then(|row| row.started_at.zip(row.ended_at)))
}

/// Whether changes of a session are streamed to open pages now.
pub async fn is_streamed(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let row = sqlx::query!("select state, ended_at from session where id = $1", id as SessionId).fetch_optional(conn).await?;
    Ok(row.is_some_and(|row| super::is_streamed(row.state, row.ended_at, now)))
}

/// Starts a session whose row the caller has locked. The constraint `one_live_session_per_group` enforces that the group has no other live
/// one.
pub async fn start(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<Live, Error> {
    sqlx::query!("update session set state = 'live', started_at = $2, version = version + 1 where id = $1", id as SessionId, now)
        .execute(conn)
        .await?;
    Ok(Live(()))
}

pub async fn end(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update session set state = 'ended', ended_at = $2, version = version + 1 where id = $1", id as SessionId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Makes an ended session live again. The caller has locked its row; the constraint `one_live_session_per_group` enforces that the group has
/// no other live one.
pub async fn undo_end(conn: &mut PgConnection, id: SessionId) -> Result<Live, Error> {
    sqlx::query!("update session set state = 'live', ended_at = null, version = version + 1 where id = $1", id as SessionId)
        .execute(conn)
        .await?;
    Ok(Live(()))
}

pub async fn freeze(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update session set frozen_at = $2 where id = $1 and frozen_at is null", id as SessionId, now).execute(conn).await?;
    Ok(())
}

/// Cancels a planned session, whose number becomes negative. Returns whether it was planned.
pub async fn cancel(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update session s set state = 'cancelled', version = version + 1, changed_at = $2,
                number = (select least(min(number), 0) - 1 from session where group_id = s.group_id)
         where id = $1 and state = 'planned'",
        id as SessionId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a cancelled session planned again, with the next number of its group.
pub async fn restore(conn: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update session s set state = 'planned', version = version + 1, changed_at = $2,
                number = (select greatest(max(number), 0) + 1 from session where group_id = s.group_id)
         where id = $1 and state = 'cancelled'",
        id as SessionId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Renumbers a group's planned sessions by start, after the sessions that took place; `first` is the one that starts now. The caller holds
/// the lock on the group's row.
pub async fn renumber(conn: &mut PgConnection, group: GroupId, first: Option<SessionId>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "with last as (select greatest(max(number), 0) as number from session where group_id = $1 and state in ('live', 'ended')),
              ahead as (select s.id, (last.number + row_number() over (order by s.id is distinct from $2, s.starts_at, s.number))::int as number
                        from session s, last where s.group_id = $1 and s.state = 'planned')
         update session s set number = ahead.number from ahead where s.id = ahead.id and s.number <> ahead.number",
        group as GroupId,
        first as Option<SessionId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Cancels the planned sessions of a group that ends. `false`, and nothing is changed, while one is live.
pub async fn cancel_planned(conn: &mut PgConnection, group: GroupId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let live =
        sqlx::query_scalar!(r#"select exists (select from session where group_id = $1 and state = 'live') as "live!""#, group as GroupId)
            .fetch_one(&mut *conn)
            .await?;
    if live {
        return Ok(false);
    }
    // A cancelled session gives up its number and gets one below all others (docs/decisions/0026-series-and-numbers.md).
    sqlx::query!(
        "with planned as (
             select id, row_number() over (order by number) as nth from session where group_id = $1 and state = 'planned'
         ), lowest as (
             select least(coalesce(min(number), 0), 0) as number from session where group_id = $1
         )
         update session s set state = 'cancelled', number = lowest.number - planned.nth::int, changed_at = $2, version = version + 1
         from planned, lowest where s.id = planned.id",
        group as GroupId,
        now
    )
    .execute(conn)
    .await?;
    Ok(true)
}

/// Records that the closing of a session was sent to its members; the first time counts.
pub async fn record_closing(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update session set closing_sent_at = $2 where id = $1 and closing_sent_at is null", session as SessionId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Records when the held closing of a session goes out; none when none is held any more.
pub async fn record_closing_due(conn: &mut PgConnection, session: SessionId, at: Option<DateTime<Utc>>) -> Result<(), sqlx::Error> {
    sqlx::query!("update session set closing_due_at = $2 where id = $1", session as SessionId, at).execute(conn).await?;
    Ok(())
}

/// When this module last recorded an act in a session: a stage, an arrival or departure, a line between staff, whereabouts.
pub async fn last_act(conn: &mut PgConnection, session: SessionId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "select greatest(
            (select max(started_at) from session_stage where session_id = $1),
            (select max(greatest(entered_at, left_at)) from attendance where session_id = $1),
            (select max(written_at) from backstage_line where session_id = $1),
            (select max(given_at) from whereabouts where session_id = $1))",
        session as SessionId
    )
    .fetch_one(conn)
    .await
}
