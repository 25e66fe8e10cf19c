//! The form of a proposal, and making one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::routes::{refused, settled};
use super::views::{About, NewPage, Typed, Written};
use super::{Act, Answer, CommentId, Proposal, ProposalId, Refusal, SAYING_LIMIT, rules, store};
use crate::charter::routes::{around, note};
use crate::charter::{self, ARTICLE_LIMIT, LineId, Starter, Words};
use crate::group::{self, AnySeat, Role, Seat};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::House;
use crate::kit::text::{clean_paragraphs, plain};
use crate::kit::web::{Chrome, Complaints, Fields, InQuery, Problem, SENT_BEFORE};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default = "Asked::add")]
    act: Act,
    line: Option<LineId>,
}

impl Asked {
    fn add() -> Act {
        Act::Add
    }
}

pub(super) async fn form(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    InQuery(asked): InQuery<Asked>,
) -> Result<Response, Problem> {
    let mut page = new_page(&house, &chrome, &mut seat, asked.act, asked.line, Uuid::new_v4()).await?;
    if page.about.is_none() && asked.act != Act::Add {
        return Err(Problem::NotFound);
    }
    if let (Act::Change, Some(about)) = (asked.act, &page.about) {
        page.typed.text.clone_from(&about.text);
    }
    Ok(chrome.page(&page))
}

