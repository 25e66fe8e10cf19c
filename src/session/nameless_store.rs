//! What is closed to an account whose recovery word was not given, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::SessionId;
use crate::group::MembershipId;

/// Until when what a seat wrote in a session without a name is closed to its account (decision 39); none when it is not.
pub(super) async fn closed_nameless(
    conn: &mut PgConnection,
    session: SessionId,
    seat: MembershipId,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let mark = sqlx::query_scalar!(
        "select greatest(p.nameless_held_before, p.nameless_closed_before) from membership m join person p on p.id = m.person_id
         where m.id = $2 and exists (select from session s where s.id = $1
             and s.started_at <= greatest(p.nameless_held_before, p.nameless_closed_before))",
        session as SessionId,
        seat as MembershipId
    )
    .fetch_optional(conn)
    .await?;
    Ok(mark.flatten())
}
