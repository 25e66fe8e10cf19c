//! What a wall with a link shows, and its stream.

use std::sync::Arc;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use futures_util::FutureExt;

use super::super::routes::page_id;
use super::views::{Wall, WallBoard, WallPage};
use super::{CLOSED, READER, screen, tool};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, Listener, RenderContext, Renderers, StreamAccess, StreamGuard};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::prelude::*;
use crate::live::render;
use crate::session::ending::WALL;
use crate::session::{self, SessionId, SessionState};

pub(in crate::live) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::TokenHolder, "/wall/{token}", page)
        .get(Access::TokenHolder, "/wall/{token}/stream", stream)
        .merge(tool::routes())
        .merge(screen::routes())
}

pub(in crate::live) fn renderers(to: Renderers) -> Renderers {
    to.with(tool::WALL_TOOL, tool::render_tool)
}

/// The live session of a wall link, with a transaction that sees its practice.
async fn open_session(app: &AppState, secret: &Secret, now: DateTime<Utc>) -> Result<Option<(Tx, SessionId)>, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let Some(TokenClaims { practice: Some(practice), subject }) = token::find(&mut tx, secret, WALL, now).await? else { return Ok(None) };
    tx.add_practice(practice).await?;
    let id = SessionId(subject);
    let state = session::store::state(&mut tx, id).await?;
    Ok((state == Some(SessionState::Live)).then_some((tx, id)))
}

#[derive(Deserialize)]
struct WallPathParams {
    token: String,
}

async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    PathParams(WallPathParams { token }): PathParams<WallPathParams>,
) -> Result<Response, Problem> {
    let secret = Secret::parse(&token).ok_or(Problem::NotFound)?;
    let Some((mut tx, id)) = open_session(&app, &secret, chrome.now).await? else {
        let waiting = screen::waiting_page(&app, &chrome, &secret).await?;
        return Ok(waiting.unwrap_or_else(|| Redirect::to(CLOSED).into_response()));
    };
    let position = events::position(&mut tx, id.0, READER).await?;
    let scene = render::scene(&mut tx, &app.vault, id, chrome.now).await?.ok_or(Problem::NotFound)?;
    // The wall uses the group's language, not that of the person who opened it.
    let chrome = Chrome::audience(scene.group.locale, scene.group.calendar, scene.session.time_zone, chrome.now);
    if scene.group.trial_until.is_some() {
        chrome.trial.say();
    }
    let wall = Wall::of(scene, chrome.reader.locale, chrome.reader.calendar, chrome.now);
    Ok(chrome.page(&WallPage { wall, position, path: format!("/wall/{token}") }))
}

/// The whole wall as partials.
pub(in crate::live) async fn fragment(ctx: RenderContext<'_>) -> Result<Option<String>, Error> {
    let chrome = render::chrome(&ctx);
    let Some(scene) = render::scene(ctx.conn, ctx.vault, SessionId(ctx.session), ctx.now).await? else { return Ok(None) };
    let wall = Wall::of(scene, ctx.locale, ctx.calendar, ctx.now);
    Ok(Some(chrome.render(&WallBoard { wall }).map_err(Error::Page)?))
}

#[derive(Deserialize)]
struct WallStreamQuery {
    after: Option<String>,
}

async fn stream(
    State(app): State<AppState>,
    chrome: Chrome,
    PathParams(WallPathParams { token }): PathParams<WallPathParams>,
    QueryParams(from): QueryParams<WallStreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let secret = Secret::parse(&token).ok_or(Problem::NotFound)?;
    let Some((mut tx, id)) = open_session(&app, &secret, chrome.now).await? else { return Ok(Redirect::to(CLOSED).into_response()) };
    let session = session::store::find(&mut tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = crate::group::store::find(&mut tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    // End the transaction here: a stream lives for hours.
    drop(tx);
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = Listener {
        practice: session.practice.0,
        session: id.0,
        after: events::resume_from(last_event_id, from.after.as_deref(), READER),
        reader: READER,
        locale: group.locale,
        calendar: group.calendar,
        person: None,
        page: page_id(&headers),
        watch: watch(&app, secret),
    };
    Ok(events::reply(app.events.listen(listener)))
}

fn watch(app: &AppState, secret: Secret) -> StreamGuard {
    let app = app.clone();
    Arc::new(move || {
        let (app, secret) = (app.clone(), secret.clone());
        async move {
            let is_open = open_session(&app, &secret, app.clock.now()).await?.is_some();
            Ok(if is_open { StreamAccess::Granted } else { StreamAccess::Ended(CLOSED.to_owned()) })
        }
        .boxed()
    })
}
