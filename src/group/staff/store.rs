//! Posts and invitations to them in the database. A link's token is kept as a hash, elsewhere.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{PURPOSE, StaffInvitation, StaffInvitationId};
use crate::group::{AfterRoster, GroupId};
use crate::kit::failure::Error;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::vault::Vault;
use crate::person::{PersonId, sign_in};
use crate::practice::{PracticeId, StaffId, StaffRole};

/// Holds the practice's row, so that of two changes of its posts each sees what the other left; and its posts, so that nobody is given a
/// seat by one that ends.
pub async fn hold(conn: &mut PgConnection, practice: PracticeId) -> Result<(), sqlx::Error> {
    sqlx::query!("select id from practice where id = $1 for update", practice as PracticeId).fetch_optional(&mut *conn).await?;
    sqlx::query!("select id from staff where practice_id = $1 and ended_at is null order by id for update", practice as PracticeId)
        .fetch_all(conn)
        .await?;
    Ok(())
}

crate::fingerprints!(StaffInvitationId: "staff_invitation");

/// Makes an invitation and its secret; none when there is one with this id already, whose link was shown once.
pub async fn invite(
    conn: &mut PgConnection,
    practice: PracticeId,
    new: &StaffInvitation,
    now: DateTime<Utc>,
) -> Result<Option<Secret>, sqlx::Error> {
    let done = sqlx::query!(
        "insert into staff_invitation (id, practice_id, role, created_at, expires_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing",
        new.id as StaffInvitationId,
        practice as PracticeId,
        new.role as StaffRole,
        now,
        new.expires_at
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let secret = Secret::random();
    token::keep(conn, &secret, PURPOSE, TokenClaims { practice: Some(practice.0), subject: new.id.0 }, new.expires_at).await?;
    Ok(Some(secret))
}

/// A practice's invitations that still lead in, the newest first.
pub async fn open(conn: &mut PgConnection, practice: PracticeId, now: DateTime<Utc>) -> Result<Vec<StaffInvitation>, sqlx::Error> {
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

/// An invitation that a token stands for, while it leads in; the transaction must stand in its practice.
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

/// Takes it, if nobody has: of two who try, one gets it.
pub async fn take(conn: &mut PgConnection, id: StaffInvitationId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update staff_invitation set taken_at = $2 where id = $1 and taken_at is null and revoked_at is null and expires_at > $2",
        id as StaffInvitationId,
        now
    )
    .execute(&mut *conn)
    .await?;
    token::void(conn, PURPOSE, id.0).await?;
    Ok(done.rows_affected() == 1)
}

/// Takes an invitation back, and makes its link worthless. Whether the practice has such an invitation.
pub async fn revoke(conn: &mut PgConnection, practice: PracticeId, id: StaffInvitationId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update staff_invitation set revoked_at = coalesce(revoked_at, case when taken_at is null then $3::timestamptz end)
         where id = $1 and practice_id = $2",
        id as StaffInvitationId,
        practice as PracticeId,
        now
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    token::void(conn, PURPOSE, id.0).await?;
    Ok(true)
}

/// In how many groups of a practice each person sits as therapist or facilitator now; who sits in none is not named.
pub async fn leads(conn: &mut PgConnection, practice: PracticeId) -> Result<HashMap<PersonId, usize>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select person_id as "person!: PersonId", count(*) as "groups!" from membership
           where practice_id = $1 and person_id is not null and role in ('therapist', 'facilitator') and state in ('active', 'paused')
           group by person_id"#,
        practice as PracticeId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, usize::try_from(row.groups).unwrap_or(usize::MAX))).collect())
}

/// A post without a name.
#[derive(Clone, Copy, Debug)]
pub struct StaffPosition {
    pub id: StaffId,
    pub person: PersonId,
    pub role: StaffRole,
}

/// A practice's posts.
pub async fn posts(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<StaffPosition>, sqlx::Error> {
    sqlx::query_as!(
        StaffPosition,
        "select id, person_id as person, role from staff where practice_id = $1 and ended_at is null",
        practice as PracticeId
    )
    .fetch_all(conn)
    .await
}

/// Gives a post another role.
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

/// Lets somebody go from where they stand in for somebody: they work here no more, or as a secretary. The sessions that are live meanwhile.
pub async fn stands_in_no_more(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    person: PersonId,
    after: AfterRoster,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, Error> {
    let live = sqlx::query!(
        r#"update substitution x set withdrawn_at = $3 from session s, membership m
           where s.id = x.session_id and m.id = x.membership_id and m.person_id = $1 and m.practice_id = $2
             and x.withdrawn_at is null and s.state in ('planned', 'live')
           returning s.id as "session: Uuid", s.group_id as "group: GroupId", s.state = 'live' as "live!""#,
        person as PersonId,
        practice as PracticeId,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut told = Vec::new();
    for row in live.into_iter().filter(|row| row.live) {
        after(conn, vault, practice, row.group, now).await?;
        let change = EventChange { kind: relay::BOARD, subject: row.session, to: Recipients::Everyone };
        relay::record(conn, practice.0, row.session, change).await?;
        told.push(row.session);
    }
    Ok(told)
}

/// Ends a post and the sign-ins of its person; what they wrote keeps its author. A member of a group here keeps standing in the practice as
/// a member; others lose it.
pub async fn dismiss(
    conn: &mut PgConnection,
    practice: PracticeId,
    id: StaffId,
    person: PersonId,
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
    sqlx::query!(
        "delete from standing where person_id = $1 and practice_id = $2
         and not exists (select from membership where person_id = $1 and practice_id = $2 and state <> 'substitute')",
        person as PersonId,
        practice as PracticeId
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update standing set staff = false where person_id = $1 and practice_id = $2", person as PersonId, practice as PracticeId)
        .execute(conn)
        .await?;
    Ok(())
}
