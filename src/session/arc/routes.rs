//! The routes of the arc: moves between stages, and the plan.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{PlanPage, StagePlanRow, told};
use super::{Course, OnStage, STAGE, Stage, StageMove, StageRefusal, Target, plan, store};
use crate::charter::CHARTER;
use crate::group::{self, GroupAccess, Staff};
use crate::kit::app_state::AppState;
use crate::kit::events::{self, Audience, EventChange, Recipients};
use crate::kit::text::plain;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, FormErrors, Problem};
use crate::session::{self, Session, SessionAccess, SessionState, attendance, reply, shown};

/// Empty rows that the form offers beyond those of the plan.
const SPARE: usize = 2;

pub(in crate::session) fn routes(on_stage: &'static [OnStage]) -> AppRoutes {
    let advance = move |app: State<AppState>, chrome: Chrome, access: SessionAccess<Staff>, typed: FormBody<AdvanceForm>| {
        advance(on_stage, app, chrome, access, typed)
    };
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/stage", advance)
        .post(Access::GroupStaff, "/sessions/{session}/tender", mark)
        .get(Access::GroupStaff, "/sessions/{session}/plan", form)
        .post(Access::GroupStaff, "/sessions/{session}/plan", change)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceForm {
    /// The number of the visit that was on the screen.
    seen: i32,
    #[serde(rename = "move")]
    by: Option<StageMove>,
    to: Option<usize>,
}

async fn advance(
    on_stage: &'static [OnStage],
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<AdvanceForm>,
) -> Result<Response, Problem> {
    let target = match (typed.by, typed.to) {
        (Some(by), None) => Target::By(by),
        (None, Some(place)) => Target::To(place),
        _ => return Err(Problem::BadForm),
    };
    let (session, course) = lock_session(&app, &mut access).await?;
    let seat = &mut access.group_access;
    let destination = if session.state == SessionState::Live { course.destination(typed.seen, target) } else { Err(StageRefusal::NotLive) };
    let place = match destination {
        Ok(place) => place,
        // A second tap on the same button: the first one succeeded.
        Err(StageRefusal::Moved) if is_own_repeated_move(&course, typed.seen, target, seat.membership()) => {
            return answer(&chrome, &session, &course);
        }
        Err(refusal) => return refuse(&app, &chrome, seat, session, &course, refusal).await,
    };
    let stage = course.plan[place - 1].stage;
    let me = seat.membership();
    store::enter(&mut seat.tx, &session, &course, place, stage, target == Target::By(StageMove::Again), Some(me), chrome.now).await?;
    for show in on_stage {
        show(&mut seat.tx, &session).await?;
    }
    // The questions on a member's own phone depend on the stage: how they are, what they took home last time.
    attendance::store::tell_each(&mut seat.tx, session.practice, session.id, STAGE).await?;
    if shown::store::follow(&mut seat.tx, session.id, stage).await? {
        let change = EventChange { kind: CHARTER, subject: session.group.0, to: Recipients::Everyone };
        events::record(&mut seat.tx, session.practice.0, session.id.0, change).await?;
    }
    publish_and_answer(&app, &chrome, access, session).await
}

/// Whether the previous move was the same one, by the same person.
fn is_own_repeated_move(course: &Course, seen: i32, target: Target, me: group::MembershipId) -> bool {
    let Some((last, before)) = course.visits.split_last() else { return false };
    let before = Course { plan: course.plan.clone(), visits: before.to_vec() };
    last.by == Some(me) && before.destination(seen, target) == Ok(last.place) && last.again == (target == Target::By(StageMove::Again))
}

async fn lock_session(app: &AppState, access: &mut SessionAccess<Staff>) -> Result<(Session, Course), Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    session::store::lock_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = store::course(tx, &session).await?;
    Ok((session, course))
}

/// Publishes the change to everyone, commits, and responds with the current arc.
async fn publish_and_answer(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff>,
    session: Session,
) -> Result<Response, Problem> {
    let seat = &mut access.group_access;
    let practice = seat.practice().0;
    events::record(&mut seat.tx, practice, session.id.0, EventChange { kind: STAGE, subject: session.id.0, to: Recipients::Everyone })
        .await?;
    let course = store::course(&mut seat.tx, &session).await?;
    let response = answer(chrome, &session, &course)?;
    access.group_access.tx.commit().await?;
    app.events.wake(session.id.0);
    Ok(response)
}

fn answer(chrome: &Chrome, session: &Session, course: &Course) -> Result<Response, Problem> {
    Ok(reply::done(chrome, session.id, told(chrome, session, course, Audience::Staff)?))
}

