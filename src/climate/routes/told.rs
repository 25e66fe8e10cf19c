//! What was shared with the therapist, open wishes for a word, and the group's climate over time.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::climate::views::{ClimatePage, SharedPage};
use crate::climate::{Moment, answer_store, contact_request_store, figure_store, store};
use crate::group::{self, AnyRole, GroupAccess, Member, MembershipId, Therapist};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::web::{Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::{self, SessionAccess};

/// The page with the button, to which the redirect returns.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NoticeOrigin {
    #[default]
    Session,
    Home,
}

pub(super) async fn shared(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Therapist>) -> Result<Response, Problem> {
    let (id, me) = (access.session(), access.group_access.membership());
    let tx = &mut access.group_access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let arrival_moods = store::shared(tx, &app.vault, id, Moment::In, me).await?;
    let departure_moods = store::shared(tx, &app.vault, id, Moment::Out, me).await?;
    let answers = answer_store::shared(tx, &app.vault, id, me).await?;
    let words = contact_request_store::of_session(tx, &app.vault, id, me).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&SharedPage { group, session, arrival_moods, departure_moods, answers, words }))
}

#[derive(Deserialize)]
pub(super) struct NoticePathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeAnswerForm {
    #[serde(default)]
    from: NoticeOrigin,
}

pub(super) async fn answer(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Therapist>,
    PathParams(NoticePathParams { member }): PathParams<NoticePathParams>,
    FormBody(NoticeAnswerForm { from }): FormBody<NoticeAnswerForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    session::store::lock_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    if contact_request_store::answer(&mut seat.tx, id, member, me, chrome.now).await?.ok_or(Problem::NotFound)? {
        let act =
            AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "answered", kind: "word", subject: member.0 };
        audit::record(&mut seat.tx, act, app.clock.now()).await?;
        access.group_access.tx.commit().await?;
    }
    Ok(match from {
        NoticeOrigin::Session => Redirect::to(&format!("/sessions/{id}/check-ins")),
        NoticeOrigin::Home => Redirect::to("/"),
    }
    .into_response())
}

/// Addresses a wish made under another therapist to the present one.
pub(super) async fn ask_anew(mut access: SessionAccess<Member>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (id, me) = (access.session(), access.group_access.membership());
    session::store::lock_in_any_state(&mut access.group_access.tx, id).await?.ok_or(Problem::NotFound)?;
    if !contact_request_store::ask_anew(&mut access.group_access.tx, id, me).await? {
        return Err(Problem::NotFound);
    }
    access.group_access.tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

pub(super) async fn climate(State(app): State<AppState>, chrome: Chrome, mut seat: GroupAccess<AnyRole>) -> Result<Response, Problem> {
    let id = seat.group();
    let group = group::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let held = figure_store::held(&mut seat.tx, group.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = ClimatePage::new(group, seat.role().is_staff(), held, chrome.locale());
    Ok(chrome.page(&page))
}
