//! Therapist-only routes: set a concern aside, with a reason that its author reads, and say what it has in common with others.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply::{SentConcern, kept, refuse};
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, REASON_LIMIT, THEME_LIMIT, ThemeId, store};
use crate::group::Therapist;
use crate::kit::app_state::AppState;
use crate::kit::events::Recipients;
use crate::kit::i18n::Message;
use crate::kit::text::{clean_line, clean_paragraphs};
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::SessionAccess;

type TherapistConcernAccess = SessionAccess<Therapist, ByConcern>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetAsideForm {
    reason: String,
}

pub(super) async fn set_aside(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: TherapistConcernAccess,
    FormBody(typed): FormBody<SetAsideForm>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    let id = held.concern.id;
    let refused = |words: &Message| {
        let typed = Some(("reason", typed.reason.clone()));
        let sent = SentConcern { action: format!("/concerns/{id}/setting-aside"), fields: Vec::new(), typed, choice: None };
        Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, words, None, sent))
    };
    let reason = match clean_paragraphs(&typed.reason, REASON_LIMIT) {
        Ok(reason) => reason,
        Err(refusal) => return refused(&refusal.message(chrome.locale())),
    };
    if held.concern.state.taken_back {
        return refused(&chrome.locale().message(ConcernRefusal::Gone.key()));
    }
    if held.concern.state.set_aside {
        return respond(&chrome, &held);
    }
    let actor = access.seat.actor();
    store::set_aside(&mut access.seat.tx, &app.vault, actor, id, &reason).await?;
    note(&mut access, &held, "set aside", &chrome).await?;
    // Sent to everyone: the author learns of it by fetching "mine", and no row names the author.
    store::changed(&mut access.seat.tx, actor.practice, held.session, Recipients::Everyone).await?;
    access.seat.tx.commit().await?;
    app.events.wake(held.session.0);
    respond(&chrome, &held)
}

/// Puts a concern back that was set aside, so that a slip of the finger can be corrected while the session is live.
pub(super) async fn put_back(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: TherapistConcernAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    match held.concern.state.put_back(held.at) {
        Ok(false) => return respond(&chrome, &held),
        Ok(true) => store::put_back(&mut access.seat.tx, held.concern.id).await?,
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            let sent = SentConcern::button(format!("/concerns/{}/putting-back", held.concern.id));
            return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
        }
    }
    note(&mut access, &held, "put back", &chrome).await?;
    let practice = access.seat.practice();
    store::changed(&mut access.seat.tx, practice, held.session, Recipients::Everyone).await?;
    access.seat.tx.commit().await?;
    app.events.wake(held.session.0);
    respond(&chrome, &held)
}

/// Returns to the live console, or to the session's concerns after it.
fn respond(chrome: &Chrome, held: &LockedConcern) -> Result<Response, Problem> {
    Ok(kept(chrome, held.session, held.at.live, &held.concern.id.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedThemeForm {
    /// One of the practice's themes; empty for none.
    #[serde(default)]
    theme: String,
    /// The words of a new theme.
    #[serde(default)]
    words: String,
}

pub(super) async fn theme(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: TherapistConcernAccess,
    FormBody(typed): FormBody<SharedThemeForm>,
) -> Result<Response, Problem> {
    let held = hold(&app, &mut access).await?;
    let seat = &mut access.seat;
    let practice = seat.practice();
    let known = store::themes(&mut seat.tx, &app.vault, practice).await?;
    let theme = match (typed.words.trim(), typed.theme.as_str()) {
        ("", "") => None,
        ("", id) => {
            let id = id.parse::<ThemeId>().map_err(|_| Problem::BadForm)?;
            Some(known.iter().find(|theme| theme.id == id).ok_or(Problem::NotFound)?.id)
        }
        _ => match clean_line(&typed.words, THEME_LIMIT) {
            Ok(words) => Some(match known.iter().find(|theme| theme.words == words) {
                Some(theme) => theme.id,
                None => {
                    let id = ThemeId::random();
                    store::add_theme(&mut seat.tx, &app.vault, practice, id, &words).await?;
                    id
                }
            }),
            Err(refusal) => {
                let (action, typed) = (format!("/concerns/{}/theme", held.concern.id), Some(("words", typed.words)));
                let sent = SentConcern { action, fields: Vec::new(), typed, choice: None };
                let words = refusal.message(chrome.locale());
                return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
            }
        },
    };
    if theme != held.concern.theme {
        store::set_theme(&mut access.seat.tx, held.concern.id, theme).await?;
        note(&mut access, &held, "said what it has in common", &chrome).await?;
        // A theme of the concern in the middle can show everyone that others live with it too; else only the therapist sees it.
        if held.concern.state.in_middle {
            store::changed(&mut access.seat.tx, practice, held.session, Recipients::Everyone).await?;
        } else {
            store::notify_therapists(&mut access.seat.tx, practice, held.session).await?;
        }
        access.seat.tx.commit().await?;
        app.events.wake(held.session.0);
    }
    respond(&chrome, &held)
}
