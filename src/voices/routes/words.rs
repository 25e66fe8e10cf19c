//! The practice's own kind words: adding one to the short list, and putting one away.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::stage::Stage;
use crate::group::Staff;
use crate::kit::house::House;
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, Fields, InPath, Problem};
use crate::session::{InSession, SessionId};
use crate::voices::{Refusal, WORD_LIMIT, WORDS, WordId, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    id: WordId,
    text: String,
}

pub(super) async fn add(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    Fields(typed): Fields<Written>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let practice = seat.practice();
    let stage = Stage::set(&house, seat, session).await?;
    let text = match clean_line(&typed.text, WORD_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return Ok(stage.refuse_in_words(&chrome, Refusal::NoSuchWord, refusal.message(chrome.locale()).to_string())),
    };
    if stage.floor.words.iter().filter(|word| !word.put_away).count() >= WORDS {
        return Ok(stage.refuse(&chrome, Refusal::ManyWords));
    }
    store::add_word(&mut seat.tx, &house.vault, practice, typed.id, &text).await?;
    changed(&house, here, &stage).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PutAway {
    word: WordId,
}

pub(super) async fn put_away(
    State(house): State<House>,
    mut here: InSession<Staff>,
    InPath(_): InPath<SessionId>,
    Fields(typed): Fields<PutAway>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let practice = seat.practice();
    let stage = Stage::set(&house, seat, session).await?;
    store::put_word_away(&mut seat.tx, practice, typed.word).await?;
    changed(&house, here, &stage).await
}

async fn changed(house: &House, mut here: InSession<Staff>, stage: &Stage) -> Result<Response, Problem> {
    let session = here.session();
    let practice = here.seat.practice().0;
    stage.tell(house, &mut here.seat.tx, practice).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(Redirect::to(&format!("/sessions/{session}/voices#kind-words")).into_response())
}
