//! The doors of the arc: moving on, and the plan.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{PlanPage, StagePlanRow, told};
use super::{Course, OnStage, STAGE, Stage, StageMove, StageRefusal, Target, plan, store};
use crate::charter::CHARTER;
use crate::group::{self, GroupAccess, Staff};
use crate::kit::house::AppState;
use crate::kit::relay::{self, Audience, EventChange, Recipients};
use crate::kit::text::plain;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, FormErrors, Problem};
use crate::session::{self, Session, SessionAccess, SessionState, attendance, reply, shown};

/// Rows that the form offers beyond those of the plan.
const SPARE: usize = 2;

/// The doors of the arc.
pub(in crate::session) fn doors(on_stage: &'static [OnStage]) -> AppRoutes {
    let go = move |house: State<AppState>, chrome: Chrome, here: SessionAccess<Staff>, typed: FormBody<AdvanceForm>| {
        go(on_stage, house, chrome, here, typed)
    };
    AppRoutes::new()
        .post(Access::SeatOfStaff, "/sessions/{session}/stage", go)
        .post(Access::SeatOfStaff, "/sessions/{session}/tender", mark)
        .get(Access::SeatOfStaff, "/sessions/{session}/plan", form)
        .post(Access::SeatOfStaff, "/sessions/{session}/plan", change)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceForm {
    /// The number of the stage that was on the screen.
    seen: i32,
    #[serde(rename = "move")]
    by: Option<StageMove>,
    to: Option<usize>,
}

async fn go(
    on_stage: &'static [OnStage],
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<AdvanceForm>,
) -> Result<Response, Problem> {
    let target = match (typed.by, typed.to) {
        (Some(by), None) => Target::By(by),
        (None, Some(place)) => Target::To(place),
        _ => return Err(Problem::BadForm),
    };
    let (session, course) = hold(&house, &mut here).await?;
    let seat = &mut here.seat;
    let refused = if session.state == SessionState::Live { course.go(typed.seen, target) } else { Err(StageRefusal::NotLive) };
    let place = match refused {
        Ok(place) => place,
        // The same tap twice: what was wanted is so.
        Err(StageRefusal::Moved) if was_mine(&course, typed.seen, target, seat.membership()) => {
            return answer(&chrome, &session, &course);
        }
        Err(refusal) => return refuse(&house, &chrome, seat, session, &course, refusal).await,
    };
    let stage = course.plan[place - 1].stage;
    let me = seat.membership();
    store::enter(&mut seat.tx, &session, &course, place, stage, target == Target::By(StageMove::Again), Some(me), chrome.now).await?;
    for show in on_stage {
        show(&mut seat.tx, &session).await?;
    }
    // What one's own phone asks follows the stage: how one comes, what was last time.
    attendance::store::tell_each(&mut seat.tx, session.practice, session.id, STAGE).await?;
    if shown::store::follow(&mut seat.tx, session.id, stage).await? {
        let change = EventChange { kind: CHARTER, subject: session.group.0, to: Recipients::Everyone };
        relay::record(&mut seat.tx, session.practice.0, session.id.0, change).await?;
    }
    tell(&house, &chrome, here, session).await
}

/// Whether the move that came before this one was the very same, by the same person.
fn was_mine(course: &Course, seen: i32, target: Target, me: group::MembershipId) -> bool {
    let Some((last, before)) = course.visits.split_last() else { return false };
    let before = Course { plan: course.plan.clone(), visits: before.to_vec() };
    last.by == Some(me) && before.go(seen, target) == Ok(last.place) && last.again == (target == Target::By(StageMove::Again))
}

async fn hold(house: &AppState, here: &mut SessionAccess<Staff>) -> Result<(Session, Course), Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    session::store::hold_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = store::course(tx, &session).await?;
    Ok((session, course))
}

/// Tells every screen, keeps it, and answers with the arc as it is now.
async fn tell(house: &AppState, chrome: &Chrome, mut here: SessionAccess<Staff>, session: Session) -> Result<Response, Problem> {
    let seat = &mut here.seat;
    let practice = seat.practice().0;
    relay::record(&mut seat.tx, practice, session.id.0, EventChange { kind: STAGE, subject: session.id.0, to: Recipients::Everyone })
        .await?;
    let course = store::course(&mut seat.tx, &session).await?;
    let response = answer(chrome, &session, &course)?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.id.0);
    Ok(response)
}

