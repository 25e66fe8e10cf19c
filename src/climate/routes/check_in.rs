//! Checking in, by one's own phone; and writing down for somebody without one how they come, and how they go.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sqlx::PgConnection;

use crate::climate::store::{self, MoodOwner};
use crate::climate::views::{CheckIn, CheckInPage, CheckInPlace, OnBehalfPage};
use crate::climate::{ClimateRefusal, MOOD, Moment, Mood, WORD_LIMIT, on_behalf, said};
use crate::group::{self, AnySeat, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, FormBody, PathParams, Problem};
use crate::session::{self, SessionAccess, SessionId, SessionState, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckInForm {
    #[serde(default)]
    pass: bool,
    value: Option<u8>,
    #[serde(default)]
    word: String,
    #[serde(default)]
    share: bool,
}

impl CheckInForm {
    fn read(&self, chrome: &Chrome) -> Result<Mood, Message> {
        let word = match self.word.trim() {
            "" => None,
            _ if self.pass => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT).map_err(|refusal| refusal.message(chrome.locale()))?),
        };
        said(self.pass, self.value, word, self.share).map_err(|refusal| chrome.locale().message(refusal.key()))
    }

    /// What was typed, to be given back.
    fn again(&self, session: SessionId) -> CheckIn {
        CheckIn { session, mood: None, typed: Some((self.value, self.word.clone(), self.share)), arriving: true }
    }
}

pub(super) async fn check_in(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    FormBody(typed): FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    // Those who lead are asked elsewhere how they are.
    if seat.role().is_staff() {
        return Err(Problem::Forbidden);
    }
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.live();
    let not_live = || chrome.locale().message(ClimateRefusal::NotLive.key());
    let mood = match live.ok_or_else(not_live).and_then(|_| typed.read(&chrome)) {
        Ok(mood) => mood,
        Err(words) => {
            if chrome.fragment {
                return Ok(session::reply::refused_within(&chrome, id, &words));
            }
            let page = CheckInPage { check_in: typed.again(id), refusal: Some(words) };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let sits = seat.sitting();
    let of = MoodOwner { practice: sits.practice, session: id, member: sits.membership };
    store::set(&mut seat.tx, &house.vault, of, Moment::In, &mood, None, chrome.now).await?;
    // Only one's own other pages hear of it.
    let change = EventChange { kind: MOOD, subject: sits.membership.0, to: Recipients::Seat(sits.membership.0) };
    relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    if chrome.fragment {
        let check_in = Some(CheckIn { session: id, mood: Some(mood), typed: None, arriving: true });
        return Ok(chrome.page(&CheckInPlace { check_in }));
    }
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

#[derive(Deserialize)]
pub(super) struct CheckInPathParams {
    member: MembershipId,
}

pub(super) async fn form_for_in(
    house: State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&house, &chrome, here, path.0.member, Moment::In).await
}

pub(super) async fn form_for_out(
    house: State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&house, &chrome, here, path.0.member, Moment::Out).await
}

async fn form_for(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<Staff>,
    member: MembershipId,
    moment: Moment,
) -> Result<Response, Problem> {
    let check_in = CheckIn { session: here.session(), mood: None, typed: None, arriving: true };
    page_for(house, chrome, &mut here, (member, moment), check_in, None).await
}

async fn page_for(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<Staff>,
    (member, moment): (MembershipId, Moment),
    check_in: CheckIn,
    refusal: Option<Message>,
) -> Result<Response, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &house.vault, session.group, id).await?;
    let is_there = |one: &group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.into_iter().find(is_there).and_then(|one| one.name).ok_or(Problem::NotFound)?;
    let meets = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?.meets;
    let online = session::whereabouts::asked(meets, session.state, true).is_ok() && moment == Moment::In;
    let theirs = may_write(tx, id, member, moment).await?.err();
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let leaving = moment == Moment::Out;
    let action = format!("/sessions/{id}/{}/{member}", if leaving { "check-out" } else { "check-in" });
    Ok(chrome.page_with(status, &OnBehalfPage { session, member, action, name, theirs, leaving, online, check_in, refusal }))
}

/// Whether staff may write it down for somebody.
async fn may_write(
    conn: &mut PgConnection,
    session: SessionId,
    member: MembershipId,
    moment: Moment,
) -> Result<Result<(), ClimateRefusal>, sqlx::Error> {
    let own = store::is_own(conn, session, member, moment).await?;
    Ok(on_behalf(own, attendance::store::came_by_phone(conn, session, member).await?))
}

pub(super) async fn check_in_for(
    house: State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
    typed: FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(&house, &chrome, here, (path.0.member, Moment::In), &typed.0).await
}

pub(super) async fn check_out_for(
    house: State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
    typed: FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(&house, &chrome, here, (path.0.member, Moment::Out), &typed.0).await
}

async fn set_for(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<Staff>,
    (member, moment): (MembershipId, Moment),
    typed: &CheckInForm,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let state = session::store::hold_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let sits = seat.sitting();
    let people = session::substitution::store::people(&mut seat.tx, &house.vault, sits.group, id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let open = match moment {
        Moment::In if state == SessionState::Live && attendance::store::is_gone(&mut seat.tx, id, member).await? => {
            Err(ClimateRefusal::NotHere)
        }
        Moment::In if state == SessionState::Live => Ok(()),
        Moment::In => Err(ClimateRefusal::NotLive),
        // Its giver may change it later; staff while it can still be in the figures.
        Moment::Out => super::check_out::stands(&mut seat.tx, &session, member, chrome.now).await?.open(),
    };
    let may = may_write(&mut seat.tx, id, member, moment).await?;
    let say = |refusal: ClimateRefusal| chrome.locale().message(refusal.key());
    let mood = match may.and(open).map_err(say).and_then(|()| typed.read(chrome)) {
        Ok(mood) => mood,
        Err(words) => {
            return page_for(house, chrome, &mut here, (member, moment), typed.again(id), Some(words)).await;
        }
    };
    let of = MoodOwner { practice: sits.practice, session: id, member };
    store::set(&mut seat.tx, &house.vault, of, moment, &mood, Some(sits.membership), chrome.now).await?;
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act: "entered", kind: "mood", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    if moment == Moment::In {
        let change = EventChange { kind: MOOD, subject: member.0, to: Recipients::Seat(member.0) };
        relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
    }
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    let back = if state == SessionState::Live { "/live" } else { "" };
    Ok(Redirect::to(&format!("/sessions/{id}{back}")).into_response())
}
