//! The guide in the database: who has read it, and what practices add.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{GuideReading, WordsId, words_seal_context};
use crate::group::{GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::{self, PracticeId};

pub async fn readings(conn: &mut PgConnection, group: GroupId) -> Result<Vec<GuideReading>, sqlx::Error> {
    let rows = sqlx::query!(
        "select r.membership_id, r.read_at, r.noted_by from guide_reading r join membership m on m.id = r.membership_id
         where m.group_id = $1",
        group as GroupId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| GuideReading { member: row.membership_id, at: row.read_at, with_staff: row.noted_by.is_some() })
        .collect())
}

pub async fn reading_of(conn: &mut PgConnection, member: MembershipId) -> Result<Option<GuideReading>, sqlx::Error> {
    let row = sqlx::query!("select read_at, noted_by from guide_reading where membership_id = $1", member as MembershipId)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| GuideReading { member, at: row.read_at, with_staff: row.noted_by.is_some() }))
}

/// Whether a member has not read the guide.
pub async fn waits_for(conn: &mut PgConnection, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select not exists (select from guide_reading where membership_id = $1) as "waits!""#, member as MembershipId)
        .fetch_one(conn)
        .await
}

/// Records that a member has read it; the first record counts.
pub async fn read(
    conn: &mut PgConnection,
    practice: PracticeId,
    member: MembershipId,
    noted_by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into guide_reading (membership_id, practice_id, read_at, noted_by) values ($1, $2, $3, $4) on conflict do nothing",
        member as MembershipId,
        practice as PracticeId,
        now,
        noted_by as Option<MembershipId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a practice adds, by language.
pub async fn words(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<(Locale, String)>, Error> {
    let rows = sqlx::query!(r#"select id as "id: WordsId", locale, text from guide_words where practice_id = $1"#, practice as PracticeId)
        .fetch_all(&mut *conn)
        .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    let mut words = Vec::new();
    for row in rows {
        if let Some(text) = ring.open(words_seal_context(practice, row.id), &row.text).map(Unsealed::text)? {
            words.push((row.locale, text));
        }
    }
    Ok(words)
}

/// Replaces what a practice adds in one language; `None` removes it.
pub async fn set_words(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    locale: Locale,
    text: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query!("delete from guide_words where practice_id = $1 and locale = $2", practice as PracticeId, locale as Locale)
        .execute(&mut *conn)
        .await?;
    let Some(text) = text else { return Ok(()) };
    // A new row each time: a text sealed for another row cannot be opened.
    let id = WordsId::random();
    let sealed = vault.key(conn, practice::owner(practice)).await?.seal(words_seal_context(practice, id), text);
    sqlx::query!(
        "insert into guide_words (id, practice_id, locale, text, written_at) values ($1, $2, $3, $4, $5)",
        id as WordsId,
        practice as PracticeId,
        locale as Locale,
        sealed,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
