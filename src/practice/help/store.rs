//! The crisis help of practices in the database, sealed under the practice's key.

use std::collections::HashSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{CrisisHelp, CrisisNumber};
use crate::kit::error::Error;
use crate::kit::vault::{SealContext, Unsealed, Vault};
use crate::practice::{PracticeId, owner, seal_context};

fn number_context(column: &'static str, practice: PracticeId, row: Uuid) -> SealContext {
    SealContext { table: "crisis_number", column, row, practice: practice.0 }
}

/// The crisis help of a practice that the transaction sees.
pub async fn of(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Option<CrisisHelp>, Error> {
    let found = sqlx::query!("select crisis_help, help_version from practice where id = $1", practice as PracticeId);
    let Some(found) = found.fetch_optional(&mut *conn).await? else { return Ok(None) };
    let rows =
        sqlx::query!("select id, name, number, hours from crisis_number where practice_id = $1 order by position", practice as PracticeId)
            .fetch_all(&mut *conn)
            .await?;
    let sealed = rows.iter().map(|row| row.name.as_slice()).chain(found.crisis_help.as_deref());
    let ring = vault.keyring(conn, sealed).await?;
    let mut numbers = Vec::with_capacity(rows.len());
    for row in rows {
        let open = |column, sealed: &[u8]| ring.open(number_context(column, practice, row.id), sealed).map(Unsealed::text);
        numbers.push(CrisisNumber {
            name: open("name", &row.name)?.unwrap_or_default(),
            number: open("number", &row.number)?.unwrap_or_default(),
            hours: row.hours.map(|sealed| open("hours", &sealed)).transpose()?.flatten(),
        });
    }
    let note = found.crisis_help.map(|sealed| ring.open(seal_context("crisis_help", practice), &sealed)).transpose()?;
    Ok(Some(CrisisHelp { numbers, note: note.and_then(Unsealed::text), version: found.help_version }))
}

/// Replaces the crisis help of a practice; false when `new.version` is not the current version.
pub async fn set(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, new: &CrisisHelp) -> Result<bool, Error> {
    let key = vault.key(conn, owner(practice)).await?;
    let done = sqlx::query!(
        "update practice set crisis_help = $2, help_version = help_version + 1 where id = $1 and help_version = $3",
        practice as PracticeId,
        new.note.as_deref().map(|note| key.seal(seal_context("crisis_help", practice), note)),
        new.version
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query!("delete from crisis_number where practice_id = $1", practice as PracticeId).execute(&mut *conn).await?;
    for (position, one) in (1i32..).zip(&new.numbers) {
        let id = Uuid::new_v4();
        let seal = |column, text: &str| key.seal(number_context(column, practice, id), text);
        sqlx::query!(
            "insert into crisis_number (id, practice_id, position, name, number, hours) values ($1, $2, $3, $4, $5, $6)",
            id,
            practice as PracticeId,
            position,
            seal("name", &one.name),
            seal("number", &one.number),
            one.hours.as_deref().map(|hours| seal("hours", hours))
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(true)
}

/// Those of the practices that list no number yet.
pub async fn without_numbers(conn: &mut PgConnection, practices: &[PracticeId]) -> Result<HashSet<PracticeId>, sqlx::Error> {
    let ids: Vec<Uuid> = practices.iter().map(|id| id.0).collect();
    let rows = sqlx::query_scalar!(
        r#"select id as "id: PracticeId" from practice p
           where id = any($1) and not exists (select from crisis_number n where n.practice_id = p.id)"#,
        &ids
    );
    Ok(rows.fetch_all(conn).await?.into_iter().collect())
}
