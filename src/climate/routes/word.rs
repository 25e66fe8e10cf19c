//! A wish for a word between sessions: said on the home page or the page of crisis help, withdrawn, and answered.

use crate::climate::contact_request_store;
use crate::group::{GroupAccess, Member, MembershipId, Therapist};
use crate::kit::web::prelude::*;

crate::coded! {
    /// The page with the button, to which the redirect returns.
    #[derive(Default)]
    enum WordOrigin {
        #[default]
        Home = "home",
        Help = "help",
        Messages = "messages",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordForm {
    #[serde(default)]
    from: WordOrigin,
}

fn back(form: &WordForm) -> Response {
    Redirect::to(match form.from {
        WordOrigin::Home => "/#ask-word",
        WordOrigin::Help => "/help#help-word",
        WordOrigin::Messages => "/messages",
    })
    .into_response()
}

pub(super) async fn ask(chrome: Chrome, mut access: GroupAccess<Member>, FormBody(form): FormBody<WordForm>) -> Result<Response, Problem> {
    let actor = access.actor();
    contact_request_store::ask(&mut access.tx, actor.practice(), actor.membership(), chrome.now).await?;
    access.tx.commit().await?;
    Ok(back(&form))
}

pub(super) async fn take_back(mut access: GroupAccess<Member>, FormBody(form): FormBody<WordForm>) -> Result<Response, Problem> {
    let me = access.membership();
    contact_request_store::take_back(&mut access.tx, me).await?;
    access.tx.commit().await?;
    Ok(back(&form))
}

#[derive(Deserialize)]
pub(super) struct WordPathParams {
    member: MembershipId,
}

pub(super) async fn answer(
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(WordPathParams { member }): PathParams<WordPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (me, now) = (access.membership(), chrome.now);
    if contact_request_store::answer(&mut access.tx, None, member, me, now).await?.ok_or(Problem::NotFound)? {
        access.audit(AuditAction::ContactRequestAnswered, member.0, now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to("/messages#words").into_response())
}
