//! Signing in and out.

use axum::http::{HeaderMap, HeaderValue};
use axum::response::Html;
use axum_extra::extract::CookieJar;
use chrono::TimeDelta;

use super::attempt::{self, Delayed};
use super::begin::{begin, end_previous, let_in};
use super::gate::{self, LOCALE_COOKIE, SIGN_IN_COOKIE, VISITOR_COOKIE, add_cookie};
use super::limit::LimitKeys;
use super::step_up::{self, StepUpOutcome};
use super::views::{LinkPage, SignInPage, SignedOutPage, StepUpPage};
use super::{SignedIn, link, store};
use crate::kit::db::Tx;
use crate::kit::i18n::Locale;
use crate::kit::secret::Secret;
use crate::kit::token;
use crate::kit::web::gate::LANGUAGE;
use crate::kit::web::prelude::*;
use crate::kit::web::theme::{THEME_COOKIE, Theme};
use crate::kit::web::{AnsweredPage, cookie};
use crate::person::{PersonId, recovery, recovery_store, store as people};

/// How long after a sign-in by link a passphrase may be set.
const MAY_CHOOSE: TimeDelta = TimeDelta::minutes(10);

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::Public, "/sign-in", form)
        .post(Access::Public, "/sign-in", sign_in)
        .get(Access::TokenHolder, "/sign-in/{token}", link_page)
        .post(Access::TokenHolder, "/sign-in/{token}", by_link)
        .post(Access::Public, "/sign-out", sign_out)
        .get(Access::Public, "/signed-out", signed_out)
        .get(Access::SignedIn, "/signed-in", still_signed_in)
        .post(Access::Public, LANGUAGE, language)
        .post(Access::Public, "/theme", theme)
        .get(Access::SignedIn, "/step-up", step_up_page)
        .post(Access::SignedIn, "/step-up", confirm_step_up)
}

#[derive(Deserialize)]
struct ReturnQuery {
    #[serde(default)]
    back: String,
}

#[derive(Deserialize)]
struct SignInQuery {
    #[serde(default)]
    back: String,
    /// The language of the page that was left because its sign-in ended.
    ended: Option<String>,
}

async fn form(State(app): State<AppState>, mut chrome: Chrome, QueryParams(query): QueryParams<SignInQuery>) -> Response {
    if chrome.signed_in.is_some() {
        return Redirect::to(&local_path(&query.back)).into_response();
    }
    let ended = query.ended.and_then(|locale| locale.parse::<Locale>().ok());
    chrome.reader.locale = ended.unwrap_or(chrome.reader.locale);
    let mut response = chrome.page(&SignInPage { back: query.back, ended: ended.is_some(), ..SignInPage::default() });
    if let Some(locale) = ended {
        add_cookie(&mut response, &cookie::set(&app.url, LOCALE_COOKIE, locale.to_string(), TimeDelta::days(365)));
    }
    response
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    name: String,
    passphrase: String,
    #[serde(default)]
    back: String,
}

async fn sign_in(
    State(app): State<AppState>,
    chrome: Chrome,
    from: gate::ClientOrigin,
    submission: Submission,
    headers: HeaderMap,
    FormBody(typed): FormBody<SignInForm>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let person = people::by_sign_in_name(&mut tx, &app.vault, &typed.name).await?;
    let tags = match person.and_then(|person| gate::browser_of(&app, person, &headers)) {
        Some(browser) if store::is_known(&mut tx, &browser).await? => LimitKeys::known(&app.vault, &browser),
        _ => LimitKeys::stranger(&app.vault, &typed.name, from.0),
    };
    let mut errors = FormErrors::default();
    let locale = chrome.locale();
    let delay = match attempt::check_passphrase(&app, tx, &tags, person, &typed.passphrase, chrome.now).await? {
        Ok(true) => None,
        Ok(false) => {
            errors.add("name", locale.message("sign-in-refused"));
            None
        }
        Err(delay) => {
            errors.add("name", delay.message(locale));
            Some(delay)
        }
    };
    let Some(person) = person.filter(|_| errors.is_empty()) else {
        let page = SignInPage { name: typed.name, back: typed.back, errors, ..SignInPage::default() };
        let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        return Ok(Delayed::on_perhaps(delay, page));
    };
    let tx = Tx::without_practice(&app.pool).await?;
    let_in(&app, tx, person, &headers, &chrome, &submission, &local_path(&typed.back)).await
}

