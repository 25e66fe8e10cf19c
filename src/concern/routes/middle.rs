//! Staff routes: bring a concern to the middle, remove it, open its answers, count cards.

use super::act::ConcernAct;
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, store};
use crate::group::Staff;
use crate::kit::events::Recipients;
use crate::kit::text::plain;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

type MiddleAct = LiveAct<Staff, ByConcern>;

pub(super) async fn bring(act: MiddleAct, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, session) = (act.concern.id, act.session);
    // This is a step of staff: it releases what waits, so that the middle has the newest words.
    let released = act.at.live && store::release(act.tx(), session).await?;
    if let Err(refusal) = act.concern.state.bring(act.at) {
        if released {
            act.changed(Recipients::Staff);
        }
        act.act.commit().await?;
        return Err(refusal.into());
    }
    // A double click or a colleague may have brought it there already.
    if act.concern.state.in_middle {
        return act.unchanged_with_table().await;
    }
    store::bring(act.tx(), session, id).await?;
    act.done_with_table(AuditAction::ConcernBroughtToMiddle, Recipients::Everyone).await
}

pub(super) async fn leave(act: MiddleAct, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?.live()?;
    let session = act.session;
    // Another concern may be in the middle by now: that one stays.
    if act.concern.state.in_middle && store::leave(act.tx(), session).await? {
        return act.done_with_table(AuditAction::ConcernTakenFromMiddle, Recipients::Everyone).await;
    }
    act.unchanged_with_table().await
}

pub(super) async fn open(act: MiddleAct, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?.live()?;
    let (id, session) = (act.concern.id, act.session);
    if store::open(act.tx(), session, id).await? {
        return act.done_with_table(AuditAction::ConcernAnswersOpened, Recipients::Everyone).await;
    }
    act.unchanged_with_table().await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernCardsForm {
    cards: String,
}

pub(super) async fn count(act: MiddleAct, FormBody(form): FormBody<ConcernCardsForm>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, session) = (act.concern.id, act.session);
    let without_phone = store::without_phone(act.tx(), session).await?;
    let cards = plain(&form.cards).parse::<usize>().map_err(|_| ConcernRefusal::NoNumber)?;
    act.concern.state.count(act.at, cards, without_phone)?;
    if cards == act.concern.cards {
        return act.unchanged_with_table().await;
    }
    store::set_cards(act.tx(), id, cards).await?;
    act.done_with_table(AuditAction::ConcernCardsCounted, Recipients::Staff).await
}

impl ConcernAct<Staff> {
    fn live(self) -> Result<Self, ConcernRefusal> {
        if self.at.live { Ok(self) } else { Err(ConcernRefusal::NotLive) }
    }

    async fn done_with_table(mut self, action: AuditAction, to: Recipients) -> Result<Response, Problem> {
        self.note(action).await?;
        self.changed(to);
        let table = self.table().await?;
        self.act.done(self.concern.id, table).await
    }

    async fn unchanged_with_table(mut self) -> Result<Response, Problem> {
        let table = self.table().await?;
        Ok(self.unchanged(self.concern.id, table))
    }
}
