//! The doors of what the practice sends.

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

/// The doors.
pub(in crate::practice) fn doors() -> AppRoutes {
    AppRoutes::new().get(Access::KeepsTimes, "/practice/outbox", show).get(Access::Staff, "/demo/mail", demo)
}

async fn show(State(house): State<AppState>, chrome: Chrome, mut me: Colleague<KeepsTimes>) -> Result<Response, Problem> {
    let of = me.practices()[0];
    let practice = of.0;
    let found = store::counts(&mut me.tx, practice, None, chrome.now - TimeDelta::days(30)).await?;
    let page = PracticeOutboxPage {
        administers: me.administers().contains(&of),
        counts: in_four(&found),
        channels: house.post.channels(),
        mail: house.post.carries(Channel::Mail),
        texts: house.post.carries(Channel::Text),
        caught: house.post.catcher().is_some(),
        from: house.post.from(),
    };
    Ok(chrome.page(&page))
}

#[derive(Deserialize)]
struct OutboxQuery {
    look: Option<MessageId>,
}

/// A message's HTML has looks in its tags, which no page of ours may have: it is shown alone, and may do nothing.
const MAIL_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

async fn demo(
    State(house): State<AppState>,
    chrome: Chrome,
    _: Colleague,
    InQuery(asked): InQuery<OutboxQuery>,
) -> Result<Response, Problem> {
    let catcher = house.post.catcher();
    if let Some(one) = asked.look.and_then(|id| catcher.and_then(|catcher| catcher.find(id))) {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY)),
        ];
        return Ok((headers, one.letter.html).into_response());
    }
    let caught = catcher.map(crate::kit::mail::caught::Catcher::all).unwrap_or_default();
    Ok(chrome.page(&DemoMailPage { kept: catcher.is_some(), caught }))
}
