//! Commitments on the live screens: this session's list, the look back while the session opens, and the member's own.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::render;
use super::views::Scene;
use crate::commitment::line;
use crate::commitment::views::{compose_fragment, here_fragment, taken_fragment};
use crate::commitment::{COMMITMENT, Commitment, CommitmentStatus, TAKEN_HOME, store};
use crate::group::{GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::events::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::Chrome;
use crate::session::arc::{Course, Stage};
use crate::session::{Session, SessionId, SessionState};

/// What a member's own phone shows of their commitments between sessions; never published to others.
#[derive(Clone, Debug)]
pub(super) struct Contribution {
    pub group: GroupId,
    /// The line that the member wanted to bring.
    pub line: Option<String>,
    /// Commitments offered to the member and not yet answered.
    pub offers: Vec<Commitment>,
    /// The member's own commitments from the last session, while this one opens.
    pub taken: Vec<Commitment>,
}

pub(super) fn renderers(to: Renderers) -> Renderers {
    to.with(COMMITMENT, render_list).with(TAKEN_HOME, render_look_back)
}

/// Whether the current stage is the opening, which looks back.
pub(super) fn is_opening(course: &Course) -> bool {
    course.now().is_some_and(|visit| visit.stage == Stage::Open)
}

pub(super) async fn load_own(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    me: MembershipId,
    opening: bool,
) -> Result<Contribution, Error> {
    let group = session.group;
    if session.state != SessionState::Live {
        return Ok(Contribution { group, line: None, offers: Vec::new(), taken: Vec::new() });
    }
    let line = line::store::own(conn, vault, me).await?;
    let last = store::last(conn, session.group).await?;
    let (offers, own): (Vec<_>, Vec<_>) =
        store::of_member(conn, vault, me).await?.into_iter().partition(|one| one.status == CommitmentStatus::Offered);
    let taken = if opening { own.into_iter().filter(|one| !one.live && one.at_hand(last)).collect() } else { Vec::new() };
    Ok(Contribution { group, line, offers, taken })
}

/// Dates in these regions are in the group's zone.
fn chrome_in_zone(ctx: &RenderContext<'_>, scene: &Scene) -> Chrome {
    render::chrome(ctx).in_zone(scene.session.time_zone)
}

/// All these regions, for a page that reloads the whole board.
pub(super) fn render_all(ctx: &RenderContext<'_>, scene: &Scene) -> Result<String, Error> {
    let (chrome, is_staff) = (chrome_in_zone(ctx, scene), ctx.audience == Audience::Staff);
    Ok(here_fragment(&chrome, &scene.carried, is_staff)?
        + &taken_fragment(&chrome, &scene.carried, is_staff)?
        + &compose_fragment(&chrome, &scene.carried, is_staff)?)
}

/// The current state of the commitments from the last session.
pub(super) async fn render_taken(mut ctx: RenderContext<'_>) -> Result<Option<String>, Error> {
    let Some(scene) = load_scene(&mut ctx).await? else { return Ok(None) };
    taken_fragment(&chrome_in_zone(&ctx, &scene), &scene.carried, ctx.audience == Audience::Staff).map(Some)
}

async fn load_scene(ctx: &mut RenderContext<'_>) -> Result<Option<Scene>, Error> {
    render::scene(&mut *ctx.conn, ctx.vault, SessionId(ctx.session), ctx.now).await
}

fn render_list(mut ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return super::wall::fragment(ctx).await;
        }
        let Some(scene) = load_scene(&mut ctx).await? else { return Ok(None) };
        here_fragment(&chrome_in_zone(&ctx, &scene), &scene.carried, ctx.audience == Audience::Staff).map(Some)
    }
    .boxed()
}

fn render_look_back(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        match ctx.audience {
            Audience::Wall => super::wall::fragment(ctx).await,
            Audience::Staff | Audience::Member => render_taken(ctx).await,
        }
    }
    .boxed()
}
