//! The doors of the draft: proposing, rewording, answering, talking, opening, withdrawing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{self, Back};
use super::settle::settle;
use super::views::Written;
use super::{Answer, CommentId, Proposal, ProposalId, Refusal, RevisionId, SAYING_LIMIT, propose, store};
use crate::charter::routes::{note, whose};
use crate::charter::{ARTICLE_LIMIT, Words, telling};
use crate::group::{self, AnySeat, MembershipId, MembershipState, Role, Seat, Staff};
use crate::kit::fingerprint::{self, FormContent, Sent};
use crate::kit::house::House;
use crate::kit::locale::Key;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, Complaints, Doors, Fields, InPath, NoFields, Problem, SENT_BEFORE, Who};

/// The doors of the draft.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::AnySeat, "/groups/{group}/charter/proposals", draft)
        .post(Who::AnySeat, "/groups/{group}/charter/proposals", propose::propose)
        .get(Who::AnySeat, "/groups/{group}/charter/proposals/new", propose::form)
        .get(Who::AnySeat, "/groups/{group}/charter/proposals/{proposal}", proposal)
        .post(Who::AnySeat, "/groups/{group}/charter/proposals/{proposal}/answers", answer)
        .post(Who::AnySeat, "/groups/{group}/charter/proposals/{proposal}/comments", comment)
        .post(Who::AnySeat, "/groups/{group}/charter/proposals/{proposal}/revisions", reword)
        .post(Who::SeatOfStaff, "/groups/{group}/charter/proposals/{proposal}/opening", open)
        .post(Who::AnySeat, "/groups/{group}/charter/proposals/{proposal}/withdrawal", withdraw)
}

/// The draft is a part of the charter's page.
async fn draft(seat: Seat<AnySeat>) -> Redirect {
    Redirect::to(&format!("/groups/{}/charter#draft", seat.group()))
}

#[derive(Deserialize)]
struct Which {
    proposal: ProposalId,
}

async fn proposal(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InPath(Which { proposal: id }): InPath<Which>,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(&house, chrome, &mut seat, id, Back::default()).await?;
    Ok(chrome.page(&page))
}

/// The group's row first, as all that changes the draft does; then the proposal.
async fn hold<R: group::seat::Needs>(house: &House, seat: &mut Seat<R>, id: ProposalId) -> Result<Proposal, Problem> {
    let group = seat.group();
    seat.hold().await?;
    store::find(&mut seat.tx, &house.vault, group, id).await?.ok_or(Problem::NotFound)
}

/// Not taken: the page as it stands now, with what was written still in its fields.
pub(super) async fn refused(
    house: &House,
    chrome: Chrome,
    seat: &mut Seat<AnySeat>,
    id: ProposalId,
    said: Key,
    written: Written,
    status: StatusCode,
) -> Result<Response, Problem> {
    let back = Back { said: Some(said), written, complaints: Complaints::default() };
    let (page, chrome) = page::of(house, chrome, seat, id, back).await?;
    Ok(chrome.page_with(status, &page))
}

