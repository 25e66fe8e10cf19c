//! Planning a series: a form, its days to look through, and then it stands.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveTime, TimeDelta};

use super::form::{self, Sent, Wish};
use crate::group::{self, Arranges, Group};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::House;
use crate::kit::locale::dates;
use crate::kit::web::{Chrome, Complaints, Fields, Problem, SENT_BEFORE};
use crate::session::series::views::{NewSeriesPage, ReviewPage, SeriesTyped, ahead_days, said};
use crate::session::series::{Nth, Series, SeriesId, ahead, store as series_store, year};
use crate::session::store;
use crate::session::timing::{SessionTyped, Timing};

async fn group_of(house: &House, by: &mut Arranges) -> Result<Group, Problem> {
    let id = by.group();
    group::store::find(&mut by.tx, &house.vault, id).await?.ok_or(Problem::NotFound)
}

pub(super) async fn form(State(house): State<House>, chrome: Chrome, mut by: Arranges) -> Result<Response, Problem> {
    let group = group_of(&house, &mut by).await?;
    let last = store::of_groups(&mut by.tx, &house.vault, &[group.id.0]).await?.pop();
    // A week after the last one, at its hour; else from next week on, at half past six.
    let today = dates::today(chrome.now, group.time_zone);
    let next = match &last {
        None => (today + Days::new(7)).and_time(NaiveTime::MIN + TimeDelta::minutes(18 * 60 + 30)),
        Some(last) => (last.local_start.date() + Days::new(7)).max(today).and_time(last.local_start.time()),
    };
    let timing = Timing { local_start: next, minutes: last.as_ref().map_or(90, |last| last.minutes), place: None };
    let typed = SeriesTyped {
        nth: Nth::of(next.date(), group.calendar).code().to_owned(),
        timing: SessionTyped::of(&timing, &group),
        ..SeriesTyped::default()
    };
    Ok(chrome.page(&NewSeriesPage { group, id: SeriesId::random(), typed, whence: by.whence(), complaints: Complaints::default() }))
}

pub(super) async fn plan(
    State(house): State<House>,
    chrome: Chrome,
    mut by: Arranges,
    content: FormContent,
    Fields(sent): Fields<Sent>,
) -> Result<Response, Problem> {
    let (id, whence) = (by.group(), by.whence());
    // The group's row first: numbers are given one after the other.
    group::store::hold(&mut by.tx, id).await?.ok_or(Problem::NotFound)?;
    let group = group_of(&house, &mut by).await?;
    let typed = sent.typed();
    let mut complaints = Complaints::default();
    let today = dates::today(chrome.now, group.time_zone);
    let read = form::read(&typed, &group, today, chrome.locale(), &mut complaints);
    let back = |group, id, typed, complaints, status| Ok(chrome.page_with(status, &NewSeriesPage { group, id, typed, whence, complaints }));
    if sent.wish == Wish::Change {
        return back(group, sent.id, typed, Complaints::default(), StatusCode::OK);
    }
    let Some((rule, timing)) = read.filter(|_| complaints.is_empty()) else {
        return back(group, sent.id, typed, complaints, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let first = timing.local_start.date();
    let skipped: Vec<_> = typed.skip.iter().copied().filter(|day| ahead_days(&rule, first, today).any(|one| one == *day)).collect();
    let series = Series {
        id: sent.id,
        practice: by.practice(),
        group: id,
        rule,
        local_start: timing.local_start,
        time_zone: group.time_zone,
        minutes: timing.minutes,
        place: timing.place,
        skipped,
        version: 1,
    };
    if sent.wish == Wish::Look {
        let sessions = store::of_groups(&mut by.tx, &house.vault, &[id.0]).await?;
        let taken = sessions.iter().filter(|one| one.counted().is_some()).map(|one| one.local_start.date()).collect();
        let days = ahead_days(&rule, first, today).collect();
        let chrome = chrome.clone().reading(group.calendar, group.time_zone);
        return Ok(chrome.page(&ReviewPage { said: said(&series, chrome.locale()), group, series, typed, whence, days, taken }));
    }
    let to = Redirect::to(&year::month_of(id, first, group.calendar)).into_response();
    let made = series_store::insert(&mut by.tx, &house.vault, &series, chrome.now).await?;
    let print = content.under(&mut by.tx, &house.vault, group::owner(series.practice, id)).await?;
    match fingerprint::settle(&mut by.tx, series.id, print, made).await? {
        fingerprint::Sent::First => {}
        fingerprint::Sent::Again => return Ok(to),
        fingerprint::Sent::Other => {
            complaints.say("date", chrome.locale().message(SENT_BEFORE));
            return back(group, SeriesId::random(), typed, complaints, StatusCode::CONFLICT);
        }
    }
    ahead::begin(&mut by.tx, &house.vault, &series, chrome.now).await?;
    by.record("planned", "series", series.id.0, chrome.now).await?;
    by.tx.commit().await?;
    Ok(to)
}
