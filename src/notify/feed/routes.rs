//! Routes of the calendar feed: its address in the account, and the feed itself, for programs without a sign-in.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use super::views::{FeedPage, NewFeedAddress};
use super::{FeedDetail, ics, store};
use crate::kit::db::Tx;
use crate::kit::secret::Secret;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SignedIn, "/account/calendar", show)
        .post(Access::SignedIn, "/account/calendar", make)
        .post(Access::SignedIn, "/account/calendar/words", set)
        .post(Access::SignedIn, "/account/calendar/end", end)
        .get(Access::TokenHolder, "/calendar/{token}", calendar)
}

#[derive(Deserialize)]
struct FeedQuery {
    #[serde(default)]
    saved: bool,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    QueryParams(query): QueryParams<FeedQuery>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let kept = store::of(&mut tx, me.person).await?;
    let detail = kept.map(|own| own.detail).unwrap_or_default();
    Ok(chrome.page(&FeedPage { kept, fresh: None, detail, saved: query.saved }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedForm {
    #[serde(default)]
    group_names: bool,
    #[serde(default)]
    places: bool,
}

async fn make(State(app): State<AppState>, chrome: Chrome, me: SignedIn, FormBody(typed): FormBody<FeedForm>) -> Result<Response, Problem> {
    let detail = FeedDetail { group_names: typed.group_names, places: typed.places };
    let mut tx = Tx::without_practice(&app.pool).await?;
    let secret = store::make(&mut tx, me.person, detail, chrome.now).await?;
    let kept = store::of(&mut tx, me.person).await?;
    tx.commit().await?;
    let link = app.url.to(&format!("/calendar/{}.ics", secret.reveal()));
    let opens = link.split_once("://").map_or_else(String::new, |(_, rest)| format!("webcal://{rest}"));
    // Only this response shows the address: it is not stored, so a redirect could not show it.
    Ok(chrome.page(&FeedPage { kept, fresh: Some(NewFeedAddress { link, opens }), detail, saved: false }))
}

async fn set(State(app): State<AppState>, me: SignedIn, FormBody(typed): FormBody<FeedForm>) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    store::set_detail(&mut tx, me.person, FeedDetail { group_names: typed.group_names, places: typed.places }).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/calendar?saved=true").into_response())
}

async fn end(State(app): State<AppState>, me: SignedIn, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    store::end(&mut tx, me.person).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/calendar?saved=true").into_response())
}

/// The feed, for every client with its address: what its owner may see now.
async fn calendar(State(app): State<AppState>, PathParams(name): PathParams<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let secret = Secret::parse(name.strip_suffix(".ics").unwrap_or(&name)).ok_or(Problem::NotFound)?;
    let person = store::holder(&mut *Tx::without_practice(&app.pool).await?, &secret).await?.ok_or(Problem::NotFound)?;
    let mut tx = Tx::for_person(&app.pool, person.0).await?;
    let feed = store::feed(&mut tx, &app.vault, person, app.clock.now()).await?.ok_or(Problem::NotFound)?;
    let text = ics::write(&feed);
    let digest: String = Sha256::digest(text.as_bytes())[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{digest}\"");
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let is_current = known.map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*");
    let mut reply = if is_current { StatusCode::NOT_MODIFIED.into_response() } else { text.into_response() };
    let fields = reply.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    fields.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\""));
    // The client may cache the feed, but must revalidate it each time.
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        fields.insert(ETAG, tag);
    }
    Ok(reply)
}
