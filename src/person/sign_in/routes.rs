//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::attempt::{self, Delayed};
use super::gate::{self, LOCALE_COOKIE, SIGN_IN_COOKIE, VISITOR_COOKIE, add_cookie};
use super::limit::LimitKeys;
use super::step_up::{self, StepUpOutcome};
use super::views::{LinkPage, SignInPage, SignedOutPage, StepUpPage};
use super::{SignedIn, device, link, store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::locale::Locale;
use crate::kit::secret::Secret;
use crate::kit::token;
use crate::kit::web::gate::LANGUAGE;
use crate::kit::web::{Access, AnsweredPage, AppRoutes, Chrome, FormBody, FormErrors, InQuery, PathParams, Problem, Submission, cookie};
use crate::person::{PersonId, recovery, recovery_store, store as people};

/// How long a sign-in by a link may set a passphrase.
const MAY_CHOOSE: TimeDelta = TimeDelta::minutes(10);

/// The doors of this room.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::Anyone, "/sign-in", form)
        .post(Access::Anyone, "/sign-in", sign_in)
        .get(Access::Holder, "/sign-in/{token}", link_page)
        .post(Access::Holder, "/sign-in/{token}", by_link)
        .post(Access::Anyone, "/sign-out", sign_out)
        .get(Access::Anyone, "/signed-out", signed_out)
        .get(Access::SignedIn, "/signed-in", still_signed_in)
        .post(Access::Anyone, LANGUAGE, language)
        .get(Access::SignedIn, "/step-up", step_up_page)
        .post(Access::SignedIn, "/step-up", once_more)
}

#[derive(Deserialize)]
struct ReturnQuery {
    #[serde(default)]
    back: String,
}

#[derive(Deserialize)]
struct Left {
    #[serde(default)]
    back: String,
    /// The language of the page that was left because its sign-in ended.
    ended: Option<String>,
}

async fn form(State(house): State<AppState>, mut chrome: Chrome, InQuery(query): InQuery<Left>) -> Response {
    if chrome.signed_in.is_some() {
        return Redirect::to(&way_back(&query.back)).into_response();
    }
    let ended = query.ended.and_then(|locale| locale.parse::<Locale>().ok());
    chrome.reader.locale = ended.unwrap_or(chrome.reader.locale);
    let mut response = chrome.page(&SignInPage { back: query.back, ended: ended.is_some(), ..SignInPage::default() });
    if let Some(locale) = ended {
        add_cookie(&mut response, &cookie::set(&house.url, LOCALE_COOKIE, locale.to_string(), TimeDelta::days(365)));
    }
    response
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
    State(house): State<AppState>,
    chrome: Chrome,
    from: gate::ClientOrigin,
    press: Submission,
    headers: HeaderMap,
    FormBody(typed): FormBody<Attempt>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let person = people::by_sign_in_name(&mut tx, &house.vault, &typed.name).await?;
    let tags = match person.and_then(|person| gate::browser(&house, person, &headers)) {
        Some(browser) if store::is_known(&mut tx, &browser).await? => LimitKeys::known(&house.vault, &browser),
        _ => LimitKeys::stranger(&house.vault, &typed.name, from.0),
    };
    let mut complaints = FormErrors::default();
    let locale = chrome.locale();
    let later = match attempt::passphrase(&house, tx, &tags, person, &typed.passphrase, chrome.now).await? {
        Ok(true) => None,
        Ok(false) => {
            complaints.say("name", locale.message("sign-in-refused"));
            None
        }
        Err(later) => {
            complaints.say("name", later.message(locale));
            Some(later)
        }
    };
    let Some(person) = person.filter(|_| complaints.is_empty()) else {
        let page = SignInPage { name: typed.name, back: typed.back, complaints, ..SignInPage::default() };
        let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        return Ok(Delayed::on_perhaps(later, page));
    };
    let tx = Tx::outside(&house.pool).await?;
    let_in(&house, tx, person, &headers, &chrome, &press, &way_back(&typed.back)).await
}

