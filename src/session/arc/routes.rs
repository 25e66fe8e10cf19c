//! The routes of the arc: moves between stages, and the plan.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::act::{self, Way};
use super::views::{self, PlanBar, PlanPage, PlanSource, PlanStart, StagePlanRow};
use super::{Course, OnStage, PlannedStage, STAGE, Stage, StageMove, StageRefusal, Target, plan, store};
use crate::group::{self, GroupAccess, Staff};
use crate::kit::events::Recipients;
use crate::kit::refusal::Refusal;
use crate::kit::text::{clean_line, plain};
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, Session, SessionAccess, SessionState};

/// Empty rows that the form offers beyond those of the plan.
const SPARE: usize = 2;

pub(in crate::session) fn routes(on_stage: &'static [OnStage]) -> AppRoutes {
    let advance = move |act: LiveAct<Staff>, form: FormBody<AdvanceForm>| advance(on_stage, act, form);
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
    mut act: LiveAct<Staff>,
    FormBody(form): FormBody<AdvanceForm>,
) -> Result<Response, Problem> {
    let target = match (form.by, form.to) {
        (Some(by), None) => Target::By(by),
        (None, Some(place)) => Target::To(place),
        _ => return Err(Problem::BadForm),
    };
    let (session, course) = act::load(&mut act).await?;
    if let Way::To(place) = act::check(&mut act, &course, form.seen, target).await? {
        act::enter(&mut act, on_stage, &session, &course, place, target == Target::By(StageMove::Again)).await?;
    }
    let fragment = act::fragment(&mut act, &session).await?;
    act.done(session.id, fragment).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkStageForm {
    tender: bool,
}

async fn mark(mut act: LiveAct<Staff>, FormBody(form): FormBody<MarkStageForm>) -> Result<Response, Problem> {
    let (session, _) = act::load(&mut act).await?;
    act.locked.live().ok_or(StageRefusal::NotLive)?;
    if store::set_tender(act.tx(), session.id, form.tender).await? {
        act.publish(STAGE, session.id.0, Recipients::Everyone);
    }
    let fragment = act::fragment(&mut act, &session).await?;
    act.done(session.id, fragment).await
}

#[derive(Deserialize)]
struct PlanQuery {
    /// The plan that fills the rows, unsaved; the session's own if missing.
    from: Option<PlanSource>,
}

async fn form(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    QueryParams(query): QueryParams<PlanQuery>,
) -> Result<Response, Problem> {
    let id = access.session();
    let group_access = &mut access.group_access;
    let session = session::store::find(&mut group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = store::course(&mut group_access.tx, &session).await?;
    let shown = ShownPlan {
        rows: StagePlanRow::of(course.plan.get(course.place().saturating_sub(1)..).unwrap_or_default()),
        question: session.question.clone().unwrap_or_default(),
        from: query.from,
        ..ShownPlan::default()
    };
    page(&app, &chrome, group_access, session, course, shown).await
}

/// What the form shows.
#[derive(Default)]
struct ShownPlan {
    rows: Vec<StagePlanRow>,
    question: String,
    errors: FormErrors,
    keep: bool,
    /// The plan that replaces the rows.
    from: Option<PlanSource>,
}

async fn page(
    app: &AppState,
    chrome: &Chrome,
    group_access: &mut GroupAccess<Staff>,
    session: Session,
    course: Course,
    shown: ShownPlan,
) -> Result<Response, Problem> {
    let ShownPlan { mut rows, question, errors, keep, from } = shown;
    let group = group::store::find(&mut group_access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chrome = chrome.clone().in_zone(group.time_zone);
    let held = last_held(app, group_access, &session).await?;
    let starts = starts(group_access, &session, held.as_ref()).await?;
    let filled = starts.iter().find(|start| Some(start.from) == from);
    if let Some(start) = filled {
        rows = StagePlanRow::of(&start.steps);
    }
    let filled = filled.map(|start| start.from);
    let limit = (plan::STEPS.end() + 1).saturating_sub(course.place().max(1));
    let spare = rows.iter().filter(|row| row.stage.is_none()).count();
    rows.extend((spare..SPARE).map(|_| StagePlanRow::new(None, String::new())));
    rows.truncate(limit);
    let been = course.plan.iter().take(course.place().saturating_sub(1)).copied();
    let steps: Vec<PlannedStage> = been.chain(rows.iter().filter_map(StagePlanRow::planned)).collect();
    let bar = PlanBar::of(&steps, session.minutes, chrome.locale().dir() == "rtl");
    let clock = course.clock();
    let planned = session.starts_at + TimeDelta::minutes(views::been(&course).into());
    let begins = clock.map_or(planned, |clock| clock.began.with_timezone(&session.time_zone));
    let spent = clock.map_or(0, |clock| clock.elapsed(chrome.now).num_minutes());
    views::set_times(&mut rows, begins, spent);
    let mut last = HashMap::new();
    for step in held.iter().flat_map(|course| course.shown(chrome.now)) {
        *last.entry(step.stage).or_default() += step.spent;
    }
    let page = PlanPage { group, session, course, rows, begins, spent, bar, starts, filled, question, last, errors, keep };
    Ok(chrome.page_with(status, &page))
}

/// The course of the group's last held session before this one.
async fn last_held(app: &AppState, group_access: &mut GroupAccess<Staff>, session: &Session) -> Result<Option<Course>, Problem> {
    let sessions = session::store::of_groups(&mut group_access.tx, &app.vault, &[session.group.0]).await?;
    let held = |one: &&Session| one.state == SessionState::Ended && one.starts_at < session.starts_at;
    let Some(last) = sessions.iter().rev().find(held) else { return Ok(None) };
    Ok(Some(store::course(&mut group_access.tx, last).await?))
}

/// The plans that a planned session can start from.
async fn starts(group_access: &mut GroupAccess<Staff>, session: &Session, held: Option<&Course>) -> Result<Vec<PlanStart>, Problem> {
    if session.state != SessionState::Planned {
        return Ok(Vec::new());
    }
    let last = held.map(|course| course.plan.clone()).unwrap_or_default();
    let template = store::template(&mut group_access.tx, session.group).await?;
    let sources = [(PlanSource::Last, last), (PlanSource::Group, template), (PlanSource::Standard, plan::usual(session.minutes))];
    let there = sources.into_iter().filter(|(_, steps)| !steps.is_empty());
    Ok(there.map(|(from, steps)| PlanStart { from, steps: plan::fitted(&steps, session.minutes) }).collect())
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
    /// The question of the round; a form without it leaves the question as it is.
    question: Option<String>,
    #[serde(default)]
    keep: bool,
}

async fn change(mut act: LiveAct<Staff>, FormBody(form): FormBody<StageForm>) -> Result<Response, Problem> {
    if form.stage.len() != form.minutes.len() {
        return Err(Problem::BadForm);
    }
    let (session, course) = act::load(&mut act).await?;
    let locale = act.chrome.locale();
    let stages: Vec<Option<Stage>> = form.stage.iter().map(|code| Stage::ALL.into_iter().find(|stage| stage.code() == code)).collect();
    let rows: Vec<_> = stages.iter().copied().zip(form.minutes.iter().map(|minutes| plain(minutes).parse::<i32>().ok())).collect();
    let mut errors = FormErrors::default();
    let open = matches!(session.state, SessionState::Planned | SessionState::Live);
    if !open || form.seen != course.number() {
        let refusal = if open { StageRefusal::Moved } else { StageRefusal::NotLive };
        errors.add("plan", locale.message(refusal.key()));
    }
    let plan = errors.check("plan", plan::parse_rows(&rows), |refusal| locale.message(refusal.key()));
    let plan = plan.and_then(|steps| {
        errors.check("plan", plan::replace_rest(&course.plan, course.place(), steps), |refusal| locale.message(refusal.key()))
    });
    let question = match form.question.as_deref().map(str::trim) {
        None => session.question.clone(),
        Some("") => None,
        Some(typed) => errors.check("question", clean_line(typed, plan::QUESTION_LIMIT), |refusal| refusal.message(locale)),
    };
    let Some(plan) = plan.filter(|_| errors.is_empty()) else {
        let question = form.question.or(session.question.clone()).unwrap_or_default();
        let rows = stages.into_iter().zip(form.minutes).map(|(stage, minutes)| StagePlanRow::new(stage, minutes)).collect();
        let shown = ShownPlan { rows, question, errors, keep: form.keep, from: None };
        return page(&act.app, &act.chrome, &mut act.access, session, course, shown).await;
    };
    let actor = act.access.actor();
    store::set_plan(act.tx(), actor.practice(), session.id, &plan).await?;
    if question != session.question {
        session::store::set_question(&mut act.access.tx, &act.app.vault, &session, question.as_deref()).await?;
    }
    if form.keep {
        store::set_template(act.tx(), actor.practice(), actor.group(), &plan).await?;
    }
    let is_live = session.state == SessionState::Live;
    if is_live {
        act.publish(STAGE, session.id.0, Recipients::Everyone);
    }
    act.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{}{}", session.id, if is_live { "/live" } else { "" })).into_response())
}
