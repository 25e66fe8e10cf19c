//! Loads a session's stored voices, to show or to change them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::balance::{Shares, Voice, Window, voice};
use super::own::{self, OwnShare, SheetShare};
use super::queue::{self, RaisedHand};
use super::round::SpeakingRound;
use super::store::{self, Nudge, SessionSpan, StoredTap};
use super::{OwnEncouragement, Turn, floor};
use crate::group::{Membership, MembershipId, MembershipState};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::attendance::{self, RollEntry};
use crate::session::{Session, SessionId, SessionState, substitution};

/// A session's voices at one moment.
#[derive(Clone, Debug)]
pub struct Floor {
    pub session: SessionId,
    pub frame: SessionSpan,
    /// The time of loading.
    pub now: DateTime<Utc>,
    /// In order of start.
    pub turns: Vec<Turn>,
    /// The roll's record of who was in the room.
    pub noted: Vec<RollEntry>,
    /// The raised hands.
    pub hands: Vec<RaisedHand>,
    /// The present round.
    pub round: Option<SpeakingRound>,
    /// The kind words sent so far.
    pub nudges: Vec<Nudge>,
    pub words: Vec<OwnEncouragement>,
    /// The tap that can be undone.
    pub last_tap: Option<StoredTap>,
}

/// Loads the floor; `None` when the session does not exist or is not visible.
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

/// The people who were in an ended session long enough for their silence to be noticed.
pub async fn settled(conn: &mut PgConnection, session: SessionId) -> Result<BTreeSet<MembershipId>, sqlx::Error> {
    let Some(SessionSpan { started_at: Some(from), ended_at: Some(until), .. }) = store::frame(conn, session).await? else {
        return Ok(BTreeSet::new());
    };
    let (turns, noted) = (store::turns(conn, session).await?, attendance::store::noted(conn, session).await?);
    let people: BTreeSet<MembershipId> = noted.iter().map(|one| one.who).chain(turns.iter().map(|turn| turn.whose)).collect();
    Ok(people.into_iter().filter(|who| voice(*who, &noted, &turns, Window { from, until }).is_settled()).collect())
}

/// A member's share of an ended session. `people` are all who are or were in its group.
pub async fn sheet_share(
    conn: &mut PgConnection,
    session: SessionId,
    people: &[Membership],
    me: MembershipId,
) -> Result<Option<SheetShare>, sqlx::Error> {
    let Some(SessionSpan { started_at: Some(from), ended_at: Some(until), .. }) = store::frame(conn, session).await? else {
        return Ok(None);
    };
    let (turns, noted) = (store::turns(conn, session).await?, attendance::store::noted(conn, session).await?);
    let members = people.iter().filter(|one| !one.role.is_staff());
    let shares = Shares::of(members.map(|one| voice(one.id, &noted, &turns, Window { from, until })));
    Ok(own::sheet_share(&shares, me))
}

/// A person's own share of the group's previous session, shown to that person alone. `None` when there was none, or when they were not
/// present.
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
    pub fn is_live(&self) -> bool {
        self.frame.state == SessionState::Live
    }

    /// From the session's start until now, or until its end.
    pub fn window(&self) -> Window {
        let from = self.frame.started_at.unwrap_or(self.now);
        Window { from, until: self.frame.ended_at.unwrap_or(self.now).max(from) }
    }

    /// The turn that is open now. An ended session has none, even before the open turn was cut.
    pub fn open(&self) -> Option<&Turn> {
        floor::open(&self.turns).filter(|_| self.is_live())
    }

    pub fn voice(&self, who: MembershipId) -> Voice {
        voice(who, &self.noted, &self.turns, self.window())
    }

    /// Whether a person is known not to be present.
    pub fn is_gone(&self, who: MembershipId) -> bool {
        attendance::is_gone(&self.noted, who)
    }

    /// The circle of this session: its active members, and every member who was present or spoke.
    pub fn circle<'a>(&self, people: &'a [Membership]) -> Vec<&'a Membership> {
        let was_there =
            |who| self.turns.iter().any(|turn| turn.whose == who) || self.noted.iter().any(|one| one.who == who && !one.stays.is_empty());
        let mut circle: Vec<&Membership> =
            people.iter().filter(|one| !one.role.is_staff() && (one.state == MembershipState::Active || was_there(one.id))).collect();
        circle.sort_by_key(|one| (one.seat.is_none(), one.seat));
        circle
    }

    pub fn shares(&self, people: &[Membership]) -> Shares {
        Shares::of(self.circle(people).into_iter().map(|one| self.voice(one.id)))
    }

    /// The members' hands, in the order of all screens.
    pub fn queue(&self, people: &[Membership]) -> Vec<RaisedHand> {
        self.hands_of(|who| people.iter().any(|one| one.id == who && !one.role.is_staff()))
    }

    /// The hands of staff, which have a line of their own.
    pub fn staff_queue(&self, people: &[Membership]) -> Vec<RaisedHand> {
        self.hands_of(|who| people.iter().any(|one| one.id == who && one.role.is_staff()))
    }

    fn hands_of(&self, of: impl Fn(MembershipId) -> bool) -> Vec<RaisedHand> {
        let hands: Vec<RaisedHand> = self.hands.iter().copied().filter(|hand| of(hand.whose)).collect();
        queue::order(&hands, |who| self.voice(who).spoken)
    }

    /// The members whose turn is still to come in the present round.
    pub fn to_come(&self, people: &[Membership]) -> Option<Vec<MembershipId>> {
        let circle: Vec<MembershipId> = self.circle(people).iter().map(|one| one.id).collect();
        let is_here = |who| self.voice(who).here;
        self.round.as_ref().map(|round| round.to_come(&circle, is_here, &self.turns, self.now))
    }

    /// The kind words that wait for an answer.
    pub fn waiting(&self) -> impl Iterator<Item = &Nudge> {
        self.nudges.iter().filter(|nudge| nudge.answered_at.is_none())
    }
}
