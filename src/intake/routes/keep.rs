//! Saving one step, for the candidate and the therapist alike.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sqlx::PgConnection;

use crate::group::MembershipId;
use crate::intake::answer::IntakeAnswer;
use crate::intake::store::{self, NewPart};
use crate::intake::views::{IntakeStepView, KeptFragment, MeanwhileFragment, RefusedFragment};
use crate::intake::{IntakeSave, IntakeStep, save};
use crate::kit::web::kept::{KEPT, with_header};
use crate::kit::web::path_id;
use crate::kit::web::prelude::*;
use crate::practice::PracticeId;

pub(super) struct StepPathParams(pub IntakeStep);

impl FromRequestParts<AppState> for StepPathParams {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let code: String = path_id(parts, "step").await?;
        code.parse().map(Self).map_err(|()| Problem::NotFound)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepAnswerForm {
    /// The version it is based on; 0 for none.
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

/// Whom an answer is about, and who writes it.
#[derive(Clone, Copy)]
pub(super) struct AnswerAuthor {
    pub membership: MembershipId,
    pub practice: PracticeId,
    pub by: MembershipId,
}

/// The result of saving a step.
pub(super) enum KeepOutcome {
    /// Saved, or saved already.
    Kept(Box<IntakeStepView>),
    /// Refused, or another request saved something else meanwhile: the step to show again, and the status.
    Again(Box<IntakeStepView>, StatusCode),
}

/// Saves a step. The caller has locked the membership, so that two authors write one after the other.
pub(super) async fn keep(
    conn: &mut PgConnection,
    app: &AppState,
    chrome: &Chrome,
    author: AnswerAuthor,
    step: IntakeStep,
    typed: KeepAnswerForm,
) -> Result<KeepOutcome, Problem> {
    let current = store::part(conn, &app.vault, author.membership, step).await?;
    let mut ask = IntakeStepView::of(step, current.as_ref(), author.by);
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
            let new = NewPart { membership: author.membership, practice: author.practice, step, answer: &answer, version, by: author.by };
            store::write(conn, &app.vault, &new, chrome.now).await?;
            ask = IntakeStepView { version, answer, saved_at: Some(chrome.now), by_other: false, ..ask };
        }
        IntakeSave::Conflict => {
            // The typed values stay in the fields, based on the current version: a person who submits them again has seen both.
            ask.meanwhile = Some(std::mem::replace(&mut ask.answer, answer));
            return Ok(KeepOutcome::Again(Box::new(ask), StatusCode::CONFLICT));
        }
    }
    Ok(KeepOutcome::Kept(Box::new(ask)))
}

/// The response to a script; the caller answers a page.
pub(super) fn fragment(chrome: &Chrome, outcome: KeepOutcome) -> Result<Response, Problem> {
    let (version, response) = match outcome {
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
    Ok(with_header(response, KEPT, version))
}

/// The response to a form without a script.
pub(super) fn redirect(to: &str) -> Response {
    Redirect::to(to).into_response()
}
