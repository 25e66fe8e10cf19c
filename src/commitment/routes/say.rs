//! Routes that answer an offer, report an outcome and withdraw a commitment.

use super::act::{CommitmentAct, FormOrigin};
use super::one;
use crate::commitment::views::TypedOutcome;
use crate::commitment::{Commitment, CommitmentRefusal, CommitmentStatus, NewOutcome, OfferAnswer, Outcome, WHAT_LIMIT, WORD_LIMIT, store};
use crate::kit::i18n::Message;
use crate::kit::refusal::Refusal;
use crate::kit::text::{clean_line, clean_paragraphs};
use crate::kit::web::prelude::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfferAnswerForm {
    answer: OfferAnswer,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn answer(act: CommitmentAct, FormBody(form): FormBody<OfferAnswerForm>) -> Result<Response, Problem> {
    let status = act.found.answer(act.access.membership(), form.answer)?;
    // The audit records that the owner answered, not the answer: declining is private.
    set_status(act, status, AuditAction::CommitmentAnswered, form.back).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetGoForm {
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn withdraw(act: CommitmentAct, FormBody(form): FormBody<LetGoForm>) -> Result<Response, Problem> {
    let status = act.found.withdraw(act.access.membership(), act.access.role())?;
    set_status(act, status, AuditAction::CommitmentWithdrawn, form.back).await
}

async fn set_status(
    mut act: CommitmentAct,
    status: Option<CommitmentStatus>,
    action: AuditAction,
    back: FormOrigin,
) -> Result<Response, Problem> {
    let Some(status) = status else { return Ok(act.unchanged(back)) };
    store::set_status(&mut act.access.tx, act.found.id, status).await?;
    act.done(action, back).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeForm {
    outcome: Option<Outcome>,
    #[serde(default)]
    what: String,
    /// Whether the form asked for a comment; if not, the previous one stays.
    #[serde(default)]
    whole: bool,
    word: Option<String>,
    /// Whether the owner shares outcome and comment with the group; asked together with the comment.
    #[serde(default)]
    shared: bool,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    #[serde(default)]
    version: Vec<i32>,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn say(mut act: CommitmentAct, FormBody(form): FormBody<OutcomeForm>) -> Result<Response, Problem> {
    let (by, found) = (act.access.actor(), &act.found);
    if !found.may_speak(by.membership(), by.role()) {
        return Err(CommitmentRefusal::NotYours.into());
    }
    let mut errors = FormErrors::default();
    let Some(new) = read(&act.chrome, &form, found, &mut errors) else {
        let typed = TypedOutcome { outcome: form.outcome, what: form.what, word: form.word.unwrap_or_default(), shared: form.shared };
        return one::render_page(&act.app, &act.chrome, &mut act.access, act.found, typed, errors).await;
    };
    match found.say(by.membership(), by.role(), &new) {
        Ok(false) => return Ok(act.unchanged(form.back)),
        Ok(true) => {}
        Err(refusal @ CommitmentRefusal::Stale) => {
            let current = CurrentText { text: found.what.clone().unwrap_or_default(), version: found.version };
            return Err(Refused::changed(&refusal, current).into());
        }
        Err(refusal) => return Err(refusal.into()),
    }
    store::say(&mut act.access.tx, &act.app.vault, by, found, &new, act.chrome.now).await?;
    act.done(AuditAction::OutcomeReported, form.back).await
}

/// Reads the form and adds an error to each invalid field.
fn read(chrome: &Chrome, form: &OutcomeForm, found: &Commitment, errors: &mut FormErrors) -> Option<NewOutcome> {
    let locale = chrome.locale();
    let message = |refusal: CommitmentRefusal| -> Message { locale.message(refusal.key()) };
    let outcome = errors.check("outcome", form.outcome.ok_or(CommitmentRefusal::Nothing), message);
    let asks_comment = form.whole || form.word.is_some();
    let word = match form.word.as_deref() {
        None if asks_comment => Some(None),
        None => Some(found.word.clone().filter(|_| found.outcome == form.outcome)),
        Some(word) if word.trim().is_empty() => Some(None),
        Some(word) => errors.check("word", clean_paragraphs(word, WORD_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    // A single tap shares nothing with the group that the owner did not share before.
    let shared = if asks_comment { form.shared } else { found.shared && found.outcome == form.outcome };
    let what = match outcome {
        Some(Outcome::Changed) => errors.check("what", clean_line(&form.what, WHAT_LIMIT), |refusal| refusal.message(locale)).map(Some),
        _ => Some(None),
    };
    Some(NewOutcome { outcome: outcome?, word: word?, shared, what: what?, read: form.version.iter().copied().max().unwrap_or_default() })
}
