//! The wall: the big screen in the room. A token opens it, it ends with the session, and it names no one.

use std::sync::Arc;

use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use sqlx::PgConnection;

use super::render;
use super::routes::page_id;
use super::views::{NewWallAddress, Scene, WallBoard, WallClosed, WallPage};
use crate::group::Staff;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, Audience, Listener, PageCounters, RenderContext, StreamAccess, StreamGuard};
use crate::kit::i18n::Locale;
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::prelude::*;
use crate::session::ending::WALL;
use crate::session::{self, SessionAccess, SessionId, SessionState};

/// How long after the session's planned end (or after its creation, if later) a wall link expires, even if the session is still live.
const LINK_LASTS: TimeDelta = TimeDelta::hours(6);

/// Where a wall goes whose session or link has ended, or whose address never was one: a screen that loses its connection while the
/// session ends shows the same quiet page as one that was connected, and a stranger learns nothing from it.
const CLOSED: &str = "/wall";

/// The wall has no membership.
const READER: PageCounters = PageCounters { audience: Audience::Wall, membership: None };

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/wall", make)
        .post(Access::GroupStaff, "/sessions/{session}/wall/revocation", revoke)
        .get(Access::Public, CLOSED, closed)
        .get(Access::TokenHolder, "/wall/{token}", page)
        .get(Access::TokenHolder, "/wall/{token}/stream", stream)
}

/// Whether the session has a valid wall link.
pub(super) async fn is_open(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    token::is_valid(conn, WALL, session.0, now).await
}

/// Makes a new address for the wall; the earlier one stops working.
async fn make(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = access.session();
    let group_access = &mut access.group_access;
    let locked = session::store::lock(&mut group_access.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if locked.live().is_none() {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    let secret = Secret::random();
    token::revoke_all(&mut group_access.tx, WALL, id.0).await?;
    let claims = TokenClaims { practice: Some(group_access.practice().0), subject: id.0 };
    token::store(&mut group_access.tx, &secret, WALL, claims, session.planned_end().max(chrome.now) + LINK_LASTS).await?;
    group_access.audit(AuditAction::WallLinkMade, id.0, chrome.now).await?;
    access.group_access.tx.commit().await?;
    app.events.recheck(None);
    let path = format!("/wall/{}", secret.reveal());
    // Only this response shows the address: it is not stored, so a redirect could not show it.
    Ok(chrome.page(&NewWallAddress { session, link: app.url.to(&path), path }))
}

async fn revoke(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = access.session();
    let group_access = &mut access.group_access;
    token::revoke_all(&mut group_access.tx, WALL, id.0).await?;
    group_access.audit(AuditAction::WallLinkRevoked, id.0, chrome.now).await?;
    access.group_access.tx.commit().await?;
    app.events.recheck(None);
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

/// The page that a wall opens when its session or link has ended.
async fn closed(chrome: Chrome) -> Response {
    chrome.page(&WallClosed)
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
    let Some((mut tx, id)) = open_session(&app, &secret, chrome.now).await? else { return Ok(Redirect::to(CLOSED).into_response()) };
    let position = events::position(&mut tx, id.0, READER).await?;
    let scene = render::scene(&mut tx, &app.vault, id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let articles = articles(&scene, scene.group.locale);
    // The wall uses the group's language, not that of the person who opened it.
    let chrome = Chrome::audience(scene.group.locale, scene.group.calendar, scene.session.time_zone, chrome.now);
    Ok(chrome.page(&WallPage { scene, articles, position, path: format!("/wall/{token}") }))
}

/// The articles of the charter that every screen shows now, in the wall's language.
fn articles(scene: &Scene, locale: Locale) -> Vec<String> {
    match (scene.charter.brought_up(), &scene.charter.charter) {
        (Some((_, article)), _) => vec![article.words.text(locale)],
        (None, Some(charter)) if scene.charter.whole() => charter.texts(locale),
        _ => Vec::new(),
    }
}

/// The whole wall as partials.
pub(super) async fn fragment(ctx: RenderContext<'_>) -> Result<Option<String>, Error> {
    let chrome = render::chrome(&ctx);
    let Some(scene) = render::scene(ctx.conn, ctx.vault, SessionId(ctx.session), ctx.now).await? else { return Ok(None) };
    let articles = articles(&scene, ctx.locale);
    Ok(Some(chrome.render(&WallBoard { scene, articles }).map_err(Error::Page)?))
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
