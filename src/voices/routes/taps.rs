//! Routes for a tap on the floor, and for undoing the last one.

use uuid::Uuid;

use super::floor_act::{FloorAct, age};
use crate::group::{self, AnyRole, MembershipId, Staff};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::refusal::Refusal;
use crate::kit::web::prelude::*;
use crate::session::{BySession, LiveAct};
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

pub(super) async fn tap(act: LiveAct<Staff>, content: FormContent, FormBody(typed): FormBody<TapForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let session = act.session;
    let (me, practice) = (act.access.membership(), act.access.practice());
    let owner = group::owner(practice, act.access.group());
    let print = content.fingerprint(&mut act.act.access.tx, &act.act.app.vault, owner).await?;
    if store::tap(act.tx(), session, typed.id).await?.is_some() {
        // A resend of the same tap: its answer was lost.
        let is_resend = fingerprint::is_resend(act.tx(), typed.id, print.as_ref()).await?;
        return if is_resend { act.unchanged(typed.id.0) } else { Err(SentBefore.into()) };
    }
    let live = act.live()?;
    let whose = match typed.whose.as_str() {
        "" => None,
        typed => Some(act.require_present(act.active_membership(typed)?.id)?),
    };
    let wish = FloorRequest { whose, expected: expected_turn(&mut act, &typed.open).await? };
    let open = act.floor.open().copied();
    let at = floor::made_at(act.floor.now, age(&typed.age), act.floor.window().from, &act.floor.turns);
    let mut tap = StoredTap { id: typed.id, by: me, opened: open.map(|turn| turn.id), closed: None, state: TapState::Idle };
    let moves = match floor::tap(open.as_ref(), wish) {
        Ok(moves) => moves,
        Err(refusal) => return Err(late_tap(&mut act, open.map(|turn| turn.whose), refusal).await?.into()),
    };
    if let FloorMove::Moved { closes, opens } = moves {
        tap = StoredTap { opened: opens.map(|_| TurnId(typed.id.0)), closed: closes, state: TapState::Moved, ..tap };
        if let Some(turn) = closes {
            store::end_turn(act.tx(), turn, Some(at)).await?;
        }
        if let (Some(whose), Some(turn)) = (opens, tap.opened) {
            free_id(store::open_turn(act.tx(), practice, session, turn, whose, at).await, "turn_pkey")?;
            store::call_hand(act.tx(), session, whose, turn).await?;
        }
    }
    free_id(store::insert_tap(act.tx(), live, practice, session, &tap, at).await, "tap_pkey")?;
    fingerprint::store_fingerprint(act.tx(), typed.id, print).await?;
    if moves == FloorMove::Idle {
        let answer = act.unchanged(typed.id.0)?;
        act.act.commit().await?;
        return Ok(answer);
    }
    act.done(typed.id.0).await
}

/// The open turn that the sender expects. A console that tapped twice before the first answer arrived expects the turn that its own first
/// tap opened or found.
async fn expected_turn(act: &mut FloorAct<Staff, BySession>, typed: &str) -> Result<Option<TurnId>, Problem> {
    let Ok(id) = typed.parse::<Uuid>() else { return Ok(None) };
    if act.floor.turns.iter().any(|turn| turn.id.0 == id) {
        return Ok(Some(TurnId(id)));
    }
    let found = store::tap(&mut act.act.access.tx, act.act.session, TapId(id)).await?.and_then(|tap| tap.opened);
    Ok(Some(found.unwrap_or(TurnId(id))))
}

/// Another staff member was faster: says who, and what they did.
async fn late_tap(act: &mut FloorAct<Staff, BySession>, speaker: Option<MembershipId>, refusal: VoicesRefusal) -> Result<Refused, Problem> {
    let session = act.session;
    let by = store::last_actor_on_floor(act.tx(), session).await?;
    let name = by.filter(|by| *by != act.access.membership()).and_then(|by| act.name(by));
    let words = match (name, speaker.and_then(|who| act.name(who))) {
        (Some(by), Some(to)) => act.chrome.locale().message("voices-moved-to").arg("by", by).arg("to", to),
        (Some(by), None) => act.chrome.locale().message("voices-moved-paused").arg("by", by),
        (None, _) => act.chrome.locale().message(refusal.key()),
    };
    Ok(Refused::with_message(&refusal, words))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FinishForm {
    id: TapId,
    /// The time since the speaker said so (ms).
    #[serde(default)]
    age: String,
}

/// The speaker ends their own turn. It counts as a tap, so that staff can undo it. Where the floor is no longer theirs, or is theirs again
/// since, nothing changes.
pub(super) async fn finish(act: LiveAct<AnyRole>, FormBody(typed): FormBody<FinishForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, me, practice) = (act.session, act.access.membership(), act.access.practice());
    let live = act.live()?;
    let (now, from, age) = (act.floor.now, act.floor.window().from, age(&typed.age));
    let said_at = floor::made_at(now, age, from, &[]);
    let own = act.floor.open().copied().filter(|turn| turn.whose == me && turn.started_at <= said_at);
    let Some(turn) = own else { return act.unchanged(typed.id.0) };
    if store::tap(act.tx(), session, typed.id).await?.is_some() {
        return act.unchanged(typed.id.0);
    }
    let at = floor::made_at(now, age, from, &act.floor.turns);
    store::end_turn(act.tx(), turn.id, Some(at)).await?;
    let tap = StoredTap { id: typed.id, by: me, opened: None, closed: Some(turn.id), state: TapState::Moved };
    free_id(store::insert_tap(act.tx(), live, practice, session, &tap, at).await, "tap_pkey")?;
    act.done(typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoTapForm {
    id: Uuid,
    /// The tap to undo.
    #[serde(default)]
    tap: String,
}

pub(super) async fn undo(act: LiveAct<Staff>, FormBody(typed): FormBody<UndoTapForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let session = act.session;
    let live = act.live()?;
    let found = match typed.tap.parse::<TapId>() {
        Ok(id) => store::tap(act.tx(), session, id).await?,
        Err(_) => None,
    };
    match (found, act.floor.last_tap) {
        (Some(tap), _) if tap.state == TapState::Undone => act.unchanged(typed.id),
        (Some(tap), Some(last)) if tap.id == last.id => {
            if let Some(turn) = last.opened {
                store::remove_turn(act.tx(), turn).await?;
            }
            let closed = act.floor.turns.iter().find(|turn| Some(turn.id) == last.closed).copied();
            // A member who left does not get the floor back.
            if let Some(turn) = closed.filter(|turn| !act.floor.is_gone(turn.whose)) {
                store::end_turn(act.tx(), turn.id, None).await?;
            }
            store::undo_tap(act.tx(), live, last.id).await?;
            act.done(typed.id).await
        }
        _ => Err(VoicesRefusal::NothingToUndo.into()),
    }
}
