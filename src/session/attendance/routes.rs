//! The routes of the roll: leaving, corrections, and the state of open pages.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::departure::{self, DepartedMembers, OnDeparture};
use super::views::PresenceFragment;
use super::{ATTENDANCE, AttendanceRefusal, Correction, PageState, attendance_fragment, store};
use crate::group::{self, AnyRole, MembershipId, MembershipState, Role, Staff};
use crate::kit::events::Recipients;
use crate::kit::i18n::entry;
use crate::kit::web::prelude::*;
use crate::session::arc::StageRefusal;
use crate::session::{self, LiveAct, Session, SessionAccess};

pub(in crate::session) fn routes(on_departure: OnDeparture) -> AppRoutes {
    let leave = move |act: LiveAct<AnyRole>, none: FormBody<EmptyBody>| leave(on_departure, act, none);
    let correct = move |act: LiveAct<Staff>, path: PathParams<AttendancePathParams>, form: FormBody<AttendanceForm>| {
        correct(on_departure, act, path, form)
    };
    AppRoutes::new()
        .post(Access::GroupParticipant, "/sessions/{session}/departure", leave)
        .post(Access::GroupStaff, "/sessions/{session}/attendance/{member}", correct)
        .get(Access::GroupStaff, "/sessions/{session}/presence", presence)
}

async fn leave(
    on_departure: OnDeparture,
    mut act: LiveAct<AnyRole>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    if act.locked.live().is_some() {
        let (practice, me, session, now) = (act.access.practice(), act.access.membership(), act.session, act.app.clock.now());
        departure::leave(act.tx(), on_departure, practice, session, &[me], now).await?;
        act.commit().await?;
    }
    Ok(Redirect::to("/").into_response())
}

crate::coded! {
    enum AttendanceNotice {
        Here = "here",
        Left = "left",
        Absent = "absent",
        Expected = "expected",
    }
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
    mut act: LiveAct<Staff>,
    PathParams(AttendancePathParams { member }): PathParams<AttendancePathParams>,
    FormBody(form): FormBody<AttendanceForm>,
) -> Result<Response, Problem> {
    let (id, actor, now) = (act.session, act.access.actor(), act.app.clock.now());
    let session = session::store::find(&mut act.access.tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut act.access.tx, &act.app.vault, session.group, id).await?;
    let known = store::entered_at(act.tx(), id, member).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && (known.is_some() || one.state == MembershipState::Active)) {
        return Err(Problem::NotFound);
    }
    let started_at = session.started_at.ok_or(StageRefusal::NotLive)?;
    let until = session.ended_at.unwrap_or(now);
    let since = (on_departure.since)(act.tx(), id, member).await?;
    let entered_at = match known {
        None if !store::is_gone(act.tx(), id, member).await? => since,
        known => known,
    };
    let read = |text: &str, otherwise: DateTime<Utc>| match text.trim() {
        "" => Ok(otherwise),
        text => entry::read_time(text).map(|time| on_the_day(&session, started_at, time)).map_err(|_| AttendanceRefusal::NotATime),
    };
    let correction = match form.said {
        AttendanceNotice::Here => Correction::Here(read(&form.entered, entered_at.unwrap_or(until))?),
        AttendanceNotice::Left => Correction::Left(read(&form.left, until)?),
        AttendanceNotice::Absent => Correction::Absent,
        AttendanceNotice::Expected => Correction::Expected,
    };
    if session.is_frozen(now) {
        return Err(AttendanceRefusal::Frozen.into());
    }
    // A member who spoke was present: the record cannot be discarded.
    if correction == Correction::Expected && since.is_some() {
        return Err(AttendanceRefusal::HasSpoken.into());
    }
    let correction = correction.of(entered_at, started_at, until)?;
    store::correct(act.tx(), id, actor, member, correction, now).await?;
    let departed = [member];
    let (who, at): (&[MembershipId], _) = match correction {
        Correction::Here(_) => (&[], until),
        Correction::Left(at) => (&departed, at),
        Correction::Absent | Correction::Expected => (&departed, until),
    };
    if let (Correction::Left(_), None, Some(since)) = (correction, known, entered_at) {
        store::was_here(act.tx(), actor.practice(), id, member, (since, at)).await?;
    }
    (on_departure.end)(act.tx(), DepartedMembers { practice: actor.practice(), session: id, who, at, noted: true }).await?;
    act.audit(AuditAction::AttendanceCorrected, member.0).await?;
    done(act, &session).await
}

/// Publishes a change of the roll to staff, and answers with the roll as it is now.
pub(in crate::session) async fn done(mut act: LiveAct<Staff>, session: &Session) -> Result<Response, Problem> {
    act.publish(ATTENDANCE, session.id.0, Recipients::Staff);
    let roll = store::roll_with_words(&mut act.access.tx, &act.app.vault, session).await?;
    let fragment = attendance_fragment(&act.chrome.clone().in_zone(session.time_zone), session, &roll)?;
    act.done(session.id, fragment).await
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
    let group_access = &mut access.group_access;
    let group = group_access.group();
    let people = group::store::memberships(&mut group_access.tx, &app.vault, group).await?;
    let seen = app.events.page_presence(id.0);
    let people = people
        .into_iter()
        .filter(|one| one.role == Role::Member && one.person.is_some())
        .map(|one| (one.id, seen.get(&one.id.0).map(|seen| PageState::of(*seen, chrome.now))))
        .collect();
    Ok(chrome.page(&PresenceFragment { people }))
}
