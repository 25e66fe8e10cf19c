//! The page of a series with all its days; skipping a day and restoring it.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::group::{self, SchedulingAccess};
use crate::kit::i18n::dates;
use crate::kit::web::prelude::*;
use crate::session::clash::{self, Clashes, Slot};
use crate::session::series::store::Occurrence;
use crate::session::series::views::{SeriesDay, SeriesPage};
use crate::session::series::{Series, SeriesId, store as series_store};
use crate::session::{Session, SessionId, SessionRefusal, SessionState, store, substitution};

pub(super) async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess,
    PathParams((_, id)): PathParams<(Uuid, SeriesId)>,
) -> Result<Response, Problem> {
    page(&app, &chrome, &mut by, id, None).await
}

/// Why a day cannot be skipped or restored.
enum SkipConflict {
    Refused(SessionRefusal),
    /// A leader of the group has another session at that time.
    Clash(NaiveDate, Vec<String>),
}

async fn page(
    app: &AppState,
    chrome: &Chrome,
    by: &mut SchedulingAccess,
    id: SeriesId,
    conflict: Option<SkipConflict>,
) -> Result<Response, Problem> {
    let group_id = by.group();
    let series = series_store::find(&mut by.tx, &app.vault, group_id, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut by.tx, &app.vault, group_id).await?.ok_or(Problem::NotFound)?;
    let occurrences = series_store::occurrences(&mut by.tx, group_id).await?;
    let sessions = store::of_groups(&mut by.tx, &app.vault, &[group_id.0]).await?;
    let today = dates::today(chrome.now, group.time_zone);
    let own: Vec<_> = sessions
        .into_iter()
        .filter_map(|session| occurrences.get(&session.id).filter(|one| one.series == id).map(|one| (one.recurrence.date(), session)))
        .collect();
    let last = own.iter().map(|(day, _)| *day).chain(series.skipped.iter().copied()).max().unwrap_or(today);
    // Days of the rule, and sessions that belonged to it before it was ended.
    let mut days: Vec<NaiveDate> = series.days_to(last).chain(own.iter().map(|(day, _)| *day)).collect();
    days.sort_unstable();
    days.dedup();
    let days = days.into_iter().map(|day| SeriesDay {
        day,
        is_past: day < today,
        skipped: series.skipped.contains(&day),
        session: own.iter().find(|(one, _)| *one == day).map(|(_, session)| session.clone()),
    });
    let days: Vec<_> = days.filter(|one| one.skipped || one.session.is_some()).collect();
    let planned: Vec<_> = days.iter().filter_map(|one| one.session.as_ref()).map(|session| session.id).collect();
    let in_place = substitution::store::named_in(&mut by.tx, &planned).await?;
    let chrome = chrome.clone().in_zone(group.time_zone);
    let status = if conflict.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (refusal, clash) = match conflict {
        Some(SkipConflict::Refused(refusal)) => (Some(refusal), None),
        Some(SkipConflict::Clash(day, lines)) => (None, Some((day, Clashes { lines, way_out: None }))),
        None => (None, None),
    };
    Ok(chrome.page_with(status, &SeriesPage { group, series, days, in_place, via: by.via(), refusal, clash }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SkipForm {
    day: NaiveDate,
    /// `true` skips the day, `false` restores it.
    skip: bool,
    /// Restores the day despite other sessions at that time, or skips it although a substitute is named.
    #[serde(default)]
    despite: bool,
}

pub(super) async fn skip(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess,
    PathParams((_, id)): PathParams<(Uuid, SeriesId)>,
    FormBody(sent): FormBody<SkipForm>,
) -> Result<Response, Problem> {
    let group = by.group();
    by.lock_group().await?;
    let series = series_store::find(&mut by.tx, &app.vault, group, id).await?.ok_or(Problem::NotFound)?;
    let is_in_series = series.days_to(sent.day).any(|day| day == sent.day);
    if !is_in_series || sent.day < dates::today(chrome.now, series.time_zone) {
        return page(&app, &chrome, &mut by, id, Some(SkipConflict::Refused(SessionRefusal::NotNow))).await;
    }
    if series.skipped.contains(&sent.day) != sent.skip {
        let done = if sent.skip {
            skip_day(&mut by, &series, &sent, &chrome).await?
        } else {
            restore_day(&app, &mut by, &series, &sent, &chrome).await?
        };
        if let Err(conflict) = done {
            return page(&app, &chrome, &mut by, id, Some(conflict)).await;
        }
        by.audit(if sent.skip { AuditAction::SeriesDaySkipped } else { AuditAction::SeriesDayRestored }, id.0, chrome.now).await?;
        by.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{}/series/{id}#d-{}", group, sent.day)).into_response())
}

/// Skips a day and cancels its session. Refuses if the session is live or over, or if a substitute is named for it and the form does not
/// say that this is known.
async fn skip_day(
    by: &mut SchedulingAccess,
    series: &Series,
    sent: &SkipForm,
    chrome: &Chrome,
) -> Result<Result<(), SkipConflict>, Problem> {
    let day = sent.day;
    let one = Occurrence { series: series.id, recurrence: series.recurrence(day) };
    if let Some(session) = series_store::session_of(&mut by.tx, one).await? {
        let Some(SessionState::Planned | SessionState::Cancelled) = store::lock_in_any_state(&mut by.tx, session).await? else {
            return Ok(Err(SkipConflict::Refused(SessionRefusal::NotNow)));
        };
        if !sent.despite && !substitution::store::named_in(&mut by.tx, &[session]).await?.is_empty() {
            return Ok(Err(SkipConflict::Refused(SessionRefusal::Named)));
        }
        store::cancel(&mut by.tx, session, chrome.now).await?;
        store::renumber(&mut by.tx, series.group, None).await?;
    }
    let skipped: Vec<_> = series.skipped.iter().copied().chain([day]).collect();
    series_store::set_rule(&mut by.tx, series, &series.rule, &skipped).await?;
    Ok(Ok(()))
}

/// Restores a skipped day. Refuses if the group has another session at that time, or if a leader has one and the form does not override it.
async fn restore_day(
    app: &AppState,
    by: &mut SchedulingAccess,
    series: &Series,
    &SkipForm { day, despite, .. }: &SkipForm,
    chrome: &Chrome,
) -> Result<Result<(), SkipConflict>, Problem> {
    let skipped: Vec<_> = series.skipped.iter().copied().filter(|one| *one != day).collect();
    let one = Occurrence { series: series.id, recurrence: series.recurrence(day) };
    let existing = series_store::session_of(&mut by.tx, one).await?;
    let sessions = store::of_groups(&mut by.tx, &app.vault, &[series.group.0]).await?;
    let known = sessions.iter().find(|session| Some(session.id) == existing);
    let timing = known.map_or_else(|| series.timing_of(one.recurrence), Session::timing);
    let slots = [Slot::new(existing.unwrap_or(SessionId::random()), &timing, series.time_zone)];
    if clash::group_conflict(&slots, &sessions).is_some() {
        return Ok(Err(SkipConflict::Refused(SessionRefusal::Taken)));
    }
    let clashes = if despite {
        Vec::new()
    } else {
        clash::lines(&clash::warnings(by, app, chrome.reader, &slots).await?.notes, false, chrome.reader)
    };
    if !clashes.is_empty() {
        return Ok(Err(SkipConflict::Clash(day, clashes)));
    }
    series_store::set_rule(&mut by.tx, series, &series.rule, &skipped).await?;
    if let Some(session) = existing
        && store::lock_in_any_state(&mut by.tx, session).await? == Some(SessionState::Cancelled)
    {
        store::restore(&mut by.tx, session, chrome.now).await?;
    }
    // A day that was skipped when the series was planned has no session yet.
    series_store::extend(&mut by.tx, &app.vault, &Series { skipped, ..series.clone() }, day, chrome.now).await?;
    Ok(Ok(()))
}
