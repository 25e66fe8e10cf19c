//! Coming, pausing, going: which state follows from which, and by whose hand. No way leads back from having gone: whoever comes again
//! comes by an invitation, and by their own hand.

use chrono::{DateTime, Utc};

use super::{GroupId, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::practice::PracticeId;

/// A change of somebody's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipStep {
    /// They are let in.
    Admit,
    /// They are away for a while; their seat is kept.
    Pause,
    /// They come back from a pause.
    Return,
    /// They have finished.
    Graduate,
    /// They go.
    Leave,
    /// They are asked to go, or are not let in.
    Remove,
}

/// A dated change of a member's state.
#[derive(Clone, Copy, Debug)]
pub struct DatedStateChange {
    pub member: MembershipId,
    pub at: DateTime<Utc>,
    /// What they are since then.
    pub state: MembershipState,
}

/// What a member was between two instants, both included: active when they were active at any time of it, else what they were at its
/// end; invited before their first change. The changes are in order.
pub fn state_during(changes: &[DatedStateChange], member: MembershipId, (from, until): (DateTime<Utc>, DateTime<Utc>)) -> MembershipState {
    let own = || changes.iter().filter(|change| change.member == member && change.at <= until);
    let lasts = |one: &DatedStateChange| own().filter(|next| next.at > one.at).all(|next| next.at > from);
    if own().any(|change| change.state == MembershipState::Active && lasts(change)) {
        return MembershipState::Active;
    }
    own().next_back().map_or(MembershipState::Invited, |change| change.state)
}

/// A change of somebody's state in a group.
pub struct StateChange<'a> {
    pub membership: MembershipId,
    pub group: GroupId,
    pub practice: PracticeId,
    pub role: Role,
    /// The state they have from now on.
    pub state: MembershipState,
    /// Why, in the words of the person who did it.
    pub reason: Option<&'a str>,
    /// Who did it: what somebody says of their own going is under their own key.
    pub by: Option<MembershipId>,
}

/// By whose hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// The group's therapist.
    Therapist,
    /// The therapist, who does it for somebody without a phone.
    OnBehalf,
    /// Whoever it is about.
    Themselves,
}

/// The seats of a group, as they are while its row is held.
#[derive(Clone, Copy, Debug)]
pub struct GroupCapacity {
    /// How many seats members have: paused ones too, whose seat is kept.
    pub taken: usize,
    /// How many there are.
    pub capacity: i32,
    /// Whether those who began together stay together: of closed admission, and its first session was held.
    pub closed: bool,
}

impl GroupCapacity {
    /// Whether nobody more fits in.
    pub fn is_full(self) -> bool {
        self.taken >= usize::try_from(self.capacity).unwrap_or(0)
    }

    /// How many seats are free.
    pub fn free(self) -> usize {
        usize::try_from(self.capacity).unwrap_or(0).saturating_sub(self.taken)
    }

    /// The same room to whoever comes now, while so many have waited longer for a seat: who came first comes first.
    pub fn behind(self, waiting: usize) -> Self {
        Self { taken: self.taken + waiting, ..self }
    }

    /// The same room to whoever has said that somebody may come though the group is closed.
    pub fn opened(self, by_word: bool) -> Self {
        Self { closed: self.closed && !by_word, ..self }
    }
}

/// Why somebody's state cannot change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipRefusal {
    /// It does not follow from what they are now.
    NotNow,
    /// The group has no seat left.
    Full,
    /// The group is closed and has begun: the therapist says in so many words that somebody may still come.
    Closed,
    /// It is for another hand to do.
    NotTheirs,
    /// The therapist goes only by handing the group over.
    TheTherapist,
}

impl MembershipRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("membership-not-now"),
            Self::Full => key!("group-full"),
            Self::Closed => key!("group-closed-begun"),
            Self::NotTheirs => key!("membership-not-theirs"),
            Self::TheTherapist => key!("membership-the-therapist"),
        }
    }
}

/// The state that follows, whoever does it.
fn follows(from: MembershipState, step: MembershipStep, role: Role) -> Option<MembershipState> {
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Waiting};
    match (step, from) {
        (MembershipStep::Admit, Invited | Waiting) => Some(Active),
        (MembershipStep::Pause, Active) if role == Role::Member => Some(Paused),
        (MembershipStep::Return, Paused) => Some(Active),
        (MembershipStep::Graduate, Active | Paused) if role == Role::Member => Some(Graduated),
        (MembershipStep::Leave, Invited | Waiting | Active | Paused) => Some(Left),
        (MembershipStep::Remove, Invited | Waiting | Active | Paused) => Some(Removed),
        _ => None,
    }
}

impl MembershipState {
    /// What somebody of this state and role becomes by a step.
    pub fn step(self, step: MembershipStep, by: ChangedBy, role: Role, room: GroupCapacity) -> Result<Self, MembershipRefusal> {
        let own = step == MembershipStep::Leave;
        if own == (by == ChangedBy::Therapist) || (!own && by == ChangedBy::Themselves) {
            return Err(MembershipRefusal::NotTheirs);
        }
        if role == Role::Therapist && self == Self::Active {
            return Err(if step == MembershipStep::Admit { MembershipRefusal::NotNow } else { MembershipRefusal::TheTherapist });
        }
        let next = follows(self, step, role).ok_or(MembershipRefusal::NotNow)?;
        if step == MembershipStep::Admit && role == Role::Member {
            if room.is_full() {
                return Err(MembershipRefusal::Full);
            }
            if room.closed {
                return Err(MembershipRefusal::Closed);
            }
        }
        Ok(next)
    }

