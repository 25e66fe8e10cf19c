//! Settles the draft after every change that can complete it, in the same transaction: opens the answers to a proposal when every member
//! has answered it, and ratifies the draft when every member agrees to all proposals.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::rules::{self, ProposalTally};
use super::store;
use crate::charter::{self, Charter, VersionId, telling};
use crate::group::{self, GroupId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// Opens the answers and ratifies the draft if they are complete. Returns the number of the new version, if one was ratified.
///
/// Lock order: the group's row comes first, here and in every change of the draft or of the group's memberships. So no membership begins or
/// ends between counting the answers and inserting the version.
pub async fn settle(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Option<i32>, Error> {
    group::store::lock(conn, group).await?;
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

/// The hook that the group module calls after a membership begins or ends. `app` registers it, because `group` must not use `charter`.
pub fn after_roster<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        settle(conn, vault, practice, group, now).await?;
        // The members who must answer have changed. Nothing wakes the broadcaster here: it checks the change log every few seconds.
        telling::record_change(conn, practice, group).await?;
        Ok(())
    })
}
