//! Saving a draft, publishing a version, and taking that back. A form's words are saved first; publishing is one step more.

use super::page::{self, ClosingDeskParts, ReturnedClosingForm};
use crate::closing::store::{self, ClosingDraft};
use crate::closing::views::{ClosingRefusalFragment, DraftStatusFragment};
use crate::closing::{
    ClosingRefusal, Content, DraftSave, DraftSaveStep, PageId, PointAct, SaveId, VersionId, publish as may_publish, publishing,
};
use crate::group::access::RequiredRole;
use crate::group::{ActingTherapist, Staff};
use crate::kit::web::kept::{DRAFT, KEPT, with_header};
use crate::kit::web::prelude::*;
use crate::session::ending::{self, OnEnd};
use crate::session::{self, SessionAccess, SessionState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosingForm {
    id: SaveId,
    page: PageId,
    #[serde(default)]
    based_on: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    point: Vec<String>,
    /// A button of the list of points.
    act: Option<String>,
    /// A line of the session, to be copied into the summary.
    take: Option<String>,
    /// Whether to end the session that is still running, and then publish.
    #[serde(default)]
    ends: bool,
}

impl ClosingForm {
    /// The typed content, after the action of the pressed button.
    fn read(&self) -> Result<Content, ClosingRefusal> {
        let mut points = self.point.clone();
        if let Some(act) = self.act.as_deref().and_then(|act| act.parse::<PointAct>().ok()) {
            act.on(&mut points);
        }
        let mut content = Content::read(&self.summary, &points)?;
        let Some(line) = &self.take else { return Ok(content) };
        content.take(line);
        Content::read(&content.summary, &content.points)
    }

    fn again(self, refusal: ClosingRefusal) -> ReturnedClosingForm {
        ReturnedClosingForm { based_on: self.based_on.parse().ok(), content: (self.summary, self.point), page: self.page, refusal }
    }
}

/// The outcome of a save: the save to go on from, or a choice to make.
enum SaveOutcome {
    Saved(SaveId),
    Aside,
}

/// Saves the form's words, unless they equal the current draft.
async fn keep<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<R>,
    desk: &ClosingDeskParts,
    typed: &ClosingForm,
    content: &Content,
) -> Result<SaveOutcome, Problem> {
    let actor = access.group_access.actor();
    if let Some(head) = desk.head().filter(|head| head.content.as_ref() == Some(content)) {
        return Ok(SaveOutcome::Saved(head.save));
    }
    let save = DraftSave { id: typed.id, based_on: typed.based_on.parse().ok(), writing: typed.page, author: actor.membership() };
    let (id, tx) = (access.session(), &mut access.group_access.tx);
    match store::keep(tx, &app.vault, actor, id, &desk.drafts, desk.published(), save, content, chrome.now).await? {
        DraftSaveStep::Aside => Ok(SaveOutcome::Aside),
        DraftSaveStep::GoesOn | DraftSaveStep::Begins(..) => Ok(SaveOutcome::Saved(typed.id)),
    }
}

async fn refused<R: RequiredRole>(
    app: &AppState,
    chrome: Chrome,
    access: &mut SessionAccess<R>,
    desk: ClosingDeskParts,
    typed: ClosingForm,
    refusal: ClosingRefusal,
) -> Result<Response, Problem> {
    if chrome.fragment {
        let words = refusal.message(chrome.locale()).to_string();
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &ClosingRefusalFragment { words }));
    }
    page::desk(app, chrome, access, desk, Some(typed.again(refusal))).await
}

