//! The regions of the live pages besides the board: the arc, the roll, the backstage lines, and the reader's own check-in.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::views::Scene;
use super::{carried, render};
use crate::brainstorm::phases::views::next_fragment;
use crate::climate::{self, CheckIn, OpeningCurve, finished};
use crate::concern;
use crate::group::{Meets, MembershipId};
use crate::kit::error::Error;
use crate::kit::events::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::Chrome;
use crate::session::arc::{STAGE, Stage};
use crate::session::attendance::ATTENDANCE;
use crate::session::backstage::BACKSTAGE;
use crate::session::whereabouts::{self, KnownWhereabouts, WHEREABOUTS};
use crate::session::{self, Session, SessionId, SessionState, arc, attendance, backstage, substitution};
use crate::transitions;
use crate::voices;

pub(super) fn renderers(to: Renderers) -> Renderers {
    // A member's mood and place reach their owner (the place also the therapist) as "mine", so there is no shared fragment to render.
    to.with(STAGE, render_stage)
        .with(ATTENDANCE, render_roll)
        .with(BACKSTAGE, render_lines)
        .with(climate::MOOD, render_nothing)
        .with(WHEREABOUTS, render_nothing)
}

/// All these regions, for a page that reloads the whole board.
pub(super) async fn render_all(ctx: RenderContext<'_>, scene: &Scene) -> Result<String, Error> {
    let chrome = in_session_zone(render::chrome(&ctx), &scene.session);
    let mut html = arc::arc_fragment(&chrome, &scene.session, &scene.course, ctx.audience)?;
    html += &carried::render_all(&ctx, scene)?;
    html += &transitions::views::transitions_fragment(&chrome, &scene.transitions)?;
    html += &substitution::views::live_fragment(&chrome, &scene.in_place, ctx.audience == Audience::Member)?;
    if ctx.audience == Audience::Staff {
        let roll = attendance::store::roll_with_words(ctx.conn, ctx.vault, &scene.session).await?;
        let lines = backstage::store::lines(ctx.conn, ctx.vault, scene.session.id).await?;
        html += &attendance::attendance_fragment(&chrome, &scene.session, &roll)?;
        html += &backstage::lines_fragment(&chrome, &lines)?;
        html += &concern::staff_fragment(&chrome, &scene.concerns, &scene.session)?;
        html += &next_fragment(ctx.conn, &chrome, &scene.session, &scene.course).await?;
        html += &finished::fragment(ctx.conn, &chrome, scene.session.id, &scene.course).await?;
    } else {
        html += &concern::members_fragment(&chrome, &scene.concerns, &scene.session)?;
    }
    Ok(html)
}

/// Times in these regions are in the session's zone.
fn in_session_zone(chrome: Chrome, session: &Session) -> Chrome {
    chrome.in_zone(session.time_zone)
}

fn render_stage(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return super::wall::fragment(ctx).await;
        }
        let chrome = render::chrome(&ctx);
        let Some(session) = session::store::find(ctx.conn, ctx.vault, SessionId(ctx.session)).await? else { return Ok(None) };
        let course = arc::store::course(ctx.conn, &session).await?;
        let mut html = arc::arc_fragment(&chrome, &session, &course, ctx.audience)?;
        // In the opening and closing stages, the page shows who joins and who leaves the group.
        let stage = course.now().map(|visit| visit.stage);
        html += &transitions::views::transitions_fragment(
            &chrome,
            &transitions::store::in_session(ctx.conn, ctx.vault, &session, stage).await?,
        )?;
        if ctx.audience == Audience::Staff {
            // Anonymous concerns that waited for this stage join the list.
            let people = session::substitution::store::people(ctx.conn, ctx.vault, session.group, session.id).await?;
            let table = concern::table::of_session(ctx.conn, ctx.vault, &session, &render::names(&people)).await?;
            html += &concern::staff_fragment(&chrome, &table, &session)?;
            html += &next_fragment(ctx.conn, &chrome, &session, &course).await?;
            html += &finished::fragment(ctx.conn, &chrome, session.id, &course).await?;
        }
        // The stage *open* looks back at the commitments of the last session.
        Ok(Some(html + &carried::render_taken(ctx).await?.unwrap_or_default()))
    }
    .boxed()
}

