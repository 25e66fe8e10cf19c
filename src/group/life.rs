//! Joining, pausing and leaving: which state follows which, and who may cause it. Leaving is final: a person who returns accepts a new
//! invitation themselves.

use chrono::{DateTime, TimeDelta, Utc};

use super::{GroupId, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::practice::PracticeId;

/// How long an admission can be undone.
pub const UNDO_ADMISSION: TimeDelta = TimeDelta::minutes(2);

/// A change of a membership's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipStep {
    Admit,
    /// Undoes an admission from the waiting list.
    UndoAdmit,
    /// The person is away for a while; the seat is kept.
    Pause,
    /// The person returns from a pause.
    Return,
    /// The person has completed the group.
    Graduate,
    /// The person leaves.
    Leave,
    /// The person is asked to leave, or is not admitted.
    Remove,
}

/// A dated change of a member's state.
#[derive(Clone, Copy, Debug)]
pub struct DatedStateChange {
    pub member: MembershipId,
    pub at: DateTime<Utc>,
    /// The state since then.
    pub state: MembershipState,
}

/// A member's state between two instants, both included: active when they were active at any time in between, else their state at the end;
/// invited before their first change. The changes are in chronological order.
pub fn state_during(changes: &[DatedStateChange], member: MembershipId, (from, until): (DateTime<Utc>, DateTime<Utc>)) -> MembershipState {
    let own = || changes.iter().filter(|change| change.member == member && change.at <= until);
    let lasts = |one: &DatedStateChange| own().filter(|next| next.at > one.at).all(|next| next.at > from);
    if own().any(|change| change.state == MembershipState::Active && lasts(change)) {
        return MembershipState::Active;
    }
    own().next_back().map_or(MembershipState::Invited, |change| change.state)
}

/// A change of a membership, as it is written.
pub struct StateChange<'a> {
    pub membership: MembershipId,
    pub group: GroupId,
    pub practice: PracticeId,
    pub role: Role,
    /// The state from now on.
    pub state: MembershipState,
    /// The reason, in the words of the person who makes the change.
    pub reason: Option<&'a str>,
    /// Who makes the change. A person's reason for their own leaving is sealed under their own key.
    pub by: Option<MembershipId>,
}

/// Who causes a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    Therapist,
    /// The therapist, for a member without a phone.
    OnBehalf,
    /// The person concerned.
    Themselves,
}

/// The seats of a group, counted while its row is locked.
#[derive(Clone, Copy, Debug)]
pub struct GroupCapacity {
    /// Seats taken by members; paused members keep theirs.
    pub taken: usize,
    /// All seats.
    pub capacity: i32,
    /// Whether the group takes no new members: its admission is closed, and its first session has started.
    pub closed: bool,
}

impl GroupCapacity {
    pub fn is_full(self) -> bool {
        self.taken >= usize::try_from(self.capacity).unwrap_or(0)
    }

    pub fn free(self) -> usize {
        usize::try_from(self.capacity).unwrap_or(0).saturating_sub(self.taken)
    }

    /// The capacity for a newcomer while so many have waited longer for a seat: first come, first served.
    pub fn after_waiting(self, waiting: usize) -> Self {
        Self { taken: self.taken + waiting, ..self }
    }

    /// The capacity once the therapist has allowed newcomers into a closed group.
    pub fn allowing_newcomers(self, allowed: bool) -> Self {
        Self { closed: self.closed && !allowed, ..self }
    }
}

/// Why a membership's state cannot change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipRefusal {
    /// The step does not follow from the current state.
    NotNow,
    /// The group has no free seat.
    Full,
    /// The group is closed and has begun: the therapist must explicitly allow a newcomer.
    Closed,
    /// The actor may not make this change; another person may.
    NotTheirs,
    /// The therapist leaves only by handing the group over.
    TheTherapist,
    /// The time to undo an admission is over.
    TooLate,
    /// Something in the group refers to the member already: their admission is not undone.
    HasActed,
}

impl MembershipRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("membership-not-now"),
            Self::Full => key!("group-full"),
            Self::Closed => key!("group-closed-begun"),
            Self::NotTheirs => key!("membership-not-theirs"),
            Self::TheTherapist => key!("membership-the-therapist"),
            Self::TooLate => key!("admission-undo-late"),
            Self::HasActed => key!("admission-undo-acted"),
        }
    }
}

