//! How far a page has read a session: the counters of its own reader, and no others.

use std::fmt::{self, Display, Formatter};

use super::{Audience, PageCounters};

/// The counters up to which a page has read everything: `{everyone}[.{staff}][.{own}]`, in the address of the page's stream and as the
/// `id` of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Of changes for everyone.
    pub everyone: i64,
    /// Of changes for staff; `None` for other readers.
    pub staff: Option<i64>,
    /// Of changes for the reader's membership; `None` without one.
    pub own: Option<i64>,
}

impl Position {
    /// Parses what a page of this reader sends; `None` if it does not have exactly this reader's counters.
    pub fn read(text: &str, reader: PageCounters) -> Option<Self> {
        let mut numbers = text.trim().split('.').map(|part| part.parse().ok().filter(|n: &i64| *n >= 0));
        let everyone = numbers.next()??;
        let staff = if reader.audience == Audience::Staff { Some(numbers.next()??) } else { None };
        let own = if reader.membership.is_some() { Some(numbers.next()??) } else { None };
        numbers.next().is_none().then_some(Self { everyone, staff, own })
    }

    /// Whether no counter is past the same counter of `head`. A number that was never assigned is meaningless.
    pub(super) fn is_within(self, head: Self) -> bool {
        self.everyone <= head.everyone && self.staff <= head.staff && self.own <= head.own
    }
}

impl Display for Position {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.everyone)?;
        [self.staff, self.own].into_iter().flatten().try_for_each(|number| write!(to, ".{number}"))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_position_with_other_than_the_readers_counters_is_ignored() {
        let membership = Some(Uuid::nil());
        for (audience, membership, text) in [
            (Audience::Staff, membership, "7.3.1"),
            (Audience::Member, membership, "7.1"),
            (Audience::Wall, None, "7"),
            (Audience::Staff, None, "7.3"),
        ] {
            let reader = PageCounters { audience, membership };
            let position = Position::read(text, reader).expect("the format of this reader");
            assert_eq!(position.to_string(), text);
            for other in ["", "7", "7.1", "7.3", "7.3.1", "7.3.1.0"]
                .into_iter()
                .filter(|other| other.matches('.').count() != text.matches('.').count())
            {
                assert_eq!(Position::read(other, reader), None, "{other} of {reader:?}");
            }
            for nonsense in ["-1", "x", "1..2", "7.-3.1", "9999999999999999999999"] {
                assert_eq!(Position::read(nonsense, reader), None, "{nonsense} of {reader:?}");
            }
        }
    }

    #[test]
    fn a_position_is_within_the_head_if_no_counter_is_past_it() {
        let at = |everyone, staff, own| Position { everyone, staff: Some(staff), own: Some(own) };
        for (position, known) in
            [(at(2, 2, 2), true), (at(0, 0, 0), true), (at(3, 0, 0), false), (at(0, 3, 0), false), (at(0, 0, 3), false)]
        {
            assert_eq!(position.is_within(at(2, 2, 2)), known, "{position}");
        }
    }
}