async fn link_page(State(app): State<AppState>, chrome: Chrome, PathParams(text): PathParams<String>) -> Result<Response, Problem> {
    let secret = Secret::parse(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::without_practice(&app.pool).await?;
    let claims = token::find(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let asks = claims.practice.is_some();
    Ok(chrome.page(&LinkPage { path: format!("/sign-in/{text}"), asks, errors: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkForm {
    /// The recovery word; empty from a person who has none.
    #[serde(default)]
    recovery: String,
}

async fn by_link(
    State(app): State<AppState>,
    chrome: Chrome,
    submission: Submission,
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<LinkForm>,
) -> Result<Response, Problem> {
    let secret = Secret::parse(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let claims = token::find(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let person = PersonId(claims.subject);
    let gave_word = !typed.recovery.trim().is_empty();
    if gave_word {
        let mut errors = FormErrors::default();
        let delay = check_recovery_word(&app, tx, person, &typed.recovery, &chrome, &mut errors).await?;
        if !errors.is_empty() {
            let page = LinkPage { path: format!("/sign-in/{text}"), asks: true, errors };
            let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
            return Ok(Delayed::on_perhaps(delay, page));
        }
        tx = Tx::without_practice(&app.pool).await?;
        if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
            return Ok(answer);
        }
    }
    let claims = token::consume(&mut tx, &secret, link::PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    match claims.practice {
        practice if gave_word => recovery_store::open_access(&mut tx, person, practice).await?,
        Some(practice) => recovery_store::close_access(&mut tx, person, practice, chrome.now).await?,
        None => {}
    }
    if claims.practice.is_some() {
        // Staff may have made the link to sign another person out of the account.
        store::end_all(&mut tx, person).await?;
        store::forget_browsers(&mut tx, person, None).await?;
    }
    let started = begin(&app, &mut tx, person, &headers, &chrome, Some(chrome.now + MAY_CHOOSE)).await?;
    let to = Redirect::to(if claims.practice.is_some() { "/account" } else { "/" }).into_response();
    let answer = started.along(&app, tx, &chrome, &submission, to).await?;
    app.events.recheck(Some(person.0));
    Ok(answer)
}

/// Checks typed words against the recovery word of a person; adds a message beside the field when they are wrong or not checked now.
pub(in crate::person) async fn check_recovery_word(
    app: &AppState,
    mut tx: Tx,
    person: PersonId,
    words: &str,
    chrome: &Chrome,
    errors: &mut FormErrors,
) -> Result<Option<Delayed>, Problem> {
    let kept = recovery_store::word_hash(&mut tx, person).await?;
    let tags = LimitKeys::word(&app.vault, person);
    match attempt::check_hash(app, tx, &tags, recovery::typed(words), kept, chrome.now).await? {
        Ok(true) => Ok(None),
        Ok(false) => {
            errors.add("recovery", chrome.locale().message("recovery-not-these"));
            Ok(None)
        }
        Err(delay) => {
            errors.add("recovery", delay.message(chrome.locale()));
            Ok(Some(delay))
        }
    }
}

async fn sign_out(
    State(app): State<AppState>,
    chrome: Chrome,
    signed_in: Option<axum::Extension<SignedIn>>,
    submission: Submission,
    jar: CookieJar,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    end_previous(&mut tx, &app, &jar, chrome.now).await?;
    let mut response = Redirect::to("/signed-out").into_response();
    // Without the visitor cookie, too, the browser is a new one: the next person gets no answer stored for this one.
    for word in [SIGN_IN_COOKIE, VISITOR_COOKIE] {
        add_cookie(&mut response, &cookie::clear(&app.url, word));
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    let response = submission.keep_answer(&mut tx, &app.vault, chrome.now, response).await?;
    tx.commit().await?;
    if let Some(axum::Extension(signed_in)) = signed_in {
        app.events.recheck(Some(signed_in.person.0));
    }
    Ok(response)
}

async fn signed_out(chrome: Chrome) -> Response {
    chrome.page(&SignedOutPage)
}

/// The owner mark of the pages that this browser may show now.
async fn still_signed_in(chrome: Chrome, _: SignedIn) -> String {
    chrome.owner
}

async fn step_up_page(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    QueryParams(query): QueryParams<ReturnQuery>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let has_one = people::passphrase_of(&mut tx, me.person).await?.is_some();
    Ok(chrome.page(&StepUpPage { back: local_path(&query.back), has_one, errors: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedSignIn {
    passphrase: String,
    #[serde(default)]
    back: String,
}

async fn confirm_step_up(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    submission: Submission,
    FormBody(typed): FormBody<RepeatedSignIn>,
) -> Result<Response, Problem> {
    let back = local_path(&typed.back);
    let mut errors = FormErrors::default();
    let tried = match step_up::confirm(&app, me, &typed.passphrase, &submission, chrome.now).await? {
        StepUpOutcome::Confirmed(confirmed) => {
            return confirmed.along(&app, &submission, chrome.now, Redirect::to(&back).into_response()).await;
        }
        StepUpOutcome::Answered(answer) => return Ok(answer),
        tried => tried,
    };
    let words = match &tried {
        StepUpOutcome::Later(delay) => delay.message(chrome.locale()),
        _ => chrome.locale().message("passphrase-not-this"),
    };
    errors.add("passphrase", words);
    let page = StepUpPage { back, has_one: !matches!(tried, StepUpOutcome::None), errors };
    let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    Ok(if let StepUpOutcome::Later(delay) = tried { delay.on(page) } else { page })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageForm {
    locale: Locale,
    #[serde(default)]
    back: String,
    /// The page that answered a form.
    #[serde(default)]
    carried: String,
}

async fn language(
    State(app): State<AppState>,
    chrome: Chrome,
    signed_in: Option<axum::Extension<SignedIn>>,
    FormBody(chosen): FormBody<LanguageForm>,
) -> Result<Response, Problem> {
    if let Some(axum::Extension(signed_in)) = signed_in {
        let mut tx = Tx::without_practice(&app.pool).await?;
        people::set_locale(&mut tx, signed_in.person, chosen.locale).await?;
        tx.commit().await?;
    }
    let mut response = match AnsweredPage::open(&chosen.carried, chosen.locale, &app.vault, &chrome) {
        Some(page) => Html(page).into_response(),
        None => Redirect::to(&local_path(&chosen.back)).into_response(),
    };
    add_cookie(&mut response, &cookie::set(&app.url, LOCALE_COOKIE, chosen.locale.to_string(), TimeDelta::days(365)));
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeForm {
    theme: Theme,
    #[serde(default)]
    back: String,
}

/// Keeps the chosen colours in this browser.
async fn theme(State(app): State<AppState>, FormBody(chosen): FormBody<ThemeForm>) -> Response {
    let mut response = Redirect::to(&local_path(&chosen.back)).into_response();
    add_cookie(&mut response, &cookie::set(&app.url, THEME_COOKIE, chosen.theme.code().to_owned(), TimeDelta::days(365)));
    response
}

/// Accepts only a path of this installation. Browsers ignore tabs and line breaks in a path: "/\t/elsewhere" leads elsewhere.
fn local_path(back: &str) -> String {
    let ours = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && !back.contains(char::is_control);
    if ours { back.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn no_redirect_leaves_the_installation() {
        assert_eq!(local_path("/groups/1?x=2"), "/groups/1?x=2");
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "", "javascript:alert(1)"] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
