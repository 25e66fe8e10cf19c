//! Raising and lowering a hand, for oneself or for somebody without a phone.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::{FloorAccess, age};
use crate::group::{self, AnySeat};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::queue::RaisedHand;
use crate::voices::{HandId, HandKind, VoicesRefusal, floor, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RaiseHandForm {
    id: HandId,
    kind: HandKind,
    /// For whom staff raise it.
    #[serde(default)]
    whose: String,
    /// How long ago it was raised (ms).
    #[serde(default)]
    age: String,
}

pub(super) async fn raise(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    content: FormContent,
    FormBody(typed): FormBody<RaiseHandForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let owner = group::owner(seat.practice(), seat.group());
    let print = content.under(&mut seat.tx, &house.vault, owner).await?;
    if store::owner_of_hand(&mut seat.tx, session, typed.id).await?.is_some() {
        // The same hand again: it was raised, and may be down since.
        let again = fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await?;
        return if again { stage.as_it_is(&chrome, &here, typed.id.0) } else { Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore)) };
    }
    let whose = stage.whose(seat, &typed.whose).and_then(|whose| stage.here(seat, whose));
    let (live, whose) = match stage.live().and_then(|live| Ok((live, whose?))) {
        Ok(both) => both,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let raised_at = floor::made_at(stage.floor.now, age(&typed.age), stage.floor.window().from, &[]);
    let by = Some(seat.membership()).filter(|by| *by != whose);
    let hand = RaisedHand { id: typed.id, whose, kind: typed.kind, raised_at, on_behalf: by.is_some() };
    let practice = seat.practice();
    match store::raise_hand(&mut seat.tx, live, practice, session, &hand, by).await {
        // An id that exists where this person cannot see it.
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("hand_pkey")) => {
            return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
        }
        other => other?,
    }
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    stage.done(&house, &chrome, here, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lowered {
    id: Uuid,
    /// Whose hand staff take down.
    #[serde(default)]
    whose: String,
}

pub(super) async fn lower(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    FormBody(typed): FormBody<Lowered>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let stage = FloorAccess::set(&house, seat, session).await?;
    let whose = match stage.whose(seat, &typed.whose) {
        Ok(whose) => whose,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    if let Err(refusal) = stage.live() {
        return Ok(stage.refuse(&chrome, refusal));
    }
    if !store::lower_hands(&mut seat.tx, session, Some(&[whose]), stage.floor.now).await? {
        return stage.as_it_is(&chrome, &here, typed.id);
    }
    stage.done(&house, &chrome, here, typed.id).await
}
