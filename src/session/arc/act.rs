//! Entering a stage during a request: the move itself, what the hooks do with it, and what is published.

use super::views::arc_fragment;
use super::{Course, OnStage, STAGE, StageChange, StageMove, StageRefusal, Target, store};
use crate::charter::CHARTER;
use crate::group::{self, MembershipId, Staff};
use crate::kit::events::{Audience, Recipients};
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, Session, SessionAnchor, attendance, shown};

/// The locked session and its course.
pub async fn load<On: SessionAnchor>(act: &mut LiveAct<Staff, On>) -> Result<(Session, Course), Problem> {
    let session = session::store::find(&mut act.access.tx, &act.app.vault, act.session).await?.ok_or(Problem::NotFound)?;
    let course = store::course(act.tx(), &session).await?;
    Ok((session, course))
}

/// Where a request leads, or that there is nothing left to do.
pub enum Way {
    /// To this step of the plan, from 1.
    To(usize),
    /// The same person pressed the same button twice: the first press succeeded.
    Done,
}

/// Checks a move that was requested from a page that showed the visit `seen`. When another person was faster, the refusal says who, and to
/// which stage they moved.
pub async fn check(act: &mut LiveAct<Staff>, course: &Course, seen: i32, target: Target) -> Result<Way, Problem> {
    act.locked.live().ok_or(StageRefusal::NotLive)?;
    match course.destination(seen, target) {
        Err(StageRefusal::Moved) if is_own_repeated_move(course, seen, target, act.access.membership()) => Ok(Way::Done),
        Err(StageRefusal::Moved) => Err(late_move(act, course).await?),
        place => Ok(Way::To(place?)),
    }
}

/// Whether the previous move was the same one, by the same person.
fn is_own_repeated_move(course: &Course, seen: i32, target: Target, me: MembershipId) -> bool {
    let Some((last, before)) = course.visits.split_last() else { return false };
    let before = Course { plan: course.plan.clone(), visits: before.to_vec() };
    last.by == Some(me) && before.destination(seen, target) == Ok(last.place) && last.again == (target == Target::By(StageMove::Again))
}

/// Another staff member was faster: says who, and to which stage they moved.
pub async fn late_move(act: &mut LiveAct<Staff>, course: &Course) -> Result<Problem, Problem> {
    if let Some(visit) = course.now()
        && let Some(by) = visit.by
        && let Some(name) = group::store::name_of(&mut act.access.tx, &act.app.vault, by).await?
    {
        let words = act.chrome.locale().message("stage-moved-by").arg("name", name).arg("stage", visit.stage.key());
        return Ok(Refused::with_message(&StageRefusal::Moved, words).into());
    }
    Ok(StageRefusal::Moved.into())
}

/// Enters a step of the plan, runs the hooks, and publishes the change.
pub async fn enter(
    act: &mut LiveAct<Staff>,
    on_stage: &[OnStage],
    session: &Session,
    course: &Course,
    place: usize,
    again: bool,
) -> Result<(), Problem> {
    let live = act.locked.live().ok_or(StageRefusal::NotLive)?;
    let (me, now) = (act.access.membership(), act.chrome.now);
    let stage = course.plan[place - 1].stage;
    store::enter(act.tx(), session, course, place, stage, again, Some(me), now).await?;
    let change = StageChange { from: course.now().map(|visit| visit.stage), to: stage, at: now, undoes: None, live };
    follow(act, on_stage, session, change).await
}

/// Takes the last move back: the visit before goes on as a new one, and what the move ended or moved is as it was.
///
/// # Errors
/// [`StageRefusal::TooLate`].
pub async fn undo(act: &mut LiveAct<Staff>, on_stage: &[OnStage], session: &Session, course: &Course) -> Result<(), Problem> {
    let live = act.locked.live().ok_or(StageRefusal::NotLive)?;
    let (me, now) = (act.access.membership(), act.chrome.now);
    let (Some(last), Some(before)) = (course.now(), course.undo(now)) else { return Err(StageRefusal::TooLate.into()) };
    store::take_back(act.tx(), session.id, last.number).await?;
    store::enter(act.tx(), session, course, before.place, before.stage, false, Some(me), now).await?;
    let change = StageChange { from: Some(last.stage), to: before.stage, at: now, undoes: Some(last.started_at), live };
    follow(act, on_stage, session, change).await
}

/// Runs the hooks of a stage change, and publishes it.
async fn follow(act: &mut LiveAct<Staff>, on_stage: &[OnStage], session: &Session, change: StageChange) -> Result<(), Problem> {
    for hook in on_stage {
        hook(act.tx(), session, change).await?;
    }
    // The questions on a member's own phone depend on the stage: how they are, what they took home last time.
    attendance::store::tell_each(act.tx(), session.practice, session.id, STAGE).await?;
    if shown::store::follow(act.tx(), session.id, change.to).await? {
        act.publish(CHARTER, session.group.0, Recipients::Everyone);
    }
    act.publish(STAGE, session.id.0, Recipients::Everyone);
    Ok(())
}

/// The arc as it is now, for the console that moved it.
pub async fn fragment(act: &mut LiveAct<Staff>, session: &Session) -> Result<String, Problem> {
    let course = store::course(act.tx(), session).await?;
    Ok(arc_fragment(&act.chrome, session, &course, Audience::Staff)?)
}
