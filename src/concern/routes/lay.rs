//! Routes for laying a concern, for oneself or for a member.

use crate::concern::store;
use crate::concern::{CONCERN, CONCERN_LIMIT, ConcernId, ConcernRefusal};
use crate::group::{self, AnyRole};
use crate::kit::events::Recipients;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::session::{LiveAct, SessionState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernForm {
    id: ConcernId,
    text: String,
    /// `name` or `nameless`; nothing is chosen at first.
    #[serde(default)]
    whose: String,
    /// The member for whom staff lay it; empty for themselves.
    #[serde(default)]
    member: String,
    #[serde(default)]
    tender: bool,
}

pub(super) async fn lay(
    mut act: LiveAct<AnyRole>,
    content: FormContent,
    FormBody(form): FormBody<ConcernForm>,
) -> Result<Response, Problem> {
    let text = clean_paragraphs(&form.text, CONCERN_LIMIT)?;
    let (actor, session) = (act.access.actor(), act.session);
    if let Some(earlier) = store::lock_concern(&mut act.access.tx, &act.app.vault, form.id).await? {
        // A resend of the same form: an answer was lost, or a button pressed twice. Any other concern with this id is not ours to change.
        let owner = group::membership_owner(actor.practice(), earlier.state.author);
        let print = content.fingerprint(&mut act.access.tx, &act.app.vault, owner).await?;
        let is_resend = fingerprint::is_resend(&mut act.access.tx, form.id, print.as_ref()).await?;
        return if is_resend { Ok(act.unchanged(form.id, String::new())) } else { Err(SentBefore.into()) };
    }
    if act.state() != SessionState::Live {
        return Err(ConcernRefusal::NotLive.into());
    }
    let named = match form.whose.as_str() {
        "name" => true,
        "nameless" => false,
        _ => return Err(ConcernRefusal::NoChoice.into()),
    };
    let member = act.on_behalf_of(&form.member).await?;
    let new = crate::concern::lay(actor.membership(), actor.role(), member, named)?;
    let at = store::session_phase(&mut act.access.tx, session, act.locked.state()).await?;
    let stored = store::add(&mut act.access.tx, &act.app.vault, actor, session, at, form.id, &text, new, form.tender).await;
    let listed = free_id(stored, "concern_pkey")?;
    let owner = group::membership_owner(actor.practice(), new.author);
    let print = content.fingerprint(&mut act.access.tx, &act.app.vault, owner).await?;
    fingerprint::store_fingerprint(&mut act.access.tx, form.id, print).await?;
    if !named {
        store::notify_therapists(&mut act.access.tx, actor.practice(), session).await?;
    }
    if listed {
        act.publish(CONCERN, session.0, Recipients::Staff);
    }
    if named && new.laid_by.is_some() {
        act.publish(CONCERN, session.0, Recipients::Membership(new.author.0));
    }
    // Who laid which concern if it is named; else only that there was one: a single entry for the whole session.
    if named {
        act.audit(AuditAction::ConcernLaid, form.id.0).await?;
    } else {
        act.audit_nameless(AuditAction::ConcernsLaidNameless).await?;
    }
    act.done(form.id, String::new()).await
}
