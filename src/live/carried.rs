//! What people take home, on the live screens: the list of this session, the look back while it opens, and what is one's own of it.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::render;
use super::views::Scene;
use crate::brainstorm::commitment::views::{told_compose, told_here, told_taken};
use crate::brainstorm::commitment::{COMMITMENT, Commitment, CommitmentStatus, TAKEN_HOME, store};
use crate::group::{GroupId, MembershipId};
use crate::home::line;
use crate::kit::failure::Error;
use crate::kit::relay::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::Chrome;
use crate::session::arc::{Course, Stage};
use crate::session::{Session, SessionId, SessionState};

/// What a member's phone shows of their own between sessions: nobody else is told of any of it.
#[derive(Clone, Debug)]
pub(super) struct Contribution {
    pub group: GroupId,
    /// The line they wanted to bring.
    pub line: Option<String>,
    /// What was offered to them and waits for their word.
    pub offers: Vec<Commitment>,
    /// Their own from the last time, while the session opens.
    pub taken: Vec<Commitment>,
}

/// Adds the renderers of these regions.
pub(super) fn renderers(to: Renderers) -> Renderers {
    to.with(COMMITMENT, here).with(TAKEN_HOME, look_back)
}

/// Whether the stage is the one that looks back.
pub(super) fn is_opening(course: &Course) -> bool {
    course.now().is_some_and(|visit| visit.stage == Stage::Open)
}

/// What is somebody's own in a session.
pub(super) async fn brought(
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
        store::of_member(conn, vault, me).await?.into_iter().partition(|one| one.standing == CommitmentStatus::Offered);
    let taken = if opening { own.into_iter().filter(|one| !one.live && one.at_hand(last)).collect() } else { Vec::new() };
    Ok(Contribution { group, line, offers, taken })
}

/// Days in these regions are by the group's clocks.
fn reading(telling: &RenderContext<'_>, scene: &Scene) -> Chrome {
    render::chrome(telling).in_zone(scene.session.time_zone)
}

/// Every such region, for a page that takes in the whole board anew.
pub(super) fn all(telling: &RenderContext<'_>, scene: &Scene) -> Result<String, Error> {
    let (chrome, is_staff) = (reading(telling, scene), telling.audience == Audience::Staff);
    Ok(told_here(&chrome, &scene.carried, is_staff)?
        + &told_taken(&chrome, &scene.carried, is_staff)?
        + &told_compose(&chrome, &scene.carried, is_staff)?)
}

/// What was taken home the last time, as it is now.
pub(super) async fn taken(mut telling: RenderContext<'_>) -> Result<Option<String>, Error> {
    let Some(scene) = load(&mut telling).await? else { return Ok(None) };
    told_taken(&reading(&telling, &scene), &scene.carried, telling.audience == Audience::Staff).map(Some)
}

async fn load(telling: &mut RenderContext<'_>) -> Result<Option<Scene>, Error> {
    render::scene(&mut *telling.conn, telling.vault, SessionId(telling.session), telling.now).await
}

fn here(mut telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return super::wall::told(telling).await;
        }
        let Some(scene) = load(&mut telling).await? else { return Ok(None) };
        told_here(&reading(&telling, &scene), &scene.carried, telling.audience == Audience::Staff).map(Some)
    }
    .boxed()
}

fn look_back(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        match telling.audience {
            Audience::Wall => super::wall::told(telling).await,
            Audience::Staff | Audience::Member => taken(telling).await,
        }
    }
    .boxed()
}
