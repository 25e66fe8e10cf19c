//! Ends what a person holds open (a turn, a hand, a presence) when they are no longer present. Corrections of the record call
//! [`OnGone::end`](OnGone) directly, since they write the attendance themselves.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{ATTENDANCE, store};
use crate::group::{GroupId, MembershipId};
use crate::kit::failure::Error;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::practice::PracticeId;
use crate::session::{self, SessionId};

/// When somebody first did something by which they were here, noted or not.
pub type FirstActivity =
    for<'a> fn(&'a mut PgConnection, SessionId, MembershipId) -> BoxFuture<'a, Result<Option<DateTime<Utc>>, sqlx::Error>>;

/// Hooks by which `voices`, which depends on this module, takes part in a departure.
#[derive(Clone, Copy)]
pub struct OnDeparture {
    /// Since when somebody is here by what they did.
    pub since: FirstActivity,
    /// Ends what was open, and tells the screens.
    pub end: for<'a> fn(&'a mut PgConnection, DepartedMembers<'a>) -> BoxFuture<'a, Result<(), Error>>,
}

/// People who are here no more, in a session whose row is held.
#[derive(Clone, Copy)]
pub struct DepartedMembers<'a> {
    pub practice: PracticeId,
    pub session: SessionId,
    pub who: &'a [MembershipId],
    pub at: DateTime<Utc>,
    /// Whether the roll says of them something that it did not say before.
    pub noted: bool,
}

/// When somebody came who comes in now: of whom nothing is noted, and who spoke, was here from then on.
pub async fn came_at(
    conn: &mut PgConnection,
    on_gone: OnDeparture,
    session: SessionId,
    who: MembershipId,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, sqlx::Error> {
    if store::noted(conn, session).await?.iter().any(|one| one.who == who) {
        return Ok(now);
    }
    Ok((on_gone.since)(conn, session, who).await?.unwrap_or(now))
}

/// Notes that these people are here no more from `at` on, and ends what they hold open. The session's row is held.
pub async fn leave(
    conn: &mut PgConnection,
    on_gone: OnDeparture,
    practice: PracticeId,
    session: SessionId,
    who: &[MembershipId],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let mut noted = false;
    for one in who {
        noted |= match store::leave(conn, session, *one, at).await? {
            true => true,
            // No attendance is recorded, but they spoke: record a stay from their first turn until `at`.
            false if store::is_gone(conn, session, *one).await? => false,
            false => match (on_gone.since)(conn, session, *one).await? {
                Some(since) => store::was_here(conn, practice, session, *one, (since, at)).await?,
                None => false,
            },
        };
    }
    (on_gone.end)(conn, DepartedMembers { practice, session, who, at, noted }).await?;
    if noted {
        let change = EventChange { kind: ATTENDANCE, subject: session.0, to: Recipients::Staff };
        relay::record(conn, practice.0, session.0, change).await?;
    }
    Ok(())
}

/// After seats of a live session have ended, by the group's roster or by a substitution taken back: members without a
/// seat are no longer present.
pub async fn without_a_seat(
    conn: &mut PgConnection,
    on_gone: OnDeparture,
    practice: PracticeId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let who = store::without_a_seat(conn, session).await?;
    leave(conn, on_gone, practice, session, &who, now).await
}

/// The same for the session of a group that is live, if one is. The group's row is held before the session's.
pub async fn after_roster(
    conn: &mut PgConnection,
    on_gone: OnDeparture,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(session) = relay::live_of(conn, group.0).await?.map(SessionId) else { return Ok(()) };
    match session::store::hold(conn, session).await? {
        Some(session::LockedSession::Live(_)) => without_a_seat(conn, on_gone, practice, session, now).await,
        _ => Ok(()),
    }
}
