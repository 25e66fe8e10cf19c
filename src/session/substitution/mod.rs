//! A colleague stands in for a therapist or facilitator in one session, in that seat's role, and in nothing else of the group.

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
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::{PracticeId, StaffRole};
use crate::session::{Session, SessionId, SessionState};

crate::ids! {
    /// That somebody stands in for somebody in a session.
    SubstitutionId,
}

/// Somebody stands in for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Substitution {
    pub id: SubstitutionId,
    pub substitute: MembershipId,
    pub seat: MembershipId,
    pub role: Role,
}

/// Somebody stands in for somebody, by name.
#[derive(Clone, Debug)]
pub struct NamedSubstitution {
    pub id: SubstitutionId,
    pub session: SessionId,
    pub role: Role,
    pub substitute: MembershipId,
    /// Their name; none when they took it back.
    pub name: Option<String>,
    pub seat: MembershipId,
    /// The name of whoever has it.
    pub of: Option<String>,
    /// Whether the session is over.
    pub over: bool,
}

impl NamedSubstitution {
    /// Who stands in, in a word.
    pub fn who(&self) -> &str {
        self.name.as_deref().unwrap_or("…")
    }

    /// For whom.
    pub fn whose(&self) -> &str {
        self.of.as_deref().unwrap_or("…")
    }

    /// Whether they see what members show their therapist.
    pub fn leads(&self) -> bool {
        self.role == Role::Therapist
    }
}

/// A session in which somebody stands in, for their home.
#[derive(Clone, Debug)]
pub struct SubstitutedSession {
    pub session: Session,
    pub group: String,
    pub place: Option<String>,
    pub of: Option<String>,
    pub role: Role,
    /// Of one that is over: until when it is open to them.
    pub until: Option<DateTime<Tz>>,
}

/// That the practice named somebody, to a person who has not read it yet.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What it is of.
    pub id: SubstitutionId,
    /// The group's name.
    pub group: String,
    pub session: Session,
    /// Who was named; none when they took their name back.
    pub name: Option<String>,
    pub of: Option<String>,
    /// Whether they named themselves.
    pub names_self: bool,
    /// Why, for the therapist.
    pub reason: Option<String>,
    pub made_at: DateTime<Utc>,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl Notice {
    /// Who was named, in a word.
    pub fn who(&self) -> &str {
        self.name.as_deref().unwrap_or("…")
    }

    /// For whom.
    pub fn whose(&self) -> &str {
        self.of.as_deref().unwrap_or("…")
    }
}

/// Characters of the reason.
pub const REASON_LIMIT: usize = 600;

fn reason_place(practice: PracticeId, id: SubstitutionId) -> SealContext {
    SealContext { table: "substitution", column: "reason", row: id.0, practice: practice.0 }
}

/// Why somebody cannot stand in, or cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubstitutionRefusal {
    /// The session is over or was cancelled.
    NotNow,
    /// Nobody of the group has that seat any more.
    NoSuchSeat,
    /// Somebody stands in for that seat already.
    Taken,
    /// They cannot stand in for it.
    NotThey,
    /// They stand in for somebody else in this session.
    Busy,
    /// They lead another session at that time.
    Elsewhere,
    /// The form named somebody else before.
    SentBefore,
    /// Who names themselves has not given their passphrase a short while ago.
    Passphrase,
}

impl SubstitutionRefusal {
    /// The words for it.
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

    /// Beside which field of the form it is said.
    pub fn field(self) -> &'static str {
        match self {
            Self::NoSuchSeat | Self::Taken => "whose",
            Self::Passphrase => "passphrase",
            Self::NotNow | Self::NotThey | Self::Busy | Self::Elsewhere | Self::SentBefore => "colleague",
        }
    }
}

/// Whether somebody may still be named, or taken back: before a session and while it is live.
///
/// # Errors
/// [`SubstitutionRefusal::NotNow`].
pub fn may_change(state: SessionState) -> Result<(), SubstitutionRefusal> {
    if matches!(state, SessionState::Planned | SessionState::Live) { Ok(()) } else { Err(SubstitutionRefusal::NotNow) }
}

/// Whether a colleague with this post and these places in the group, of whatever time, may stand in for a seat of that role. Whoever is or
/// was a member there does not lead them; who leads them is there already; a facilitator may take the therapist's seat.
pub fn may_stand_in(post: StaffRole, places: &[(Role, MembershipState)], role: Role) -> bool {
    if post == StaffRole::Secretary || !role.is_staff() || places.iter().any(|(role, _)| *role == Role::Member) {
        return false;
    }
    let here = places.iter().find(|(_, state)| *state == MembershipState::Active);
    match here {
        None => true,
        Some((Role::Facilitator, _)) => role == Role::Therapist,
        Some(_) => false,
    }
}

