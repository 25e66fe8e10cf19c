//! What the live pages show besides the board: the arc, the roll, the lines backstage, and one's own check-in.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::views::Scene;
use super::{carried, render};
use crate::climate::{self, CheckIn, OpeningCurve};
use crate::concern;
use crate::group::{Meets, MembershipId};
use crate::kit::failure::Error;
use crate::kit::relay::{Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::Chrome;
use crate::passage;
use crate::session::arc::{STAGE, Stage};
use crate::session::attendance::ATTENDANCE;
use crate::session::backstage::BACKSTAGE;
use crate::session::whereabouts::{self, KnownWhereabouts, WHEREABOUTS};
use crate::session::{self, Session, SessionId, SessionState, arc, attendance, backstage, substitution};
use crate::voices;

/// Adds the renderers of what changes in these regions.
pub(super) fn renderers(to: Renderers) -> Renderers {
    // One's own mood and place are told to their owner (the place to the therapist too), as "mine": nothing to show to anybody.
    to.with(STAGE, stage).with(ATTENDANCE, roll).with(BACKSTAGE, lines).with(climate::MOOD, nothing).with(WHEREABOUTS, nothing)
}

/// Every such region, for a page that takes in the whole board anew.
pub(super) async fn others(telling: RenderContext<'_>, scene: &Scene) -> Result<String, Error> {
    let chrome = reading(render::chrome(&telling), &scene.session);
    let mut html = arc::told(&chrome, &scene.session, &scene.course, telling.audience)?;
    html += &carried::all(&telling, scene)?;
    html += &passage::views::told_live(&chrome, &scene.passages)?;
    html += &substitution::views::told_live(&chrome, &scene.in_place, telling.audience == Audience::Member)?;
    if telling.audience == Audience::Staff {
        let roll = attendance::store::roll_with_words(telling.conn, telling.vault, &scene.session).await?;
        let lines = backstage::store::lines(telling.conn, telling.vault, scene.session.id).await?;
        html += &attendance::told(&chrome, &scene.session, &roll)?;
        html += &backstage::told(&chrome, &lines)?;
        html += &concern::told_to_staff(&chrome, &scene.concerns, &scene.session)?;
    } else {
        html += &concern::told_to_members(&chrome, &scene.concerns, &scene.session)?;
    }
    Ok(html)
}

/// Times in the roll are those of the session's wall clock.
fn reading(chrome: Chrome, session: &Session) -> Chrome {
    chrome.in_zone(session.time_zone)
}

fn stage(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return super::wall::told(telling).await;
        }
        let chrome = render::chrome(&telling);
        let Some(session) = session::store::find(telling.conn, telling.vault, SessionId(telling.session)).await? else { return Ok(None) };
        let course = arc::store::course(telling.conn, &session).await?;
        let mut html = arc::told(&chrome, &session, &course, telling.audience)?;
        // While it opens and closes, it is said who comes and who goes.
        let stage = course.now().map(|visit| visit.stage);
        html += &passage::views::told_live(&chrome, &passage::store::in_session(telling.conn, telling.vault, &session, stage).await?)?;
        if telling.audience == Audience::Staff {
            // With a stage, concerns without a name that waited for it join the list.
            let people = session::substitution::store::people(telling.conn, telling.vault, session.group, session.id).await?;
            let table = concern::table::of_session(telling.conn, telling.vault, &session, &render::names(&people)).await?;
            html += &concern::told_to_staff(&chrome, &table, &session)?;
        }
        // The stage *open* looks back at what was taken home.
        Ok(Some(html + &carried::taken(telling).await?.unwrap_or_default()))
    }
    .boxed()
}

fn roll(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience != Audience::Staff {
            return Ok(None);
        }
        let Some(session) = session::store::find(telling.conn, telling.vault, SessionId(telling.session)).await? else { return Ok(None) };
        let chrome = reading(render::chrome(&telling), &session);
        let people = session::substitution::store::people(telling.conn, telling.vault, session.group, session.id).await?;
        let roll = attendance::store::roll_with_words(telling.conn, telling.vault, &session).await?;
        let mut html = attendance::told(&chrome, &session, &roll)?;
        // Shares are per minute present: who comes and goes moves the circle.
        if let Some(floor) = voices::scene::load(telling.conn, telling.vault, session.id, telling.now).await? {
            html += &voices::views::told(&chrome, &floor, &people)?;
        }
        Ok(Some(html))
    }
    .boxed()
}

fn lines(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience != Audience::Staff {
            return Ok(None);
        }
        let chrome = render::chrome(&telling);
        let lines = backstage::store::lines(telling.conn, telling.vault, SessionId(telling.session)).await?;
        Ok(Some(backstage::told(&chrome, &lines)?))
    }
    .boxed()
}

fn nothing(_: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async { Ok(None) }.boxed()
}

/// One's own check-in: for a member who has entered a live session.
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

/// Where one is, to be said or changed: for a member who has entered a live session online.
pub(super) async fn whereabouts(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    meets: Meets,
    course: &arc::Course,
    me: MembershipId,
    entered: bool,
) -> Result<Option<whereabouts::OwnWhereabouts>, Error> {
    if whereabouts::asked(meets, session.state, entered).is_err() {
        return Ok(None);
    }
    let text = whereabouts::store::own(conn, vault, session.id, me).await?;
    Ok(Some(whereabouts::OwnWhereabouts { session: session.id, text, arriving: is_arriving(course) }))
}

/// Where everybody is: for the therapist, while a session online is live.
pub(super) async fn there(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    meets: Meets,
    therapist: Option<MembershipId>,
) -> Result<Option<Vec<KnownWhereabouts>>, Error> {
    let Some(therapist) = therapist.filter(|_| whereabouts::asked(meets, session.state, true).is_ok()) else { return Ok(None) };
    Ok(Some(whereabouts::store::all(conn, vault, session.id, therapist).await?))
}

/// What is said before a session: until everybody has arrived, and never once it is over.
pub(super) async fn before(conn: &mut PgConnection, scene: &Scene) -> Result<Option<OpeningCurve>, sqlx::Error> {
    let begins = match scene.session.state {
        SessionState::Planned => true,
        SessionState::Live => is_arriving(&scene.course),
        SessionState::Ended | SessionState::Cancelled => false,
    };
    if !begins {
        return Ok(None);
    }
    let held = climate::figure_store::held(conn, scene.group.id).await?;
    let says = climate::curve::beginning(scene.session.number, &held);
    Ok(says.map(|says| OpeningCurve { group: scene.group.id, says }))
}

/// Whether the stage is the one in which everyone is asked how they come.
pub(super) fn is_arriving(course: &arc::Course) -> bool {
    course.now().is_some_and(|visit| visit.stage == Stage::Arrive)
}
