//! Cancelling a planned session: it alone, or it and all of its series that follow.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::time::{Found, Which, find};
use crate::group::Whence;
use crate::kit::house::House;
use crate::kit::web::{Chrome, Fields, Problem};
use crate::session::arranged::{Arranged, stands};
use crate::session::series::{store as series_store, year};
use crate::session::{Refusal, SessionState, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    #[serde(default)]
    which: Which,
    /// The version that was read.
    version: Option<i32>,
}

pub(super) async fn cancel(
    State(house): State<House>,
    chrome: Chrome,
    mut here: Arranged,
    Fields(sent): Fields<Sent>,
) -> Result<Response, Problem> {
    let (id, group) = (here.session(), here.by.group());
    here.by.hold().await?;
    let state = store::hold_in_any_state(&mut here.by.tx, id).await?.ok_or(Problem::NotFound)?;
    let Found { session, occurrence, .. } = find(&house, &mut here).await?;
    let to = match (here.by.whence(), occurrence) {
        (Whence::Desk, _) => year::month_of(group, session.local_start.date(), chrome.reader.calendar),
        (Whence::Seat, Some(_)) => format!("/groups/{group}/year"),
        (Whence::Seat, None) => format!("/groups/{group}"),
    };
    if state == SessionState::Cancelled {
        return Ok(Redirect::to(&to).into_response());
    }
    if let Err(refusal) = state.cancel() {
        return stands(&house, &chrome, here, Some(refusal)).await;
    }
    if sent.version.is_some_and(|read| read != session.version) {
        return stands(&house, &chrome, here, Some(Refusal::Changed)).await;
    }
    let by = &mut here.by;
    let mut all = vec![id];
    if let (Which::Following, Some(one)) = (sent.which, occurrence) {
        all = series_store::following(&mut by.tx, one).await?.into_iter().map(|(id, _)| id).collect();
        let series = series_store::find(&mut by.tx, &house.vault, group, one.series).await?.ok_or(Problem::NotFound)?;
        let from = one.recurrence.date();
        let skipped: Vec<_> = series.skipped.iter().copied().filter(|day| *day < from).collect();
        series_store::set_rule(&mut by.tx, &series, &series.ended_before(from), &skipped).await?;
        by.record("ended", "series", series.id.0, chrome.now).await?;
    }
    for id in all {
        if store::cancel(&mut by.tx, id, chrome.now).await? {
            by.record("cancelled", "session", id.0, chrome.now).await?;
        }
    }
    store::renumber(&mut by.tx, group, None).await?;
    here.by.tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}
