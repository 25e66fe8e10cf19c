//! Narrowing: each member has a few dots and gives and takes them back freely. Before the facilitator opens the dots no one sees a sum, or
//! how many another member has left. Opening them deletes the record of who gave which dot.

pub mod own;
pub mod routes;
pub mod store;
pub mod views;

use std::ops::RangeInclusive;

use super::BoardStep;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::session::attendance;

/// The number of dots that staff may allow each member.
pub const DOTS: RangeInclusive<i32> = 1..=6;

/// The default number of dots for each member.
pub const USUAL: i32 = 3;

/// The least number of givers: the sums of fewer would reveal who gave which dot.
pub const GIVERS: usize = 3;

/// One round in which members give dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DotVote {
    /// From 1.
    pub number: i32,
    /// The number of dots for each member.
    pub dots: i32,
    pub opened: bool,
    /// How many dots staff entered for members; counted when the dots are opened.
    pub entered: i32,
}

/// Why giving, opening or a new round of dots is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotsRefusal {
    /// Allowed only in [`BoardStep::Narrow`].
    NotNow,
    /// The dots are open and can no longer change.
    Opened,
    /// A newer round has begun.
    AskedAnew,
    /// The member has too few dots left.
    TooMany,
    /// The number is out of range.
    NotSoMany,
    /// Fewer than [`GIVERS`] members gave dots.
    FewGave,
    /// The last round must be opened before a new one.
    NotOpened,
    /// The idea is withdrawn or merged into another.
    NoSuchIdea,
    /// Only members have dots.
    NotAMember,
    /// The member has left the session.
    NotHere,
    /// The member entered the session on their own phone: only they may give their dots.
    OwnPhone,
    /// The member has not entered the session.
    EnterFirst,
}

impl Refusal for DotsRefusal {
    fn key(&self) -> MessageKey {
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

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Opened | Self::AskedAnew => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}

/// Reads the number of dots for each member from a form.
///
/// # Errors
/// [`DotsRefusal::NotSoMany`].
pub fn how_many(typed: Option<i32>) -> Result<i32, DotsRefusal> {
    Some(typed.unwrap_or(USUAL)).filter(|dots| DOTS.contains(dots)).ok_or(DotsRefusal::NotSoMany)
}

/// The round that takes dots, as requested from a page that showed round number `seen`.
///
/// # Errors
/// [`DotsRefusal::NotNow`], [`DotsRefusal::AskedAnew`] or [`DotsRefusal::Opened`].
pub fn active_round(phase: BoardStep, round: Option<DotVote>, seen: i32) -> Result<DotVote, DotsRefusal> {
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
    /// The change when a member wants `wanted` dots on an idea that has `on_idea` of theirs, with `elsewhere` on other ideas.
    ///
    /// # Errors
    /// [`DotsRefusal::TooMany`] or [`DotsRefusal::NotSoMany`].
    pub fn put(&self, wanted: i32, on_idea: i32, elsewhere: i32) -> Result<i32, DotsRefusal> {
        if !(0..=self.dots).contains(&wanted) {
            Err(DotsRefusal::NotSoMany)
        } else if wanted > on_idea && wanted + elsewhere > self.dots {
            Err(DotsRefusal::TooMany)
        } else {
            Ok(wanted - on_idea)
        }
    }

    /// Whether the sums may be shown when this many members gave dots.
    ///
    /// # Errors
    /// [`DotsRefusal::FewGave`].
    pub fn open(&self, givers: usize) -> Result<(), DotsRefusal> {
        if givers >= GIVERS { Ok(()) } else { Err(DotsRefusal::FewGave) }
    }
}

/// The number of a new round, as requested from a page that showed round number `seen`; only once the dots of that round are open.
///
/// # Errors
/// [`DotsRefusal::NotNow`], [`DotsRefusal::AskedAnew`] or [`DotsRefusal::NotOpened`].
pub fn next_round(phase: BoardStep, round: Option<DotVote>, seen: i32) -> Result<i32, DotsRefusal> {
    match active_round(phase, round, seen) {
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
    fn a_member_gives_no_more_dots_than_allowed() {
        for (wanted, on_idea, elsewhere, expected) in [
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
            assert_eq!(ROUND.put(wanted, on_idea, elsewhere), expected, "{wanted} wanted, {on_idea} there, {elsewhere} elsewhere");
        }
    }

    #[test]
    fn dots_are_given_only_in_the_active_round() {
        let open = DotVote { opened: true, ..ROUND };
        assert_eq!(active_round(BoardStep::Narrow, Some(ROUND), 2), Ok(ROUND));
        assert_eq!(active_round(BoardStep::Narrow, Some(ROUND), 1), Err(DotsRefusal::AskedAnew));
        assert_eq!(active_round(BoardStep::Narrow, Some(open), 2), Err(DotsRefusal::Opened));
        assert_eq!(active_round(BoardStep::Narrow, None, 1), Err(DotsRefusal::NotNow));
        for phase in [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(active_round(phase, Some(ROUND), 2), Err(DotsRefusal::NotNow), "{phase:?}");
        }
        assert_eq!(
            (next_round(BoardStep::Narrow, Some(open), 2), next_round(BoardStep::Narrow, Some(ROUND), 2)),
            (Ok(3), Err(DotsRefusal::NotOpened))
        );
        assert_eq!(next_round(BoardStep::Narrow, Some(open), 1), Err(DotsRefusal::AskedAnew));
    }

    #[test]
    fn sums_of_fewer_than_three_people_are_not_opened() {
        assert_eq!([0, 1, 2, 3, 8].map(|givers| ROUND.open(givers).is_ok()), [false, false, false, true, true]);
        assert_eq!([None, Some(1), Some(6), Some(0), Some(7)].map(|typed| how_many(typed).ok()), [Some(3), Some(1), Some(6), None, None]);
    }
}
