//! Writing down where somebody is who takes part without a phone. Whoever of the staff writes it, only the therapist reads it again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::routes::{read, tell};
use super::views::ForPage;
use super::{asked, may_note, store};
use crate::group::{self, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::web::{Chrome, FormBody, PathParams, Problem};
use crate::session::{self, SessionAccess, attendance};

#[derive(Deserialize)]
pub(super) struct WhereaboutsPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotedWhereabouts {
    /// Empty takes it back.
    text: String,
}

/// One member of the session's group, with what decides whether something may be written down for them.
struct WhereaboutsSubject {
    page: ForPage,
    people: Vec<group::Membership>,
    allowed: Result<(), Message>,
}

async fn subject(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<Staff>,
    member: MembershipId,
) -> Result<WhereaboutsSubject, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let state = session::store::hold(tx, id).await?.ok_or(Problem::NotFound)?.state();
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &house.vault, session.group, id).await?;
    let is_there = |one: &&group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.iter().find(is_there).and_then(|one| one.name.clone()).ok_or(Problem::NotFound)?;
    let entered = attendance::store::is_here(tx, id, member).await?;
    let by_staff = store::by_staff(tx, id, member).await?;
    let by_phone = attendance::store::came_by_phone(tx, id, member).await?;
    let allowed = asked(group.meets, state, entered).and_then(|()| may_note(by_staff, by_phone));
    let allowed = allowed.map_err(|refusal| chrome.locale().message(refusal.key()));
    let page = ForPage { session, member, name, is_kept: by_staff.is_some(), text: String::new(), refusal: None };
    Ok(WhereaboutsSubject { page, people, allowed })
}

pub(super) async fn form(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
) -> Result<Response, Problem> {
    let subject = subject(&house, &chrome, &mut here, member).await?;
    let refusal = subject.allowed.err();
    Ok(chrome.page(&ForPage { refusal, ..subject.page }))
}

pub(super) async fn note(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
    FormBody(typed): FormBody<NotedWhereabouts>,
) -> Result<Response, Problem> {
    let id = here.session();
    let subject = subject(&house, &chrome, &mut here, member).await?;
    let text = match subject.allowed.and_then(|()| read(&chrome, &typed.text)) {
        Ok(text) => text,
        Err(words) => {
            let page = ForPage { text: typed.text, refusal: Some(words), ..subject.page };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let seat = &mut here.seat;
    let sits = seat.sitting();
    let by = Some(sits.membership);
    store::set(&mut seat.tx, &house.vault, (sits.practice, id, member), text.as_deref(), by, chrome.now).await?;
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act: "noted", kind: "whereabouts", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    tell(seat, id, &subject.people, member).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}
