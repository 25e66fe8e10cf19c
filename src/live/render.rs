//! Renders the fragments that the broadcaster makes once per audience and streams to each listener.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::regions::{CharterHere, PageContext};
use super::views::{CharterNow, CharterRegion, ConsoleBoard, LiveFormValues, PhoneBoard, Scene};
use super::{arc, carried, concern, wall};
use crate::brainstorm::phases::views::{NextButton, next_fragment};
use crate::brainstorm::points::{self, POINT};
use crate::brainstorm::{self, BoardStep, EntryId, Manner, OwnBoard, board, entry};
use crate::charter;
use crate::charter::draft::list::DraftListing;
use crate::commitment;
use crate::concern::table;
use crate::group::{self, Membership, MembershipState, Role};
use crate::kit::error::Error;
use crate::kit::events::{self, Audience, RenderContext, Renderers};
use crate::kit::vault::Vault;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::{self, SessionId, ShownCharter};
use crate::transitions;
use crate::voices::{self, picture, views};

/// The renderers of a live session's shared fragments.
pub fn renderers() -> Renderers {
    let renderers = Renderers::default()
        .with(events::BOARD, render_board)
        .with(brainstorm::IDEA, render_idea)
        .with(POINT, render_point)
        .with(charter::CHARTER, render_charter)
        .with(voices::VOICES, render_floor);
    wall::renderers(concern::renderers(arc::renderers(carried::renderers(renderers))))
}

/// The shared content of a live page; `None` if the transaction sees no such session.
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
    let transitions = transitions::store::in_session(conn, vault, &session, course.now().map(|visit| visit.stage)).await?;
    let in_place = session::substitution::store::in_place(conn, vault, &[session.id]).await?;
    let members = people.into_iter().filter(|one| one.role == Role::Member && one.state == MembershipState::Active).collect();
    let next = NextButton::load(conn, &session, &course, now).await?;
    Ok(Some(Scene { group, session, board, concerns, members, charter, voices, heard, course, carried, transitions, in_place, next }))
}

pub(super) fn names(people: &[Membership]) -> board::IdeaNames {
    people.iter().map(|one| (one.id, one.name.clone())).collect()
}

pub(super) fn chrome(ctx: &RenderContext<'_>) -> Chrome {
    // These regions contain no dates, so the zone does not matter.
    Chrome::audience(ctx.locale, ctx.calendar, chrono_tz::Tz::UTC, ctx.now)
}

fn render_board(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return wall::fragment(ctx).await;
        }
        let chrome = chrome(&ctx);
        let (id, now) = (SessionId(ctx.session), ctx.now);
        let Some(scene) = scene(&mut *ctx.conn, ctx.vault, id, now).await? else { return Ok(None) };
        // The whole board includes the other regions of the page.
        let audience = ctx.audience;
        let others = arc::render_all(ctx, &scene).await?;
        let (id, errors, typed, own) = (Uuid::new_v4(), FormErrors::default(), LiveFormValues::default(), OwnBoard::default());
        let context = PageContext { scene: &scene, id, typed: &typed, errors: &errors, own: &own };
        let html = match audience {
            Audience::Staff => chrome.render(&ConsoleBoard { scene: &scene, context }),
            Audience::Member => chrome.render(&PhoneBoard { scene: &scene, context }),
            Audience::Wall => return Ok(None),
        };
        Ok(Some(html.map_err(Error::Page)? + &others))
    }
    .boxed()
}

fn render_charter(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        let chrome = chrome(&ctx);
        let is_staff = match ctx.audience {
            Audience::Staff => true,
            Audience::Member => false,
            Audience::Wall => return wall::fragment(ctx).await,
        };
        let Some(scene) = scene(ctx.conn, ctx.vault, SessionId(ctx.session), ctx.now).await? else { return Ok(None) };
        Ok(Some(chrome.render(&CharterRegion { region: CharterHere { scene: &scene, is_staff } }).map_err(Error::Page)?))
    }
    .boxed()
}

fn render_idea(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return wall::fragment(ctx).await;
        }
        let chrome = chrome(&ctx);
        let (id, session) = (EntryId(ctx.subject), SessionId(ctx.session));
        let Some((state, _)) = brainstorm::store::current(ctx.conn, ctx.vault, session).await? else { return Ok(None) };
        // Screens do not show the ideas of a board that was put away.
        if entry::store::locate(ctx.conn, id).await?.is_none_or(|found| found.board != state.id) {
            return Ok(None);
        }
        let Some((item, view, count)) = board::seen_alone(ctx.conn, ctx.vault, id, &state).await? else { return Ok(None) };
        let is_staff = ctx.audience == Audience::Staff;
        let mut html = brainstorm::idea_fragment(&chrome, view, is_staff, &item, count).map_err(Error::Page)?;
        // While the group narrows, what *Next* does depends on how many ideas are kept.
        if is_staff
            && state.phase == BoardStep::Narrow
            && let Some(session) = session::store::find(ctx.conn, ctx.vault, session).await?
        {
            let course = session::arc::store::course(ctx.conn, &session).await?;
            html += &next_fragment(ctx.conn, &chrome, &session, &course).await?;
        }
        // A merged idea is shown below another one, so remove its own element.
        Ok(Some(if item.id == id { html } else { brainstorm::gone(id) + &html }))
    }
    .boxed()
}

fn render_point(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience == Audience::Wall {
            return wall::fragment(ctx).await;
        }
        let chrome = chrome(&ctx);
        let session = SessionId(ctx.session);
        let Some((state, _)) = brainstorm::store::current(ctx.conn, ctx.vault, session).await? else { return Ok(None) };
        if !state.phase.shows_points() {
            return Ok(None);
        }
        let Some((head, item)) = board::point_alone(ctx.conn, ctx.vault, EntryId(ctx.subject), &state).await? else { return Ok(None) };
        Ok(Some(points::views::point_fragment(&chrome, head, &item).map_err(Error::Page)?))
    }
    .boxed()
}

fn render_floor(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        let chrome = chrome(&ctx);
        let Some(session) = session::store::find(ctx.conn, ctx.vault, SessionId(ctx.session)).await? else { return Ok(None) };
        let Some(floor) = voices::scene::load(ctx.conn, ctx.vault, session.id, ctx.now).await? else { return Ok(None) };
        let people = session::substitution::store::people(ctx.conn, ctx.vault, session.group, session.id).await?;
        match ctx.audience {
            Audience::Staff => views::staff_fragment(&chrome, &floor, &people).map(Some),
            Audience::Member => views::members_fragment(&chrome, &floor, &people).map(Some),
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
