//! Authentication: the layer outside every page. It finds the sign-in, gives each page its chrome, and turns problems into pages.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use chrono::{DateTime, TimeDelta, Utc};
use tower_http::csrf::ProtectionError;
use tower_http::request_id::RequestId;

use super::{SignInId, store};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::{self, Locale, LocaleContext};
use crate::kit::secret::Secret;
use crate::kit::web::gate::VISITORS;
use crate::kit::web::prelude::*;
use crate::kit::web::theme::{THEME_COOKIE, Theme};
use crate::kit::web::{
    AnsweredPage, GetRoutes, GivenBack, Positions, SignedInAs, StartedGuest, TokenCookies, TrialPage, client, cookie, once,
};
use crate::person::{PersonId, store as people};

pub(super) const SIGN_IN_COOKIE: &str = "hamdel";
pub(super) const LOCALE_COOKIE: &str = "hamdel-locale";
pub(super) const VISITOR_COOKIE: &str = "hamdel-visitor";
/// Marks a browser that has signed in before. It does not sign anyone in.
pub(super) const KNOWN_COOKIE: &str = "hamdel-known";

/// The proof that the request is signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    pub person: PersonId,
    pub id: SignInId,
    /// Whether they work in a practice.
    pub staff: bool,
}

/// The client address, for rate limits.
#[derive(Clone, Copy, Debug)]
pub struct ClientOrigin(pub IpAddr);

/// Finds the sign-in of a request and completes its response.
pub async fn authenticate(State((state, pages)): State<(AppState, GetRoutes)>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let now = state.clock.now();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let from = client::address(peer, forwarded, &state.trusted_proxies);
    request.extensions_mut().insert(ClientOrigin(from));
    let mut chrome = Chrome {
        reader: anonymous_reader(request.headers(), &jar, &state),
        form_token: String::new(),
        owner: String::new(),
        signed_in: None,
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        page: page_of(&request, &state, &pages),
        posted: !request.method().is_safe(),
        refused: false,
        carried: None,
        given_back: GivenBack::default(),
        quick_exit: state.quick_exit.clone(),
        fragment: request.headers().contains_key("hx-request"),
        now,
        request_id: request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default().to_owned(),
        guest: StartedGuest::default(),
        trial: TrialPage::default(),
        theme: jar.get(&cookie::name(&state.url, THEME_COOKIE)).map_or(Theme::System, |cookie| Theme::of(cookie.value())),
    };
    // Also of a sign-in that has ended: the first submission of a form may have ended it, and the second still sends its cookie.
    let read_secret = |word| jar.get(&cookie::name(&state.url, word)).and_then(|cookie| Secret::parse(cookie.value()));
    let secrets = [SIGN_IN_COOKIE, VISITOR_COOKIE].map(read_secret);
    let mut fresh_visitor = None;
    match load_sign_in(&state, &jar, &mut request, &mut chrome).await {
        Err(failure) => return Problem::from(failure).page(&chrome),
        Ok(true) => {}
        Ok(false) => {
            let visitor = secrets[1].clone().unwrap_or_else(|| {
                let secret = Secret::random();
                fresh_visitor = Some(cookie::set(&state.url, VISITOR_COOKIE, secret.reveal().to_owned(), TimeDelta::days(1)));
                secret
            });
            chrome.form_token = format!("{VISITORS}{}", opaque_token(&state, "visitor", visitor.reveal()));
        }
    }
    let mut secrets: Vec<Secret> = secrets.into_iter().flatten().collect();
    if chrome.signed_in.is_none() {
        secrets.reverse();
    }
    request.extensions_mut().insert(TokenCookies(secrets));
    request.extensions_mut().insert(chrome.clone());
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.page(&chrome);
    } else if response.extensions().get::<ProtectionError>().is_some() {
        response = Problem::StaleForm.page(&chrome);
    }
    if let Some(answered) = response.extensions_mut().remove::<AnsweredPage>() {
        answered.seal(&mut response, &state.vault);
    }
    // Only a page has forms to send; a response to a calendar program, for example, sets no cookies.
    if let Some(visitor) = fresh_visitor.filter(|_| is_page(&response)) {
        add_cookie(&mut response, &visitor);
    }
    response
}

