//! The routes for planning, starting and ending a session.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::arc::{OnStage, StageChange};
use super::attendance::departure::{self, OnDeparture};
use super::clash::{Clashes, Slot};
use super::ending::{self, OnEnd};
use super::page::{SessionNotice, session_page};
use super::timing::{SessionTyped, Timing};
use super::views::NewSessionPage;
use super::{
    LiveAct, Session, SessionAccess, SessionId, SessionRefusal, SessionState, anonymity_store, arc, attendance, backstage, calendar, clash,
    regrets, series, shown, store, substitution, times, whereabouts,
};
use crate::charter;
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, Role, SchedulingAccess, SchedulingVia, Staff};
use crate::kit::events::{self, Recipients};
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::i18n::dates;
use crate::kit::i18n::entry::{self, DateEntry};
use crate::kit::vault::Vault;
use crate::kit::web::prelude::*;
use crate::person::sign_in::{self, SignedIn};
use crate::practice::rooms;

/// The routes of this module. `on_end`, `on_stage` and `on_departure` are hooks of modules that depend on this one: for the end of a session, a
/// change of stage, and a member's departure.
pub fn routes(on_end: &'static [OnEnd], on_stage: &'static [OnStage], on_departure: OnDeparture) -> AppRoutes {
    let end = move |act: LiveAct<Staff>, none: FormBody<EmptyBody>| end(on_end, act, none);
    let undo_end = move |act: LiveAct<Staff>, none: FormBody<EmptyBody>| undo_end(on_stage, act, none);
    let start = move |app: State<AppState>, chrome: Chrome, me: SignedIn, access: SessionAccess<Staff>, form: FormBody<StartForm>| {
        start(on_stage, on_departure, app, chrome, me, access, form)
    };
    let enter = move |me: SignedIn, act: LiveAct<AnyRole>, form: FormBody<EnterForm>| enter(on_departure, me, act, form);
    AppRoutes::new()
        .merge(arc::routes::routes(on_stage))
        .merge(attendance::routes::routes(on_departure))
        .merge(backstage::routes::routes())
        .merge(regrets::routes::routes(on_departure))
        .merge(whereabouts::routes::routes())
        .merge(substitution::routes::routes(on_departure))
        .merge(times::routes())
        .merge(calendar::routes::routes())
        .get(Access::GroupStaffOrScheduler, "/groups/{group}/sessions/new", form)
        .post(Access::GroupStaffOrScheduler, "/groups/{group}/sessions", plan)
        .post(Access::GroupStaff, "/sessions/{session}/start", start)
        .post(Access::GroupStaff, "/sessions/{session}/end", end)
        .post(Access::GroupStaff, "/sessions/{session}/end/undoing", undo_end)
        .post(Access::GroupParticipant, "/sessions/{session}/attendance", enter)
        .merge(shown::routes::routes())
        .merge(series::routes::routes())
}

#[derive(Deserialize)]
struct NewSessionQuery {
    /// The day that the calendar chose; a past one is ignored.
    day: Option<NaiveDate>,
}

