//! Turning reminders off by the link in a message, without signing in. GET changes nothing, because scanners open links too.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use chrono::{DateTime, Utc};

use super::views::{OffPage, TurnOffStatus};
use super::{OFF, WayId, store};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::secret::Secret;
use crate::kit::token;
use crate::kit::web::prelude::*;

/// The one-click URL of RFC 8058: mail clients POST to it without loading a page first, so it takes no form token. It can only turn off the
/// reminders of its own link.
const ONE_CLICK: &str = "/reminders/one-click/{token}";

/// The page with the button, and the one-click URL, for messages under these settings.
pub fn links(app: &AppState, id: WayId) -> (String, String) {
    let secret = store::off_secret(&app.vault, id);
    (app.url.to(&format!("/reminders/off/{}", secret.reveal())), app.url.to(&ONE_CLICK.replace("{token}", secret.reveal())))
}

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::TokenHolder, "/reminders/off/{token}", page).post(Access::TokenHolder, "/reminders/off/{token}", turn_off)
}

/// The one-click route, outside [`AppRoutes`]: no cookies, form token or origin check, as RFC 8058 requires.
pub fn one_click() -> Router<AppState> {
    Router::new().route(ONE_CLICK, get(redirect_to_page).post(turn_off_by_one_click))
}

/// The reminder settings that a link belongs to. The transaction then sees their practice.
async fn find_by_link(tx: &mut Tx, now: DateTime<Utc>, text: &str) -> Result<Option<WayId>, Error> {
    let Some(secret) = Secret::parse(text) else { return Ok(None) };
    let Some(claims) = token::find(tx, &secret, OFF, now).await? else { return Ok(None) };
    let Some(practice) = claims.practice else { return Ok(None) };
    tx.add_practice(practice).await?;
    Ok(Some(WayId(claims.subject)))
}

async fn end(tx: &mut Tx, id: WayId) -> Result<(), Error> {
    if let Some(member) = store::member_of(tx, id).await? {
        store::end(tx, member).await?;
    }
    Ok(())
}

fn unknown_link_page(chrome: &Chrome) -> Response {
    chrome.page_with(StatusCode::NOT_FOUND, &OffPage { path: String::new(), status: TurnOffStatus::Nowhere })
}

async fn page(State(app): State<AppState>, chrome: Chrome, PathParams(text): PathParams<String>) -> Result<Response, Problem> {
    if find_by_link(&mut Tx::without_practice(&app.pool).await?, chrome.now, &text).await?.is_none() {
        return Ok(unknown_link_page(&chrome));
    }
    Ok(chrome.page(&OffPage { path: format!("/reminders/off/{text}"), status: TurnOffStatus::Asked }))
}

async fn turn_off(
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = press.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let Some(id) = find_by_link(&mut tx, chrome.now, &text).await? else { return Ok(unknown_link_page(&chrome)) };
    end(&mut tx, id).await?;
    let page = chrome.page(&OffPage { path: String::new(), status: TurnOffStatus::Done });
    let page = press.keep_answer(&mut tx, &app.vault, chrome.now, page).await?;
    tx.commit().await?;
    Ok(page)
}

async fn redirect_to_page(Path(text): Path<String>) -> Response {
    // Put only text with the form of a secret into a URL.
    match Secret::parse(&text) {
        Some(secret) => Redirect::to(&format!("/reminders/off/{}", secret.reveal())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn turn_off_by_one_click(State(app): State<AppState>, Path(text): Path<String>) -> StatusCode {
    let done = async {
        let mut tx = Tx::without_practice(&app.pool).await?;
        let Some(id) = find_by_link(&mut tx, app.clock.now(), &text).await? else { return Ok(StatusCode::NOT_FOUND) };
        end(&mut tx, id).await?;
        tx.commit().await?;
        Ok::<_, Error>(StatusCode::OK)
    };
    done.await.unwrap_or_else(|failure| {
        tracing::error!(code = failure.code(), "reminders could not be turned off by one click");
        StatusCode::SERVICE_UNAVAILABLE
    })
}