fn render_roll(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience != Audience::Staff {
            return Ok(None);
        }
        let Some(session) = session::store::find(ctx.conn, ctx.vault, SessionId(ctx.session)).await? else { return Ok(None) };
        let chrome = in_session_zone(render::chrome(&ctx), &session);
        let people = session::substitution::store::people(ctx.conn, ctx.vault, session.group, session.id).await?;
        let roll = attendance::store::roll_with_words(ctx.conn, ctx.vault, &session).await?;
        let mut html = attendance::attendance_fragment(&chrome, &session, &roll)?;
        // Shares are per minute present, so arrivals and departures change the circle.
        if let Some(floor) = voices::scene::load(ctx.conn, ctx.vault, session.id, ctx.now).await? {
            html += &voices::views::staff_fragment(&chrome, &floor, &people)?;
        }
        Ok(Some(html))
    }
    .boxed()
}

fn render_lines(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience != Audience::Staff {
            return Ok(None);
        }
        let chrome = render::chrome(&ctx);
        let lines = backstage::store::lines(ctx.conn, ctx.vault, SessionId(ctx.session)).await?;
        Ok(Some(backstage::lines_fragment(&chrome, &lines)?))
    }
    .boxed()
}

fn render_nothing(_: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async { Ok(None) }.boxed()
}

/// The reader's own check-in; only for a member who has entered a live session.
pub(super) async fn check_in(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    arriving: bool,
    me: MembershipId,
    entered: bool,
) -> Result<Option<CheckIn>, Error> {
    if !entered || session.state != SessionState::Live {
        return Ok(None);
    }
    let mood = climate::store::own(conn, vault, session.id, me, climate::Moment::In).await?;
    Ok(Some(CheckIn { session: session.id, mood, typed: None, arriving }))
}

/// The reader's own place, to enter or change; only for a member who has entered a live online session.
pub(super) async fn whereabouts(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    meets: Meets,
    course: &arc::Course,
    me: MembershipId,
    entered: bool,
) -> Result<Option<whereabouts::OwnWhereabouts>, Error> {
    if whereabouts::check_may_give(meets, session.state, entered).is_err() {
        return Ok(None);
    }
    let text = whereabouts::store::own(conn, vault, session.id, me).await?;
    Ok(Some(whereabouts::OwnWhereabouts { session: session.id, text, arriving: is_arriving(course) }))
}

/// The places of all members; only for the therapist, while an online session is live.
pub(super) async fn all_whereabouts(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    meets: Meets,
    therapist: Option<MembershipId>,
) -> Result<Option<Vec<KnownWhereabouts>>, Error> {
    let Some(therapist) = therapist.filter(|_| whereabouts::check_may_give(meets, session.state, true).is_ok()) else { return Ok(None) };
    Ok(Some(whereabouts::store::all(conn, vault, session.id, therapist).await?))
}

/// The curve shown before a session: until the arrival stage is over, and never after the session.
pub(super) async fn opening_curve(conn: &mut PgConnection, scene: &Scene) -> Result<Option<OpeningCurve>, sqlx::Error> {
    let is_shown = match scene.session.state {
        SessionState::Planned => true,
        SessionState::Live => is_arriving(&scene.course),
        SessionState::Ended | SessionState::Cancelled => false,
    };
    if !is_shown {
        return Ok(None);
    }
    let held = climate::figure_store::held(conn, scene.group.id).await?;
    let says = climate::curve::beginning(scene.session.number, &held);
    Ok(says.map(|says| OpeningCurve { group: scene.group.id, says }))
}

/// Whether the current stage is the arrival, in which every member is asked to check in.
pub(super) fn is_arriving(course: &arc::Course) -> bool {
    course.now().is_some_and(|visit| visit.stage == Stage::Arrive)
}
