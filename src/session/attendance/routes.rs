//! The doors of the roll: leaving, correcting, and what open pages say.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use super::gone::{self, DepartedMembers, OnDeparture};
use super::views::PresenceFragment;
use super::{ATTENDANCE, AttendanceRefusal, Correction, PageState, store, told};
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::entry;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::{self, Session, SessionAccess, SessionId, SessionState, reply};

/// The doors of the roll.
pub(in crate::session) fn doors(on_gone: OnDeparture) -> AppRoutes {
    let leave = move |house: State<AppState>, here: SessionAccess<AnySeat>, none: FormBody<EmptyBody>| leave(on_gone, house, here, none);
    let correct = move |house: State<AppState>,
                        chrome: Chrome,
                        here: SessionAccess<Staff>,
                        way: PathParams<AttendancePathParams>,
                        typed: FormBody<AttendanceForm>| { correct(on_gone, house, chrome, here, way, typed) };
    AppRoutes::new()
        .post(Access::AnySeat, "/sessions/{session}/departure", leave)
        .post(Access::SeatOfStaff, "/sessions/{session}/attendance/{member}", correct)
        .get(Access::SeatOfStaff, "/sessions/{session}/presence", presence)
}

/// Tells the consoles that the roll changed.
pub(in crate::session) async fn tell<R: RequiredRole>(seat: &mut GroupAccess<R>, session: SessionId) -> Result<(), Problem> {
    let change = EventChange { kind: ATTENDANCE, subject: session.0, to: Recipients::Staff };
    let practice = seat.practice().0;
    relay::record(&mut seat.tx, practice, session.0, change).await?;
    Ok(())
}

async fn leave(
    on_gone: OnDeparture,
    State(house): State<AppState>,
    mut here: SessionAccess<AnySeat>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let held = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    if held.live().is_some() {
        let (practice, me) = (seat.practice(), seat.membership());
        gone::leave(&mut seat.tx, on_gone, practice, id, &[me], house.clock.now()).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(id.0);
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
    /// When they came, by the group's clock; empty for what is known, else now.
    #[serde(default)]
    entered: String,
    /// When they left; empty for now.
    #[serde(default)]
    left: String,
}

#[derive(Deserialize)]
struct AttendancePathParams {
    member: MembershipId,
}

async fn correct(
    on_gone: OnDeparture,
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    PathParams(AttendancePathParams { member }): PathParams<AttendancePathParams>,
    FormBody(typed): FormBody<AttendanceForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    session::store::hold_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let now = house.clock.now();
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut seat.tx, &house.vault, session.group, id).await?;
    let known = store::entered_at(&mut seat.tx, id, member).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && (known.is_some() || one.state == MembershipState::Active)) {
        return Err(Problem::NotFound);
    }
    let Some(started_at) = session.started_at else {
        let words = chrome.locale().message("stage-not-live");
        return Ok(reply::refused_within(&chrome, id, &words));
    };
    let until = session.ended_at.unwrap_or(now);
    let since = (on_gone.since)(&mut seat.tx, id, member).await?;
    let came = match known {
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
        AttendanceNotice::Here => read(&typed.entered, came.unwrap_or(until)).map(Correction::Here),
        AttendanceNotice::Left => read(&typed.left, until).map(Correction::Left),
        AttendanceNotice::Absent => Ok(Correction::Absent),
        AttendanceNotice::Expected => Ok(Correction::Expected),
    };
    let frozen = session.is_frozen(now);
    let fits = |correction: Correction| {
        // Who spoke was here, and something is known of them.
        let contradicts = correction == Correction::Expected && since.is_some();
        let fits = match (frozen, contradicts) {
            (true, _) => Err(AttendanceRefusal::Frozen),
            (false, true) => Err(AttendanceRefusal::HasSpoken),
            (false, false) => correction.of(came, started_at, until),
        };
        fits.map_err(|refusal| chrome.locale().message(refusal.key()))
    };
    let roll = async |seat: &mut GroupAccess<Staff>| store::roll_with_words(&mut seat.tx, &house.vault, &session).await;
    let local = chrome.clone().in_zone(session.time_zone);
    match correction.and_then(fits) {
        Err(words) => Ok(reply::refused_within(&chrome, id, &words)),
        Ok(correction) => {
            let sitting = seat.sitting();
            store::correct(&mut seat.tx, id, sitting, member, correction, now).await?;
            let gone = [member];
            let (who, at): (&[MembershipId], _) = match correction {
                Correction::Here(_) => (&[], until),
                Correction::Left(at) => (&gone, at),
                Correction::Absent | Correction::Expected => (&gone, until),
            };
            if let (Correction::Left(_), None, Some(since)) = (correction, known, came) {
                store::was_here(&mut seat.tx, sitting.practice, id, member, (since, at)).await?;
            }
            (on_gone.end)(&mut seat.tx, DepartedMembers { practice: sitting.practice, session: id, who, at, noted: true }).await?;
            let act = AuditEntry {
                practice: sitting.practice.0,
                actor: Some(sitting.person.0),
                act: "corrected",
                kind: "attendance",
                subject: member.0,
            };
            audit::record(&mut seat.tx, act, now).await?;
            tell(seat, id).await?;
            let roll = roll(seat).await?;
            here.seat.tx.commit().await?;
            house.relay.nudge(id.0);
            if session.state != SessionState::Live && !chrome.fragment {
                return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
            }
            Ok(reply::done(&chrome, id, told(&local, &session, &roll)?))
        }
    }
}

/// A time of the wall clock on the session's day; after midnight it is the next day's.
fn on_the_day(session: &Session, started_at: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
    let day = started_at.with_timezone(&session.time_zone).date_naive();
    let at = entry::instant(day, time, session.time_zone);
    if at + TimeDelta::hours(12) < started_at { entry::instant(day + chrono::Days::new(1), time, session.time_zone) } else { at }
}

/// Who has a page open: asked by consoles, kept nowhere.
async fn presence(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &house.vault, group).await?;
    let seen = house.relay.seen(id.0);
    let people = people
        .into_iter()
        .filter(|one| one.role == Role::Member && one.person.is_some())
        .map(|one| (one.id, seen.get(&one.id.0).map(|seen| PageState::of(*seen, chrome.now))))
        .collect();
    Ok(chrome.page(&PresenceFragment { people }))
}
