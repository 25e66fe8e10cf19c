//! Routes for raising and lowering a hand, for oneself or for a member without a phone.

use uuid::Uuid;

use super::floor_act::{FloorAct, age};
use crate::group::{self, AnyRole};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::web::prelude::*;
use crate::session::LiveAct;
use crate::voices::queue::RaisedHand;
use crate::voices::{HandId, HandKind, floor, store};

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
    act: LiveAct<AnyRole>,
    content: FormContent,
    FormBody(typed): FormBody<RaiseHandForm>,
) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let session = act.session;
    let owner = group::owner(act.access.practice(), act.access.group());
    let print = content.fingerprint(&mut act.act.access.tx, &act.act.app.vault, owner).await?;
    if store::owner_of_hand(act.tx(), session, typed.id).await?.is_some() {
        // A resend of the same hand: it was raised, and may be lowered since.
        let is_resend = fingerprint::is_resend(act.tx(), typed.id, print.as_ref()).await?;
        return if is_resend { act.unchanged(typed.id.0) } else { Err(SentBefore.into()) };
    }
    let whose = act.acting_for(&typed.whose).and_then(|whose| act.require_present(whose));
    let (live, whose) = act.live().and_then(|live| Ok((live, whose?)))?;
    let raised_at = floor::made_at(act.floor.now, age(&typed.age), act.floor.window().from, &[]);
    let by = Some(act.access.membership()).filter(|by| *by != whose);
    let hand = RaisedHand { id: typed.id, whose, kind: typed.kind, raised_at, on_behalf: by.is_some() };
    let practice = act.access.practice();
    free_id(store::raise_hand(act.tx(), live, practice, session, &hand, by).await, "hand_pkey")?;
    fingerprint::store_fingerprint(act.tx(), typed.id, print).await?;
    act.done(typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LowerHandForm {
    id: Uuid,
    /// The member whose hand staff lower.
    #[serde(default)]
    whose: String,
}

pub(super) async fn lower(act: LiveAct<AnyRole>, FormBody(typed): FormBody<LowerHandForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, now) = (act.session, act.floor.now);
    let whose = act.acting_for(&typed.whose)?;
    act.live()?;
    if !store::lower_hands(act.tx(), session, Some(&[whose]), now).await? {
        return act.unchanged(typed.id);
    }
    act.done(typed.id).await
}
