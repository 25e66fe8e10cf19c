//! Reading a closing: its newest version, each earlier one with what changed, and a page for paper.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::page::{self, ClosingDeskParts};
use crate::charter::diff::Diff;
use crate::closing::store::{self, Version};
use crate::closing::views::{ClosingComparison, ClosingPrintPage, ReadPage, WaitPage};
use crate::group::{self, AnySeat, Group};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, PathParams, Problem};
use crate::session::{self, Session, SessionAccess};

/// The desk of those who write it; to members, the newest version.
pub(super) async fn show(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<AnySeat>) -> Result<Response, Problem> {
    if here.seat.role().is_staff() {
        let desk = ClosingDeskParts::of(&house, &mut here).await?;
        let (was_sent, now) = (!desk.versions.is_empty(), chrome.now);
        let page = page::desk(&house, chrome, &mut here, desk, None).await?;
        if was_sent {
            note_read(here, now).await?;
        }
        return Ok(page);
    }
    let (group, session) = whose(&house, &mut here).await?;
    let member = here.seat.membership();
    let may = store::may_read(&mut here.seat.tx, &session, member).await?;
    let versions = if may { store::versions(&mut here.seat.tx, &house.vault, &[session.id.0]).await? } else { Vec::new() };
    let newest = versions.first().map(|version| version.number);
    match newest.and_then(|number| read(&group, &session, &versions, number, false)) {
        Some(page) => {
            note_read(here, chrome.now).await?;
            Ok(chrome.in_zone(group.time_zone).page(&page))
        }
        None => Ok(chrome.in_zone(group.time_zone).page(&WaitPage { group, session, may })),
    }
}

/// Writes down who read a session's closing, once in an hour.
async fn note_read(mut here: SessionAccess<AnySeat>, now: DateTime<Utc>) -> Result<(), Problem> {
    let (subject, seat) = (here.session().0, &mut here.seat);
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "read", kind: "closing", subject };
    if audit::record_read(&mut seat.tx, act, now).await? {
        here.seat.tx.commit().await?;
    }
    Ok(())
}

async fn whose(house: &AppState, here: &mut SessionAccess<AnySeat>) -> Result<(Group, Session), Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    Ok((group, session))
}

/// The versions, for who may read them; to everybody else there are none.
async fn versions(house: &AppState, here: &mut SessionAccess<AnySeat>, session: &Session) -> Result<Vec<Version>, Problem> {
    let (member, is_staff) = (here.seat.membership(), here.seat.role().is_staff());
    let tx = &mut here.seat.tx;
    if !is_staff && !store::may_read(tx, session, member).await? {
        return Err(Problem::NotFound);
    }
    Ok(store::versions(tx, &house.vault, &[session.id.0]).await?)
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
pub(super) struct ClosingDraftQuery {
    number: i32,
}

pub(super) async fn version(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    PathParams(ClosingDraftQuery { number }): PathParams<ClosingDraftQuery>,
) -> Result<Response, Problem> {
    let (group, session) = whose(&house, &mut here).await?;
    let versions = versions(&house, &mut here, &session).await?;
    let page = read(&group, &session, &versions, number, here.seat.role().is_staff()).ok_or(Problem::NotFound)?;
    note_read(here, chrome.now).await?;
    Ok(chrome.in_zone(group.time_zone).page(&page))
}

pub(super) async fn print(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<AnySeat>) -> Result<Response, Problem> {
    let (group, session) = whose(&house, &mut here).await?;
    let newest = versions(&house, &mut here, &session).await?.into_iter().next().ok_or(Problem::NotFound)?;
    note_read(here, chrome.now).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&ClosingPrintPage { group, session, content: newest.content, number: newest.number, published_at: newest.published_at }))
}
