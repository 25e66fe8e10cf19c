//! Narrowing: each member has a few dots, given and taken back freely. Nobody sees a sum, or how many another has left, before the
//! facilitator opens them; and whose a dot was is forgotten in that moment.

pub mod own;
pub mod routes;
pub mod store;
pub mod views;

use std::ops::RangeInclusive;

use super::BoardStep;
use crate::key;
use crate::kit::locale::MessageKey;
use crate::session::attendance;

/// How many dots each may have.
pub const DOTS: RangeInclusive<i32> = 1..=6;

/// How many they have unless it is said otherwise.
pub const USUAL: i32 = 3;

/// Of fewer people's dots the sums would tell whose they are.
pub const GIVERS: usize = 3;

/// One asking for dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DotVote {
    /// Counted from 1.
    pub number: i32,
    /// How many each person has.
    pub dots: i32,
    /// Whether the sums are on the screens.
    pub opened: bool,
    /// How many staff gave for somebody; known once they are opened.
    pub entered: i32,
}

/// Why a dot is not given, or dots are not opened or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotsRefusal {
    /// Only while narrowing.
    NotNow,
    /// They are open: nothing is given or taken back any more.
    Opened,
    /// They were asked for anew meanwhile.
    AskedAnew,
    /// More than each has.
    TooMany,
    /// No such number of dots.
    NotSoMany,
    /// Fewer than three have given any.
    FewGave,
    /// They are not opened yet, so there is nothing to ask anew.
    NotOpened,
    /// The idea stands there no more.
    NoSuchIdea,
    /// Dots are the members'.
    NotAMember,
    /// They are not here.
    NotHere,
    /// They came in by their own phone: their dots are nobody else's business.
    OwnPhone,
    /// Members give dots once they have come in.
    EnterFirst,
}

impl DotsRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("dots-refused-not-now"),
            Self::Opened => key!("dots-refused-opened"),
            Self::AskedAnew => key!("dots-refused-asked-anew"),
            Self::TooMany => key!("dots-refused-too-many"),
            Self::NotSoMany => key!("dots-refused-not-so-many"),
            Self::FewGave => key!("dots-refused-few-gave"),
            Self::NotOpened => key!("dots-refused-not-opened"),
            Self::NoSuchIdea => key!("point-refused-no-such-idea"),
            Self::NotAMember => key!("dots-refused-not-a-member"),
            Self::NotHere => attendance::not_here(),
            Self::OwnPhone => key!("dots-refused-own-phone"),
            Self::EnterFirst => key!("concern-not-here"),
        }
    }
}

/// How many dots each is to have, as it was typed.
///
/// # Errors
/// [`DotsRefusal::NotSoMany`].
pub fn how_many(typed: Option<i32>) -> Result<i32, DotsRefusal> {
    Some(typed.unwrap_or(USUAL)).filter(|dots| DOTS.contains(dots)).ok_or(DotsRefusal::NotSoMany)
}

/// The dots that are asked for now, for whoever saw the asking of this number.
///
/// # Errors
/// [`DotsRefusal::NotNow`], [`DotsRefusal::AskedAnew`] or [`DotsRefusal::Opened`].
pub fn asked(phase: BoardStep, round: Option<DotVote>, seen: i32) -> Result<DotVote, DotsRefusal> {
    let round = round.filter(|_| phase == BoardStep::Narrow).ok_or(DotsRefusal::NotNow)?;
    if round.number != seen {
        Err(DotsRefusal::AskedAnew)
    } else if round.opened {
        Err(DotsRefusal::Opened)
    } else {
        Ok(round)
    }
}

impl DotVote {
    /// Puts so many dots on an idea that has `here` of somebody's, who has given `elsewhere` on others: how many come or go.
    ///
    /// # Errors
    /// [`DotsRefusal::TooMany`] or [`DotsRefusal::NotSoMany`].
    pub fn put(&self, wanted: i32, here: i32, elsewhere: i32) -> Result<i32, DotsRefusal> {
        if !(0..=self.dots).contains(&wanted) {
            Err(DotsRefusal::NotSoMany)
        } else if wanted > here && wanted + elsewhere > self.dots {
            Err(DotsRefusal::TooMany)
        } else {
            Ok(wanted - here)
        }
    }

    /// Whether the sums may be seen, when so many have given any.
    ///
    /// # Errors
    /// [`DotsRefusal::FewGave`].
    pub fn open(&self, givers: usize) -> Result<(), DotsRefusal> {
        if givers >= GIVERS { Ok(()) } else { Err(DotsRefusal::FewGave) }
    }
}

/// Whether dots are asked for anew, for whoever saw this asking: once the last ones are open.
///
/// # Errors
/// [`DotsRefusal::NotNow`], [`DotsRefusal::AskedAnew`] or [`DotsRefusal::NotOpened`].
pub fn again(phase: BoardStep, round: Option<DotVote>, seen: i32) -> Result<i32, DotsRefusal> {
    match asked(phase, round, seen) {
        Err(DotsRefusal::Opened) => Ok(seen + 1),
        Ok(_) => Err(DotsRefusal::NotOpened),
        Err(refusal) => Err(refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUND: DotVote = DotVote { number: 2, dots: 3, opened: false, entered: 0 };

    #[test]
    fn nobody_gives_more_than_each_has() {
        for (wanted, here, elsewhere, expected) in [
            (1, 0, 0, Ok(1)),
            (3, 0, 0, Ok(3)),
            (2, 1, 1, Ok(1)),
            (2, 1, 2, Err(DotsRefusal::TooMany)),
            (1, 0, 3, Err(DotsRefusal::TooMany)),
            (0, 3, 0, Ok(-3)),
            (1, 1, 2, Ok(0)),
            (4, 0, 0, Err(DotsRefusal::NotSoMany)),
            (-1, 0, 0, Err(DotsRefusal::NotSoMany)),
        ] {
            assert_eq!(ROUND.put(wanted, here, elsewhere), expected, "{wanted} where {here} are, {elsewhere} elsewhere");
        }
    }

    #[test]
    fn dots_are_given_while_they_are_asked_for() {
        let open = DotVote { opened: true, ..ROUND };
        assert_eq!(asked(BoardStep::Narrow, Some(ROUND), 2), Ok(ROUND));
        assert_eq!(asked(BoardStep::Narrow, Some(ROUND), 1), Err(DotsRefusal::AskedAnew));
        assert_eq!(asked(BoardStep::Narrow, Some(open), 2), Err(DotsRefusal::Opened));
        assert_eq!(asked(BoardStep::Narrow, None, 1), Err(DotsRefusal::NotNow));
        for phase in [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(asked(phase, Some(ROUND), 2), Err(DotsRefusal::NotNow), "{phase:?}");
        }
        assert_eq!(
            (again(BoardStep::Narrow, Some(open), 2), again(BoardStep::Narrow, Some(ROUND), 2)),
            (Ok(3), Err(DotsRefusal::NotOpened))
        );
        assert_eq!(again(BoardStep::Narrow, Some(open), 1), Err(DotsRefusal::AskedAnew));
    }

    #[test]
    fn sums_of_fewer_than_three_people_are_not_opened() {
        assert_eq!([0, 1, 2, 3, 8].map(|givers| ROUND.open(givers).is_ok()), [false, false, false, true, true]);
        assert_eq!([None, Some(1), Some(6), Some(0), Some(7)].map(|typed| how_many(typed).ok()), [Some(3), Some(1), Some(6), None, None]);
    }
}
