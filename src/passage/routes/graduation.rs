//! Graduating: somebody has come to the end of their time in the group, with a goodbye in a session or without one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::member::ThePath;
use super::when::{When, ahead, place};
use crate::group::routes::life::{Change, Found, change};
use crate::group::{self, AfterRoster, By, MembershipId, Refusal, Role, Seat, Step, Therapist};
use crate::kit::house::House;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, Complaints, Doors, Fields, InPath, Problem, Who};
use crate::passage::store::NewPassage;
use crate::passage::views::{GraduationPage, Typed as Shown};
use crate::passage::{Kind, REASON_LIMIT, may_plan, store};

pub(super) fn doors(after: AfterRoster) -> Doors {
    let graduate = move |house: State<House>, chrome: Chrome, seat: Seat<Therapist>, way: InPath<ThePath>, typed: Fields<Typed>| {
        graduate(after, house, chrome, seat, way, typed)
    };
    Doors::new().get(Who::SeatOfTherapist, "/groups/{group}/members/{member}/graduation", show).post(
        Who::SeatOfTherapist,
        "/groups/{group}/members/{member}/graduation",
        graduate,
    )
}

async fn show(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Therapist>,
    InPath(ThePath { member }): InPath<ThePath>,
) -> Result<Response, Problem> {
    let (page, chrome) = page(&house, chrome, &mut seat, member, Shown::default(), Complaints::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    house: &House,
    chrome: Chrome,
    seat: &mut Seat<Therapist>,
    member: MembershipId,
    typed: Shown,
    complaints: Complaints,
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
struct Typed {
    #[serde(default)]
    when: String,
    #[serde(default)]
    reason: String,
}

async fn graduate(
    after: AfterRoster,
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Therapist>,
    InPath(ThePath { member }): InPath<ThePath>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let locale = chrome.locale();
    let room = seat.hold().await?;
    let found = Found::hold(&mut seat, member).await?;
    let sessions = ahead(&mut seat.tx, &house.vault, sits.group, chrome.now).await?;
    let mut complaints = Complaints::default();
    let reason = match typed.reason.trim() {
        "" => Some(None),
        _ => complaints.take("reason", clean_paragraphs(&typed.reason, REASON_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    let when = complaints.take("when", When::read(&typed.when, &sessions).ok_or(()), |()| locale.message("leaving-when-missing"));
    if let (Some(reason), Some(when)) = (reason, when) {
        let result = match when {
            When::Now => {
                store::withdraw(&mut seat.tx, member, chrome.now).await?;
                let wanted = Change { step: Step::Graduate, by: By::Therapist, reason: reason.as_deref(), room };
                match change(after, &house, &chrome, &mut seat, found, wanted).await? {
                    Err(Refusal::NotNow) if found.state == group::MembershipState::Graduated => Ok(()),
                    other => other.map_err(Refusal::key),
                }
            }
            When::In(session) => match may_plan(Kind::Graduation, found.role, found.state, session.state) {
                Ok(()) => {
                    let new = NewPassage { kind: Kind::Graduation, member: Some(member), session: session.id, reason: reason.as_deref() };
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