async fn complained(
    house: &House,
    chrome: Chrome,
    seat: &mut Seat<AnySeat>,
    id: ProposalId,
    complaints: Complaints,
    written: Written,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(house, chrome, seat, id, Back { said: None, written, complaints }).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn status(refusal: Refusal) -> StatusCode {
    if refusal == Refusal::Reworded { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Opens and ratifies what is ready now, and goes back: to the charter when there is a new version, else to the proposal.
pub(super) async fn settled<R: group::seat::Needs>(
    house: &House,
    chrome: &Chrome,
    mut seat: Seat<R>,
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
    answer: Option<Answer>,
    #[serde(default)]
    words: String,
    /// Whose spoken word staff write down.
    whose: Option<MembershipId>,
}

async fn answer(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InPath(Which { proposal: id }): InPath<Which>,
    Fields(typed): Fields<NewAnswer>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let proposal = hold(&house, &mut seat, id).await?;
    let (whose, role) = whose(&mut seat, typed.whose).await?;
    let written = Written { whose: typed.whose, answer: typed.answer, words: typed.words.clone(), ..Written::default() };
    let given = store::answers(&mut seat.tx, &house.vault, std::slice::from_ref(&proposal)).await?;
    let spoken = if whose == sits.membership { Ok(()) } else { proposal.speak_for(whose, &given) };
    match proposal.answer(role, typed.revision).and(spoken) {
        Ok(()) => {}
        Err(Refusal::NotCounted) => return Err(Problem::Forbidden),
        Err(refusal) => {
            // To other words it would be another answer: what was chosen is not kept, what was written is.
            let written = Written { answer: None, ..written };
            return refused(&house, chrome, &mut seat, id, refusal.key(), written, status(refusal)).await;
        }
    }
    let mut complaints = Complaints::default();
    let given = complaints.take("answer", typed.answer.ok_or(()), |()| chrome.locale().message("answer-none"));
    let words = match given {
        None => None,
        Some(Answer::Agree) if typed.words.trim().is_empty() => None,
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
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InPath(Which { proposal: id }): InPath<Which>,
    content: FormContent,
    Fields(typed): Fields<NewComment>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    hold(&house, &mut seat, id).await?;
    let mut complaints = Complaints::default();
    let text = complaints.take("comment", clean_paragraphs(&typed.comment, SAYING_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else {
        let written = Written { comment: typed.comment, ..Written::default() };
        return complained(&house, chrome, &mut seat, id, complaints, written).await;
    };
    let made = store::say(&mut seat.tx, &house.vault, sits, id, typed.id, &text, chrome.now).await?;
    let print = content.under(&mut seat.tx, &house.vault, group::membership_owner(sits.practice, sits.membership)).await?;
    if fingerprint::settle(&mut seat.tx, typed.id, print, made).await? == Sent::Other {
        let written = Written { comment: typed.comment, ..Written::default() };
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
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InPath(Which { proposal: id }): InPath<Which>,
    Fields(typed): Fields<NewRevision>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let mut proposal = hold(&house, &mut seat, id).await?;
    let written = Written { text: Some(typed.text.clone()), ..Written::default() };
    let mut complaints = Complaints::default();
    let text = complaints.take("text", clean_paragraphs(&typed.text, ARTICLE_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else { return complained(&house, chrome, &mut seat, id, complaints, written).await };
    let words = Words::Own(text);
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
        store::answer(&mut seat.tx, &house.vault, sits, sits.membership, &proposal, Answer::Agree, None, chrome.now).await?;
    }
    note(&mut seat, "reworded", "proposal", id.0, &chrome).await?;
    settled(&house, &chrome, seat, id).await
}

async fn open(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Staff>,
    InPath(Which { proposal: id }): InPath<Which>,
    Fields(NoFields {}): Fields<NoFields>,
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
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InPath(Which { proposal: id }): InPath<Which>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let proposal = hold(&house, &mut seat, id).await?;
    let author = group::store::hold_membership(&mut seat.tx, sits.group, proposal.author).await?;
    let author_is_here = author.is_some_and(|(_, state, _)| state == MembershipState::Active);
    match proposal.withdraw(sits.membership, sits.role, author_is_here) {
        Ok(()) => {}
        Err(Refusal::NotYours) => return Err(Problem::Forbidden),
        Err(_) if proposal.withdrawn => return Ok(Redirect::to(&format!("/groups/{}/charter", sits.group)).into_response()),
        Err(refusal) => return refused(&house, chrome, &mut seat, id, refusal.key(), Written::default(), status(refusal)).await,
    }
    store::withdraw(&mut seat.tx, id, chrome.now).await?;
    note(&mut seat, "withdrew", "proposal", id.0, &chrome).await?;
    settled(&house, &chrome, seat, id).await
}