async fn refuse(
    app: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<Staff>,
    session: Session,
    course: &Course,
    refusal: StageRefusal,
) -> Result<Response, Problem> {
    let status = if refusal == StageRefusal::Moved { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let other_move = course.now().filter(|_| refusal == StageRefusal::Moved);
    let by = match other_move.and_then(|visit| visit.by.map(|by| (by, visit.stage))) {
        Some((by, stage)) => group::store::name_of(&mut seat.tx, &app.vault, by).await?.map(|name| (name, stage)),
        None => None,
    };
    let words = match by {
        Some((name, stage)) => chrome.locale().message("stage-moved-by").arg("name", name).arg("stage", stage.key()),
        None => chrome.locale().message(refusal.key()),
    };
    Ok(reply::refused(chrome, session.id, status, &words, told(chrome, &session, course, Audience::Staff)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkStageForm {
    tender: bool,
}

async fn mark(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<MarkStageForm>,
) -> Result<Response, Problem> {
    let (session, course) = lock_session(&app, &mut access).await?;
    if session.state != SessionState::Live {
        return refuse(&app, &chrome, &mut access.group_access, session, &course, StageRefusal::NotLive).await;
    }
    if store::set_tender(&mut access.group_access.tx, session.id, typed.tender).await? {
        return publish_and_answer(&app, &chrome, access, session).await;
    }
    answer(&chrome, &session, &course)
}

async fn form(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = store::course(&mut seat.tx, &session).await?;
    let from = course.place().saturating_sub(1);
    let rows =
        course.plan.iter().skip(from).map(|step| StagePlanRow { stage: Some(step.stage), minutes: step.minutes.to_string() }).collect();
    page(&app, &chrome, seat, session, course, rows, FormErrors::default(), false).await
}

#[expect(clippy::too_many_arguments, reason = "everything that a refused form shows again")]
async fn page(
    app: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<Staff>,
    session: Session,
    course: Course,
    mut rows: Vec<StagePlanRow>,
    complaints: FormErrors,
    keep: bool,
) -> Result<Response, Problem> {
    let group = group::store::find(&mut seat.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let limit = (plan::STEPS.end() + 1).saturating_sub(course.place().max(1));
    let spare = rows.iter().filter(|row| row.stage.is_none()).count();
    rows.extend((spare..SPARE).map(|_| StagePlanRow { stage: None, minutes: String::new() }));
    rows.truncate(limit);
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &PlanPage { group, session, course, rows, complaints, keep }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageForm {
    /// The number of the visit that was on the screen.
    seen: i32,
    #[serde(default)]
    stage: Vec<String>,
    #[serde(default)]
    minutes: Vec<String>,
    #[serde(default)]
    keep: bool,
}

async fn change(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<StageForm>,
) -> Result<Response, Problem> {
    if typed.stage.len() != typed.minutes.len() {
        return Err(Problem::BadForm);
    }
    let (session, course) = lock_session(&app, &mut access).await?;
    let stages: Vec<Option<Stage>> = typed.stage.iter().map(|code| Stage::ALL.into_iter().find(|stage| stage.code() == code)).collect();
    let rows: Vec<_> = stages.iter().copied().zip(typed.minutes.iter().map(|minutes| plain(minutes).parse::<i32>().ok())).collect();
    let mut complaints = FormErrors::default();
    let open = matches!(session.state, SessionState::Planned | SessionState::Live);
    if !open || typed.seen != course.number() {
        let refusal = if open { StageRefusal::Moved } else { StageRefusal::NotLive };
        complaints.add("plan", chrome.locale().message(refusal.key()));
    }
    let plan = complaints.check("plan", plan::parse_rows(&rows), |refusal| chrome.locale().message(refusal.key()));
    let plan = plan.and_then(|steps| {
        complaints.check("plan", plan::replace_rest(&course.plan, course.place(), steps), |refusal| chrome.locale().message(refusal.key()))
    });
    let Some(plan) = plan.filter(|_| complaints.is_empty()) else {
        let rows = stages.into_iter().zip(typed.minutes).map(|(stage, minutes)| StagePlanRow { stage, minutes }).collect();
        return page(&app, &chrome, &mut access.group_access, session, course, rows, complaints, typed.keep).await;
    };
    let seat = &mut access.group_access;
    let actor = seat.actor();
    store::set_plan(&mut seat.tx, actor.practice, session.id, &plan).await?;
    if typed.keep {
        store::set_template(&mut seat.tx, actor.practice, actor.group, &plan).await?;
    }
    if session.state == SessionState::Live {
        publish_and_answer(&app, &chrome, access, session).await
    } else {
        access.group_access.tx.commit().await?;
        Ok(Redirect::to(&format!("/sessions/{}", session.id)).into_response())
    }
}
