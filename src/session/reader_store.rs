//! The readers of held sessions, from the history of memberships and the attendance.

use sqlx::PgConnection;

use super::{Session, SessionState, attendance, readers};
use crate::group::{MembershipId, Role, life_store};

/// Whether a session is held and its reader a member who neither belonged to the group on its day nor attended it. Asks nothing in any other
/// case.
pub async fn is_closed_to(conn: &mut PgConnection, session: &Session, role: Role, member: MembershipId) -> Result<bool, sqlx::Error> {
    Ok(session.state == SessionState::Ended && role == Role::Member && among(conn, session, &[member]).await?.is_empty())
}

/// Which of these members may read what the session left behind.
pub async fn among(conn: &mut PgConnection, session: &Session, members: &[MembershipId]) -> Result<Vec<MembershipId>, sqlx::Error> {
    let changes = life_store::changes(conn, session.group).await?;
    let attended = attendance::store::came(conn, session.id).await?;
    let day = readers::day_of(session);
    Ok(members.iter().copied().filter(|member| readers::was_active(&changes, *member, day) || attended.contains(member)).collect())
}
