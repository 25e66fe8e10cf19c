//! The end of a group: a last session told ahead, words to one another, and a group that stays to be read. And who leads it from now on.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::when::{TransitionTime, ahead, place};
use crate::group::{self, AfterRoster, GroupAccess, MembershipState, Role, Therapist, life_store};
use crate::key;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, Problem};
use crate::passage::store::NewTransition;
use crate::passage::views::{EndingPage, HandoverPage};
use crate::passage::{TransitionKind, TransitionRefusal, may_plan, store, word_store};
use crate::practice;

pub(super) fn doors(after: AfterRoster) -> AppRoutes {
    let end = move |house: State<AppState>, chrome: Chrome, seat: GroupAccess<Therapist>, typed: FormBody<EndingForm>| {
        end(after, house, chrome, seat, typed)
    };
    AppRoutes::new()
        .get(Access::SeatOfTherapist, "/groups/{group}/ending", show)
        .post(Access::SeatOfTherapist, "/groups/{group}/ending", end)
        .post(Access::SeatOfTherapist, "/groups/{group}/ending/withdrawal", take_back)
        .get(Access::SeatOfTherapist, "/groups/{group}/handover", handover)
}

async fn show(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let (page, chrome) = page(&house, chrome, &mut seat, FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<Therapist>,
    complaints: FormErrors,
) -> Result<(EndingPage, Chrome), Problem> {
    let id = seat.group();
    let tx = &mut seat.tx;
    let group = group::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let sessions = ahead(tx, &house.vault, id, chrome.now).await?;
    let ending = store::open(tx, &house.vault, id).await?.into_iter().find(|one| one.kind == TransitionKind::Ending);
    let words = word_store::of_group(tx, &house.vault, id, None).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok((EndingPage { group, sessions, ending, words, complaints }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingForm {
    #[serde(default)]
    when: String,
}

async fn end(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(typed): FormBody<EndingForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    seat.hold().await?;
    let sessions = ahead(&mut seat.tx, &house.vault, sits.group, chrome.now).await?;
    let refused = match TransitionTime::read(&typed.when, &sessions) {
        None => Some(key!("leaving-when-missing")),
        Some(TransitionTime::In(session)) => {
            match may_plan(TransitionKind::Ending, Role::Therapist, MembershipState::Active, session.state) {
                Err(refusal) => Some(refusal.key()),
                Ok(()) => {
                    let new = NewTransition { kind: TransitionKind::Ending, member: None, session: session.id, reason: None };
                    store::plan(&mut seat.tx, &house.vault, place(sits), &new, chrome.now).await?;
                    None
                }
            }
        }
        Some(TransitionTime::Now) => {
            if life_store::end(&mut seat.tx, &house.vault, sits, after, chrome.now).await? {
                note(&mut seat, &chrome, "ended").await?;
                None
            } else {
                Some(TransitionRefusal::Live.key())
            }
        }
    };
    if let Some(key) = refused {
        let mut complaints = FormErrors::default();
        complaints.say("when", chrome.locale().message(key));
        let (page, chrome) = page(&house, chrome, &mut seat, complaints).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/ending", sits.group)).into_response())
}

async fn note(seat: &mut GroupAccess<Therapist>, chrome: &Chrome, act: &'static str) -> Result<(), Problem> {
    let sits = seat.sitting();
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act, kind: "group", subject: sits.group.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}

/// Takes back what was planned; or opens a group again that has ended.
async fn take_back(
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = seat.group();
    seat.hold().await?;
    if life_store::has_ended(&mut seat.tx, id).await? {
        life_store::reopen(&mut seat.tx, id).await?;
        note(&mut seat, &chrome, "opened again").await?;
    }
    store::withdraw_ending(&mut seat.tx, id, chrome.now).await?;
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{id}/ending")).into_response())
}

/// Who could lead the group instead: the form goes to the group's own door.
async fn handover(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    let mut colleagues = practice::store::staff(&mut seat.tx, &house.vault, sits.practice).await?;
    let sits_as_member = |person| all.iter().any(|one| one.person == Some(person) && one.role == Role::Member && !one.state.is_gone());
    colleagues.retain(|one| one.role.may_form_groups() && one.person != sits.person && !sits_as_member(one.person));
    Ok(chrome.page(&HandoverPage { group, colleagues }))
}
