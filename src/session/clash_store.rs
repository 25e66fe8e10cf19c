//! Queries for who leads which session at a time, and which rooms are taken.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::SessionId;
use crate::group::GroupId;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::practice::rooms::RoomId;

/// Planned or live sessions of groups other than `but` that one of `people` leads within a span of time, as staff or as a substitute.
/// Limited to `practice`; for `me`, every session that the transaction may see.
pub async fn sessions_led(
    conn: &mut PgConnection,
    practice: PracticeId,
    me: Option<PersonId>,
    people: &[PersonId],
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    but: GroupId,
) -> Result<Vec<(PersonId, SessionId)>, sqlx::Error> {
    let people: Vec<Uuid> = people.iter().map(|one| one.0).collect();
    let rows = sqlx::query!(
        r#"select x.person_id as "person!: PersonId", s.id as "session!: SessionId"
           from session s
           join lateral seats_in(s.id) x on x.person_id = any($1) and x.role in ('therapist', 'facilitator')
           where s.group_id <> $2
           and not exists (select from therapy_group t where t.id = s.group_id and t.trial_until is not null)
           and case s.state
               when 'planned' then s.starts_at < $4 and s.starts_at + make_interval(mins => s.minutes) > $3
               else s.started_at < $4 and s.started_at + make_interval(mins => s.minutes) > $3 end
           -- None is longer than eight hours; one that is live may have been planned for another day.
           and (s.state = 'live' or (s.state = 'planned' and s.starts_at between $3 - interval '8 hours' and $4))
           and (s.practice_id = $5 or x.person_id = $6)
           and (x.stands_in or not exists (
               select from substitution r where r.session_id = s.id and r.for_membership_id = x.membership_id and r.withdrawn_at is null))
           order by s.starts_at, s.id"#,
        &people,
        but as GroupId,
        from,
        to,
        practice as PracticeId,
        me as Option<PersonId>
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.session)).collect())
}

/// A planned or live session and the room that it takes.
pub struct TakenRoom {
    pub session: SessionId,
    pub group: GroupId,
    /// Its own room, else the group's.
    pub room: Option<RoomId>,
    pub from: DateTime<Utc>,
    pub minutes: i32,
}

/// The planned and live sessions of `group`, and those of other groups in a room of the practice, within a span of time and some that
/// end before it.
pub async fn taken_rooms(
    conn: &mut PgConnection,
    practice: PracticeId,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    group: GroupId,
) -> Result<Vec<TakenRoom>, sqlx::Error> {
    sqlx::query_as!(
        TakenRoom,
        r#"select s.id as "session: SessionId", s.group_id as "group: GroupId",
                  coalesce(s.room_id, case when s.place is null then g.room_id end) as "room: RoomId",
                  case s.state when 'planned' then s.starts_at else s.started_at end as "from!", s.minutes
           from session s join therapy_group g on g.id = s.group_id
           where s.practice_id = $1
           and (s.group_id = $2 or coalesce(s.room_id, case when s.place is null then g.room_id end) is not null)
           -- None is longer than eight hours; one that is live may have been planned for another day.
           and (s.state = 'live' or (s.state = 'planned' and s.starts_at between $3::timestamptz - interval '8 hours' and $4))
           order by s.starts_at, s.id"#,
        practice as PracticeId,
        group as GroupId,
        from,
        to
    )
    .fetch_all(conn)
    .await
}
