//! Which members may read what a held session left behind: those who belonged to the group on its day, or attended it. Membership is dated,
//! so the right follows from it.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::Session;
use crate::group::life::{DatedStateChange, state_during};
use crate::group::{MembershipId, MembershipState};

/// A day's first and last instant, to the microsecond of the database.
pub type DayBounds = (DateTime<Utc>, DateTime<Utc>);

/// The day of a session, by its group's local time.
pub fn day_of(session: &Session) -> DayBounds {
    let date = session.started_at.unwrap_or(session.starts_at.to_utc()).with_timezone(&session.time_zone).date_naive();
    let midnight = |date| crate::kit::i18n::entry::instant(date, chrono::NaiveTime::MIN, session.time_zone);
    (midnight(date), midnight(date + Days::new(1)) - TimeDelta::microseconds(1))
}

/// Whether a member was active at any time of a day. Expects the changes in order.
pub fn was_active(changes: &[DatedStateChange], member: MembershipId, day: DayBounds) -> bool {
    state_during(changes, member, day) == MembershipState::Active
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipState::{Active, Left, Paused, Removed, Waiting};

    fn hour(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(n)
    }

    #[test]
    fn a_member_of_the_group_on_that_day_may_read() {
        let member = MembershipId::random();
        let day = (hour(24), hour(48) - TimeDelta::microseconds(1));
        for (history, may) in [
            (vec![(0, Waiting), (10, Active)], true),
            (vec![(30, Active)], true),
            (vec![(47, Active)], true),
            (vec![(48, Active)], false),
            (vec![(0, Waiting)], false),
            (vec![(0, Active), (24, Removed)], false),
            (vec![(0, Active), (25, Left)], true),
            (vec![(0, Active), (10, Paused), (60, Active)], false),
            (vec![(0, Active), (10, Paused), (40, Active), (60, Left)], true),
            (vec![], false),
        ] {
            let changes: Vec<DatedStateChange> =
                history.iter().map(|(at, state)| DatedStateChange { member, at: hour(*at), state: *state }).collect();
            assert_eq!(was_active(&changes, member, day), may, "{history:?}");
            assert!(!was_active(&changes, MembershipId::random(), day), "another member's history does not count");
        }
    }
}
