//! Routes for the practice's own kind words: adding one to the short list, and putting one away.

use super::floor_act::FloorAct;
use super::page::{ReturnedVoicesForm, show};
use crate::group::Staff;
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::refusal::Refusal;
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::prelude::*;
use crate::practice;
use crate::session::{BySession, LiveAct};
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
    act: LiveAct<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<EncouragementForm>,
) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let (session, practice) = (act.session, act.access.practice());
    let locale = act.chrome.locale();
    // A refusal of the only filled field, or of both when they are empty.
    let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { clean_line(text, WORD_LIMIT).map(Some) };
    let says = read(&typed.fa).and_then(|fa| Ok(EncouragementText::of(fa, read(&typed.en)?)));
    let says = says.and_then(|says| says.ok_or(TextRefusal::Empty)).map_err(|refusal| refusal.message(locale));
    let print = content.fingerprint(&mut act.act.access.tx, &act.act.app.vault, practice::owner(practice)).await?;
    // A resend of the same form, which may itself have filled the list.
    if fingerprint::is_resend(act.tx(), typed.id, print.as_ref()).await? {
        return Ok(Redirect::to(&format!("/sessions/{session}/voices#kind-words")).into_response());
    }
    let is_full = act.floor.words.iter().filter(|word| !word.put_away).count() >= WORDS;
    let says = match says {
        Ok(_) if is_full => Err(locale.message(VoicesRefusal::ManyWords.key())),
        says => says,
    };
    let says = match says {
        Ok(says) => says,
        Err(words) => {
            let word = NewWord { id: typed.id, fa: typed.fa, en: typed.en, refusal: Some(words) };
            return again(act, StatusCode::UNPROCESSABLE_ENTITY, word).await;
        }
    };
    let made = store::add_word(&mut act.act.access.tx, &act.act.app.vault, practice, typed.id, &says).await?;
    if fingerprint::record_submission(act.tx(), typed.id, print, made).await? == Submitted::Other {
        let word = NewWord { id: WordId::random(), fa: typed.fa, en: typed.en, refusal: Some(locale.message(SENT_BEFORE)) };
        return again(act, StatusCode::CONFLICT, word).await;
    }
    changed(act).await
}

/// The page with the refused word where it was typed.
async fn again(act: FloorAct<Staff, BySession>, status: StatusCode, word: NewWord) -> Result<Response, Problem> {
    let LiveAct { app, chrome, mut access, session, .. } = act.act;
    show(&app, &chrome, &mut access, session, status, ReturnedVoicesForm { word, ..ReturnedVoicesForm::default() }).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PutAwayForm {
    word: WordId,
}

pub(super) async fn put_away(act: LiveAct<Staff>, FormBody(typed): FormBody<PutAwayForm>) -> Result<Response, Problem> {
    let mut act = FloorAct::load(act).await?;
    let practice = act.access.practice();
    store::put_word_away(act.tx(), practice, typed.word).await?;
    changed(act).await
}

async fn changed(act: FloorAct<Staff, BySession>) -> Result<Response, Problem> {
    let back = format!("/sessions/{}/voices#kind-words", act.session);
    act.commit().await?;
    Ok(Redirect::to(&back).into_response())
}
