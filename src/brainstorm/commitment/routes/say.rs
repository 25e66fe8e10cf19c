//! Answering an offer, saying what became of it, letting it go.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::one;
use super::reply::{FormOrigin, hold_live, kept, note, refused, tell};
use crate::brainstorm::commitment::in_commitment::ByCommitment;
use crate::brainstorm::commitment::views::TypedOutcome;
use crate::brainstorm::commitment::{
    self, Commitment, CommitmentId, CommitmentRefusal, CommitmentStatus, NewOutcome, Outcome, WHAT_LIMIT, WORD_LIMIT, store,
};
use crate::group::AnySeat;
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::text::{clean_line, clean_paragraphs};
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem};
use crate::session::{SessionAccess, SessionId};

/// Holds the session under way, then the commitment.
async fn hold(house: &AppState, here: &mut SessionAccess<AnySeat, ByCommitment>) -> Result<(Option<SessionId>, Commitment), Problem> {
    let live = hold_live(&mut here.seat).await?;
    let id = CommitmentId(here.found_by());
    store::hold(&mut here.seat.tx, id).await?;
    Ok((live, one::seen(house, here).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeForm {
    answer: commitment::OfferAnswer,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn answer(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
    FormBody(sent): FormBody<OutcomeForm>,
) -> Result<Response, Problem> {
    let (live, found) = hold(&house, &mut here).await?;
    let standing = found.answer(here.seat.membership(), sent.answer);
    // The audit knows that they answered, not what: to decline is nobody's business.
    stand(&house, &chrome, here, live, found, standing, "answered", sent.back).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetGoForm {
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn withdraw(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
    FormBody(sent): FormBody<LetGoForm>,
) -> Result<Response, Problem> {
    let (live, found) = hold(&house, &mut here).await?;
    let standing = found.withdraw(here.seat.membership(), here.seat.role());
    stand(&house, &chrome, here, live, found, standing, "let go", sent.back).await
}

#[expect(clippy::too_many_arguments, reason = "a commitment, where it was held, and what becomes of it")]
async fn stand(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
    live: Option<SessionId>,
    found: Commitment,
    standing: Result<Option<CommitmentStatus>, CommitmentRefusal>,
    act: &'static str,
    back: FormOrigin,
) -> Result<Response, Problem> {
    let path = back.path(live, found.id);
    match standing {
        Ok(None) => return Ok(kept(chrome, found.id, &path, String::new())),
        Ok(Some(standing)) => store::set_standing(&mut here.seat.tx, found.id, standing).await?,
        Err(CommitmentRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => return refuse(house, chrome, &mut here, found, refusal).await,
    }
    done(house, chrome, here, live, &found, act, &path).await
}

async fn done(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
    live: Option<SessionId>,
    found: &Commitment,
    act: &'static str,
    path: &str,
) -> Result<Response, Problem> {
    note(&mut here.seat, act, found.id, chrome).await?;
    tell(&mut here.seat, live, found.session, found.owner.0).await?;
    here.seat.tx.commit().await?;
    if let Some(live) = live {
        house.relay.nudge(live.0);
    }
    Ok(kept(chrome, found.id, path, String::new()))
}

/// Refused by a rule: said in the form, or on the commitment's page.
async fn refuse(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<AnySeat, ByCommitment>,
    found: Commitment,
    refusal: CommitmentRefusal,
) -> Result<Response, Problem> {
    let words = chrome.locale().message(refusal.key());
    if chrome.fragment {
        return Ok(refused(chrome, vec![words.to_string()]));
    }
    let mut complaints = FormErrors::default();
    complaints.say("outcome", words);
    one::show(house, chrome, here, found, TypedOutcome::default(), complaints, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SayForm {
    outcome: Option<Outcome>,
    #[serde(default)]
    what: String,
    /// Whether a word was asked for; where it was not, what was said before stays.
    #[serde(default)]
    whole: bool,
    word: Option<String>,
    /// Whether the group may see both; asked where the word is.
    #[serde(default)]
    told: bool,
    /// The version that was read; after a conflict a later one follows it, for having seen both.
    #[serde(default)]
    version: Vec<i32>,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn say(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByCommitment>,
    FormBody(sent): FormBody<SayForm>,
) -> Result<Response, Problem> {
    let (live, found) = hold(&house, &mut here).await?;
    let (me, role) = (here.seat.membership(), here.seat.role());
    if !found.may_speak(me, role) {
        return Err(Problem::Forbidden);
    }
    let typed =
        TypedOutcome { outcome: sent.outcome, what: sent.what.clone(), word: sent.word.clone().unwrap_or_default(), told: sent.told };
    let mut complaints = FormErrors::default();
    let Some(new) = read(&chrome, &sent, &found, &mut complaints) else {
        if chrome.fragment {
            let words = ["outcome", "what", "word"].iter().filter_map(|field| complaints.of(field)).map(ToString::to_string).collect();
            return Ok(refused(&chrome, words));
        }
        return one::show(&house, &chrome, &mut here, found, typed, complaints, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let path = sent.back.path(live, found.id);
    match found.say(me, role, &new) {
        Ok(false) => return Ok(kept(&chrome, found.id, &path, String::new())),
        Ok(true) => {}
        Err(CommitmentRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(CommitmentRefusal::Stale) => {
            let theirs = found.what.clone();
            complaints.say("what", chrome.locale().message(CommitmentRefusal::Stale.key()));
            return one::show(&house, &chrome, &mut here, found, typed, complaints, theirs, StatusCode::CONFLICT).await;
        }
        Err(refusal) => return refuse(&house, &chrome, &mut here, found, refusal).await,
    }
    let by = here.seat.sitting();
    store::say(&mut here.seat.tx, &house.vault, by, &found, &new, chrome.now).await?;
    done(&house, &chrome, here, live, &found, "told", &path).await
}

/// Reads the form; what will not do is said beside its field.
fn read(chrome: &Chrome, sent: &SayForm, found: &Commitment, complaints: &mut FormErrors) -> Option<NewOutcome> {
    let locale = chrome.locale();
    let nothing = |refusal: CommitmentRefusal| -> Message { locale.message(refusal.key()) };
    let outcome = complaints.take("outcome", sent.outcome.ok_or(CommitmentRefusal::Nothing), nothing);
    let asked = sent.whole || sent.word.is_some();
    let word = match sent.word.as_deref() {
        None if asked => Some(None),
        None => Some(found.word.clone().filter(|_| found.outcome == sent.outcome)),
        Some(word) if word.trim().is_empty() => Some(None),
        Some(word) => complaints.take("word", clean_paragraphs(word, WORD_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    // One tap on a button says nothing to the group that was not let through before.
    let told = if asked { sent.told } else { found.told && found.outcome == sent.outcome };
    let what = match outcome {
        Some(Outcome::Changed) => complaints.take("what", clean_line(&sent.what, WHAT_LIMIT), |refusal| refusal.message(locale)).map(Some),
        _ => Some(None),
    };
    Some(NewOutcome { outcome: outcome?, word: word?, told, what: what?, read: sent.version.iter().copied().max().unwrap_or_default() })
}
