//! The change log of a session: what changed, never its content. Each audience has a counter, and so has each membership.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::position::Position;
use super::{Audience, PageCounters};

/// The readers a change is published to. No other counter moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipients {
    /// Every open page of the session, the wall included.
    Everyone,
    /// The therapist and the facilitators.
    Staff,
    /// One membership: its pages request their own part. An anonymous change never uses this for its author.
    Membership(Uuid),
}

#[derive(Clone, Copy, Debug)]
pub struct EventChange {
    /// The module's name for it; its renderer is registered under the same name.
    pub kind: &'static str,
    /// The id of what changed.
    pub subject: Uuid,
    pub to: Recipients,
}

/// Writes a change into the log, in the transaction that makes it, and returns its number in the counter of its recipients.
///
/// The row in `event_channel` stays locked until the end of the transaction: within a counter, numbers follow the order of commits, and a
/// rollback returns its number. A page that has read a number has read all numbers before it.
///
/// # Errors
/// `RowNotFound` if the transaction is not within the session's practice.
pub async fn record(conn: &mut PgConnection, practice: Uuid, session: Uuid, change: EventChange) -> Result<i64, sqlx::Error> {
    let to_staff = match change.to {
        Recipients::Everyone => false,
        Recipients::Staff => true,
        Recipients::Membership(membership) => return record_personal(conn, practice, session, membership).await,
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

async fn record_personal(conn: &mut PgConnection, practice: Uuid, session: Uuid, membership: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        "with channel as (select from event_channel where session_id = $2 and practice_id = $1 for update)
         insert into personal_change (practice_id, session_id, membership_id, seq) select $1, $2, $3, 1 from channel
         on conflict (session_id, membership_id) do update set seq = personal_change.seq + 1
         returning seq",
        practice,
        session,
        membership
    )
    .fetch_one(conn)
    .await
}

/// The reader's counters: a page reads them before it reads its board.
///
/// # Errors
/// `RowNotFound` if the transaction is not within the session's practice.
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

/// The live session of a group, for modules that do not use `session`.
pub async fn live_of(conn: &mut PgConnection, group: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: Uuid" from session where group_id = $1 and state = 'live'"#, group).fetch_optional(conn).await
}

pub(super) struct Counters {
    pub(super) everyone: i64,
    pub(super) staff: i64,
    /// By membership.
    own: HashMap<Uuid, i64>,
}

impl Counters {
    pub(super) fn of_reader(&self, reader: PageCounters) -> Position {
        Position {
            everyone: self.everyone,
            staff: (reader.audience == Audience::Staff).then_some(self.staff),
            own: reader.membership.map(|membership| self.own.get(&membership).copied().unwrap_or(0)),
        }
    }
}

/// Reads every counter of a session.
///
/// # Errors
/// `RowNotFound` if the transaction is not within the session's practice.
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
    Ok(Counters { everyone, staff, own: rows.into_iter().filter_map(|row| row.seat.zip(row.seq)).collect() })
}

/// A changed subject with the newest of its numbers.
pub(super) struct LoggedChange {
    pub(super) to_staff: bool,
    pub(super) seq: i64,
    pub(super) kind: String,
    pub(super) subject: Uuid,
}

impl LoggedChange {
    /// Whether a reader at `position` has yet to receive it.
    pub(super) fn is_after(&self, position: Position) -> bool {
        if self.to_staff { position.staff.is_some_and(|staff| self.seq > staff) } else { self.seq > position.everyone }
    }
}

/// The changes after these numbers: each subject once per audience, with its newest number.
pub(super) async fn changes_after(
    conn: &mut PgConnection,
    session: Uuid,
    everyone: i64,
    staff: i64,
) -> Result<Vec<LoggedChange>, sqlx::Error> {
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
