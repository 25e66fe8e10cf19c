//! Recording whereabouts for a member without a phone. Any staff may write them, but only the therapist may read them again.

use super::routes::{parse_text, publish_change};
use super::views::ForPage;
use super::{WhereaboutsRefusal, check_may_give, may_note, store};
use crate::group::{self, MembershipId, MembershipState, Role, Staff};
use crate::kit::refusal::Refusal;
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, attendance};

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
    allowed: Result<(), WhereaboutsRefusal>,
}

async fn load_subject(act: &mut LiveAct<Staff>, member: MembershipId) -> Result<WhereaboutsSubject, Problem> {
    let (id, state) = (act.session, act.state());
    let LiveAct { app, access, .. } = act;
    let tx = &mut access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &app.vault, session.group, id).await?;
    let is_active_member = |one: &&group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.iter().find(is_active_member).and_then(|one| one.name.clone()).ok_or(Problem::NotFound)?;
    let entered = attendance::store::is_here(tx, id, member).await?;
    let by_staff = store::by_staff(tx, id, member).await?;
    let by_phone = attendance::store::came_by_phone(tx, id, member).await?;
    let allowed = check_may_give(group.meets, state, entered).and_then(|()| may_note(by_staff, by_phone));
    let page = ForPage { session, member, name, is_kept: by_staff.is_some(), text: String::new(), refusal: None };
    Ok(WhereaboutsSubject { page, people, allowed })
}

pub(super) async fn form(
    mut act: LiveAct<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
) -> Result<Response, Problem> {
    let subject = load_subject(&mut act, member).await?;
    let refusal = subject.allowed.err().map(|refusal| act.chrome.locale().message(refusal.key()));
    Ok(act.chrome.page(&ForPage { refusal, ..subject.page }))
}

pub(super) async fn note(
    mut act: LiveAct<Staff>,
    PathParams(WhereaboutsPathParams { member }): PathParams<WhereaboutsPathParams>,
    FormBody(form): FormBody<NotedWhereabouts>,
) -> Result<Response, Problem> {
    let subject = load_subject(&mut act, member).await?;
    let text = match subject.allowed.map_err(Problem::from).and_then(|()| Ok(parse_text(&form.text)?)) {
        Ok(text) => text,
        Err(refusal) => {
            let page = ForPage { text: form.text, refusal: Some(refusal.words(&act.chrome)), ..subject.page };
            return Ok(act.chrome.page_with(refusal.status(), &page));
        }
    };
    let (id, actor) = (act.session, act.access.actor());
    let LiveAct { app, chrome, access, .. } = &mut act;
    store::set(&mut access.tx, &app.vault, (actor.practice(), id, member), text.as_deref(), Some(actor.membership()), chrome.now).await?;
    act.audit(AuditAction::WhereaboutsNoted, member.0).await?;
    publish_change(&mut act, &subject.people, member);
    act.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}
