//! Staff routes: bring a concern to the middle, remove it, open its answers, count cards.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply;
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, store};
use crate::group::Staff;
use crate::kit::app_state::AppState;
use crate::kit::events::Recipients;
use crate::kit::text::plain;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::{self, SessionAccess};

type MiddleAccess = SessionAccess<Staff, ByConcern>;

pub(super) async fn bring(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    // This is a step of staff: it releases what waits, so that the middle has the newest words.
    let released = held.at.live && store::release(&mut access.seat.tx, held.session).await?;
    if let Err(refusal) = held.concern.state.bring(held.at) {
        if released {
            let practice = access.seat.practice();
            store::changed(&mut access.seat.tx, practice, held.session, Recipients::Staff).await?;
        }
        let response = reply::refused(&app, &chrome, &mut access.seat, held.session, refusal).await?;
        access.seat.tx.commit().await?;
        app.events.wake(held.session.0);
        return Ok(response);
    }
    // A double click or a colleague may have brought it there already.
    if !held.concern.state.in_middle {
        store::bring(&mut access.seat.tx, held.session, held.concern.id).await?;
        return done(&app, &chrome, access, &held, "brought to the middle", Recipients::Everyone).await;
    }
    unchanged(&app, &chrome, access, &held).await
}

pub(super) async fn leave(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    if !held.at.live {
        return reply::refused(&app, &chrome, &mut access.seat, held.session, ConcernRefusal::NotLive).await;
    }
    // Another concern may be in the middle by now: that one stays.
    if held.concern.state.in_middle && store::leave(&mut access.seat.tx, held.session).await? {
        return done(&app, &chrome, access, &held, "let leave the middle", Recipients::Everyone).await;
    }
    unchanged(&app, &chrome, access, &held).await
}

pub(super) async fn open(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: MiddleAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    if !held.at.live {
        return reply::refused(&app, &chrome, &mut access.seat, held.session, ConcernRefusal::NotLive).await;
    }
    if store::open(&mut access.seat.tx, held.session, held.concern.id).await? {
        return done(&app, &chrome, access, &held, "opened the answers", Recipients::Everyone).await;
    }
    unchanged(&app, &chrome, access, &held).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernCardsForm {
    cards: String,
}

pub(super) async fn count(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: MiddleAccess,
    FormBody(typed): FormBody<ConcernCardsForm>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    let without_phone = store::without_phone(&mut access.seat.tx, held.session).await?;
    let cards = plain(&typed.cards).parse::<usize>().map_err(|_| ConcernRefusal::NoNumber);
    let cards = cards.and_then(|cards| held.concern.state.count(held.at, cards, without_phone).map(|()| cards));
    match cards {
        Err(refusal) => Ok(session::reply::refused_within(&chrome, held.session, &chrome.locale().message(refusal.key()))),
        Ok(cards) if cards == held.concern.cards => unchanged(&app, &chrome, access, &held).await,
        Ok(cards) => {
            store::set_cards(&mut access.seat.tx, held.concern.id, cards).await?;
            done(&app, &chrome, access, &held, "counted cards", Recipients::Staff).await
        }
    }
}

async fn done(
    app: &AppState,
    chrome: &Chrome,
    mut access: MiddleAccess,
    held: &LockedConcern,
    act: &'static str,
    to: Recipients,
) -> Result<Response, Problem> {
    let practice = access.seat.practice();
    note(&mut access, held, act, chrome).await?;
    store::changed(&mut access.seat.tx, practice, held.session, to).await?;
    let now = reply::now(app, chrome, &mut access.seat, held.session).await?;
    access.seat.tx.commit().await?;
    app.events.wake(held.session.0);
    Ok(session::reply::done(chrome, held.session, now))
}

async fn unchanged(app: &AppState, chrome: &Chrome, mut access: MiddleAccess, held: &LockedConcern) -> Result<Response, Problem> {
    let now = reply::now(app, chrome, &mut access.seat, held.session).await?;
    Ok(session::reply::done(chrome, held.session, now))
}
