//! You are not the only one: a concern (دغدغه) is laid before the group, one at a time comes to the middle, and others answer
//! *I know this too*. Without a name to the group only the therapist is shown its author; who answered is shown to nobody.

pub mod in_concern;
mod middle_store;
pub mod own;
mod pending_store;
mod resonance_store;
pub mod routes;
pub mod store;
pub mod table;
mod theme_store;
mod told;
mod views;

use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::attendance;

pub use own::{ConcernAnswer, EntrustedConcern, OwnConcern, OwnConcerns};
pub use table::{ListedConcern, Middle, Table};
pub use told::{EndorsementCount, EndorsementWords};
pub use views::{told_to_members, told_to_staff};

crate::ids! {
    /// A concern.
    ConcernId,
    /// One *I know this too*.
    ResonanceId,
    /// The practice's word for what several concerns have in common.
    ThemeId,
}

/// The kind of change of what is laid and what is in the middle. Its subject is the session, always: the log names no concern.
pub const CONCERN: &str = "concern";
/// Characters of a concern.
pub const CONCERN_LIMIT: usize = 600;
/// Characters of the reason why one was set aside.
pub const REASON_LIMIT: usize = 300;
/// Characters of a theme.
pub const THEME_LIMIT: usize = 60;
/// Without names concerns come to the facilitator's list so many at a time, or with the next stage.
pub const STEP: usize = 3;

/// Why something is not done with a concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernRefusal {
    /// The session is not live.
    NotLive,
    /// Whether it bears a name was not chosen.
    NoChoice,
    /// Nobody in the group has this seat.
    NoSuchSeat,
    /// Only the therapist lays one without a name for somebody: nobody else may know whose it is.
    OnlyTheTherapist,
    /// It is somebody else's.
    NotYours,
    /// It was changed meanwhile.
    Changed,
    /// While the group has it in the middle its words stay.
    InTheMiddle,
    /// It was taken back, or set aside.
    Gone,
    /// One does not answer oneself.
    YourOwn,
    /// It is not in the middle.
    NotInTheMiddle,
    /// Whom staff lay it for is not here.
    TheyAreNotHere,
    /// Who answers has come in.
    NotHere,
    /// The figures are frozen: nobody can tell whose an answer was.
    Frozen,
    /// There are not so many here without a phone.
    TooManyCards,
    /// The number of cards is no number.
    NoNumber,
}

impl ConcernRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotLive => key!("concern-not-live"),
            Self::NoChoice => key!("concern-no-choice"),
            Self::NoSuchSeat => key!("concern-no-such-seat"),
            Self::OnlyTheTherapist => key!("concern-only-the-therapist"),
            Self::NotYours => key!("concern-not-yours"),
            Self::Changed => key!("concern-changed"),
            Self::InTheMiddle => key!("concern-stays-in-the-middle"),
            Self::Gone => key!("concern-gone"),
            Self::YourOwn => key!("concern-your-own"),
            Self::NotInTheMiddle => key!("concern-not-in-the-middle"),
            Self::TheyAreNotHere => attendance::not_here(),
            Self::NotHere => key!("concern-not-here"),
            Self::Frozen => key!("concern-frozen"),
            Self::TooManyCards => key!("concern-too-many-cards"),
            Self::NoNumber => key!("concern-no-number"),
        }
    }
}

/// A concern about to be laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConcern {
    pub author: MembershipId,
    /// Staff who lay it for them.
    pub laid_by: Option<MembershipId>,
    /// Whether it bears its author's name.
    pub named: bool,
}

/// Lays a concern: one's own, or as staff that of a member (`on_behalf`).
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

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct ConcernActor {
    pub me: MembershipId,
    pub role: Role,
}

/// Where a session stands, as far as concerns go by it.
#[derive(Clone, Copy, Debug)]
pub struct SessionPhase {
    /// Whether it is live.
    pub live: bool,
    /// The number of its present stage.
    pub visit: i32,
}

/// A concern's state, as far as its rules go.
#[derive(Clone, Copy, Debug)]
pub struct ConcernState {
    pub author: MembershipId,
    /// Staff who laid it for them.
    pub laid_by: Option<MembershipId>,
    /// Whether it bears its author's name.
    pub named: bool,
    /// The stage it was laid in.
    pub visit: i32,
    /// Whether it came to the list already.
    pub shown: bool,
    /// Whether it is in the middle.
    pub in_middle: bool,
    /// Whether it ever was.
    pub was_in_middle: bool,
    /// Whether its answers were opened since it came there.
    pub opened: bool,
    /// Whether its author took it back, as far as others see.
    pub withdrawn: bool,
    /// Whether its author took it back: without a name others may see that with the next step only.
    pub taken_back: bool,
    /// Whether the therapist set it aside.
    pub set_aside: bool,
    /// Raised by each change of its words.
    pub version: i32,
}

