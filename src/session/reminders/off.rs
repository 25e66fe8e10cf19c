//! Turning reminders off by the link in a message, without signing in. Looking changes nothing: scanners open links too.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};

use super::views::{OffPage, TurnOffStatus};
use super::{OFF, WayId, store};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::secret::Secret;
use crate::kit::token;
use crate::kit::web::{Access, AppRoutes, Chrome, PathParams, Problem, Submission};

/// The address of RFC 8058: programs that show mail POST to it without a page before, so it takes no form token. All it can do is to turn
/// the reminders of its own link off.
const ONE_CLICK: &str = "/reminders/one-click/{token}";

/// The page with a button, and the one-click address, for messages of this way.
pub fn links(house: &AppState, id: WayId) -> (String, String) {
    let secret = store::off_secret(&house.vault, id);
    (house.url.to(&format!("/reminders/off/{}", secret.reveal())), house.url.to(&ONE_CLICK.replace("{token}", secret.reveal())))
}

/// The doors of the page.
pub(super) fn doors() -> AppRoutes {
    AppRoutes::new().get(Access::Holder, "/reminders/off/{token}", page).post(Access::Holder, "/reminders/off/{token}", turn_off)
}

/// The one route beside the doors: without cookies, form token and origin, as RFC 8058 wants it.
pub fn one_click() -> Router<AppState> {
    Router::new().route(ONE_CLICK, get(to_the_page).post(at_once))
}

/// The way that a link is of; the transaction stands in its practice from then on.
async fn held(tx: &mut Tx, now: DateTime<Utc>, text: &str) -> Result<Option<WayId>, Error> {
    let Some(secret) = Secret::brought(text) else { return Ok(None) };
    let Some(stands) = token::look(tx, &secret, OFF, now).await? else { return Ok(None) };
    let Some(practice) = stands.practice else { return Ok(None) };
    tx.enter(practice).await?;
    Ok(Some(WayId(stands.subject)))
}

async fn end(tx: &mut Tx, id: WayId) -> Result<(), Error> {
    if let Some(member) = store::member_of(tx, id).await? {
        store::end(tx, member).await?;
    }
    Ok(())
}

fn gone(chrome: &Chrome) -> Response {
    chrome.page_with(StatusCode::NOT_FOUND, &OffPage { path: String::new(), stands: TurnOffStatus::Nowhere })
}

async fn page(State(house): State<AppState>, chrome: Chrome, PathParams(text): PathParams<String>) -> Result<Response, Problem> {
    if held(&mut Tx::outside(&house.pool).await?, chrome.now, &text).await?.is_none() {
        return Ok(gone(&chrome));
    }
    Ok(chrome.page(&OffPage { path: format!("/reminders/off/{text}"), stands: TurnOffStatus::Asked }))
}

async fn turn_off(
    State(house): State<AppState>,
    chrome: Chrome,
    press: Submission,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    let Some(id) = held(&mut tx, chrome.now, &text).await? else { return Ok(gone(&chrome)) };
    end(&mut tx, id).await?;
    let page = chrome.page(&OffPage { path: String::new(), stands: TurnOffStatus::Done });
    let page = press.keep(&mut tx, &house.vault, chrome.now, page).await?;
    tx.commit().await?;
    Ok(page)
}

async fn to_the_page(Path(text): Path<String>) -> Response {
    // Only what has a secret's form is put into an address.
    match Secret::brought(&text) {
        Some(secret) => Redirect::to(&format!("/reminders/off/{}", secret.reveal())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn at_once(State(house): State<AppState>, Path(text): Path<String>) -> StatusCode {
    let done = async {
        let mut tx = Tx::outside(&house.pool).await?;
        let Some(id) = held(&mut tx, house.clock.now(), &text).await? else { return Ok(StatusCode::NOT_FOUND) };
        end(&mut tx, id).await?;
        tx.commit().await?;
        Ok::<_, Error>(StatusCode::OK)
    };
    done.await.unwrap_or_else(|failure| {
        tracing::error!(code = failure.code(), "reminders could not be turned off by one click");
        StatusCode::SERVICE_UNAVAILABLE
    })
}
