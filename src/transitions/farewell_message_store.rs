//! Farewell messages to the group, each under its author's own key.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{FarewellMessage, FarewellMessageId, farewell_message_context};
use crate::group::own_membership::MembershipRef;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Saves a member's message. It replaces the previous one.
pub async fn set(
    conn: &mut PgConnection,
    vault: &Vault,
    of: MembershipRef,
    text: &str,
    shown: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    // Always a new row: text sealed for another row cannot be opened in this one.
    let id = FarewellMessageId::random();
    let sealed =
        vault.key(conn, group::membership_owner(of.practice, of.membership)).await?.seal(farewell_message_context(of.practice, id), text);
    clear(conn, of.membership).await?;
    sqlx::query!(
        "insert into farewell_message (id, practice_id, group_id, membership_id, text, shown, written_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id as FarewellMessageId,
        of.practice as PracticeId,
        of.group as GroupId,
        of.membership as MembershipId,
        sealed,
        shown,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes a member's message.
pub async fn clear(conn: &mut PgConnection, member: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from farewell_message where membership_id = $1", member as MembershipId).execute(conn).await?;
    Ok(())
}

/// The messages left with a group, in the order in which they were written: all of them for the therapist, or a member's own (`only`).
pub async fn of_group(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
    only: Option<MembershipId>,
) -> Result<Vec<FarewellMessage>, Error> {
    let rows = sqlx::query!(
        r#"select w.id as "id: FarewellMessageId", w.practice_id as "practice: PracticeId", w.membership_id, w.text, w.shown
           from farewell_message w
           where w.group_id = $1 and ($2::uuid is null or w.membership_id = $2) order by w.written_at, w.id"#,
        group as GroupId,
        only as Option<MembershipId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.membership_id)).await?;
    let mut words = Vec::new();
    for row in rows {
        if let Some(text) = ring.open(farewell_message_context(row.practice, row.id), &row.text).map(Unsealed::text)? {
            let name = names.get(&row.membership_id).cloned();
            words.push(FarewellMessage { member: row.membership_id, name, text, shown: row.shown });
        }
    }
    Ok(words)
}

/// The authors whose messages the group sees while a session closes: those whose farewell it is, or everyone when the group ends in it.
pub async fn authors_in(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    let rows = sqlx::query_scalar!(
        r#"select w.membership_id from farewell_message w
           join transition p on p.group_id = w.group_id and p.withdrawn_at is null
               and ((p.kind = 'ending' and p.membership_id is null)
                    or (p.kind in ('graduation', 'leaving') and p.membership_id = w.membership_id))
           where w.shown and p.session_id = $1"#,
        session as SessionId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
