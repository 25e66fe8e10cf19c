//! Queries for who leads which session at a time, and which room is taken.

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

/// The first planned or live session of another group in a room within a span of time.
pub async fn session_in_room(
    conn: &mut PgConnection,
    practice: PracticeId,
    room: RoomId,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    but: GroupId,
) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select s.id from session s join therapy_group g on g.id = s.group_id
         where s.practice_id = $1 and s.group_id <> $2 and coalesce(s.room_id, case when s.place is null then g.room_id end) = $3
           and case s.state
               when 'planned' then s.starts_at < $5 and s.starts_at + make_interval(mins => s.minutes) > $4
               else s.started_at < $5 and s.started_at + make_interval(mins => s.minutes) > $4 end
           -- None is longer than eight hours; one that is live may have been planned for another day.
           and (s.state = 'live' or (s.state = 'planned' and s.starts_at between $4 - interval '8 hours' and $5))
         order by s.starts_at, s.id limit 1",
        practice as PracticeId,
        but as GroupId,
        room as RoomId,
        from,
        to
    )
    .fetch_optional(conn)
    .await
}
