//! The therapist's side of an intake: all questions on one sheet, and the emergency contact behind a door of its own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Before;
use super::keep::{Became, Hand, TheStep, Typed, fragment, on};
use crate::group::MembershipState;
use crate::group::intake::views::{Ask, ContactPage, SheetPage};
use crate::group::intake::{Step, store};
use crate::kit::house::House;
use crate::kit::web::{Chrome, Fields, Problem};

pub(super) async fn page(State(house): State<House>, chrome: Chrome, mut here: Before) -> Result<Response, Problem> {
    here.was_read("intake", chrome.now).await?;
    let (page, chrome) = sheet(&house, chrome, &mut here, None).await?;
    here.seat.tx.commit().await?;
    Ok(chrome.page(&page))
}

async fn sheet(house: &House, chrome: Chrome, here: &mut Before, again: Option<Ask>) -> Result<(SheetPage, Chrome), Problem> {
    let parts = store::of(&mut here.seat.tx, &house.vault, here.member).await?;
    let me = here.seat.membership();
    let part = |step: Step| parts.iter().find(|part| part.step == step);
    let mut steps: Vec<Ask> = [Step::Severity]
        .into_iter()
        .chain(Step::OWN.into_iter().filter(|step| *step != Step::Contact))
        .map(|step| Ask::of(step, part(step), me))
        .collect();
    if let Some(again) = again
        && let Some(ask) = steps.iter_mut().find(|ask| ask.step == again.step)
    {
        *ask = again;
    }
    let has_contact = part(Step::Contact).is_some_and(|part| part.answer.as_ref().is_some_and(|answer| !answer.is_empty()));
    let chrome = chrome.in_zone(here.group.time_zone);
    Ok((SheetPage { group: here.group.clone(), member: here.member, name: here.name.clone(), steps, has_contact }, chrome))
}

/// That it was opened is written down, once an hour.
pub(super) async fn contact(State(house): State<House>, chrome: Chrome, mut here: Before) -> Result<Response, Problem> {
    here.was_read("emergency contact", chrome.now).await?;
    let part = store::part(&mut here.seat.tx, &house.vault, here.member, Step::Contact).await?;
    let ask = Ask::of(Step::Contact, part.as_ref(), here.seat.membership());
    let (page, chrome) = contact_page(chrome, &here, ask);
    here.seat.tx.commit().await?;
    Ok(chrome.page(&page))
}

fn contact_page(chrome: Chrome, here: &Before, ask: Ask) -> (ContactPage, Chrome) {
    let path = format!("{}/intake/contact", here.path());
    let page = ContactPage { group: here.group.clone(), member: here.member, name: here.name.clone(), ask, path };
    (page, chrome.in_zone(here.group.time_zone))
}

pub(super) async fn keep(
    State(house): State<House>,
    chrome: Chrome,
    mut here: Before,
    TheStep(step): TheStep,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    // Of who went, nothing new is written.
    if !matches!(here.state, MembershipState::Invited | MembershipState::Waiting | MembershipState::Active | MembershipState::Paused) {
        return Err(Problem::Conflict);
    }
    let hand = Hand { membership: here.member, practice: here.seat.practice(), by: here.seat.membership() };
    match super::keep::keep(&mut here.seat.tx, &house, &chrome, hand, step, typed).await? {
        Became::Again(ask, status) if !chrome.fragment => again(&house, chrome, here, *ask, status).await,
        became => {
            here.note("wrote", "intake", &chrome).await?;
            let to = match step {
                Step::Contact => format!("{}/emergency-contact", here.path()),
                step => format!("{}/intake#{}", here.path(), step.code()),
            };
            let Before { seat, group, .. } = here;
            seat.tx.commit().await?;
            if chrome.fragment { fragment(&chrome.in_zone(group.time_zone), became) } else { Ok(on(&to)) }
        }
    }
}

async fn again(house: &House, chrome: Chrome, mut here: Before, ask: Ask, status: StatusCode) -> Result<Response, Problem> {
    if ask.step == Step::Contact {
        let (page, chrome) = contact_page(chrome, &here, ask);
        return Ok(chrome.page_with(status, &page));
    }
    let (page, chrome) = sheet(house, chrome, &mut here, Some(ask)).await?;
    Ok(chrome.page_with(status, &page))
}
