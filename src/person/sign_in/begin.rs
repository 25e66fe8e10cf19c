//! Begins a sign-in, and gives its browser the cookies.

use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use chrono::{DateTime, TimeDelta, Utc};

use super::gate::{self, SIGN_IN_COOKIE, add_cookie};
use super::{device, store};
use crate::kit::db::Tx;
use crate::kit::secret::Secret;
use crate::kit::web::cookie;
use crate::kit::web::prelude::*;
use crate::person::PersonId;

/// A sign-in that has begun, with the cookies for its browser.
pub struct StartedSignIn {
    cookies: [Cookie<'static>; 2],
}

impl StartedSignIn {
    /// Adds the cookies to an answer, stores the answer for a second submission, and commits.
    pub async fn along(
        &self,
        app: &AppState,
        mut tx: Tx,
        chrome: &Chrome,
        submission: &Submission,
        mut answer: Response,
    ) -> Result<Response, Problem> {
        for cookie in &self.cookies {
            add_cookie(&mut answer, cookie);
        }
        let answer = submission.keep_answer(&mut tx, &app.vault, chrome.now, answer).await?;
        tx.commit().await?;
        Ok(answer)
    }
}

/// Begins a fresh sign-in (the previous cookie becomes invalid) and redirects; a second submission is redirected too.
pub async fn let_in(
    app: &AppState,
    mut tx: Tx,
    person: PersonId,
    headers: &HeaderMap,
    chrome: &Chrome,
    submission: &Submission,
    to: &str,
) -> Result<Response, Problem> {
    let started = begin(app, &mut tx, person, headers, chrome, None).await?;
    started.along(app, tx, chrome, submission, Redirect::to(to).into_response()).await
}

/// Begins a sign-in; the caller builds the response. Until `may_choose` the person may set a passphrase without giving the old one.
pub async fn begin(
    app: &AppState,
    tx: &mut Tx,
    person: PersonId,
    headers: &HeaderMap,
    chrome: &Chrome,
    may_choose: Option<DateTime<Utc>>,
) -> Result<StartedSignIn, Problem> {
    let jar = CookieJar::from_headers(headers);
    end_previous(tx, app, &jar, chrome.now).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let secret = store::begin(tx, person, device(agent), may_choose, chrome.now).await?;
    let known = gate::remember(tx, app, person, &jar, chrome.now).await?;
    let own = cookie::set(&app.url, SIGN_IN_COOKIE, secret.reveal().to_owned(), TimeDelta::hours(24));
    Ok(StartedSignIn { cookies: [own, known] })
}

pub(super) async fn end_previous(tx: &mut Tx, app: &AppState, jar: &CookieJar, now: DateTime<Utc>) -> Result<(), Problem> {
    if let Some(secret) = jar.get(&cookie::name(&app.url, SIGN_IN_COOKIE)).and_then(|brought| Secret::parse(brought.value()))
        && let Some(found) = store::find(tx, &secret, now).await?
    {
        store::end(tx, found.person, found.id).await?;
    }
    Ok(())
}
