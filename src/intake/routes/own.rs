//! The intake of a candidate, or a member, about themselves: an overview, and one question on each screen.

use super::keep::{AnswerAuthor, KeepAnswerForm, KeepOutcome, StepPathParams, fragment, redirect};
use crate::group::{self, Group, MembershipState, Role};
use crate::intake::views::{IntakeStepView, OwnIntakePage, StepPage};
use crate::intake::{Applicant, IntakeStep, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::web::prelude::*;

/// What a person outside the group may see of it: its name, and who leads it.
async fn group_and_therapist(app: &AppState, me: &mut Applicant) -> Result<(Group, Option<String>), Problem> {
    let id = me.group();
    let group = group::store::find(&mut me.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut me.tx, &app.vault, id).await?;
    let leads = |one: &group::Membership| one.role == Role::Therapist && one.state == MembershipState::Active;
    Ok((group, people.into_iter().find(leads).and_then(|one| one.name)))
}

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut me: Applicant) -> Result<Response, Problem> {
    let (group, therapist) = group_and_therapist(&app, &mut me).await?;
    let mine = me.membership();
    let parts = store::load_parts(&mut me.tx, &app.vault, mine).await?;
    let steps = IntakeStep::OWN.map(|step| IntakeStepView::of(step, parts.iter().find(|part| part.step == step), mine)).into();
    let chrome = chrome.in_zone(group.time_zone);
    let page = OwnIntakePage { group: group.id, name: group.name, therapist, status: me.status(), listed: me.listed(), steps };
    Ok(chrome.page(&page))
}

/// The severity is no question to a candidate: such a page does not exist.
fn candidate_step(step: IntakeStep) -> Result<IntakeStep, Problem> {
    if step == IntakeStep::Severity { Err(Problem::NotFound) } else { Ok(step) }
}

fn overview(me: &Applicant) -> String {
    format!("/groups/{}/intake", me.group())
}

pub(super) async fn step(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    StepPathParams(step): StepPathParams,
) -> Result<Response, Problem> {
    let step = candidate_step(step)?;
    if !me.status().may_write() {
        return Ok(redirect(&overview(&me)));
    }
    let mine = me.membership();
    let part = store::part(&mut me.tx, &app.vault, mine, step).await?;
    let ask = IntakeStepView::of(step, part.as_ref(), mine);
    let page = step_page(&app, &mut me, ask).await?;
    Ok(chrome.in_zone(page.1.time_zone).page(&page.0))
}

async fn step_page(app: &AppState, me: &mut Applicant, ask: IntakeStepView) -> Result<(StepPage, Group), Problem> {
    let (group, therapist) = group_and_therapist(app, me).await?;
    let path = format!("{}/{}", overview(me), ask.step.code());
    Ok((StepPage { group: group.id, name: group.name.clone(), therapist, ask, path }, group))
}

pub(super) async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    StepPathParams(step): StepPathParams,
    FormBody(typed): FormBody<KeepAnswerForm>,
) -> Result<Response, Problem> {
    let step = candidate_step(step)?;
    if !me.status().may_write() {
        return Err(Problem::Conflict);
    }
    let (group, mine) = (me.group(), me.membership());
    group::store::lock_membership(&mut me.tx, group, mine).await?;
    let author = AnswerAuthor { membership: mine, practice: me.practice(), by: mine };
    let outcome = super::keep::keep(&mut me.tx, &app, &chrome, author, step, typed).await?;
    match outcome {
        KeepOutcome::Again(ask, status) if !chrome.fragment => {
            let (page, group) = step_page(&app, &mut me, *ask).await?;
            Ok(chrome.in_zone(group.time_zone).page_with(status, &page))
        }
        outcome => {
            let to = match step.after() {
                Some(next) => format!("{}/{}", overview(&me), next.code()),
                None => overview(&me),
            };
            let group = group::store::find(&mut me.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
            me.tx.commit().await?;
            if chrome.fragment { fragment(&chrome.in_zone(group.time_zone), outcome) } else { Ok(redirect(&to)) }
        }
    }
}

/// Deletes the person's answers at once.
pub(super) async fn withdraw(
    State(_app): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (group, mine) = (me.group(), me.membership());
    group::store::lock_membership(&mut me.tx, group, mine).await?;
    store::withdraw(&mut me.tx, mine).await?;
    let (practice, actor) = (me.practice().0, Some(me.person().0));
    audit::record(&mut me.tx, AuditEntry { practice, actor, action: AuditAction::IntakeWithdrawn, subject: mine.0 }, chrome.now).await?;
    let to = overview(&me);
    me.tx.commit().await?;
    Ok(redirect(&to))
}
