//! Stores reminder settings; the membership's key encrypts the address.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{OFF, ReminderSettings, TRIES, WayId, address_context, off_text};
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::mail::{Channel, Recipient};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;

/// A member's reminder settings, confirmed or not.
pub async fn of(conn: &mut PgConnection, vault: &Vault, member: MembershipId) -> Result<Option<ReminderSettings>, Error> {
    let row = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", channel as "channel: Channel", address, leads, says_group, code_until
           from reminder_way where membership_id = $1"#,
        member as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let opened = vault.open(conn, address_context(row.practice, row.id), &row.address).await?;
    Ok(Some(ReminderSettings {
        id: row.id,
        channel: row.channel,
        to: Unsealed::text(opened).and_then(|text| Recipient::read(row.channel, &text)),
        leads: row.leads,
        says_group: row.says_group,
        asked_until: row.code_until,
    }))
}

/// Unconfirmed reminder settings to insert.
pub struct NewReminder<'a> {
    pub id: WayId,
    pub member: MembershipId,
    pub practice: PracticeId,
    pub to: &'a Recipient,
    pub leads: &'a [i32],
    /// Whether the message may name the group.
    pub says_group: bool,
    /// The keyed hash of the code sent to the address.
    pub code: &'a [u8],
    /// When the code expires.
    pub until: DateTime<Utc>,
}

/// Replaces a member's reminder settings; the new ones take effect once confirmed.
pub async fn ask(conn: &mut PgConnection, vault: &Vault, new: &NewReminder<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    end(conn, new.member).await?;
    let key = vault.key(conn, group::membership_owner(new.practice, new.member)).await?;
    sqlx::query!(
        "insert into reminder_way (id, practice_id, membership_id, channel, address, leads, says_group, code_tag, code_until, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id as WayId,
        new.practice as PracticeId,
        new.member as MembershipId,
        new.to.channel() as Channel,
        key.seal(address_context(new.practice, new.id), new.to.as_str()),
        new.leads,
        new.says_group,
        new.code,
        new.until,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Confirms an address with the hash of a code, which is valid for [`TRIES`] attempts and until it expires. Returns whether the code was
/// right, or `None` if no code can be tried (any more).
pub async fn confirm(
    conn: &mut PgConnection,
    vault: &Vault,
    (practice, id): (PracticeId, WayId),
    code: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<bool>, sqlx::Error> {
    let is_right = sqlx::query_scalar!(
        r#"update reminder_way set tries = tries + 1 where id = $1 and code_until > $2 and tries < $3 returning (code_tag = $4) as "right!""#,
        id as WayId,
        now,
        TRIES,
        code
    )
    .fetch_optional(&mut *conn)
    .await?;
    if is_right != Some(true) {
        return Ok(is_right);
    }
    sqlx::query!("update reminder_way set code_tag = null, code_until = null, confirmed_at = $2 where id = $1", id as WayId, now)
        .execute(&mut *conn)
        .await?;
    // All messages to this address share one link; it ends with these settings, not before.
    let claims = TokenClaims { practice: Some(practice.0), subject: id.0 };
    token::store(conn, &off_secret(vault, id), OFF, claims, now + TimeDelta::days(3650)).await?;
    Ok(is_right)
}

/// The secret of the link that turns reminders off: the same in every message, derived from the id, so that it is not stored.
///
/// # Panics
/// Never: a keyed hash has the form of a secret.
pub fn off_secret(vault: &Vault, id: WayId) -> Secret {
    let tag: String = vault.tag(OFF, &off_text(id)).iter().map(|byte| format!("{byte:02x}")).collect();
    Secret::parse(&tag).expect("32 bytes in hexadecimal digits")
}

/// Changes the lead times and whether messages may name the group.
pub async fn set_times(conn: &mut PgConnection, member: MembershipId, leads: &[i32], says_group: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update reminder_way set leads = $2, says_group = $3 where membership_id = $1", member as MembershipId, leads, says_group)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes a member's address and link; returns whether there were any.
pub async fn end(conn: &mut PgConnection, member: MembershipId) -> Result<bool, sqlx::Error> {
    let deleted = sqlx::query_scalar!("delete from reminder_way where membership_id = $1 returning id", member as MembershipId)
        .fetch_optional(&mut *conn)
        .await?;
    if let Some(id) = deleted {
        token::revoke_all(conn, OFF, id.0).await?;
    }
    Ok(deleted.is_some())
}

pub async fn member_of(conn: &mut PgConnection, id: WayId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from reminder_way where id = $1", id as WayId).fetch_optional(conn).await
}

/// The memberships of a group with confirmed reminders.
pub async fn reminded(conn: &mut PgConnection, group: GroupId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select w.membership_id as "member!: MembershipId" from reminder_way w join membership m on m.id = w.membership_id
           where m.group_id = $1 and w.confirmed_at is not null"#,
        group as GroupId
    )
    .fetch_all(conn)
    .await
}

/// The recipients of those messages that are reminders.
pub async fn recipients_of(conn: &mut PgConnection, messages: &[Uuid]) -> Result<Vec<(Uuid, MembershipId)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select id as "id: Uuid", membership_id from reminder where id = any($1)"#, messages).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.membership_id)).collect())
}
