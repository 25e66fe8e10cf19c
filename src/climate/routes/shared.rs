//! What was shared with the therapist, open wishes for a word, and the group's climate over time.

use crate::climate::views::{ClimatePage, SharedPage};
use crate::climate::{Moment, answer_store, contact_request_store, figure_store, store};
use crate::group::{self, ActingTherapist, AnyRole, GroupAccess, Member, MembershipId};
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, SessionAccess};

crate::coded! {
    /// The page with the button, to which the redirect returns.
    #[derive(Default)]
    enum NoticeOrigin {
        #[default]
        Session = "session",
        Messages = "messages",
    }
}

pub(super) async fn shared(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<ActingTherapist>,
) -> Result<Response, Problem> {
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
    pub member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeAnswerForm {
    #[serde(default)]
    from: NoticeOrigin,
}

pub(super) async fn answer(
    mut act: LiveAct<ActingTherapist>,
    PathParams(NoticePathParams { member }): PathParams<NoticePathParams>,
    FormBody(form): FormBody<NoticeAnswerForm>,
) -> Result<Response, Problem> {
    let (id, me, now) = (act.session, act.access.membership(), act.chrome.now);
    if contact_request_store::answer(act.tx(), Some(id), member, me, now).await?.ok_or(Problem::NotFound)? {
        act.audit(AuditAction::ContactRequestAnswered, member.0).await?;
        act.unseen().commit().await?;
    }
    Ok(match form.from {
        NoticeOrigin::Session => Redirect::to(&format!("/sessions/{id}/check-ins")),
        NoticeOrigin::Messages => Redirect::to("/messages#words"),
    }
    .into_response())
}

/// Addresses a wish made under another therapist to the present one.
pub(super) async fn ask_anew(mut act: LiveAct<Member>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (id, me) = (act.session, act.access.membership());
    if !contact_request_store::ask_anew(act.tx(), id, me).await? {
        return Err(Problem::NotFound);
    }
    act.unseen().commit().await?;
    Ok(Redirect::to("/").into_response())
}

pub(super) async fn climate(
    State(app): State<AppState>,
    chrome: Chrome,
    mut group_access: GroupAccess<AnyRole>,
) -> Result<Response, Problem> {
    let id = group_access.group();
    let group = group::store::find(&mut group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let held = figure_store::held(&mut group_access.tx, group.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = ClimatePage::new(group, group_access.role().is_staff(), held, chrome.locale());
    Ok(chrome.page(&page))
}
