//! The one shape of a write to a session: the proof of access, the locked session row, the changes to publish, and the answer.

use std::fmt::Display;
use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::access::{BySession, SessionAccess, SessionAnchor};
use super::store::{self, LockedSession};
use super::{SessionId, SessionState, attendance};
use crate::group::access::RequiredRole;
use crate::group::{self, GroupAccess, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;
use crate::kit::web::kept::{KEPT, with_header};
use crate::kit::web::prelude::*;

/// Why staff cannot act for the member they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnBehalfRefusal {
    /// No active member of the group has this id.
    NoSuchMember,
    /// They have left the session.
    NotHere,
}

impl Refusal for OnBehalfRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NoSuchMember => key!("behalf-no-such-member"),
            Self::NotHere => attendance::not_here(),
        }
    }
}

/// A write to a session by a person in the role `R`, found by the id of `On`. The session's row is locked, so that writes to a session run
/// one after another. Nothing is stored before [`done`](Self::done) or [`commit`](Self::commit).
pub struct LiveAct<R, On = BySession> {
    pub app: AppState,
    pub chrome: Chrome,
    pub access: GroupAccess<R>,
    pub session: SessionId,
    /// The id in the path.
    pub subject: Uuid,
    pub locked: LockedSession,
    changes: Vec<EventChange>,
    wakes: bool,
    on: PhantomData<fn() -> On>,
}

impl<R: RequiredRole, On: SessionAnchor> LiveAct<R, On> {
    /// Locks the row of a session to which access was proved.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the session was removed meanwhile.
    pub async fn new(app: AppState, chrome: Chrome, access: SessionAccess<R, On>) -> Result<Self, Problem> {
        let (session, subject) = (access.session(), access.found_by());
        let mut access = access.group_access;
        let locked = store::lock(&mut access.tx, session).await?.ok_or(Problem::NotFound)?;
        Ok(Self { app, chrome, access, session, subject, locked, changes: Vec::new(), wakes: true, on: PhantomData })
    }

    pub fn tx(&mut self) -> &mut Tx {
        &mut self.access.tx
    }

    pub fn state(&self) -> SessionState {
        self.locked.state()
    }

    /// Publishes a change with the commit.
    pub fn publish(&mut self, kind: &'static str, subject: Uuid, to: Recipients) {
        self.changes.push(EventChange { kind, subject, to });
    }

    /// Records in the audit log that the actor did this.
    pub async fn audit(&mut self, action: AuditAction, subject: Uuid) -> Result<(), Problem> {
        self.access.audit(action, subject, self.chrome.now).await
    }

    /// Records in the audit log that this was done in the session, once and without a name.
    pub async fn audit_nameless(&mut self, action: AuditAction) -> Result<(), Problem> {
        let entry = AuditEntry { practice: self.access.practice().0, actor: None, action, subject: self.session.0 };
        Ok(audit::record_once(&mut self.access.tx, entry, self.chrome.now).await?)
    }

    /// The active member for whom staff act, by the id that their form names; `None` when it names nobody. A member acts for themselves,
    /// so their field is ignored.
    pub async fn on_behalf_of(&mut self, named: &str) -> Result<Option<MembershipId>, Problem> {
        if !self.access.role().is_staff() || named.is_empty() {
            return Ok(None);
        }
        let id: MembershipId = named.parse().map_err(|_| OnBehalfRefusal::NoSuchMember)?;
        let group = self.access.group();
        let found = group::store::lock_membership(self.tx(), group, id).await?;
        if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
            return Err(OnBehalfRefusal::NoSuchMember.into());
        }
        let session = self.session;
        if attendance::store::is_gone(self.tx(), session, id).await? { Err(OnBehalfRefusal::NotHere.into()) } else { Ok(Some(id)) }
    }

    /// Wakes no page with the commit: for a write that no page shows, so that nothing visible coincides with it.
    pub fn unseen(mut self) -> Self {
        self.wakes = false;
        self
    }

    /// Commits, publishes and wakes the session's pages.
    pub async fn commit(self) -> Result<(), Problem> {
        let Self { app, mut access, session, changes, wakes, .. } = self;
        let practice = access.practice().0;
        for change in changes {
            events::record(&mut access.tx, practice, session.0, change).await?;
        }
        access.tx.commit().await?;
        if wakes {
            app.events.wake(session.0);
        }
        Ok(())
    }

    /// Commits, and answers that the form `id` is stored. `fragment` is what a script gets; a browser without one returns to its page.
    pub async fn done(self, id: impl Display, fragment: String) -> Result<Response, Problem> {
        let answer = self.unchanged(id, fragment);
        self.commit().await?;
        Ok(answer)
    }

    /// The page of the session that the form was sent from.
    fn page(&self) -> String {
        let session = format!("/sessions/{}", self.session);
        if self.chrome.page.starts_with(&session) { self.chrome.page.clone() } else { format!("{session}/live") }
    }

    /// The answer when the form `id` was stored before, or changes nothing.
    pub fn unchanged(&self, id: impl Display, fragment: String) -> Response {
        if !self.chrome.fragment {
            return Redirect::to(&self.page()).into_response();
        }
        let response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], fragment).into_response();
        with_header(response, KEPT, id)
    }
}

impl<R: RequiredRole, On: SessionAnchor> FromRequestParts<AppState> for LiveAct<R, On> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let access = SessionAccess::from_request_parts(parts, app).await?;
        let Ok(chrome) = Chrome::from_request_parts(parts, app).await;
        Self::new(app.clone(), chrome, access).await
    }
}