/// The state that follows, no matter who makes the change.
fn next_state(from: MembershipState, step: MembershipStep, role: Role) -> Option<MembershipState> {
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Waiting};
    match (step, from) {
        (MembershipStep::Admit, Invited | Waiting) => Some(Active),
        (MembershipStep::UndoAdmit, Active) if role == Role::Member => Some(Waiting),
        (MembershipStep::Pause, Active) if role == Role::Member => Some(Paused),
        (MembershipStep::Return, Paused) => Some(Active),
        (MembershipStep::Graduate, Active | Paused) if role == Role::Member => Some(Graduated),
        (MembershipStep::Leave, Invited | Waiting | Active | Paused) => Some(Left),
        (MembershipStep::Remove, Invited | Waiting | Active | Paused) => Some(Removed),
        _ => None,
    }
}

impl MembershipState {
    /// The state of this membership after a step.
    pub fn step(self, step: MembershipStep, by: ChangedBy, role: Role, capacity: GroupCapacity) -> Result<Self, MembershipRefusal> {
        let is_leaving = step == MembershipStep::Leave;
        if is_leaving == (by == ChangedBy::Therapist) || (!is_leaving && by == ChangedBy::Themselves) {
            return Err(MembershipRefusal::NotTheirs);
        }
        if role == Role::Therapist && self == Self::Active {
            return Err(if step == MembershipStep::Admit { MembershipRefusal::NotNow } else { MembershipRefusal::TheTherapist });
        }
        let next = next_state(self, step, role).ok_or(MembershipRefusal::NotNow)?;
        if step == MembershipStep::Admit && role == Role::Member {
            if capacity.is_full() {
                return Err(MembershipRefusal::Full);
            }
            if capacity.closed {
                return Err(MembershipRefusal::Closed);
            }
        }
        Ok(next)
    }

    /// Whether the person has left for good.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Graduated | Self::Left | Self::Removed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Substitute, Waiting};

    const STATES: [MembershipState; 8] = [Invited, Waiting, Active, Paused, Graduated, Left, Removed, Substitute];
    const CAPACITY: GroupCapacity = GroupCapacity { taken: 7, capacity: 8, closed: false };

