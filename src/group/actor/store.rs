//! Reads memberships as actors.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Actor;
use crate::group::{GroupId, MembershipId, Role};
use crate::person::PersonId;
use crate::practice::PracticeId;

/// The person as an actor in a group, through an active membership.
pub async fn in_group(conn: &mut PgConnection, person: PersonId, group: GroupId) -> Result<Option<Actor>, sqlx::Error> {
    sqlx::query_as!(
        Actor,
        r#"select person_id as "person!: PersonId", id as membership, role, group_id as "group", practice_id as practice,
                  false as "stands_in!", false as "guest!",
                  (select g.trial_until is not null from therapy_group g where g.id = group_id) as "trial!"
           from membership where person_id = $1 and group_id = $2 and state = 'active'"#,
        person as PersonId,
        group as GroupId
    )
    .fetch_optional(conn)
    .await
}

/// The person as an actor in a session: through their membership in its group, or as a substitute for this session alone.
pub async fn in_session(conn: &mut PgConnection, person: PersonId, session: Uuid) -> Result<Option<Actor>, sqlx::Error> {
    sqlx::query_as!(
        Actor,
        r#"select person_id as "person!: PersonId", membership_id as "membership!: MembershipId", role as "role!: Role",
                  group_id as "group!: GroupId", practice_id as "practice!: PracticeId", stands_in as "stands_in!", guest as "guest!",
                  (select g.trial_until is not null from therapy_group g where g.id = group_id) as "trial!"
           from seats_in($2) where person_id = $1 order by role = 'member' desc, stands_in desc limit 1"#,
        person as PersonId,
        session
    )
    .fetch_optional(conn)
    .await
}
