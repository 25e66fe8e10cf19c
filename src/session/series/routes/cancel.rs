//! Cancelling a planned session: it alone, or it and all of its series that follow.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::plan;
use super::time::{Found, Which, find};
use crate::group::{self, Staff};
use crate::kit::house::House;
use crate::kit::web::{Chrome, Fields, Problem};
use crate::session::routes::{Said, note, session_page};
use crate::session::series::store as series_store;
use crate::session::{InSession, Refusal, SessionState, store};

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
    mut here: InSession<Staff>,
    Fields(sent): Fields<Sent>,
) -> Result<Response, Problem> {
    let (id, group) = (here.session(), here.seat.group());
    group::store::hold(&mut here.seat.tx, group).await?.ok_or(Problem::NotFound)?;
    let state = store::hold(&mut here.seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let Found { session, occurrence, .. } = find(&house, &mut here).await?;
    let to = match occurrence {
        Some(_) => Redirect::to(&format!("/groups/{group}/year")),
        None => Redirect::to(&format!("/groups/{group}")),
    };
    if state == SessionState::Cancelled {
        return Ok(to.into_response());
    }
    if let Err(refusal) = state.cancel() {
        return session_page(&house, &chrome, &mut here, Said::Refused(refusal)).await;
    }
    if sent.version.is_some_and(|read| read != session.version) {
        return session_page(&house, &chrome, &mut here, Said::Refused(Refusal::Changed)).await;
    }
    let seat = &mut here.seat;
    let mut all = vec![id];
    if let (Which::Following, Some(one)) = (sent.which, occurrence) {
        all = series_store::following(&mut seat.tx, one).await?.into_iter().map(|(id, _)| id).collect();
        let series = series_store::find(&mut seat.tx, &house.vault, group, one.series).await?.ok_or(Problem::NotFound)?;
        let from = one.recurrence.date();
        let skipped: Vec<_> = series.skipped.iter().copied().filter(|day| *day < from).collect();
        series_store::set_rule(&mut seat.tx, &series, &series.ended_before(from), &skipped).await?;
        plan::note(seat, "ended", series.id, &chrome).await?;
    }
    for id in all {
        if store::cancel(&mut seat.tx, id, chrome.now).await? {
            note(seat, "cancelled", id, &chrome).await?;
        }
    }
    store::renumber(&mut seat.tx, group, None).await?;
    here.seat.tx.commit().await?;
    Ok(to.into_response())
}
