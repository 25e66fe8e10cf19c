//! Reading a closing: its newest version, each earlier one with its changes, and a printable page.

use chrono::{DateTime, Utc};

use super::page::{self, ClosingDeskParts};
use crate::charter::diff::Diff;
use crate::closing::store::{self, Version};
use crate::closing::views::{ClosingComparison, ClosingPrintPage, ReadPage, WaitPage};
use crate::group::{self, AnyRole, Group};
use crate::kit::web::prelude::*;
use crate::session::{self, Session, SessionAccess, reader_store};

/// To staff: the page on which the closing is written. To members: the newest version.
pub(super) async fn show(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    if access.group_access.role().is_staff() {
        let desk = ClosingDeskParts::of(&app, &mut access).await?;
        let (was_sent, now) = (!desk.versions.is_empty(), chrome.now);
        let page = page::desk(&app, chrome, &mut access, desk, None).await?;
        if was_sent {
            record_read_access(access, now).await?;
        }
        return Ok(page);
    }
    let (group, session) = group_and_session(&app, &mut access).await?;
    let (member, role) = (access.group_access.membership(), access.group_access.role());
    let may = !reader_store::is_closed_to(&mut access.group_access.tx, &session, role, member).await?;
    let versions = if may { store::versions(&mut access.group_access.tx, &app.vault, &[session.id.0]).await? } else { Vec::new() };
    let newest = versions.first().map(|version| version.number);
    match newest.and_then(|number| read(&group, &session, &versions, number, false)) {
        Some(page) => {
            record_read_access(access, chrome.now).await?;
            Ok(chrome.in_zone(group.time_zone).page(&page))
        }
        None => Ok(chrome.in_zone(group.time_zone).page(&WaitPage { group, session, may })),
    }
}

/// Records in the audit log who read a session's closing, at most once per hour.
async fn record_read_access(mut access: SessionAccess<AnyRole>, now: DateTime<Utc>) -> Result<(), Problem> {
    let subject = access.session().0;
    if access.group_access.audit_read(AuditAction::ClosingRead, subject, now).await? {
        access.group_access.tx.commit().await?;
    }
    Ok(())
}

async fn group_and_session(app: &AppState, access: &mut SessionAccess<AnyRole>) -> Result<(Group, Session), Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    Ok((group, session))
}

/// The versions, for a reader who may read them; otherwise 404.
async fn versions(app: &AppState, access: &mut SessionAccess<AnyRole>, session: &Session) -> Result<Vec<Version>, Problem> {
    let (member, role) = (access.group_access.membership(), access.group_access.role());
    let tx = &mut access.group_access.tx;
    if reader_store::is_closed_to(tx, session, role, member).await? {
        return Err(Problem::NotFound);
    }
    Ok(store::versions(tx, &app.vault, &[session.id.0]).await?)
}

fn read(group: &Group, session: &Session, versions: &[Version], number: i32, is_staff: bool) -> Option<ReadPage> {
    let at = versions.iter().position(|version| version.number == number)?;
    let version = &versions[at];
    let before = versions.get(at + 1).and_then(|before| before.content.clone());
    let compared = before.zip(version.content.as_ref()).map(|(before, after)| ClosingComparison {
        from: number - 1,
        summary: (before.summary != after.summary).then(|| Diff::of(&before.summary, &after.summary)),
        points: (before.points != after.points).then(|| Diff::of(&before.lines(), &after.lines())),
    });
    Some(ReadPage {
        group: group.clone(),
        session: session.clone(),
        content: version.content.clone(),
        number,
        newest: versions[0].number,
        published_at: version.published_at,
        compared,
        is_staff,
    })
}

#[derive(Deserialize)]
pub(super) struct ClosingVersionPathParams {
    number: i32,
}

pub(super) async fn version(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnyRole>,
    PathParams(ClosingVersionPathParams { number }): PathParams<ClosingVersionPathParams>,
) -> Result<Response, Problem> {
    let (group, session) = group_and_session(&app, &mut access).await?;
    let versions = versions(&app, &mut access, &session).await?;
    let page = read(&group, &session, &versions, number, access.group_access.role().is_staff()).ok_or(Problem::NotFound)?;
    record_read_access(access, chrome.now).await?;
    Ok(chrome.in_zone(group.time_zone).page(&page))
}

pub(super) async fn print(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    let (group, session) = group_and_session(&app, &mut access).await?;
    let newest = versions(&app, &mut access, &session).await?.into_iter().next().ok_or(Problem::NotFound)?;
    record_read_access(access, chrome.now).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&ClosingPrintPage { group, session, content: newest.content, number: newest.number, published_at: newest.published_at }))
}
