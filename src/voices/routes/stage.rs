//! What every action here shares: the locked session row, the floor before and after, whom to notify, and the response.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::group::access::RequiredRole;
use crate::group::{GroupAccess, Membership, MembershipId, MembershipState};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::Message;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, Live, SessionAccess, SessionAnchor, SessionId};
use crate::voices::scene::{self, Floor};
use crate::voices::views::{Refused, StaffFragments, VoicesRefusedPage};
use crate::voices::{VOICES, VoicesRefusal, own, picture};

/// The header that tells a script that its form was stored, and which.
const KEPT: &str = "hamdel-kept";

/// The floor before an action, and the people of the group.
pub(super) struct FloorAccess {
    pub session: SessionId,
    pub floor: Floor,
    live: Option<Live>,
    pub people: Vec<Membership>,
}

impl FloorAccess {
    /// Locks the session's row, so that actions in a session run one after another. The time is read after the lock, so that it increases
    /// from action to action.
    pub(super) async fn lock<R: RequiredRole>(app: &AppState, seat: &mut GroupAccess<R>, session: SessionId) -> Result<Self, Problem> {
        let live = session::store::lock(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.live();
        let group = seat.group();
        let floor = scene::load(&mut seat.tx, &app.vault, session, app.clock.now()).await?.ok_or(Problem::NotFound)?;
        let people = session::substitution::store::people(&mut seat.tx, &app.vault, group, session).await?;
        Ok(Self { session, floor, live, people })
    }

    /// The proof that the session is live, for actions that need it.
    pub(super) fn live(&self) -> Result<Live, VoicesRefusal> {
        self.live.ok_or(VoicesRefusal::NotLive)
    }

    /// Refuses a person who left, is absent or sent regrets; everyone else may be present.
    pub(super) fn require_present<R: RequiredRole>(&self, seat: &GroupAccess<R>, who: MembershipId) -> Result<MembershipId, VoicesRefusal> {
        match self.floor.is_gone(who) {
            false => Ok(who),
            true if who == seat.membership() => Err(VoicesRefusal::YouLeft),
            true => Err(VoicesRefusal::NotHere),
        }
    }

    /// Parses the id of an active membership of this group.
    pub(super) fn active_membership(&self, typed: &str) -> Result<&Membership, VoicesRefusal> {
        let id: MembershipId = typed.parse().map_err(|_| VoicesRefusal::NoSuchSeat)?;
        self.people.iter().find(|one| one.id == id && one.state == MembershipState::Active).ok_or(VoicesRefusal::NoSuchSeat)
    }

    /// The person for whom an action is: members act for themselves, whatever they send; staff for the member they name, or for themselves.
    pub(super) fn acting_for<R: RequiredRole>(&self, seat: &GroupAccess<R>, typed: &str) -> Result<MembershipId, VoicesRefusal> {
        if !seat.role().is_staff() || typed.is_empty() { Ok(seat.membership()) } else { self.active_membership(typed).map(|one| one.id) }
    }

    pub(super) fn name(&self, who: MembershipId) -> Option<String> {
        self.people.iter().find(|one| one.id == who).and_then(|one| one.name.clone())
    }

    /// Records the change in the event log: for everyone, and for each person whose own line differs now. Returns the new floor.
    pub(super) async fn publish(&self, app: &AppState, tx: &mut Tx, practice: Uuid) -> Result<Floor, Problem> {
        let session = self.session.0;
        events::record(tx, practice, session, EventChange { kind: VOICES, subject: session, to: Recipients::Everyone }).await?;
        let after = scene::load(tx, &app.vault, self.session, app.clock.now()).await?.ok_or(Problem::NotFound)?;
        let (was, is) = (own::lines(&self.floor, &self.people), own::lines(&after, &self.people));
        for who in is.keys().filter(|who| was.get(who) != is.get(who)) {
            events::record(tx, practice, session, EventChange { kind: VOICES, subject: session, to: Recipients::Seat(who.0) }).await?;
        }
        Ok(after)
    }

    /// Commits an action, publishes it, and responds with the new state.
    pub(super) async fn done<R: RequiredRole, A: SessionAnchor>(
        self,
        app: &AppState,
        chrome: &Chrome,
        mut access: SessionAccess<R, A>,
        id: Uuid,
    ) -> Result<Response, Problem> {
        let practice = access.seat.practice().0;
        let after = self.publish(app, &mut access.seat.tx, practice).await?;
        let response = kept(chrome, &after, &self.people, access.seat.role().is_staff(), id)?;
        access.seat.tx.commit().await?;
        app.events.wake(self.session.0);
        Ok(response)
    }

    /// The response when nothing had to change.
    pub(super) fn unchanged<R: RequiredRole, A: SessionAnchor>(
        &self,
        chrome: &Chrome,
        access: &SessionAccess<R, A>,
        id: Uuid,
    ) -> Result<Response, Problem> {
        kept(chrome, &self.floor, &self.people, access.seat.role().is_staff(), id)
    }

    /// A refusal: beside the form for a script, else on a page of its own.
    pub(super) fn refuse(&self, chrome: &Chrome, refusal: VoicesRefusal) -> Response {
        self.refuse_in_words(chrome, refusal, chrome.locale().message(refusal.key()))
    }

    /// A refusal with a text of its own.
    pub(super) fn refuse_in_words(&self, chrome: &Chrome, refusal: VoicesRefusal, words: Message) -> Response {
        let changed_meanwhile = matches!(
            refusal,
            VoicesRefusal::Moved
                | VoicesRefusal::NothingToUndo
                | VoicesRefusal::Changed
                | VoicesRefusal::Waiting
                | VoicesRefusal::SentBefore
        );
        let status = if changed_meanwhile { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        if chrome.fragment {
            return chrome.page_with(status, &Refused { words: words.to_string() });
        }
        chrome.page_with(status, &VoicesRefusedPage { words, back: format!("/sessions/{}/live", self.session) })
    }
}

/// Staff's scripts get the new regions (a member's are personal, and fetched); browsers without a script are redirected to the session.
fn kept(chrome: &Chrome, floor: &Floor, people: &[Membership], staff: bool, id: Uuid) -> Result<Response, Problem> {
    if !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{}/live", floor.session)).into_response());
    }
    let html =
        if staff { chrome.render(&StaffFragments { voices: picture::draw(floor, people) }).map_err(Error::Page)? } else { String::new() };
    let mut response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], html).into_response();
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(KEPT, id);
    }
    Ok(response)
}

/// The age of a tap (ms) from its form; no number means no age.
pub(super) fn age(typed: &str) -> i64 {
    typed.trim().parse().unwrap_or(0)
}
