//! Routes of *I know this too*. No row names who answered, no screen changes with an answer, and the count is published only when staff
//! open the answers.

use super::act::ConcernAct;
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, store};
use crate::group::Member;
use crate::kit::web::prelude::*;
use crate::session::{LiveAct, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernAnswerForm {
    /// The outbox recognises its submission by this id; it is stored nowhere.
    #[serde(default)]
    id: String,
}

pub(super) async fn say(act: LiveAct<Member, ByConcern>, FormBody(form): FormBody<ConcernAnswerForm>) -> Result<Response, Problem> {
    let ConcernAct { mut act, concern, at, actor } = ConcernAct::lock(act).await?;
    let (session, practice) = (act.session, act.access.practice());
    let is_here = attendance::store::is_here_by_phone(&mut act.access.tx, session, actor.me).await?;
    let tag = store::tag(&mut act.access.tx, &act.app.vault, session, concern.id, actor.me).await?;
    concern.state.resonate(actor, at, is_here)?;
    store::say(&mut act.access.tx, practice, concern.id, &tag.ok_or(ConcernRefusal::Frozen)?).await?;
    act.audit_nameless(AuditAction::ConcernsAnsweredNameless).await?;
    act.unseen().done(form.id, String::new()).await
}

pub(super) async fn unsay(act: LiveAct<Member, ByConcern>, FormBody(form): FormBody<ConcernAnswerForm>) -> Result<Response, Problem> {
    let ConcernAct { mut act, concern, actor, .. } = ConcernAct::lock(act).await?;
    let tag = store::tag(&mut act.access.tx, &act.app.vault, act.session, concern.id, actor.me).await?;
    store::unsay(&mut act.access.tx, concern.id, &tag.ok_or(ConcernRefusal::Frozen)?).await?;
    act.unseen().done(form.id, String::new()).await
}
