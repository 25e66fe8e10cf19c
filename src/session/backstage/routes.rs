//! The routes of backstage lines.

use super::views::BackstagePage;
use super::{BACKSTAGE, LINE_LIMIT, LineId, lines_fragment, store};
use crate::group::{self, Role, Staff, Therapist};
use crate::kit::events::Recipients;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::session::arc::StageRefusal;
use crate::session::{LiveAct, SessionAccess, SessionState, store as store_of_sessions};

pub(in crate::session) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaff, "/sessions/{session}/backstage", show)
        .post(Access::GroupStaff, "/sessions/{session}/backstage", write)
        .post(Access::GroupTherapist, "/sessions/{session}/backstage/settlement", settle)
}

/// The lines by themselves: the record of a session has none of them.
async fn show(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = access.session();
    let actor = access.group_access.actor();
    let tx = &mut access.group_access.tx;
    let session = store_of_sessions::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let lines = store::lines(tx, &app.vault, id).await?;
    let may_settle = session.state == SessionState::Ended && actor.role() == Role::Therapist && !actor.stands_in();
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&BackstagePage { group, session, may_settle, kept: lines.iter().any(|line| line.kept), lines }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BackstageForm {
    id: LineId,
    text: String,
}

async fn write(mut act: LiveAct<Staff>, content: FormContent, FormBody(form): FormBody<BackstageForm>) -> Result<Response, Problem> {
    let (session, actor, now) = (act.session, act.access.actor(), act.chrome.now);
    let owner = group::membership_owner(actor.practice(), actor.membership());
    let print = content.fingerprint(&mut act.access.tx, &act.app.vault, owner).await?;
    if fingerprint::is_resend(act.tx(), form.id, print.as_ref()).await? {
        let fragment = lines(&mut act).await?;
        return Ok(act.unchanged(form.id, fragment));
    }
    act.locked.live().ok_or(StageRefusal::NotLive)?;
    let text = clean_line(&form.text, LINE_LIMIT)?;
    if !store::add(&mut act.access.tx, &act.app.vault, session, actor, form.id, &text, now).await? {
        return Err(SentBefore.into());
    }
    fingerprint::store_fingerprint(act.tx(), form.id, print).await?;
    act.publish(BACKSTAGE, session.0, Recipients::Staff);
    let fragment = lines(&mut act).await?;
    act.done(form.id, fragment).await
}

/// The lines as they are now.
async fn lines(act: &mut LiveAct<Staff>) -> Result<String, Problem> {
    let lines = store::lines(&mut act.access.tx, &act.app.vault, act.session).await?;
    Ok(lines_fragment(&act.chrome, &lines)?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleLineForm {
    keep: bool,
}

/// After the session, the therapist keeps or discards the lines.
async fn settle(mut act: LiveAct<Therapist>, FormBody(form): FormBody<SettleLineForm>) -> Result<Response, Problem> {
    let session = act.session;
    if act.state() == SessionState::Ended && store::settle(act.tx(), session, form.keep).await? > 0 {
        act.audit(if form.keep { AuditAction::BackstageKept } else { AuditAction::BackstageDeleted }, session.0).await?;
        act.commit().await?;
    }
    Ok(Redirect::to(&format!("/sessions/{session}")).into_response())
}
