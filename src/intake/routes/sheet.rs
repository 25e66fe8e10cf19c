//! The therapist's side of an intake: all questions on one sheet, and the emergency contact on a page of its own.

use super::ApplicantAccess;
use super::keep::{AnswerAuthor, KeepAnswerForm, KeepOutcome, StepPathParams, fragment, redirect};
use crate::group::MembershipState;
use crate::intake::views::{ContactPage, IntakeStepView, SheetPage};
use crate::intake::{IntakeStep, store};
use crate::kit::web::prelude::*;

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut applicant: ApplicantAccess) -> Result<Response, Problem> {
    applicant.audit_read(AuditAction::IntakeRead, chrome.now).await?;
    let (page, chrome) = sheet(&app, chrome, &mut applicant, None).await?;
    applicant.access.tx.commit().await?;
    Ok(chrome.page(&page))
}

async fn sheet(
    app: &AppState,
    chrome: Chrome,
    applicant: &mut ApplicantAccess,
    again: Option<IntakeStepView>,
) -> Result<(SheetPage, Chrome), Problem> {
    let parts = store::load_parts(&mut applicant.access.tx, &app.vault, applicant.member).await?;
    let me = applicant.access.membership();
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
    let chrome = chrome.in_zone(applicant.group.time_zone);
    Ok((SheetPage { group: applicant.group.clone(), member: applicant.member, name: applicant.name.clone(), steps, has_contact }, chrome))
}

/// Opening the contact is audited, once an hour.
pub(super) async fn contact(State(app): State<AppState>, chrome: Chrome, mut applicant: ApplicantAccess) -> Result<Response, Problem> {
    applicant.audit_read(AuditAction::EmergencyContactRead, chrome.now).await?;
    let part = store::part(&mut applicant.access.tx, &app.vault, applicant.member, IntakeStep::Contact).await?;
    let ask = IntakeStepView::of(IntakeStep::Contact, part.as_ref(), applicant.access.membership());
    let (page, chrome) = contact_page(chrome, &applicant, ask);
    applicant.access.tx.commit().await?;
    Ok(chrome.page(&page))
}

fn contact_page(chrome: Chrome, applicant: &ApplicantAccess, ask: IntakeStepView) -> (ContactPage, Chrome) {
    let path = format!("{}/intake/contact", applicant.path());
    let page = ContactPage { group: applicant.group.clone(), member: applicant.member, name: applicant.name.clone(), ask, path };
    (page, chrome.in_zone(applicant.group.time_zone))
}

pub(super) async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut applicant: ApplicantAccess,
    StepPathParams(step): StepPathParams,
    FormBody(typed): FormBody<KeepAnswerForm>,
) -> Result<Response, Problem> {
    // Nothing new is written about a person who left.
    if !matches!(applicant.state, MembershipState::Invited | MembershipState::Waiting | MembershipState::Active | MembershipState::Paused) {
        return Err(Problem::Conflict);
    }
    let author = AnswerAuthor { membership: applicant.member, practice: applicant.access.practice(), by: applicant.access.membership() };
    match super::keep::keep(&mut applicant.access.tx, &app, &chrome, author, step, typed).await? {
        KeepOutcome::Again(ask, status) if !chrome.fragment => refused_page(&app, chrome, applicant, *ask, status).await,
        outcome => {
            applicant.audit(AuditAction::IntakeWritten, chrome.now).await?;
            let to = match step {
                IntakeStep::Contact => format!("{}/emergency-contact", applicant.path()),
                step => format!("{}/intake#{}", applicant.path(), step.code()),
            };
            let ApplicantAccess { access, group, .. } = applicant;
            access.tx.commit().await?;
            if chrome.fragment { fragment(&chrome.in_zone(group.time_zone), outcome) } else { Ok(redirect(&to)) }
        }
    }
}

async fn refused_page(
    app: &AppState,
    chrome: Chrome,
    mut applicant: ApplicantAccess,
    ask: IntakeStepView,
    status: StatusCode,
) -> Result<Response, Problem> {
    if ask.step == IntakeStep::Contact {
        let (page, chrome) = contact_page(chrome, &applicant, ask);
        return Ok(chrome.page_with(status, &page));
    }
    let (page, chrome) = sheet(app, chrome, &mut applicant, Some(ask)).await?;
    Ok(chrome.page_with(status, &page))
}