async fn form(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess,
    QueryParams(query): QueryParams<NewSessionQuery>,
) -> Result<Response, Problem> {
    let group = by.group();
    let group = group::store::find(&mut by.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let last = store::of_groups(&mut by.tx, &app.vault, &[group.id.0]).await?.pop();
    // Most groups meet weekly: suggest a week after the last session at the same wall-clock time, else tomorrow evening.
    let today = dates::today(chrome.now, group.time_zone);
    let half_past_six = chrono::NaiveTime::MIN + chrono::TimeDelta::minutes(18 * 60 + 30);
    let next = match &last {
        None => (today + chrono::Days::new(1)).and_time(half_past_six),
        Some(last) => (last.local_start.date() + chrono::Days::new(7)).max(today).and_time(last.local_start.time()),
    };
    let next = query.day.filter(|day| *day >= today).map_or(next, |day| day.and_time(next.time()));
    let timing = Timing { local_start: next, minutes: last.as_ref().map_or(90, |last| last.minutes), place: None };
    let typed = SessionTyped::of(&timing, chrome.reader.calendar);
    Ok(chrome.page(&page(&app.vault, &mut by, group, Uuid::new_v4(), typed, FormErrors::default(), Clashes::default()).await?))
}

async fn page(
    vault: &Vault,
    by: &mut SchedulingAccess,
    group: group::Group,
    id: Uuid,
    typed: SessionTyped,
    errors: FormErrors,
    clashes: Clashes,
) -> Result<NewSessionPage, Problem> {
    let number = store::next_number(&mut by.tx, group.id).await?;
    let rooms = rooms::store::names(&mut by.tx, vault, group.practice).await?;
    Ok(NewSessionPage { id, number, typed, group, via: by.via(), errors, clashes, filled: false, rooms })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionForm {
    id: SessionId,
    #[serde(default)]
    date: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    day: String,
    time: String,
    minutes: String,
    #[serde(default)]
    place: String,
    /// Whether to plan the session despite the warnings.
    #[serde(default)]
    despite: bool,
    /// The suggested room: it is filled in as the place, and nothing is planned yet.
    room: Option<String>,
}

async fn plan(
    State(app): State<AppState>,
    chrome: Chrome,
    mut by: SchedulingAccess,
    content: FormContent,
    FormBody(form): FormBody<SessionForm>,
) -> Result<Response, Problem> {
    let (id, practice, via) = (by.group(), by.practice(), by.via());
    // The group's row is locked first, which serializes the numbering.
    by.lock_group().await?;
    let group = group::store::find(&mut by.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let to = |start: NaiveDateTime| match via {
        SchedulingVia::Seat => format!("/sessions/{}", form.id),
        SchedulingVia::Desk => series::year::month_of(id, start.date(), chrome.reader.calendar),
    };
    let print = content.fingerprint(&mut by.tx, &app.vault, group::owner(practice, id)).await?;
    let earlier = fingerprint::compare_with_row(&mut by.tx, form.id, print.as_ref()).await?;
    if earlier == Some(Submitted::Again) {
        // Skip validation: the time may be past by now, and the resent form would clash with the session that it created.
        let created = store::find(&mut by.tx, &app.vault, form.id).await?.ok_or(Problem::NotFound)?;
        return Ok(Redirect::to(&to(created.local_start)).into_response());
    }
    let date = DateEntry { date: form.date, year: form.year, month: form.month, day: form.day };
    let again = SessionTyped { date, time: form.time, minutes: form.minutes, place: form.room.clone().unwrap_or(form.place) };
    let (mut errors, mut clashes) = (FormErrors::default(), Clashes::default());
    let timing = again.read(group.time_zone, None, &chrome, &mut errors);
    let (mut fresh, mut status) = (form.id.0, StatusCode::UNPROCESSABLE_ENTITY);
    if earlier.is_some() {
        errors.add("date", chrome.locale().message(SENT_BEFORE));
        (fresh, status) = (Uuid::new_v4(), StatusCode::CONFLICT);
    }
    if let Some(timing) = timing.as_ref().filter(|_| errors.is_empty()) {
        let slot = Slot::new(form.id, timing, group.time_zone);
        clashes = clash::check(&mut by, &app, &chrome, &[slot], form.despite, &mut errors).await?;
    }
    let filled = form.room.is_some() && errors.is_empty();
    if filled {
        status = StatusCode::OK;
    }
    let Some(timing) = timing.filter(|_| errors.is_empty() && clashes.is_empty() && !filled) else {
        let page = NewSessionPage { filled, ..page(&app.vault, &mut by, group, fresh, again, errors, clashes).await? };
        return Ok(chrome.page_with(status, &page));
    };
    let new = Session {
        id: form.id,
        practice,
        group: group.id,
        number: 0,
        local_start: timing.local_start,
        time_zone: group.time_zone,
        starts_at: entry::zoned(timing.local_start, group.time_zone),
        minutes: timing.minutes,
        place: timing.place,
        question: None,
        state: SessionState::Planned,
        started_at: None,
        ended_at: None,
        frozen_at: None,
        closing_due_at: None,
        version: 1,
    };
    if !store::insert(&mut by.tx, &app.vault, &new, chrome.now).await? {
        return Err(Problem::SentBefore);
    }
    fingerprint::store_fingerprint(&mut by.tx, new.id, print).await?;
    store::renumber(&mut by.tx, group.id, None).await?;
    by.audit(AuditAction::SessionPlanned, new.id.0, chrome.now).await?;
    by.tx.commit().await?;
    Ok(Redirect::to(&to(new.local_start)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartForm {
    #[serde(default)]
    confirmed: bool,
}

async fn start(
    on_stage: &'static [OnStage],
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    mut access: SessionAccess<Staff>,
    FormBody(form): FormBody<StartForm>,
) -> Result<Response, Problem> {
    // The group's row is locked first: the start fixes the session's number.
    access.group_access.lock_group().await?;
    let mut act = LiveAct::new(app, chrome, access).await?;
    let (id, actor, now) = (act.session, act.access.actor(), act.chrome.now);
    let to = Redirect::to(&format!("/sessions/{id}/live"));
    if act.state() == SessionState::Live {
        // A double click or a colleague has started it already: succeed.
        return Ok(to.into_response());
    }
    let members = group::store::active_members(act.tx(), actor.group()).await?;
    if let Err(refusal) = act.state().start(members, form.confirmed) {
        return refuse(act, refusal).await;
    }
    store::renumber(act.tx(), actor.group(), Some(id)).await?;
    let live = match store::start(act.tx(), id, now).await {
        Err(failure) if failure.constraint() == Some("one_live_session_per_group") => {
            return another_is_live(act).await;
        }
        other => other?,
    };
    group::store::record_held(act.tx(), actor.group(), now).await?;
    anonymity_store::make_anonymity_key(&mut act.access.tx, &act.app.vault, actor.practice(), id).await?;
    let session = store::find(&mut act.access.tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    if let Some(to) = arc::store::begin(act.tx(), &session, now).await? {
        for hook in on_stage {
            hook(act.tx(), &session, StageChange { from: None, to, at: now, undoes: None, live }).await?;
        }
    }
    ending::plan(&mut act.access.tx, &act.app, &session).await?;
    attend(on_departure, &mut act, me).await?;
    act.audit(AuditAction::SessionStarted, id.0).await?;
    act.publish(events::BOARD, id.0, Recipients::Everyone);
    act.commit().await?;
    Ok(to.into_response())
}

/// The session's page with the reason.
async fn refuse(mut act: LiveAct<Staff>, refusal: SessionRefusal) -> Result<Response, Problem> {
    session_page(&act.app, &act.chrome, &mut act.access, act.session, SessionNotice::Refused(refusal)).await
}

/// Records that the actor entered. From now on they may just listen, so this sign-in does not idle out before the session's end. Returns
/// whether the roll changed.
async fn attend<R: RequiredRole>(on_departure: OnDeparture, act: &mut LiveAct<R>, me: SignedIn) -> Result<bool, Problem> {
    let (id, actor, now) = (act.session, act.access.actor(), act.chrome.now);
    let tx = &mut act.access.tx;
    sign_in::enter(tx, me.id, id.0).await?;
    let at = departure::entry_time(tx, on_departure, id, actor.membership(), now).await?;
    Ok(attendance::store::enter(tx, id, actor, at).await?)
}

async fn end(on_end: &'static [OnEnd], mut act: LiveAct<Staff>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (id, now) = (act.session, act.chrome.now);
    let to = Redirect::to(&format!("/sessions/{id}"));
    if act.state() == SessionState::Ended {
        return Ok(to.into_response());
    }
    if let Err(refusal) = act.state().end() {
        return refuse(act, refusal).await;
    }
    let session = store::find(&mut act.access.tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    ending::end(&mut act.access.tx, &act.app, on_end, &session, now, now).await?;
    act.audit(AuditAction::SessionEnded, id.0).await?;
    let app = act.app.clone();
    act.commit().await?;
    // The walls have no access any more.
    app.events.recheck(None);
    Ok(to.into_response())
}

async fn undo_end(
    on_stage: &'static [OnStage],
    mut act: LiveAct<Staff>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (id, me, now) = (act.session, act.access.membership(), act.chrome.now);
    let to = Redirect::to(&format!("/sessions/{id}/live"));
    if act.state() == SessionState::Live {
        return Ok(to.into_response());
    }
    let session = store::find(&mut act.access.tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    if let Err(refusal) = act.state().undo_end(session.ended_at, now) {
        return refuse(act, refusal).await;
    }
    match ending::undo(&mut act.access.tx, &act.app, on_stage, &session, me, now).await {
        Err(failure) if failure.constraint() == Some("one_live_session_per_group") => {
            return another_is_live(act).await;
        }
        other => other?,
    }
    act.audit(AuditAction::SessionEndUndone, id.0).await?;
    act.commit().await?;
    Ok(to.into_response())
}

/// The session's page: the group has another live session. The transaction has failed, so access is proved again.
async fn another_is_live(act: LiveAct<Staff>) -> Result<Response, Problem> {
    let (id, person) = (act.session, act.access.actor().person());
    let LiveAct { app, chrome, access, .. } = act;
    drop(access);
    let mut access = SessionAccess::<Staff>::prove(&app, person, id.0).await?.group_access;
    session_page(&app, &chrome, &mut access, id, SessionNotice::Refused(SessionRefusal::AnotherIsLive)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EnterForm {
    /// Whether the member enters without having signed the charter.
    #[serde(default)]
    sits_in: bool,
}

async fn enter(
    on_departure: OnDeparture,
    me: SignedIn,
    mut act: LiveAct<AnyRole>,
    FormBody(form): FormBody<EnterForm>,
) -> Result<Response, Problem> {
    let (id, actor) = (act.session, act.access.actor());
    if act.locked.live().is_none() {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    let live = Redirect::to(&format!("/sessions/{id}/live")).into_response();
    let unsigned = actor.role() == Role::Member && charter::store::lacks_signature(act.tx(), actor.group(), actor.membership()).await?;
    if unsigned && !form.sits_in {
        // The live page asks for the signature first and offers to sit in.
        return Ok(live);
    }
    if attend(on_departure, &mut act, me).await? {
        act.publish(attendance::ATTENDANCE, id.0, Recipients::Staff);
    }
    if unsigned {
        shown::store::sit_in(act.tx(), id, actor.membership()).await?;
    }
    act.commit().await?;
    Ok(live)
}