pub(super) async fn save(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<ClosingForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    session::store::lock_in_any_state(&mut access.group_access.tx, id).await?.ok_or(Problem::NotFound)?;
    let desk = ClosingDeskParts::of(&app, &mut access).await?;
    let content = match desk.may_write.and_then(|()| typed.read()) {
        Ok(content) => content,
        Err(refusal) => return refused(&app, chrome, &mut access, desk, typed, refusal).await,
    };
    let outcome = keep(&app, &chrome, &mut access, &desk, &typed, &content).await?;
    let SaveOutcome::Saved(save) = outcome else {
        access.group_access.tx.commit().await?;
        return page::conflict(chrome, &desk, content, typed.page, false);
    };
    let drafts = store::drafts(&mut access.group_access.tx, &app.vault, id).await?;
    access.group_access.tx.commit().await?;
    if !chrome.fragment {
        let place = if typed.act.is_some() { "#points" } else { "" };
        return Ok(Redirect::to(&format!("/sessions/{id}/closing{place}")).into_response());
    }
    saved_response(&chrome, &desk, store::current_draft(&drafts), typed.id, save)
}

fn saved_response(
    chrome: &Chrome,
    desk: &ClosingDeskParts,
    head: Option<&ClosingDraft>,
    id: SaveId,
    save: SaveId,
) -> Result<Response, Problem> {
    let chrome = chrome.clone().in_zone(desk.group.time_zone);
    let head = head.map(|draft| (draft.version, draft.number.unwrap_or(0), draft.saved_at));
    let published = desk.versions.first().map(|version| (version.number, version.published_at));
    let response = chrome.page(&DraftStatusFragment { head, published });
    Ok(with_header(with_header(response, KEPT, id), DRAFT, save))
}

/// Holds the form's words, after they were saved: they go out in five minutes.
pub(super) async fn publish(
    on_end: &'static [OnEnd],
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<ActingTherapist>,
    FormBody(typed): FormBody<ClosingForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    session::store::lock_in_any_state(&mut access.group_access.tx, id).await?.ok_or(Problem::NotFound)?;
    let desk = ClosingDeskParts::of(&app, &mut access).await?;
    let to = Redirect::to(&format!("/sessions/{id}/closing"));
    let mut version = VersionId(typed.id.0);
    let versions = desk.versions.iter().map(|one| (one.id, &one.content));
    if let Some((_, sent)) = versions.chain(desk.held.iter().map(|one| (one.id, &one.content))).find(|(id, _)| *id == version) {
        // A version never changes: a form with the same words was sent twice, and nothing is left to do.
        if sent.is_some() && *sent == typed.read().ok() {
            return Ok(to.into_response());
        }
        version = VersionId::random();
    }
    let last = desk.versions.first().and_then(|version| version.content.as_ref());
    let runs = desk.session.state == SessionState::Live;
    let asked = if runs && !typed.ends { Err(ClosingRefusal::Running) } else { Ok(()) };
    let content = desk.may_write.and_then(|()| typed.read()).and_then(|content| may_publish(&content, last).map(|()| content));
    let content = match content.and_then(|content| asked.map(|()| content)) {
        Ok(content) => content,
        Err(refusal) => return refused(&app, chrome, &mut access, desk, typed, refusal).await,
    };
    if let SaveOutcome::Aside = keep(&app, &chrome, &mut access, &desk, &typed, &content).await? {
        access.group_access.tx.commit().await?;
        return page::conflict(chrome, &desk, content, typed.page, true);
    }
    let (actor, now) = (access.group_access.actor(), chrome.now);
    if runs {
        ending::end(&mut access.group_access.tx, &app, on_end, &desk.session, now, now).await?;
        access.group_access.audit(AuditAction::SessionEnded, id.0, now).await?;
    }
    publishing::hold(&mut access.group_access.tx, &app, actor, id, version, &content, now).await?;
    access.group_access.tx.commit().await?;
    if runs {
        ending::publish_end(&app, id);
    }
    Ok(to.into_response())
}

/// Takes a held closing back; nothing changes when it has gone out.
pub(super) async fn take_back(
    mut access: SessionAccess<ActingTherapist>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    session::store::lock_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    publishing::take_back(tx, id).await?;
    access.group_access.tx.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}/closing")).into_response())
}
