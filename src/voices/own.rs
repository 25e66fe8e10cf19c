//! What is one's own: the place in line, the hand, the pass, the kind words, and one's own share. Nobody else's is in it.

use std::collections::BTreeMap;

use super::balance::Ring;
use super::scene::Floor;
use super::{Encouragement, HandKind, NudgeId, queue};
use crate::group::{Membership, MembershipId};
use crate::session::{SessionId, SessionState};

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFloorState {
    /// They have the floor.
    Speaking,
    /// So many raised hands come before theirs.
    InLine(usize),
    /// So many come before them in the round's walk.
    InCircle(usize),
    /// Nowhere in particular.
    Nowhere,
}

/// How somebody stands to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InRound {
    /// They are still to come.
    ToCome,
    /// They had their turn.
    Spoke,
    /// They passed.
    Passed,
}

/// What is one's own and changes while the session goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVoiceLine {
    pub place: OwnFloorState,
    pub hand: Option<HandKind>,
    /// How they stand to the round under way.
    pub round: Option<InRound>,
    /// The kind words that wait for them.
    pub nudges: Vec<(NudgeId, Encouragement)>,
}

/// One's own share of the time: never anybody else's, and no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnShare {
    /// How long they spoke (ms).
    pub spoken: i64,
    /// How often.
    pub turns: usize,
    /// What an equal share of the time they were here would be (ms).
    pub equal: i64,
    /// The ring: without the line beyond it, which is nobody's reproach.
    pub ring: Ring,
    /// Whether the session still goes on.
    pub so_far: bool,
}

/// What a member's page shows of their own.
#[derive(Clone, Debug)]
pub struct OwnVoice {
    pub session: SessionId,
    /// Whether it is live.
    pub live: bool,
    pub line: OwnVoiceLine,
    /// Their share: after the session, or live when they asked.
    pub share: Option<OwnShare>,
    /// Whether they asked to see it live.
    pub asked: bool,
    /// Their share last time, while a session opens.
    pub last: Option<OwnShare>,
}

/// Everybody's own line, to see for whom a change changed something.
pub fn lines(floor: &Floor, people: &[Membership]) -> BTreeMap<MembershipId, OwnVoiceLine> {
    let queue: Vec<MembershipId> = floor.queue(people).iter().map(|hand| hand.whose).collect();
    let to_come = floor.to_come(people);
    let speaking = floor.open().map(|turn| turn.whose);
    let line = |who: MembershipId| {
        let place = if speaking == Some(who) {
            OwnFloorState::Speaking
        } else if let Some(n) = to_come.as_ref().and_then(|walk| queue::before(walk, who)) {
            OwnFloorState::InCircle(n)
        } else if let Some(n) = queue::before(&queue, who) {
            OwnFloorState::InLine(n)
        } else {
            OwnFloorState::Nowhere
        };
        let round = floor.round.as_ref().map(|round| {
            if round.spoke(&floor.turns, floor.now).contains(&who) {
                InRound::Spoke
            } else if round.passed.contains(&who) {
                InRound::Passed
            } else {
                InRound::ToCome
            }
        });
        let hand = floor.hands.iter().find(|hand| hand.whose == who).map(|hand| hand.kind);
        let nudges = floor.waiting().filter(|nudge| nudge.to == who).map(|nudge| (nudge.id, nudge.word.clone())).collect();
        (who, OwnVoiceLine { place, hand, round, nudges })
    };
    people.iter().map(|one| line(one.id)).collect()
}

/// One's own part of a session's page.
pub fn own(floor: &Floor, people: &[Membership], me: MembershipId, asked: bool) -> OwnVoice {
    let nowhere = OwnVoiceLine { place: OwnFloorState::Nowhere, hand: None, round: None, nudges: Vec::new() };
    let line = lines(floor, people).remove(&me).unwrap_or(nowhere);
    let shown = floor.frame.state == SessionState::Ended || (floor.is_live() && asked);
    let share = shown.then(|| share(floor, people, me)).flatten();
    OwnVoice { session: floor.session, live: floor.is_live(), line, share, asked, last: None }
}

/// One's own share of a session; none when one was not there.
#[expect(clippy::cast_possible_truncation, reason = "parts of a session's milliseconds")]
pub fn share(floor: &Floor, people: &[Membership], me: MembershipId) -> Option<OwnShare> {
    let shares = floor.shares(people);
    let voice = floor.voice(me);
    (voice.present > 0).then(|| OwnShare {
        spoken: voice.spoken,
        turns: voice.turns,
        equal: shares.equal(voice.present).round() as i64,
        ring: Ring::of(shares.part(&voice).min(1.0)),
        so_far: floor.is_live(),
    })
}
