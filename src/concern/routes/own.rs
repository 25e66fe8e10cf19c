//! Changing one's own words, taking them back, and marking a concern as tender.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply::{self, SentConcern, kept, refuse};
use crate::concern::in_concern::ByConcern;
use crate::concern::{CONCERN_LIMIT, ConcernRefusal, store};
use crate::group::AnySeat;
use crate::kit::house::AppState;
use crate::kit::relay::Recipients;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::SessionAccess;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditConcernForm {
    text: String,
    /// The version that was read; after a conflict a later one follows it, for having seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByConcern>,
    FormBody(typed): FormBody<EditConcernForm>,
) -> Result<Response, Problem> {
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let held = hold(&house, &mut here).await?;
    let LockedConcern { concern, at, who, session } = &held;
    let sent = |version: i32| SentConcern {
        action: format!("/concerns/{}", concern.id),
        fields: vec![("version", version.to_string())],
        typed: Some(("text", typed.text.clone())),
        choice: None,
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let text = match clean_paragraphs(&typed.text, CONCERN_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return Ok(refuse(&chrome, *session, unprocessable, &refusal.message(chrome.locale()), None, sent(read))),
    };
    if concern.state.version == read + 1 && concern.own_text() == Some(text.as_str()) {
        // The same change again: its answer was lost.
        return Ok(kept(&chrome, *session, at.live, &concern.id.to_string()));
    }
    match concern.state.edit(*who, *at, read) {
        Ok(()) => {}
        Err(ConcernRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(ConcernRefusal::Changed) => {
            let words = chrome.locale().message(ConcernRefusal::Changed.key());
            return Ok(refuse(&chrome, *session, StatusCode::CONFLICT, &words, Some(concern), sent(concern.state.version)));
        }
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, *session, unprocessable, &words, None, sent(read)));
        }
    }
    let sitting = here.seat.sitting();
    let waits = concern.state.defers(*at);
    store::set_text(&mut here.seat.tx, &house.vault, sitting, concern, &text, waits).await?;
    finish(&house, &chrome, here, &held, "changed", waits).await
}

/// Done: noted, and told where that says nothing of whose it is. Without a name no screen moves when its author touches theirs: others
/// see it with the next step.
async fn finish(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByConcern>,
    held: &LockedConcern,
    act: &'static str,
    waits: bool,
) -> Result<Response, Problem> {
    let (practice, state) = (here.seat.practice(), held.concern.state);
    note(&mut here, held, act, chrome).await?;
    let tx = &mut here.seat.tx;
    if state.in_middle {
        store::changed(tx, practice, held.session, Recipients::Everyone).await?;
    } else if waits {
        if store::step(tx, held.session, held.at).await? {
            store::changed(tx, practice, held.session, Recipients::Staff).await?;
        }
    } else if state.is_listed(held.at) && (state.named || held.who.role.is_staff()) {
        store::changed(tx, practice, held.session, Recipients::Staff).await?;
        if state.named {
            store::changed(tx, practice, held.session, Recipients::Seat(state.author.0)).await?;
        }
    }
    here.seat.tx.commit().await?;
    house.relay.nudge(held.session.0);
    Ok(kept(chrome, held.session, held.at.live, &held.concern.id.to_string()))
}

pub(super) async fn take_back(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByConcern>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    match held.concern.state.take_back(held.who, held.at) {
        Ok(()) => {}
        Err(ConcernRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            let sent = SentConcern::button(format!("/concerns/{}/withdrawal", held.concern.id));
            return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
        }
    }
    if held.concern.state.taken_back {
        return Ok(kept(&chrome, held.session, held.at.live, &held.concern.id.to_string()));
    }
    // It leaves the middle at once, for everybody to see; without a name it leaves the list of staff with the next step.
    let waits = held.concern.state.defers(held.at);
    store::take_back(&mut here.seat.tx, held.concern.id, waits).await?;
    finish(&house, &chrome, here, &held, "took back", waits).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TendernessForm {
    tender: bool,
}

pub(super) async fn mark(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByConcern>,
    FormBody(TendernessForm { tender }): FormBody<TendernessForm>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    let by_staff = held.who.role.is_staff();
    match held.concern.state.mark(held.who, held.at) {
        Ok(()) => {}
        Err(ConcernRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            if by_staff {
                return reply::refused(&house, &chrome, &mut here.seat, held.session, refusal).await;
            }
            let sent = SentConcern::button(format!("/concerns/{}/tenderness", held.concern.id));
            return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
        }
    }
    let waits = !by_staff && held.concern.state.defers(held.at);
    store::mark(&mut here.seat.tx, held.concern.id, by_staff, tender, waits).await?;
    finish(&house, &chrome, here, &held, if tender { "marked tender" } else { "unmarked tender" }, waits).await
}

/// Shows whose it is to the therapist who leads the group now, after it was laid under another.
pub(super) async fn show_anew(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByConcern>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    let tx = &mut here.seat.tx;
    let seen = match (store::therapist(tx, held.session).await?, held.concern.shown_to) {
        (Some(therapist), Some(to)) => store::sees_as(tx, held.session, therapist).await?.contains(&to),
        _ => false,
    };
    match held.concern.state.show_anew(held.who.me, seen) {
        Err(_) => return Err(Problem::Forbidden),
        Ok(false) => {}
        Ok(true) => {
            store::show_anew(&mut here.seat.tx, held.concern.id).await?;
            let practice = here.seat.practice();
            store::tell_therapists(&mut here.seat.tx, practice, held.session).await?;
            here.seat.tx.commit().await?;
            house.relay.nudge(held.session.0);
        }
    }
    Ok(kept(&chrome, held.session, held.at.live, &held.concern.id.to_string()))
}
