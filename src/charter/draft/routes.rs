//! The doors of the draft: proposing, rewording, answering, talking, opening, withdrawing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{self, ReturnedProposal};
use super::settle::settle;
use super::views::ProposalPageForm;
use super::{CommentId, Proposal, ProposalAnswer, ProposalId, ProposalRefusal, RevisionId, SAYING_LIMIT, propose, store};
use crate::charter::routes::{note, whose};
use crate::charter::{ARTICLE_LIMIT, ArticleText, telling};
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::house::AppState;
use crate::kit::locale::MessageKey;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, PathParams, Problem, SENT_BEFORE};

/// The doors of the draft.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/groups/{group}/charter/proposals", draft)
        .post(Access::AnySeat, "/groups/{group}/charter/proposals", propose::propose)
        .get(Access::AnySeat, "/groups/{group}/charter/proposals/new", propose::form)
        .get(Access::AnySeat, "/groups/{group}/charter/proposals/{proposal}", proposal)
        .post(Access::AnySeat, "/groups/{group}/charter/proposals/{proposal}/answers", answer)
        .post(Access::AnySeat, "/groups/{group}/charter/proposals/{proposal}/comments", comment)
        .post(Access::AnySeat, "/groups/{group}/charter/proposals/{proposal}/revisions", reword)
        .post(Access::SeatOfStaff, "/groups/{group}/charter/proposals/{proposal}/opening", open)
        .post(Access::AnySeat, "/groups/{group}/charter/proposals/{proposal}/withdrawal", withdraw)
}

/// The draft is a part of the charter's page.
async fn draft(seat: GroupAccess<AnySeat>) -> Redirect {
    Redirect::to(&format!("/groups/{}/charter#draft", seat.group()))
}

#[derive(Deserialize)]
struct ProposalQuery {
    proposal: ProposalId,
}

async fn proposal(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(&house, chrome, &mut seat, id, ReturnedProposal::default()).await?;
    Ok(chrome.page(&page))
}

/// The group's row first, as all that changes the draft does; then the proposal.
async fn hold<R: group::seat::RequiredRole>(house: &AppState, seat: &mut GroupAccess<R>, id: ProposalId) -> Result<Proposal, Problem> {
    let group = seat.group();
    seat.hold().await?;
    store::find(&mut seat.tx, &house.vault, group, id).await?.ok_or(Problem::NotFound)
}

/// Not taken: the page as it stands now, with what was written still in its fields.
pub(super) async fn refused(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<AnySeat>,
    id: ProposalId,
    said: MessageKey,
    written: ProposalPageForm,
    status: StatusCode,
) -> Result<Response, Problem> {
    let back = ReturnedProposal { said: Some(said), written, complaints: FormErrors::default() };
    let (page, chrome) = page::of(house, chrome, seat, id, back).await?;
    Ok(chrome.page_with(status, &page))
}

