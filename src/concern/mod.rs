//! You are not the only one: a member lays a concern (دغدغه) before the group, one at a time comes to the middle, and others answer *I know
//! this too*. Only the therapist sees the author of a concern that is nameless to the group; no one sees who answered.

pub mod anchors;
mod endorsement_count;
mod middle_store;
pub mod own;
mod pending_store;
mod resonance_store;
pub mod routes;
pub mod store;
pub mod table;
mod theme_store;
mod views;

use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{OpenChoice, Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use endorsement_count::{EndorsementCount, EndorsementWords};
pub use own::{ConcernAnswer, EntrustedConcern, OwnConcern, OwnConcerns};
pub use table::{ListedConcern, Middle, Table};
pub use views::{members_fragment, staff_fragment};

crate::ids! {
    ConcernId,
    ResonanceId,
    /// What several concerns have in common, in the practice's words.
    ThemeId,
}

/// The event kind for changes to laid concerns and to the middle. Its subject is always the session: the log names no concern.
pub const CONCERN: &str = "concern";
/// The most characters of a concern.
pub const CONCERN_LIMIT: usize = 600;
/// The most characters of the reason why a concern was set aside.
pub const REASON_LIMIT: usize = 300;
/// The most characters of a theme.
pub const THEME_LIMIT: usize = 60;
/// Nameless concerns join the facilitators' list this many at a time, or with the next stage.
pub const STEP: usize = 3;

/// Why an action on a concern is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernRefusal {
    NotLive,
    /// The form does not say whether the concern bears a name.
    NoChoice,
    /// Only the therapist lays a nameless concern for a member: no one else may know its author.
    OnlyTheTherapist,
    /// The concern belongs to another member.
    NotYours,
    /// The concern changed meanwhile.
    Changed,
    /// Its words cannot change while it is in the middle.
    InTheMiddle,
    /// The concern was taken back, or set aside.
    Gone,
    /// Authors do not answer their own concern.
    YourOwn,
    /// The concern is not in the middle.
    NotInTheMiddle,
    /// The member has not entered the session: only members who are present answer.
    NotHere,
    /// The figures are frozen: an answer can no longer be matched to a member.
    Frozen,
    /// There are more cards than members without a phone.
    TooManyCards,
    /// The number of cards cannot be read.
    NoNumber,
}

impl Refusal for ConcernRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotLive => key!("concern-not-live"),
            Self::NoChoice => key!("concern-no-choice"),
            Self::OnlyTheTherapist => key!("concern-only-the-therapist"),
            Self::NotYours => key!("concern-not-yours"),
            Self::Changed => key!("concern-changed"),
            Self::InTheMiddle => key!("concern-stays-in-the-middle"),
            Self::Gone => key!("concern-gone"),
            Self::YourOwn => key!("concern-your-own"),
            Self::NotInTheMiddle => key!("concern-not-in-the-middle"),
            Self::NotHere => key!("concern-not-here"),
            Self::Frozen => key!("concern-frozen"),
            Self::TooManyCards => key!("concern-too-many-cards"),
            Self::NoNumber => key!("concern-no-number"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotYours => RefusalKind::Forbidden,
            Self::Changed => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }

    fn choice(&self) -> Option<OpenChoice> {
        let options = [("name", key!("concern-named")), ("nameless", key!("concern-nameless-to-group"))];
        (*self == Self::NoChoice).then_some(OpenChoice { field: "whose", options })
    }
}

/// A concern that may be laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConcern {
    pub author: MembershipId,
    /// The staff member who lays it for the author.
    pub laid_by: Option<MembershipId>,
    pub named: bool,
}

