//! The one place that reads the time, so that tests can hold it still and move it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the time: the machine's, or a test's.
#[derive(Clone, Debug)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `at` until a test moves it; every clone moves with it.
    #[must_use]
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// Now, to the microsecond (what PostgreSQL keeps, so that a written time equals the one read back).
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            None => Utc::now(),
            Some(held) => *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Moves a standing clock on by `by`; the system's clock is not ours to move and stays.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(held) = &self.0 {
            *held.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += by;
        }
    }
}
