//! Letters from a group's therapist to one of its members, which the member answers once (docs/decisions/0061-letters.md), and the page of
//! all messages.

mod messages;
pub mod notice;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::group::{GroupId, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A letter to a member.
    LetterId,
}

/// Characters at most in a letter.
pub const LETTER_LIMIT: usize = 2000;
/// Characters at most in its answer.
pub const ANSWER_LIMIT: usize = 1000;

/// A letter as one of its two readers sees it.
#[derive(Clone, Debug)]
pub struct MemberLetter {
    pub id: LetterId,
    pub group: GroupId,
    pub group_name: String,
    /// The name of the other one: whom it is to, or whom it is from.
    pub name: String,
    pub text: String,
    pub sent_at: DateTime<Utc>,
    /// The answer, with its time.
    pub answer: Option<(String, DateTime<Utc>)>,
    /// Whether the member may answer it.
    pub may_answer: bool,
    /// Whether the reader has put it away from their home page.
    pub put_away: bool,
}

/// Why a letter or its answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterRefusal {
    /// The person is not a member of the group any more.
    Gone,
    /// The member has no account to read it with.
    NoAccount,
    /// It was answered with other words.
    Answered,
    /// Its writer does not lead the group any more, or its reader has left.
    Closed,
}

impl Refusal for LetterRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::Gone => key!("letter-gone"),
            Self::NoAccount => key!("letter-no-account"),
            Self::Answered => key!("letter-answered-already"),
            Self::Closed => key!("letter-closed"),
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Conflict
    }
}

/// Whether a letter can be written to a person.
///
/// # Errors
/// [`LetterRefusal::Gone`] or [`LetterRefusal::NoAccount`].
pub fn may_write_to(role: Role, state: MembershipState, has_account: bool) -> Result<(), LetterRefusal> {
    match (role, state) {
        (Role::Member, MembershipState::Active | MembershipState::Paused) if has_account => Ok(()),
        (Role::Member, MembershipState::Active | MembershipState::Paused) => Err(LetterRefusal::NoAccount),
        _ => Err(LetterRefusal::Gone),
    }
}

fn seal_context(column: &'static str, practice: PracticeId, id: LetterId) -> SealContext {
    SealContext { table: "member_letter", column, row: id.0, practice: practice.0 }
}

/// Whom a letter is found for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LetterSide {
    /// The member it was written to.
    Reader(MembershipId),
    /// The therapist who wrote it.
    Writer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_reaches_members_with_an_account() {
        use MembershipState::{Active, Left, Paused, Waiting};
        assert_eq!(may_write_to(Role::Member, Active, true), Ok(()));
        assert_eq!(may_write_to(Role::Member, Paused, true), Ok(()));
        assert_eq!(may_write_to(Role::Member, Active, false), Err(LetterRefusal::NoAccount));
        for state in [Waiting, Left] {
            assert_eq!(may_write_to(Role::Member, state, true), Err(LetterRefusal::Gone), "{state:?}");
        }
        assert_eq!(may_write_to(Role::Facilitator, Active, true), Err(LetterRefusal::Gone));
    }
}
