//! What was shared with the therapist, who would like a word, and the group's climate over time.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::climate::views::{ClimatePage, SharedPage};
use crate::climate::{Moment, answer_store, figure_store, store, word_store};
use crate::group::{self, AnySeat, GroupAccess, Member, MembershipId, Therapist};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::{self, SessionAccess};

/// Where the button was pressed, and so where it leads back to.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NoticeOrigin {
    #[default]
    Session,
    Home,
}

pub(super) async fn shared(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Therapist>) -> Result<Response, Problem> {
    let (id, me) = (here.session(), here.seat.membership());
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let came = store::shared(tx, &house.vault, id, Moment::In, me).await?;
    let went = store::shared(tx, &house.vault, id, Moment::Out, me).await?;
    let answers = answer_store::shared(tx, &house.vault, id, me).await?;
    let words = word_store::of_session(tx, &house.vault, id, me).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&SharedPage { group, session, came, went, answers, words }))
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
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Therapist>,
    PathParams(NoticePathParams { member }): PathParams<NoticePathParams>,
    FormBody(NoticeAnswerForm { from }): FormBody<NoticeAnswerForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    session::store::hold_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    if word_store::answer(&mut seat.tx, id, member, me, chrome.now).await?.ok_or(Problem::NotFound)? {
        let act =
            AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "answered", kind: "word", subject: member.0 };
        audit::record(&mut seat.tx, act, house.clock.now()).await?;
        here.seat.tx.commit().await?;
    }
    Ok(match from {
        NoticeOrigin::Session => Redirect::to(&format!("/sessions/{id}/check-ins")),
        NoticeOrigin::Home => Redirect::to("/"),
    }
    .into_response())
}

/// Asks the therapist of today for the word that was wished for under another.
pub(super) async fn ask_anew(mut here: SessionAccess<Member>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (id, me) = (here.session(), here.seat.membership());
    session::store::hold_in_any_state(&mut here.seat.tx, id).await?.ok_or(Problem::NotFound)?;
    if !word_store::ask_anew(&mut here.seat.tx, id, me).await? {
        return Err(Problem::NotFound);
    }
    here.seat.tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

pub(super) async fn climate(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<AnySeat>) -> Result<Response, Problem> {
    let id = seat.group();
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let held = figure_store::held(&mut seat.tx, group.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = ClimatePage::new(group, seat.role().is_staff(), held, chrome.locale());
    Ok(chrome.page(&page))
}