/// Lays the actor's own concern or, for staff, the concern of a member (`on_behalf`).
///
/// # Errors
/// [`ConcernRefusal::OnlyTheTherapist`].
pub fn lay(me: MembershipId, role: Role, on_behalf: Option<MembershipId>, named: bool) -> Result<NewConcern, ConcernRefusal> {
    match on_behalf.filter(|other| role.is_staff() && *other != me) {
        Some(_) if !named && role != Role::Therapist => Err(ConcernRefusal::OnlyTheTherapist),
        Some(author) => Ok(NewConcern { author, laid_by: Some(me), named }),
        None => Ok(NewConcern { author: me, laid_by: None, named }),
    }
}

/// The person acting on a concern.
#[derive(Clone, Copy, Debug)]
pub struct ConcernActor {
    pub me: MembershipId,
    pub role: Role,
}

/// The part of a session's state that the rules of concerns use.
#[derive(Clone, Copy, Debug)]
pub struct SessionPhase {
    pub live: bool,
    /// The number of the present stage.
    pub visit: i32,
}

/// The part of a concern's state that its rules use.
#[derive(Clone, Copy, Debug)]
pub struct ConcernState {
    pub author: MembershipId,
    /// The staff member who laid it for the author.
    pub laid_by: Option<MembershipId>,
    pub named: bool,
    /// The number of the stage in which it was laid.
    pub visit: i32,
    /// Whether it is on the staff's list already.
    pub shown: bool,
    pub in_middle: bool,
    /// Whether it is or was in the middle.
    pub was_in_middle: bool,
    /// Whether its answers were opened since it came to the middle.
    pub opened: bool,
    /// Whether its author took it back, as others see it.
    pub withdrawn: bool,
    /// Whether its author took it back. Others see the withdrawal of a nameless concern only with the next step.
    pub taken_back: bool,
    pub set_aside: bool,
    /// Increases with each change of its words.
    pub version: i32,
}

impl ConcernState {
    /// Whether it is on the list of all staff. A nameless concern waits for the stage to end, or for other concerns, so that its appearance
    /// does not coincide with a member who just put their phone down.
    pub fn is_listed(&self, at: SessionPhase) -> bool {
        self.shown || !at.live || self.visit < at.visit
    }

    /// Whether the actor may know that the concern exists.
    pub fn may_be_seen_by(&self, actor: ConcernActor, at: SessionPhase) -> bool {
        let is_own = self.author == actor.me || self.laid_by == Some(actor.me);
        is_own
            || match actor.role {
                Role::Therapist => true,
                Role::Facilitator => self.is_listed(at),
                Role::Member => self.was_in_middle && !self.set_aside && !self.withdrawn,
            }
    }

    /// Whether a role may know the author. A nameless concern shows its author to the therapist to whom it was promised, and not to one who
    /// leads the group later: `promised` says whether the reader is that therapist, or their substitute.
    pub fn author_may_be_seen_by(&self, role: Role, promised: bool) -> bool {
        self.named || (role == Role::Therapist && promised)
    }

    /// Whether the author's changes wait for a step, because staff have the nameless concern on their list. A concern in the middle does
    /// not change, and leaves every screen at once when it is taken back.
    pub fn defers(&self, at: SessionPhase) -> bool {
        !self.named && at.live && self.is_listed(at) && !self.in_middle
    }

    /// Whether its author can still reveal themselves to the present therapist; `seen` says whether that therapist sees them already.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotYours`].
    pub fn show_anew(&self, me: MembershipId, seen: bool) -> Result<bool, ConcernRefusal> {
        if self.author == me { Ok(!self.named && !seen) } else { Err(ConcernRefusal::NotYours) }
    }

    fn is_there(&self) -> Result<(), ConcernRefusal> {
        if self.taken_back || self.set_aside { Err(ConcernRefusal::Gone) } else { Ok(()) }
    }

    /// Checks a change of its words: by its author or the staff member who laid it, while it is not in the middle and `read` is its
    /// version.
    pub fn edit(&self, actor: ConcernActor, at: SessionPhase, read: i32) -> Result<(), ConcernRefusal> {
        self.own(actor)?;
        self.is_there()?;
        if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if self.in_middle {
            Err(ConcernRefusal::InTheMiddle)
        } else if self.version != read {
            Err(ConcernRefusal::Changed)
        } else {
            Ok(())
        }
    }

