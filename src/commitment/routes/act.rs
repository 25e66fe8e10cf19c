//! A write to a commitment, which is seldom one of the live session: locks, the audit entry, and whom to notify.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::one;
use crate::commitment::anchors::ByCommitment;
use crate::commitment::{COMMITMENT, Commitment, CommitmentId, TAKEN_HOME, store};
use crate::group::{AnyRole, GroupAccess};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::web::prelude::*;
use crate::session::{self, LockedSession, SessionAccess, SessionId};

crate::coded! {
    /// The page of a form, to which its reader returns.
    #[derive(Default)]
    pub(super) enum FormOrigin {
        Home = "home",
        /// The live session.
        Live = "live",
        #[default]
        Page = "page",
    }
}

/// A write to a locked commitment, and the group's live session, if any.
pub(super) struct CommitmentAct {
    pub app: AppState,
    pub chrome: Chrome,
    pub access: GroupAccess<AnyRole>,
    pub found: Commitment,
    live: Option<SessionId>,
}

impl FromRequestParts<AppState> for CommitmentAct {
    type Rejection = Problem;

    /// Locks the live session's row, as every live write does first, then the commitment's row.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let access = SessionAccess::<AnyRole, ByCommitment>::from_request_parts(parts, app).await?;
        let Ok(chrome) = Chrome::from_request_parts(parts, app).await;
        let (id, mut access) = (CommitmentId(access.found_by()), access.group_access);
        let live = lock_live_session(&mut access).await?;
        store::lock_commitment(&mut access.tx, id).await?;
        let found = one::load_visible(app, &mut access, id).await?;
        Ok(Self { app: app.clone(), chrome, access, found, live })
    }
}

async fn lock_live_session(access: &mut GroupAccess<AnyRole>) -> Result<Option<SessionId>, Problem> {
    let group = access.group();
    let Some(live) = events::live_of(&mut access.tx, group.0).await?.map(SessionId) else { return Ok(None) };
    // The session may have ended while we waited for the lock.
    let locked = session::store::lock(&mut access.tx, live).await?;
    Ok(locked.and_then(LockedSession::live).map(|_| live))
}

impl CommitmentAct {
    /// Records the change, publishes it to the live session's screens and the owner's own, and commits.
    pub(super) async fn done(self, action: AuditAction, back: FormOrigin) -> Result<Response, Problem> {
        let answer = self.unchanged(back);
        let Self { app, chrome, mut access, found, live } = self;
        let practice = access.practice().0;
        access.audit(action, found.id.0, chrome.now).await?;
        if let Some(live) = live {
            let kind = if live == found.session { COMMITMENT } else { TAKEN_HOME };
            for to in [Recipients::Everyone, Recipients::Membership(found.owner.0)] {
                events::record(&mut access.tx, practice, live.0, EventChange { kind, subject: live.0, to }).await?;
            }
        }
        access.tx.commit().await?;
        if let Some(live) = live {
            app.events.wake(live.0);
        }
        Ok(answer)
    }

    /// The answer when nothing had to change.
    pub(super) fn unchanged(&self, back: FormOrigin) -> Response {
        if self.chrome.fragment {
            return StatusCode::OK.into_response();
        }
        let path = match (back, self.live) {
            (FormOrigin::Home, _) => "/#commitments".to_owned(),
            (FormOrigin::Live, Some(live)) => format!("/sessions/{live}/live"),
            (FormOrigin::Live | FormOrigin::Page, _) => format!("/commitments/{}", self.found.id),
        };
        Redirect::to(&path).into_response()
    }
}
