//! Planning a series: the form, the review of its days, and the creation.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::form::{self, SeriesForm, SeriesFormAction};
use crate::group::{self, Group, SchedulingAccess};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::i18n::dates;
use crate::kit::web::prelude::*;
use crate::practice::rooms;
use crate::session::clash::{self, Slot, Warnings};
use crate::session::series::views::{NewSeriesPage, ReviewDay, ReviewPage, SeriesTyped, ahead_days};
use crate::session::series::{NthWeekday, Series, SeriesId, ahead, store as series_store, year};
use crate::session::timing::{SessionTyped, Timing};
use crate::session::way_out::WayOut;
use crate::session::{SessionId, store};

async fn load_group(app: &AppState, by: &mut SchedulingAccess) -> Result<Group, Problem> {
    let id = by.group();
    group::store::find(&mut by.tx, &app.vault, id).await?.ok_or(Problem::NotFound)
}

pub(super) async fn form(State(app): State<AppState>, chrome: Chrome, mut by: SchedulingAccess) -> Result<Response, Problem> {
    let group = load_group(&app, &mut by).await?;
    let last = store::of_groups(&mut by.tx, &app.vault, &[group.id.0]).await?.pop();
    // A week after the last session, at the same time; for a first session, in a week at 18:30.
    let today = dates::today(chrome.now, group.time_zone);
    let next = match &last {
        None => (today + Days::new(7)).and_time(NaiveTime::MIN + TimeDelta::minutes(18 * 60 + 30)),
        Some(last) => (last.local_start.date() + Days::new(7)).max(today).and_time(last.local_start.time()),
    };
    let timing = Timing { local_start: next, minutes: last.as_ref().map_or(90, |last| last.minutes), place: None };
    let typed = SeriesTyped {
        nth: NthWeekday::of(next.date(), group.calendar).code().to_owned(),
        timing: SessionTyped::of(&timing, chrome.reader.calendar),
        ..SeriesTyped::default()
    };
    let rooms = rooms::store::names(&mut by.tx, &app.vault, group.practice).await?;
    Ok(chrome.page(&NewSeriesPage { group, id: SeriesId::random(), typed, via: by.via(), errors: FormErrors::default(), rooms }))
}

pub(super) async fn plan(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess,
    content: FormContent,
    FormBody(sent): FormBody<SeriesForm>,
) -> Result<Response, Problem> {
    let (id, via) = (by.group(), by.via());
    // Lock the group's row first, so that session numbers are given one after the other.
    by.lock_group().await?;
    let group = load_group(&app, &mut by).await?;
    let typed = sent.typed();
    let mut errors = FormErrors::default();
    let to = |first: NaiveDate| Redirect::to(&year::month_of(id, first, chrome.reader.calendar)).into_response();
    let practice = by.practice();
    let print = content.fingerprint(&mut by.tx, &app.vault, group::owner(practice, id)).await?;
    let earlier = fingerprint::compare_with_row(&mut by.tx, sent.id, print.as_ref()).await?.filter(|_| sent.wish == SeriesFormAction::Keep);
    if earlier == Some(fingerprint::Submitted::Again) {
        // Do not validate a resend again: days that were ahead on the first submission may be past now.
        let made = series_store::find(&mut by.tx, &app.vault, id, sent.id).await?.ok_or(Problem::NotFound)?;
        return Ok(to(made.local_start.date()));
    }
    let today = dates::today(chrome.now, group.time_zone);
    let read = form::read(&typed, &group, &chrome, &mut errors);
    let rooms = rooms::store::names(&mut by.tx, &app.vault, practice).await?;
    let back = |group, id, typed, errors, status| {
        Ok(chrome.page_with(status, &NewSeriesPage { group, id, typed, via, errors, rooms: rooms.clone() }))
    };
    if sent.wish == SeriesFormAction::Change {
        return back(group, sent.id, typed, FormErrors::default(), StatusCode::OK);
    }
    let Some((rule, timing)) = read.filter(|_| errors.is_empty()) else {
        return back(group, sent.id, typed, errors, StatusCode::UNPROCESSABLE_ENTITY);
    };
    if earlier.is_some() {
        errors.add("date", chrome.locale().message(SENT_BEFORE));
        return back(group, SeriesId::random(), typed, errors, StatusCode::CONFLICT);
    }
    let first = timing.local_start.date();
    let skipped: Vec<_> = typed.skip.iter().copied().filter(|day| ahead_days(&rule, first, today).any(|one| one == *day)).collect();
    let series = Series {
        id: sent.id,
        practice,
        group: id,
        rule,
        local_start: timing.local_start,
        time_zone: group.time_zone,
        minutes: timing.minutes,
        place: timing.place,
        skipped,
        version: 1,
    };
    let (days, way_out) = review(&mut by, &app, &chrome, &series, ahead_days(&rule, first, today)).await?;
    let mut kept_days = days.iter().filter(|one| !series.skipped.contains(&one.day));
    let refused = sent.wish == SeriesFormAction::Keep && kept_days.any(|one| one.taken || (!one.notes.is_empty() && !sent.despite));
    if sent.wish == SeriesFormAction::Look || refused {
        let chrome = chrome.clone().in_zone(group.time_zone);
        let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return Ok(chrome.page_with(status, &ReviewPage { group, series, typed, via, days, way_out, filled: sent.room.is_some(), refused }));
    }
    if !series_store::insert(&mut by.tx, &app.vault, &series, chrome.now).await? {
        return Err(Problem::SentBefore);
    }
    fingerprint::store_fingerprint(&mut by.tx, series.id, print).await?;
    ahead::begin(&mut by.tx, &app.vault, &series, chrome.now).await?;
    by.audit(AuditAction::SeriesPlanned, series.id.0, chrome.now).await?;
    by.tx.commit().await?;
    Ok(to(first))
}

/// The days of a planned series, each with what conflicts with it, and one way out of a taken room.
async fn review(
    by: &mut SchedulingAccess,
    app: &AppState,
    chrome: &Chrome,
    series: &Series,
    days: impl Iterator<Item = NaiveDate>,
) -> Result<(Vec<ReviewDay>, Option<WayOut>), Problem> {
    let sessions = store::of_groups(&mut by.tx, &app.vault, &[series.group.0]).await?;
    let slots: Vec<_> =
        days.map(|day| Slot::new(SessionId::random(), &series.timing_of(series.recurrence(day)), series.time_zone)).collect();
    let Warnings { mut notes, way_out } = clash::warnings(by, app, chrome.reader, &slots).await?;
    let day = |slot: &Slot| ReviewDay {
        day: slot.local_start.date(),
        taken: clash::group_conflict(std::slice::from_ref(slot), &sessions).is_some(),
        notes: notes.iter_mut().find(|one| one.slot.session == slot.session).map(|one| std::mem::take(&mut one.lines)).unwrap_or_default(),
    };
    Ok((slots.iter().map(day).collect(), way_out))
}
