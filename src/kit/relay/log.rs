//! The change log of a session: what changed, never what it says. Each audience has a counter, and so has each seat.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::position::Position;
use super::{Audience, PageCounters};

/// Who is told of a change. Nobody else's counter moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipients {
    /// Everybody who has a page of the session open, the wall too.
    Everyone,
    /// Those who lead.
    Staff,
    /// One seat alone: its pages ask for what is theirs. Things without a name never use it for their author.
    Seat(Uuid),
}

/// One thing that changed.
#[derive(Clone, Copy, Debug)]
pub struct EventChange {
    /// The room's word for it; a renderer is kept under the same word.
    pub kind: &'static str,
    /// What changed.
    pub subject: Uuid,
    pub to: Recipients,
}

/// Writes a change into the log, in the transaction that makes it, and gives its number in the counter of those who are told.
///
/// The session's channel stays locked until the end of the transaction: within a counter numbers are in the order of commits, and a
/// rollback gives its number back. A page that has read a number has read all before it.
///
/// # Errors
/// `RowNotFound` when the transaction does not stand in the session's practice, or the database does not answer.
pub async fn record(conn: &mut PgConnection, practice: Uuid, session: Uuid, change: EventChange) -> Result<i64, sqlx::Error> {
    let to_staff = match change.to {
        Recipients::Everyone => false,
        Recipients::Staff => true,
        Recipients::Seat(seat) => return record_personal(conn, practice, session, seat).await,
    };
    sqlx::query_scalar!(
        "with channel as (
             update event_channel set everyone = everyone + (not $5)::int, staff = staff + $5::int
             where session_id = $2 and practice_id = $1 returning case when $5 then staff else everyone end as seq)
         insert into session_change (practice_id, session_id, audience, seq, kind, subject_id)
         select $1, $2, case when $5 then 'staff' else 'everyone' end, channel.seq, $3, $4 from channel
         returning seq",
        practice,
        session,
        change.kind,
        change.subject,
        to_staff
    )
    .fetch_one(conn)
    .await
}

async fn record_personal(conn: &mut PgConnection, practice: Uuid, session: Uuid, seat: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        "with channel as (select from event_channel where session_id = $2 and practice_id = $1 for update)
         insert into personal_change (practice_id, session_id, membership_id, seq) select $1, $2, $3, 1 from channel
         on conflict (session_id, membership_id) do update set seq = personal_change.seq + 1
         returning seq",
        practice,
        session,
        seat
    )
    .fetch_one(conn)
    .await
}

/// The reader's own counters: what a page reads before it reads its board.
///
/// # Errors
/// `RowNotFound` when the transaction does not stand in the session's practice, or the database does not answer.
pub async fn position(conn: &mut PgConnection, session: Uuid, reader: PageCounters) -> Result<Position, sqlx::Error> {
    let row = sqlx::query!(
        r#"select c.everyone, c.staff, coalesce(p.seq, 0) as "own!" from event_channel c
           left join personal_change p on p.session_id = c.session_id and p.membership_id = $2 where c.session_id = $1"#,
        session,
        reader.membership
    )
    .fetch_one(conn)
    .await?;
    Ok(Position {
        everyone: row.everyone,
        staff: (reader.audience == Audience::Staff).then_some(row.staff),
        own: reader.membership.map(|_| row.own),
    })
}

/// The live session of a group, for rooms that know no sessions.
pub async fn live_of(conn: &mut PgConnection, group: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: Uuid" from session where group_id = $1 and state = 'live'"#, group).fetch_optional(conn).await
}

/// Every counter of a session.
pub(super) struct Counters {
    pub(super) everyone: i64,
    pub(super) staff: i64,
    seats: HashMap<Uuid, i64>,
}

impl Counters {
    /// The counters of one reader.
    pub(super) fn of(&self, reader: PageCounters) -> Position {
        Position {
            everyone: self.everyone,
            staff: (reader.audience == Audience::Staff).then_some(self.staff),
            own: reader.membership.map(|seat| self.seats.get(&seat).copied().unwrap_or(0)),
        }
    }
}

/// Reads every counter of a session.
///
/// # Errors
/// `RowNotFound` when the transaction does not stand in the session's practice, or the database does not answer.
pub(super) async fn counters(conn: &mut PgConnection, session: Uuid) -> Result<Counters, sqlx::Error> {
    let rows = sqlx::query!(
        "select c.everyone, c.staff, p.membership_id as \"seat?\", p.seq as \"seq?\" from event_channel c
         left join personal_change p on p.session_id = c.session_id where c.session_id = $1",
        session
    )
    .fetch_all(conn)
    .await?;
    let first = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    let (everyone, staff) = (first.everyone, first.staff);
    Ok(Counters { everyone, staff, seats: rows.into_iter().filter_map(|row| row.seat.zip(row.seq)).collect() })
}

/// Something that changed, under the newest of its numbers.
pub(super) struct LoggedChange {
    pub(super) to_staff: bool,
    pub(super) seq: i64,
    pub(super) kind: String,
    pub(super) subject: Uuid,
}

impl LoggedChange {
    /// Whether a reader who knows everything up to `position` is told.
    pub(super) fn is_after(&self, position: Position) -> bool {
        if self.to_staff { position.staff.is_some_and(|staff| self.seq > staff) } else { self.seq > position.everyone }
    }
}

/// What changed after these numbers, each thing once for each audience, by its newest number.
pub(super) async fn after(conn: &mut PgConnection, session: Uuid, everyone: i64, staff: i64) -> Result<Vec<LoggedChange>, sqlx::Error> {
    sqlx::query_as!(
        LoggedChange,
        r#"select audience = 'staff' as "to_staff!", max(seq) as "seq!", kind, subject_id as subject from session_change
           where session_id = $1 and seq > case when audience = 'staff' then $3::bigint else $2::bigint end
           group by audience, kind, subject_id order by 1, 2"#,
        session,
        everyone,
        staff
    )
    .fetch_all(conn)
    .await
}
