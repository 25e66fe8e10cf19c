//! Who is asking: the layer outside every page. It finds the sign-in, gives each page its chrome, and turns problems into pages.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use chrono::{DateTime, TimeDelta, Utc};
use tower_http::csrf::ProtectionError;
use tower_http::request_id::RequestId;

use super::{SignInId, store};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::{self, Locale, LocaleContext};
use crate::kit::secret::Secret;
use crate::kit::web::gate::VISITORS;
use crate::kit::web::{AnsweredPage, Chrome, GetRoutes, GivenBack, Problem, SignedInAs, StartedGuest, TokenCookies, client, cookie, once};
use crate::person::{PersonId, store as people};

pub(super) const SIGN_IN_COOKIE: &str = "hamdel";
pub(super) const LOCALE_COOKIE: &str = "hamdel-locale";
pub(super) const VISITOR_COOKIE: &str = "hamdel-visitor";
/// By this a browser is known to have signed in before. It lets nobody in.
pub(super) const KNOWN_COOKIE: &str = "hamdel-known";

/// The proof that somebody is signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    pub person: PersonId,
    pub id: SignInId,
    /// Whether they work in a practice.
    pub staff: bool,
}

/// Where the request came from, as far as limits go.
#[derive(Clone, Copy, Debug)]
pub struct ClientOrigin(pub IpAddr);

/// The layer.
pub async fn know(State((house, pages)): State<(AppState, GetRoutes)>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let now = house.clock.now();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let from = client::address(peer, forwarded, &house.trusted_proxies);
    request.extensions_mut().insert(ClientOrigin(from));
    let mut chrome = Chrome {
        reader: stranger(request.headers(), &jar, &house),
        form_token: String::new(),
        owner: String::new(),
        signed_in: None,
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        page: page_of(&request, &house, &pages),
        posted: !request.method().is_safe(),
        refused: false,
        carried: None,
        given_back: GivenBack::default(),
        quick_exit: house.quick_exit.clone(),
        fragment: request.headers().contains_key("hx-request"),
        now,
        request_id: request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default().to_owned(),
        guest: StartedGuest::default(),
    };
    // Even of a sign-in that has ended: the first press of a form may have ended it, and the second brings its cookie.
    let brought = |word| jar.get(&cookie::name(&house.url, word)).and_then(|cookie| Secret::brought(cookie.value()));
    let brought = [SIGN_IN_COOKIE, VISITOR_COOKIE].map(brought);
    let mut fresh_visitor = None;
    match signed_in(&house, &jar, &mut request, &mut chrome).await {
        Err(failure) => return Problem::from(failure).page(&chrome),
        Ok(true) => {}
        Ok(false) => {
            let visitor = brought[1].clone().unwrap_or_else(|| {
                let secret = Secret::random();
                fresh_visitor = Some(cookie::set(&house.url, VISITOR_COOKIE, secret.reveal().to_owned(), TimeDelta::days(1)));
                secret
            });
            chrome.form_token = format!("{VISITORS}{}", mark(&house, "visitor", visitor.reveal()));
        }
    }
    let mut brought: Vec<Secret> = brought.into_iter().flatten().collect();
    if chrome.signed_in.is_none() {
        brought.reverse();
    }
    request.extensions_mut().insert(TokenCookies(brought));
    request.extensions_mut().insert(chrome.clone());
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.page(&chrome);
    } else if response.extensions().get::<ProtectionError>().is_some() {
        response = Problem::StaleForm.page(&chrome);
    }
    if let Some(answered) = response.extensions_mut().remove::<AnsweredPage>() {
        answered.seal(&mut response, &house.vault);
    }
    // Only a page has forms to send; what a calendar program fetches, say, comes without cookies.
    if let Some(visitor) = fresh_visitor.filter(|_| is_page(&response)) {
        add_cookie(&mut response, &visitor);
    }
    response
}

/// Where the page of a request can be looked at. A form is sent from a page, and answered at a path of its own.
fn page_of(request: &Request, house: &AppState, pages: &GetRoutes) -> String {
    let path_and_query = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if request.method().is_safe() {
        return path_and_query.to_owned();
    }
    let referer = request.headers().get(header::REFERER).and_then(|referer| referer.to_str().ok());
    let from = referer.and_then(|referer| referer.strip_prefix(house.url.origin()));
    let is_page = |from: &&str| pages.has(from.split('?').next().unwrap_or_default());
    from.filter(is_page).map_or_else(|| pages.nearest(request.uri().path()), str::to_owned)
}

fn is_page(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("text/html"))
}

