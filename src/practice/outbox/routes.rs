//! Routes of the practice outbox.

use axum::http::{HeaderValue, header};
use chrono::TimeDelta;

use super::views::{DemoMailPage, PracticeOutboxPage};
use crate::kit::mail::{Channel, MessageId, in_four, store};
use crate::kit::web::prelude::*;
use crate::practice::{AsScheduler, Colleague};

pub(in crate::practice) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::Scheduler, "/practice/outbox", show).get(Access::PracticeStaff, "/demo/mail", demo)
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut me: Colleague<AsScheduler>) -> Result<Response, Problem> {
    let practice_id = me.practices()[0];
    let found = store::counts(&mut me.tx, practice_id.0, None, chrome.now - TimeDelta::days(30)).await?;
    let page = PracticeOutboxPage {
        administers: me.administers().contains(&practice_id),
        counts: in_four(&found),
        channels: app.mail.channels(),
        mail: app.mail.carries(Channel::Mail),
        texts: app.mail.carries(Channel::Text),
        caught: app.mail.catcher().is_some(),
        from: app.mail.from(),
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
    State(app): State<AppState>,
    chrome: Chrome,
    _: Colleague,
    QueryParams(query): QueryParams<OutboxQuery>,
) -> Result<Response, Problem> {
    let catcher = app.mail.catcher();
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
