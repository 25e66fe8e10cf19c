//! The only place that reads the time, so that tests can stop the clock and move it.

#[cfg(debug_assertions)]
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    Machine,
    Stopped(Arc<Mutex<DateTime<Utc>>>),
    /// Only in a debug build: nothing can change the time of a release build (docs/decisions/0013-test-clock.md).
    #[cfg(debug_assertions)]
    File(Arc<Path>),
}

impl Clock {
    pub fn system() -> Self {
        Self(Source::Machine)
    }

    /// The clock of the running program: the machine's. A debug build reads the time from the file that `HAMDEL_CLOCK` names, if it is
    /// set, so that a test of the whole program can take it through ninety minutes.
    pub fn of_program() -> Self {
        #[cfg(debug_assertions)]
        if let Some(path) = std::env::var_os("HAMDEL_CLOCK") {
            return Self(Source::File(PathBuf::from(path).into()));
        }
        Self::system()
    }

    /// A clock that stays at `at` until a test moves it with [`advance`](Self::advance); all clones move together.
    pub fn stopped_at(at: DateTime<Utc>) -> Self {
        Self(Source::Stopped(Arc::new(Mutex::new(at))))
    }

    /// Now, to the microsecond: the precision of PostgreSQL, so that a written time equals the one read back.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            Source::Machine => Utc::now(),
            Source::Stopped(stopped) => *stopped.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            #[cfg(debug_assertions)]
            Source::File(path) => read_clock_file(path),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Moves a stopped clock forward; does nothing to any other clock.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Stopped(stopped) = &self.0 {
            *stopped.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += by;
        }
    }
}

/// Reads the time from a file that holds milliseconds since 1970.
#[cfg(debug_assertions)]
fn read_clock_file(path: &Path) -> DateTime<Utc> {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|text| DateTime::from_timestamp_millis(text.trim().parse().ok()?))
        .expect("HAMDEL_CLOCK names a file that holds milliseconds since 1970")
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn a_debug_build_reads_the_time_from_a_file() {
        let path = std::env::temp_dir().join(format!("hamdel-clock-{}", std::process::id()));
        let clock = Clock(Source::File(Arc::from(path.as_path())));
        for at in [1_795_000_000_000, 1_795_000_060_500] {
            std::fs::write(&path, format!("{at}\n")).expect("the file is written");
            assert_eq!(clock.now().timestamp_millis(), at);
        }
        std::fs::remove_file(&path).expect("the file is removed");
    }
}