pub(super) fn add_cookie(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = cookie.to_string().parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// What a page is like for somebody we do not know: the language they chose in this browser, else the one their browser asks for.
fn stranger(headers: &HeaderMap, jar: &CookieJar, house: &AppState) -> LocaleContext {
    let chosen = jar.get(&cookie::name(&house.url, LOCALE_COOKIE)).and_then(|cookie| cookie.value().parse::<Locale>().ok());
    let asked = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(locale::preferred);
    let locale = chosen.or_else(asked).unwrap_or_default();
    let zone = if locale == Locale::Fa { chrono_tz::Asia::Tehran } else { chrono_tz::UTC };
    LocaleContext { locale, calendar: locale.calendar(), zone, own_zone: None }
}

async fn signed_in(house: &AppState, jar: &CookieJar, request: &mut Request, chrome: &mut Chrome) -> Result<bool, Error> {
    let Some(secret) = jar.get(&cookie::name(&house.url, SIGN_IN_COOKIE)).and_then(|cookie| Secret::brought(cookie.value())) else {
        return Ok(false);
    };
    let mut tx = Tx::outside(&house.pool).await?;
    let Some(found) = store::find(&mut tx, &secret, chrome.now).await?.filter(|found| found.kept.lives(chrome.now)) else {
        return Ok(false);
    };
    let name = people::name_of(&mut tx, &house.vault, found.person).await?.unwrap_or_default();
    // A stream keeps itself alive; it must not keep a sign-in alive as well.
    if found.kept.wants_noting(chrome.now) && !request.uri().path().ends_with("/stream") {
        store::note(&mut tx, found.id, chrome.now).await?;
        tx.commit().await?;
    }
    chrome.reader = LocaleContext::at_home(found.locale, found.calendar, people::zone(&found.time_zone));
    give(house, chrome, found.person);
    chrome.signed_in = Some(SignedInAs { name, staff: found.kept.staff, wants_word: found.wants_word, held: found.held });
    request.extensions_mut().insert(SignedIn { person: found.person, id: found.id, staff: found.kept.staff });
    Ok(true)
}

/// Makes the forms a person's: not their sign-in's, since what they wrote before it ended is theirs to send in the next.
fn give(house: &AppState, chrome: &mut Chrome, person: PersonId) {
    chrome.form_token = mark(house, "person", &person.to_string());
    chrome.owner = mark(house, "owner", &person.to_string());
}

/// The chrome of an answer that signs a person in: its forms are theirs.
pub fn entered(house: &AppState, mut chrome: Chrome, person: PersonId) -> Chrome {
    give(house, &mut chrome, person);
    chrome
}

/// The secret that this browser is known by, if it brought one.
fn known_secret(house: &AppState, jar: &CookieJar) -> Option<Secret> {
    jar.get(&cookie::name(&house.url, KNOWN_COOKIE)).and_then(|cookie| Secret::brought(cookie.value()))
}

/// What is kept of a browser that an account was signed in to with: two accounts have nothing in common by it.
fn browser_tag(house: &AppState, person: PersonId, secret: &Secret) -> Vec<u8> {
    house.vault.tag("known browser", &format!("{person} {}", secret.reveal()))
}

/// The tag of this browser for an account, if it brought a secret.
pub(in crate::person) fn browser(house: &AppState, person: PersonId, headers: &HeaderMap) -> Option<Vec<u8>> {
    known_secret(house, &CookieJar::from_headers(headers)).map(|secret| browser_tag(house, person, &secret))
}

/// Remembers this browser for an account; gives the cookie that it is known by.
pub(super) async fn remember(
    tx: &mut Tx,
    house: &AppState,
    person: PersonId,
    jar: &CookieJar,
    now: DateTime<Utc>,
) -> Result<Cookie<'static>, Error> {
    let secret = known_secret(house, jar).unwrap_or_else(Secret::random);
    store::remember(tx, person, &browser_tag(house, person, &secret), now).await?;
    Ok(cookie::set(&house.url, KNOWN_COOKIE, secret.reveal().to_owned(), store::REMEMBERED))
}

/// An opaque mark of this installation's own.
fn mark(house: &AppState, of: &str, value: &str) -> String {
    house.vault.tag("form token", &format!("{of} {value}")).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a sign-in lives, for what stays open long after it was let in.
pub async fn still_lives(house: &AppState, id: SignInId) -> Result<bool, Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    let now = house.clock.now();
    Ok(store::kept(&mut tx, id, now).await?.is_some_and(|kept| kept.lives(now)))
}

/// Removes what has ended, now and then.
pub async fn sweep(house: &AppState) -> Result<(), Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    store::sweep(&mut tx, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Removes the answers of one-time forms whose minute is over.
pub async fn sweep_answers(house: &AppState) -> Result<(), Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    once::sweep(&mut tx, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let back = || {
            if parts.method.is_safe() { parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned() } else { "/".to_owned() }
        };
        parts.extensions.get::<Self>().copied().ok_or_else(|| Problem::SignIn(back()))
    }
}

impl<S: Sync> FromRequestParts<S> for ClientOrigin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(IpAddr::from([127, 0, 0, 1]))))
    }
}
