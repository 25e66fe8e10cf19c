//! How far a page knows a session: the counters of its own reader, and no other's.

use std::fmt::{self, Display, Formatter};

use super::{Audience, PageCounters};

/// The counters up to which a page knows everything: `{everyone}[.{staff}][.{own}]`, in the page's address of its stream and as the
/// `id` of what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Of what everybody is told.
    pub everyone: i64,
    /// Of what staff are told; none for others.
    pub staff: Option<i64>,
    /// Of what the reader's seat alone is told; none without a seat.
    pub own: Option<i64>,
}

impl Position {
    /// Reads what a page of this reader sends; none when it is not exactly their counters.
    pub fn read(text: &str, reader: PageCounters) -> Option<Self> {
        let mut numbers = text.trim().split('.').map(|part| part.parse().ok().filter(|n: &i64| *n >= 0));
        let everyone = numbers.next()??;
        let staff = if reader.audience == Audience::Staff { Some(numbers.next()??) } else { None };
        let own = if reader.membership.is_some() { Some(numbers.next()??) } else { None };
        numbers.next().is_none().then_some(Self { everyone, staff, own })
    }

    /// Whether no counter is past the same one of `head`: a number that was never given says nothing.
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
    fn a_page_sends_its_readers_counters_and_anything_else_counts_as_nothing() {
        let seat = Some(Uuid::nil());
        for (audience, membership, text) in
            [(Audience::Staff, seat, "7.3.1"), (Audience::Member, seat, "7.1"), (Audience::Wall, None, "7"), (Audience::Staff, None, "7.3")]
        {
            let reader = PageCounters { audience, membership };
            let position = Position::read(text, reader).expect("their own form");
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
    fn a_position_is_known_when_each_of_its_numbers_was_given() {
        let at = |everyone, staff, own| Position { everyone, staff: Some(staff), own: Some(own) };
        for (position, known) in
            [(at(2, 2, 2), true), (at(0, 0, 0), true), (at(3, 0, 0), false), (at(0, 3, 0), false), (at(0, 0, 3), false)]
        {
            assert_eq!(position.is_within(at(2, 2, 2)), known, "{position}");
        }
    }
}
