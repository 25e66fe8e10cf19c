//! The staff's picture: the circle in seat order, the shares, the lists. Members never see any of it.

use super::balance::{Ring, Voice};
use super::queue::RaisedHand;
use super::scene::Floor;
use super::suggest::{self, Suggestion};
use super::{Encouragement, HandKind, TapId, TurnId, choices};
use crate::group::{Membership, MembershipId, MembershipState, Role};
use crate::session::SessionId;

/// A person in the picture.
#[derive(Clone, Debug)]
pub struct CircleSeat {
    pub id: MembershipId,
    pub name: String,
    /// The seat number; staff have none.
    pub number: Option<i32>,
    pub role: Role,
    /// Whether this is a substitute.
    pub stands_in: bool,
    pub voice: Voice,
    /// The time relative to an equal share; 1 is exactly that.
    pub part: f64,
    pub unheard: bool,
    /// Above twice an equal share.
    pub much: bool,
    pub speaking: bool,
    pub hand: Option<HandKind>,
    /// Whether they passed in the present round.
    pub passed: bool,
    /// Whether a kind word can reach them: they have an account, and no kind word waits for their answer.
    pub reachable: bool,
}

impl CircleSeat {
    pub fn ring(&self) -> Ring {
        Ring::of(self.part)
    }

    /// Speaking time per minute present, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a session are far below 2^52")]
    pub fn per_minute(&self) -> f64 {
        if self.voice.present > 0 { self.voice.spoken as f64 * 60.0 / self.voice.present as f64 } else { 0.0 }
    }
}

/// A raised hand.
#[derive(Clone, Debug)]
pub struct HandShown {
    pub id: MembershipId,
    pub name: String,
    pub number: Option<i32>,
    pub kind: HandKind,
    /// The time since it was raised (ms).
    pub waited: i64,
    /// Whether staff raised it for the member.
    pub on_behalf: bool,
}

#[derive(Clone, Debug)]
pub struct Speaking {
    pub turn: TurnId,
    pub id: MembershipId,
    pub name: String,
    /// The start of the turn (epoch ms).
    pub since: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct RoundNow {
    pub number: i32,
    /// The number of members whose turn is still to come.
    pub to_come: usize,
}

/// A suggestion with the person it names.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub what: Suggestion,
    pub whom: Option<CircleSeat>,
}

/// The numbers of the balance card. Times are in ms.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The balance in percent; `None` means "not yet".
    pub balance: Option<i64>,
    pub gini: Option<f64>,
    /// The number of members who were present.
    pub present: usize,
    /// An equal share for the member who was present longest.
    pub equal: i64,
    /// The time that no turn covers.
    pub silence: i64,
    /// The time that staff spoke.
    pub staff: i64,
    /// The time that members spoke.
    pub members: i64,
}

#[derive(Clone, Debug)]
pub struct Voices {
    pub session: SessionId,
    pub live: bool,
    pub begun: bool,
    /// The session's start (epoch ms).
    pub started: i64,
    /// The time of this picture (epoch ms).
    pub now: i64,
    /// The members in seat order.
    pub seats: Vec<CircleSeat>,
    pub staff: Vec<CircleSeat>,
    pub open: Option<Speaking>,
    /// The tap that can be undone.
    pub last_tap: Option<TapId>,
    /// The members who would like to speak, in order.
    pub queue: Vec<HandShown>,
    pub staff_queue: Vec<HandShown>,
    pub round: Option<RoundNow>,
    pub suggestion: Option<Suggested>,
    pub figures: Figures,
    /// The kind words on offer.
    pub words: Vec<Encouragement>,
    /// The names of members with an unanswered kind word.
    pub reminded: Vec<String>,
}