async fn complained(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<AnySeat>,
    id: ProposalId,
    complaints: FormErrors,
    written: ProposalPageForm,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(house, chrome, seat, id, ReturnedProposal { said: None, written, complaints }).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn status(refusal: ProposalRefusal) -> StatusCode {
    if refusal == ProposalRefusal::Reworded { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Opens and ratifies what is ready now, and goes back: to the charter when there is a new version, else to the proposal.
pub(super) async fn settled<R: group::seat::RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    mut seat: GroupAccess<R>,
    id: ProposalId,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let ratified = settle(&mut seat.tx, &house.vault, sits.practice, sits.group, chrome.now).await?;
    telling::commit(house, seat).await?;
    Ok(match ratified {
        Some(_) => Redirect::to(&format!("/groups/{}/charter", sits.group)),
        None => Redirect::to(&format!("/groups/{}/charter/proposals/{id}", sits.group)),
    }
    .into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAnswer {
    /// The wording that was read.
    revision: i32,
    answer: Option<ProposalAnswer>,
    #[serde(default)]
    words: String,
    /// Whose spoken word staff write down.
    whose: Option<MembershipId>,
}

async fn answer(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(typed): FormBody<NewAnswer>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let proposal = hold(&house, &mut seat, id).await?;
    let (whose, role) = whose(&mut seat, typed.whose).await?;
    let written = ProposalPageForm { whose: typed.whose, answer: typed.answer, words: typed.words.clone(), ..ProposalPageForm::default() };
    let given = store::answers(&mut seat.tx, &house.vault, std::slice::from_ref(&proposal)).await?;
    let spoken = if whose == sits.membership { Ok(()) } else { proposal.speak_for(whose, &given) };
    match proposal.answer(role, typed.revision).and(spoken) {
        Ok(()) => {}
        Err(ProposalRefusal::NotCounted) => return Err(Problem::Forbidden),
        Err(refusal) => {
            // To other words it would be another answer: what was chosen is not kept, what was written is.
            let written = ProposalPageForm { answer: None, ..written };
            return refused(&house, chrome, &mut seat, id, refusal.key(), written, status(refusal)).await;
        }
    }
    let mut complaints = FormErrors::default();
    let given = complaints.take("answer", typed.answer.ok_or(()), |()| chrome.locale().message("answer-none"));
    let words = match given {
        None => None,
        Some(ProposalAnswer::Agree) if typed.words.trim().is_empty() => None,
        Some(_) => complaints.take("words", clean_paragraphs(&typed.words, SAYING_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    let Some(given) = given.filter(|_| complaints.is_empty()) else {
        return complained(&house, chrome, &mut seat, id, complaints, written).await;
    };
    store::answer(&mut seat.tx, &house.vault, sits, whose, &proposal, given, words.as_deref(), chrome.now).await?;
    note(&mut seat, "answered", "proposal", id.0, &chrome).await?;
    settled(&house, &chrome, seat, id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewComment {
    id: CommentId,
    comment: String,
}

async fn comment(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    content: FormContent,
    FormBody(typed): FormBody<NewComment>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    hold(&house, &mut seat, id).await?;
    let mut complaints = FormErrors::default();
    let text = complaints.take("comment", clean_paragraphs(&typed.comment, SAYING_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else {
        let written = ProposalPageForm { comment: typed.comment, ..ProposalPageForm::default() };
        return complained(&house, chrome, &mut seat, id, complaints, written).await;
    };
    let made = store::say(&mut seat.tx, &house.vault, sits, id, typed.id, &text, chrome.now).await?;
    let print = content.under(&mut seat.tx, &house.vault, group::membership_owner(sits.practice, sits.membership)).await?;
    if fingerprint::settle(&mut seat.tx, typed.id, print, made).await? == Submitted::Other {
        let written = ProposalPageForm { comment: typed.comment, ..ProposalPageForm::default() };
        return refused(&house, chrome, &mut seat, id, SENT_BEFORE, written, StatusCode::CONFLICT).await;
    }
    telling::commit(&house, seat).await?;
    Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{id}#said", sits.group)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRevision {
    id: RevisionId,
    /// The wording that was read.
    revision: i32,
    text: String,
}

async fn reword(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(typed): FormBody<NewRevision>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let mut proposal = hold(&house, &mut seat, id).await?;
    let written = ProposalPageForm { text: Some(typed.text.clone()), ..ProposalPageForm::default() };
    let mut complaints = FormErrors::default();
    let text = complaints.take("text", clean_paragraphs(&typed.text, ARTICLE_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else { return complained(&house, chrome, &mut seat, id, complaints, written).await };
    let words = ArticleText::Own(text);
    let earlier = store::revisions(&mut seat.tx, &house.vault, id).await?;
    if let Some((_, earlier)) = earlier.into_iter().find(|(known, _)| *known == typed.id) {
        // A wording never changes, and holds all that its form said: it is its own fingerprint.
        if (earlier.author, earlier.number, earlier.words) == (sits.membership, typed.revision + 1, Some(words)) {
            return Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{id}", sits.group)).into_response());
        }
        return refused(&house, chrome, &mut seat, id, SENT_BEFORE, written, StatusCode::CONFLICT).await;
    }
    if let Err(refusal) = proposal.reword(typed.revision, &words) {
        return refused(&house, chrome, &mut seat, id, refusal.key(), written, status(refusal)).await;
    }
    match store::reword(&mut seat.tx, &house.vault, sits, &proposal, typed.id, &words, chrome.now).await {
        Err(failure) if failure.constraint() == Some("charter_revision_pkey") => return Err(Problem::SentBefore),
        other => other?,
    }
    proposal.revision += 1;
    if sits.role == Role::Member {
        store::answer(&mut seat.tx, &house.vault, sits, sits.membership, &proposal, ProposalAnswer::Agree, None, chrome.now).await?;
    }
    note(&mut seat, "reworded", "proposal", id.0, &chrome).await?;
    settled(&house, &chrome, seat, id).await
}

async fn open(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let proposal = hold(&house, &mut seat, id).await?;
    // Opened, or over: what was wanted is so.
    if proposal.is_open() && !proposal.is_opened() {
        store::open_answers(&mut seat.tx, id).await?;
        note(&mut seat, "opened the answers to", "proposal", id.0, &chrome).await?;
    }
    settled(&house, &chrome, seat, id).await
}

async fn withdraw(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let proposal = hold(&house, &mut seat, id).await?;
    let author = group::store::hold_membership(&mut seat.tx, sits.group, proposal.author).await?;
    let author_is_here = author.is_some_and(|(_, state, _)| state == MembershipState::Active);
    match proposal.withdraw(sits.membership, sits.role, author_is_here) {
        Ok(()) => {}
        Err(ProposalRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(_) if proposal.withdrawn => return Ok(Redirect::to(&format!("/groups/{}/charter", sits.group)).into_response()),
        Err(refusal) => return refused(&house, chrome, &mut seat, id, refusal.key(), ProposalPageForm::default(), status(refusal)).await,
    }
    store::withdraw(&mut seat.tx, id, chrome.now).await?;
    note(&mut seat, "withdrew", "proposal", id.0, &chrome).await?;
    settled(&house, &chrome, seat, id).await
}
