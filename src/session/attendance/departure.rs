//! Ends what a member has open (a turn, a raised hand, a presence) when they are no longer present. Corrections of the record call the
//! [`end`](OnDeparture::end) hook directly, since they write the attendance themselves.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{ATTENDANCE, store};
use crate::group::{GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::practice::PracticeId;
use crate::session::{self, SessionId};

/// Returns the time of a member's first activity that shows their presence, whether or not the roll records it.
pub type FirstActivity =
    for<'a> fn(&'a mut PgConnection, SessionId, MembershipId) -> BoxFuture<'a, Result<Option<DateTime<Utc>>, sqlx::Error>>;

/// Hooks through which `voices`, which depends on this module, takes part in a departure.
#[derive(Clone, Copy)]
pub struct OnDeparture {
    /// Returns since when a member's activity shows their presence.
    pub since: FirstActivity,
    /// Ends what the members have open and publishes it.
    pub end: for<'a> fn(&'a mut PgConnection, DepartedMembers<'a>) -> BoxFuture<'a, Result<(), Error>>,
}

/// Members who are no longer present, in a session whose row is locked.
#[derive(Clone, Copy)]
pub struct DepartedMembers<'a> {
    pub practice: PracticeId,
    pub session: SessionId,
    pub who: &'a [MembershipId],
    pub at: DateTime<Utc>,
    /// Whether the roll changed.
    pub noted: bool,
}

/// The entry time of a member who enters now: a member without a record who has spoken was present since then.
pub async fn entry_time(
    conn: &mut PgConnection,
    on_departure: OnDeparture,
    session: SessionId,
    who: MembershipId,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, sqlx::Error> {
    if store::noted(conn, session).await?.iter().any(|one| one.who == who) {
        return Ok(now);
    }
    Ok((on_departure.since)(conn, session, who).await?.unwrap_or(now))
}

/// Records that these members left at `at`, and ends what they have open. The caller holds the lock on the session's row.
pub async fn leave(
    conn: &mut PgConnection,
    on_departure: OnDeparture,
    practice: PracticeId,
    session: SessionId,
    who: &[MembershipId],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let mut roll_changed = false;
    for one in who {
        roll_changed |= match store::leave(conn, session, *one, at).await? {
            true => true,
            // No attendance is recorded, but they spoke: record a stay from their first turn until `at`.
            false if store::is_gone(conn, session, *one).await? => false,
            false => match (on_departure.since)(conn, session, *one).await? {
                Some(since) => store::was_here(conn, practice, session, *one, (since, at)).await?,
                None => false,
            },
        };
    }
    (on_departure.end)(conn, DepartedMembers { practice, session, who, at, noted: roll_changed }).await?;
    if roll_changed {
        let change = EventChange { kind: ATTENDANCE, subject: session.0, to: Recipients::Staff };
        events::record(conn, practice.0, session.0, change).await?;
    }
    Ok(())
}

/// Records the departure of members who have no seat in a live session any more, after a change of the roster or a withdrawn substitution.
pub async fn without_a_seat(
    conn: &mut PgConnection,
    on_departure: OnDeparture,
    practice: PracticeId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let who = store::without_a_seat(conn, session).await?;
    leave(conn, on_departure, practice, session, &who, now).await
}

/// The same for the live session of a group, if there is one. The group's row is locked before the session's.
pub async fn after_roster(
    conn: &mut PgConnection,
    on_departure: OnDeparture,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(session) = events::live_of(conn, group.0).await?.map(SessionId) else { return Ok(()) };
    match session::store::lock(conn, session).await? {
        Some(session::LockedSession::Live(_)) => without_a_seat(conn, on_departure, practice, session, now).await,
        _ => Ok(()),
    }
}
