//! Graduating: somebody has come to the end of their time in the group, with a goodbye in a session or without one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::member::TransitionPathParams;
use super::when::{TransitionTime, ahead, place};
use crate::group::routes::life::{LockedMember, RequestedChange, change};
use crate::group::{self, AfterRoster, ChangedBy, GroupAccess, MembershipId, MembershipRefusal, MembershipStep, Role, Therapist};
use crate::kit::house::AppState;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, FormErrors, PathParams, Problem};
use crate::passage::store::NewTransition;
use crate::passage::views::{GraduationPage, TransitionForm as Shown};
use crate::passage::{REASON_LIMIT, TransitionKind, may_plan, store};

pub(super) fn doors(after: AfterRoster) -> AppRoutes {
    let graduate = move |house: State<AppState>,
                         chrome: Chrome,
                         seat: GroupAccess<Therapist>,
                         way: PathParams<TransitionPathParams>,
                         typed: FormBody<GraduationForm>| { graduate(after, house, chrome, seat, way, typed) };
    AppRoutes::new().get(Access::SeatOfTherapist, "/groups/{group}/members/{member}/graduation", show).post(
        Access::SeatOfTherapist,
        "/groups/{group}/members/{member}/graduation",
        graduate,
    )
}

async fn show(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
) -> Result<Response, Problem> {
    let (page, chrome) = page(&house, chrome, &mut seat, member, Shown::default(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<Therapist>,
    member: MembershipId,
    typed: Shown,
    complaints: FormErrors,
) -> Result<(GraduationPage, Chrome), Problem> {
    let id = seat.group();
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(&mut seat.tx, &house.vault, id).await?;
    let one = all.into_iter().find(|one| one.id == member && one.role == Role::Member).ok_or(Problem::NotFound)?;
    let sessions = ahead(&mut seat.tx, &house.vault, id, chrome.now).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok((GraduationPage { group, one, sessions, typed, complaints }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GraduationForm {
    #[serde(default)]
    when: String,
    #[serde(default)]
    reason: String,
}

async fn graduate(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(TransitionPathParams { member }): PathParams<TransitionPathParams>,
    FormBody(typed): FormBody<GraduationForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let locale = chrome.locale();
    let room = seat.hold().await?;
    let found = LockedMember::hold(&mut seat, member).await?;
    let sessions = ahead(&mut seat.tx, &house.vault, sits.group, chrome.now).await?;
    let mut complaints = FormErrors::default();
    let reason = match typed.reason.trim() {
        "" => Some(None),
        _ => complaints.take("reason", clean_paragraphs(&typed.reason, REASON_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    let when = complaints.take("when", TransitionTime::read(&typed.when, &sessions).ok_or(()), |()| locale.message("leaving-when-missing"));
    if let (Some(reason), Some(when)) = (reason, when) {
        let result = match when {
            TransitionTime::Now => {
                store::withdraw(&mut seat.tx, member, chrome.now).await?;
                let wanted = RequestedChange { step: MembershipStep::Graduate, by: ChangedBy::Therapist, reason: reason.as_deref(), room };
                match change(after, &house, &chrome, &mut seat, found, wanted).await? {
                    Err(MembershipRefusal::NotNow) if found.state == group::MembershipState::Graduated => Ok(()),
                    other => other.map_err(MembershipRefusal::key),
                }
            }
            TransitionTime::In(session) => match may_plan(TransitionKind::Graduation, found.role, found.state, session.state) {
                Ok(()) => {
                    let new = NewTransition {
                        kind: TransitionKind::Graduation,
                        member: Some(member),
                        session: session.id,
                        reason: reason.as_deref(),
                    };
                    store::plan(&mut seat.tx, &house.vault, place(sits), &new, chrome.now).await?;
                    Ok(())
                }
                Err(refusal) => Err(refusal.key()),
            },
        };
        match result {
            Ok(()) => {
                seat.tx.commit().await?;
                house.relay.recheck(found.person.map(|person| person.0));
                return Ok(Redirect::to(&format!("/groups/{}/members/{member}", sits.group)).into_response());
            }
            Err(key) => complaints.say("when", locale.message(key)),
        }
    }
    let typed = Shown { when: typed.when, reason: typed.reason, ..Shown::default() };
    let (page, chrome) = page(&house, chrome, &mut seat, member, typed, complaints).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
