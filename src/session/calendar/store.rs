//! Queries for the calendar.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::CalendarSlot;
use crate::person::{PersonId, zone};
use crate::practice::rooms::RoomId;
use crate::session::SessionId;

/// The sessions of these groups that start within a span of time, by start.
pub async fn slots(
    conn: &mut PgConnection,
    groups: &[Uuid],
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<CalendarSlot>, sqlx::Error> {
    let mut leads = leads(conn, groups, (from, to)).await?;
    let rows = sqlx::query!(
        r#"select s.id, s.group_id, s.practice_id, s.local_start, s.time_zone, s.starts_at, s.minutes, s.state, s.started_at,
                  coalesce(s.room_id, case when s.place is null then g.room_id end) as "room: RoomId"
           from session s join therapy_group g on g.id = s.group_id
           where s.group_id = any($1) and (s.starts_at >= $2 and s.starts_at < $3 or s.state = 'live') order by s.starts_at, s.id"#,
        groups,
        from,
        to
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CalendarSlot {
            leads: leads.remove(&row.id).unwrap_or_default(),
            id: row.id,
            group: row.group_id,
            practice: row.practice_id,
            local_start: row.local_start,
            time_zone: zone(&row.time_zone),
            starts_at: row.starts_at,
            minutes: row.minutes,
            state: row.state,
            started_at: row.started_at,
            room: row.room,
        })
        .collect())
}

/// Who leads the planned and live sessions of these groups.
async fn leads(
    conn: &mut PgConnection,
    groups: &[Uuid],
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<HashMap<SessionId, Vec<PersonId>>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.id, x.person_id as "person!: PersonId"
           from session s
           join lateral seats_in(s.id) x on x.person_id is not null and x.role in ('therapist', 'facilitator')
           where s.group_id = any($1) and s.starts_at >= $2 and s.starts_at < $3 and s.state in ('planned', 'live')
           and (x.stands_in or not exists (
               select from substitution r where r.session_id = s.id and r.for_membership_id = x.membership_id and r.withdrawn_at is null))"#,
        groups,
        from,
        to
    )
    .fetch_all(conn)
    .await?;
    let mut found: HashMap<SessionId, Vec<PersonId>> = HashMap::new();
    for row in rows {
        found.entry(row.id).or_default().push(row.person);
    }
    Ok(found)
}
