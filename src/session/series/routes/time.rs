//! Another time for a planned session: for it alone, or for it and all of its series that follow.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::plan;
use crate::group::{self, Group, Staff};
use crate::kit::house::House;
use crate::kit::locale::dates;
use crate::kit::locale::entry::DateEntry;
use crate::kit::web::{Chrome, Complaints, Fields, Problem};
use crate::session::routes::{Said, note, session_page};
use crate::session::series::store::Occurrence;
use crate::session::series::views::TimePage;
use crate::session::series::{Series, SeriesId, ahead, store as series_store};
use crate::session::timing::{SessionTyped, Timing};
use crate::session::{InSession, Refusal, Session, SessionState, store};

/// Which sessions of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Which {
    /// This one alone.
    #[default]
    One,
    /// This one, and all that follow.
    Following,
}

/// A session, and which of a series it is.
pub(super) struct Found {
    pub(super) session: Session,
    pub(super) group: Group,
    pub(super) occurrence: Option<Occurrence>,
}

pub(super) async fn find(house: &House, here: &mut InSession<Staff>) -> Result<Found, Problem> {
    let (id, group, seat) = (here.session(), here.seat.group(), &mut here.seat);
    let group = group::store::find(&mut seat.tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    let session = store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let occurrence = series_store::occurrences(&mut seat.tx, group.id).await?.remove(&id);
    Ok(Found { session, group, occurrence })
}

pub(super) async fn form(State(house): State<House>, chrome: Chrome, mut here: InSession<Staff>) -> Result<Response, Problem> {
    let Found { session, group, occurrence } = find(&house, &mut here).await?;
    if session.state != SessionState::Planned {
        return session_page(&house, &chrome, &mut here, Said::Refused(Refusal::NotNow)).await;
    }
    let typed = SessionTyped::of(&session.timing(), &group);
    let chrome = chrome.reading(group.calendar, group.time_zone);
    let page = TimePage { group, session, occurrence, typed, following: false, now: None, complaints: Complaints::default() };
    Ok(chrome.page(&page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    date: String,
    time: String,
    minutes: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    which: Which,
    /// The version that was read.
    version: i32,
}

pub(super) async fn set(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    Fields(sent): Fields<Sent>,
) -> Result<Response, Problem> {
    let id = here.session();
    let group = here.seat.group();
    group::store::hold(&mut here.seat.tx, group).await?.ok_or(Problem::NotFound)?;
    let state = store::hold(&mut here.seat.tx, id).await?.ok_or(Problem::NotFound)?;
    if state != SessionState::Planned {
        return session_page(&house, &chrome, &mut here, Said::Refused(Refusal::NotNow)).await;
    }
    let Found { session, group, occurrence } = find(&house, &mut here).await?;
    let typed = SessionTyped { date: DateEntry::typed(&sent.date), time: sent.time, minutes: sent.minutes, place: sent.place };
    let following = sent.which == Which::Following && occurrence.is_some();
    let mut complaints = Complaints::default();
    let timing = typed.read(&group, dates::today(chrome.now, group.time_zone), chrome.locale(), &mut complaints);
    let stale = sent.version != session.version;
    let timing = match timing.filter(|_| complaints.is_empty()) {
        // Whoever wanted the same has what they wanted.
        Some(timing) if stale && !following && timing == session.timing() => timing,
        Some(timing) if !stale => timing,
        _ => {
            let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let now = stale.then(|| session.clone());
            let chrome = chrome.reading(group.calendar, group.time_zone);
            return Ok(chrome.page_with(status, &TimePage { group, session, occurrence, typed, following, now, complaints }));
        }
    };
    match occurrence {
        Some(one) if following => {
            follow(&house, &chrome, &mut here, &session, one, &timing).await?;
        }
        _ if timing != session.timing() => {
            series_store::set_time(&mut here.seat.tx, &house.vault, &session, &timing, chrome.now).await?;
            note(&mut here.seat, "moved", id, &chrome).await?;
        }
        _ => {}
    }
    store::renumber(&mut here.seat.tx, group.id, None).await?;
    here.seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}")).into_response())
}

/// Moves a session and all that follow it in its series, which get a series of their own. One that was moved by hand stays where it was put.
async fn follow(
    house: &House,
    chrome: &Chrome,
    here: &mut InSession<Staff>,
    session: &Session,
    one: Occurrence,
    timing: &Timing,
) -> Result<(), Problem> {
    let seat = &mut here.seat;
    let series = series_store::find(&mut seat.tx, &house.vault, session.group, one.series).await?.ok_or(Problem::NotFound)?;
    let following = series_store::following(&mut seat.tx, one).await?;
    let (from, to) = (one.recurrence.date(), timing.local_start.date());
    let moved = series.move_from(from, to, series_store::last_known(&following, one));
    let skipped = moved.pairs.iter().filter(|(day, _)| series.skipped.contains(day)).map(|(_, day)| *day).collect();
    let new = Series {
        id: SeriesId::random(),
        rule: moved.after,
        local_start: timing.local_start,
        minutes: timing.minutes,
        place: timing.place.clone(),
        skipped,
        version: 1,
        ..series.clone()
    };
    let placed = series_store::cut(&mut seat.tx, &house.vault, &series, &new, &moved, &following, chrome.now).await?;
    let was: std::collections::HashMap<_, NaiveDateTime> = following.iter().map(|(id, one)| (*id, one.recurrence)).collect();
    for (id, recurrence) in placed {
        let Some(other) = store::find(&mut seat.tx, &house.vault, id).await? else { continue };
        let by_hand = id != session.id && was.get(&id) != Some(&other.local_start);
        if other.state == SessionState::Planned && !by_hand {
            let timing = Timing { local_start: recurrence, ..timing.clone() };
            series_store::set_time(&mut seat.tx, &house.vault, &other, &timing, chrome.now).await?;
        }
    }
    ahead::begin(&mut seat.tx, &house.vault, &new, chrome.now).await?;
    plan::note(seat, "moved", new.id, chrome).await
}
