//! After each change: what everybody has answered is opened, and what everybody agrees to is ratified, in the change's own transaction.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::rules::{self, ProposalTally};
use super::store;
use crate::charter::{self, Charter, VersionId, telling};
use crate::group::{self, GroupId};
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// Opens and ratifies what is ready; the number of the new version, if there is one. The group's row is held first, by this and by all
/// that changes the draft or who belongs to the group, so that nobody comes or goes between the count and the version.
pub async fn settle(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Option<i32>, Error> {
    group::store::hold(conn, group).await?;
    let open = store::open(conn, vault, group).await?;
    if open.is_empty() {
        return Ok(None);
    }
    let members = store::members(conn, group).await?;
    let answers = store::answers(conn, vault, &open).await?;
    for one in open.iter().filter(|one| !one.is_opened() && ProposalTally::of(one, &answers, &members).is_complete()) {
        store::open_answers(conn, one.id).await?;
    }
    if !rules::is_agreed(&open, &answers, &members) {
        return Ok(None);
    }
    let before = charter::store::current(conn, vault, group).await?;
    let articles = rules::adopt(before.as_ref().map(|charter| charter.articles.as_slice()).unwrap_or_default(), &open);
    let number = before.map_or(1, |charter| charter.number + 1);
    let ratified = Charter { id: VersionId::random(), number, ratified_at: now, articles };
    charter::store::insert(conn, vault, practice, group, &ratified).await?;
    store::ratify(conn, &open, ratified.id).await?;
    Ok(Some(number))
}

/// What the group's room does after somebody came or went: the app hands this over, since that room comes before this one.
pub fn after_roster<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        settle(conn, vault, practice, group, now).await?;
        // Who is asked has changed. Nobody nudges for it: the screens look by themselves every few seconds.
        telling::tell(conn, practice, group).await?;
        Ok(())
    })
}
