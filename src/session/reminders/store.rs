//! Wishes to be reminded, in the database: the address under the key of whoever it is of.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{OFF, ReminderSettings, TRIES, WayId, off_text, place};
use crate::group::{self, GroupId, MembershipId};
use crate::kit::failure::Error;
use crate::kit::mail::{Channel, Recipient};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;

/// How somebody is reminded, or will be when they have confirmed it.
pub async fn of(conn: &mut PgConnection, vault: &Vault, member: MembershipId) -> Result<Option<ReminderSettings>, Error> {
    let row = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", channel as "channel: Channel", address, leads, says_group, code_until
           from reminder_way where membership_id = $1"#,
        member as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let opened = vault.open(conn, place(row.practice, row.id), &row.address).await?;
    Ok(Some(ReminderSettings {
        id: row.id,
        channel: row.channel,
        to: Unsealed::text(opened).and_then(|text| Recipient::read(row.channel, &text)),
        leads: row.leads,
        says_group: row.says_group,
        asked_until: row.code_until,
    }))
}

/// A wish about to be kept.
pub struct NewReminder<'a> {
    pub id: WayId,
    pub member: MembershipId,
    pub practice: PracticeId,
    pub to: &'a Recipient,
    pub leads: &'a [i32],
    /// Whether the message may name the group.
    pub says_group: bool,
    /// The keyed hash of the number that was sent there.
    pub code: &'a [u8],
    /// Until when it can be typed in.
    pub until: DateTime<Utc>,
}

/// Keeps a wish in place of the one before; it counts when its number was typed in.
pub async fn ask(conn: &mut PgConnection, vault: &Vault, wish: &NewReminder<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    end(conn, wish.member).await?;
    let key = vault.key(conn, group::membership_owner(wish.practice, wish.member)).await?;
    sqlx::query!(
        "insert into reminder_way (id, practice_id, membership_id, channel, address, leads, says_group, code_tag, code_until, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        wish.id as WayId,
        wish.practice as PracticeId,
        wish.member as MembershipId,
        wish.to.channel() as Channel,
        key.seal(place(wish.practice, wish.id), wish.to.as_str()),
        wish.leads,
        wish.says_group,
        wish.code,
        wish.until,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Confirms a way by its number's hash: one number can be tried so often, and so long. None when there is nothing to try (any more), else
/// whether it was right.
pub async fn confirm(
    conn: &mut PgConnection,
    vault: &Vault,
    (practice, id): (PracticeId, WayId),
    code: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<bool>, sqlx::Error> {
    let open = sqlx::query_scalar!(
        r#"update reminder_way set tries = tries + 1 where id = $1 and code_until > $2 and tries < $3 returning (code_tag = $4) as "right!""#,
        id as WayId,
        now,
        TRIES,
        code
    )
    .fetch_optional(&mut *conn)
    .await?;
    if open != Some(true) {
        return Ok(open);
    }
    sqlx::query!("update reminder_way set code_tag = null, code_until = null, confirmed_at = $2 where id = $1", id as WayId, now)
        .execute(&mut *conn)
        .await?;
    // One link for every message of this way: it dies with the way, and not before.
    let stands = TokenClaims { practice: Some(practice.0), subject: id.0 };
    token::keep(conn, &off_secret(vault, id), OFF, stands, now + TimeDelta::days(3650)).await?;
    Ok(open)
}

/// The secret of the link that turns a way off: the same in every message, and made anew from the way's id, so that none is kept.
///
/// # Panics
/// Never: a keyed hash has a secret's form.
pub fn off_secret(vault: &Vault, id: WayId) -> Secret {
    let tag: String = vault.tag(OFF, &off_text(id)).iter().map(|byte| format!("{byte:02x}")).collect();
    Secret::brought(&tag).expect("32 bytes in hexadecimal digits")
}

/// Changes the times of a way, and what it may say.
pub async fn set_times(conn: &mut PgConnection, member: MembershipId, leads: &[i32], says_group: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update reminder_way set leads = $2, says_group = $3 where membership_id = $1", member as MembershipId, leads, says_group)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends somebody's reminders: address and link are gone. Whether there were any.
pub async fn end(conn: &mut PgConnection, member: MembershipId) -> Result<bool, sqlx::Error> {
    let gone = sqlx::query_scalar!("delete from reminder_way where membership_id = $1 returning id", member as MembershipId)
        .fetch_optional(&mut *conn)
        .await?;
    if let Some(id) = gone {
        token::void(conn, OFF, id.0).await?;
    }
    Ok(gone.is_some())
}

/// Whom a way belongs to, that the holder of its link wants ended.
pub async fn member_of(conn: &mut PgConnection, id: WayId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from reminder_way where id = $1", id as WayId).fetch_optional(conn).await
}

/// The seats of a group that are reminded.
pub async fn reminded(conn: &mut PgConnection, group: GroupId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select w.membership_id as "member!: MembershipId" from reminder_way w join membership m on m.id = w.membership_id
           where m.group_id = $1 and w.confirmed_at is not null"#,
        group as GroupId
    )
    .fetch_all(conn)
    .await
}

/// The names' seats of messages of this group that are reminders.
pub async fn told(conn: &mut PgConnection, messages: &[Uuid]) -> Result<Vec<(Uuid, MembershipId)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select id as "id: Uuid", membership_id from reminder where id = any($1)"#, messages).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.membership_id)).collect())
}
