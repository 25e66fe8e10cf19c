//! Trial groups in the database.

use sqlx::PgConnection;

use crate::group::{self, Group, GroupId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::session::{self, Session};

/// A person's trial: its group and its first session.
pub async fn of_person(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Option<(Group, Session)>, Error> {
    let Some(id) = group::store::trial_of(conn, person).await? else { return Ok(None) };
    let group = group::store::find(conn, vault, id).await?;
    let session = session::store::of_groups(conn, vault, &[id.0]).await?.into_iter().next();
    Ok(group.zip(session))
}

/// Deletes a trial group with every row that refers to it, and the keys of its people; false when it is none, or gone.
pub(super) async fn delete(conn: &mut PgConnection, group: GroupId) -> Result<bool, sqlx::Error> {
    let rows = sqlx::query_scalar!(r#"select delete_trial_group($1) as "rows!""#, group as GroupId).fetch_one(conn).await?;
    Ok(rows > 0)
}
