//! The routes of the roll: leaving, corrections, and the state of open pages.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use super::departure::{self, DepartedMembers, OnDeparture};
use super::views::PresenceFragment;
use super::{ATTENDANCE, AttendanceRefusal, Correction, PageState, store, told};
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::entry;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::{self, Session, SessionAccess, SessionId, SessionState, reply};

pub(in crate::session) fn routes(on_departure: OnDeparture) -> AppRoutes {
    let leave =
        move |app: State<AppState>, access: SessionAccess<AnyRole>, none: FormBody<EmptyBody>| leave(on_departure, app, access, none);
    let correct = move |app: State<AppState>,
                        chrome: Chrome,
                        access: SessionAccess<Staff>,
                        way: PathParams<AttendancePathParams>,
                        typed: FormBody<AttendanceForm>| { correct(on_departure, app, chrome, access, way, typed) };
    AppRoutes::new()
        .post(Access::GroupParticipant, "/sessions/{session}/departure", leave)
        .post(Access::GroupStaff, "/sessions/{session}/attendance/{member}", correct)
        .get(Access::GroupStaff, "/sessions/{session}/presence", presence)
}

/// Publishes a change of the roll to staff.
pub(in crate::session) async fn record_roll_change<R: RequiredRole>(seat: &mut GroupAccess<R>, session: SessionId) -> Result<(), Problem> {
    let change = EventChange { kind: ATTENDANCE, subject: session.0, to: Recipients::Staff };
    let practice = seat.practice().0;
    events::record(&mut seat.tx, practice, session.0, change).await?;
    Ok(())
}

async fn leave(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    mut access: SessionAccess<AnyRole>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let held = session::store::lock(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    if held.live().is_some() {
        let (practice, me) = (seat.practice(), seat.membership());
        departure::leave(&mut seat.tx, on_departure, practice, id, &[me], app.clock.now()).await?;
        access.group_access.tx.commit().await?;
        app.events.wake(id.0);
    }
    Ok(Redirect::to("/").into_response())
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AttendanceNotice {
    Here,
    Left,
    Absent,
    Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttendanceForm {
    said: AttendanceNotice,
    /// The entry time in the group's zone; empty for the recorded time, else now.
    #[serde(default)]
    entered: String,
    /// The departure time; empty for now.
    #[serde(default)]
    left: String,
}

#[derive(Deserialize)]
struct AttendancePathParams {
    member: MembershipId,
}

async fn correct(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    PathParams(AttendancePathParams { member }): PathParams<AttendancePathParams>,
    FormBody(typed): FormBody<AttendanceForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    session::store::lock_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let now = app.clock.now();
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut seat.tx, &app.vault, session.group, id).await?;
    let known = store::entered_at(&mut seat.tx, id, member).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && (known.is_some() || one.state == MembershipState::Active)) {
        return Err(Problem::NotFound);
    }
    let Some(started_at) = session.started_at else {
        let words = chrome.locale().message("stage-not-live");
        return Ok(reply::refused_within(&chrome, id, &words));
    };
    let until = session.ended_at.unwrap_or(now);
    let since = (on_departure.since)(&mut seat.tx, id, member).await?;
    let entered_at = match known {
        None if !store::is_gone(&mut seat.tx, id, member).await? => since,
        known => known,
    };
    let read = |text: &str, otherwise: DateTime<Utc>| match text.trim() {
        "" => Ok(otherwise),
        text => {
            entry::read_time(text).map(|time| on_the_day(&session, started_at, time)).map_err(|refusal| refusal.message(chrome.locale()))
        }
    };
    let correction = match typed.said {
        AttendanceNotice::Here => read(&typed.entered, entered_at.unwrap_or(until)).map(Correction::Here),
        AttendanceNotice::Left => read(&typed.left, until).map(Correction::Left),
        AttendanceNotice::Absent => Ok(Correction::Absent),
        AttendanceNotice::Expected => Ok(Correction::Expected),
    };
    let frozen = session.is_frozen(now);
    let fits = |correction: Correction| {
        // A member who spoke was present: the record cannot be discarded.
        let contradicts = correction == Correction::Expected && since.is_some();
        let fits = match (frozen, contradicts) {
            (true, _) => Err(AttendanceRefusal::Frozen),
            (false, true) => Err(AttendanceRefusal::HasSpoken),
            (false, false) => correction.of(entered_at, started_at, until),
        };
        fits.map_err(|refusal| chrome.locale().message(refusal.key()))
    };
    let roll = async |seat: &mut GroupAccess<Staff>| store::roll_with_words(&mut seat.tx, &app.vault, &session).await;
    let local = chrome.clone().in_zone(session.time_zone);
    match correction.and_then(fits) {
        Err(words) => Ok(reply::refused_within(&chrome, id, &words)),
        Ok(correction) => {
            let actor = seat.actor();
            store::correct(&mut seat.tx, id, actor, member, correction, now).await?;
            let departed = [member];
            let (who, at): (&[MembershipId], _) = match correction {
                Correction::Here(_) => (&[], until),
                Correction::Left(at) => (&departed, at),
                Correction::Absent | Correction::Expected => (&departed, until),
            };
            if let (Correction::Left(_), None, Some(since)) = (correction, known, entered_at) {
                store::was_here(&mut seat.tx, actor.practice, id, member, (since, at)).await?;
            }
            (on_departure.end)(&mut seat.tx, DepartedMembers { practice: actor.practice, session: id, who, at, noted: true }).await?;
            let act = AuditEntry {
                practice: actor.practice.0,
                actor: Some(actor.person.0),
                act: "corrected",
                kind: "attendance",
                subject: member.0,
            };
            audit::record(&mut seat.tx, act, now).await?;
            record_roll_change(seat, id).await?;
            let roll = roll(seat).await?;
            access.group_access.tx.commit().await?;
            app.events.wake(id.0);
            if session.state != SessionState::Live && !chrome.fragment {
                return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
            }
            Ok(reply::done(&chrome, id, told(&local, &session, &roll)?))
        }
    }
}

/// A wall-clock time on the session's day, or on the next day when the session runs past midnight.
fn on_the_day(session: &Session, started_at: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
    let day = started_at.with_timezone(&session.time_zone).date_naive();
    let at = entry::instant(day, time, session.time_zone);
    if at + TimeDelta::hours(12) < started_at { entry::instant(day + chrono::Days::new(1), time, session.time_zone) } else { at }
}

/// Which members have a page open: polled by consoles, never stored.
async fn presence(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &app.vault, group).await?;
    let seen = app.events.page_presence(id.0);
    let people = people
        .into_iter()
        .filter(|one| one.role == Role::Member && one.person.is_some())
        .map(|one| (one.id, seen.get(&one.id.0).map(|seen| PageState::of(*seen, chrome.now))))
        .collect();
    Ok(chrome.page(&PresenceFragment { people }))
}
