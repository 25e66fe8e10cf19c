//! Weighing: points are benefits, costs and questions about an idea, from any participant. Like ideas they have names or not, as the board
//! does.

pub mod own;
pub mod routes;
pub mod store;
pub mod views;

use super::{BoardState, BoardStep, IdeaEntry, Visibility};
use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    PointId,
}

/// The event kind of a change to one point.
pub const POINT: &str = "point";

/// In characters.
pub const POINT_LIMIT: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    Benefit,
    Cost,
    /// What the group would have to know first.
    Question,
}

impl PointKind {
    /// In display order.
    pub const ALL: [Self; 3] = [Self::Benefit, Self::Cost, Self::Question];

    /// The name in forms and pages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Benefit => "benefit",
            Self::Cost => "cost",
            Self::Question => "question",
        }
    }

    pub fn key(self) -> MessageKey {
        match self {
            Self::Benefit => key!("point-benefit"),
            Self::Cost => key!("point-cost"),
            Self::Question => key!("point-question"),
        }
    }

    /// The text shown while there is none.
    pub fn none(self) -> MessageKey {
        match self {
            Self::Benefit => key!("point-no-benefit"),
            Self::Cost => key!("point-no-cost"),
            Self::Question => key!("point-no-question"),
        }
    }
}

/// Why a change to a point is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointRefusal {
    /// Allowed only in [`BoardStep::Weigh`].
    NotNow,
    /// The idea is withdrawn or merged into another.
    NoSuchIdea,
    /// The version read is stale.
    Changed,
    /// It is withdrawn.
    Withdrawn,
    /// Only the author or the staff member who logged it may change it.
    NotYours,
}

impl Refusal for PointRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("point-refused-not-now"),
            Self::NoSuchIdea => key!("point-refused-no-such-idea"),
            Self::Changed => key!("point-refused-changed"),
            Self::Withdrawn => key!("point-refused-withdrawn"),
            Self::NotYours => key!("point-refused-not-yours"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotYours => RefusalKind::Forbidden,
            Self::Changed => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}

impl BoardState {
    /// Decides author and visibility of a new point. On a board with names others see it at once; without names, when three wait or
    /// weighing ends.
    ///
    /// # Errors
    /// [`PointRefusal::NotNow`] outside [`BoardStep::Weigh`].
    pub fn log_point(&self, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> Result<IdeaEntry, PointRefusal> {
        if self.phase != BoardStep::Weigh {
            return Err(PointRefusal::NotNow);
        }
        let visibility = if self.named { Visibility::Now(self.points_shown + 1) } else { Visibility::Later };
        Ok(IdeaEntry { author: self.author_for(me, role, on_behalf), visibility })
    }
}

/// The part of a point's state that its rules need.
#[derive(Clone, Copy, Debug)]
pub struct PointState {
    /// Whether the actor wrote it: by membership, or by keyed hash on a board without names.
    pub mine: bool,
    /// Whether the actor logged it on behalf of another.
    pub logged_by_me: bool,
    pub withdrawn: bool,
    /// Incremented by every change.
    pub version: i32,
}

impl PointState {
    /// Whether the actor may change its words.
    ///
    /// # Errors
    /// [`PointRefusal::NotYours`], [`PointRefusal::NotNow`], [`PointRefusal::Withdrawn`], or [`PointRefusal::Changed`] when `read` is not
    /// the current version.
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

    /// Whether the actor may withdraw it: its author at any time, the staff member who logged it only while weighing.
    ///
    /// # Errors
    /// [`PointRefusal::NotYours`] or [`PointRefusal::NotNow`].
    pub fn take_back(&self, phase: BoardStep) -> Result<(), PointRefusal> {
        if self.mine { Ok(()) } else { self.touch(phase) }
    }

    /// Whether the actor may restore it.
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

pub(in crate::brainstorm) fn point_seal_context(practice: PracticeId, id: PointId) -> SealContext {
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
            waiting_announced: 0,
        }
    }

    #[test]
    fn a_named_point_is_shown_at_once_and_a_nameless_one_waits() {
        let (me, other) = (MembershipId::random(), MembershipId::random());
        let named = board(BoardStep::Weigh, true);
        let own = named.log_point(me, Role::Member, Some(other)).unwrap();
        assert_eq!(own, IdeaEntry { author: IdeaAuthor::Named { author: Some(me), logged_by: None }, visibility: Visibility::Now(7) });
        let logged = named.log_point(me, Role::Facilitator, Some(other)).unwrap();
        assert_eq!(logged.author, IdeaAuthor::Named { author: Some(other), logged_by: Some(me) });
        for role in [Role::Member, Role::Facilitator, Role::Therapist] {
            let nameless = board(BoardStep::Weigh, false).log_point(me, role, Some(other));
            assert_eq!(nameless, Ok(IdeaEntry { author: IdeaAuthor::Nameless, visibility: Visibility::Later }), "{role:?}");
        }
    }

    #[test]
    fn points_are_added_and_changed_only_while_weighing() {
        let own = PointState { mine: true, logged_by_me: false, withdrawn: false, version: 2 };
        for phase in OTHERS {
            assert_eq!(board(phase, true).log_point(MembershipId::random(), Role::Member, None), Err(PointRefusal::NotNow), "{phase:?}");
            assert_eq!(own.edit(phase, 2), Err(PointRefusal::NotNow), "{phase:?}");
            assert_eq!(own.take_back(phase), Ok(()), "an author may withdraw at any time");
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
