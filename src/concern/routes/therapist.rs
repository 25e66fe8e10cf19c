//! What the therapist alone does: set a concern aside, with a reason that its author reads, and say what it has in common with others.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold, note};
use super::reply::{SentConcern, kept, refuse};
use crate::concern::in_concern::ByConcern;
use crate::concern::{ConcernRefusal, REASON_LIMIT, THEME_LIMIT, ThemeId, store};
use crate::group::Therapist;
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::relay::Recipients;
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
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: TherapistConcernAccess,
    FormBody(typed): FormBody<SetAsideForm>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
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
        return after(&chrome, &held);
    }
    let sitting = here.seat.sitting();
    store::set_aside(&mut here.seat.tx, &house.vault, sitting, id, &reason).await?;
    note(&mut here, &held, "set aside", &chrome).await?;
    // To all, as ever: by asking for what is theirs, its author hears of it, and no row says who that is.
    store::changed(&mut here.seat.tx, sitting.practice, held.session, Recipients::Everyone).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(held.session.0);
    after(&chrome, &held)
}

/// A slip of the finger is no verdict: as long as the session is live it can be taken back.
pub(super) async fn put_back(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: TherapistConcernAccess,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    match held.concern.state.put_back(held.at) {
        Ok(false) => return after(&chrome, &held),
        Ok(true) => store::put_back(&mut here.seat.tx, held.concern.id).await?,
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            let sent = SentConcern::button(format!("/concerns/{}/putting-back", held.concern.id));
            return Ok(refuse(&chrome, held.session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent));
        }
    }
    note(&mut here, &held, "put back", &chrome).await?;
    let practice = here.seat.practice();
    store::changed(&mut here.seat.tx, practice, held.session, Recipients::Everyone).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(held.session.0);
    after(&chrome, &held)
}

/// Back to where it was said: the live console, or the session's concerns after it.
fn after(chrome: &Chrome, held: &LockedConcern) -> Result<Response, Problem> {
    Ok(kept(chrome, held.session, held.at.live, &held.concern.id.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedThemeForm {
    /// One of the practice's themes; empty for none.
    #[serde(default)]
    theme: String,
    /// Or the words of a new one.
    #[serde(default)]
    words: String,
}

pub(super) async fn theme(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: TherapistConcernAccess,
    FormBody(typed): FormBody<SharedThemeForm>,
) -> Result<Response, Problem> {
    let held = hold(&house, &mut here).await?;
    let seat = &mut here.seat;
    let practice = seat.practice();
    let known = store::themes(&mut seat.tx, &house.vault, practice).await?;
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
                    store::add_theme(&mut seat.tx, &house.vault, practice, id, &words).await?;
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
        store::set_theme(&mut here.seat.tx, held.concern.id, theme).await?;
        note(&mut here, &held, "said what it has in common", &chrome).await?;
        // In the middle everybody may read that others live with it too; else a theme is the therapist's alone.
        if held.concern.state.in_middle {
            store::changed(&mut here.seat.tx, practice, held.session, Recipients::Everyone).await?;
        } else {
            store::tell_therapists(&mut here.seat.tx, practice, held.session).await?;
        }
        here.seat.tx.commit().await?;
        house.relay.nudge(held.session.0);
    }
    after(&chrome, &held)
}