    /// # Errors
    /// [`ConcernRefusal::NotYours`] unless the actor wrote or laid it.
    pub fn own(&self, actor: ConcernActor) -> Result<(), ConcernRefusal> {
        if self.author == actor.me || self.laid_by == Some(actor.me) { Ok(()) } else { Err(ConcernRefusal::NotYours) }
    }

    /// Checks a withdrawal: by its author at any time; by the staff member who laid it while the session is live.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotYours`], [`ConcernRefusal::NotLive`].
    pub fn take_back(&self, actor: ConcernActor, at: SessionPhase) -> Result<(), ConcernRefusal> {
        if self.author == actor.me {
            Ok(())
        } else if self.laid_by != Some(actor.me) {
            Err(ConcernRefusal::NotYours)
        } else if at.live {
            Ok(())
        } else {
            Err(ConcernRefusal::NotLive)
        }
    }

    /// Checks marking it as tender, or unmarking it: staff at any time, its author while it is not in the middle.
    pub fn mark(&self, actor: ConcernActor, at: SessionPhase) -> Result<(), ConcernRefusal> {
        if self.set_aside || if actor.role.is_staff() { self.withdrawn } else { self.taken_back } {
            Err(ConcernRefusal::Gone)
        } else if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if actor.role.is_staff() {
            Ok(())
        } else if self.author != actor.me {
            Err(ConcernRefusal::NotYours)
        } else if self.in_middle {
            Err(ConcernRefusal::InTheMiddle)
        } else {
            Ok(())
        }
    }

    /// Checks bringing it to the middle.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotLive`], [`ConcernRefusal::Gone`].
    pub fn bring(&self, at: SessionPhase) -> Result<(), ConcernRefusal> {
        self.is_there()?;
        if at.live { Ok(()) } else { Err(ConcernRefusal::NotLive) }
    }

    /// Checks putting it back on the list after it was set aside, while the session is live. Returns false when it is on the list already.
    ///
    /// # Errors
    /// [`ConcernRefusal::Gone`] when its author took it back, [`ConcernRefusal::NotLive`].
    pub fn put_back(&self, at: SessionPhase) -> Result<bool, ConcernRefusal> {
        if self.taken_back {
            Err(ConcernRefusal::Gone)
        } else if !at.live {
            Err(ConcernRefusal::NotLive)
        } else {
            Ok(self.set_aside)
        }
    }

    /// Checks an answer *I know this too*: any member who is present, except the author.
    pub fn resonate(&self, actor: ConcernActor, at: SessionPhase, is_present: bool) -> Result<(), ConcernRefusal> {
        if self.author == actor.me {
            Err(ConcernRefusal::YourOwn)
        } else if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if !self.in_middle {
            Err(ConcernRefusal::NotInTheMiddle)
        } else if !is_present {
            Err(ConcernRefusal::NotHere)
        } else {
            Ok(())
        }
    }

    /// Checks counting cards, which staff do while it is in the middle.
    pub fn count(&self, at: SessionPhase, cards: usize, without_phone: usize) -> Result<(), ConcernRefusal> {
        if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if !self.in_middle {
            Err(ConcernRefusal::NotInTheMiddle)
        } else if cards > without_phone {
            Err(ConcernRefusal::TooManyCards)
        } else {
            Ok(())
        }
    }
}

fn text_context(practice: PracticeId, id: ConcernId) -> SealContext {
    SealContext { table: "concern", column: "text", row: id.0, practice: practice.0 }
}

fn reason_context(practice: PracticeId, id: ConcernId) -> SealContext {
    SealContext { table: "concern", column: "reason", row: id.0, practice: practice.0 }
}

fn theme_context(practice: PracticeId, id: ThemeId) -> SealContext {
    SealContext { table: "theme", column: "words", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
