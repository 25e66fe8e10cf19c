//! Changes one session and all that follow it in its series. Only the edited parts change; a later session keeps its own exceptions.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;

use super::store::Occurrence;
use super::{MovedSeries, Series, SeriesId, ahead, store as series_store};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::timing::Timing;
use crate::session::{Session, SessionId, store};

/// The parts of a session's time and place that a form changes; `None` for an unchanged part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeriesChange {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    minutes: Option<i32>,
    place: Option<Option<String>>,
}

impl SeriesChange {
    fn between(old: &Timing, new: &Timing) -> Self {
        Self {
            date: Some(new.local_start.date()).filter(|day| *day != old.local_start.date()),
            time: Some(new.local_start.time()).filter(|time| *time != old.local_start.time()),
            minutes: Some(new.minutes).filter(|minutes| *minutes != old.minutes),
            place: Some(new.place.clone()).filter(|place| *place != old.place),
        }
    }

    fn apply_to(&self, timing: &Timing) -> Timing {
        let (day, time) = (timing.local_start.date(), timing.local_start.time());
        Timing {
            local_start: self.date.unwrap_or(day).and_time(self.time.unwrap_or(time)),
            minutes: self.minutes.unwrap_or(timing.minutes),
            place: self.place.clone().unwrap_or_else(|| timing.place.clone()),
        }
    }
}

/// The new timing of a later session: parts equal to the old series timing take the new one, the session's own exceptions stay.
fn follow_series(current: &Timing, old: &Timing, new: Timing) -> Timing {
    Timing {
        local_start: if current.local_start == old.local_start { new.local_start } else { current.local_start },
        minutes: if current.minutes == old.minutes { new.minutes } else { current.minutes },
        place: if current.place == old.place { new.place } else { current.place.clone() },
    }
}

/// The planned change of a series and its sessions; [`carry_out`] writes it.
pub(in crate::session) struct Plan {
    old: Series,
    new: Series,
    moved: MovedSeries,
    following: Vec<(SessionId, Occurrence)>,
    /// The changed session and those that follow it, each with its new timing.
    pub sessions: Vec<(Session, Timing)>,
}

impl Plan {
    pub fn id(&self) -> SeriesId {
        self.new.id
    }
}

/// Plans the change. `None` if nothing changed or the series no longer exists.
pub(in crate::session) async fn plan(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    one: Occurrence,
    timing: &Timing,
) -> Result<Option<Plan>, Error> {
    if *timing == session.timing() {
        return Ok(None);
    }
    let Some(old) = series_store::find(conn, vault, session.group, one.series).await? else { return Ok(None) };
    let following = series_store::following(conn, one).await?;
    let timing_of_series = SeriesChange::between(&session.timing(), timing).apply_to(&old.timing_of(one.recurrence));
    // Skipped days at the end have no session, but move with the others.
    let known = old.skipped.iter().copied().fold(series_store::last_known(&following, one), NaiveDate::max);
    let moved = old.move_from(one.recurrence.date(), timing_of_series.local_start.date(), known);
    let skipped = moved.pairs.iter().filter(|(day, _)| old.skipped.contains(day)).map(|(_, day)| *day).collect();
    let new = Series {
        id: SeriesId::random(),
        rule: moved.after,
        local_start: timing_of_series.local_start,
        minutes: timing_of_series.minutes,
        place: timing_of_series.place,
        skipped,
        version: 1,
        ..old.clone()
    };
    let mut sessions = Vec::with_capacity(following.len());
    for (id, occurrence) in &following {
        let Some((_, day)) = moved.pairs.iter().find(|(from, _)| *from == occurrence.recurrence.date()) else { continue };
        let Some(other) = store::find(conn, vault, *id).await? else { continue };
        let to = match *id == session.id {
            true => timing.clone(),
            false => follow_series(&other.timing(), &old.timing_of(occurrence.recurrence), new.timing_of(new.recurrence(*day))),
        };
        sessions.push((other, to));
    }
    Ok(Some(Plan { old, new, moved, following, sessions }))
}

/// Writes the plan: earlier sessions keep their series, the others get a new one. Cancelled sessions move too: they may be restored.
pub(in crate::session) async fn carry_out(conn: &mut PgConnection, vault: &Vault, plan: &Plan, now: DateTime<Utc>) -> Result<(), Error> {
    series_store::cut(conn, vault, &plan.old, &plan.new, &plan.moved, &plan.following, now).await?;
    for (session, timing) in &plan.sessions {
        if *timing != session.timing() {
            series_store::set_time(conn, vault, session, timing, now).await?;
        }
    }
    ahead::begin(conn, vault, &plan.new, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(local_start: &str, minutes: i32, place: Option<&str>) -> Timing {
        Timing { local_start: local_start.parse().unwrap(), minutes, place: place.map(str::to_owned) }
    }

    #[test]
    fn only_the_edited_parts_change() {
        // This session was moved to a Wednesday and made longer; now the place changes for all that follow.
        let current = timing("2026-12-09T17:00:00", 120, None);
        let change = SeriesChange::between(&current, &timing("2026-12-09T17:00:00", 120, Some("blue")));
        let from_series = timing("2026-12-08T18:30:00", 90, None);
        assert_eq!(change.apply_to(&from_series), timing("2026-12-08T18:30:00", 90, Some("blue")));
        let later = SeriesChange::between(&current, &timing("2026-12-09T19:00:00", 120, None));
        assert_eq!(later.apply_to(&from_series), timing("2026-12-08T19:00:00", 90, None), "the time changes, the day does not");
    }

    #[test]
    fn a_later_session_keeps_its_own_exceptions() {
        let (old, new) = (timing("2026-12-15T18:30:00", 90, None), timing("2026-12-17T17:00:00", 60, Some("blue")));
        assert_eq!(follow_series(&old, &old, new.clone()), new);
        let own = timing("2026-12-16T18:30:00", 120, Some("green"));
        assert_eq!(follow_series(&own, &old, new.clone()), own);
        let longer = timing("2026-12-15T18:30:00", 120, None);
        assert_eq!(follow_series(&longer, &old, new), timing("2026-12-17T17:00:00", 120, Some("blue")));
    }
}
