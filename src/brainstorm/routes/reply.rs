//! What a board answers: kept, refused with what was typed, and what the live screens are told.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use rand::seq::SliceRandom;

use super::IDEA;
use crate::brainstorm::store::Stored;
use crate::brainstorm::views::{RefusalFragment, RefusedPage, Theirs};
use crate::brainstorm::{BoardState, IdeaId, board, store, told};
use crate::group::MembershipId;
use crate::group::seat::Needs;
use crate::group::{AnySeat, Seat};
use crate::kit::failure::Failure;
use crate::kit::house::House;
use crate::kit::locale::Message;
use crate::kit::relay::{self, Change};
use crate::kit::web::{Chrome, Problem};
use crate::session::SessionId;

/// By this header a script knows that its form was kept, and which.
pub(super) const KEPT: &str = "hamdel-kept";

/// What was typed, to be given back when it is refused.
pub(super) struct Typed {
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
}

/// A refusal in words, with what was typed kept: beside the form for a script, else on a page of its own.
pub(super) fn refuse(
    chrome: &Chrome,
    session: SessionId,
    status: StatusCode,
    words: Message,
    theirs: Option<Theirs>,
    typed: Typed,
) -> Response {
    let words = words.to_string();
    if chrome.fragment {
        return chrome.page_with(status, &RefusalFragment { words, theirs });
    }
    let Typed { action, fields } = typed;
    chrome.page_with(status, &RefusedPage { words, theirs, action, fields, back: format!("/sessions/{session}/live") })
}

pub(super) fn kept(chrome: &Chrome, session: SessionId, id: &str, partials: String) -> Response {
    if !chrome.fragment {
        return Redirect::to(&format!("/sessions/{session}/live")).into_response();
    }
    let mut response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], partials).into_response();
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(KEPT, id);
    }
    response
}

pub(super) async fn tell(seat: &mut Seat<impl Needs>, session: SessionId, kind: &'static str, subject: uuid::Uuid) -> Result<(), Problem> {
    let practice = seat.practice().0;
    relay::record(&mut seat.tx, practice, session.0, Change { kind, subject, for_membership: None }).await?;
    Ok(())
}

/// Tells the author of a named idea, on every screen of theirs, that what they can do with it is another thing now. An idea
/// without a name tells its author nothing: even to them alone it would write down whose it is.
pub(super) async fn tell_author(
    seat: &mut Seat<impl Needs>,
    session: SessionId,
    idea: IdeaId,
    author: Option<MembershipId>,
) -> Result<(), Problem> {
    if let Some(author) = author {
        let practice = seat.practice().0;
        let change = Change { kind: IDEA, subject: idea.0, for_membership: Some(author.0) };
        relay::record(&mut seat.tx, practice, session.0, change).await?;
    }
    Ok(())
}

pub(super) async fn show_shuffled(house: &House, seat: &mut Seat<impl Needs>, board: &BoardState) -> Result<(), Problem> {
    let all = store::ideas(&mut seat.tx, &house.vault, board.id).await?;
    let mut unseen: Vec<IdeaId> = all.iter().filter(|idea| idea.number.is_none() && !idea.withdrawn).map(|idea| idea.id).collect();
    unseen.shuffle(&mut rand::rng());
    Ok(store::show(&mut seat.tx, board, &unseen).await?)
}

/// What whoever sent an idea gets back: the idea as it stands on the board, or nothing while it waits.
pub(super) async fn reply(
    house: &House,
    chrome: &Chrome,
    seat: &mut Seat<AnySeat>,
    session: SessionId,
    board: &BoardState,
    id: IdeaId,
) -> Result<Response, Problem> {
    let partials = match store::idea(&mut seat.tx, &house.vault, id).await? {
        Some(idea) => partial(house, chrome, seat, board, idea).await?,
        None => String::new(),
    };
    Ok(kept(chrome, session, &id.to_string(), partials))
}

pub(super) async fn partial(
    house: &House,
    chrome: &Chrome,
    seat: &mut Seat<AnySeat>,
    board: &BoardState,
    idea: Stored,
) -> Result<String, Problem> {
    let Some(seen) = board::seen_alone(&mut seat.tx, &house.vault, idea, board).await? else { return Ok(String::new()) };
    let count = store::count(&mut seat.tx, board.id).await?;
    Ok(told(chrome, &seen, count).map_err(Failure::Page)?)
}
