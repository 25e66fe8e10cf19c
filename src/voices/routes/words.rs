//! Routes for the practice's own kind words: adding one to the short list, and putting one away.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{ReturnedVoicesForm, show};
use super::stage::FloorAccess;
use crate::group::Staff;
use crate::kit::app_state::AppState;
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::{Chrome, FormBody, PathParams, Problem, SENT_BEFORE};
use crate::practice;
use crate::session::{SessionAccess, SessionId};
use crate::voices::views::NewWord;
use crate::voices::{EncouragementText, VoicesRefusal, WORD_LIMIT, WORDS, WordId, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EncouragementForm {
    id: WordId,
    /// In Persian; one of the two languages is enough.
    #[serde(default)]
    fa: String,
    /// In English.
    #[serde(default)]
    en: String,
}

pub(super) async fn add(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<EncouragementForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let practice = seat.practice();
    let stage = FloorAccess::lock(&app, seat, session).await?;
    // A refusal of the only filled field, or of both when they are empty.
    let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { clean_line(text, WORD_LIMIT).map(Some) };
    let says = read(&typed.fa).and_then(|fa| Ok(EncouragementText::of(fa, read(&typed.en)?)));
    let says = says.and_then(|says| says.ok_or(TextRefusal::Empty)).map_err(|refusal| refusal.message(chrome.locale()));
    let print = content.fingerprint(&mut seat.tx, &app.vault, practice::owner(practice)).await?;
    // A resend of the same form, which may itself have filled the list.
    if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
        return Ok(Redirect::to(&format!("/sessions/{session}/voices#kind-words")).into_response());
    }
    let is_full = stage.floor.words.iter().filter(|word| !word.put_away).count() >= WORDS;
    let says = match says {
        Ok(_) if is_full => Err(chrome.locale().message(VoicesRefusal::ManyWords.key())),
        says => says,
    };
    let says = match says {
        Ok(says) => says,
        Err(words) => {
            let word = NewWord { id: typed.id, fa: typed.fa, en: typed.en, refusal: Some(words) };
            return show(
                &app,
                &chrome,
                &mut access,
                StatusCode::UNPROCESSABLE_ENTITY,
                ReturnedVoicesForm { word, ..ReturnedVoicesForm::default() },
            )
            .await;
        }
    };
    let made = store::add_word(&mut seat.tx, &app.vault, practice, typed.id, &says).await?;
    if fingerprint::record_submission(&mut seat.tx, typed.id, print, made).await? == Submitted::Other {
        let word = NewWord { id: WordId::random(), fa: typed.fa, en: typed.en, refusal: Some(chrome.locale().message(SENT_BEFORE)) };
        return show(&app, &chrome, &mut access, StatusCode::CONFLICT, ReturnedVoicesForm { word, ..ReturnedVoicesForm::default() }).await;
    }
    changed(&app, access, &stage).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PutAwayForm {
    word: WordId,
}

pub(super) async fn put_away(
    State(app): State<AppState>,
    mut access: SessionAccess<Staff>,
    PathParams(_): PathParams<SessionId>,
    FormBody(typed): FormBody<PutAwayForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let practice = seat.practice();
    let stage = FloorAccess::lock(&app, seat, session).await?;
    store::put_word_away(&mut seat.tx, practice, typed.word).await?;
    changed(&app, access, &stage).await
}

async fn changed(app: &AppState, mut access: SessionAccess<Staff>, stage: &FloorAccess) -> Result<Response, Problem> {
    let session = access.session();
    let practice = access.seat.practice().0;
    stage.publish(app, &mut access.seat.tx, practice).await?;
    access.seat.tx.commit().await?;
    app.events.wake(session.0);
    Ok(Redirect::to(&format!("/sessions/{session}/voices#kind-words")).into_response())
}
