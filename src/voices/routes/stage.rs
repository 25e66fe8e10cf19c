//! What every act here has in common: the session's row held, the floor before and after, who is told what, and the answer.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::group::seat::RequiredRole;
use crate::group::{GroupAccess, Membership, MembershipId, MembershipState};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, Live, SessionAccess, SessionAnchor, SessionId};
use crate::voices::scene::{self, Floor};
use crate::voices::views::{Refused, StaffFragments, VoicesRefusedPage};
use crate::voices::{VOICES, VoicesRefusal, own, picture};

/// By this header a script knows that its form was kept, and which.
const KEPT: &str = "hamdel-kept";

/// The floor as it stood before an act, and the people of the group.
pub(super) struct FloorAccess {
    pub session: SessionId,
    pub floor: Floor,
    live: Option<Live>,
    pub people: Vec<Membership>,
}

impl FloorAccess {
    /// Holds the session's row: from here on nobody else acts in it. The time is read afterwards, so that it runs on from act to act.
    pub(super) async fn set<R: RequiredRole>(house: &AppState, seat: &mut GroupAccess<R>, session: SessionId) -> Result<Self, Problem> {
        let live = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.live();
        let group = seat.group();
        let floor = scene::load(&mut seat.tx, &house.vault, session, house.clock.now()).await?.ok_or(Problem::NotFound)?;
        let people = session::substitution::store::people(&mut seat.tx, &house.vault, group, session).await?;
        Ok(Self { session, floor, live, people })
    }

    /// The proof that the session is live, for what belongs to a live one.
    pub(super) fn live(&self) -> Result<Live, VoicesRefusal> {
        self.live.ok_or(VoicesRefusal::NotLive)
    }

    /// Somebody who is here, or may be: who left, is absent or sent regrets is not.
    pub(super) fn here<R: RequiredRole>(&self, seat: &GroupAccess<R>, who: MembershipId) -> Result<MembershipId, VoicesRefusal> {
        match self.floor.is_gone(who) {
            false => Ok(who),
            true if who == seat.membership() => Err(VoicesRefusal::YouLeft),
            true => Err(VoicesRefusal::NotHere),
        }
    }

    /// An active seat of this group, as it was typed.
    pub(super) fn seat(&self, typed: &str) -> Result<&Membership, VoicesRefusal> {
        let id: MembershipId = typed.parse().map_err(|_| VoicesRefusal::NoSuchSeat)?;
        self.people.iter().find(|one| one.id == id && one.state == MembershipState::Active).ok_or(VoicesRefusal::NoSuchSeat)
    }

    /// Whom an act is for: members act for themselves, whatever they send; staff for whom they name, or for themselves.
    pub(super) fn whose<R: RequiredRole>(&self, seat: &GroupAccess<R>, typed: &str) -> Result<MembershipId, VoicesRefusal> {
        if !seat.role().is_staff() || typed.is_empty() { Ok(seat.membership()) } else { self.seat(typed).map(|one| one.id) }
    }

    /// Somebody's name here.
    pub(super) fn name(&self, who: MembershipId) -> Option<String> {
        self.people.iter().find(|one| one.id == who).and_then(|one| one.name.clone())
    }

    /// Writes into the change log what the act has changed: for all, and for each person whose own line is another now.
    pub(super) async fn tell(&self, house: &AppState, tx: &mut Tx, practice: Uuid) -> Result<Floor, Problem> {
        let session = self.session.0;
        relay::record(tx, practice, session, EventChange { kind: VOICES, subject: session, to: Recipients::Everyone }).await?;
        let after = scene::load(tx, &house.vault, self.session, house.clock.now()).await?.ok_or(Problem::NotFound)?;
        let (was, is) = (own::lines(&self.floor, &self.people), own::lines(&after, &self.people));
        for who in is.keys().filter(|who| was.get(who) != is.get(who)) {
            relay::record(tx, practice, session, EventChange { kind: VOICES, subject: session, to: Recipients::Seat(who.0) }).await?;
        }
        Ok(after)
    }

    /// Keeps an act, tells of it, and answers with how things stand now.
    pub(super) async fn done<R: RequiredRole, A: SessionAnchor>(
        self,
        house: &AppState,
        chrome: &Chrome,
        mut here: SessionAccess<R, A>,
        id: Uuid,
    ) -> Result<Response, Problem> {
        let practice = here.seat.practice().0;
        let after = self.tell(house, &mut here.seat.tx, practice).await?;
        let response = kept(chrome, &after, &self.people, here.seat.role().is_staff(), id)?;
        here.seat.tx.commit().await?;
        house.relay.nudge(self.session.0);
        Ok(response)
    }

    /// It is so already: the answer without an act.
    pub(super) fn as_it_is<R: RequiredRole, A: SessionAnchor>(
        &self,
        chrome: &Chrome,
        here: &SessionAccess<R, A>,
        id: Uuid,
    ) -> Result<Response, Problem> {
        kept(chrome, &self.floor, &self.people, here.seat.role().is_staff(), id)
    }

    /// A refusal in words: beside the form for a script, else on a page of its own.
    pub(super) fn refuse(&self, chrome: &Chrome, refusal: VoicesRefusal) -> Response {
        self.refuse_in_words(chrome, refusal, chrome.locale().message(refusal.key()))
    }

    /// The same in other words.
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

/// A script gets the regions as they stand (staff; a member's are personal and fetched), a browser is sent back to the session.
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

/// The age of a tap (ms) as its form carries it; what is no number is no age.
pub(super) fn age(typed: &str) -> i64 {
    typed.trim().parse().unwrap_or(0)
}
