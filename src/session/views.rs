//! The pages of planning a session and of a session that is not live.

use askama::Template;
use uuid::Uuid;

use super::arc::Course;
use super::attendance::Attendee;
use super::backstage::BackstageLine;
use super::regrets::Regrets;
use super::series::store::Occurrence;
use super::substitution::{NamedSubstitution, Notice};
use super::timing::SessionTyped;
use super::{Session, SessionRefusal, SessionState};
use crate::group::{Group, Membership, MembershipId, SchedulingVia};
use crate::kit::locale::{Message, filters};
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "session/new.html")]
pub(super) struct NewSessionPage {
    pub group: Group,
    pub id: Uuid,
    /// The number it will have.
    pub number: i32,
    pub typed: SessionTyped,
    pub whence: SchedulingVia,
    pub complaints: FormErrors,
    /// What else is at that time.
    pub clashes: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/session.html")]
pub(super) struct SessionPage {
    pub group: Group,
    pub session: Session,
    pub is_staff: bool,
    /// Active members, to be confirmed when they are few.
    pub members: Vec<Membership>,
    pub few: bool,
    /// Who sat in without having signed the charter.
    pub sat_in: Vec<String>,
    /// The plan, and what became of it.
    pub course: Course,
    /// Who was expected, here, gone.
    pub roll: Vec<Attendee>,
    /// To staff: what was said backstage.
    pub lines: Vec<BackstageLine>,
    pub is_therapist: bool,
    pub me: MembershipId,
    /// Whether they stand in for somebody: what is the group's own therapist's is not theirs.
    pub stands_in: bool,
    /// Who stands in for whom.
    pub in_place: Vec<NamedSubstitution>,
    /// To the therapist: who named themselves, and why.
    pub reasons: Vec<Notice>,
    /// A member's own regrets, while they may be sent or taken back.
    pub regrets: Option<Option<Regrets>>,
    /// Regrets that were refused: what was typed, and why.
    pub typed: Option<(String, Message)>,
    /// Which of a series it is.
    pub occurrence: Option<Occurrence>,
    /// Whether its closing was sent.
    pub closed: bool,
    pub refusal: Option<SessionRefusal>,
}

impl SessionPage {
    /// In whose place the reader is, while it is open to them.
    pub fn own_place(&self) -> Option<&NamedSubstitution> {
        self.in_place.iter().find(|one| self.stands_in && one.substitute == self.me)
    }

    /// Whether the reader may name somebody to stand in: the group's own therapist, while it is not over.
    pub fn may_name(&self) -> bool {
        self.is_therapist && !self.stands_in && matches!(self.session.state, SessionState::Planned | SessionState::Live)
    }
}

/// What is said beside the arc; nothing takes away what was said before.
#[derive(Template)]
#[template(path = "session/_notice.html")]
pub(super) struct NoticeFragment {
    pub words: Option<String>,
}

/// The same without a script.
#[derive(Template)]
#[template(path = "session/refused.html")]
pub(super) struct SessionRefusedPage {
    pub session: super::SessionId,
    pub words: Message,
}

/// The same within the form that asked.
#[derive(Template)]
#[template(path = "session/_refusal.html")]
pub(super) struct SessionRefusalFragment {
    pub words: String,
}
