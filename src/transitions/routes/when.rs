//! When a goodbye is said: in one of the sessions ahead, or now.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::group::actor::Actor;
use crate::group::own_membership::MembershipRef;
use crate::group::{GroupId, MembershipState};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::{self, Session, SessionId, SessionState};

/// How many sessions are offered for a goodbye.
const OFFERED: usize = 6;

/// The sessions in which a member could arrive or say goodbye, next first.
pub(super) async fn ahead(conn: &mut PgConnection, vault: &Vault, group: GroupId, now: DateTime<Utc>) -> Result<Vec<Session>, Error> {
    let mut all = session::store::of_groups(conn, vault, &[group.0]).await?;
    all.retain(|one| one.state == SessionState::Live || (one.state == SessionState::Planned && one.planned_end() > now));
    all.truncate(OFFERED);
    Ok(all)
}

/// When: in a session of this group, or now.
pub(super) enum TransitionTime {
    Now,
    In(Box<Session>),
}

impl TransitionTime {
    /// The chosen time; none when it is neither "now" nor one of these sessions.
    pub(super) fn read(typed: &str, sessions: &[Session]) -> Option<Self> {
        if typed == "now" {
            return Some(Self::Now);
        }
        let id: SessionId = typed.parse().ok()?;
        sessions.iter().find(|one| one.id == id).cloned().map(|one| Self::In(Box::new(one)))
    }
}

/// The actor's own membership.
pub(super) fn own_membership(actor: Actor) -> MembershipRef {
    let state = MembershipState::Active;
    MembershipRef {
        person: actor.person(),
        membership: actor.membership(),
        role: actor.role(),
        state,
        group: actor.group(),
        practice: actor.practice(),
    }
}
