//! The door by which a therapist says that somebody needs no word now.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::routes::falls;
use super::word::ContactReason;
use super::word_store;
use crate::group::{self, GroupAccess, MembershipId, Therapist};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem};

/// The doors.
pub(super) fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/not-needed", put_away).post(
        Access::SeatOfTherapist,
        "/groups/{group}/climate/not-needed",
        put_climate_away,
    )
}

#[derive(Deserialize)]
struct NotNeededPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotNeededForm {
    reason: ContactReason,
}

async fn put_away(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(NotNeededPathParams { member }): PathParams<NotNeededPathParams>,
    FormBody(NotNeededForm { reason }): FormBody<NotNeededForm>,
) -> Result<Response, Problem> {
    let (sitting, id) = (seat.sitting(), seat.group());
    group::store::hold_membership(&mut seat.tx, id, member).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let all = word_store::of_group(&mut seat.tx, &house.vault, &group, sitting.membership).await?;
    // Put away already, or true no more: what was wanted is so.
    if let Some(found) = all.into_iter().find(|one| one.member == member && one.need.reason == reason) {
        word_store::put_away_for(&mut seat.tx, sitting, member, found.need, chrome.now).await?;
        let act = AuditEntry {
            practice: sitting.practice.0,
            actor: Some(sitting.person.0),
            act: "not needed",
            kind: "membership",
            subject: member.0,
        };
        audit::record(&mut seat.tx, act, chrome.now).await?;
        seat.tx.commit().await?;
    }
    Ok(Redirect::to("/#word").into_response())
}

async fn put_climate_away(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (sitting, id) = (seat.sitting(), seat.group());
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    // True no more: what was wanted is so.
    if let Some(falls) = falls(&mut seat.tx, &group).await? {
        word_store::put_climate_away(&mut seat.tx, sitting, falls.since, chrome.now).await?;
        let act =
            AuditEntry { practice: sitting.practice.0, actor: Some(sitting.person.0), act: "not needed", kind: "climate", subject: id.0 };
        audit::record(&mut seat.tx, act, chrome.now).await?;
        seat.tx.commit().await?;
    }
    Ok(Redirect::to("/").into_response())
}
