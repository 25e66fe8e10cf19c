//! Stores themes: what concerns of several groups have in common, in the practice's own words.

use sqlx::PgConnection;

use super::{ConcernId, ThemeId, theme_context};
use crate::group::GroupId;
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::{self, PracticeId};

#[derive(Clone, Debug)]
pub struct Theme {
    pub id: ThemeId,
    pub words: String,
}

/// The fewest people in other groups for whom "elsewhere" is shown.
pub const PEOPLE: i64 = 5;
/// The fewest other groups for which it is shown.
pub const GROUPS: i64 = 2;

pub async fn themes(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<Theme>, Error> {
    let rows = sqlx::query!("select id, words from theme where practice_id = $1", practice as PracticeId).fetch_all(&mut *conn).await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.words.as_slice())).await?;
    let mut themes = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(words) = ring.open(theme_context(practice, row.id), &row.words).map(Unsealed::text)? {
            themes.push(Theme { id: row.id, words });
        }
    }
    Ok(themes)
}

/// Adds a theme; a resend of the same form adds nothing.
pub async fn add_theme(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, id: ThemeId, words: &str) -> Result<(), Error> {
    let key = vault.key(conn, practice::owner(practice)).await?;
    sqlx::query!(
        "insert into theme (id, practice_id, words) values ($1, $2, $3) on conflict (id) do nothing",
        id as ThemeId,
        practice as PracticeId,
        key.seal(theme_context(practice, id), words)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sets or clears a concern's theme.
pub async fn set_theme(conn: &mut PgConnection, concern: ConcernId, theme: Option<ThemeId>) -> Result<(), sqlx::Error> {
    sqlx::query!("update concern set theme_id = $2 where id = $1", concern as ConcernId, theme as Option<ThemeId>).execute(conn).await?;
    Ok(())
}

/// Whether enough people in other groups live with this too. Only sessions with frozen figures count. Each group counts with its fullest
/// concern plus that concern's author, or with its number of authors if that is larger: a member who answered twice must not count twice.
pub async fn elsewhere(conn: &mut PgConnection, practice: PracticeId, group: GroupId, theme: ThemeId) -> Result<bool, sqlx::Error> {
    let row = sqlx::query!(
        r#"with endorsements as (
               select s.group_id, c.author, 1 + c.cards + (select count(*) from resonance r where r.concern_id = c.id) as people
               from concern c join session s on s.id = c.session_id
               where c.practice_id = $1 and c.theme_id = $3 and s.group_id <> $2 and c.text is not null and c.set_aside_by is null
                 and s.frozen_at is not null
                 and not exists (select from therapy_group t where t.id = s.group_id and t.trial_until is not null)),
           grouped as (select greatest(max(people), count(distinct author)) as people from endorsements group by group_id)
           select count(*) as "groups!", coalesce(sum(people), 0)::bigint as "people!" from grouped"#,
        practice as PracticeId,
        group as GroupId,
        theme as ThemeId
    )
    .fetch_one(conn)
    .await?;
    Ok(row.groups >= GROUPS && row.people >= PEOPLE)
}
