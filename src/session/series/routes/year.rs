//! The year of a group.

use crate::group::{self, AnyRole, SchedulingAccess};
use crate::kit::i18n::dates;
use crate::kit::i18n::months::{Month, week_begins, weekday_names};
use crate::kit::web::prelude::*;
use crate::session::series::views::{YearPage, rule_in_words};
use crate::session::series::{store as series_store, year};
use crate::session::store;

#[derive(Deserialize)]
pub(super) struct YearQuery {
    /// The year in the reader's calendar; if missing, twelve months from the present one on.
    of: Option<i32>,
}

pub(super) async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess<AnyRole>,
    QueryParams(query): QueryParams<YearQuery>,
) -> Result<Response, Problem> {
    let id = by.group();
    let group = group::store::find(&mut by.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let today = dates::today(chrome.now, group.time_zone);
    let calendar = chrome.reader.calendar;
    let months = match query.of {
        Some(of) if !calendar.living_years().contains(&of) => return Err(Problem::NotFound),
        Some(of) => Month::of_year(of, calendar),
        None => Month::of(today, calendar).and_following(),
    };
    let sessions = store::of_groups(&mut by.tx, &app.vault, &[id.0]).await?;
    let series = series_store::of_group(&mut by.tx, &app.vault, id).await?;
    let occurrences = series_store::occurrences(&mut by.tx, id).await?;
    let months = year::months(months, &sessions, &series, &occurrences);
    let chrome = chrome.in_zone(group.time_zone);
    let begins = week_begins(chrome.locale(), group.time_zone);
    let running = series.iter().filter(|one| {
        sessions.iter().any(|session| {
            session.local_start.date() >= today
                && occurrences.get(&session.id).is_some_and(|own| own.series == one.id)
                && session.counted().is_some()
        })
    });
    let page = YearPage {
        plans: group.ended_at.is_none() && by.seat().is_none_or(|seat| seat.role().is_staff()),
        via: by.via(),
        running: running.map(|one| (one.id, rule_in_words(one, &chrome.reader))).collect(),
        count: months
            .iter()
            .flat_map(|month| &month.entries)
            .filter(|entry| entry.session.as_ref().is_some_and(|one| one.counted().is_some()))
            .count(),
        weekdays: weekday_names(chrome.locale(), begins),
        begins,
        of: query.of,
        today,
        months,
        group,
    };
    Ok(chrome.page(&page))
}
