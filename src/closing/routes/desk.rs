//! Saving a draft, and sending a version. What a form says is kept first; sending is one step more.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{self, ClosingDeskParts, ReturnedClosingForm};
use crate::closing::store::{self, ClosingDraft};
use crate::closing::views::{ClosingRefusalFragment, DraftStatusFragment};
use crate::closing::{ClosingRefusal, Content, DraftSave, DraftSaveStep, PageId, PointAct, SaveId, VersionId, publish as may_publish};
use crate::group::seat::RequiredRole;
use crate::group::{Staff, Therapist};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess};

/// By this header a script knows that its save was kept, and by the other one upon which save to go on.
const KEPT: &str = "hamdel-kept";
const DRAFT: &str = "hamdel-draft";

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
    /// A line of the session, to be taken into the summary.
    take: Option<String>,
}

impl ClosingForm {
    /// What it says, with what its button does.
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

/// What became of a save: upon which save to go on, or that there is a choice to make.
enum SaveOutcome {
    Stands(SaveId),
    Aside,
}

/// Keeps what a form says, unless it stands there already.
async fn keep<R: RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<R>,
    desk: &ClosingDeskParts,
    typed: &ClosingForm,
    content: &Content,
) -> Result<SaveOutcome, Problem> {
    let sits = here.seat.sitting();
    if let Some(head) = desk.head().filter(|head| head.content.as_ref() == Some(content)) {
        return Ok(SaveOutcome::Stands(head.save));
    }
    let save = DraftSave { id: typed.id, based_on: typed.based_on.parse().ok(), writing: typed.page, author: sits.membership };
    let (id, tx) = (here.session(), &mut here.seat.tx);
    match store::keep(tx, &house.vault, sits, id, &desk.drafts, desk.published(), save, content, chrome.now).await? {
        DraftSaveStep::Aside => Ok(SaveOutcome::Aside),
        DraftSaveStep::GoesOn | DraftSaveStep::Begins(..) => Ok(SaveOutcome::Stands(typed.id)),
    }
}

async fn refused<R: RequiredRole>(
    house: &AppState,
    chrome: Chrome,
    here: &mut SessionAccess<R>,
    desk: ClosingDeskParts,
    typed: ClosingForm,
    refusal: ClosingRefusal,
) -> Result<Response, Problem> {
    if chrome.fragment {
        let words = refusal.message(chrome.locale()).to_string();
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &ClosingRefusalFragment { words }));
    }
    page::desk(house, chrome, here, desk, Some(typed.again(refusal))).await
}

pub(super) async fn save(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<ClosingForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    session::store::hold_in_any_state(&mut here.seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let desk = ClosingDeskParts::of(&house, &mut here).await?;
    let content = match desk.may_write.and_then(|()| typed.read()) {
        Ok(content) => content,
        Err(refusal) => return refused(&house, chrome, &mut here, desk, typed, refusal).await,
    };
    let became = keep(&house, &chrome, &mut here, &desk, &typed, &content).await?;
    let SaveOutcome::Stands(save) = became else {
        here.seat.tx.commit().await?;
        return page::conflict(chrome, &desk, content, typed.page, false);
    };
    let drafts = store::drafts(&mut here.seat.tx, &house.vault, id).await?;
    here.seat.tx.commit().await?;
    if !chrome.fragment {
        let place = if typed.act.is_some() { "#points" } else { "" };
        return Ok(Redirect::to(&format!("/sessions/{id}/closing{place}")).into_response());
    }
    kept(&chrome, &desk, store::standing(&drafts), typed.id, save)
}

fn kept(chrome: &Chrome, desk: &ClosingDeskParts, head: Option<&ClosingDraft>, id: SaveId, save: SaveId) -> Result<Response, Problem> {
    let chrome = chrome.clone().in_zone(desk.group.time_zone);
    let head = head.map(|draft| (draft.version, draft.number.unwrap_or(0), draft.saved_at));
    let published = desk.versions.first().map(|version| (version.number, version.published_at));
    let mut response = chrome.page(&DraftStatusFragment { head, published });
    for (name, value) in [(KEPT, id), (DRAFT, save)] {
        response.headers_mut().insert(name, HeaderValue::from_str(&value.to_string()).map_err(|_| Problem::Broken)?);
    }
    Ok(response)
}

pub(super) async fn publish(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Therapist>,
    FormBody(typed): FormBody<ClosingForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    session::store::hold_in_any_state(&mut here.seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let desk = ClosingDeskParts::of(&house, &mut here).await?;
    let to = Redirect::to(&format!("/sessions/{id}/closing"));
    let mut version = VersionId(typed.id.0);
    if let Some(sent) = desk.versions.iter().find(|one| one.id == version) {
        // A version never changes: with the same words it is the same form once more, and what was wanted is so.
        if sent.content.is_some() && sent.content == typed.read().ok() {
            return Ok(to.into_response());
        }
        version = VersionId::random();
    }
    let last = desk.versions.first().and_then(|version| version.content.as_ref());
    let content = match desk.may_write.and_then(|()| typed.read()).and_then(|content| may_publish(&content, last).map(|()| content)) {
        Ok(content) => content,
        Err(refusal) => return refused(&house, chrome, &mut here, desk, typed, refusal).await,
    };
    if let SaveOutcome::Aside = keep(&house, &chrome, &mut here, &desk, &typed, &content).await? {
        here.seat.tx.commit().await?;
        return page::conflict(chrome, &desk, content, typed.page, true);
    }
    let sits = here.seat.sitting();
    let tx = &mut here.seat.tx;
    store::publish(tx, &house.vault, sits, id, version, desk.published() + 1, &content, chrome.now).await?;
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act: "sent", kind: "closing", subject: id.0 };
    audit::record(tx, act, chrome.now).await?;
    here.seat.tx.commit().await?;
    Ok(to.into_response())
}
