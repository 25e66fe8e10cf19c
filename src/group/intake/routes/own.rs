//! What a candidate, or a member, tells of themselves: an overview, and one question on each screen.

use axum::extract::State;
use axum::response::Response;

use super::keep::{AnswerAuthor, KeepAnswerForm, KeepOutcome, StepPathParams, fragment, on};
use crate::group::intake::views::{IntakeStepView, OwnIntakePage, StepPage};
use crate::group::intake::{Applicant, IntakeStep, store};
use crate::group::{self, Group, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};

/// The group as somebody sees it who is not in it yet: its name, and who leads it.
async fn around(house: &AppState, me: &mut Applicant) -> Result<(Group, Option<String>), Problem> {
    let id = me.group();
    let group = group::store::find(&mut me.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut me.tx, &house.vault, id).await?;
    let leads = |one: &group::Membership| one.role == Role::Therapist && one.state == MembershipState::Active;
    Ok((group, people.into_iter().find(leads).and_then(|one| one.name)))
}

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut me: Applicant) -> Result<Response, Problem> {
    let (group, therapist) = around(&house, &mut me).await?;
    let mine = me.membership();
    let parts = store::of(&mut me.tx, &house.vault, mine).await?;
    let steps = IntakeStep::OWN.map(|step| IntakeStepView::of(step, parts.iter().find(|part| part.step == step), mine)).into();
    let chrome = chrome.in_zone(group.time_zone);
    let page = OwnIntakePage { group: group.id, name: group.name, therapist, standing: me.standing(), listed: me.listed(), steps };
    Ok(chrome.page(&page))
}

/// The severity is no question to a candidate: there is no such page.
fn asked(step: IntakeStep) -> Result<IntakeStep, Problem> {
    if step == IntakeStep::Severity { Err(Problem::NotFound) } else { Ok(step) }
}

fn overview(me: &Applicant) -> String {
    format!("/groups/{}/intake", me.group())
}

pub(super) async fn step(
    State(house): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    StepPathParams(step): StepPathParams,
) -> Result<Response, Problem> {
    let step = asked(step)?;
    if !me.standing().may_write() {
        return Ok(on(&overview(&me)));
    }
    let mine = me.membership();
    let part = store::part(&mut me.tx, &house.vault, mine, step).await?;
    let ask = IntakeStepView::of(step, part.as_ref(), mine);
    let page = step_page(&house, &mut me, ask).await?;
    Ok(chrome.in_zone(page.1.time_zone).page(&page.0))
}

async fn step_page(house: &AppState, me: &mut Applicant, ask: IntakeStepView) -> Result<(StepPage, Group), Problem> {
    let (group, therapist) = around(house, me).await?;
    let path = format!("{}/{}", overview(me), ask.step.code());
    Ok((StepPage { group: group.id, name: group.name.clone(), therapist, ask, path }, group))
}

pub(super) async fn keep(
    State(house): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    StepPathParams(step): StepPathParams,
    FormBody(typed): FormBody<KeepAnswerForm>,
) -> Result<Response, Problem> {
    let step = asked(step)?;
    if !me.standing().may_write() {
        return Err(Problem::Conflict);
    }
    let (group, mine) = (me.group(), me.membership());
    group::store::hold_membership(&mut me.tx, group, mine).await?;
    let hand = AnswerAuthor { membership: mine, practice: me.practice(), by: mine };
    let became = super::keep::keep(&mut me.tx, &house, &chrome, hand, step, typed).await?;
    match became {
        KeepOutcome::Again(ask, status) if !chrome.fragment => {
            let (page, group) = step_page(&house, &mut me, *ask).await?;
            Ok(chrome.in_zone(group.time_zone).page_with(status, &page))
        }
        became => {
            let to = match step.after() {
                Some(next) => format!("{}/{}", overview(&me), next.code()),
                None => overview(&me),
            };
            let group = group::store::find(&mut me.tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
            me.tx.commit().await?;
            if chrome.fragment { fragment(&chrome.in_zone(group.time_zone), became) } else { Ok(on(&to)) }
        }
    }
}

/// What they told is gone from then on.
pub(super) async fn withdraw(
    State(_house): State<AppState>,
    chrome: Chrome,
    mut me: Applicant,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (group, mine) = (me.group(), me.membership());
    group::store::hold_membership(&mut me.tx, group, mine).await?;
    store::withdraw(&mut me.tx, mine).await?;
    let act = AuditEntry { practice: me.practice().0, actor: Some(me.person().0), act: "took back", kind: "intake", subject: mine.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    let to = overview(&me);
    me.tx.commit().await?;
    Ok(on(&to))
}
