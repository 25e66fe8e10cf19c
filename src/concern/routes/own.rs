//! Routes for changing one's own words, taking them back, and marking a concern as tender.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply::{self, SentConcern, kept, refuse};
use crate::concern::anchors::ByConcern;
use crate::concern::{CONCERN_LIMIT, ConcernRefusal, store};
use crate::group::AnySeat;
use crate::kit::app_state::AppState;
use crate::kit::events::Recipients;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::SessionAccess;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditConcernForm {
    text: String,
    /// The version that was read. After a conflict the form sends a later one as well, because its reader has seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat, ByConcern>,
    FormBody(typed): FormBody<EditConcernForm>,
) -> Result<Response, Problem> {
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let held = hold(&app, &mut access).await?;
    let LockedConcern { concern, at, actor, session } = &held;
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
        // A resend of the same change: its answer was lost.
        return Ok(kept(&chrome, *session, at.live, &concern.id.to_string()));
    }
    match concern.state.edit(*actor, *at, read) {
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
    let actor = access.seat.actor();
    let waits = concern.state.defers(*at);
    store::set_text(&mut access.seat.tx, &app.vault, actor, concern, &text, waits).await?;
    finish(&app, &chrome, access, &held, "changed", waits).await
}

/// Records the change, and publishes it where that does not reveal the author. No screen changes when an author touches a nameless concern:
/// others see it with the next step.
async fn finish(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<AnySeat, ByConcern>,
    held: &LockedConcern,
    act: &'static str,
    waits: bool,
) -> Result<Response, Problem> {
    let (practice, concern_state) = (access.seat.practice(), held.concern.state);
    note(&mut access, held, act, chrome).await?;
    let tx = &mut access.seat.tx;
    if concern_state.in_middle {
        store::changed(tx, practice, held.session, Recipients::Everyone).await?;
    } else if waits {
        if store::step(tx, held.session, held.at).await? {
            store::changed(tx, practice, held.session, Recipients::Staff).await?;
        }
    } else if concern_state.is_listed(held.at) && (concern_state.named || held.actor.role.is_staff()) {
        store::changed(tx, practice, held.session, Recipients::Staff).await?;
        if concern_state.named {
            store::changed(tx, practice, held.session, Recipients::Seat(concern_state.author.0)).await?;
        }
    }
    access.seat.tx.commit().await?;
    app.events.wake(held.session.0);
    Ok(kept(chrome, held.session, held.at.live, &held.concern.id.to_string()))
}

pub(super) async fn take_back(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat, ByConcern>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    match held.concern.state.take_back(held.actor, held.at) {
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
    // It leaves the middle at once on every screen; a nameless one leaves the staff's list with the next step.
    let waits = held.concern.state.defers(held.at);
    store::take_back(&mut access.seat.tx, held.concern.id, waits).await?;
    finish(&app, &chrome, access, &held, "took back", waits).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TendernessForm {
    tender: bool,
}

pub(super) async fn mark(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat, ByConcern>,
    FormBody(TendernessForm { tender }): FormBody<TendernessForm>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    let by_staff = held.actor.role.is_staff();
    match held.concern.state.mark(held.actor, held.at) {
        Ok(()) => {}
        Err(ConcernRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            if by_staff {
                return reply::refused(&app, &chrome, &mut access.seat, held.session, refusal).await;
            }
            let sent = SentConcern::button(format!("/concerns/{}/tenderness", held.concern.id));
            return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
        }
    }
    let waits = !by_staff && held.concern.state.defers(held.at);
    store::mark(&mut access.seat.tx, held.concern.id, by_staff, tender, waits).await?;
    finish(&app, &chrome, access, &held, if tender { "marked tender" } else { "unmarked tender" }, waits).await
}

/// Shows the author to the therapist who leads the group now, if the concern was laid under another.
pub(super) async fn show_anew(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat, ByConcern>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    let tx = &mut access.seat.tx;
    let seen = match (store::therapist(tx, held.session).await?, held.concern.shown_to) {
        (Some(therapist), Some(to)) => store::sees_as(tx, held.session, therapist).await?.contains(&to),
        _ => false,
    };
    match held.concern.state.show_anew(held.actor.me, seen) {
        Err(_) => return Err(Problem::Forbidden),
        Ok(false) => {}
        Ok(true) => {
            store::show_anew(&mut access.seat.tx, held.concern.id).await?;
            let practice = access.seat.practice();
            store::notify_therapists(&mut access.seat.tx, practice, held.session).await?;
            access.seat.tx.commit().await?;
            app.events.wake(held.session.0);
        }
    }
    Ok(kept(&chrome, held.session, held.at.live, &held.concern.id.to_string()))
}
