//! Routes for a tap on the floor, and for undoing the last one.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::stage::{FloorAccess, age};
use crate::group::{self, MembershipId, Staff};
use crate::kit::app_state::AppState;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::SessionAccess;
use crate::voices::floor::{self, FloorMove, FloorRequest};
use crate::voices::store::{self, StoredTap};
use crate::voices::{TapId, TapState, TurnId, VoicesRefusal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TapForm {
    id: TapId,
    /// Who gets the floor; empty for a pause.
    #[serde(default)]
    whose: String,
    /// The open turn that the sender saw; empty for none.
    #[serde(default)]
    open: String,
    /// The time since the tap (ms).
    #[serde(default)]
    age: String,
}

pub(super) async fn tap(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<TapForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let (me, practice) = (seat.membership(), seat.practice());
    let owner = group::owner(practice, seat.group());
    let print = content.fingerprint(&mut seat.tx, &app.vault, owner).await?;
    if store::tap(&mut seat.tx, session, typed.id).await?.is_some() {
        // A resend of the same tap: its answer was lost.
        let is_resend = fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await?;
        return if is_resend {
            stage.unchanged(&chrome, &access, typed.id.0)
        } else {
            Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore))
        };
    }
    let live = match stage.live() {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let whose = match typed.whose.as_str() {
        "" => None,
        typed => match stage.active_membership(typed).and_then(|one| stage.require_present(seat, one.id)) {
            Ok(whose) => Some(whose),
            Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
        },
    };
    let wish = FloorRequest { whose, expected: expected_turn(&stage, seat, &typed.open).await? };
    let open = stage.floor.open().copied();
    let at = floor::made_at(stage.floor.now, age(&typed.age), stage.floor.window().from, &stage.floor.turns);
    let mut tap = StoredTap { id: typed.id, by: me, opened: open.map(|turn| turn.id), closed: None, state: TapState::Idle };
    let moves = match floor::tap(open.as_ref(), wish) {
        Ok(moves) => moves,
        Err(refusal) => return refuse_late_tap(&chrome, &stage, seat, open.map(|turn| turn.whose), refusal).await,
    };
    if let FloorMove::Moved { closes, opens } = moves {
        tap = StoredTap { opened: opens.map(|_| TurnId(typed.id.0)), closed: closes, state: TapState::Moved, ..tap };
        if let Some(turn) = closes {
            store::end_turn(&mut seat.tx, turn, Some(at)).await?;
        }
        if let (Some(whose), Some(turn)) = (opens, tap.opened) {
            match store::open_turn(&mut seat.tx, practice, session, turn, whose, at).await {
                Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("turn_pkey")) => {
                    return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
                }
                other => other?,
            }
            store::call_hand(&mut seat.tx, session, whose, turn).await?;
        }
    }
    match store::insert_tap(&mut seat.tx, live, practice, session, &tap, at).await {
        // The id belongs to a row that this person cannot see.
        Err(error) if error.as_database_error().is_some_and(|e| e.constraint() == Some("tap_pkey")) => {
            return Ok(stage.refuse(&chrome, VoicesRefusal::SentBefore));
        }
        other => other?,
    }
    fingerprint::store_fingerprint(&mut seat.tx, typed.id, print).await?;
    if moves == FloorMove::Idle {
        let response = stage.unchanged(&chrome, &access, typed.id.0)?;
        access.seat.tx.commit().await?;
        return Ok(response);
    }
    stage.done(&app, &chrome, access, typed.id.0).await
}

/// The open turn that the sender expects. A console that tapped twice before the first answer arrived expects the turn that its own first
/// tap opened or found.
async fn expected_turn(stage: &FloorAccess, seat: &mut crate::group::GroupAccess<Staff>, typed: &str) -> Result<Option<TurnId>, Problem> {
    let Ok(id) = typed.parse::<Uuid>() else { return Ok(None) };
    if stage.floor.turns.iter().any(|turn| turn.id.0 == id) {
        return Ok(Some(TurnId(id)));
    }
    let found = store::tap(&mut seat.tx, stage.session, TapId(id)).await?.and_then(|tap| tap.opened);
    Ok(Some(found.unwrap_or(TurnId(id))))
}

/// Another staff member was faster: says who, and what they did.
async fn refuse_late_tap(
    chrome: &Chrome,
    stage: &FloorAccess,
    seat: &mut crate::group::GroupAccess<Staff>,
    speaker: Option<MembershipId>,
    refusal: VoicesRefusal,
) -> Result<Response, Problem> {
    let by = store::last_actor_on_floor(&mut seat.tx, stage.session).await?;
    let name = by.filter(|by| *by != seat.membership()).and_then(|by| stage.name(by));
    let words = match (name, speaker.and_then(|who| stage.name(who))) {
        (Some(by), Some(to)) => chrome.locale().message("voices-moved-to").arg("by", by).arg("to", to),
        (Some(by), None) => chrome.locale().message("voices-moved-paused").arg("by", by),
        (None, _) => chrome.locale().message(refusal.key()),
    };
    Ok(stage.refuse_in_words(chrome, refusal, words))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoTapForm {
    id: Uuid,
    /// The tap to undo.
    #[serde(default)]
    tap: String,
}

pub(super) async fn undo(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<UndoTapForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let stage = FloorAccess::lock(&app, seat, session).await?;
    let live = match stage.live() {
        Ok(live) => live,
        Err(refusal) => return Ok(stage.refuse(&chrome, refusal)),
    };
    let found = match typed.tap.parse::<TapId>() {
        Ok(id) => store::tap(&mut seat.tx, session, id).await?,
        Err(_) => None,
    };
    match (found, stage.floor.last_tap) {
        (Some(tap), _) if tap.state == TapState::Undone => stage.unchanged(&chrome, &access, typed.id),
        (Some(tap), Some(last)) if tap.id == last.id => {
            if let Some(turn) = last.opened {
                store::remove_turn(&mut seat.tx, turn).await?;
            }
            let closed = stage.floor.turns.iter().find(|turn| Some(turn.id) == last.closed);
            // A member who left does not get the floor back.
            if let Some(turn) = closed.filter(|turn| !stage.floor.is_gone(turn.whose)) {
                store::end_turn(&mut seat.tx, turn.id, None).await?;
            }
            store::undo_tap(&mut seat.tx, live, last.id).await?;
            stage.done(&app, &chrome, access, typed.id).await
        }
        _ => Ok(stage.refuse(&chrome, VoicesRefusal::NothingToUndo)),
    }
}