    #[test]
    fn a_past_state_is_the_one_of_that_time() {
        let at = |hour: i64| DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour);
        let member = MembershipId::random();
        for (history, state) in [
            (vec![(1, Waiting), (2, Active)], Active),
            (vec![(1, Active), (21, Removed)], Active),
            (vec![(1, Active), (15, Paused)], Active),
            (vec![(1, Active), (5, Paused), (15, Active), (18, Left)], Active),
            (vec![(20, Active)], Active),
            (vec![(1, Active), (5, Paused), (21, Active)], Paused),
            (vec![(1, Active), (10, Left)], Left),
            (vec![(1, Waiting), (21, Active)], Waiting),
            (vec![(21, Active)], Invited),
        ] {
            let changes: Vec<DatedStateChange> =
                history.iter().map(|(hour, state)| DatedStateChange { member, at: at(*hour), state: *state }).collect();
            assert_eq!(state_during(&changes, member, (at(10), at(20))), state, "{history:?}");
            assert_eq!(
                state_during(&changes, MembershipId::random(), (at(10), at(20))),
                Invited,
                "another member's history does not count"
            );
        }
    }

    #[test]
    fn only_the_changes_of_the_table_are_allowed() {
        use MembershipStep::{Admit, Graduate, Leave, Pause, Remove, Return, UndoAdmit};
        // For each state, what a member becomes by each step, in this order.
        let steps = [Admit, Pause, Return, Graduate, Leave, Remove, UndoAdmit];
        let table = [
            (Invited, [Some(Active), None, None, None, Some(Left), Some(Removed), None]),
            (Waiting, [Some(Active), None, None, None, Some(Left), Some(Removed), None]),
            (Active, [None, Some(Paused), None, Some(Graduated), Some(Left), Some(Removed), Some(Waiting)]),
            (Paused, [None, None, Some(Active), Some(Graduated), Some(Left), Some(Removed), None]),
            (Graduated, [None; 7]),
            (Left, [None; 7]),
            (Removed, [None; 7]),
            (Substitute, [None; 7]),
        ];
        for (from, row) in table {
            for (step, next) in steps.into_iter().zip(row) {
                let by = if step == Leave { ChangedBy::Themselves } else { ChangedBy::Therapist };
                assert_eq!(from.step(step, by, Role::Member, CAPACITY), next.ok_or(MembershipRefusal::NotNow), "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_member_decides_to_leave_and_the_therapist_decides_the_rest() {
        for state in STATES {
            for step in
                [MembershipStep::Admit, MembershipStep::Pause, MembershipStep::Return, MembershipStep::Graduate, MembershipStep::Remove]
            {
                assert_eq!(
                    state.step(step, ChangedBy::Themselves, Role::Member, CAPACITY),
                    Err(MembershipRefusal::NotTheirs),
                    "{state:?} {step:?}"
                );
            }
            assert_eq!(
                state.step(MembershipStep::Leave, ChangedBy::Therapist, Role::Member, CAPACITY),
                Err(MembershipRefusal::NotTheirs),
                "{state:?}"
            );
        }
        assert_eq!(
            Active.step(MembershipStep::Leave, ChangedBy::OnBehalf, Role::Member, CAPACITY),
            Ok(Left),
            "a member without a phone leaves by word of mouth"
        );
        assert_eq!(
            Paused.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Member, CAPACITY),
            Ok(Left),
            "a paused member may leave"
        );
    }

    #[test]
    fn seats_are_for_members_and_a_paused_member_keeps_theirs() {
        let full = GroupCapacity { taken: 8, ..CAPACITY };
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, full), Err(MembershipRefusal::Full));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, full), Ok(Active));
        assert_eq!(Paused.step(MembershipStep::Return, ChangedBy::Therapist, Role::Member, full), Ok(Active));
    }

    #[test]
    fn a_newcomer_comes_after_those_who_wait() {
        let capacity = GroupCapacity { taken: 5, capacity: 8, closed: false };
        let admit = |waiting| Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, capacity.after_waiting(waiting));
        assert_eq!((admit(0), admit(2)), (Ok(Active), Ok(Active)), "a seat is left after all who wait have one");
        assert_eq!(admit(3), Err(MembershipRefusal::Full));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, capacity.after_waiting(3)), Ok(Active));
    }

    #[test]
    fn the_therapist_may_admit_to_a_closed_group_that_has_begun() {
        let closed = GroupCapacity { closed: true, ..CAPACITY };
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, closed), Err(MembershipRefusal::Closed));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, closed.allowing_newcomers(true)), Ok(Active));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, closed), Ok(Active));
        assert_eq!(
            Paused.step(MembershipStep::Return, ChangedBy::Therapist, Role::Member, closed),
            Ok(Active),
            "a member who began with the group returns to it"
        );
        let both = GroupCapacity { taken: 8, ..closed };
        assert_eq!(
            Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, both),
            Err(MembershipRefusal::Full),
            "permission makes no seat"
        );
    }

    #[test]
    fn the_therapist_does_not_leave_and_staff_do_not_pause() {
        for step in [MembershipStep::Pause, MembershipStep::Graduate, MembershipStep::Remove] {
            assert_eq!(Active.step(step, ChangedBy::Therapist, Role::Therapist, CAPACITY), Err(MembershipRefusal::TheTherapist));
        }
        assert_eq!(
            Active.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Therapist, CAPACITY),
            Err(MembershipRefusal::TheTherapist)
        );
        assert_eq!(Active.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Facilitator, CAPACITY), Ok(Left));
        assert_eq!(Active.step(MembershipStep::Remove, ChangedBy::Therapist, Role::Facilitator, CAPACITY), Ok(Removed));
        assert_eq!(Active.step(MembershipStep::Pause, ChangedBy::Therapist, Role::Facilitator, CAPACITY), Err(MembershipRefusal::NotNow));
        assert_eq!(
            Active.step(MembershipStep::UndoAdmit, ChangedBy::Therapist, Role::Facilitator, CAPACITY),
            Err(MembershipRefusal::NotNow),
            "an admission to the console ended earlier sign-ins"
        );
        assert_eq!(
            Active.step(MembershipStep::Graduate, ChangedBy::Therapist, Role::Facilitator, CAPACITY),
            Err(MembershipRefusal::NotNow)
        );
    }
}
