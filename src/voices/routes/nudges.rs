//! Routes for a kind word to one phone, and for its answer.

use uuid::Uuid;

use super::floor_act::FloorAct;
use crate::group::{AnyRole, Role, Staff};
use crate::kit::web::prelude::*;
use crate::session::LiveAct;
use crate::voices::anchors::ByNudge;
use crate::voices::store::{self, Nudge};
use crate::voices::{NudgeId, VoicesRefusal, choices};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeForm {
    id: NudgeId,
    whom: String,
    /// The code of a built-in kind word, or the id of one of the practice's own.
    kind: String,
}

pub(super) async fn send(act: LiveAct<Staff>, FormBody(typed): FormBody<NudgeForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let session = act.session;
    let (me, practice) = (act.access.membership(), act.access.practice());
    if let Some(earlier) = act.floor.nudges.iter().find(|nudge| nudge.id == typed.id) {
        // A resend of the same word, to a member who may have left since.
        let same = (Some(earlier.to), earlier.by, earlier.word.code()) == (typed.whom.parse().ok(), me, typed.kind);
        return if same { act.unchanged(typed.id.0) } else { Err(SentBefore.into()) };
    }
    let to = match act.active_membership(&typed.whom)? {
        one if one.role != Role::Member => return Err(VoicesRefusal::NoSuchSeat.into()),
        one if one.person.is_none() => return Err(VoicesRefusal::NoPhone.into()),
        one => one.id,
    };
    let live = act.live().and_then(|live| act.require_present(to).map(|_| live))?;
    let Some(word) = choices(&act.floor.words).into_iter().find(|word| word.code() == typed.kind) else {
        return Err(VoicesRefusal::NoSuchWord.into());
    };
    if act.floor.waiting().any(|nudge| nudge.to == to) {
        return Err(VoicesRefusal::Waiting.into());
    }
    let nudge = Nudge { id: typed.id, to, by: me, word, sent_at: act.floor.now, answered_at: None };
    free_id(store::send_nudge(act.tx(), live, practice, session, &nudge).await, "nudge_pkey")?;
    act.done(typed.id.0).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NudgeAnswerForm {
    id: Uuid,
}

pub(super) async fn answer(act: LiveAct<AnyRole, ByNudge>, FormBody(typed): FormBody<NudgeAnswerForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (id, me, now) = (NudgeId(act.subject), act.access.membership(), act.floor.now);
    // A word to another member gives 404, for staff too.
    act.floor.nudges.iter().find(|nudge| nudge.id == id && nudge.to == me).ok_or(Problem::NotFound)?;
    if !store::answer_nudge(act.tx(), id, now).await? {
        return act.unchanged(typed.id);
    }
    act.done(typed.id).await
}
