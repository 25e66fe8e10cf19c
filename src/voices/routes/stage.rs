//! What every act here has in common: the session's row held, the floor before and after, who is told what, and the answer.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::group::seat::Needs;
use crate::group::{Membership, MembershipId, MembershipState, Seat};
use crate::kit::db::Tx;
use crate::kit::failure::Failure;
use crate::kit::house::House;
use crate::kit::locale::Message;
use crate::kit::relay::{self, Change, To};
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, Anchor, InSession, Live, SessionId};
use crate::voices::scene::{self, Floor};
use crate::voices::views::{Refused, RefusedPage, Told};
use crate::voices::{Refusal, VOICES, own, picture};

/// By this header a script knows that its form was kept, and which.
const KEPT: &str = "hamdel-kept";

/// The floor as it stood before an act, and the people of the group.
pub(super) struct Stage {
    pub session: SessionId,
    pub floor: Floor,
    live: Option<Live>,
    pub people: Vec<Membership>,
}

impl Stage {
    /// Holds the session's row: from here on nobody else acts in it. The time is read afterwards, so that it runs on from act to act.
    pub(super) async fn set<R: Needs>(house: &House, seat: &mut Seat<R>, session: SessionId) -> Result<Self, Problem> {
        let live = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.live();
        let group = seat.group();
        let floor = scene::load(&mut seat.tx, &house.vault, session, house.clock.now()).await?.ok_or(Problem::NotFound)?;
        let people = session::substitution::store::people(&mut seat.tx, &house.vault, group, session).await?;
        Ok(Self { session, floor, live, people })
    }

    /// The proof that the session is live, for what belongs to a live one.
    pub(super) fn live(&self) -> Result<Live, Refusal> {
        self.live.ok_or(Refusal::NotLive)
    }

    /// Somebody who is here, or may be: who left, is absent or sent regrets is not.
    pub(super) fn here<R: Needs>(&self, seat: &Seat<R>, who: MembershipId) -> Result<MembershipId, Refusal> {
        match self.floor.is_gone(who) {
            false => Ok(who),
            true if who == seat.membership() => Err(Refusal::YouLeft),
            true => Err(Refusal::NotHere),
        }
    }

    /// An active seat of this group, as it was typed.
    pub(super) fn seat(&self, typed: &str) -> Result<&Membership, Refusal> {
        let id: MembershipId = typed.parse().map_err(|_| Refusal::NoSuchSeat)?;
        self.people.iter().find(|one| one.id == id && one.state == MembershipState::Active).ok_or(Refusal::NoSuchSeat)
    }

    /// Whom an act is for: members act for themselves, whatever they send; staff for whom they name, or for themselves.
    pub(super) fn whose<R: Needs>(&self, seat: &Seat<R>, typed: &str) -> Result<MembershipId, Refusal> {
        if !seat.role().is_staff() || typed.is_empty() { Ok(seat.membership()) } else { self.seat(typed).map(|one| one.id) }
    }

    /// Somebody's name here.
    pub(super) fn name(&self, who: MembershipId) -> Option<String> {
        self.people.iter().find(|one| one.id == who).and_then(|one| one.name.clone())
    }

    /// Writes into the change log what the act has changed: for all, and for each person whose own line is another now.
    pub(super) async fn tell(&self, house: &House, tx: &mut Tx, practice: Uuid) -> Result<Floor, Problem> {
        let session = self.session.0;
        relay::record(tx, practice, session, Change { kind: VOICES, subject: session, to: To::Everyone }).await?;
        let after = scene::load(tx, &house.vault, self.session, house.clock.now()).await?.ok_or(Problem::NotFound)?;
        let (was, is) = (own::lines(&self.floor, &self.people), own::lines(&after, &self.people));
        for who in is.keys().filter(|who| was.get(who) != is.get(who)) {
            relay::record(tx, practice, session, Change { kind: VOICES, subject: session, to: To::Seat(who.0) }).await?;
        }
        Ok(after)
    }

    /// Keeps an act, tells of it, and answers with how things stand now.
    pub(super) async fn done<R: Needs, A: Anchor>(
        self,
        house: &House,
        chrome: &Chrome,
        mut here: InSession<R, A>,
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
    pub(super) fn as_it_is<R: Needs, A: Anchor>(&self, chrome: &Chrome, here: &InSession<R, A>, id: Uuid) -> Result<Response, Problem> {
        kept(chrome, &self.floor, &self.people, here.seat.role().is_staff(), id)
    }

    /// A refusal in words: beside the form for a script, else on a page of its own.
    pub(super) fn refuse(&self, chrome: &Chrome, refusal: Refusal) -> Response {
        self.refuse_in_words(chrome, refusal, chrome.locale().message(refusal.key()))
    }

    /// The same in other words.
    pub(super) fn refuse_in_words(&self, chrome: &Chrome, refusal: Refusal, words: Message) -> Response {
        let changed_meanwhile =
            matches!(refusal, Refusal::Moved | Refusal::NothingToUndo | Refusal::Changed | Refusal::Waiting | Refusal::SentBefore);
        let status = if changed_meanwhile { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        if chrome.fragment {
            return chrome.page_with(status, &Refused { words: words.to_string() });
        }
        chrome.page_with(status, &RefusedPage { words, back: format!("/sessions/{}/live", self.session) })
    }
}

/// A script gets the regions as they stand (staff; a member's are personal and fetched), a browser is sent back to the session.
fn kept(chrome: &Chrome, floor: &Floor, people: &[Membership], staff: bool, id: Uuid) -> Result<Response, Problem> {
    if !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{}/live", floor.session)).into_response());
    }
    let html = if staff { chrome.render(&Told { voices: picture::draw(floor, people) }).map_err(Failure::Page)? } else { String::new() };
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
