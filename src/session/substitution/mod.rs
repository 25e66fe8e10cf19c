//! Substitution: a colleague stands in for a therapist or facilitator in one session, in that role, and gets access to nothing else of the
//! group.

mod by_practice;
mod naming;
pub mod notice_store;
pub mod routes;
pub mod store;
pub mod views;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::group::{Membership, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::{PracticeId, StaffRole};
use crate::session::{Session, SessionId, SessionState};

crate::ids! {
    /// A substitution in one session.
    SubstitutionId,
}

/// A substitution in a session; `seat` is the membership that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Substitution {
    pub id: SubstitutionId,
    pub substitute: MembershipId,
    pub seat: MembershipId,
    pub role: Role,
}

/// A substitution with both names.
#[derive(Clone, Debug)]
pub struct NamedSubstitution {
    pub id: SubstitutionId,
    pub session: SessionId,
    pub role: Role,
    pub substitute: MembershipId,
    /// The substitute's name; `None` if they withdrew it.
    pub name: Option<String>,
    pub seat: MembershipId,
    /// The name of the replaced colleague.
    pub of: Option<String>,
    /// Whether the session is over.
    pub over: bool,
}

impl NamedSubstitution {
    /// The substitute's name, or an ellipsis.
    pub fn who(&self) -> &str {
        self.name.as_deref().unwrap_or("…")
    }

    /// The replaced colleague's name, or an ellipsis.
    pub fn whose(&self) -> &str {
        self.of.as_deref().unwrap_or("…")
    }

    /// Whether the substitute sees what members show their therapist.
    pub fn leads(&self) -> bool {
        self.role == Role::Therapist
    }
}

/// A session in which the reader stands in, for their home page.
#[derive(Clone, Debug)]
pub struct SubstitutedSession {
    pub session: Session,
    pub group: String,
    pub place: Option<String>,
    pub of: Option<String>,
    pub role: Role,
    /// For an ended session: until when the substitute may open it.
    pub until: Option<DateTime<Tz>>,
}

/// Notifies a person that the practice named a substitute.
#[derive(Clone, Debug)]
pub struct Notice {
    pub id: SubstitutionId,
    pub group: String,
    pub session: Session,
    /// The substitute's name; `None` if they withdrew it.
    pub name: Option<String>,
    pub of: Option<String>,
    /// Whether the substitute named themselves.
    pub names_self: bool,
    /// The reason for naming themselves; for the therapist only.
    pub reason: Option<String>,
    pub made_at: DateTime<Utc>,
    /// When the substitution was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl Notice {
    /// The substitute's name, or an ellipsis.
    pub fn who(&self) -> &str {
        self.name.as_deref().unwrap_or("…")
    }

    /// The replaced colleague's name, or an ellipsis.
    pub fn whose(&self) -> &str {
        self.of.as_deref().unwrap_or("…")
    }
}

/// The most characters of a reason.
pub const REASON_LIMIT: usize = 600;

fn reason_context(practice: PracticeId, id: SubstitutionId) -> SealContext {
    SealContext { table: "substitution", column: "reason", row: id.0, practice: practice.0 }
}

/// Why a colleague cannot be named or a substitution withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubstitutionRefusal {
    /// The session is over or was cancelled.
    NotNow,
    /// No active leader of the group has that membership any more.
    NoSuchSeat,
    /// The seat already has a substitute.
    Taken,
    /// The colleague may not stand in for that seat.
    NotThey,
    /// The colleague already stands in for another seat in this session.
    Busy,
    /// The colleague leads another session at that time.
    Elsewhere,
    /// The form's id was used before, to name another colleague.
    SentBefore,
    /// A colleague who names themselves must confirm with the passphrase, and has not done so recently.
    Passphrase,
}

impl SubstitutionRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("substitution-not-now"),
            Self::NoSuchSeat => key!("substitution-no-such-seat"),
            Self::Taken => key!("substitution-taken"),
            Self::NotThey => key!("substitution-not-they"),
            Self::Busy => key!("substitution-busy"),
            Self::Elsewhere => key!("substitution-elsewhere"),
            Self::SentBefore => key!("form-sent-before"),
            Self::Passphrase => key!("substitution-passphrase-asked"),
        }
    }

    /// The form field that shows the error.
    pub fn field(self) -> &'static str {
        match self {
            Self::NoSuchSeat | Self::Taken => "whose",
            Self::Passphrase => "passphrase",
            Self::NotNow | Self::NotThey | Self::Busy | Self::Elsewhere | Self::SentBefore => "colleague",
        }
    }
}

/// Checks that the session is planned or live, so that a substitute can be named or withdrawn.
///
/// # Errors
/// [`SubstitutionRefusal::NotNow`].
pub fn may_change(state: SessionState) -> Result<(), SubstitutionRefusal> {
    if matches!(state, SessionState::Planned | SessionState::Live) { Ok(()) } else { Err(SubstitutionRefusal::NotNow) }
}

