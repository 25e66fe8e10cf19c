//! The table of concerns in a session in progress: the fragment for each audience, and the reader's own concerns.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{render, wall};
use crate::concern::{self, CONCERN, ConcernActor, OwnConcerns, own, table};
use crate::group;
use crate::kit::error::Error;
use crate::kit::events::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::session::{self, Session, SessionId};

pub(super) fn renderers(to: Renderers) -> Renderers {
    to.with(CONCERN, render_table)
}

fn render_table(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return wall::fragment(ctx).await;
        }
        let chrome = render::chrome(&ctx);
        let Some(session) = session::store::find(ctx.conn, ctx.vault, SessionId(ctx.session)).await? else { return Ok(None) };
        let people = group::store::memberships(ctx.conn, ctx.vault, session.group).await?;
        let table = table::of_session(ctx.conn, ctx.vault, &session, &render::names(&people)).await?;
        Ok(Some(match ctx.audience {
            Audience::Staff => concern::staff_fragment(&chrome, &table, &session)?,
            _ => concern::members_fragment(&chrome, &table, &session)?,
        }))
    }
    .boxed()
}

/// The reader's own concerns.
pub(super) async fn load_own(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    actor: ConcernActor,
    entered: bool,
    names: &table::ConcernNames,
) -> Result<OwnConcerns, Error> {
    own::of(conn, vault, session, actor, entered, names).await
}
