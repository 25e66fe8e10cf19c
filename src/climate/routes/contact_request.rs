//! A wish for a word between sessions: said on the home page or the page of crisis help, withdrawn, and answered.

use super::shared::NoticePathParams;
use crate::climate::contact_request_store;
use crate::group::{GroupAccess, Member, Therapist};
use crate::kit::web::prelude::*;

crate::coded! {
    /// The page with the button, to which the redirect returns.
    #[derive(Default)]
    enum ContactRequestOrigin {
        #[default]
        Home = "home",
        Help = "help",
        Messages = "messages",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactRequestForm {
    #[serde(default)]
    from: ContactRequestOrigin,
}

fn back(form: &ContactRequestForm) -> Response {
    Redirect::to(match form.from {
        ContactRequestOrigin::Home => "/#ask-word",
        ContactRequestOrigin::Help => "/help#help-word",
        ContactRequestOrigin::Messages => "/messages",
    })
    .into_response()
}

pub(super) async fn request(
    chrome: Chrome,
    mut access: GroupAccess<Member>,
    FormBody(form): FormBody<ContactRequestForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    contact_request_store::request(&mut access.tx, actor.practice(), actor.membership(), chrome.now).await?;
    access.tx.commit().await?;
    Ok(back(&form))
}

pub(super) async fn withdraw(mut access: GroupAccess<Member>, FormBody(form): FormBody<ContactRequestForm>) -> Result<Response, Problem> {
    let me = access.membership();
    contact_request_store::withdraw(&mut access.tx, me).await?;
    access.tx.commit().await?;
    Ok(back(&form))
}

pub(super) async fn answer(
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(NoticePathParams { member }): PathParams<NoticePathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (me, now) = (access.membership(), chrome.now);
    if contact_request_store::answer(&mut access.tx, None, member, me, now).await?.ok_or(Problem::NotFound)? {
        access.audit(AuditAction::ContactRequestAnswered, member.0, now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to("/messages#words").into_response())
}