/// Whether a colleague with this position and these past and present memberships in the group may stand in for a seat of that role. A
/// present or former member may not lead the group. An active leader takes part already, but a facilitator may take the therapist's seat.
pub fn may_stand_in(position: StaffRole, memberships: &[(Role, MembershipState)], role: Role) -> bool {
    if position == StaffRole::Secretary || !role.is_staff() || memberships.iter().any(|(role, _)| *role == Role::Member) {
        return false;
    }
    match memberships.iter().find(|(_, state)| *state == MembershipState::Active) {
        None => true,
        Some((Role::Facilitator, _)) => role == Role::Therapist,
        Some(_) => false,
    }
}

/// The memberships of a group as they count in one session: a substitute is active in the role they stand in for, the replaced colleague is
/// paused.
pub fn seated(mut people: Vec<Membership>, substitutions: &[Substitution]) -> Vec<Membership> {
    for one in &mut people {
        if substitutions.iter().any(|substitution| substitution.seat == one.id) {
            one.state = MembershipState::Paused;
        }
    }
    for one in &mut people {
        if let Some(substitution) = substitutions.iter().find(|substitution| substitution.substitute == one.id) {
            (one.state, one.role, one.stands_in) = (MembershipState::Active, substitution.role, true);
        }
    }
    people.sort_by_key(|one| one.role);
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::MembershipState::{Active, Left, Substitute};
    use StaffRole::*;

    #[test]
    fn a_colleague_may_stand_in_unless_secretary_or_former_member() {
        for position in [Administrator, Therapist, Facilitator] {
            for role in [Role::Therapist, Role::Facilitator] {
                assert!(may_stand_in(position, &[], role), "{position:?}");
                assert!(may_stand_in(position, &[(Role::Facilitator, Left), (Role::Facilitator, Substitute)], role), "{position:?}");
                assert!(!may_stand_in(position, &[(Role::Member, Left)], role), "{position:?}");
                assert!(!may_stand_in(position, &[(Role::Therapist, Active)], role), "{position:?}");
            }
            assert!(!may_stand_in(position, &[], Role::Member));
        }
        assert!(!may_stand_in(Secretary, &[], Role::Facilitator));
    }

    #[test]
    fn a_facilitator_may_take_the_therapists_seat_only() {
        assert!(may_stand_in(Facilitator, &[(Role::Facilitator, Active)], Role::Therapist));
        assert!(!may_stand_in(Facilitator, &[(Role::Facilitator, Active)], Role::Facilitator));
    }

    #[test]
    fn no_substitute_is_named_after_a_session_is_over() {
        for state in [SessionState::Planned, SessionState::Live] {
            assert_eq!(may_change(state), Ok(()));
        }
        for state in [SessionState::Ended, SessionState::Cancelled] {
            assert_eq!(may_change(state), Err(SubstitutionRefusal::NotNow));
        }
    }

    fn membership(role: Role, state: MembershipState) -> Membership {
        let (id, since) = (MembershipId::random(), DateTime::UNIX_EPOCH);
        Membership { id, person: None, role, state, seat: None, name: None, since, stands_in: false }
    }

    fn substitution(substitute: &Membership, seat: &Membership) -> Substitution {
        Substitution { id: SubstitutionId::random(), substitute: substitute.id, seat: seat.id, role: seat.role }
    }

    #[test]
    fn a_substitute_is_active_and_the_replaced_colleague_is_paused() {
        let people = vec![
            membership(Role::Therapist, Active),
            membership(Role::Facilitator, Active),
            membership(Role::Member, Active),
            membership(Role::Facilitator, Substitute),
            membership(Role::Facilitator, Substitute),
        ];
        let is = |all: &[Membership], id| all.iter().find(|one| one.id == id).map(|one| (one.role, one.state, one.stands_in));
        let ids: Vec<_> = people.iter().map(|one| one.id).collect();
        let seated = seated(people.clone(), &[substitution(&people[3], &people[0])]);
        assert_eq!(is(&seated, ids[0]), Some((Role::Therapist, MembershipState::Paused, false)));
        assert_eq!(is(&seated, ids[3]), Some((Role::Therapist, Active, true)));
        assert_eq!(is(&seated, ids[4]), Some((Role::Facilitator, Substitute, false)), "a substitute of another session is not active here");
        assert_eq!(seated.last().map(|one| one.id), Some(ids[2]), "leaders come first");
        assert_eq!(super::seated(people.clone(), &[]).iter().filter(|one| one.state == Active).count(), 3);
    }

    #[test]
    fn a_facilitator_who_stands_in_can_have_a_substitute() {
        let (therapist, facilitator) = (membership(Role::Therapist, Active), membership(Role::Facilitator, Active));
        let guest = membership(Role::Facilitator, Substitute);
        let substitutions = [substitution(&facilitator, &therapist), substitution(&guest, &facilitator)];
        let seated = seated(vec![therapist, facilitator, guest], &substitutions);
        let active: Vec<_> = seated.iter().filter(|one| one.state == Active).map(|one| (one.id, one.role)).collect();
        assert_eq!(active, [(substitutions[0].substitute, Role::Therapist), (substitutions[1].substitute, Role::Facilitator)]);
    }
}