    /// Whether they take part no more.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Graduated | Self::Left | Self::Removed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Substitute, Waiting};

    const STATES: [MembershipState; 8] = [Invited, Waiting, Active, Paused, Graduated, Left, Removed, Substitute];
    const ROOM: GroupCapacity = GroupCapacity { taken: 7, capacity: 8, closed: false };

    #[test]
    fn a_past_state_is_that_of_its_time() {
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
            assert_eq!(state_during(&changes, MembershipId::random(), (at(10), at(20))), Invited, "another's history is not one's own");
        }
    }

    #[test]
    fn every_change_is_in_the_table_and_no_other() {
        use MembershipStep::{Admit, Graduate, Leave, Pause, Remove, Return};
        // Per state, what becomes of a member by each step, in this order.
        let steps = [Admit, Pause, Return, Graduate, Leave, Remove];
        let table = [
            (Invited, [Some(Active), None, None, None, Some(Left), Some(Removed)]),
            (Waiting, [Some(Active), None, None, None, Some(Left), Some(Removed)]),
            (Active, [None, Some(Paused), None, Some(Graduated), Some(Left), Some(Removed)]),
            (Paused, [None, None, Some(Active), Some(Graduated), Some(Left), Some(Removed)]),
            (Graduated, [None; 6]),
            (Left, [None; 6]),
            (Removed, [None; 6]),
            (Substitute, [None; 6]),
        ];
        for (from, row) in table {
            for (step, next) in steps.into_iter().zip(row) {
                let by = if step == Leave { ChangedBy::Themselves } else { ChangedBy::Therapist };
                assert_eq!(from.step(step, by, Role::Member, ROOM), next.ok_or(MembershipRefusal::NotNow), "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn leaving_is_ones_own_and_the_rest_is_the_therapists() {
        for state in STATES {
            for step in
                [MembershipStep::Admit, MembershipStep::Pause, MembershipStep::Return, MembershipStep::Graduate, MembershipStep::Remove]
            {
                assert_eq!(
                    state.step(step, ChangedBy::Themselves, Role::Member, ROOM),
                    Err(MembershipRefusal::NotTheirs),
                    "{state:?} {step:?}"
                );
            }
            assert_eq!(
                state.step(MembershipStep::Leave, ChangedBy::Therapist, Role::Member, ROOM),
                Err(MembershipRefusal::NotTheirs),
                "{state:?}"
            );
        }
        assert_eq!(
            Active.step(MembershipStep::Leave, ChangedBy::OnBehalf, Role::Member, ROOM),
            Ok(Left),
            "said aloud, by somebody without a phone"
        );
        assert_eq!(Paused.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Member, ROOM), Ok(Left), "a pause holds nobody");
    }

    #[test]
    fn seats_are_for_members_and_a_paused_one_is_kept() {
        let full = GroupCapacity { taken: 8, ..ROOM };
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, full), Err(MembershipRefusal::Full));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, full), Ok(Active));
        assert_eq!(Paused.step(MembershipStep::Return, ChangedBy::Therapist, Role::Member, full), Ok(Active));
    }

    #[test]
    fn whoever_comes_now_is_behind_those_who_wait() {
        let room = GroupCapacity { taken: 5, capacity: 8, closed: false };
        let admit = |waiting| Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, room.behind(waiting));
        assert_eq!((admit(0), admit(2)), (Ok(Active), Ok(Active)), "a seat is left when all of them have theirs");
        assert_eq!(admit(3), Err(MembershipRefusal::Full));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, room.behind(3)), Ok(Active));
    }

    #[test]
    fn a_closed_group_that_has_begun_opens_by_the_therapists_word() {
        let closed = GroupCapacity { closed: true, ..ROOM };
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, closed), Err(MembershipRefusal::Closed));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, closed.opened(true)), Ok(Active));
        assert_eq!(Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Facilitator, closed), Ok(Active));
        assert_eq!(
            Paused.step(MembershipStep::Return, ChangedBy::Therapist, Role::Member, closed),
            Ok(Active),
            "who began with the group comes back to it"
        );
        let both = GroupCapacity { taken: 8, ..closed };
        assert_eq!(
            Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, both),
            Err(MembershipRefusal::Full),
            "a word makes no seat"
        );
    }

    #[test]
    fn a_group_is_not_left_by_its_therapist_and_staff_do_not_pause() {
        for step in [MembershipStep::Pause, MembershipStep::Graduate, MembershipStep::Remove] {
            assert_eq!(Active.step(step, ChangedBy::Therapist, Role::Therapist, ROOM), Err(MembershipRefusal::TheTherapist));
        }
        assert_eq!(Active.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Therapist, ROOM), Err(MembershipRefusal::TheTherapist));
        assert_eq!(Active.step(MembershipStep::Leave, ChangedBy::Themselves, Role::Facilitator, ROOM), Ok(Left));
        assert_eq!(Active.step(MembershipStep::Remove, ChangedBy::Therapist, Role::Facilitator, ROOM), Ok(Removed));
        assert_eq!(Active.step(MembershipStep::Pause, ChangedBy::Therapist, Role::Facilitator, ROOM), Err(MembershipRefusal::NotNow));
        assert_eq!(Active.step(MembershipStep::Graduate, ChangedBy::Therapist, Role::Facilitator, ROOM), Err(MembershipRefusal::NotNow));
    }
}
