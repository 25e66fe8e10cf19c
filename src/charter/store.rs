//! The charter in the database: joint words, under the group's key.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{ArticleId, Charter, VersionId, place};
use crate::group::{self, GroupId};
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// The ratified version that counts: the newest.
///
/// # Errors
/// When the database or the vault fails.
pub async fn current(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Option<Charter>, Failure> {
    let Some(version) =
        sqlx::query!("select id, number from charter_version where group_id = $1 order by number desc limit 1", group as GroupId)
            .fetch_optional(&mut *conn)
            .await?
    else {
        return Ok(None);
    };
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice_id: PracticeId", text from charter_article where version_id = $1 order by place"#,
        version.id as VersionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    let mut articles = Vec::with_capacity(rows.len());
    for row in rows {
        articles.extend(ring.open(place(row.practice_id, row.id), &row.text)?.text());
    }
    Ok(Some(Charter { number: version.number, articles }))
}

/// Keeps a ratified version.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    group: GroupId,
    charter: &Charter,
    ratified_at: DateTime<Utc>,
) -> Result<(), Failure> {
    let key = vault.key(conn, group::owner(practice, group)).await?;
    let version = VersionId::random();
    sqlx::query!(
        "insert into charter_version (id, practice_id, group_id, number, ratified_at) values ($1, $2, $3, $4, $5)",
        version as VersionId,
        practice as PracticeId,
        group as GroupId,
        charter.number,
        ratified_at
    )
    .execute(&mut *conn)
    .await?;
    for (at, article) in (1..).zip(&charter.articles) {
        let id = ArticleId::random();
        sqlx::query!(
            "insert into charter_article (id, practice_id, version_id, place, text) values ($1, $2, $3, $4, $5)",
            id as ArticleId,
            practice as PracticeId,
            version as VersionId,
            at,
            key.seal(place(practice, id), article)
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
