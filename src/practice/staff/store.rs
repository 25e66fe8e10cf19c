//! Staff positions and invitations to them in the database. The token of a link is kept as a hash, elsewhere.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{PURPOSE, StaffInvitation, StaffInvitationId};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::person::{PersonId, sign_in};
use crate::practice::{PracticeId, StaffId, StaffRole};

/// Locks the practice's row, so that changes of its positions run one after the other; then the positions, so that no position gives access
/// to a group while it ends.
pub async fn lock_staff(conn: &mut PgConnection, practice: PracticeId) -> Result<(), sqlx::Error> {
    sqlx::query!("select id from practice where id = $1 for update", practice as PracticeId).fetch_optional(&mut *conn).await?;
    sqlx::query!("select id from staff where practice_id = $1 and ended_at is null order by id for update", practice as PracticeId)
        .fetch_all(conn)
        .await?;
    Ok(())
}

crate::fingerprints!(StaffInvitationId: "staff_invitation");

/// Inserts an invitation and returns its secret; `None` when the id exists already: its link was shown once.
pub async fn invite(
    conn: &mut PgConnection,
    practice: PracticeId,
    new: &StaffInvitation,
    now: DateTime<Utc>,
) -> Result<Option<Secret>, sqlx::Error> {
    let result = sqlx::query!(
        "insert into staff_invitation (id, practice_id, role, created_at, expires_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing",
        new.id as StaffInvitationId,
        practice as PracticeId,
        new.role as StaffRole,
        now,
        new.expires_at
    )
    .execute(&mut *conn)
    .await?;
    if result.rows_affected() == 0 {
        return Ok(None);
    }
    let secret = Secret::random();
    token::store(conn, &secret, PURPOSE, TokenClaims { practice: Some(practice.0), subject: new.id.0 }, new.expires_at).await?;
    Ok(Some(secret))
}

/// A practice's open invitations, newest first.
pub async fn open_invitations(
    conn: &mut PgConnection,
    practice: PracticeId,
    now: DateTime<Utc>,
) -> Result<Vec<StaffInvitation>, sqlx::Error> {
    sqlx::query_as!(
        StaffInvitation,
        "select id, role, expires_at from staff_invitation
         where practice_id = $1 and taken_at is null and revoked_at is null and expires_at > $2 order by created_at desc, id",
        practice as PracticeId,
        now
    )
    .fetch_all(conn)
    .await
}

/// Finds an open invitation; the transaction must have entered its practice.
pub async fn find(conn: &mut PgConnection, id: StaffInvitationId, now: DateTime<Utc>) -> Result<Option<StaffInvitation>, sqlx::Error> {
    sqlx::query_as!(
        StaffInvitation,
        "select id, role, expires_at from staff_invitation where id = $1 and taken_at is null and revoked_at is null and expires_at > $2",
        id as StaffInvitationId,
        now
    )
    .fetch_optional(conn)
    .await
}

/// Accepts an invitation that is still open: of two concurrent requests, one succeeds.
pub async fn accept(conn: &mut PgConnection, id: StaffInvitationId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let result = sqlx::query!(
        "update staff_invitation set taken_at = $2 where id = $1 and taken_at is null and revoked_at is null and expires_at > $2",
        id as StaffInvitationId,
        now
    )
    .execute(&mut *conn)
    .await?;
    token::revoke_all(conn, PURPOSE, id.0).await?;
    Ok(result.rows_affected() == 1)
}

/// Revokes an invitation and voids its link. Returns whether the practice has such an invitation.
pub async fn revoke(conn: &mut PgConnection, practice: PracticeId, id: StaffInvitationId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let result = sqlx::query!(
        "update staff_invitation set revoked_at = coalesce(revoked_at, case when taken_at is null then $3::timestamptz end)
         where id = $1 and practice_id = $2",
        id as StaffInvitationId,
        practice as PracticeId,
        now
    )
    .execute(&mut *conn)
    .await?;
    if result.rows_affected() == 0 {
        return Ok(false);
    }
    token::revoke_all(conn, PURPOSE, id.0).await?;
    Ok(true)
}

/// A staff position without the person's name.
#[derive(Clone, Copy, Debug)]
pub struct StaffPosition {
    pub id: StaffId,
    pub person: PersonId,
    pub role: StaffRole,
}

pub async fn positions(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<StaffPosition>, sqlx::Error> {
    sqlx::query_as!(
        StaffPosition,
        "select id, person_id as person, role from staff where practice_id = $1 and ended_at is null",
        practice as PracticeId
    )
    .fetch_all(conn)
    .await
}

pub async fn set_role(conn: &mut PgConnection, practice: PracticeId, id: StaffId, role: StaffRole) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update staff set role = $3 where id = $1 and practice_id = $2 and ended_at is null",
        id as StaffId,
        practice as PracticeId,
        role as StaffRole
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a position and the sign-ins of its person; what they wrote keeps its author. A person who is also a member of a group here
/// (`is_member`) keeps access to the practice as a member; others lose it.
pub async fn dismiss(
    conn: &mut PgConnection,
    practice: PracticeId,
    id: StaffId,
    person: PersonId,
    is_member: bool,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update staff set ended_at = $3 where id = $1 and practice_id = $2 and ended_at is null",
        id as StaffId,
        practice as PracticeId,
        now
    )
    .execute(&mut *conn)
    .await?;
    sign_in::end_all(conn, person).await?;
    if !is_member {
        sqlx::query!("delete from practice_access where person_id = $1 and practice_id = $2", person as PersonId, practice as PracticeId)
            .execute(conn)
            .await?;
        return Ok(());
    }
    sqlx::query!(
        "update practice_access set staff = false where person_id = $1 and practice_id = $2",
        person as PersonId,
        practice as PracticeId
    )
    .execute(conn)
    .await?;
    Ok(())
}
