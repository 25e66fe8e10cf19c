//! The one place that reads the time, so that tests can hold it still and move it.

#[cfg(debug_assertions)]
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the time: the machine's, or a test's.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    Machine,
    Held(Arc<Mutex<DateTime<Utc>>>),
    /// Only in a debug build: a program that people rely on cannot be told another time (docs/decisions/0013-a-test-holds-the-clock.md).
    #[cfg(debug_assertions)]
    File(Arc<Path>),
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self(Source::Machine)
    }

    /// The clock of a program: the machine's. A debug build stands at what the file named by `HAMDEL_CLOCK` says, if there is one, so
    /// that a test of the whole program can lead it through ninety minutes.
    pub fn of_program() -> Self {
        #[cfg(debug_assertions)]
        if let Some(path) = std::env::var_os("HAMDEL_CLOCK") {
            return Self(Source::File(PathBuf::from(path).into()));
        }
        Self::system()
    }

    /// A clock that stands at `at` until a test moves it; every clone moves with it.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self(Source::Held(Arc::new(Mutex::new(at))))
    }

    /// Now, to the microsecond (what PostgreSQL keeps, so that a written time equals the one read back).
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            Source::Machine => Utc::now(),
            Source::Held(held) => *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            #[cfg(debug_assertions)]
            Source::File(path) => read(path),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Moves a standing clock on by `by`; the system's clock is not ours to move and stays.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Held(held) = &self.0 {
            *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += by;
        }
    }
}

/// What the file says, as milliseconds since 1970.
#[cfg(debug_assertions)]
fn read(path: &Path) -> DateTime<Utc> {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|said| DateTime::from_timestamp_millis(said.trim().parse().ok()?))
        .expect("HAMDEL_CLOCK names a file that holds milliseconds since 1970")
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_the_clock_of_a_debug_build() {
        let path = std::env::temp_dir().join(format!("hamdel-clock-{}", std::process::id()));
        let clock = Clock(Source::File(Arc::from(path.as_path())));
        for at in [1_795_000_000_000, 1_795_000_060_500] {
            std::fs::write(&path, format!("{at}\n")).expect("a file");
            assert_eq!(clock.now().timestamp_millis(), at);
        }
        std::fs::remove_file(&path).expect("a file");
    }
}
