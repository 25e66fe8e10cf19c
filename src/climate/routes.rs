//! The doors of checking in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::store::{self, Of};
use super::views::{CheckIn, CheckInPage, CheckInPlace, OnBehalfPage, SharedPage};
use super::{MOOD, Mood, Refusal, WORD_LIMIT, on_behalf, said};
use crate::group::{self, AnySeat, MembershipId, MembershipState, Role, Staff, Therapist};
use crate::kit::audit::{self, Act};
use crate::kit::house::House;
use crate::kit::locale::Message;
use crate::kit::relay::{self, Change};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, Doors, Fields, InPath, Problem, Who};
use crate::session::{self, InSession, SessionState};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::SeatOfTherapist, "/sessions/{session}/check-ins", shared)
        .post(Who::AnySeat, "/sessions/{session}/check-in", check_in)
        .get(Who::SeatOfStaff, "/sessions/{session}/check-in/{member}", form_for)
        .post(Who::SeatOfStaff, "/sessions/{session}/check-in/{member}", check_in_for)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    pass: bool,
    value: Option<u8>,
    #[serde(default)]
    word: String,
    #[serde(default)]
    share: bool,
}

impl Typed {
    fn read(&self, chrome: &Chrome) -> Result<Mood, Message> {
        let word = match self.word.trim() {
            "" => None,
            _ if self.pass => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT).map_err(|refusal| refusal.message(chrome.locale()))?),
        };
        said(self.pass, self.value, word, self.share).map_err(|refusal| chrome.locale().message(refusal.key()))
    }

    /// What was typed, to be given back.
    fn again(&self) -> Option<Mood> {
        self.value.map(|value| Mood::Given { value, word: Some(self.word.clone()), shared: self.share })
    }
}

async fn check_in(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<AnySeat>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    // Those who lead are asked elsewhere how they are.
    if seat.role().is_staff() {
        return Err(Problem::Forbidden);
    }
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)? == SessionState::Live;
    let not_live = || chrome.locale().message(Refusal::NotLive.key());
    let mood = match if live { typed.read(&chrome) } else { Err(not_live()) } {
        Ok(mood) => mood,
        Err(words) => {
            let check_in = CheckIn { session: id, mood: typed.again(), arriving: true };
            let (status, refusal) = (StatusCode::UNPROCESSABLE_ENTITY, Some(words.to_string()));
            return Ok(if chrome.fragment {
                chrome.page_with(status, &CheckInPlace { check_in: Some(check_in), refusal })
            } else {
                chrome.page_with(status, &CheckInPage { check_in, refusal })
            });
        }
    };
    let sits = seat.sitting();
    let of = Of { practice: sits.practice, session: id, member: sits.membership };
    store::set(&mut seat.tx, &house.vault, of, &mood, None, chrome.now).await?;
    // Only one's own other pages hear of it.
    let change = Change { kind: MOOD, subject: sits.membership.0, for_membership: Some(sits.membership.0) };
    relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    if chrome.fragment {
        let check_in = Some(CheckIn { session: id, mood: Some(mood), arriving: true });
        return Ok(chrome.page(&CheckInPlace { check_in, refusal: None }));
    }
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

#[derive(Deserialize)]
struct ThePath {
    member: MembershipId,
}

async fn form_for(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    InPath(ThePath { member }): InPath<ThePath>,
) -> Result<Response, Problem> {
    let check_in = CheckIn { session: here.session(), mood: None, arriving: true };
    page_for(&house, &chrome, &mut here, member, check_in, None).await
}

async fn page_for(
    house: &House,
    chrome: &Chrome,
    here: &mut InSession<Staff>,
    member: MembershipId,
    check_in: CheckIn,
    refusal: Option<String>,
) -> Result<Response, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(tx, &house.vault, session.group).await?;
    let is_there = |one: &group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.into_iter().find(is_there).and_then(|one| one.name).ok_or(Problem::NotFound)?;
    let is_theirs = store::is_own(tx, id, member).await? == Some(true);
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(chrome.page_with(
        status,
        &OnBehalfPage { session, action: format!("/sessions/{id}/check-in/{member}"), name, is_theirs, check_in, refusal },
    ))
}

async fn check_in_for(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    InPath(ThePath { member }): InPath<ThePath>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)? == SessionState::Live;
    let sits = seat.sitting();
    let people = group::store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let say = |refusal: Refusal| chrome.locale().message(refusal.key());
    let allowed = on_behalf(store::is_own(&mut seat.tx, id, member).await?).map_err(say);
    let allowed = allowed.and_then(|()| if live { Ok(()) } else { Err(say(Refusal::NotLive)) });
    let mood = match allowed.and_then(|()| typed.read(&chrome)) {
        Ok(mood) => mood,
        Err(words) => {
            let check_in = CheckIn { session: id, mood: typed.again(), arriving: true };
            return page_for(&house, &chrome, &mut here, member, check_in, Some(words.to_string())).await;
        }
    };
    let of = Of { practice: sits.practice, session: id, member };
    store::set(&mut seat.tx, &house.vault, of, &mood, Some(sits.membership), chrome.now).await?;
    let act = Act { practice: sits.practice.0, actor: Some(sits.person.0), act: "entered", kind: "mood", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    let change = Change { kind: MOOD, subject: member.0, for_membership: Some(member.0) };
    relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

async fn shared(State(house): State<House>, chrome: Chrome, mut here: InSession<Therapist>) -> Result<Response, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let shared = store::shared(tx, &house.vault, id).await?;
    let chrome = chrome.reading(group.calendar, group.time_zone);
    Ok(chrome.page(&SharedPage { group, session, shared }))
}
