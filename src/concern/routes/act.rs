//! Locks a concern for a change, records and publishes the change, and renders the table as it is now.

use std::ops::{Deref, DerefMut};

use crate::concern::anchors::ByConcern;
use crate::concern::store::{self, StoredConcern};
use crate::concern::table::{self, ConcernNames};
use crate::concern::{CONCERN, ConcernActor, ConcernId, SessionPhase, staff_fragment};
use crate::group;
use crate::group::GroupAccess;
use crate::group::access::RequiredRole;
use crate::kit::app_state::AppState;
use crate::kit::audit::AuditAction;
use crate::kit::events::Recipients;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, LiveAct};

/// A write to a locked concern, with what its rules need.
pub(super) struct ConcernAct<R> {
    pub act: LiveAct<R, ByConcern>,
    pub concern: StoredConcern,
    pub at: SessionPhase,
    pub actor: ConcernActor,
}

impl<R: RequiredRole> ConcernAct<R> {
    /// Locks the concern's row. A concern that the actor may not know of gives 404, as if it did not exist.
    pub(super) async fn lock(mut act: LiveAct<R, ByConcern>) -> Result<Self, Problem> {
        let tx = &mut act.access.tx;
        let at = store::session_phase(tx, act.session, act.locked.state()).await?;
        let concern = store::lock_concern(tx, &act.app.vault, ConcernId(act.subject)).await?.ok_or(Problem::NotFound)?;
        let actor = ConcernActor { me: act.access.membership(), role: act.access.role() };
        if concern.state.may_be_seen_by(actor, at) { Ok(Self { act, concern, at, actor }) } else { Err(Problem::NotFound) }
    }

    pub(super) fn changed(&mut self, to: Recipients) {
        let session = self.session.0;
        self.publish(CONCERN, session, to);
    }

    /// Records what staff did with the concern, or its author with a named one. The log holds nothing that an author does with a nameless
    /// concern.
    pub(super) async fn note(&mut self, action: AuditAction) -> Result<(), Problem> {
        let is_own = self.concern.state.author == self.actor.me || self.concern.state.laid_by == Some(self.actor.me);
        if is_own && !self.concern.state.named {
            return Ok(());
        }
        let id = self.concern.id.0;
        self.audit(action, id).await
    }

    /// The table as staff see it now.
    pub(super) async fn table(&mut self) -> Result<String, Problem> {
        let LiveAct { app, chrome, access, session, .. } = &mut self.act;
        let session = session::store::find(&mut access.tx, &app.vault, *session).await?.ok_or(Problem::NotFound)?;
        let names = names(app, access).await?;
        let table = table::of_session(&mut access.tx, &app.vault, &session, &names).await?;
        // Rendered for the whole audience: what only the therapist sees comes with "mine".
        let audience = Chrome::audience(chrome.locale(), chrome.reader.calendar, session.time_zone, chrome.now);
        Ok(staff_fragment(&audience, &table, &session)?)
    }
}

impl<R> Deref for ConcernAct<R> {
    type Target = LiveAct<R, ByConcern>;

    fn deref(&self) -> &Self::Target {
        &self.act
    }
}

impl<R> DerefMut for ConcernAct<R> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.act
    }
}

pub(super) async fn names<R: RequiredRole>(app: &AppState, access: &mut GroupAccess<R>) -> Result<ConcernNames, Problem> {
    let group = access.group();
    let people = group::store::memberships(&mut access.tx, &app.vault, group).await?;
    Ok(people.into_iter().map(|one| (one.id, one.name)).collect())
}
