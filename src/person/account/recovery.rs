//! The recovery word on one's own account: made, written down, given.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{NewCredentials, RecoveryPage};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, EmptyBody, FormBody, FormErrors, InQuery, Problem, Submission};
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
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    InQuery(asked): InQuery<RecoveryQuery>,
) -> Result<Response, Problem> {
    page(&mut Tx::outside(&house.pool).await?, &chrome, me, None, asked.opened, FormErrors::default()).await
}

async fn page(
    tx: &mut Tx,
    chrome: &Chrome,
    me: SignedIn,
    fresh: Option<NewCredentials>,
    opened: bool,
    complaints: FormErrors,
) -> Result<Response, Problem> {
    let recovery = recovery_store::of(tx, me.person).await?.ok_or(Problem::NotFound)?;
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(chrome.page_with(status, &RecoveryPage { recovery, fresh, opened, complaints }))
}

/// Makes a word and shows it this once. One that is written down somewhere is replaced by its owner alone, with the passphrase.
pub(super) async fn make(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    press: Submission,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    let recovery = recovery_store::of(&mut tx, me.person).await?.ok_or(Problem::NotFound)?;
    if recovery.told && !step_up::holds(&mut tx, me.id, chrome.now).await? {
        return Ok(step_up::ask(&chrome, PATH));
    }
    let user_name = store::find(&mut tx, &house.vault, me.person).await?.ok_or(Problem::NotFound)?.user_name;
    drop(tx);
    let (words, hash) = match sign_in::fresh_word(chrome.locale(), &KNOWN).await {
        Ok(fresh) => fresh,
        Err(later) => {
            let mut complaints = FormErrors::default();
            complaints.say("make", later.message(chrome.locale()));
            return Ok(later.on(page(&mut Tx::outside(&house.pool).await?, &chrome, me, None, false, complaints).await?));
        }
    };
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    recovery_store::set_recovery_word(&mut tx, me.person, &hash, chrome.now).await?;
    let page = page(&mut tx, &chrome, me, Some(NewCredentials { user_name, words }), false, FormErrors::default()).await?;
    let page = press.keep(&mut tx, &house.vault, chrome.now, page).await?;
    tx.commit().await?;
    Ok(page)
}

pub(super) async fn tell(
    State(house): State<AppState>,
    me: SignedIn,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    recovery_store::tell(&mut tx, me.person).await?;
    tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryForm {
    recovery: String,
}

pub(super) async fn give(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    FormBody(given): FormBody<RecoveryForm>,
) -> Result<Response, Problem> {
    let mut complaints = FormErrors::default();
    let tx = Tx::outside(&house.pool).await?;
    let later = own::own_word(&house, tx, me.person, &given.recovery, &chrome, &mut complaints).await?;
    if !complaints.is_empty() {
        let page = page(&mut Tx::outside(&house.pool).await?, &chrome, me, None, false, complaints).await?;
        return Ok(Delayed::on_perhaps(later, page));
    }
    let mut tx = Tx::outside(&house.pool).await?;
    recovery_store::lift(&mut tx, me.person, None).await?;
    tx.commit().await?;
    house.relay.recheck(Some(me.person.0));
    Ok(Redirect::to(&format!("{PATH}?opened=true")).into_response())
}
