//! The doors of the roll: leaving, correcting, and what open pages say.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use super::views::PresenceFragment;
use super::{ATTENDANCE, Correction, Presence, store, told};
use crate::group::seat::Needs;
use crate::group::{self, AnySeat, Membership, MembershipId, MembershipState, Role, Seat, Staff};
use crate::kit::audit::{self, Act};
use crate::kit::house::House;
use crate::kit::locale::entry;
use crate::kit::relay::{self, Change, To};
use crate::kit::web::{Chrome, Doors, Fields, InPath, NoFields, Problem, Who};
use crate::session::{self, InSession, Session, SessionId, SessionState, reply};

/// The doors of the roll.
#[must_use]
pub(in crate::session) fn doors() -> Doors {
    Doors::new()
        .post(Who::AnySeat, "/sessions/{session}/departure", leave)
        .post(Who::SeatOfStaff, "/sessions/{session}/attendance/{member}", correct)
        .get(Who::SeatOfStaff, "/sessions/{session}/presence", presence)
}

/// Tells the consoles that the roll changed.
pub(in crate::session) async fn tell<R: Needs>(seat: &mut Seat<R>, session: SessionId) -> Result<(), Problem> {
    let change = Change { kind: ATTENDANCE, subject: session.0, to: To::Staff };
    let practice = seat.practice().0;
    relay::record(&mut seat.tx, practice, session.0, change).await?;
    Ok(())
}

async fn leave(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<AnySeat>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)? == SessionState::Live;
    let me = seat.membership();
    if live && store::leave(&mut seat.tx, id, me, chrome.now).await? {
        tell(seat, id).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(id.0);
    }
    Ok(Redirect::to("/").into_response())
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Here,
    Left,
    Absent,
    Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    said: Said,
    /// When they came, by the group's clock; empty for what is known, else now.
    #[serde(default)]
    entered: String,
    /// When they left; empty for now.
    #[serde(default)]
    left: String,
}

#[derive(Deserialize)]
struct ThePath {
    member: MembershipId,
}

async fn correct(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    InPath(ThePath { member }): InPath<ThePath>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut seat.tx, &house.vault, session.group).await?;
    let known = store::entered_at(&mut seat.tx, id, member).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && (known.is_some() || one.state == MembershipState::Active)) {
        return Err(Problem::NotFound);
    }
    let Some(started_at) = session.started_at else {
        let words = chrome.locale().message("stage-not-live");
        return Ok(reply::refused(&chrome, id, StatusCode::UNPROCESSABLE_ENTITY, &words, String::new()));
    };
    let until = session.ended_at.unwrap_or(chrome.now);
    let read = |text: &str, otherwise: DateTime<Utc>| match text.trim() {
        "" => Ok(otherwise),
        text => {
            entry::read_time(text).map(|time| on_the_day(&session, started_at, time)).map_err(|refusal| refusal.message(chrome.locale()))
        }
    };
    let correction = match typed.said {
        Said::Here => read(&typed.entered, known.unwrap_or(chrome.now.min(until))).map(Correction::Here),
        Said::Left => read(&typed.left, until).map(Correction::Left),
        Said::Absent => Ok(Correction::Absent),
        Said::Expected => Ok(Correction::Expected),
    };
    let fits = |correction: Correction| correction.of(known, started_at, until).map_err(|refusal| chrome.locale().message(refusal.key()));
    let roll = async |seat: &mut Seat<Staff>, people: &[Membership]| store::roll_with_words(&mut seat.tx, &house.vault, id, people).await;
    let local = chrome.clone();
    let group = group::store::find(&mut seat.tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let local = local.reading(group.calendar, session.time_zone);
    match correction.and_then(fits) {
        Err(words) => {
            let now = roll(seat, &people).await?;
            Ok(reply::refused(&chrome, id, StatusCode::UNPROCESSABLE_ENTITY, &words, told(&local, &session, &now)?))
        }
        Ok(correction) => {
            let sitting = seat.sitting();
            store::correct(&mut seat.tx, id, sitting, member, correction, chrome.now).await?;
            let act = Act {
                practice: sitting.practice.0,
                actor: Some(sitting.person.0),
                act: "corrected",
                kind: "attendance",
                subject: member.0,
            };
            audit::record(&mut seat.tx, act, chrome.now).await?;
            tell(seat, id).await?;
            let now = roll(seat, &people).await?;
            here.seat.tx.commit().await?;
            house.relay.nudge(id.0);
            if session.state != SessionState::Live && !chrome.fragment {
                return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
            }
            Ok(reply::done(&chrome, id, told(&local, &session, &now)?))
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
async fn presence(State(house): State<House>, chrome: Chrome, mut here: InSession<Staff>) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &house.vault, group).await?;
    let seen = house.relay.seen(id.0);
    let people = people
        .into_iter()
        .filter(|one| one.role == Role::Member && one.person.is_some())
        .map(|one| (one.id, seen.get(&one.id.0).map(|seen| Presence::of(*seen, chrome.now))))
        .collect();
    Ok(chrome.page(&PresenceFragment { people }))
}
