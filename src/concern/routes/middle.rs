//! What staff do with a concern: bring it to the middle, let it leave, open its answers, count cards.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply;
use crate::concern::in_concern::ByConcern;
use crate::concern::{ConcernRefusal, store};
use crate::group::Staff;
use crate::kit::house::AppState;
use crate::kit::relay::Recipients;
use crate::kit::text::plain;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::{self, SessionAccess};

type MiddleAccess = SessionAccess<Staff, ByConcern>;

pub(super) async fn bring(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    // A step of staff: what waits is shown with it, and the middle has the newest words.
    let released = held.at.live && store::release(&mut here.seat.tx, held.session).await?;
    if let Err(refusal) = held.concern.state.bring(held.at) {
        if released {
            let practice = here.seat.practice();
            store::changed(&mut here.seat.tx, practice, held.session, Recipients::Staff).await?;
        }
        let response = reply::refused(&house, &chrome, &mut here.seat, held.session, refusal).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(held.session.0);
        return Ok(response);
    }
    // There already, by a double click or a colleague: what was wanted is so.
    if !held.concern.state.in_middle {
        store::bring(&mut here.seat.tx, held.session, held.concern.id).await?;
        return done(&house, &chrome, here, &held, "brought to the middle", Recipients::Everyone).await;
    }
    as_it_is(&house, &chrome, here, &held).await
}

pub(super) async fn leave(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    if !held.at.live {
        return reply::refused(&house, &chrome, &mut here.seat, held.session, ConcernRefusal::NotLive).await;
    }
    // Another may have come there meanwhile: that one stays.
    if held.concern.state.in_middle && store::leave(&mut here.seat.tx, held.session).await? {
        return done(&house, &chrome, here, &held, "let leave the middle", Recipients::Everyone).await;
    }
    as_it_is(&house, &chrome, here, &held).await
}

pub(super) async fn open(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    if !held.at.live {
        return reply::refused(&house, &chrome, &mut here.seat, held.session, ConcernRefusal::NotLive).await;
    }
    if store::open(&mut here.seat.tx, held.session, held.concern.id).await? {
        return done(&house, &chrome, here, &held, "opened the answers", Recipients::Everyone).await;
    }
    as_it_is(&house, &chrome, here, &held).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernCardsForm {
    cards: String,
}

pub(super) async fn count(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: MiddleAccess,
    FormBody(typed): FormBody<ConcernCardsForm>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    let without_phone = store::without_phone(&mut here.seat.tx, held.session).await?;
    let cards = plain(&typed.cards).parse::<usize>().map_err(|_| ConcernRefusal::NoNumber);
    let cards = cards.and_then(|cards| held.concern.state.count(held.at, cards, without_phone).map(|()| cards));
    match cards {
        Err(refusal) => Ok(session::reply::refused_within(&chrome, held.session, &chrome.locale().message(refusal.key()))),
        Ok(cards) if cards == held.concern.cards => as_it_is(&house, &chrome, here, &held).await,
        Ok(cards) => {
            store::set_cards(&mut here.seat.tx, held.concern.id, cards).await?;
            done(&house, &chrome, here, &held, "counted cards", Recipients::Staff).await
        }
    }
}

async fn done(
    house: &AppState,
    chrome: &Chrome,
    mut here: MiddleAccess,
    held: &LockedConcern,
    act: &'static str,
    to: Recipients,
) -> Result<Response, Problem> {
    let practice = here.seat.practice();
    note(&mut here, held, act, chrome).await?;
    store::changed(&mut here.seat.tx, practice, held.session, to).await?;
    let now = reply::now(house, chrome, &mut here.seat, held.session).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(held.session.0);
    Ok(session::reply::done(chrome, held.session, now))
}

async fn as_it_is(house: &AppState, chrome: &Chrome, mut here: MiddleAccess, held: &LockedConcern) -> Result<Response, Problem> {
    let now = reply::now(house, chrome, &mut here.seat, held.session).await?;
    Ok(session::reply::done(chrome, held.session, now))
}
