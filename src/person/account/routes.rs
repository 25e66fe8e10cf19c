//! Routes of the own account.

use axum::http::HeaderMap;
use chrono_tz::Tz;

use super::recovery;
use super::views::AccountPage;
use crate::kit::db::Tx;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::web::prelude::*;
use crate::person::passphrase::{HashQueueFull, KNOWN, Passphrase};
use crate::person::sign_in::{self, Delayed, SignInId, SignedIn, gate, own};
use crate::person::store;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SignedIn, "/account", show)
        .post(Access::SignedIn, "/account/reading", set_reading)
        .post(Access::SignedIn, "/account/passphrase", set_passphrase)
        .get(Access::SignedIn, "/account/recovery-word", recovery::show)
        .post(Access::SignedIn, "/account/recovery-word", recovery::create)
        .post(Access::SignedIn, "/account/recovery-word/confirmation", recovery::confirm_written)
        .post(Access::SignedIn, "/account/recovery-word/opening", recovery::enter)
        .post(Access::SignedIn, "/account/sign-ins/end", end_others)
        .post(Access::SignedIn, "/account/sign-ins/{sign_in}/end", end_one)
}

#[derive(Deserialize)]
struct AccountQuery {
    #[serde(default)]
    kept: bool,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    QueryParams(query): QueryParams<AccountQuery>,
) -> Result<Response, Problem> {
    page(&app, &chrome, me, FormErrors::default(), query.kept).await
}

async fn page(app: &AppState, chrome: &Chrome, me: SignedIn, errors: FormErrors, kept: bool) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let person = store::find(&mut tx, &app.vault, me.person).await?.ok_or(Problem::NotFound)?;
    let sign_ins = own::list(&mut tx, me.person).await?;
    let may_choose_until = own::may_choose_until(&mut tx, me.id, chrome.now).await?;
    let has_passphrase = store::passphrase_of(&mut tx, me.person).await?.is_some();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let zones = &chrono_tz::TZ_VARIANTS;
    let page = AccountPage { person, zones, sign_ins, this: me.id, may_choose_until, has_passphrase, errors, kept };
    Ok(chrome.page_with(status, &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingForm {
    locale: Locale,
    calendar: Calendar,
    time_zone: Tz,
}

async fn set_reading(State(app): State<AppState>, me: SignedIn, FormBody(typed): FormBody<ReadingForm>) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    store::set_locale(&mut tx, me.person, typed.locale).await?;
    store::set_calendar(&mut tx, me.person, typed.calendar, typed.time_zone).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?kept=true").into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassphrase {
    #[serde(default)]
    now: String,
    new: String,
}

async fn set_passphrase(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    submission: Submission,
    headers: HeaderMap,
    FormBody(typed): FormBody<NewPassphrase>,
) -> Result<Response, Problem> {
    let locale = chrome.locale();
    let mut tx = Tx::without_practice(&app.pool).await?;
    let person = store::find(&mut tx, &app.vault, me.person).await?.ok_or(Problem::NotFound)?;
    let mut errors = FormErrors::default();
    let own: Vec<&str> =
        [Some(person.name.as_str()), Some(person.user_name.as_str()), person.email.as_deref()].into_iter().flatten().collect();
    let chosen = errors.check("new", Passphrase::chosen(&typed.new, &own), |weak| locale.message(weak.key()));
    // A person who signed in by a link may have lost the old passphrase, or never had one.
    let by_link = own::may_choose_until(&mut tx, me.id, chrome.now).await?.is_some();
    let mut delay = None;
    if !by_link && store::passphrase_of(&mut tx, me.person).await?.is_some() {
        match own::check_passphrase(&app, tx, &own::LimitKeys::signed_in(&app.vault, me.id), Some(me.person), &typed.now, chrome.now)
            .await?
        {
            Ok(true) => {}
            Ok(false) => errors.add("now", locale.message("passphrase-not-this")),
            Err(wait) => {
                errors.add("now", wait.message(locale));
                delay = Some(wait);
            }
        }
    }
    let hash = match chosen.filter(|_| errors.is_empty()) {
        Some(chosen) => match chosen.hash(&KNOWN).await {
            Ok(hash) => Some(hash),
            Err(HashQueueFull) => {
                errors.add("new", Delayed::Busy.message(locale));
                delay = Some(Delayed::Busy);
                None
            }
        },
        None => None,
    };
    let mut tx = Tx::without_practice(&app.pool).await?;
    // The same form, sent a moment ago, may have set it: against the new passphrase, the current one typed here is wrong.
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let Some(hash) = hash else {
        drop(tx);
        let page = page(&app, &chrome, me, errors, false).await?;
        return Ok(Delayed::on_perhaps(delay, page));
    };
    if by_link && !own::use_choice(&mut tx, me.id, chrome.now).await? {
        return Err(Problem::Conflict);
    }
    store::set_passphrase(&mut tx, me.person, &hash).await?;
    sign_in::end_others(&mut tx, me.person, me.id).await?;
    let this = gate::browser_of(&app, me.person, &headers);
    own::forget_browsers(&mut tx, me.person, this.as_deref()).await?;
    sign_in::void_links(&mut tx, me.person).await?;
    let kept = submission.keep_answer(&mut tx, &app.vault, chrome.now, Redirect::to("/account?kept=true").into_response()).await?;
    tx.commit().await?;
    app.events.recheck(Some(me.person.0));
    Ok(kept)
}

async fn end_others(
    State(app): State<AppState>,
    me: SignedIn,
    headers: HeaderMap,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    sign_in::end_others(&mut tx, me.person, me.id).await?;
    own::forget_browsers(&mut tx, me.person, gate::browser_of(&app, me.person, &headers).as_deref()).await?;
    tx.commit().await?;
    app.events.recheck(Some(me.person.0));
    Ok(Redirect::to("/account?kept=true").into_response())
}

async fn end_one(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    submission: Submission,
    PathParams(id): PathParams<SignInId>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    if !own::end(&mut tx, me.person, id).await? {
        return Err(Problem::NotFound);
    }
    let answer = submission.keep_answer(&mut tx, &app.vault, chrome.now, Redirect::to("/account?kept=true").into_response()).await?;
    tx.commit().await?;
    app.events.recheck(Some(me.person.0));
    Ok(answer)
}