impl ConcernState {
    /// Whether it is on the list of all staff. Without a name it waits for a stage to pass, or for others: so that it coincides with
    /// nobody who just put their phone down.
    pub fn is_listed(&self, at: SessionPhase) -> bool {
        self.shown || !at.live || self.visit < at.visit
    }

    /// Whether somebody may know of it at all.
    pub fn may_be_seen_by(&self, who: ConcernActor, at: SessionPhase) -> bool {
        let theirs = self.author == who.me || self.laid_by == Some(who.me);
        theirs
            || match who.role {
                Role::Therapist => true,
                Role::Facilitator => self.is_listed(at),
                Role::Member => self.was_in_middle && !self.set_aside && !self.withdrawn,
            }
    }

    /// Whether somebody may know whose it is. Without a name it is shown to the therapist it was promised to, and to nobody who leads the
    /// group after them: `promised` says whether they are that one, or stand in for them.
    pub fn author_may_be_seen_by(&self, role: Role, promised: bool) -> bool {
        self.named || (role == Role::Therapist && promised)
    }

    /// Whether what its author changes waits for a step, because staff have it on their list and nobody's name is at it. What is in the
    /// middle doesn't change, and leaves every screen at once when it is taken back.
    pub fn defers(&self, at: SessionPhase) -> bool {
        !self.named && at.live && self.is_listed(at) && !self.in_middle
    }

    /// Whether its author may show whose it is to the therapist of today. `seen` says whether that one sees it.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotYours`].
    pub fn show_anew(&self, me: MembershipId, seen: bool) -> Result<bool, ConcernRefusal> {
        if self.author == me { Ok(!self.named && !seen) } else { Err(ConcernRefusal::NotYours) }
    }

    fn is_there(&self) -> Result<(), ConcernRefusal> {
        if self.taken_back || self.set_aside { Err(ConcernRefusal::Gone) } else { Ok(()) }
    }

    /// Changes its words: its author, or staff who laid it for them, while nobody has it in the middle and it is the version they read.
    pub fn edit(&self, who: ConcernActor, at: SessionPhase, read: i32) -> Result<(), ConcernRefusal> {
        if self.author != who.me && self.laid_by != Some(who.me) {
            return Err(ConcernRefusal::NotYours);
        }
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

    /// Takes it back: its author at any time; staff who laid it for them while the session is live.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotYours`], [`ConcernRefusal::NotLive`].
    pub fn take_back(&self, who: ConcernActor, at: SessionPhase) -> Result<(), ConcernRefusal> {
        if self.author == who.me {
            Ok(())
        } else if self.laid_by != Some(who.me) {
            Err(ConcernRefusal::NotYours)
        } else if at.live {
            Ok(())
        } else {
            Err(ConcernRefusal::NotLive)
        }
    }

    /// Marks it as tender, or takes that back: staff at any time, its author while it is not in the middle.
    pub fn mark(&self, who: ConcernActor, at: SessionPhase) -> Result<(), ConcernRefusal> {
        if self.set_aside || if who.role.is_staff() { self.withdrawn } else { self.taken_back } {
            Err(ConcernRefusal::Gone)
        } else if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if who.role.is_staff() {
            Ok(())
        } else if self.author != who.me {
            Err(ConcernRefusal::NotYours)
        } else if self.in_middle {
            Err(ConcernRefusal::InTheMiddle)
        } else {
            Ok(())
        }
    }

    /// Brings it to the middle.
    ///
    /// # Errors
    /// [`ConcernRefusal::NotLive`], [`ConcernRefusal::Gone`].
    pub fn bring(&self, at: SessionPhase) -> Result<(), ConcernRefusal> {
        self.is_there()?;
        if at.live { Ok(()) } else { Err(ConcernRefusal::NotLive) }
    }

    /// Puts it back on the list after it was set aside, while the session is live; not when it is there: what was wanted is so.
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

    /// Answers *I know this too*: whoever is here, but for its author.
    pub fn resonate(&self, who: ConcernActor, at: SessionPhase, here: bool) -> Result<(), ConcernRefusal> {
        if self.author == who.me {
            Err(ConcernRefusal::YourOwn)
        } else if !at.live {
            Err(ConcernRefusal::NotLive)
        } else if !self.in_middle {
            Err(ConcernRefusal::NotInTheMiddle)
        } else if !here {
            Err(ConcernRefusal::NotHere)
        } else {
            Ok(())
        }
    }

    /// Counts cards while it is in the middle.
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

fn text_place(practice: PracticeId, id: ConcernId) -> SealContext {
    SealContext { table: "concern", column: "text", row: id.0, practice: practice.0 }
}

fn reason_place(practice: PracticeId, id: ConcernId) -> SealContext {
    SealContext { table: "concern", column: "reason", row: id.0, practice: practice.0 }
}

fn theme_place(practice: PracticeId, id: ThemeId) -> SealContext {
    SealContext { table: "theme", column: "words", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
