//! The planned sessions of the demo: a term of eight weeks with a holiday in it, and one session that was moved.

use chrono::{DateTime, Days, TimeDelta, Utc};

use crate::group::Group;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::session::SessionId;
use crate::session::series::store::{self, Occurrence};
use crate::session::series::{End, Recurrence, Rule, Series, SeriesId, ahead};
use crate::session::timing::Timing;

/// Plans the term from its first evening on. Returns its first session.
pub(super) async fn plan(tx: &mut Tx, app: &AppState, group: &Group, first: DateTime<Utc>) -> Result<SessionId, Error> {
    let now = app.clock.now();
    let local_start = first.with_timezone(&group.time_zone).naive_local();
    let series = Series {
        id: SeriesId::random(),
        practice: group.practice,
        group: group.id,
        rule: Rule { calendar: group.calendar, rhythm: Recurrence::Weekly, end: End::Count(8) },
        local_start,
        time_zone: group.time_zone,
        minutes: 90,
        place: None,
        skipped: vec![local_start.date() + Days::new(21)],
        version: 1,
    };
    store::insert(tx, &app.vault, &series, now).await?;
    ahead::begin(tx, &app.vault, &series, now).await?;
    let begins = Occurrence { series: series.id, recurrence: local_start };
    let first = store::session_of(tx, begins).await?.ok_or(sqlx::Error::RowNotFound)?;
    let fifth = Occurrence { series: series.id, recurrence: local_start + TimeDelta::weeks(4) };
    if let Some(id) = store::session_of(tx, fifth).await?
        && let Some(session) = crate::session::store::find(tx, &app.vault, id).await?
    {
        let timing = Timing { local_start: session.local_start + TimeDelta::days(1), ..session.timing() };
        store::set_time(tx, &app.vault, &session, &timing, now).await?;
    }
    Ok(first)
}