pub fn draw(floor: &Floor, people: &[Membership]) -> Voices {
    let window = floor.window();
    let shares = floor.shares(people);
    let open = floor.open();
    let seat = |one: &Membership| -> Option<CircleSeat> {
        let voice = floor.voice(one.id);
        let staff = one.role.is_staff();
        Some(CircleSeat {
            id: one.id,
            name: one.name.clone()?,
            number: one.seat.filter(|_| !staff),
            role: one.role,
            stands_in: one.stands_in,
            voice,
            part: if staff { 0.0 } else { shares.part(&voice) },
            unheard: !staff && shares.is_unheard(&voice),
            much: !staff && shares.has_carried_much(&voice),
            speaking: open.is_some_and(|turn| turn.whose == one.id),
            hand: floor.hands.iter().find(|hand| hand.whose == one.id).map(|hand| hand.kind),
            passed: floor.round.as_ref().is_some_and(|round| round.passed.contains(&one.id)),
            reachable: one.person.is_some() && !staff && !floor.is_gone(one.id) && !floor.waiting().any(|nudge| nudge.to == one.id),
        })
    };
    let seats: Vec<CircleSeat> = floor.circle(people).into_iter().filter_map(seat).collect();
    let spoke = |who: MembershipId| floor.turns.iter().any(|turn| turn.whose == who);
    let staff: Vec<CircleSeat> = people
        .iter()
        .filter(|one| one.role.is_staff() && (one.state == MembershipState::Active || spoke(one.id)))
        .filter_map(seat)
        .collect();
    let name = |id: MembershipId| people.iter().find(|one| one.id == id).and_then(|one| one.name.clone()).unwrap_or_default();
    let raised = |hand: &RaisedHand| HandShown {
        id: hand.whose,
        name: name(hand.whose),
        number: seats.iter().find(|seat| seat.id == hand.whose).and_then(|seat| seat.number),
        kind: hand.kind,
        waited: (floor.now - hand.raised_at).num_milliseconds(),
        on_behalf: hand.on_behalf,
    };
    let queue = floor.queue(people);
    let to_come = floor.to_come(people);
    let suggestion = suggest::suggest(to_come.as_deref(), &queue, &shares).filter(|_| floor.is_live()).map(|what| Suggested {
        what,
        whom: match what {
            Suggestion::Next(who) | Suggestion::QuietHand(who) | Suggestion::Silent(who) | Suggestion::Quiet(who) => {
                seats.iter().find(|seat| seat.id == who).cloned()
            }
            Suggestion::RoundIsWhole => None,
        },
    });
    let staff_spoken: i64 = staff.iter().map(|one| one.voice.spoken).sum();
    let all = (window.until - window.from).num_milliseconds();
    let longest = shares.voices().iter().map(|voice| voice.present).max().unwrap_or(0);
    Voices {
        session: floor.session,
        live: floor.is_live(),
        begun: floor.frame.started_at.is_some(),
        started: window.from.timestamp_millis(),
        now: window.until.timestamp_millis(),
        open: open.map(|turn| Speaking {
            turn: turn.id,
            id: turn.whose,
            name: name(turn.whose),
            since: turn.started_at.timestamp_millis(),
        }),
        last_tap: floor.last_tap.map(|tap| tap.id).filter(|_| floor.is_live()),
        queue: queue.iter().map(raised).collect(),
        staff_queue: floor.staff_queue(people).iter().map(raised).collect(),
        round: floor.round.as_ref().map(|round| RoundNow { number: round.number, to_come: to_come.as_ref().map_or(0, Vec::len) }),
        suggestion,
        figures: Figures {
            balance: shares.balance().map(percent),
            gini: shares.gini(),
            present: shares.voices().len(),
            equal: rounded(shares.equal(longest)),
            silence: (all - shares.spoken() - staff_spoken).max(0),
            staff: staff_spoken,
            members: shares.spoken(),
        },
        words: choices(&floor.words),
        reminded: floor.waiting().filter(|nudge| !floor.is_gone(nudge.to)).map(|nudge| name(nudge.to)).collect(),
        seats,
        staff,
    }
}

fn percent(part: f64) -> i64 {
    rounded(part * 100.0)
}

#[expect(clippy::cast_possible_truncation, reason = "percentages, and milliseconds of a session")]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}
