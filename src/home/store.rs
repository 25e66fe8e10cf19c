//! Queries of the home pages over several modules at once.

use sqlx::PgConnection;
use uuid::Uuid;

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
