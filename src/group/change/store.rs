//! The kept changes of a group's settings in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Difference, GroupChange, GroupField, differences};
use crate::group::actor::Actor;
use crate::group::{Group, GroupId, MembershipId, owner};
use crate::kit::error::Error;
use crate::kit::vault::{SealContext, Unsealed, Vault};
use crate::practice::PracticeId;

fn context(column: &'static str, practice: PracticeId, row: Uuid) -> SealContext {
    SealContext { table: "group_change", column, row, practice: practice.0 }
}

/// Keeps each setting that differs.
pub async fn record(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    was: &Group,
    became: &Group,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let practice = by.practice();
    let key = vault.key(conn, owner(practice, by.group())).await?;
    for one in differences(was, became) {
        let id = Uuid::new_v4();
        let seal = |column, text: Option<&str>| text.map(|text| key.seal(context(column, practice, id), text));
        sqlx::query!(
            "insert into group_change (id, practice_id, group_id, by_membership, at, field, was, became)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            practice as PracticeId,
            by.group() as GroupId,
            by.membership() as MembershipId,
            now,
            one.field as GroupField,
            seal("was", one.was.as_deref()),
            seal("became", one.became.as_deref())
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The newest changes of a group's settings, newest first.
pub async fn last(conn: &mut PgConnection, vault: &Vault, group: GroupId, most: i64) -> Result<Vec<GroupChange>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", by_membership as "by: MembershipId", at, field as "field: GroupField", was, became
           from group_change where group_id = $1 order by at desc, id limit $2"#,
        group as GroupId,
        most
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().flat_map(|row| [&row.was, &row.became]).filter_map(|sealed| sealed.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let open = |column, sealed: Option<Vec<u8>>| {
                let text = sealed.map(|sealed| ring.open(context(column, row.practice, row.id), &sealed)).transpose()?;
                Ok::<_, Error>(text.and_then(Unsealed::text))
            };
            let what = Difference { field: row.field, was: open("was", row.was)?, became: open("became", row.became)? };
            Ok(GroupChange { at: row.at, by: row.by, what })
        })
        .collect()
}
