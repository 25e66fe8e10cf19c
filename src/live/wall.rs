//! The wall: the room's big screen. It lives by a token and dies with the session; nothing on it names anybody.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use serde::Deserialize;
use sqlx::PgConnection;

use super::render;
use super::routes::page_id;
use super::views::{NewWallAddress, Scene, WallBoard, WallClosed, WallPage};
use crate::group::Staff;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::Locale;
use crate::kit::relay::{self, Audience, Listener, PageCounters, RenderContext, StreamAccess, StreamGuard};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, InQuery, PathParams, Problem};
use crate::session::ending::WALL;
use crate::session::{self, SessionAccess, SessionId, SessionState};

/// Past its planned end a link of the wall opens nothing, whatever becomes of the session.
const LINK_LASTS: TimeDelta = TimeDelta::hours(6);

/// Its reader has no seat.
const READER: PageCounters = PageCounters { audience: Audience::Wall, membership: None };

/// The doors of the wall.
pub(super) fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::SeatOfStaff, "/sessions/{session}/wall", make)
        .post(Access::SeatOfStaff, "/sessions/{session}/wall/revocation", revoke)
        .get(Access::Anyone, "/wall", closed)
        .get(Access::Holder, "/wall/{token}", page)
        .get(Access::Holder, "/wall/{token}/stream", stream)
}

/// Whether a wall of the session is open.
pub(super) async fn is_open(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    token::is_out(conn, WALL, session.0, now).await
}

/// Makes an address for the wall; the one before opens nothing any more.
async fn make(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let held = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    if held.live().is_none() {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    let secret = Secret::random();
    token::void(&mut seat.tx, WALL, id.0).await?;
    let stands = TokenClaims { practice: Some(seat.practice().0), subject: id.0 };
    token::keep(&mut seat.tx, &secret, WALL, stands, session.planned_end().max(chrome.now) + LINK_LASTS).await?;
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "made", kind: "wall", subject: id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    here.seat.tx.commit().await?;
    house.relay.recheck(None);
    let path = format!("/wall/{}", secret.reveal());
    // The address is only here, now: no redirect could show it.
    Ok(chrome.page(&NewWallAddress { session, link: house.url.to(&path), path }))
}

async fn revoke(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    token::void(&mut seat.tx, WALL, id.0).await?;
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "revoked", kind: "wall", subject: id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    here.seat.tx.commit().await?;
    house.relay.recheck(None);
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

/// Where a wall goes when it is over.
async fn closed(chrome: Chrome) -> Response {
    chrome.page(&WallClosed)
}

/// What a token opens: the practice and the session, while that is live.
async fn opened(house: &AppState, secret: &Secret, now: DateTime<Utc>) -> Result<Option<(Tx, SessionId)>, Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    let Some(TokenClaims { practice: Some(practice), subject }) = token::look(&mut tx, secret, WALL, now).await? else { return Ok(None) };
    tx.enter(practice).await?;
    let id = SessionId(subject);
    let state = session::store::state(&mut tx, id).await?;
    Ok((state == Some(SessionState::Live)).then_some((tx, id)))
}

#[derive(Deserialize)]
struct WallPathParams {
    token: String,
}

async fn page(
    State(house): State<AppState>,
    chrome: Chrome,
    PathParams(WallPathParams { token }): PathParams<WallPathParams>,
) -> Result<Response, Problem> {
    let secret = Secret::brought(&token).ok_or(Problem::NotFound)?;
    let (mut tx, id) = opened(&house, &secret, chrome.now).await?.ok_or(Problem::NotFound)?;
    let position = relay::position(&mut tx, id.0, READER).await?;
    let scene = render::scene(&mut tx, &house.vault, id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let articles = articles(&scene, scene.group.locale);
    // The wall speaks the group's language, whoever opened it, and knows nobody.
    let chrome = Chrome::audience(scene.group.locale, scene.group.calendar, scene.session.time_zone, chrome.now);
    Ok(chrome.page(&WallPage { scene, articles, position, path: format!("/wall/{token}") }))
}

/// What of the charter is on every screen, in the wall's language.
fn articles(scene: &Scene, locale: Locale) -> Vec<String> {
    match (scene.charter.brought_up(), &scene.charter.charter) {
        (Some((_, article)), _) => vec![article.words.text(locale)],
        (None, Some(charter)) if scene.charter.whole() => charter.texts(locale),
        _ => Vec::new(),
    }
}

/// The whole wall, as partials.
pub(super) async fn told(telling: RenderContext<'_>) -> Result<Option<String>, Error> {
    let chrome = render::chrome(&telling);
    let Some(scene) = render::scene(telling.conn, telling.vault, SessionId(telling.session), telling.now).await? else { return Ok(None) };
    let articles = articles(&scene, telling.locale);
    Ok(Some(chrome.render(&WallBoard { scene, articles }).map_err(Error::Page)?))
}

#[derive(Deserialize)]
struct WallStreamQuery {
    after: Option<String>,
}

async fn stream(
    State(house): State<AppState>,
    chrome: Chrome,
    PathParams(WallPathParams { token }): PathParams<WallPathParams>,
    InQuery(from): InQuery<WallStreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let secret = Secret::brought(&token).ok_or(Problem::NotFound)?;
    let (mut tx, id) = opened(&house, &secret, chrome.now).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = crate::group::store::find(&mut tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    // The transaction ends here: a stream lives for hours.
    drop(tx);
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = Listener {
        practice: session.practice.0,
        session: id.0,
        after: relay::resume_from(last_event_id, from.after.as_deref(), READER),
        reader: READER,
        locale: group.locale,
        calendar: group.calendar,
        person: None,
        page: page_id(&headers),
        watch: watch(&house, secret),
    };
    Ok(relay::reply(house.relay.listen(listener)))
}

fn watch(house: &AppState, secret: Secret) -> StreamGuard {
    let house = house.clone();
    Arc::new(move || {
        let (house, secret) = (house.clone(), secret.clone());
        async move {
            let stands = opened(&house, &secret, house.clock.now()).await?.is_some();
            Ok(if stands { StreamAccess::Stands } else { StreamAccess::Ended("/wall".to_owned()) })
        }
        .boxed()
    })
}
