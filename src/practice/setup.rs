//! The first start: a one-time link creates the practice and its first therapist.

use axum::http::HeaderMap;
use chrono::TimeDelta;
use chrono_tz::Tz;
use uuid::Uuid;

use super::help::{self, CrisisHelp, NumberRow};
use super::views::{SetupPage, SetupTyped};
use super::{Practice, PracticeId, StaffRole, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::mail::Address;
use crate::kit::secret::Secret;
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::prelude::*;
use crate::person::passphrase::Passphrase;
use crate::person::sign_in::Delayed;
use crate::person::sign_in::begin::let_in;
use crate::person::{self, NewPerson, PersonId, sign_in};

const PURPOSE: &str = "setup";
/// The most characters of a practice name.
pub const NAME_LIMIT: usize = 80;

/// Creates the path of the setup link while there is no account; an earlier link becomes invalid.
pub async fn link(app: &AppState) -> Result<Option<String>, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if !store::has_no_accounts(&mut tx).await? {
        return Ok(None);
    }
    let secret = Secret::random();
    token::revoke_all(&mut tx, PURPOSE, Uuid::nil()).await?;
    token::store(&mut tx, &secret, PURPOSE, TokenClaims { practice: None, subject: Uuid::nil() }, app.clock.now() + TimeDelta::days(7))
        .await?;
    tx.commit().await?;
    Ok(Some(format!("/setup/{}", secret.reveal())))
}

pub(super) async fn form(State(app): State<AppState>, chrome: Chrome, PathParams(text): PathParams<String>) -> Result<Response, Problem> {
    let secret = Secret::parse(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::without_practice(&app.pool).await?;
    token::find(&mut tx, &secret, PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    let typed = SetupTyped { time_zone: chrome.reader.zone.name().to_owned(), ..SetupTyped::default() };
    Ok(chrome.page(&SetupPage { path: format!("/setup/{text}"), typed, zones: &chrono_tz::TZ_VARIANTS, errors: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetupForm {
    practice: String,
    locale: Locale,
    calendar: Calendar,
    time_zone: String,
    name: String,
    email: String,
    passphrase: String,
    #[serde(default)]
    help_name: String,
    #[serde(default)]
    help_number: String,
    #[serde(default)]
    help_hours: String,
}

pub(super) async fn set_up(
    State(app): State<AppState>,
    chrome: Chrome,
    from: sign_in::ClientOrigin,
    submission: Submission,
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<SetupForm>,
) -> Result<Response, Problem> {
    let secret = Secret::parse(&text).ok_or(Problem::NotFound)?;
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    token::find(&mut tx, &secret, PURPOSE, chrome.now).await?.ok_or(Problem::NotFound)?;
    drop(tx);
    let mut errors = FormErrors::default();
    let locale = chrome.locale();
    let words = |refusal: TextRefusal| refusal.message(locale);
    let practice_name = errors.check("practice", clean_line(&typed.practice, NAME_LIMIT), words);
    let name = errors.check("name", clean_line(&typed.name, person::NAME_LIMIT), words);
    let zone = errors.check("time_zone", typed.time_zone.parse::<Tz>(), |_| locale.message("time-zone-unknown"));
    let email = errors.check("email", Address::read(&typed.email).ok_or(()), |()| locale.message("email-not-one"));
    let own = [typed.practice.as_str(), typed.name.as_str(), typed.email.as_str()];
    let passphrase = errors.check("passphrase", Passphrase::chosen(&typed.passphrase, &own), |weak| locale.message(weak.key()));
    let first = NumberRow { name: typed.help_name, number: typed.help_number, hours: typed.help_hours, errors: FormErrors::default() };
    let mut numbers = [first];
    let read = help::read(&mut numbers, locale);
    let mut delay = None;
    let hash = match passphrase.filter(|_| errors.is_empty() && read.is_some()) {
        Some(passphrase) => errors.check("passphrase", sign_in::choose(&app, from, passphrase, chrome.now).await?, |delayed| {
            delay = Some(delayed);
            delayed.message(locale)
        }),
        None => None,
    };
    let (Some(practice_name), Some(name), Some(time_zone), Some(email), Some(hash), Some(read)) =
        (practice_name, name, zone, email, hash, read)
    else {
        let [number] = numbers;
        let path = format!("/setup/{text}");
        let typed = SetupTyped {
            practice: typed.practice,
            locale: Some(typed.locale),
            calendar: Some(typed.calendar),
            time_zone: typed.time_zone,
            name: typed.name,
            email: typed.email,
            number,
        };
        let page = SetupPage { path, typed, zones: &chrono_tz::TZ_VARIANTS, errors };
        let page = chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        return Ok(Delayed::on_perhaps(delay, page));
    };
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    if token::consume(&mut tx, &secret, PURPOSE, chrome.now).await?.is_none() {
        drop(tx);
        sign_in::in_vain(&app, from, chrome.now).await?;
        return Err(Problem::NotFound);
    }
    let founder = NewPerson {
        id: PersonId::random(),
        name,
        email: Some(email),
        passphrase: Some(hash),
        locale: typed.locale,
        calendar: typed.calendar,
        time_zone,
    };
    let practice =
        Practice { id: PracticeId::random(), name: practice_name, locale: typed.locale, calendar: typed.calendar, time_zone, version: 1 };
    create_practice(&mut tx, &app, &founder, &practice).await?;
    if !read.is_empty() {
        let help = CrisisHelp { numbers: read, note: None, version: 1 };
        help::store::set(&mut tx, &app.vault, practice.id, &help).await?;
    }
    let_in(&app, tx, founder.id, &headers, &chrome, &submission, "/").await
}

/// Creates a practice with its first therapist, who also administers it.
pub async fn create_practice(tx: &mut Tx, app: &AppState, founder: &NewPerson, practice: &Practice) -> Result<(), Error> {
    let now = app.clock.now();
    tx.add_practice(practice.id.0).await?;
    person::insert(tx, &app.vault, founder, now).await?;
    store::insert(tx, &app.vault, practice, now).await?;
    store::grant_access(tx, founder.id, practice.id, true).await?;
    store::employ(tx, practice.id, founder.id, StaffRole::Administrator, now).await?;
    let act =
        AuditEntry { practice: practice.id.0, actor: Some(founder.id.0), action: AuditAction::PracticeFounded, subject: practice.id.0 };
    audit::record(tx, act, now).await?;
    Ok(())
}
