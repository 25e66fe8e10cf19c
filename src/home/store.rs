//! Queries of the home pages over several modules at once.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::group::GroupId;
use crate::person::PersonId;
use crate::practice::{PracticeId, StaffRole};

/// Head counts of a group.
pub(super) struct HeadCount {
    pub group: Uuid,
    pub members: i64,
    pub waiting: i64,
    pub invitations: i64,
    pub charter: Option<i32>,
    pub proposals: i64,
    pub held: i64,
}

/// The head counts of these groups.
pub(super) async fn heads(
    conn: &mut PgConnection,
    groups: &[Uuid],
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<HeadCount>, sqlx::Error> {
    sqlx::query_as!(
        HeadCount,
        r#"select g as "group!",
                  (select count(*) from membership where group_id = g and role = 'member' and state = 'active') as "members!",
                  (select count(*) from membership where group_id = g and state = 'waiting') as "waiting!",
                  (select count(*) from invitation where group_id = g and revoked_at is null and expires_at > $2 and taken < seats) as "invitations!",
                  (select max(number) from charter_version where group_id = g) as charter,
                  (select count(*) from charter_proposal where group_id = g and withdrawn_at is null and ratified_in is null) as "proposals!",
                  (select count(*) from session where group_id = g and state = 'ended') as "held!"
           from unnest($1::uuid[]) g"#,
        groups,
        now
    )
    .fetch_all(conn)
    .await
}

/// What has happened of the first steps of a person who may form groups.
pub(super) struct FirstStepFacts {
    pub practice: PracticeId,
    pub role: StaffRole,
    /// The practice lists a crisis number.
    pub numbers: bool,
    /// A facilitator works with them, or is invited to.
    pub facilitator: bool,
    /// The first group that they lead.
    pub group: Option<GroupId>,
    /// They have begun a trial session.
    pub tried: bool,
}

/// The facts; none for a person who may form no groups, who put the first steps off, or who has held a session.
pub(super) async fn first_steps(
    conn: &mut PgConnection,
    person: PersonId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<FirstStepFacts>, sqlx::Error> {
    sqlx::query_as!(
        FirstStepFacts,
        r#"with led as (
               select m.group_id, m.created_at from membership m join therapy_group g on g.id = m.group_id and g.trial_until is null
               where m.person_id = $1 and m.role = 'therapist' and m.state = 'active')
           select s.practice_id as practice, s.role, s.tried_at is not null as "tried!",
                  exists (select from crisis_number n where n.practice_id = s.practice_id) as "numbers!",
                  (exists (select from staff f where f.practice_id = s.practice_id and f.role = 'facilitator' and f.ended_at is null)
                   or exists (select from staff_invitation i where i.practice_id = s.practice_id and i.role = 'facilitator'
                              and i.revoked_at is null and i.expires_at > $2)
                   or exists (select from membership m join led on led.group_id = m.group_id
                              where m.role = 'facilitator' and m.state in ('active', 'waiting'))
                   or exists (select from invitation i join led on led.group_id = i.group_id
                              where i.role = 'facilitator' and i.revoked_at is null and i.expires_at > $2)) as "facilitator!",
                  (select group_id from led order by created_at limit 1) as "group: GroupId"
           from staff s
           where s.person_id = $1 and s.ended_at is null and s.role in ('administrator', 'therapist') and s.first_steps_dismissed_at is null
             and not exists (select from led join session x on x.group_id = led.group_id and x.state in ('live', 'ended'))
           order by s.created_at, s.id limit 1"#,
        person as PersonId,
        now
    )
    .fetch_optional(conn)
    .await
}
