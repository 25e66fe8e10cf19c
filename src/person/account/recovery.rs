//! The recovery word of the signed-in person: created, written down, entered.

use super::views::{NewCredentials, RecoveryPage};
use crate::kit::db::Tx;
use crate::kit::web::prelude::*;
use crate::person::passphrase::KNOWN;
use crate::person::sign_in::{self, Delayed, SignedIn, own, step_up};
use crate::person::{recovery_store, store};

const PATH: &str = "/account/recovery-word";

#[derive(Deserialize)]
pub(super) struct RecoveryQuery {
    #[serde(default)]
    opened: bool,
}

pub(super) async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    QueryParams(query): QueryParams<RecoveryQuery>,
) -> Result<Response, Problem> {
    page(&mut Tx::without_practice(&app.pool).await?, &chrome, me, None, query.opened, FormErrors::default()).await
}

async fn page(
    tx: &mut Tx,
    chrome: &Chrome,
    me: SignedIn,
    fresh: Option<NewCredentials>,
    opened: bool,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let recovery = recovery_store::find(tx, me.person).await?.ok_or(Problem::NotFound)?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(chrome.page_with(status, &RecoveryPage { recovery, fresh, opened, errors }))
}

/// Creates a word and shows it this once. A word confirmed as written down can be replaced only by its owner, with the passphrase.
pub(super) async fn create(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    submission: Submission,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let recovery = recovery_store::find(&mut tx, me.person).await?.ok_or(Problem::NotFound)?;
    if recovery.confirmed && !step_up::is_confirmed(&mut tx, me.id, chrome.now).await? {
        return Ok(step_up::ask(&chrome, PATH));
    }
    let user_name = store::find(&mut tx, &app.vault, me.person).await?.ok_or(Problem::NotFound)?.user_name;
    drop(tx);
    let (words, hash) = match sign_in::fresh_word(chrome.locale(), &KNOWN).await {
        Ok(fresh) => fresh,
        Err(delay) => {
            let mut errors = FormErrors::default();
            errors.add("make", delay.message(chrome.locale()));
            return Ok(delay.on(page(&mut Tx::without_practice(&app.pool).await?, &chrome, me, None, false, errors).await?));
        }
    };
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    recovery_store::set_recovery_word(&mut tx, me.person, &hash, chrome.now).await?;
    let page = page(&mut tx, &chrome, me, Some(NewCredentials { user_name, words }), false, FormErrors::default()).await?;
    let page = submission.keep_answer(&mut tx, &app.vault, chrome.now, page).await?;
    tx.commit().await?;
    Ok(page)
}

pub(super) async fn confirm_written(
    State(app): State<AppState>,
    me: SignedIn,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    recovery_store::confirm_written(&mut tx, me.person).await?;
    tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryForm {
    recovery: String,
}

pub(super) async fn enter(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    FormBody(form): FormBody<RecoveryForm>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::default();
    let tx = Tx::without_practice(&app.pool).await?;
    let delay = own::check_recovery_word(&app, tx, me.person, &form.recovery, &chrome, &mut errors).await?;
    if !errors.is_empty() {
        let page = page(&mut Tx::without_practice(&app.pool).await?, &chrome, me, None, false, errors).await?;
        return Ok(Delayed::on_perhaps(delay, page));
    }
    let mut tx = Tx::without_practice(&app.pool).await?;
    recovery_store::open_access(&mut tx, me.person, None).await?;
    tx.commit().await?;
    app.events.recheck(Some(me.person.0));
    Ok(Redirect::to(&format!("{PATH}?opened=true")).into_response())
}
