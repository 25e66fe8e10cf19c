//! The outbox of a group: the state of its messages, and the decisions of staff about those with an unknown outcome.

use chrono::TimeDelta;

use super::routes::group_of;
use super::store;
use super::views::{OpenRow, OutboxPage};
use crate::group::{self, GroupAccess, Staff};
use crate::kit::mail::store as outbox;
use crate::kit::mail::{MessageId, in_four};
use crate::kit::web::prelude::*;

/// How far back the page reaches.
const LOOKS_BACK: TimeDelta = TimeDelta::days(30);

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaff, "/groups/{group}/outbox", messages)
        .post(Access::GroupStaff, "/groups/{group}/outbox/{message}/again", again)
        .post(Access::GroupStaff, "/groups/{group}/outbox/{message}/settlement", settle)
}

async fn messages(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<Staff>) -> Result<Response, Problem> {
    let (practice, scope, since) = (access.practice().0, access.group().0, chrome.now - LOOKS_BACK);
    let group = group_of(&app, &mut access).await?;
    let found = outbox::counts(&mut access.tx, practice, Some(scope), since).await?;
    let open = outbox::list_undelivered(&mut access.tx, scope, since, chrome.now).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id.0).collect();
    let recipients = store::recipients_of(&mut access.tx, &ids).await?;
    let people = group::store::memberships(&mut access.tx, &app.vault, group.id).await?;
    let name = |id: MessageId| {
        let (_, member) = recipients.iter().find(|(message, _)| *message == id.0)?;
        people.iter().find(|one| one.id == *member)?.name.clone()
    };
    let open = open.into_iter().map(|message| OpenRow { name: name(message.id), message }).collect();
    let page = OutboxPage { group, channels: app.mail.channels(), counts: in_four(&found), open };
    Ok(chrome.in_zone(page.group.time_zone).page(&page))
}

#[derive(Deserialize)]
struct MessagePathParams {
    message: MessageId,
}

async fn again(
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MessagePathParams { message }): PathParams<MessagePathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (practice, scope) = (access.practice().0, access.group().0);
    if outbox::requeue(&mut access.tx, practice, scope, message, chrome.now).await? {
        access.audit(AuditAction::MessageSentAgain, message.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{scope}/outbox")).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettledMessage {
    arrived: bool,
}

async fn settle(
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MessagePathParams { message }): PathParams<MessagePathParams>,
    FormBody(sent): FormBody<SettledMessage>,
) -> Result<Response, Problem> {
    let scope = access.group().0;
    if outbox::dismiss(&mut access.tx, scope, message, sent.arrived, chrome.now).await? {
        access.audit(AuditAction::MessageDropped, message.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{scope}/outbox")).into_response())
}
