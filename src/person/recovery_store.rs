//! The recovery word in the database, and the access that a link made by staff closes until the word is entered.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::PersonId;
use super::passphrase::{CanonicalForm, HashedPassphrase};
use super::recovery::Recovery;

pub(super) async fn find(conn: &mut PgConnection, person: PersonId) -> Result<Option<Recovery>, sqlx::Error> {
    sqlx::query_as!(
        Recovery,
        r#"select recovery_word is not null as "has_word!", recovery_word_confirmed as confirmed,
                  nameless_held_before is not null
                  or exists (select from practice_access s where s.person_id = p.id and s.closed_at is not null) as "held!"
           from person p where id = $1"#,
        person as PersonId
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn word_hash(conn: &mut PgConnection, person: PersonId) -> Result<Option<HashedPassphrase>, sqlx::Error> {
    let hash = sqlx::query_scalar!("select recovery_word from person where id = $1", person as PersonId).fetch_optional(conn).await?;
    Ok(hash.flatten().map(|hash| HashedPassphrase { hash, form: CanonicalForm::Canonical }))
}

/// Stores a new word. Data closed before it stays closed: only the word that existed at that time opens it.
pub async fn set_recovery_word(conn: &mut PgConnection, person: PersonId, hash: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update person set recovery_word = $2, recovery_word_made_at = $3, recovery_word_confirmed = false,
                nameless_closed_before = coalesce(nameless_held_before, nameless_closed_before), nameless_held_before = null
         where id = $1",
        person as PersonId,
        hash,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The owner confirms that the word is written down.
pub(super) async fn confirm_written(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    sqlx::query!("update person set recovery_word_confirmed = true where id = $1 and recovery_word is not null", person as PersonId)
        .execute(conn)
        .await?;
    Ok(())
}

/// Closes access after a link made by a practice was used without the word: what was written without a name, and every other practice. A
/// word created while this practice was closed becomes invalid: another person may have created it.
pub(super) async fn close_access(conn: &mut PgConnection, person: PersonId, practice: Uuid, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update person set recovery_word = null, recovery_word_made_at = null, recovery_word_confirmed = false
         where id = $1 and exists (select from practice_access where person_id = $1 and practice_id = $2 and closed_at is not null)",
        person as PersonId,
        practice
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update person set nameless_held_before = case when recovery_word is not null then $2::timestamptz end,
                nameless_closed_before = case when recovery_word is null then $2 else nameless_closed_before end
         where id = $1",
        person as PersonId,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update practice_access set closed_at = case when practice_id = $2 then null else coalesce(closed_at, $3) end where person_id = $1",
        person as PersonId,
        practice,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Opens what was closed since the word was created; the word was entered with a link of this practice or afterwards.
pub(super) async fn open_access(conn: &mut PgConnection, person: PersonId, practice: Option<Uuid>) -> Result<(), sqlx::Error> {
    sqlx::query!("update person set nameless_held_before = null where id = $1", person as PersonId).execute(&mut *conn).await?;
    sqlx::query!(
        "update practice_access s set closed_at = null from person p
         where p.id = $1 and s.person_id = p.id and (s.practice_id = $2 or s.closed_at > p.recovery_word_made_at)",
        person as PersonId,
        practice
    )
    .execute(conn)
    .await?;
    Ok(())
}
