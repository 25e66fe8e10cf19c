//! A change of one session and all that follow it in its series: only what was changed, and nothing that a later one has for itself.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;

use super::store::Occurrence;
use super::{MovedSeries, Series, SeriesId, ahead, store as series_store};
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::session::timing::Timing;
use crate::session::{Session, SessionId, store};

/// What a form changes of a session's time and place; what was not touched is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeriesChange {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    minutes: Option<i32>,
    place: Option<Option<String>>,
}

impl SeriesChange {
    fn between(was: &Timing, now: &Timing) -> Self {
        Self {
            date: Some(now.local_start.date()).filter(|day| *day != was.local_start.date()),
            time: Some(now.local_start.time()).filter(|time| *time != was.local_start.time()),
            minutes: Some(now.minutes).filter(|minutes| *minutes != was.minutes),
            place: Some(now.place.clone()).filter(|place| *place != was.place),
        }
    }

    /// What was given with this change.
    fn of(&self, given: &Timing) -> Timing {
        let (day, time) = (given.local_start.date(), given.local_start.time());
        Timing {
            local_start: self.date.unwrap_or(day).and_time(self.time.unwrap_or(time)),
            minutes: self.minutes.unwrap_or(given.minutes),
            place: self.place.clone().unwrap_or_else(|| given.place.clone()),
        }
    }
}

/// What one that follows has from now on: what its series gave it becomes what the series gives it now, what it has for itself stays.
fn follows(stands: &Timing, gave: &Timing, gives: Timing) -> Timing {
    Timing {
        local_start: if stands.local_start == gave.local_start { gives.local_start } else { stands.local_start },
        minutes: if stands.minutes == gave.minutes { gives.minutes } else { stands.minutes },
        place: if stands.place == gave.place { gives.place } else { stands.place.clone() },
    }
}

/// What becomes of a series, and of each session of it, before any of it is written.
pub(in crate::session) struct Plan {
    old: Series,
    new: Series,
    moved: MovedSeries,
    following: Vec<(SessionId, Occurrence)>,
    /// The sessions that follow, the first among them, as they are, and what they are to have.
    pub sessions: Vec<(Session, Timing)>,
}

impl Plan {
    /// The new series.
    pub fn id(&self) -> SeriesId {
        self.new.id
    }
}

/// Plans it; none when nothing was changed, or the series is gone.
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
    let gives = SeriesChange::between(&session.timing(), timing).of(&old.gives(one.recurrence));
    // Days that were left out at the end have no session, and are moved with the others.
    let known = old.skipped.iter().copied().fold(series_store::last_known(&following, one), NaiveDate::max);
    let moved = old.move_from(one.recurrence.date(), gives.local_start.date(), known);
    let skipped = moved.pairs.iter().filter(|(day, _)| old.skipped.contains(day)).map(|(_, day)| *day).collect();
    let new = Series {
        id: SeriesId::random(),
        rule: moved.after,
        local_start: gives.local_start,
        minutes: gives.minutes,
        place: gives.place,
        skipped,
        version: 1,
        ..old.clone()
    };
    let mut sessions = Vec::with_capacity(following.len());
    for (id, was) in &following {
        let Some((_, day)) = moved.pairs.iter().find(|(from, _)| *from == was.recurrence.date()) else { continue };
        let Some(other) = store::find(conn, vault, *id).await? else { continue };
        let to = match *id == session.id {
            true => timing.clone(),
            false => follows(&other.timing(), &old.gives(was.recurrence), new.gives(new.recurrence(*day))),
        };
        sessions.push((other, to));
    }
    Ok(Some(Plan { old, new, moved, following, sessions }))
}

/// Writes it: those before keep their series, the others get one of their own. One that was cancelled is moved too: it may be put back.
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
    fn only_what_was_touched_is_changed() {
        // Moved by itself to a Wednesday and made longer; now the place changes for all that follow.
        let stands = timing("2026-12-09T17:00:00", 120, None);
        let change = SeriesChange::between(&stands, &timing("2026-12-09T17:00:00", 120, Some("blue")));
        let given = timing("2026-12-08T18:30:00", 90, None);
        assert_eq!(change.of(&given), timing("2026-12-08T18:30:00", 90, Some("blue")));
        let later = SeriesChange::between(&stands, &timing("2026-12-09T19:00:00", 120, None));
        assert_eq!(later.of(&given), timing("2026-12-08T19:00:00", 90, None), "the hour, and not the day");
    }

    #[test]
    fn what_a_later_one_has_for_itself_stays() {
        let (gave, gives) = (timing("2026-12-15T18:30:00", 90, None), timing("2026-12-17T17:00:00", 60, Some("blue")));
        assert_eq!(follows(&gave, &gave, gives.clone()), gives);
        let own = timing("2026-12-16T18:30:00", 120, Some("green"));
        assert_eq!(follows(&own, &gave, gives.clone()), own);
        let longer = timing("2026-12-15T18:30:00", 120, None);
        assert_eq!(follows(&longer, &gave, gives), timing("2026-12-17T17:00:00", 120, Some("blue")));
    }
}
