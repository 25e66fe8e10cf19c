//! Stores invitations. `kit::token` stores the hash of the link's token.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Invitation, InvitationId, PURPOSE};
use crate::group::{GroupId, MembershipId, Role, SchedulingAccess};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::person::PersonId;
use crate::practice::PracticeId;

crate::fingerprints!(InvitationId: "invitation");

/// Inserts an invitation and makes its secret. `None` if the id already exists: its link was shown once.
pub async fn insert(by: &mut SchedulingAccess, new: &Invitation) -> Result<Option<Secret>, sqlx::Error> {
    let at_desk = by.seat().is_none().then_some(by.person());
    let (practice, group, made_by) = (by.practice(), by.group(), by.seat().map(|seat| seat.membership()));
    let conn: &mut PgConnection = &mut by.tx;
    let done = sqlx::query!(
        "insert into invitation (id, practice_id, group_id, role, seats, admits, made_by, made_at_desk_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        new.id as InvitationId,
        practice as PracticeId,
        group as GroupId,
        new.role as Role,
        new.seats,
        new.admits,
        made_by as Option<MembershipId>,
        at_desk as Option<PersonId>,
        new.created_at,
        new.expires_at
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let secret = Secret::random();
    token::store(conn, &secret, PURPOSE, TokenClaims { practice: Some(practice.0), subject: new.id.0 }, new.expires_at).await?;
    Ok(Some(secret))
}

/// A group's invitations, newest first.
pub async fn of_group(conn: &mut PgConnection, group: GroupId) -> Result<Vec<Invitation>, sqlx::Error> {
    sqlx::query_as!(
        Invitation,
        "select id, role, seats, taken, admits, created_at, expires_at, revoked_at from invitation where group_id = $1
         order by created_at desc, id",
        group as GroupId
    )
    .fetch_all(conn)
    .await
}

/// An invitation with its group and practice. The transaction must see the practice.
pub async fn find(conn: &mut PgConnection, id: InvitationId) -> Result<Option<(Invitation, GroupId, PracticeId)>, sqlx::Error> {
    let row = sqlx::query!(
        "select id, role, seats, taken, admits, created_at, expires_at, revoked_at, group_id, practice_id from invitation where id = $1",
        id as InvitationId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let invitation = Invitation {
            id: row.id,
            role: row.role,
            seats: row.seats,
            taken: row.taken,
            admits: row.admits,
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        };
        (invitation, row.group_id, row.practice_id)
    }))
}

/// Takes a seat of an open invitation; `false` if none is free. Of two concurrent requests for the last seat, one gets it.
pub async fn take_seat(conn: &mut PgConnection, id: InvitationId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update invitation set taken = taken + 1 where id = $1 and taken < seats and revoked_at is null and expires_at > $2",
        id as InvitationId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Revokes an invitation and voids its link.
pub async fn revoke(conn: &mut PgConnection, id: InvitationId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update invitation set revoked_at = coalesce(revoked_at, $2) where id = $1", id as InvitationId, now)
        .execute(&mut *conn)
        .await?;
    token::revoke_all(conn, PURPOSE, id.0).await
}

pub async fn group_of(conn: &mut PgConnection, id: InvitationId) -> Result<Option<GroupId>, sqlx::Error> {
    sqlx::query_scalar!("select group_id from invitation where id = $1", id as InvitationId).fetch_optional(conn).await
}

/// Revokes the open invitations of a group that ends.
pub async fn revoke_all(conn: &mut PgConnection, group: GroupId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update invitation set revoked_at = $2 where group_id = $1 and revoked_at is null", group as GroupId, now)
        .execute(conn)
        .await?;
    Ok(())
}
