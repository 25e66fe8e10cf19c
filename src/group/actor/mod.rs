//! The person who acts in a group.

pub mod store;

use uuid::Uuid;

use super::{GroupId, MembershipId, Role};
use crate::kit::audit::{AuditAction, AuditEntry};
use crate::kit::web::Chrome;
use crate::person::PersonId;
use crate::practice::PracticeId;

/// Who acts, and by which membership. Only [`store`] makes one, from a membership that it read.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    person: PersonId,
    membership: MembershipId,
    role: Role,
    group: GroupId,
    practice: PracticeId,
    stands_in: bool,
    /// Whether a substitute has no other membership in the group.
    guest: bool,
    /// Whether the group is a trial: its other people do not exist.
    trial: bool,
}

impl Actor {
    pub fn person(self) -> PersonId {
        self.person
    }

    pub fn membership(self) -> MembershipId {
        self.membership
    }

    pub fn role(self) -> Role {
        self.role
    }

    pub fn group(self) -> GroupId {
        self.group
    }

    pub fn practice(self) -> PracticeId {
        self.practice
    }

    pub(super) fn audit_entry(self, action: AuditAction, subject: Uuid) -> AuditEntry {
        AuditEntry { practice: self.practice.0, actor: Some(self.person.0), action, subject }
    }

    /// Whether the person is a substitute in this session and has the role only for it.
    pub fn stands_in(self) -> bool {
        self.stands_in
    }

    /// Tells the page of this request how the person sees the group: as a guest in one session, or as a trial.
    pub fn mark(self, chrome: Option<&Chrome>) {
        let Some(chrome) = chrome else { return };
        if self.guest {
            chrome.guest.say();
        }
        if self.trial {
            chrome.trial.say();
        }
    }
}
