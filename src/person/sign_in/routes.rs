//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use chrono::TimeDelta;
use serde::Deserialize;

use super::gate::{self, LOCALE_COOKIE, SIGN_IN_COOKIE, add_cookie};
use super::step_up::{self, Try};
use super::views::{LinkPage, SignInPage, SignedOutPage, StepUpPage};
use super::{SignedIn, device, limit, link, store};
use crate::kit::db::Tx;
use crate::kit::house::House;
use crate::kit::locale::Locale;
use crate::kit::secret::Secret;
use crate::kit::token;
use crate::kit::web::gate::LANGUAGE;
use crate::kit::web::{Answered, Chrome, Complaints, Doors, Fields, InPath, InQuery, Problem, Who, cookie};
use crate::person::passphrase::Passphrase;
use crate::person::{PersonId, store as people};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::Anyone, "/sign-in", form)
        .post(Who::Anyone, "/sign-in", sign_in)
        .get(Who::Holder, "/sign-in/{token}", link_page)
        .post(Who::Holder, "/sign-in/{token}", by_link)
        .post(Who::Anyone, "/sign-out", sign_out)
        .get(Who::Anyone, "/signed-out", signed_out)
        .get(Who::SignedIn, "/signed-in", still_signed_in)
        .post(Who::Anyone, LANGUAGE, language)
        .get(Who::SignedIn, "/step-up", step_up_page)
        .post(Who::SignedIn, "/step-up", once_more)
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn form(chrome: Chrome, InQuery(query): InQuery<Back>) -> Response {
    if chrome.signed_in.is_some() {
        return Redirect::to(&way_back(&query.back)).into_response();
    }
    chrome.page(&SignInPage { back: query.back, ..SignInPage::default() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempt {
    name: String,
    passphrase: String,
    #[serde(default)]
    back: String,
}

async fn sign_in(
    State(house): State<House>,
    chrome: Chrome,
    from: gate::From,
    headers: HeaderMap,
    Fields(typed): Fields<Attempt>,
) -> Result<Response, Problem> {
    let tags = limit::Tags::of(&house.vault, &typed.name, from.0);
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(seconds) = limit::admit(&mut tx, &tags, chrome.now).await? {
        return Err(Problem::TooOften(seconds));
    }
    let found = people::by_sign_in_name(&mut tx, &house.vault, &typed.name).await?;
    // Hashing takes a tenth of a second: no connection waits for it.
    tx.commit().await?;
    let (person, kept) = found.map_or((None, None), |(person, kept)| (Some(person), kept));
    let is_theirs = Passphrase::typed(&typed.passphrase).is(kept).await;
    let mut tx = Tx::outside(&house.pool).await?;
    let Some(person) = person.filter(|_| is_theirs) else {
        limit::count(&mut tx, &tags, chrome.now).await?;
        tx.commit().await?;
        let mut complaints = Complaints::default();
        complaints.say("name", chrome.locale().message("sign-in-refused"));
        let page = SignInPage { name: typed.name, back: typed.back, complaints };
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    limit::forgive(&mut tx, &tags).await?;
    let response = let_in(&house, tx, person, &headers, &chrome, &way_back(&typed.back)).await?;
    Ok(response)
}

async fn link_page(State(house): State<House>, chrome: Chrome, InPath(text): InPath<String>) -> Result<Response, Problem> {
    let secret = Secret::brought(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::outside(&house.pool).await?;
    token::look(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    Ok(chrome.page(&LinkPage { path: format!("/sign-in/{text}") }))
}

async fn by_link(
    State(house): State<House>,
    chrome: Chrome,
    headers: HeaderMap,
    InPath(text): InPath<String>,
) -> Result<Response, Problem> {
    let secret = Secret::brought(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::outside(&house.pool).await?;
    let stands = token::consume(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let_in(&house, tx, PersonId(stands.subject), &headers, &chrome, "/").await
}

/// Begins a fresh sign-in (whatever cookie was brought is worth nothing afterwards) and leads on.
///
/// # Errors
/// When the database fails.
pub async fn let_in(
    house: &House,
    mut tx: Tx,
    person: PersonId,
    headers: &HeaderMap,
    chrome: &Chrome,
    to: &str,
) -> Result<Response, Problem> {
    let jar = CookieJar::from_headers(headers);
    end_brought(&mut tx, house, &jar).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let secret = store::begin(&mut tx, person, device(agent), chrome.now).await?;
    tx.commit().await?;
    let mut response = Redirect::to(to).into_response();
    add_cookie(&mut response, &cookie::set(&house.url, SIGN_IN_COOKIE, secret.reveal().to_owned(), TimeDelta::hours(24)));
    Ok(response)
}

async fn end_brought(tx: &mut Tx, house: &House, jar: &CookieJar) -> Result<(), Problem> {
    if let Some(secret) = jar.get(&cookie::name(&house.url, SIGN_IN_COOKIE)).and_then(|brought| Secret::brought(brought.value()))
        && let Some(found) = store::find(tx, &secret).await?
    {
        store::end(tx, found.person, found.id).await?;
    }
    Ok(())
}

async fn sign_out(State(house): State<House>, signed_in: Option<axum::Extension<SignedIn>>, jar: CookieJar) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    end_brought(&mut tx, &house, &jar).await?;
    tx.commit().await?;
    if let Some(axum::Extension(signed_in)) = signed_in {
        house.relay.recheck(Some(signed_in.person.0));
    }
    let mut response = Redirect::to("/signed-out").into_response();
    add_cookie(&mut response, &cookie::clear(&house.url, SIGN_IN_COOKIE));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

async fn signed_out(chrome: Chrome) -> Response {
    chrome.page(&SignedOutPage)
}

/// Whose pages may be shown in this browser now, by the mark that each of them has.
async fn still_signed_in(chrome: Chrome, _: SignedIn) -> String {
    chrome.owner
}

async fn step_up_page(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    InQuery(query): InQuery<Back>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let has_one = people::passphrase(&mut tx, me.person).await?.is_some();
    Ok(chrome.page(&StepUpPage { back: way_back(&query.back), has_one, complaints: Complaints::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnceMore {
    passphrase: String,
    #[serde(default)]
    back: String,
}

async fn once_more(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    from: gate::From,
    Fields(typed): Fields<OnceMore>,
) -> Result<Response, Problem> {
    let back = way_back(&typed.back);
    let mut complaints = Complaints::default();
    let has_one = match step_up::confirm(&house, me, from, &typed.passphrase, chrome.now).await? {
        Try::Confirmed(fresh) => return Ok(fresh.along(&house, Redirect::to(&back).into_response())),
        Try::Not => true,
        Try::None => false,
    };
    complaints.say("passphrase", chrome.locale().message("passphrase-not-this"));
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &StepUpPage { back, has_one, complaints }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    locale: Locale,
    #[serde(default)]
    back: String,
    /// A page that answered a form.
    #[serde(default)]
    carried: String,
}

async fn language(
    State(house): State<House>,
    chrome: Chrome,
    signed_in: Option<axum::Extension<SignedIn>>,
    Fields(chosen): Fields<Language>,
) -> Result<Response, Problem> {
    if let Some(axum::Extension(signed_in)) = signed_in {
        let mut tx = Tx::outside(&house.pool).await?;
        people::set_locale(&mut tx, signed_in.person, chosen.locale).await?;
        tx.commit().await?;
    }
    let mut response = match Answered::open(&chosen.carried, chosen.locale, &house.vault, &chrome) {
        Some(page) => Html(page).into_response(),
        None => Redirect::to(&way_back(&chosen.back)).into_response(),
    };
    add_cookie(&mut response, &cookie::set(&house.url, LOCALE_COOKIE, chosen.locale.to_string(), TimeDelta::days(365)));
    Ok(response)
}

/// Only a path of this house is gone back to. Browsers read a path without its tabs and line breaks: "/\t/elsewhere" leads elsewhere.
fn way_back(back: &str) -> String {
    let ours = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && !back.contains(char::is_control);
    if ours { back.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::way_back;

    #[test]
    fn nobody_is_led_out_of_the_house() {
        assert_eq!(way_back("/groups/1?x=2"), "/groups/1?x=2");
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "", "javascript:alert(1)"] {
            assert_eq!(way_back(elsewhere), "/", "{elsewhere}");
        }
    }
}
