//! Routes for raising and lowering a hand, for oneself or for a member without a phone.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::{FloorAccess, age};
use crate::group::{self, AnySeat};
use crate::kit::app_state::AppState;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::queue::RaisedHand;
use crate::voices::{HandId, HandKind, VoicesRefusal, floor, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RaiseHandForm {
    id: HandId,
    kind: HandKind,
    /// The member for whom staff raise it.
    #[serde(default)]
    whose: String,
    /// The time since it was raised (ms).
    #[serde(default)]
    age: String,
}

pub(super) async fn raise(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat>,
    content: FormContent,
    FormBody(typed): FormBody<RaiseHandForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let owner = group::owner(seat.practice(), seat.group());
    let print = content.fingerprint(&mut seat.tx, &app.vault, owner).await?;
    if store::owner_of_hand(&mut seat.tx, session, typed.id).await?.is_some() {
        // A resend of the same hand: it was raised, and may be lowered since.
        let is_resend = fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await?;
        return if is_resend {
            stage.unchanged(&chrome, &access, typed.id.0)
        } else {
            Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore))
        };
    }
    let whose = stage.acting_for(seat, &typed.whose).and_then(|whose| stage.require_present(seat, whose));
    let (live, whose) = match stage.live().and_then(|live| Ok((live, whose?))) {
        Ok(both) => both,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let raised_at = floor::made_at(stage.floor.now, age(&typed.age), stage.floor.window().from, &[]);
    let by = Some(seat.membership()).filter(|by| *by != whose);
    let hand = RaisedHand { id: typed.id, whose, kind: typed.kind, raised_at, on_behalf: by.is_some() };
    let practice = seat.practice();
    match store::raise_hand(&mut seat.tx, live, practice, session, &hand, by).await {
        // The id belongs to a row that this person cannot see.
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("hand_pkey")) => {
            return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
        }
        other => other?,
    }
    fingerprint::store_fingerprint(&mut seat.tx, typed.id, print).await?;
    stage.done(&app, &chrome, access, typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LowerHandForm {
    id: Uuid,
    /// The member whose hand staff lower.
    #[serde(default)]
    whose: String,
}

pub(super) async fn lower(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat>,
    FormBody(typed): FormBody<LowerHandForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let whose = match stage.acting_for(seat, &typed.whose) {
        Ok(whose) => whose,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    if let Err(refusal) = stage.live() {
        return Ok(stage.refuse(&chrome, refusal));
    }
    if !store::lower_hands(&mut seat.tx, session, Some(&[whose]), stage.floor.now).await? {
        return stage.unchanged(&chrome, &access, typed.id);
    }
    stage.done(&app, &chrome, access, typed.id).await
}