/// The people of a group as they are in one session: whoever stands in is there with the role that they stand in, whoever they stand in for
/// is away.
pub fn seated(mut people: Vec<Membership>, standing: &[Substitution]) -> Vec<Membership> {
    for one in &mut people {
        if standing.iter().any(|standing| standing.seat == one.id) {
            one.state = MembershipState::Paused;
        }
    }
    for one in &mut people {
        if let Some(standing) = standing.iter().find(|standing| standing.substitute == one.id) {
            (one.state, one.role, one.stands_in) = (MembershipState::Active, standing.role, true);
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
    fn a_colleague_of_the_practice_but_no_secretary_and_nobody_who_was_a_member() {
        for post in [Administrator, Therapist, Facilitator] {
            for role in [Role::Therapist, Role::Facilitator] {
                assert!(may_stand_in(post, &[], role), "{post:?}");
                assert!(may_stand_in(post, &[(Role::Facilitator, Left), (Role::Facilitator, Substitute)], role), "{post:?}");
                assert!(!may_stand_in(post, &[(Role::Member, Left)], role), "{post:?}");
                assert!(!may_stand_in(post, &[(Role::Therapist, Active)], role), "{post:?}");
            }
            assert!(!may_stand_in(post, &[], Role::Member));
        }
        assert!(!may_stand_in(Secretary, &[], Role::Facilitator));
    }

    #[test]
    fn a_facilitator_takes_the_therapists_seat_and_no_other() {
        assert!(may_stand_in(Facilitator, &[(Role::Facilitator, Active)], Role::Therapist));
        assert!(!may_stand_in(Facilitator, &[(Role::Facilitator, Active)], Role::Facilitator));
    }

    #[test]
    fn nobody_is_named_once_a_session_is_over() {
        for state in [SessionState::Planned, SessionState::Live] {
            assert_eq!(may_change(state), Ok(()));
        }
        for state in [SessionState::Ended, SessionState::Cancelled] {
            assert_eq!(may_change(state), Err(SubstitutionRefusal::NotNow));
        }
    }

    fn somebody(role: Role, state: MembershipState) -> Membership {
        let (id, since) = (MembershipId::random(), DateTime::UNIX_EPOCH);
        Membership { id, person: None, role, state, seat: None, name: None, since, stands_in: false }
    }

    fn stands(substitute: &Membership, seat: &Membership) -> Substitution {
        Substitution { id: SubstitutionId::random(), substitute: substitute.id, seat: seat.id, role: seat.role }
    }

    #[test]
    fn whoever_stands_in_is_there_and_the_other_is_away() {
        let people = vec![
            somebody(Role::Therapist, Active),
            somebody(Role::Facilitator, Active),
            somebody(Role::Member, Active),
            somebody(Role::Facilitator, Substitute),
            somebody(Role::Facilitator, Substitute),
        ];
        let is = |all: &[Membership], id| all.iter().find(|one| one.id == id).map(|one| (one.role, one.state, one.stands_in));
        let ids: Vec<_> = people.iter().map(|one| one.id).collect();
        let seated = seated(people.clone(), &[stands(&people[3], &people[0])]);
        assert_eq!(is(&seated, ids[0]), Some((Role::Therapist, MembershipState::Paused, false)));
        assert_eq!(is(&seated, ids[3]), Some((Role::Therapist, Active, true)));
        assert_eq!(is(&seated, ids[4]), Some((Role::Facilitator, Substitute, false)), "who stands in elsewhere is not here");
        assert_eq!(seated.last().map(|one| one.id), Some(ids[2]), "those who lead come first, as ever");
        assert_eq!(super::seated(people.clone(), &[]).iter().filter(|one| one.state == Active).count(), 3);
    }

    #[test]
    fn a_facilitator_who_leads_today_can_have_a_substitute_beside_them() {
        let (therapist, facilitator) = (somebody(Role::Therapist, Active), somebody(Role::Facilitator, Active));
        let guest = somebody(Role::Facilitator, Substitute);
        let standing = [stands(&facilitator, &therapist), stands(&guest, &facilitator)];
        let seated = seated(vec![therapist, facilitator, guest], &standing);
        let here: Vec<_> = seated.iter().filter(|one| one.state == Active).map(|one| (one.id, one.role)).collect();
        assert_eq!(here, [(standing[0].substitute, Role::Therapist), (standing[1].substitute, Role::Facilitator)]);
    }
}