fn answer(chrome: &Chrome, session: &Session, course: &Course) -> Result<Response, Problem> {
    Ok(reply::done(chrome, session.id, told(chrome, session, course, Audience::Staff)?))
}

async fn refuse(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<Staff>,
    session: Session,
    course: &Course,
    refusal: StageRefusal,
) -> Result<Response, Problem> {
    let status = if refusal == StageRefusal::Moved { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let faster = course.now().filter(|_| refusal == StageRefusal::Moved);
    let by = match faster.and_then(|visit| visit.by.map(|by| (by, visit.stage))) {
        Some((by, stage)) => group::store::name_of(&mut seat.tx, &house.vault, by).await?.map(|name| (name, stage)),
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
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<MarkStageForm>,
) -> Result<Response, Problem> {
    let (session, course) = hold(&house, &mut here).await?;
    if session.state != SessionState::Live {
        return refuse(&house, &chrome, &mut here.seat, session, &course, StageRefusal::NotLive).await;
    }
    if store::set_tender(&mut here.seat.tx, session.id, typed.tender).await? {
        return tell(&house, &chrome, here, session).await;
    }
    answer(&chrome, &session, &course)
}

async fn form(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = store::course(&mut seat.tx, &session).await?;
    let from = course.place().saturating_sub(1);
    let rows =
        course.plan.iter().skip(from).map(|step| StagePlanRow { stage: Some(step.stage), minutes: step.minutes.to_string() }).collect();
    page(&house, &chrome, seat, session, course, rows, FormErrors::default(), false).await
}

#[expect(clippy::too_many_arguments, reason = "what a form that comes back needs")]
async fn page(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<Staff>,
    session: Session,
    course: Course,
    mut rows: Vec<StagePlanRow>,
    complaints: FormErrors,
    keep: bool,
) -> Result<Response, Problem> {
    let group = group::store::find(&mut seat.tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let room = (plan::STEPS.end() + 1).saturating_sub(course.place().max(1));
    let spare = rows.iter().filter(|row| row.stage.is_none()).count();
    rows.extend((spare..SPARE).map(|_| StagePlanRow { stage: None, minutes: String::new() }));
    rows.truncate(room);
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &PlanPage { group, session, course, rows, complaints, keep }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageForm {
    /// The number of the stage that was on the screen.
    seen: i32,
    #[serde(default)]
    stage: Vec<String>,
    #[serde(default)]
    minutes: Vec<String>,
    #[serde(default)]
    keep: bool,
}

async fn change(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<StageForm>,
) -> Result<Response, Problem> {
    if typed.stage.len() != typed.minutes.len() {
        return Err(Problem::BadForm);
    }
    let (session, course) = hold(&house, &mut here).await?;
    let stages: Vec<Option<Stage>> = typed.stage.iter().map(|code| Stage::ALL.into_iter().find(|stage| stage.code() == code)).collect();
    let rows: Vec<_> = stages.iter().copied().zip(typed.minutes.iter().map(|minutes| plain(minutes).parse::<i32>().ok())).collect();
    let mut complaints = FormErrors::default();
    let open = matches!(session.state, SessionState::Planned | SessionState::Live);
    if !open || typed.seen != course.number() {
        let refusal = if open { StageRefusal::Moved } else { StageRefusal::NotLive };
        complaints.say("plan", chrome.locale().message(refusal.key()));
    }
    let plan = complaints.take("plan", plan::typed(&rows), |refusal| chrome.locale().message(refusal.key()));
    let plan = plan.and_then(|steps| {
        complaints.take("plan", plan::changed(&course.plan, course.place(), steps), |refusal| chrome.locale().message(refusal.key()))
    });
    let Some(plan) = plan.filter(|_| complaints.is_empty()) else {
        let rows = stages.into_iter().zip(typed.minutes).map(|(stage, minutes)| StagePlanRow { stage, minutes }).collect();
        return page(&house, &chrome, &mut here.seat, session, course, rows, complaints, typed.keep).await;
    };
    let seat = &mut here.seat;
    let sits = seat.sitting();
    store::set_plan(&mut seat.tx, sits.practice, session.id, &plan).await?;
    if typed.keep {
        store::set_template(&mut seat.tx, sits.practice, sits.group, &plan).await?;
    }
    if session.state == SessionState::Live {
        tell(&house, &chrome, here, session).await
    } else {
        here.seat.tx.commit().await?;
        Ok(Redirect::to(&format!("/sessions/{}", session.id)).into_response())
    }
}
