//! The doors of weighing: adding a point, for oneself or for somebody; changing it, taking it back, bringing it back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::store::{self, NewPoint, StoredPoint};
use super::{POINT, POINT_LIMIT, PointId, PointKind, PointRefusal, PointState, views};
use crate::brainstorm::in_board::{ByBrainstorm, ByPoint};
use crate::brainstorm::routes::reply::{IdeaForm, behalf, kept, note, refuse, step, tell, tell_author};
use crate::brainstorm::views::ChangedIdea;
use crate::brainstorm::{BoardState, BrainstormId, IdeaAuthor, IdeaId, Visibility, board, store as boards};
use crate::group::{AnySeat, GroupAccess};
use crate::kit::failure::Error;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem, SENT_BEFORE};
use crate::session::{SessionAccess, SessionId};

/// The doors of weighing.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/points", add)
        .post(Access::AnySeat, "/points/{point}", edit)
        .post(Access::AnySeat, "/points/{point}/withdrawal", withdraw)
        .post(Access::AnySeat, "/points/{point}/restoration", restore)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeighForm {
    id: PointId,
    idea: IdeaId,
    kind: PointKind,
    text: String,
    #[serde(default)]
    whose: String,
}

async fn add(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByBrainstorm>,
    content: FormContent,
    FormBody(typed): FormBody<WeighForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    let back = |point: PointId| IdeaForm {
        action: format!("/brainstorms/{id}/points"),
        fields: vec![
            ("id", point.to_string()),
            ("idea", typed.idea.to_string()),
            ("kind", typed.kind.code().to_owned()),
            ("whose", typed.whose.clone()),
            ("text", typed.text.clone()),
        ],
    };
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let sent_before =
        || refuse(&chrome, session, StatusCode::CONFLICT, chrome.locale().message(SENT_BEFORE), None, back(PointId::random()));
    let say = |refusal: PointRefusal| chrome.locale().message(refusal.key());
    let (_, board) = boards::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let text = match clean_paragraphs(&typed.text, POINT_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let sitting = seat.sitting();
    let tag = if board.named { None } else { store::tag(&mut seat.tx, &house.vault, session, sitting.membership).await? };
    if let Some(earlier) = store::point(&mut seat.tx, &house.vault, typed.id).await? {
        // The same form again: an answer was lost, or a button pressed twice. Anything else under this id is not ours to change.
        let print = boards::fingerprint_of(&mut seat.tx, &house.vault, sitting, session, earlier.whose(), &content).await?;
        if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
            return reply(&house, &chrome, seat, &board, typed.id).await;
        }
        return Ok(sent_before());
    }
    let whose = match behalf(seat, session, &typed.whose).await? {
        Ok(whose) => whose,
        Err(key) => return refused(chrome.locale().message(key)),
    };
    let logged = match board.log_point(sitting.membership, sitting.role, whose) {
        Ok(logged) => logged,
        Err(_) => return refused(say(PointRefusal::NotNow)),
    };
    if !boards::kin(&mut seat.tx, id).await?.lives(typed.idea) {
        return refused(say(PointRefusal::NoSuchIdea));
    }
    let new = NewPoint { id: typed.id, idea: typed.idea, kind: typed.kind, text: &text };
    match store::add(&mut seat.tx, &house.vault, sitting, &board, new, logged, tag, chrome.now).await {
        // An id that exists where this person cannot see it.
        Err(failure) if failure.constraint() == Some("point_pkey") => return Ok(sent_before()),
        other => other?,
    }
    let print = boards::fingerprint_of(&mut seat.tx, &house.vault, sitting, session, logged.whose, &content).await?;
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    tell_added(seat, &board, typed.id, logged.seen).await?;
    if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.whose {
        tell_author(seat, session, POINT, typed.id.0, author).await?;
    }
    note(seat, session, logged.whose, POINT, typed.id.0, chrome.now).await?;
    let response = reply(&house, &chrome, seat, &board, typed.id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

/// Tells the live screens of a new point. Without names nothing is told before three have gathered, on whatever ideas; then each of them is,
/// in an order that has nothing to do with that of writing.
async fn tell_added(seat: &mut GroupAccess<AnySeat>, board: &BoardState, id: PointId, seen: Visibility) -> Result<(), Problem> {
    if let Visibility::Now(_) = seen {
        return tell(seat, board.session, POINT, id.0).await;
    }
    step(seat, board).await
}

/// What whoever sent a point gets back: it as it stands on the board, or nothing while it waits.
async fn reply(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<AnySeat>,
    board: &BoardState,
    id: PointId,
) -> Result<Response, Problem> {
    let point = store::point(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let partials = match board::point_alone(&mut seat.tx, &house.vault, &point, board).await? {
        Some((head, item)) => views::told(chrome, head, &item).map_err(Error::Page)?,
        None => String::new(),
    };
    Ok(kept(chrome, board.session, &id.to_string(), partials))
}

/// A point held for a change, with what its rules ask.
struct LockedPoint {
    board: BoardState,
    point: StoredPoint,
    state: PointState,
}

async fn hold(house: &AppState, here: &mut SessionAccess<AnySeat, ByPoint>) -> Result<LockedPoint, Problem> {
    let (session, id) = (here.session(), PointId(here.found_by()));
    let seat = &mut here.seat;
    let board = store::point(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?.board;
    let (_, board) = boards::hold_board(&mut seat.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let point = store::point(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    let tag = if board.named { None } else { store::tag(&mut seat.tx, &house.vault, session, me).await? };
    let logged_by_me = point.logged_by == Some(me);
    let state = PointState {
        mine: point.is_of(me, tag.as_ref()) && !logged_by_me,
        logged_by_me,
        withdrawn: point.own_withdrawn(),
        version: point.version,
    };
    // Nobody learns that a point exists which has not been shown to them.
    if point.number.is_none() && !state.mine && !state.logged_by_me {
        Err(Problem::NotFound)
    } else {
        Ok(LockedPoint { board, point, state })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditPointForm {
    text: String,
    /// The version that was read; after a conflict a later one follows it, for having seen both.
    version: Vec<i32>,
}

async fn edit(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByPoint>,
    FormBody(typed): FormBody<EditPointForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let LockedPoint { board, point, state } = hold(&house, &mut here).await?;
    let refused = |status, words, theirs: Option<ChangedIdea>, version: i32| {
        let fields = vec![("version", version.to_string()), ("text", typed.text.clone())];
        refuse(&chrome, session, status, words, theirs, IdeaForm { action: format!("/points/{}", point.id), fields })
    };
    let text = match clean_paragraphs(&typed.text, POINT_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, refusal.message(chrome.locale()), None, read)),
    };
    if state.version == read + 1 && point.own_text() == Some(text.as_str()) {
        // The same change again: its answer was lost.
        return reply(&house, &chrome, &mut here.seat, &board, point.id).await;
    }
    match state.edit(board.phase, read) {
        Ok(()) => {}
        Err(PointRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal @ PointRefusal::Changed) => {
            let theirs = ChangedIdea { text: point.own_text().unwrap_or_default().to_owned(), version: state.version };
            return Ok(refused(StatusCode::CONFLICT, chrome.locale().message(refusal.key()), Some(theirs), state.version));
        }
        Err(refusal) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, chrome.locale().message(refusal.key()), None, read)),
    }
    let sitting = here.seat.sitting();
    store::set_text(&mut here.seat.tx, &house.vault, sitting, &point, &text, board.defers_point(&point)).await?;
    changed(&house, &chrome, here, &board, &point).await
}

async fn changed(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByPoint>,
    board: &BoardState,
    point: &StoredPoint,
) -> Result<Response, Problem> {
    let session: SessionId = here.session();
    let seat = &mut here.seat;
    if board.defers_point(point) {
        step(seat, board).await?;
    } else if point.number.is_some() {
        tell(seat, session, POINT, point.id.0).await?;
    }
    if board.named {
        tell_author(seat, session, POINT, point.id.0, point.author).await?;
    }
    let response = reply(house, chrome, seat, board, point.id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

async fn withdraw(
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<AnySeat, ByPoint>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&house, &chrome, here, true).await
}

async fn restore(
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<AnySeat, ByPoint>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&house, &chrome, here, false).await
}

async fn set_withdrawn(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByPoint>,
    withdrawn: bool,
) -> Result<Response, Problem> {
    let session = here.session();
    let LockedPoint { board, point, state } = hold(house, &mut here).await?;
    match if withdrawn { state.take_back(board.phase) } else { state.touch(board.phase) } {
        Ok(()) => {}
        Err(PointRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if state.withdrawn == withdrawn {
        return reply(house, chrome, &mut here.seat, &board, point.id).await;
    }
    store::set_withdrawn(&mut here.seat.tx, point.id, withdrawn, board.defers_point(&point)).await?;
    changed(house, chrome, here, &board, &point).await
}
