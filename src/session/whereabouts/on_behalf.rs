//! Recording whereabouts for a member without a phone. Any staff may write them, but only the therapist may read them again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::routes::{parse_text, publish_change};
use super::views::ForPage;
use super::{check_may_give, may_note, store};
use crate::group::{self, MembershipId, MembershipState, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::i18n::Message;
use crate::kit::web::{Chrome, FormBody, PathParams, Problem, Refusal};
use crate::session::{self, SessionAccess, attendance};

#[derive(Deserialize)]
pub(super) struct WhereaboutsPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotedWhereabouts {
    /// Empty deletes the text.
    text: String,
}

/// A member of the session's group, and whether staff may record whereabouts for them.
struct WhereaboutsSubject {
    page: ForPage,
    people: Vec<group::Membership>,
    allowed: Result<(), Message>,
}

async fn load_subject(
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<Staff>,
    member: MembershipId,
) -> Result<WhereaboutsSubject, Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    let state = session::store::lock(tx, id).await?.ok_or(Problem::NotFound)?.state();
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &app.vault, session.group, id).await?;
    let is_active_member = |one: &&group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.iter().find(is_active_member).and_then(|one| one.name.clone()).ok_or(Problem::NotFound)?;
    let entered = attendance::store::is_here(tx, id, member).await?;
    let by_staff = store::by_staff(tx, id, member).await?;
    let by_phone = attendance::store::came_by_phone(tx, id, member).await?;
    let allowed = check_may_give(group.meets, state, entered).and_then(|()| may_note(by_staff, by_phone));
    let allowed = allowed.map_err(|refusal| chrome.locale().message(refusal.key()));
    let page = ForPage { session, member, name, is_kept: by_staff.is_some(), text: String::new(), refusal: None };
    Ok(WhereaboutsSubject { page, people, allowed })
}

pub(super) async fn form(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
) -> Result<Response, Problem> {
    let subject = load_subject(&app, &chrome, &mut access, member).await?;
    let refusal = subject.allowed.err();
    Ok(chrome.page(&ForPage { refusal, ..subject.page }))
}

pub(super) async fn note(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
    FormBody(form): FormBody<NotedWhereabouts>,
) -> Result<Response, Problem> {
    let id = access.session();
    let subject = load_subject(&app, &chrome, &mut access, member).await?;
    let text = match subject.allowed.and_then(|()| parse_text(&form.text).map_err(|refusal| refusal.message(chrome.locale()))) {
        Ok(text) => text,
        Err(words) => {
            let page = ForPage { text: form.text, refusal: Some(words), ..subject.page };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let seat = &mut access.group_access;
    let actor = seat.actor();
    let by = Some(actor.membership);
    store::set(&mut seat.tx, &app.vault, (actor.practice, id, member), text.as_deref(), by, chrome.now).await?;
    let act = AuditEntry { practice: actor.practice.0, actor: Some(actor.person.0), act: "noted", kind: "whereabouts", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    publish_change(seat, id, &subject.people, member).await?;
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}
