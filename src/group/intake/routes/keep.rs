//! Keeping one step: the same for the candidate's hand and the therapist's.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use sqlx::PgConnection;

use crate::group::MembershipId;
use crate::group::intake::answer::IntakeAnswer;
use crate::group::intake::store::{self, NewPart};
use crate::group::intake::views::{IntakeStepView, KeptFragment, MeanwhileFragment, RefusedFragment};
use crate::group::intake::{IntakeSave, IntakeStep, save};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, Problem, path_id};
use crate::practice::PracticeId;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

/// By this header a script knows that its words are kept, and as which version.
const KEPT: HeaderName = HeaderName::from_static("hamdel-kept");

/// The step of the path.
pub(super) struct StepPathParams(pub IntakeStep);

impl FromRequestParts<AppState> for StepPathParams {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let code: String = path_id(parts, "step").await?;
        code.parse().map(Self).map_err(|()| Problem::NotFound)
    }
}

/// What was typed into a step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepAnswerForm {
    /// The version it was written upon; none yet: 0.
    version: i32,
    #[serde(default)]
    chosen: Vec<String>,
    #[serde(default)]
    words: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    call: String,
}

impl KeepAnswerForm {
    fn answer(self) -> IntakeAnswer {
        IntakeAnswer { chosen: self.chosen, words: self.words, name: self.name, call: self.call }
    }
}

/// About whom, and by whose hand.
#[derive(Clone, Copy)]
pub(super) struct AnswerAuthor {
    pub membership: MembershipId,
    pub practice: PracticeId,
    pub by: MembershipId,
}

/// What became of it.
pub(super) enum KeepOutcome {
    /// It is kept, or stood there already.
    Kept(Box<IntakeStepView>),
    /// It was refused, or something else was written meanwhile: the step to be shown again, and how it is answered.
    Again(Box<IntakeStepView>, StatusCode),
}

/// Keeps a step. The membership is held first, so that two hands write one after the other.
pub(super) async fn keep(
    conn: &mut PgConnection,
    house: &AppState,
    chrome: &Chrome,
    hand: AnswerAuthor,
    step: IntakeStep,
    typed: KeepAnswerForm,
) -> Result<KeepOutcome, Problem> {
    let stands = store::part(conn, &house.vault, hand.membership, step).await?;
    let mut ask = IntakeStepView::of(step, stands.as_ref(), hand.by);
    let seen = typed.version;
    let typed = typed.answer();
    let answer = match IntakeAnswer::typed(step, typed.clone()) {
        Ok(answer) => answer,
        Err((field, refusal)) => {
            ask.version = seen;
            ask.answer = typed;
            ask.refusal = Some((field, refusal.message(chrome.locale())));
            return Ok(KeepOutcome::Again(Box::new(ask), StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    match save(ask.version, seen, ask.answer == answer) {
        IntakeSave::Kept => {}
        IntakeSave::Written(version) => {
            let new = NewPart { membership: hand.membership, practice: hand.practice, step, answer: &answer, version, by: hand.by };
            store::write(conn, &house.vault, &new, chrome.now).await?;
            ask = IntakeStepView { version, answer, saved_at: Some(chrome.now), by_other: false, ..ask };
        }
        IntakeSave::Conflict => {
            // What was typed stays in the fields, upon what stands now: who sends it again has seen both.
            ask.meanwhile = Some(std::mem::replace(&mut ask.answer, answer));
            return Ok(KeepOutcome::Again(Box::new(ask), StatusCode::CONFLICT));
        }
    }
    Ok(KeepOutcome::Kept(Box::new(ask)))
}

/// The answer to a script; a page is answered by whoever asks.
pub(super) fn fragment(chrome: &Chrome, became: KeepOutcome) -> Result<Response, Problem> {
    let (version, mut response) = match became {
        KeepOutcome::Kept(ask) => (ask.version, chrome.page(&KeptFragment { saved_at: ask.saved_at.unwrap_or(chrome.now) })),
        KeepOutcome::Again(ask, status) => {
            let IntakeStepView { step, version, refusal, meanwhile, .. } = *ask;
            let response = match (refusal, meanwhile) {
                (Some((_, words)), _) => chrome.page_with(status, &RefusedFragment { words: words.to_string() }),
                (None, meanwhile) => {
                    let meanwhile = meanwhile.unwrap_or_default();
                    chrome.page_with(status, &MeanwhileFragment { step, meanwhile })
                }
            };
            (version, response)
        }
    };
    response.headers_mut().insert(KEPT, HeaderValue::from_str(&version.to_string()).map_err(|_| Problem::Broken)?);
    Ok(response)
}

/// On to another page, as a form without a script is answered.
pub(super) fn on(to: &str) -> Response {
    Redirect::to(to).into_response()
}
