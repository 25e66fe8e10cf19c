//! The therapist's side of an intake: all questions on one sheet, and the emergency contact behind a door of its own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::ApplicantAccess;
use super::keep::{AnswerAuthor, KeepAnswerForm, KeepOutcome, StepPathParams, fragment, on};
use crate::group::MembershipState;
use crate::group::intake::views::{ContactPage, IntakeStepView, SheetPage};
use crate::group::intake::{IntakeStep, store};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut here: ApplicantAccess) -> Result<Response, Problem> {
    here.was_read("intake", chrome.now).await?;
    let (page, chrome) = sheet(&house, chrome, &mut here, None).await?;
    here.seat.tx.commit().await?;
    Ok(chrome.page(&page))
}

async fn sheet(
    house: &AppState,
    chrome: Chrome,
    here: &mut ApplicantAccess,
    again: Option<IntakeStepView>,
) -> Result<(SheetPage, Chrome), Problem> {
    let parts = store::of(&mut here.seat.tx, &house.vault, here.member).await?;
    let me = here.seat.membership();
    let part = |step: IntakeStep| parts.iter().find(|part| part.step == step);
    let mut steps: Vec<IntakeStepView> = [IntakeStep::Severity]
        .into_iter()
        .chain(IntakeStep::OWN.into_iter().filter(|step| *step != IntakeStep::Contact))
        .map(|step| IntakeStepView::of(step, part(step), me))
        .collect();
    if let Some(again) = again
        && let Some(ask) = steps.iter_mut().find(|ask| ask.step == again.step)
    {
        *ask = again;
    }
    let has_contact = part(IntakeStep::Contact).is_some_and(|part| part.answer.as_ref().is_some_and(|answer| !answer.is_empty()));
    let chrome = chrome.in_zone(here.group.time_zone);
    Ok((SheetPage { group: here.group.clone(), member: here.member, name: here.name.clone(), steps, has_contact }, chrome))
}

/// That it was opened is written down, once an hour.
pub(super) async fn contact(State(house): State<AppState>, chrome: Chrome, mut here: ApplicantAccess) -> Result<Response, Problem> {
    here.was_read("emergency contact", chrome.now).await?;
    let part = store::part(&mut here.seat.tx, &house.vault, here.member, IntakeStep::Contact).await?;
    let ask = IntakeStepView::of(IntakeStep::Contact, part.as_ref(), here.seat.membership());
    let (page, chrome) = contact_page(chrome, &here, ask);
    here.seat.tx.commit().await?;
    Ok(chrome.page(&page))
}

fn contact_page(chrome: Chrome, here: &ApplicantAccess, ask: IntakeStepView) -> (ContactPage, Chrome) {
    let path = format!("{}/intake/contact", here.path());
    let page = ContactPage { group: here.group.clone(), member: here.member, name: here.name.clone(), ask, path };
    (page, chrome.in_zone(here.group.time_zone))
}

pub(super) async fn keep(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: ApplicantAccess,
    StepPathParams(step): StepPathParams,
    FormBody(typed): FormBody<KeepAnswerForm>,
) -> Result<Response, Problem> {
    // Of who went, nothing new is written.
    if !matches!(here.state, MembershipState::Invited | MembershipState::Waiting | MembershipState::Active | MembershipState::Paused) {
        return Err(Problem::Conflict);
    }
    let hand = AnswerAuthor { membership: here.member, practice: here.seat.practice(), by: here.seat.membership() };
    match super::keep::keep(&mut here.seat.tx, &house, &chrome, hand, step, typed).await? {
        KeepOutcome::Again(ask, status) if !chrome.fragment => again(&house, chrome, here, *ask, status).await,
        became => {
            here.note("wrote", "intake", &chrome).await?;
            let to = match step {
                IntakeStep::Contact => format!("{}/emergency-contact", here.path()),
                step => format!("{}/intake#{}", here.path(), step.code()),
            };
            let ApplicantAccess { seat, group, .. } = here;
            seat.tx.commit().await?;
            if chrome.fragment { fragment(&chrome.in_zone(group.time_zone), became) } else { Ok(on(&to)) }
        }
    }
}

async fn again(
    house: &AppState,
    chrome: Chrome,
    mut here: ApplicantAccess,
    ask: IntakeStepView,
    status: StatusCode,
) -> Result<Response, Problem> {
    if ask.step == IntakeStep::Contact {
        let (page, chrome) = contact_page(chrome, &here, ask);
        return Ok(chrome.page_with(status, &page));
    }
    let (page, chrome) = sheet(house, chrome, &mut here, Some(ask)).await?;
    Ok(chrome.page_with(status, &page))
}
