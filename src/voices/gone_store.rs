//! Ends a member's turn and lowers their hand when they leave.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use sqlx::PgConnection;

use super::{Turn, VOICES, floor, store};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::session::SessionId;
use crate::session::attendance::{
    self,
    departure::{DepartedMembers, OnDeparture},
};

/// This module's part of presence: the first turn as a sign of presence, and what ends at a departure.
pub const ON_GONE: OnDeparture =
    OnDeparture { since: |conn, session, who| first_turn(conn, session, who).boxed(), end: |conn, departed| end(conn, departed).boxed() };

async fn first_turn(conn: &mut PgConnection, session: SessionId, who: MembershipId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "select min(started_at) from turn where session_id = $1 and membership_id = $2",
        session as SessionId,
        who as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// Cuts the turn that the departed members have, or had when the session ended, lowers their hands, and publishes the change if there is
/// one.
async fn end(conn: &mut PgConnection, DepartedMembers { practice, session, who, at, noted }: DepartedMembers<'_>) -> Result<(), Error> {
    let ended = store::frame(conn, session).await?.and_then(|frame| frame.ended_at);
    let turns = store::turns(conn, session).await?;
    let mut last = turns.iter().filter(|turn| who.contains(&turn.whose) && turn.ended_at == ended);
    let cut = last.find(|turn| turn.ended_at.is_none_or(|end| at < end));
    if let Some(turn) = cut {
        let until = Turn { ended_at: Some(floor::cut(turn, at)), ..*turn };
        store::correct_turn(conn, &until).await?;
        // Undoing an earlier tap would undo the departure.
        store::settle_taps(conn, session).await?;
    }
    let lowered = store::lower_hands(conn, session, Some(who), at).await?;
    if cut.is_some() || lowered || noted {
        events::record(conn, practice.0, session.0, EventChange { kind: VOICES, subject: session.0, to: Recipients::Everyone }).await?;
        attendance::store::tell_each(conn, practice, session, VOICES).await?;
    }
    Ok(())
}
