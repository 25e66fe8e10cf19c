//! Check-in on one's own phone; and check-in and check-out that staff write down for a member without one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sqlx::PgConnection;

use crate::climate::store::{self, MoodOwner};
use crate::climate::views::{CheckIn, CheckInPage, CheckInPlace, OnBehalfPage};
use crate::climate::{ClimateRefusal, MOOD, Moment, Mood, WORD_LIMIT, check_in_mood, on_behalf};
use crate::group::{self, AnyRole, MembershipId, MembershipState, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::Message;
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
        check_in_mood(self.pass, self.value, word, self.share).map_err(|refusal| chrome.locale().message(refusal.key()))
    }

    /// The typed values, to fill the form again.
    fn refilled(&self, session: SessionId) -> CheckIn {
        CheckIn { session, mood: None, typed: Some((self.value, self.word.clone(), self.share)), arriving: true }
    }
}

pub(super) async fn check_in(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnyRole>,
    FormBody(typed): FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    // Staff say elsewhere how they are.
    if seat.role().is_staff() {
        return Err(Problem::Forbidden);
    }
    let live = session::store::lock(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.live();
    let not_live = || chrome.locale().message(ClimateRefusal::NotLive.key());
    let mood = match live.ok_or_else(not_live).and_then(|_| typed.read(&chrome)) {
        Ok(mood) => mood,
        Err(words) => {
            if chrome.fragment {
                return Ok(session::reply::refused_within(&chrome, id, &words));
            }
            let page = CheckInPage { check_in: typed.refilled(id), refusal: Some(words) };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let actor = seat.actor();
    let of = MoodOwner { practice: actor.practice, session: id, member: actor.membership };
    store::set(&mut seat.tx, &app.vault, of, Moment::In, &mood, None, chrome.now).await?;
    // Only the member's own other pages are notified.
    let change = EventChange { kind: MOOD, subject: actor.membership.0, to: Recipients::Membership(actor.membership.0) };
    events::record(&mut seat.tx, actor.practice.0, id.0, change).await?;
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
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
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&state, &chrome, access, path.0.member, Moment::In).await
}

pub(super) async fn form_for_out(
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&state, &chrome, access, path.0.member, Moment::Out).await
}

async fn form_for(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff>,
    member: MembershipId,
    moment: Moment,
) -> Result<Response, Problem> {
    let check_in = CheckIn { session: access.session(), mood: None, typed: None, arriving: true };
    page_for(app, chrome, &mut access, (member, moment), check_in, None).await
}

async fn page_for(
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<Staff>,
    (member, moment): (MembershipId, Moment),
    check_in: CheckIn,
    refusal: Option<Message>,
) -> Result<Response, Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &app.vault, session.group, id).await?;
    let is_member = |one: &group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.into_iter().find(is_member).and_then(|one| one.name).ok_or(Problem::NotFound)?;
    let meets = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?.meets;
    let online = session::whereabouts::check_may_give(meets, session.state, true).is_ok() && moment == Moment::In;
    let refused_to_staff = may_write(tx, id, member, moment).await?.err();
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let leaving = moment == Moment::Out;
    let action = format!("/sessions/{id}/{}/{member}", if leaving { "check-out" } else { "check-in" });
    Ok(chrome.page_with(status, &OnBehalfPage { session, member, action, name, refused_to_staff, leaving, online, check_in, refusal }))
}

/// Whether staff may write it down for this member.
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
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
    typed: FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(&state, &chrome, access, (path.0.member, Moment::In), &typed.0).await
}

pub(super) async fn check_out_for(
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
    typed: FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(&state, &chrome, access, (path.0.member, Moment::Out), &typed.0).await
}

async fn set_for(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff>,
    (member, moment): (MembershipId, Moment),
    typed: &CheckInForm,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let session_state = session::store::lock_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let actor = seat.actor();
    let people = session::substitution::store::people(&mut seat.tx, &app.vault, actor.group, id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let open = match moment {
        Moment::In if session_state == SessionState::Live && attendance::store::is_gone(&mut seat.tx, id, member).await? => {
            Err(ClimateRefusal::NotHere)
        }
        Moment::In if session_state == SessionState::Live => Ok(()),
        Moment::In => Err(ClimateRefusal::NotLive),
        // The member may change it later; staff only while it can still enter the figures.
        Moment::Out => super::check_out::check_out_status(&mut seat.tx, &session, member, chrome.now).await?.open(),
    };
    let may = may_write(&mut seat.tx, id, member, moment).await?;
    let message = |refusal: ClimateRefusal| chrome.locale().message(refusal.key());
    let mood = match may.and(open).map_err(message).and_then(|()| typed.read(chrome)) {
        Ok(mood) => mood,
        Err(words) => {
            return page_for(app, chrome, &mut access, (member, moment), typed.refilled(id), Some(words)).await;
        }
    };
    let of = MoodOwner { practice: actor.practice, session: id, member };
    store::set(&mut seat.tx, &app.vault, of, moment, &mood, Some(actor.membership), chrome.now).await?;
    let act = AuditEntry { practice: actor.practice.0, actor: Some(actor.person.0), act: "entered", kind: "mood", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    if moment == Moment::In {
        let change = EventChange { kind: MOOD, subject: member.0, to: Recipients::Membership(member.0) };
        events::record(&mut seat.tx, actor.practice.0, id.0, change).await?;
    }
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
    let back = if session_state == SessionState::Live { "/live" } else { "" };
    Ok(Redirect::to(&format!("/sessions/{id}{back}")).into_response())
}