async fn link_page(State(house): State<AppState>, chrome: Chrome, PathParams(text): PathParams<String>) -> Result<Response, Problem> {
    let secret = Secret::brought(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::outside(&house.pool).await?;
    let stands = token::look(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let asks = stands.practice.is_some();
    Ok(chrome.page(&LinkPage { path: format!("/sign-in/{text}"), asks, complaints: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByLink {
    /// The recovery word; empty from a person who has none.
    #[serde(default)]
    recovery: String,
}

async fn by_link(
    State(house): State<AppState>,
    chrome: Chrome,
    press: Submission,
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<ByLink>,
) -> Result<Response, Problem> {
    let secret = Secret::brought(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    let stands = token::look(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let person = PersonId(stands.subject);
    let gave_word = !typed.recovery.trim().is_empty();
    if gave_word {
        let mut complaints = FormErrors::default();
        let later = own_word(&house, tx, person, &typed.recovery, &chrome, &mut complaints).await?;
        if !complaints.is_empty() {
            let page = LinkPage { path: format!("/sign-in/{text}"), asks: true, complaints };
            let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
            return Ok(Delayed::on_perhaps(later, page));
        }
        tx = Tx::outside(&house.pool).await?;
        if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
            return Ok(answer);
        }
    }
    let stands = token::consume(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    match stands.practice {
        practice if gave_word => recovery_store::lift(&mut tx, person, practice).await?,
        Some(practice) => recovery_store::hold(&mut tx, person, practice, chrome.now).await?,
        None => {}
    }
    if stands.practice.is_some() {
        // The link may be there to shut out a person who is signed in.
        store::end_all(&mut tx, person).await?;
        store::forget_browsers(&mut tx, person, None).await?;
    }
    let begun = begin(&house, &mut tx, person, &headers, &chrome, Some(chrome.now + MAY_CHOOSE)).await?;
    let to = Redirect::to(if stands.practice.is_some() { "/account" } else { "/" }).into_response();
    let answer = begun.along(&house, tx, &chrome, &press, to).await?;
    house.relay.recheck(Some(person.0));
    Ok(answer)
}

/// Holds typed words against somebody's recovery word; says beside the field when they are not, or not looked at now.
pub(in crate::person) async fn own_word(
    house: &AppState,
    mut tx: Tx,
    person: PersonId,
    words: &str,
    chrome: &Chrome,
    complaints: &mut FormErrors,
) -> Result<Option<Delayed>, Problem> {
    let kept = recovery_store::word(&mut tx, person).await?;
    let tags = LimitKeys::word(&house.vault, person);
    match attempt::check(house, tx, &tags, recovery::typed(words), kept, chrome.now).await? {
        Ok(true) => Ok(None),
        Ok(false) => {
            complaints.say("recovery", chrome.locale().message("recovery-not-these"));
            Ok(None)
        }
        Err(later) => {
            complaints.say("recovery", later.message(chrome.locale()));
            Ok(Some(later))
        }
    }
}

/// A sign-in that has begun: what its browser is given.
pub struct StartedSignIn {
    cookies: [Cookie<'static>; 2],
}

impl StartedSignIn {
    /// Gives it to the browser along with an answer, which is kept for a second press; commits.
    pub async fn along(
        &self,
        house: &AppState,
        mut tx: Tx,
        chrome: &Chrome,
        press: &Submission,
        mut answer: Response,
    ) -> Result<Response, Problem> {
        for cookie in &self.cookies {
            add_cookie(&mut answer, cookie);
        }
        let answer = press.keep(&mut tx, &house.vault, chrome.now, answer).await?;
        tx.commit().await?;
        Ok(answer)
    }
}

/// Begins a fresh sign-in (the cookie that was brought is worth nothing afterwards) and leads on; a second press is led there too.
pub async fn let_in(
    house: &AppState,
    mut tx: Tx,
    person: PersonId,
    headers: &HeaderMap,
    chrome: &Chrome,
    press: &Submission,
    to: &str,
) -> Result<Response, Problem> {
    let begun = begin(house, &mut tx, person, headers, chrome, None).await?;
    begun.along(house, tx, chrome, press, Redirect::to(to).into_response()).await
}

/// The same, for an answer of one's own. Until `may_choose` a passphrase may be set without the old one.
pub async fn begin(
    house: &AppState,
    tx: &mut Tx,
    person: PersonId,
    headers: &HeaderMap,
    chrome: &Chrome,
    may_choose: Option<DateTime<Utc>>,
) -> Result<StartedSignIn, Problem> {
    let jar = CookieJar::from_headers(headers);
    end_brought(tx, house, &jar, chrome.now).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let secret = store::begin(tx, person, device(agent), may_choose, chrome.now).await?;
    let known = gate::remember(tx, house, person, &jar, chrome.now).await?;
    let own = cookie::set(&house.url, SIGN_IN_COOKIE, secret.reveal().to_owned(), TimeDelta::hours(24));
    Ok(StartedSignIn { cookies: [own, known] })
}

async fn end_brought(tx: &mut Tx, house: &AppState, jar: &CookieJar, now: DateTime<Utc>) -> Result<(), Problem> {
    if let Some(secret) = jar.get(&cookie::name(&house.url, SIGN_IN_COOKIE)).and_then(|brought| Secret::brought(brought.value()))
        && let Some(found) = store::find(tx, &secret, now).await?
    {
        store::end(tx, found.person, found.id).await?;
    }
    Ok(())
}

async fn sign_out(
    State(house): State<AppState>,
    chrome: Chrome,
    signed_in: Option<axum::Extension<SignedIn>>,
    press: Submission,
    jar: CookieJar,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    end_brought(&mut tx, &house, &jar, chrome.now).await?;
    let mut response = Redirect::to("/signed-out").into_response();
    // Without its visitor either, the browser is a new one: no answer that was kept for this person is given to the next one.
    for word in [SIGN_IN_COOKIE, VISITOR_COOKIE] {
        add_cookie(&mut response, &cookie::clear(&house.url, word));
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    let response = press.keep(&mut tx, &house.vault, chrome.now, response).await?;
    tx.commit().await?;
    if let Some(axum::Extension(signed_in)) = signed_in {
        house.relay.recheck(Some(signed_in.person.0));
    }
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
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    InQuery(query): InQuery<ReturnQuery>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let has_one = people::passphrase(&mut tx, me.person).await?.is_some();
    Ok(chrome.page(&StepUpPage { back: way_back(&query.back), has_one, complaints: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedSignIn {
    passphrase: String,
    #[serde(default)]
    back: String,
}

async fn once_more(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    press: Submission,
    FormBody(typed): FormBody<RepeatedSignIn>,
) -> Result<Response, Problem> {
    let back = way_back(&typed.back);
    let mut complaints = FormErrors::default();
    let tried = match step_up::confirm(&house, me, &typed.passphrase, &press, chrome.now).await? {
        StepUpOutcome::Confirmed(confirmed) => {
            return confirmed.along(&house, &press, chrome.now, Redirect::to(&back).into_response()).await;
        }
        StepUpOutcome::Answered(answer) => return Ok(answer),
        tried => tried,
    };
    let words = match &tried {
        StepUpOutcome::Later(later) => later.message(chrome.locale()),
        _ => chrome.locale().message("passphrase-not-this"),
    };
    complaints.say("passphrase", words);
    let page = StepUpPage { back, has_one: !matches!(tried, StepUpOutcome::None), complaints };
    let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    Ok(if let StepUpOutcome::Later(later) = tried { later.on(page) } else { page })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageForm {
    locale: Locale,
    #[serde(default)]
    back: String,
    /// A page that answered a form.
    #[serde(default)]
    carried: String,
}

async fn language(
    State(house): State<AppState>,
    chrome: Chrome,
    signed_in: Option<axum::Extension<SignedIn>>,
    FormBody(chosen): FormBody<LanguageForm>,
) -> Result<Response, Problem> {
    if let Some(axum::Extension(signed_in)) = signed_in {
        let mut tx = Tx::outside(&house.pool).await?;
        people::set_locale(&mut tx, signed_in.person, chosen.locale).await?;
        tx.commit().await?;
    }
    let mut response = match AnsweredPage::open(&chosen.carried, chosen.locale, &house.vault, &chrome) {
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
