//! The table in a session in progress: what is told of it to each audience, and what is one's own.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{render, wall};
use crate::concern::{self, CONCERN, ConcernActor, OwnConcerns, own, table};
use crate::group;
use crate::kit::failure::Error;
use crate::kit::relay::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::session::{self, Session, SessionId};

/// Adds the renderer of the table.
pub(super) fn renderers(to: Renderers) -> Renderers {
    to.with(CONCERN, the_table)
}

fn the_table(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return wall::told(telling).await;
        }
        let chrome = render::chrome(&telling);
        let Some(session) = session::store::find(telling.conn, telling.vault, SessionId(telling.session)).await? else { return Ok(None) };
        let people = group::store::memberships(telling.conn, telling.vault, session.group).await?;
        let table = table::of_session(telling.conn, telling.vault, &session, &render::names(&people)).await?;
        Ok(Some(match telling.audience {
            Audience::Staff => concern::told_to_staff(&chrome, &table, &session)?,
            _ => concern::told_to_members(&chrome, &table, &session)?,
        }))
    }
    .boxed()
}

/// What is one's own at the table.
pub(super) async fn mine(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    who: ConcernActor,
    here: bool,
    names: &table::ConcernNames,
) -> Result<OwnConcerns, Error> {
    own::of(conn, vault, session, who, here, names).await
}
