//! What every write to the floor shares: the floor before and after, whom to notify, and the answer.

use std::ops::{Deref, DerefMut};

use axum::response::Response;
use uuid::Uuid;

use crate::group::access::RequiredRole;
use crate::group::{Membership, MembershipId, MembershipState};
use crate::kit::events::Recipients;
use crate::kit::web::Problem;
use crate::session::{self, Live, LiveAct, SessionAnchor};
use crate::voices::scene::{self, Floor};
use crate::voices::views::staff_fragment;
use crate::voices::{VOICES, VoicesRefusal, own};

/// A write to the floor: the floor before it, and the people of the group.
pub(super) struct FloorAct<R, On> {
    pub act: LiveAct<R, On>,
    pub floor: Floor,
    pub people: Vec<Membership>,
}

impl<R: RequiredRole, On: SessionAnchor> FloorAct<R, On> {
    /// Loads the floor of the locked session. The time is read after the lock, so that it increases from write to write.
    pub(super) async fn load(mut act: LiveAct<R, On>) -> Result<Self, Problem> {
        let (session, group) = (act.session, act.access.group());
        let LiveAct { access, app, .. } = &mut act;
        let floor = scene::load(&mut access.tx, &app.vault, session, app.clock.now()).await?.ok_or(Problem::NotFound)?;
        let people = session::substitution::store::people(&mut access.tx, &app.vault, group, session).await?;
        Ok(Self { act, floor, people })
    }

    /// The proof that the session is live, for writes that need it.
    pub(super) fn live(&self) -> Result<Live, VoicesRefusal> {
        self.locked.live().ok_or(VoicesRefusal::NotLive)
    }

    /// Refuses a person who left, is absent or sent regrets; everyone else may be present.
    pub(super) fn require_present(&self, who: MembershipId) -> Result<MembershipId, VoicesRefusal> {
        match self.floor.is_gone(who) {
            false => Ok(who),
            true if who == self.access.membership() => Err(VoicesRefusal::YouLeft),
            true => Err(VoicesRefusal::NotHere),
        }
    }

    /// Parses the id of an active membership of this group.
    pub(super) fn active_membership(&self, typed: &str) -> Result<&Membership, VoicesRefusal> {
        let id: MembershipId = typed.parse().map_err(|_| VoicesRefusal::NoSuchSeat)?;
        self.people.iter().find(|one| one.id == id && one.state == MembershipState::Active).ok_or(VoicesRefusal::NoSuchSeat)
    }

    /// The person for whom a write is. Members act for themselves, and their field is ignored; staff act for the member they name, or for
    /// themselves.
    pub(super) fn acting_for(&self, typed: &str) -> Result<MembershipId, VoicesRefusal> {
        if !self.access.role().is_staff() || typed.is_empty() {
            Ok(self.access.membership())
        } else {
            self.active_membership(typed).map(|one| one.id)
        }
    }

    pub(super) fn name(&self, who: MembershipId) -> Option<String> {
        self.people.iter().find(|one| one.id == who).and_then(|one| one.name.clone())
    }

    /// Publishes the change: to everyone, and to each person whose own line differs now. Returns the new floor.
    async fn publish_floor(&mut self) -> Result<Floor, Problem> {
        let session = self.session;
        let LiveAct { access, app, .. } = &mut self.act;
        let after = scene::load(&mut access.tx, &app.vault, session, app.clock.now()).await?.ok_or(Problem::NotFound)?;
        self.publish(VOICES, session.0, Recipients::Everyone);
        let (was, is) = (own::lines(&self.floor, &self.people), own::lines(&after, &self.people));
        for who in is.keys().filter(|who| was.get(who) != is.get(who)) {
            self.publish(VOICES, session.0, Recipients::Membership(who.0));
        }
        Ok(after)
    }

    /// Commits, publishes, and answers with the new floor.
    pub(super) async fn done(mut self, id: Uuid) -> Result<Response, Problem> {
        let after = self.publish_floor().await?;
        let fragment = self.fragment(&after)?;
        self.act.done(id, fragment).await
    }

    /// The same for a form of another page, which answers by itself.
    pub(super) async fn commit(mut self) -> Result<(), Problem> {
        self.publish_floor().await?;
        self.act.commit().await
    }

    /// The answer when nothing had to change.
    pub(super) fn unchanged(&self, id: Uuid) -> Result<Response, Problem> {
        Ok(self.act.unchanged(id, self.fragment(&self.floor)?))
    }

    /// Staff's scripts get the new regions; a member's are personal, and fetched.
    fn fragment(&self, floor: &Floor) -> Result<String, Problem> {
        if self.chrome.fragment && self.access.role().is_staff() {
            Ok(staff_fragment(&self.chrome, floor, &self.people)?)
        } else {
            Ok(String::new())
        }
    }
}

impl<R, On> Deref for FloorAct<R, On> {
    type Target = LiveAct<R, On>;

    fn deref(&self) -> &Self::Target {
        &self.act
    }
}

impl<R, On> DerefMut for FloorAct<R, On> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.act
    }
}

/// The age of a tap (ms) from its form; no number means no age.
pub(super) fn age(typed: &str) -> i64 {
    typed.trim().parse().unwrap_or(0)
}
