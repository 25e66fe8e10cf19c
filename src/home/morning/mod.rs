//! The morning mail: on a day on which something waits for a therapist who asks for it, one neutral message with a count and no name.

pub mod routes;
mod store;
mod sweep;

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;

pub use sweep::{CHECK, run};

/// The hours of a morning, by the reader's clocks.
const HOURS: std::ops::Range<u32> = 7..10;

/// The day, if it is morning there.
fn morning(now: DateTime<Utc>, zone: Tz) -> Option<NaiveDate> {
    let there = now.with_timezone(&zone);
    HOURS.contains(&there.hour()).then(|| there.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_morning_by_the_readers_clocks() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        assert_eq!(morning(at("2026-11-23T03:29:00Z"), Tz::Asia__Tehran), None);
        assert_eq!(morning(at("2026-11-23T03:30:00Z"), Tz::Asia__Tehran), day(23));
        assert_eq!(morning(at("2026-11-23T06:30:00Z"), Tz::Asia__Tehran), None);
        assert_eq!(morning(at("2026-11-23T22:30:00Z"), Tz::Pacific__Auckland), None);
        assert_eq!(morning(at("2026-11-23T18:30:00Z"), Tz::Pacific__Auckland), day(24));
    }
}
