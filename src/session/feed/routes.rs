//! The doors of a person's own calendar: its address in their account, and the calendar itself, for programs without a sign-in.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::views::{FeedPage, NewFeedAddress};
use super::{FeedDetail, ics, store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::secret::Secret;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, InQuery, PathParams, Problem};
use crate::person::sign_in::SignedIn;

/// The doors of this room.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SignedIn, "/account/calendar", show)
        .post(Access::SignedIn, "/account/calendar", make)
        .post(Access::SignedIn, "/account/calendar/words", set)
        .post(Access::SignedIn, "/account/calendar/end", end)
        .get(Access::Holder, "/calendar/{token}", calendar)
}

#[derive(Deserialize)]
struct FeedQuery {
    #[serde(default)]
    saved: bool,
}

async fn show(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    InQuery(asked): InQuery<FeedQuery>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let kept = store::of(&mut tx, me.person).await?;
    let tells = kept.map(|kept| kept.tells).unwrap_or_default();
    Ok(chrome.page(&FeedPage { kept, fresh: None, tells, saved: asked.saved }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedForm {
    #[serde(default)]
    group_names: bool,
    #[serde(default)]
    places: bool,
}

async fn make(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    FormBody(typed): FormBody<FeedForm>,
) -> Result<Response, Problem> {
    let tells = FeedDetail { group_names: typed.group_names, places: typed.places };
    let mut tx = Tx::outside(&house.pool).await?;
    let secret = store::make(&mut tx, me.person, tells, chrome.now).await?;
    let kept = store::of(&mut tx, me.person).await?;
    tx.commit().await?;
    let link = house.url.to(&format!("/calendar/{}.ics", secret.reveal()));
    let opens = link.split_once("://").map_or_else(String::new, |(_, rest)| format!("webcal://{rest}"));
    // The address is only here, now: no redirect could show it.
    Ok(chrome.page(&FeedPage { kept, fresh: Some(NewFeedAddress { link, opens }), tells, saved: false }))
}

async fn set(State(house): State<AppState>, me: SignedIn, FormBody(typed): FormBody<FeedForm>) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    store::set_tells(&mut tx, me.person, FeedDetail { group_names: typed.group_names, places: typed.places }).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/calendar?saved=true").into_response())
}

async fn end(State(house): State<AppState>, me: SignedIn, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    store::end(&mut tx, me.person).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/calendar?saved=true").into_response())
}

/// The calendar, to whoever holds its address: what its owner may see at this moment.
async fn calendar(State(house): State<AppState>, PathParams(name): PathParams<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let secret = Secret::brought(name.strip_suffix(".ics").unwrap_or(&name)).ok_or(Problem::NotFound)?;
    let person = store::holder(&mut *Tx::outside(&house.pool).await?, &secret).await?.ok_or(Problem::NotFound)?;
    let mut tx = Tx::of(&house.pool, person.0).await?;
    let feed = store::feed(&mut tx, &house.vault, person, house.clock.now()).await?.ok_or(Problem::NotFound)?;
    let text = ics::write(&feed);
    let mark: String = Sha256::digest(text.as_bytes())[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{mark}\"");
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let has_it = known.map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*");
    let mut reply = if has_it { StatusCode::NOT_MODIFIED.into_response() } else { text.into_response() };
    let fields = reply.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    fields.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\""));
    // Kept by who fetched it, and asked about each time.
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        fields.insert(ETAG, tag);
    }
    Ok(reply)
}
