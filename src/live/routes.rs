//! The doors of a session in progress: the page for whoever comes, the stream that keeps it current, and what is one's own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use serde::Deserialize;
use uuid::Uuid;

use super::render;
use super::views::{ConsolePage, Mine, PhonePage, Typed};
use crate::brainstorm::board;
use crate::group::AnySeat;
use crate::kit::house::House;
use crate::kit::relay::{self, Audience, Listener, Watch};
use crate::kit::web::{Chrome, Complaints, Doors, InQuery, Problem, Who};
use crate::person::sign_in::{SignInId, SignedIn, gate};
use crate::session::{self, InSession, SessionId};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new().get(Who::AnySeat, "/sessions/{session}/live", page).get(Who::AnySeat, "/sessions/{session}/stream", stream).get(
        Who::AnySeat,
        "/sessions/{session}/mine",
        mine,
    )
}

async fn page(State(house): State<House>, chrome: Chrome, mut here: InSession<AnySeat>) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    // The number before the board: what changes in between is told again, never lost.
    let seq = relay::seq(&mut seat.tx, id.0).await?;
    let scene = render::scene(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    let own = board::own(&mut seat.tx, &house.vault, &scene.session, me).await?;
    let chrome = chrome.reading(scene.group.calendar, scene.group.time_zone);
    let (form, typed, complaints) = (Uuid::new_v4(), Typed::default(), Complaints::default());
    if seat.role().is_staff() {
        return Ok(chrome.page(&ConsolePage { scene, seq, id: form, own, typed, complaints }));
    }
    let entered = session::store::entered(&mut seat.tx, id).await?.contains(&me);
    Ok(chrome.page(&PhonePage { scene, seq, id: form, own, typed, complaints, entered }))
}

async fn mine(State(house): State<House>, chrome: Chrome, mut here: InSession<AnySeat>) -> Result<Response, Problem> {
    let id = here.session();
    let me = here.seat.membership();
    let session = session::store::find(&mut here.seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let own = board::own(&mut here.seat.tx, &house.vault, &session, me).await?;
    Ok(chrome.page(&Mine { own }))
}

#[derive(Deserialize)]
struct From {
    after: Option<i64>,
}

async fn stream(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    here: InSession<AnySeat>,
    InQuery(from): InQuery<From>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let session = here.session();
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = Listener {
        practice: here.seat.practice().0,
        session: session.0,
        after: relay::resume_from(last_event_id, from.after),
        audience: if here.seat.role().is_staff() { Audience::Staff } else { Audience::Member },
        locale: chrome.locale(),
        membership: Some(here.seat.membership().0),
        person: Some(me.person.0),
        watch: watch(&house, me, session),
        gone: "/sign-in".to_owned(),
    };
    // The transaction ends here: a stream lives for hours.
    drop(here);
    match house.relay.listen(listener) {
        Ok(frames) => Ok(relay::reply(frames)),
        Err(relay::Full) => Ok(Problem::TooOften(30).into_response()),
    }
}

/// Whether this sign-in still lives and still has a seat; asked with every heartbeat, and never noted as a sign of life.
fn watch(house: &House, me: SignedIn, session: SessionId) -> Watch {
    let house = house.clone();
    let id: SignInId = me.id;
    Arc::new(move || {
        let house = house.clone();
        async move {
            if !gate::still_lives(&house, id).await? {
                return Ok(false);
            }
            let mut tx = crate::kit::db::Tx::of(&house.pool, me.person.0).await?;
            Ok(session::store::sitting(&mut tx, me.person, session).await?.is_some())
        }
        .boxed()
    })
}