/// The URL of the page that a request belongs to. A form is sent from a page but answered at its own path.
fn page_of(request: &Request, app: &AppState, pages: &GetRoutes) -> String {
    let path_and_query = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if request.method().is_safe() {
        return path_and_query.to_owned();
    }
    let referer = request.headers().get(header::REFERER).and_then(|referer| referer.to_str().ok());
    let from = referer.and_then(|referer| referer.strip_prefix(app.url.origin()));
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

/// The locale of an unknown reader: the language chosen in this browser, else the one the browser asks for.
fn anonymous_reader(headers: &HeaderMap, jar: &CookieJar, app: &AppState) -> LocaleContext {
    let chosen = jar.get(&cookie::name(&app.url, LOCALE_COOKIE)).and_then(|cookie| cookie.value().parse::<Locale>().ok());
    let requested = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(i18n::preferred);
    let locale = chosen.or_else(requested).unwrap_or_default();
    let zone = if locale == Locale::Fa { chrono_tz::Asia::Tehran } else { chrono_tz::UTC };
    LocaleContext { locale, calendar: locale.calendar(), zone, own_zone: None }
}

async fn load_sign_in(app: &AppState, jar: &CookieJar, request: &mut Request, chrome: &mut Chrome) -> Result<bool, Error> {
    let Some(secret) = jar.get(&cookie::name(&app.url, SIGN_IN_COOKIE)).and_then(|cookie| Secret::parse(cookie.value())) else {
        return Ok(false);
    };
    let mut tx = Tx::without_practice(&app.pool).await?;
    let Some(found) = store::find(&mut tx, &secret, chrome.now).await?.filter(|found| found.kept.lives(chrome.now)) else {
        return Ok(false);
    };
    let name = people::name_of(&mut tx, &app.vault, found.person).await?.unwrap_or_default();
    // A stream keeps itself alive; it must not keep a sign-in alive as well.
    if found.kept.should_record_request(chrome.now) && !request.uri().path().ends_with("/stream") {
        store::record_request(&mut tx, found.id, chrome.now).await?;
        tx.commit().await?;
    }
    chrome.reader = LocaleContext::in_own_zone(found.locale, found.calendar, people::zone(&found.time_zone));
    set_form_tokens(app, chrome, found.person);
    chrome.signed_in = Some(SignedInAs {
        name,
        staff: found.kept.staff,
        positions: Positions::of(&found.roles),
        wants_word: found.wants_word,
        held: found.held,
    });
    request.extensions_mut().insert(SignedIn { person: found.person, id: found.id, staff: found.kept.staff });
    Ok(true)
}

/// Binds the forms of a page to the person, not to the sign-in: what a person wrote before a sign-in ended can be sent in the next one.
fn set_form_tokens(app: &AppState, chrome: &mut Chrome, person: PersonId) {
    chrome.form_token = opaque_token(app, "person", &person.to_string());
    chrome.owner = opaque_token(app, "owner", &person.to_string());
}

/// The chrome of a response that signs a person in: its forms belong to that person.
pub fn chrome_for_person(app: &AppState, mut chrome: Chrome, person: PersonId) -> Chrome {
    set_form_tokens(app, &mut chrome, person);
    chrome
}

/// The secret that identifies this browser, if the request has one.
fn known_secret(app: &AppState, jar: &CookieJar) -> Option<Secret> {
    jar.get(&cookie::name(&app.url, KNOWN_COOKIE)).and_then(|cookie| Secret::parse(cookie.value()))
}

/// The stored tag of a browser that signed in to an account; tags of two accounts cannot be linked.
fn browser_tag(app: &AppState, person: PersonId, secret: &Secret) -> Vec<u8> {
    app.vault.tag("known browser", &format!("{person} {}", secret.reveal()))
}

/// The tag of this browser for an account, if the request has a secret.
pub(in crate::person) fn browser_of(app: &AppState, person: PersonId, headers: &HeaderMap) -> Option<Vec<u8>> {
    known_secret(app, &CookieJar::from_headers(headers)).map(|secret| browser_tag(app, person, &secret))
}

/// Remembers this browser for an account; returns the cookie that identifies it.
pub(super) async fn remember(
    tx: &mut Tx,
    app: &AppState,
    person: PersonId,
    jar: &CookieJar,
    now: DateTime<Utc>,
) -> Result<Cookie<'static>, Error> {
    let secret = known_secret(app, jar).unwrap_or_else(Secret::random);
    store::remember(tx, person, &browser_tag(app, person, &secret), now).await?;
    Ok(cookie::set(&app.url, KNOWN_COOKIE, secret.reveal().to_owned(), store::REMEMBERED))
}

/// An opaque token that only this installation can compute.
fn opaque_token(app: &AppState, of: &str, value: &str) -> String {
    app.vault.tag("form token", &format!("{of} {value}")).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a sign-in is still valid, for streams that stay open long after they were authorized.
pub async fn still_lives(app: &AppState, id: SignInId) -> Result<bool, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let now = app.clock.now();
    Ok(store::load_record(&mut tx, id, now).await?.is_some_and(|kept| kept.lives(now)))
}

/// Deletes expired sign-ins and their records.
pub async fn sweep(app: &AppState) -> Result<(), Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    store::sweep(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Deletes the stored answers of one-time forms older than a minute.
pub async fn sweep_answers(app: &AppState) -> Result<(), Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    once::delete_expired(&mut tx, app.clock.now()).await?;
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
