//! Routes by which a therapist dismisses a hint that a member may need contact.

use super::routes::falling_climate;
use crate::contact::{self, ContactReason};
use crate::group::{self, EvenAfterEnd, GroupAccess, MembershipId, Therapist};
use crate::kit::web::prelude::*;

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupTherapist, "/groups/{group}/members/{member}/not-needed", dismiss_hint).post(
        Access::GroupTherapist,
        "/groups/{group}/climate/not-needed",
        dismiss_climate,
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

async fn dismiss_hint(
    State(app): State<AppState>,
    chrome: Chrome,
    EvenAfterEnd(mut access): EvenAfterEnd<Therapist>,
    PathParams(NotNeededPathParams { member }): PathParams<NotNeededPathParams>,
    FormBody(NotNeededForm { reason }): FormBody<NotNeededForm>,
) -> Result<Response, Problem> {
    let (actor, id) = (access.actor(), access.group());
    group::store::lock_membership(&mut access.tx, id, member).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let all = contact::store::of_group(&mut access.tx, &app.vault, &group, actor.membership()).await?;
    // Dismissed already, or no longer true: nothing is left to do.
    if let Some(found) = all.into_iter().find(|one| one.member == member && one.need.reason == reason) {
        contact::store::dismiss(&mut access.tx, actor, member, found.need, chrome.now).await?;
        access.audit(AuditAction::ContactNotNeeded, member.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to("/#word").into_response())
}

async fn dismiss_climate(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (actor, id) = (access.actor(), access.group());
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    // No longer true: nothing is left to do.
    if let Some(falling) = falling_climate(&mut access.tx, &group).await? {
        contact::store::dismiss_climate(&mut access.tx, actor, falling.since, chrome.now).await?;
        access.audit(AuditAction::ClimateNotNeeded, id.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to("/").into_response())
}
