//! A session's voices as they are kept, loaded for whoever shows or changes them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::balance::{Shares, Voice, Window, voice};
use super::own::{self, OwnShare};
use super::queue::{self, RaisedHand};
use super::round::SpeakingRound;
use super::store::{self, Nudge, SessionSpan, StoredTap};
use super::{OwnEncouragement, Turn, floor};
use crate::group::{Membership, MembershipId, MembershipState};
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::session::attendance::{self, RollEntry};
use crate::session::{Session, SessionId, SessionState, substitution};

/// Everything of a session's voices at one moment.
#[derive(Clone, Debug)]
pub struct Floor {
    pub session: SessionId,
    /// When it began and ended.
    pub frame: SessionSpan,
    /// When this was looked at.
    pub now: DateTime<Utc>,
    /// The turns in their order.
    pub turns: Vec<Turn>,
    /// What the roll says of who was in the room.
    pub noted: Vec<RollEntry>,
    /// The hands that are up.
    pub hands: Vec<RaisedHand>,
    /// The round under way.
    pub round: Option<SpeakingRound>,
    /// The kind words so far.
    pub nudges: Vec<Nudge>,
    /// The practice's own kind words.
    pub words: Vec<OwnEncouragement>,
    /// The tap that can be taken back.
    pub last_tap: Option<StoredTap>,
}

/// Loads them; none when there is no such session here.
pub async fn load(conn: &mut PgConnection, vault: &Vault, session: SessionId, now: DateTime<Utc>) -> Result<Option<Floor>, Error> {
    let Some(frame) = store::frame(conn, session).await? else { return Ok(None) };
    let words = store::own_words(conn, vault, session).await?;
    Ok(Some(Floor {
        session,
        frame,
        now,
        turns: store::turns(conn, session).await?,
        noted: attendance::store::noted(conn, session).await?,
        hands: store::hands(conn, session).await?,
        round: store::round(conn, session).await?,
        nudges: store::nudges(conn, session, &words).await?,
        words,
        last_tap: store::last_tap(conn, session).await?,
    }))
}

/// Who was in an ended session long enough for their silence to be noticed.
pub async fn settled(conn: &mut PgConnection, session: SessionId) -> Result<BTreeSet<MembershipId>, sqlx::Error> {
    let Some(SessionSpan { started_at: Some(from), ended_at: Some(until), .. }) = store::frame(conn, session).await? else {
        return Ok(BTreeSet::new());
    };
    let (turns, noted) = (store::turns(conn, session).await?, attendance::store::noted(conn, session).await?);
    let people: BTreeSet<MembershipId> = noted.iter().map(|one| one.who).chain(turns.iter().map(|turn| turn.whose)).collect();
    Ok(people.into_iter().filter(|who| voice(*who, &noted, &turns, Window { from, until }).is_settled()).collect())
}

/// What somebody's share was in the group's session before this one: their own, for themselves. None when there was none, or when
/// they were not there.
pub async fn share_last_time(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    me: MembershipId,
    now: DateTime<Utc>,
) -> Result<Option<OwnShare>, Error> {
    let Some(before) = store::session_before(conn, session.id).await? else { return Ok(None) };
    let people = substitution::store::people(conn, vault, session.group, before).await?;
    Ok(load(conn, vault, before, now).await?.and_then(|floor| own::share(&floor, &people, me)))
}

impl Floor {
    /// Whether the session is live.
    pub fn is_live(&self) -> bool {
        self.frame.state == SessionState::Live
    }

    /// From the session's start until now, or until its end.
    pub fn window(&self) -> Window {
        let from = self.frame.started_at.unwrap_or(self.now);
        Window { from, until: self.frame.ended_at.unwrap_or(self.now).max(from) }
    }

    /// The turn that is open now; a session that ended has none, even before it was cut.
    pub fn open(&self) -> Option<&Turn> {
        floor::open(&self.turns).filter(|_| self.is_live())
    }

    /// One person's part.
    pub fn voice(&self, who: MembershipId) -> Voice {
        voice(who, &self.noted, &self.turns, self.window())
    }

    /// Whether somebody is known not to be here.
    pub fn is_gone(&self, who: MembershipId) -> bool {
        attendance::is_gone(&self.noted, who)
    }

    /// Who sits in the circle of this session: its members as they are in it, and everybody who came or spoke.
    pub fn circle<'a>(&self, people: &'a [Membership]) -> Vec<&'a Membership> {
        let was_there =
            |who| self.turns.iter().any(|turn| turn.whose == who) || self.noted.iter().any(|one| one.who == who && !one.stays.is_empty());
        let mut circle: Vec<&Membership> =
            people.iter().filter(|one| !one.role.is_staff() && (one.state == MembershipState::Active || was_there(one.id))).collect();
        circle.sort_by_key(|one| (one.seat.is_none(), one.seat));
        circle
    }

    /// The members' shares.
    pub fn shares(&self, people: &[Membership]) -> Shares {
        Shares::of(self.circle(people).into_iter().map(|one| self.voice(one.id)))
    }

    /// The members' hands, in the one order of all screens.
    pub fn queue(&self, people: &[Membership]) -> Vec<RaisedHand> {
        self.hands_of(|who| people.iter().any(|one| one.id == who && !one.role.is_staff()))
    }

    /// The hands of staff, which stand apart.
    pub fn staff_queue(&self, people: &[Membership]) -> Vec<RaisedHand> {
        self.hands_of(|who| people.iter().any(|one| one.id == who && one.role.is_staff()))
    }

    fn hands_of(&self, of: impl Fn(MembershipId) -> bool) -> Vec<RaisedHand> {
        let hands: Vec<RaisedHand> = self.hands.iter().copied().filter(|hand| of(hand.whose)).collect();
        queue::order(&hands, |who| self.voice(who).spoken)
    }

    /// Who is still to come in the round under way.
    pub fn to_come(&self, people: &[Membership]) -> Option<Vec<MembershipId>> {
        let circle: Vec<MembershipId> = self.circle(people).iter().map(|one| one.id).collect();
        let here = |who| self.voice(who).here;
        self.round.as_ref().map(|round| round.to_come(&circle, here, &self.turns, self.now))
    }

    /// The kind words that wait for somebody's answer.
    pub fn waiting(&self) -> impl Iterator<Item = &Nudge> {
        self.nudges.iter().filter(|nudge| nudge.answered_at.is_none())
    }
}
