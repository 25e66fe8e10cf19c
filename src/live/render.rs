//! What is rendered once for all of an audience, and streamed to each of them.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::regions::{CharterHere, PageContext};
use super::views::{CharterNow, CharterRegion, ConsoleBoard, LiveFormValues, PhoneBoard, Scene};
use super::{arc, carried, concern, wall};
use crate::brainstorm::points::{self, POINT, PointId};
use crate::brainstorm::{self, IdeaId, Manner, OwnBoard, board, commitment};
use crate::charter;
use crate::charter::draft::list::DraftListing;
use crate::concern::table;
use crate::group::{self, Membership, MembershipState, Role};
use crate::kit::failure::Error;
use crate::kit::relay::{self, Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::{Chrome, FormErrors};
use crate::passage;
use crate::session::{self, SessionId, ShownCharter};
use crate::voices::{self, picture, views};

/// The renderers of what changes in a live session.
pub fn renderers() -> Renderers {
    let rooms = Renderers::default()
        .with(relay::BOARD, whole_board)
        .with(brainstorm::routes::IDEA, one_idea)
        .with(POINT, one_point)
        .with(charter::CHARTER, charter_now)
        .with(voices::VOICES, floor);
    concern::renderers(arc::renderers(carried::renderers(rooms)))
}

/// Everything that a live page shows, as everybody of an audience sees it; none when there is no such session here.
pub(super) async fn scene(conn: &mut PgConnection, vault: &Vault, session: SessionId, now: DateTime<Utc>) -> Result<Option<Scene>, Error> {
    let Some(session) = session::store::find(conn, vault, session).await? else { return Ok(None) };
    let Some(group) = group::store::find(conn, vault, session.group).await? else { return Ok(None) };
    let people = session::substitution::store::people(conn, vault, session.group, session.id).await?;
    let names = names(&people);
    let board = board::of_session(conn, vault, session.id, &names).await?;
    let concerns = table::of_session(conn, vault, &session, &names).await?;
    let charter = charter::store::current(conn, vault, session.group).await?;
    let shown = session::shown::store::shown(conn, session.id).await?;
    let shown = charter.as_ref().map_or(ShownCharter::Nothing, |charter| shown.of(&charter.articles));
    let draft = DraftListing::of(conn, vault, session.group).await?;
    let charter = CharterNow { charter, shown, draft, names };
    let Some(floor) = voices::scene::load(conn, vault, session.id, now).await? else { return Ok(None) };
    let (voices, heard) = (picture::draw(&floor, &people), views::heard(&floor, &people));
    let course = session::arc::store::course(conn, &session).await?;
    let carried = commitment::scene::load(conn, vault, &session, &people, board.as_ref()).await?;
    let passages = passage::store::in_session(conn, vault, &session, course.now().map(|visit| visit.stage)).await?;
    let in_place = session::substitution::store::in_place(conn, vault, &[session.id]).await?;
    let members = people.into_iter().filter(|one| one.role == Role::Member && one.state == MembershipState::Active).collect();
    Ok(Some(Scene { group, session, board, concerns, members, charter, voices, heard, course, carried, passages, in_place }))
}

pub(super) fn names(people: &[Membership]) -> board::IdeaNames {
    people.iter().map(|one| (one.id, one.name.clone())).collect()
}

pub(super) fn chrome(telling: &RenderContext<'_>) -> Chrome {
    // Streamed regions hold no dates: the zone does not matter to them.
    Chrome::audience(telling.locale, telling.calendar, chrono_tz::Tz::UTC, telling.now)
}

fn whole_board(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return wall::told(telling).await;
        }
        let chrome = chrome(&telling);
        let (id, now) = (SessionId(telling.session), telling.now);
        let Some(scene) = scene(&mut *telling.conn, telling.vault, id, now).await? else { return Ok(None) };
        // The other regions of a live page come with the whole board.
        let audience = telling.audience;
        let others = arc::others(telling, &scene).await?;
        let (id, complaints, typed, own) = (Uuid::new_v4(), FormErrors::default(), LiveFormValues::default(), OwnBoard::default());
        let stuff = PageContext { scene: &scene, id, typed: &typed, complaints: &complaints, own: &own };
        let html = match audience {
            Audience::Staff => chrome.render(&ConsoleBoard { scene: &scene, stuff }),
            Audience::Member => chrome.render(&PhoneBoard { scene: &scene, stuff }),
            Audience::Wall => return Ok(None),
        };
        Ok(Some(html.map_err(Error::Page)? + &others))
    }
    .boxed()
}

fn charter_now(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        let chrome = chrome(&telling);
        let is_staff = match telling.audience {
            Audience::Staff => true,
            Audience::Member => false,
            Audience::Wall => return wall::told(telling).await,
        };
        let Some(scene) = scene(telling.conn, telling.vault, SessionId(telling.session), telling.now).await? else { return Ok(None) };
        Ok(Some(chrome.render(&CharterRegion { region: CharterHere { scene: &scene, is_staff } }).map_err(Error::Page)?))
    }
    .boxed()
}

fn one_idea(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return wall::told(telling).await;
        }
        let chrome = chrome(&telling);
        let (id, session) = (IdeaId(telling.subject), SessionId(telling.session));
        let Some((state, _)) = brainstorm::store::current(telling.conn, telling.vault, session).await? else { return Ok(None) };
        // An idea of a board that was put away has no place on the screens any more.
        if brainstorm::store::board_of(telling.conn, id).await? != Some(state.id) {
            return Ok(None);
        }
        let Some((item, face, count)) = board::seen_alone(telling.conn, telling.vault, id, &state).await? else { return Ok(None) };
        let told = brainstorm::told(&chrome, face, telling.audience == Audience::Staff, &item, count).map_err(Error::Page)?;
        // A twin stands under another now.
        Ok(Some(if item.id == id { told } else { brainstorm::gone(id) + &told }))
    }
    .boxed()
}

fn one_point(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if telling.audience == Audience::Wall {
            return wall::told(telling).await;
        }
        let chrome = chrome(&telling);
        let session = SessionId(telling.session);
        let Some((state, _)) = brainstorm::store::current(telling.conn, telling.vault, session).await? else { return Ok(None) };
        let Some(point) = points::store::point(telling.conn, telling.vault, PointId(telling.subject)).await? else { return Ok(None) };
        if point.board != state.id || !state.phase.shows_points() {
            return Ok(None);
        }
        let Some((head, item)) = board::point_alone(telling.conn, telling.vault, &point, &state).await? else { return Ok(None) };
        Ok(Some(points::views::told(&chrome, head, &item).map_err(Error::Page)?))
    }
    .boxed()
}

fn floor(telling: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        let chrome = chrome(&telling);
        let Some(session) = session::store::find(telling.conn, telling.vault, SessionId(telling.session)).await? else { return Ok(None) };
        let Some(floor) = voices::scene::load(telling.conn, telling.vault, session.id, telling.now).await? else { return Ok(None) };
        let people = session::substitution::store::people(telling.conn, telling.vault, session.group, session.id).await?;
        match telling.audience {
            Audience::Staff => views::told(&chrome, &floor, &people).map(Some),
            Audience::Member => views::told_to_members(&chrome, &floor, &people).map(Some),
            Audience::Wall => Ok(None),
        }
    }
    .boxed()
}

impl Default for LiveFormValues {
    fn default() -> Self {
        Self { question: String::new(), concern: None, manner: Manner::Aloud, named: true, idea: String::new() }
    }
}
