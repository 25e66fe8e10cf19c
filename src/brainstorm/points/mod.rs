//! Weighing: benefits, costs and questions of an idea, from anyone. Points are like ideas: with names or without, as the board is.

pub mod own;
pub mod routes;
pub mod store;
pub mod views;

use super::{BoardState, BoardStep, IdeaEntry, Visibility};
use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A benefit, a cost or a question.
    PointId,
}

/// The kind of change of one point.
pub const POINT: &str = "point";

/// Characters of a point.
pub const POINT_LIMIT: usize = 300;

/// What a point says of its idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// What it would bring.
    Benefit,
    /// What it would cost.
    Cost,
    /// What one would have to know first.
    Question,
}

impl PointKind {
    /// In the order in which they stand.
    pub const ALL: [Self; 3] = [Self::Benefit, Self::Cost, Self::Question];

    /// Its name in forms and pages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Benefit => "benefit",
            Self::Cost => "cost",
            Self::Question => "question",
        }
    }

    /// Its name.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Benefit => key!("point-benefit"),
            Self::Cost => key!("point-cost"),
            Self::Question => key!("point-question"),
        }
    }

    /// What stands where there is none yet.
    pub fn none(self) -> MessageKey {
        match self {
            Self::Benefit => key!("point-no-benefit"),
            Self::Cost => key!("point-no-cost"),
            Self::Question => key!("point-no-question"),
        }
    }
}

/// Why a point is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointRefusal {
    /// Only while the board is weighed.
    NotNow,
    /// The idea stands there no more: taken back, or under another.
    NoSuchIdea,
    /// It was changed meanwhile.
    Changed,
    /// It was taken back already.
    Withdrawn,
    /// Only one's own.
    NotYours,
    /// Nobody in the group has this seat.
    NoSuchSeat,
}

impl PointRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("point-refused-not-now"),
            Self::NoSuchIdea => key!("point-refused-no-such-idea"),
            Self::Changed => key!("point-refused-changed"),
            Self::Withdrawn => key!("point-refused-withdrawn"),
            Self::NotYours => key!("point-refused-not-yours"),
            Self::NoSuchSeat => key!("idea-refused-no-such-seat"),
        }
    }
}

impl BoardState {
    /// Adds a point: whose it is and whether it is seen at once. With names it is; without, when three have gathered or weighing ends.
    ///
    /// # Errors
    /// [`PointRefusal::NotNow`] but while weighing.
    pub fn log_point(&self, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> Result<IdeaEntry, PointRefusal> {
        if self.phase != BoardStep::Weigh {
            return Err(PointRefusal::NotNow);
        }
        let seen = if self.named { Visibility::Now(self.points_shown + 1) } else { Visibility::Later };
        Ok(IdeaEntry { whose: self.whose(me, role, on_behalf), seen })
    }
}

/// A point's state, as far as its rules go.
#[derive(Clone, Copy, Debug)]
pub struct PointState {
    /// Whether whoever asks wrote it.
    pub mine: bool,
    /// Whether whoever asks logged it for somebody.
    pub logged_by_me: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Raised by each change.
    pub version: i32,
}

impl PointState {
    /// Changes its words.
    ///
    /// # Errors
    /// [`PointRefusal::NotYours`], [`PointRefusal::NotNow`], [`PointRefusal::Withdrawn`], or [`PointRefusal::Changed`] when it is not the version that was read.
    pub fn edit(&self, phase: BoardStep, read: i32) -> Result<(), PointRefusal> {
        self.touch(phase)?;
        if self.withdrawn {
            Err(PointRefusal::Withdrawn)
        } else if self.version != read {
            Err(PointRefusal::Changed)
        } else {
            Ok(())
        }
    }

    /// Takes it back: its author at any time, whoever logged it while weighing.
    ///
    /// # Errors
    /// [`PointRefusal::NotYours`] or [`PointRefusal::NotNow`].
    pub fn take_back(&self, phase: BoardStep) -> Result<(), PointRefusal> {
        if self.mine { Ok(()) } else { self.touch(phase) }
    }

    /// Brings it back.
    ///
    /// # Errors
    /// [`PointRefusal::NotYours`] or [`PointRefusal::NotNow`].
    pub fn touch(&self, phase: BoardStep) -> Result<(), PointRefusal> {
        if !(self.mine || self.logged_by_me) {
            Err(PointRefusal::NotYours)
        } else if phase != BoardStep::Weigh {
            Err(PointRefusal::NotNow)
        } else {
            Ok(())
        }
    }
}

pub(in crate::brainstorm) fn place(practice: PracticeId, id: PointId) -> SealContext {
    SealContext { table: "point", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::brainstorm::{BrainstormId, IdeaAuthor, Manner};
    use crate::session::SessionId;

    const OTHERS: [BoardStep; 5] = [BoardStep::Gather, BoardStep::Tidy, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done];

    fn board(phase: BoardStep, named: bool) -> BoardState {
        BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase,
            manner: Manner::Quiet,
            named,
            opened_at: Some(DateTime::UNIX_EPOCH),
            shown: 4,
            points_shown: 6,
            waiting_told: 0,
        }
    }

    #[test]
    fn a_point_bears_its_name_at_once_or_none_and_waits() {
        let (me, other) = (MembershipId::random(), MembershipId::random());
        let named = board(BoardStep::Weigh, true);
        let own = named.log_point(me, Role::Member, Some(other)).unwrap();
        assert_eq!(own, IdeaEntry { whose: IdeaAuthor::Named { author: Some(me), logged_by: None }, seen: Visibility::Now(7) });
        let logged = named.log_point(me, Role::Facilitator, Some(other)).unwrap();
        assert_eq!(logged.whose, IdeaAuthor::Named { author: Some(other), logged_by: Some(me) });
        for role in [Role::Member, Role::Facilitator, Role::Therapist] {
            let nameless = board(BoardStep::Weigh, false).log_point(me, role, Some(other));
            assert_eq!(nameless, Ok(IdeaEntry { whose: IdeaAuthor::Nameless, seen: Visibility::Later }), "{role:?}");
        }
    }

    #[test]
    fn points_come_and_change_only_while_weighing() {
        let own = PointState { mine: true, logged_by_me: false, withdrawn: false, version: 2 };
        for phase in OTHERS {
            assert_eq!(board(phase, true).log_point(MembershipId::random(), Role::Member, None), Err(PointRefusal::NotNow), "{phase:?}");
            assert_eq!(own.edit(phase, 2), Err(PointRefusal::NotNow), "{phase:?}");
            assert_eq!(own.take_back(phase), Ok(()), "one's own words can be taken back at any time");
            let logged = PointState { mine: false, logged_by_me: true, ..own };
            assert_eq!(logged.take_back(phase), Err(PointRefusal::NotNow), "{phase:?}");
        }
        assert_eq!(own.edit(BoardStep::Weigh, 2), Ok(()));
        assert_eq!(own.edit(BoardStep::Weigh, 1), Err(PointRefusal::Changed));
        assert_eq!(PointState { withdrawn: true, ..own }.edit(BoardStep::Weigh, 2), Err(PointRefusal::Withdrawn));
        let foreign = PointState { mine: false, ..own };
        assert_eq!(foreign.edit(BoardStep::Weigh, 2), Err(PointRefusal::NotYours));
        assert_eq!(foreign.take_back(BoardStep::Weigh), Err(PointRefusal::NotYours));
        assert_eq!(PointState { logged_by_me: true, ..foreign }.take_back(BoardStep::Weigh), Ok(()));
    }
}
