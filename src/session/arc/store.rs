//! Queries for the plan and the stages.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Course, PlannedStage, Stage, Visit, plan};
use crate::group::{GroupId, MembershipId};
use crate::practice::PracticeId;
use crate::session::{Session, SessionId};

pub async fn course(conn: &mut PgConnection, session: &Session) -> Result<Course, sqlx::Error> {
    let visits = sqlx::query!(
        "select number, place, stage, again, tender, taken_back, started_at, ended_at, by_membership from session_stage where session_id = $1 order by number",
        session.id as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let visits = visits
        .into_iter()
        .map(|row| Visit {
            number: row.number,
            place: usize::try_from(row.place).unwrap_or(0),
            stage: row.stage,
            again: row.again,
            tender: row.tender,
            taken_back: row.taken_back,
            started_at: row.started_at,
            ended_at: row.ended_at,
            by: row.by_membership,
        })
        .collect();
    Ok(Course { plan: plan_of(conn, session).await?, visits })
}

/// The plan of a session: its own, else the group's template or the usual stages, fitted to its length.
async fn plan_of(conn: &mut PgConnection, session: &Session) -> Result<Vec<PlannedStage>, sqlx::Error> {
    let own = sqlx::query_as!(
        PlannedStage,
        "select stage, minutes from planned_stage where session_id = $1 order by place",
        session.id as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    if !own.is_empty() {
        return Ok(own);
    }
    let template = template(conn, session.group).await?;
    Ok(if template.is_empty() { plan::usual(session.minutes) } else { plan::fitted(&template, session.minutes) })
}

/// The group's template for the plan of its sessions; empty while it has none.
pub async fn template(conn: &mut PgConnection, group: GroupId) -> Result<Vec<PlannedStage>, sqlx::Error> {
    sqlx::query_as!(PlannedStage, "select stage, minutes from group_stage where group_id = $1 order by place", group as GroupId)
        .fetch_all(conn)
        .await
}

/// Replaces a session's plan.
pub async fn set_plan(
    conn: &mut PgConnection,
    practice: PracticeId,
    session: SessionId,
    steps: &[PlannedStage],
) -> Result<(), sqlx::Error> {
    let (stages, minutes) = columns(steps);
    sqlx::query!("delete from planned_stage where session_id = $1", session as SessionId).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into planned_stage (practice_id, session_id, place, stage, minutes)
         select $1, $2, row_number() over (), stage, minutes from unnest($3::text[], $4::int[]) as step (stage, minutes)",
        practice as PracticeId,
        session as SessionId,
        &stages,
        &minutes
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces the group's template.
pub async fn set_template(
    conn: &mut PgConnection,
    practice: PracticeId,
    group: GroupId,
    steps: &[PlannedStage],
) -> Result<(), sqlx::Error> {
    let (stages, minutes) = columns(steps);
    sqlx::query!("delete from group_stage where group_id = $1", group as GroupId).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into group_stage (practice_id, group_id, place, stage, minutes)
         select $1, $2, row_number() over (), stage, minutes from unnest($3::text[], $4::int[]) as step (stage, minutes)",
        practice as PracticeId,
        group as GroupId,
        &stages,
        &minutes
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn columns(steps: &[PlannedStage]) -> (Vec<String>, Vec<i32>) {
    steps.iter().map(|step| (step.stage.code().to_owned(), step.minutes)).unzip()
}

/// Begins the arc at the start of a session: stores its plan, so that a later change of the template does not affect it, and enters the
/// first stage, which it returns.
pub async fn begin(conn: &mut PgConnection, session: &Session, now: DateTime<Utc>) -> Result<Option<Stage>, sqlx::Error> {
    let plan = plan_of(conn, session).await?;
    set_plan(conn, session.practice, session.id, &plan).await?;
    let first = plan.first().map(|step| step.stage);
    if let Some(stage) = first {
        enter(conn, session, &Course::default(), 1, stage, false, None, now).await?;
    }
    Ok(first)
}

/// Ends the current stage and begins another. The caller holds the lock on the session's row; the constraint `one_stage_at_a_time` enforces
/// the rule.
#[expect(clippy::too_many_arguments, reason = "one argument for each column")]
pub async fn enter(
    conn: &mut PgConnection,
    session: &Session,
    course: &Course,
    place: usize,
    stage: Stage,
    again: bool,
    by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    end(conn, session.id, now).await?;
    sqlx::query!(
        "insert into session_stage (practice_id, session_id, number, place, stage, again, started_at, by_membership)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        session.practice as PracticeId,
        session.id as SessionId,
        course.number() + 1,
        i32::try_from(place).unwrap_or(i32::MAX),
        stage as Stage,
        again,
        now,
        by as Option<MembershipId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the current stage, if there is one.
pub async fn end(conn: &mut PgConnection, session: SessionId, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update session_stage set ended_at = greatest(started_at, $2) where session_id = $1 and ended_at is null",
        session as SessionId,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks the subject of the current stage as tender, or removes the mark. Returns whether that changed anything.
pub async fn set_tender(conn: &mut PgConnection, session: SessionId, tender: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update session_stage set tender = $2 where session_id = $1 and ended_at is null and tender <> $2",
        session as SessionId,
        tender
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Marks a visit as taken back.
pub async fn take_back(conn: &mut PgConnection, session: SessionId, number: i32) -> Result<(), sqlx::Error> {
    sqlx::query!("update session_stage set taken_back = true where session_id = $1 and number = $2", session as SessionId, number)
        .execute(conn)
        .await?;
    Ok(())
}
