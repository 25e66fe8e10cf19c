//! A person's own view: their place in line, hand, pass, kind words and share of the time. It holds no other person's data.

use std::collections::BTreeMap;

use super::balance::{Ring, Shares};
use super::scene::Floor;
use super::{Encouragement, HandKind, NudgeId, queue};
use crate::group::{Membership, MembershipId};
use crate::session::{SessionId, SessionState};

/// A member's position relative to the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFloorState {
    /// The member has the floor.
    Speaking,
    /// The number of raised hands ahead of theirs.
    InLine(usize),
    /// The number of people ahead of them in the round.
    InCircle(usize),
    /// None of these.
    Nowhere,
}

/// A member's state in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InRound {
    /// Their turn is still to come.
    ToCome,
    Spoke,
    Passed,
}

/// The part of one's own view that changes during the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVoiceLine {
    pub place: OwnFloorState,
    pub hand: Option<HandKind>,
    /// The member's state in the present round.
    pub round: Option<InRound>,
    /// The kind words that wait for the member's answer.
    pub nudges: Vec<(NudgeId, Encouragement)>,
}

/// A person's own share of the speaking time. It compares them with an equal share, not with other people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnShare {
    /// Speaking time (ms).
    pub spoken: i64,
    pub turns: usize,
    /// An equal share for the time present (ms).
    pub equal: i64,
    /// The ring without the outer line, which could be read as a reproach.
    pub ring: Ring,
    pub so_far: bool,
}

/// A member's share of an ended session, for their therapist's sheet of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetShare {
    /// In percent of the time that all members spoke.
    pub percent: i64,
    /// An equal share for the time present, in the same percent.
    pub equal: i64,
    /// The height of a bar, in percent: 50 is an equal share, 100 twice that or more.
    pub bar: i64,
}

/// The share of an ended session; `None` for a member who was not there, and where no turns were recorded.
#[expect(clippy::cast_possible_truncation, reason = "percents")]
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a session are far below 2^52")]
pub fn sheet_share(shares: &Shares, me: MembershipId) -> Option<SheetShare> {
    let all = shares.spoken() as f64;
    let voice = shares.voices().iter().find(|voice| voice.who == me).filter(|_| all > 0.0)?;
    let percent = |part: f64| (part / all * 100.0).round() as i64;
    Some(SheetShare {
        percent: percent(voice.spoken as f64),
        equal: percent(shares.equal(voice.present)),
        bar: (shares.part(voice).min(2.0) * 50.0).round() as i64,
    })
}

/// The member's own part of a page.
#[derive(Clone, Debug)]
pub struct OwnVoice {
    pub session: SessionId,
    pub live: bool,
    pub line: OwnVoiceLine,
    /// The member's share: after the session, or live if they asked for it.
    pub share: Option<OwnShare>,
    /// Whether the member asked to see it live.
    pub asked: bool,
    /// The member's share of the last session, while this one opens.
    pub last: Option<OwnShare>,
}

/// Every person's own line, to find those for whom a change made a difference.
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

pub fn own(floor: &Floor, people: &[Membership], me: MembershipId, asked: bool) -> OwnVoice {
    let nowhere = OwnVoiceLine { place: OwnFloorState::Nowhere, hand: None, round: None, nudges: Vec::new() };
    let line = lines(floor, people).remove(&me).unwrap_or(nowhere);
    let shown = floor.frame.state == SessionState::Ended || (floor.is_live() && asked);
    let share = shown.then(|| share(floor, people, me)).flatten();
    OwnVoice { session: floor.session, live: floor.is_live(), line, share, asked, last: None }
}

/// One's own share of a session; `None` for a person who was not present.
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
