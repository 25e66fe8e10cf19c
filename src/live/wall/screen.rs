//! A screen in the room before it shows the wall: it gives a code, and waits until staff show the wall there.

use askama::Template;
use chrono::{DateTime, Utc};

use super::code::{LASTS, WallCode};
use super::tool::WALL_TOOL;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::filters;
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::prelude::*;
use crate::person::sign_in::{self, ClientOrigin};
use crate::session::ending::{WALL_CODE, WALL_WAITING};
use crate::session::{self, SessionId, SessionState};

/// Where a screen gives its code. A wall that has ended leads here.
#[derive(Default, Template)]
#[template(path = "live/wall_code.html")]
struct CodePage {
    code: String,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "live/wall_waiting.html")]
struct WaitingPage {
    path: String,
}

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::Public, "/wall", form).post(Access::Public, "/wall", enter)
}

async fn form(chrome: Chrome) -> Response {
    chrome.page(&CodePage::default())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    code: String,
}

/// Uses a code up: of two screens, one gets it. What it gets shows nothing before staff say so.
async fn enter(
    State(app): State<AppState>,
    chrome: Chrome,
    from: ClientOrigin,
    FormBody(typed): FormBody<CodeForm>,
) -> Result<Response, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let mut errors = FormErrors::default();
    if let Err(delay) = sign_in::admit_code(&mut tx, &app.vault, from, chrome.now).await? {
        errors.add("code", chrome.locale().message("wall-code-wait"));
        return Ok(delay.on(chrome.page_with(StatusCode::TOO_MANY_REQUESTS, &CodePage { code: typed.code, errors })));
    }
    let claims = match WallCode::parse(&typed.code).and_then(|code| code.secret(&app.vault)) {
        Some(secret) => token::consume(&mut tx, &secret, WALL_CODE, chrome.now).await?,
        None => None,
    };
    let Some(TokenClaims { practice: Some(practice), subject }) = claims else {
        tx.commit().await?;
        errors.add("code", chrome.locale().message("wall-code-wrong"));
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &CodePage { code: typed.code, errors }));
    };
    sign_in::code_was_right(&mut tx, &app.vault, from).await?;
    tx.add_practice(practice).await?;
    let secret = Secret::random();
    token::revoke_all(&mut tx, WALL_WAITING, subject).await?;
    let claims = TokenClaims { practice: Some(practice), subject };
    token::store(&mut tx, &secret, WALL_WAITING, claims, chrome.now + LASTS).await?;
    let change = EventChange { kind: WALL_TOOL, subject, to: Recipients::Staff };
    events::record(&mut tx, practice, subject, change).await?;
    tx.commit().await?;
    app.events.wake(subject);
    Ok(Redirect::to(&format!("/wall/{}", secret.reveal())).into_response())
}

/// The page of a screen that waits; none when this secret's does not. Its status tells a script that it is still the same page.
pub(super) async fn waiting_page(app: &AppState, chrome: &Chrome, secret: &Secret) -> Result<Option<Response>, Error> {
    Ok(waits(app, secret, chrome.now).await?.then(|| {
        let page = WaitingPage { path: format!("/wall/{}", secret.reveal()) };
        chrome.page_with(StatusCode::ACCEPTED, &page)
    }))
}

async fn waits(app: &AppState, secret: &Secret, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let claims = token::find(&mut tx, secret, WALL_WAITING, now).await?;
    let Some(TokenClaims { practice: Some(practice), subject }) = claims else { return Ok(false) };
    tx.add_practice(practice).await?;
    Ok(session::store::state(&mut tx, SessionId(subject)).await? == Some(SessionState::Live))
}
