//! The routes of backstage lines.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{BACKSTAGE, LINE_LIMIT, LineId, store, told};
use crate::group::{self, Staff, Therapist};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::i18n::Message;
use crate::kit::text::clean_line;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem, SENT_BEFORE, sent_before_response};
use crate::session::{self, SessionAccess, SessionId, SessionState, reply};

/// This header tells the script that the line was saved, and which one.
const KEPT: &str = "hamdel-kept";

pub(in crate::session) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/sessions/{session}/backstage", write).post(
        Access::GroupTherapist,
        "/sessions/{session}/backstage/settlement",
        settle,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BackstageForm {
    id: LineId,
    text: String,
}

async fn write(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<BackstageForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let locked = session::store::lock(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let refused = |words: &Message| reply::refused_within(&chrome, id, words);
    let actor = seat.actor();
    let print = content.fingerprint(&mut seat.tx, &app.vault, group::membership_owner(actor.practice, actor.membership)).await?;
    if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
        let lines = store::lines(&mut seat.tx, &app.vault, id).await?;
        return saved_response(&chrome, id, typed.id, told(&chrome, &lines)?);
    }
    if locked.live().is_none() {
        return Ok(refused(&chrome.locale().message("stage-not-live")));
    }
    let text = match clean_line(&typed.text, LINE_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return Ok(refused(&refusal.message(chrome.locale()))),
    };
    if !store::add(&mut seat.tx, &app.vault, id, actor, typed.id, &text, chrome.now).await? {
        let words = chrome.locale().message(SENT_BEFORE);
        return if chrome.fragment { Ok(sent_before_response(refused(&words))) } else { Err(Problem::SentBefore) };
    }
    fingerprint::store_fingerprint(&mut seat.tx, typed.id, print).await?;
    let change = EventChange { kind: BACKSTAGE, subject: id.0, to: Recipients::Staff };
    events::record(&mut seat.tx, actor.practice.0, id.0, change).await?;
    let lines = store::lines(&mut seat.tx, &app.vault, id).await?;
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
    saved_response(&chrome, id, typed.id, told(&chrome, &lines)?)
}

fn saved_response(chrome: &Chrome, session: SessionId, line: LineId, partials: String) -> Result<Response, Problem> {
    let mut response = reply::done(chrome, session, partials);
    if chrome.fragment {
        response.headers_mut().insert(KEPT, HeaderValue::from_str(&line.to_string()).map_err(|_| Problem::Internal)?);
    }
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleLineForm {
    keep: bool,
}

/// After the session, the therapist keeps or discards the lines.
async fn settle(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Therapist>,
    FormBody(typed): FormBody<SettleLineForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let state = session::store::lock_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    if state == SessionState::Ended && store::settle(&mut seat.tx, id, typed.keep).await? > 0 {
        let act = if typed.keep { "kept" } else { "thrown away" };
        let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind: "backstage", subject: id.0 };
        audit::record(&mut seat.tx, act, chrome.now).await?;
        access.group_access.tx.commit().await?;
        app.events.wake(id.0);
    }
    Ok(Redirect::to(&format!("/sessions/{id}")).into_response())
}