async fn new_page(
    house: &House,
    chrome: &Chrome,
    seat: &mut Seat<AnySeat>,
    act: Act,
    line: Option<LineId>,
    id: Uuid,
) -> Result<NewPage, Problem> {
    let (group, _) = around(house, seat).await?;
    let charter = charter::store::current(&mut seat.tx, &house.vault, group.id).await?;
    let articles = charter.map(|charter| charter.articles).unwrap_or_default();
    let about = (1..).zip(&articles).find(|(_, article)| Some(article.line) == line);
    let about = about.map(|(number, article)| About { line: article.line, number, text: article.words.text(chrome.locale()) });
    Ok(NewPage {
        group,
        id,
        act,
        about,
        articles: articles.len(),
        typed: Typed::default(),
        said: None,
        other: None,
        complaints: Complaints::default(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProposal {
    id: ProposalId,
    act: Act,
    line: Option<LineId>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    place: String,
    starter: Option<Starter>,
    #[serde(default)]
    reason: String,
}

pub(super) async fn propose(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<AnySeat>,
    content: FormContent,
    Fields(typed): Fields<NewProposal>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    seat.hold().await?;
    let print = content.under(&mut seat.tx, &house.vault, group::membership_owner(sits.practice, sits.membership)).await?;
    let open = store::open(&mut seat.tx, &house.vault, sits.group).await?;
    if let Some(made) = store::find(&mut seat.tx, &house.vault, sits.group, typed.id).await? {
        if !fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
            return given_back(&house, &chrome, &mut seat, typed).await;
        }
        let at = open.iter().find(|one| made.withdrawn && is_same(one, &made)).map_or(made.id, |one| one.id);
        return Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{at}", sits.group)).into_response());
    }
    let current = charter::store::current(&mut seat.tx, &house.vault, sits.group).await?;
    let current = current.map(|charter| charter.articles).unwrap_or_default();
    let locale = chrome.locale();
    let mut complaints = Complaints::default();
    let words = match typed.starter {
        Some(starter) if typed.act == Act::Add => Some(Words::Starter(starter)),
        _ if typed.act.has_words() => {
            complaints.take("text", clean_paragraphs(&typed.text, ARTICLE_LIMIT), |refusal| refusal.message(locale)).map(Words::Own)
        }
        _ => None,
    };
    let reason = if typed.reason.trim().is_empty() {
        None
    } else {
        complaints.take("reason", clean_paragraphs(&typed.reason, SAYING_LIMIT), |refusal| refusal.message(locale))
    };
    let place = match typed.act {
        Act::Move => {
            let number = plain(&typed.place).parse::<i32>().ok().filter(|place| (1..).zip(&current).any(|(known, _)| known == *place));
            complaints.take("place", number.ok_or(()), |()| locale.message("proposal-place-unknown"))
        }
        _ => None,
    };
    let new = Proposal {
        id: typed.id,
        author: sits.membership,
        act: typed.act,
        line: if typed.act == Act::Add { LineId::random() } else { typed.line.ok_or(Problem::BadForm)? },
        place,
        revision: 1,
        words,
        opened: Vec::new(),
        at: chrome.now,
        withdrawn: false,
        ratified_in: None,
    };
    // Two tapped the same starter article, or wrote the same words: one question to the group.
    let same = open.iter().find(|one| is_same(one, &new)).map(|one| one.id);
    let refusal = rules::propose(&new, &current, &open).err().filter(|_| same.is_none());
    let other = open.iter().find(|one| one.line == new.line);
    if let (Some(Refusal::Proposed), Some(Words::Own(text)), Some(other)) = (refusal, &new.words, other)
        && other.act.has_words()
    {
        // Somebody else has proposed other words for the same article meanwhile: both are on the page, and none is lost.
        let written = Written { text: Some(text.clone()), comment: typed.reason, ..Written::default() };
        return refused(&house, chrome, &mut seat, other.id, Refusal::Proposed.key(), written, StatusCode::CONFLICT).await;
    }
    if refusal.is_some() || !complaints.is_empty() {
        let mut page = new_page(&house, &chrome, &mut seat, typed.act, typed.line, typed.id.0).await?;
        page.other = other.filter(|_| refusal == Some(Refusal::Proposed)).map(|one| one.id);
        page.said = refusal.filter(|_| complaints.is_empty()).map(Refusal::key);
        page.typed = Typed { text: typed.text, place: typed.place, reason: typed.reason };
        page.complaints = complaints;
        let status = if page.other.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(chrome.page_with(status, &page));
    }
    match store::insert(&mut seat.tx, &house.vault, sits, &new).await {
        // An id that exists where this person cannot see it.
        Err(failure) if matches!(failure.constraint(), Some("charter_proposal_pkey" | "charter_revision_pkey")) => {
            return Err(Problem::SentBefore);
        }
        other => other?,
    }
    fingerprint::keep(&mut seat.tx, new.id, print).await?;
    if same.is_some() {
        // Of what is folded into another nothing stays but that its form was sent.
        store::withdraw(&mut seat.tx, new.id, chrome.now).await?;
    } else if sits.role == Role::Member {
        store::answer(&mut seat.tx, &house.vault, sits, sits.membership, &new, Answer::Agree, None, chrome.now).await?;
    }
    if let Some(reason) = reason {
        store::say(&mut seat.tx, &house.vault, sits, same.unwrap_or(new.id), CommentId(new.id.0), &reason, chrome.now).await?;
    }
    if same.is_none() {
        note(&mut seat, "proposed", "proposal", new.id.0, &chrome).await?;
    }
    settled(&house, &chrome, seat, same.unwrap_or(new.id)).await
}

/// The form under a fresh id, with what it says: under its own id something else was proposed or said.
async fn given_back(house: &House, chrome: &Chrome, seat: &mut Seat<AnySeat>, typed: NewProposal) -> Result<Response, Problem> {
    let mut page = new_page(house, chrome, seat, typed.act, typed.line, Uuid::new_v4()).await?;
    page.said = Some(SENT_BEFORE);
    page.typed = Typed { text: typed.text, place: typed.place, reason: typed.reason };
    Ok(chrome.page_with(StatusCode::CONFLICT, &page))
}

/// Whether both add an article of the same words.
fn is_same(one: &Proposal, other: &Proposal) -> bool {
    (one.act, other.act) == (Act::Add, Act::Add) && one.words.as_ref().zip(other.words.as_ref()).is_some_and(|(one, other)| one.says(other))
}
