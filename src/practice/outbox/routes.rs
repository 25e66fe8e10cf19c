//! Routes of the practice outbox.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;

use super::views::{DemoMailPage, PracticeOutboxPage};
use crate::kit::house::AppState;
use crate::kit::mail::{Channel, MessageId, in_four, store};
use crate::kit::web::{Access, AppRoutes, Chrome, InQuery, Problem};
use crate::practice::{Colleague, KeepsTimes};

pub(in crate::practice) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::KeepsTimes, "/practice/outbox", show).get(Access::Staff, "/demo/mail", demo)
}

async fn show(State(state): State<AppState>, chrome: Chrome, mut me: Colleague<KeepsTimes>) -> Result<Response, Problem> {
    let practice_id = me.practices()[0];
    let found = store::counts(&mut me.tx, practice_id.0, None, chrome.now - TimeDelta::days(30)).await?;
    let page = PracticeOutboxPage {
        administers: me.administers().contains(&practice_id),
        counts: in_four(&found),
        channels: state.post.channels(),
        mail: state.post.carries(Channel::Mail),
        texts: state.post.carries(Channel::Text),
        caught: state.post.catcher().is_some(),
        from: state.post.from(),
    };
    Ok(chrome.page(&page))
}

#[derive(Deserialize)]
struct OutboxQuery {
    look: Option<MessageId>,
}

/// The HTML of a message has inline styles, which no page of ours may have: it is served alone, in a sandbox.
const MAIL_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

async fn demo(
    State(state): State<AppState>,
    chrome: Chrome,
    _: Colleague,
    InQuery(query): InQuery<OutboxQuery>,
) -> Result<Response, Problem> {
    let catcher = state.post.catcher();
    if let Some(one) = query.look.and_then(|id| catcher.and_then(|catcher| catcher.find(id))) {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY)),
        ];
        return Ok((headers, one.letter.html).into_response());
    }
    let caught = catcher.map(crate::kit::mail::caught::Catcher::all).unwrap_or_default();
    Ok(chrome.page(&DemoMailPage { kept: catcher.is_some(), caught }))
}
