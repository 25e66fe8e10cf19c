//! One quiet suggestion to the staff, in words: never an alarm, never a count.

use super::balance::{Shares, Voice};
use super::queue::RaisedHand;
use crate::group::MembershipId;

/// A suggestion that may help now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The next member in the circle.
    Next(MembershipId),
    /// Everyone present has spoken in this round, or passed.
    RoundIsWhole,
    /// A member who has been heard little has raised a hand.
    QuietHand(MembershipId),
    /// A member has not spoken yet.
    Silent(MembershipId),
    /// A member has been heard little.
    Quiet(MembershipId),
}

/// The one suggestion of this moment. `to_come` holds the members still to come, if there is a round; `queue` the members' hands.
pub fn suggest(to_come: Option<&[MembershipId]>, queue: &[RaisedHand], shares: &Shares) -> Option<Suggestion> {
    if let Some(to_come) = to_come {
        return Some(to_come.first().map_or(Suggestion::RoundIsWhole, |next| Suggestion::Next(*next)));
    }
    let unheard = |who: MembershipId| shares.voices().iter().any(|voice| voice.who == who && shares.is_unheard(voice));
    if let Some(first) = queue.first().filter(|hand| unheard(hand.whose)) {
        return Some(Suggestion::QuietHand(first.whose));
    }
    let quiet = |voice: &&Voice| voice.here && shares.is_unheard(voice) && !queue.iter().any(|hand| hand.whose == voice.who);
    let least = shares.voices().iter().filter(quiet).min_by_key(|voice| (voice.spoken, std::cmp::Reverse(voice.present)))?;
    Some(if least.turns == 0 { Suggestion::Silent(least.who) } else { Suggestion::Quiet(least.who) })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::voices::{HandId, HandKind};

    const MINUTE: i64 = 60_000;

    fn voice(who: MembershipId, spoken: i64, present: i64) -> Voice {
        Voice { who, spoken: spoken * MINUTE, turns: usize::from(spoken > 0), present: present * MINUTE, here: true }
    }

    fn hand(whose: MembershipId) -> RaisedHand {
        RaisedHand { id: HandId::random(), whose, kind: HandKind::New, raised_at: DateTime::UNIX_EPOCH, on_behalf: false }
    }

    #[test]
    fn during_a_round_only_the_next_member_is_suggested() {
        let (maya, omid) = (MembershipId::random(), MembershipId::random());
        let shares = Shares::of([voice(maya, 20, 30), voice(omid, 0, 30)]);
        assert_eq!(suggest(Some(&[maya, omid]), &[hand(omid)], &shares), Some(Suggestion::Next(maya)));
        assert_eq!(suggest(Some(&[]), &[], &shares), Some(Suggestion::RoundIsWhole));
    }

    #[test]
    fn a_quiet_hand_comes_before_a_quiet_seat() {
        let (maya, omid, noor) = (MembershipId::random(), MembershipId::random(), MembershipId::random());
        let shares = Shares::of([voice(maya, 20, 30), voice(omid, 2, 30), voice(noor, 0, 30)]);
        assert_eq!(suggest(None, &[hand(omid), hand(maya)], &shares), Some(Suggestion::QuietHand(omid)));
        assert_eq!(suggest(None, &[hand(maya)], &shares), Some(Suggestion::Silent(noor)), "a hand that has been heard needs no help");
        assert_eq!(suggest(None, &[], &Shares::of([voice(maya, 20, 30), voice(omid, 2, 30)])), Some(Suggestion::Quiet(omid)));
    }

    #[test]
    fn nothing_is_suggested_too_early_or_for_members_who_are_away() {
        let (maya, omid) = (MembershipId::random(), MembershipId::random());
        assert_eq!(suggest(None, &[], &Shares::of([voice(maya, 5, 9), voice(omid, 0, 9)])), None);
        assert_eq!(suggest(None, &[], &Shares::of([voice(maya, 0, 30), voice(omid, 0, 30)])), None, "before anyone spoke");
        let away = Voice { here: false, ..voice(omid, 0, 30) };
        assert_eq!(suggest(None, &[], &Shares::of([voice(maya, 5, 30), away])), None);
        assert_eq!(suggest(None, &[], &Shares::default()), None);
    }
}
