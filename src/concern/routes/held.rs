//! A concern held for a change, and what is written down of it.

use crate::concern::in_concern::ByConcern;
use crate::concern::store::{self, Stored};
use crate::concern::{Asks, ConcernId, Standing};
use crate::group::seat::Needs;
use crate::kit::audit::{self, Act};
use crate::kit::house::House;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, InSession, SessionId};

/// A concern held for a change, with what its rules ask.
pub(super) struct Held {
    pub concern: Stored,
    pub at: Standing,
    pub who: Asks,
    pub session: SessionId,
}

/// Holds the session, then the concern. Nobody learns that one exists of which they may not know.
pub(super) async fn hold<R: Needs>(house: &House, here: &mut InSession<R, ByConcern>) -> Result<Held, Problem> {
    let (session, id) = (here.session(), ConcernId(here.found_by()));
    let seat = &mut here.seat;
    let state = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.state();
    let at = store::standing(&mut seat.tx, session, state).await?;
    let concern = store::hold(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let who = Asks { me: seat.membership(), role: seat.role() };
    if concern.state.may_be_seen_by(who, at) { Ok(Held { concern, at, who, session }) } else { Err(Problem::NotFound) }
}

/// Writes down what staff did with a concern, or its author with one under their name. What an author does without a name is not theirs
/// in the log.
pub(super) async fn note<R: Needs>(
    here: &mut InSession<R, ByConcern>,
    held: &Held,
    act: &'static str,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let seat = &mut here.seat;
    let theirs = held.concern.state.author == held.who.me || held.concern.state.laid_by == Some(held.who.me);
    if theirs && !held.concern.state.named {
        return Ok(());
    }
    let (practice, actor) = (seat.practice().0, Some(seat.person().0));
    let act = Act { practice, actor, act, kind: "concern", subject: held.concern.id.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}
