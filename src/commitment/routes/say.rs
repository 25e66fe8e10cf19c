//! Routes that answer an offer, report an outcome and withdraw a commitment.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::one;
use super::reply::{FormOrigin, kept, lock_live_session, publish, record_audit, refused};
use crate::commitment::anchors::ByCommitment;
use crate::commitment::views::TypedOutcome;
use crate::commitment::{
    self, Commitment, CommitmentId, CommitmentRefusal, CommitmentStatus, NewOutcome, Outcome, WHAT_LIMIT, WORD_LIMIT, store,
};
use crate::group::AnyRole;
use crate::kit::app_state::AppState;
use crate::kit::i18n::Message;
use crate::kit::text::{clean_line, clean_paragraphs};
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem};
use crate::session::{SessionAccess, SessionId};

/// Locks the live session's row, then the commitment's row.
async fn lock_live_and_commitment(
    app: &AppState,
    session_access: &mut SessionAccess<AnyRole, ByCommitment>,
) -> Result<(Option<SessionId>, Commitment), Problem> {
    let live = lock_live_session(&mut session_access.group_access).await?;
    let id = CommitmentId(session_access.found_by());
    store::lock_commitment(&mut session_access.group_access.tx, id).await?;
    Ok((live, one::load_visible(app, session_access).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeForm {
    answer: commitment::OfferAnswer,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn answer(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByCommitment>,
    FormBody(sent): FormBody<OutcomeForm>,
) -> Result<Response, Problem> {
    let (live, found) = lock_live_and_commitment(&app, &mut session_access).await?;
    let standing = found.answer(session_access.group_access.membership(), sent.answer);
    // The audit records that the owner answered, not the answer: declining is private.
    set_status(&app, &chrome, session_access, live, found, standing, "answered", sent.back).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetGoForm {
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn withdraw(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByCommitment>,
    FormBody(sent): FormBody<LetGoForm>,
) -> Result<Response, Problem> {
    let (live, found) = lock_live_and_commitment(&app, &mut session_access).await?;
    let standing = found.withdraw(session_access.group_access.membership(), session_access.group_access.role());
    set_status(&app, &chrome, session_access, live, found, standing, "let go", sent.back).await
}

#[expect(clippy::too_many_arguments, reason = "the request, the locked commitment, its new status and the audit action")]
async fn set_status(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, ByCommitment>,
    live: Option<SessionId>,
    found: Commitment,
    standing: Result<Option<CommitmentStatus>, CommitmentRefusal>,
    act: &'static str,
    back: FormOrigin,
) -> Result<Response, Problem> {
    let path = back.path(live, found.id);
    match standing {
        Ok(None) => return Ok(kept(chrome, found.id, &path, String::new())),
        Ok(Some(standing)) => store::set_standing(&mut session_access.group_access.tx, found.id, standing).await?,
        Err(CommitmentRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => return refuse(app, chrome, &mut session_access, found, refusal).await,
    }
    finish(app, chrome, session_access, live, &found, act, &path).await
}

async fn finish(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, ByCommitment>,
    live: Option<SessionId>,
    found: &Commitment,
    act: &'static str,
    path: &str,
) -> Result<Response, Problem> {
    record_audit(&mut session_access.group_access, act, found.id, chrome).await?;
    publish(&mut session_access.group_access, live, found.session, found.owner.0).await?;
    session_access.group_access.tx.commit().await?;
    if let Some(live) = live {
        app.events.wake(live.0);
    }
    Ok(kept(chrome, found.id, path, String::new()))
}

/// A refusal by a rule: a fragment in the form for the script, else the commitment's page.
async fn refuse(
    app: &AppState,
    chrome: &Chrome,
    session_access: &mut SessionAccess<AnyRole, ByCommitment>,
    found: Commitment,
    refusal: CommitmentRefusal,
) -> Result<Response, Problem> {
    let words = chrome.locale().message(refusal.key());
    if chrome.fragment {
        return Ok(refused(chrome, vec![words.to_string()]));
    }
    let mut complaints = FormErrors::default();
    complaints.add("outcome", words);
    one::render_page(app, chrome, session_access, found, TypedOutcome::default(), complaints, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SayForm {
    outcome: Option<Outcome>,
    #[serde(default)]
    what: String,
    /// Whether the form asked for a comment; if not, the previous one stays.
    #[serde(default)]
    whole: bool,
    word: Option<String>,
    /// Whether the owner shares outcome and comment with the group; asked together with the comment.
    #[serde(default)]
    told: bool,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    #[serde(default)]
    version: Vec<i32>,
    #[serde(default)]
    back: FormOrigin,
}

pub(super) async fn say(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByCommitment>,
    FormBody(sent): FormBody<SayForm>,
) -> Result<Response, Problem> {
    let (live, found) = lock_live_and_commitment(&app, &mut session_access).await?;
    let (me, role) = (session_access.group_access.membership(), session_access.group_access.role());
    if !found.may_speak(me, role) {
        return Err(Problem::Forbidden);
    }
    let typed =
        TypedOutcome { outcome: sent.outcome, what: sent.what.clone(), word: sent.word.clone().unwrap_or_default(), told: sent.told };
    let mut complaints = FormErrors::default();
    let Some(new) = read(&chrome, &sent, &found, &mut complaints) else {
        if chrome.fragment {
            let words = ["outcome", "what", "word"].iter().filter_map(|field| complaints.get(field)).map(ToString::to_string).collect();
            return Ok(refused(&chrome, words));
        }
        return one::render_page(&app, &chrome, &mut session_access, found, typed, complaints, None, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    };
    let path = sent.back.path(live, found.id);
    match found.say(me, role, &new) {
        Ok(false) => return Ok(kept(&chrome, found.id, &path, String::new())),
        Ok(true) => {}
        Err(CommitmentRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(CommitmentRefusal::Stale) => {
            let theirs = found.what.clone();
            complaints.add("what", chrome.locale().message(CommitmentRefusal::Stale.key()));
            return one::render_page(&app, &chrome, &mut session_access, found, typed, complaints, theirs, StatusCode::CONFLICT).await;
        }
        Err(refusal) => return refuse(&app, &chrome, &mut session_access, found, refusal).await,
    }
    let by = session_access.group_access.actor();
    store::say(&mut session_access.group_access.tx, &app.vault, by, &found, &new, chrome.now).await?;
    finish(&app, &chrome, session_access, live, &found, "told", &path).await
}

/// Reads the form and adds an error to each invalid field.
fn read(chrome: &Chrome, sent: &SayForm, found: &Commitment, complaints: &mut FormErrors) -> Option<NewOutcome> {
    let locale = chrome.locale();
    let message = |refusal: CommitmentRefusal| -> Message { locale.message(refusal.key()) };
    let outcome = complaints.check("outcome", sent.outcome.ok_or(CommitmentRefusal::Nothing), message);
    let asks_comment = sent.whole || sent.word.is_some();
    let word = match sent.word.as_deref() {
        None if asks_comment => Some(None),
        None => Some(found.word.clone().filter(|_| found.outcome == sent.outcome)),
        Some(word) if word.trim().is_empty() => Some(None),
        Some(word) => complaints.check("word", clean_paragraphs(word, WORD_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    // A single tap shares nothing with the group that the owner did not share before.
    let told = if asks_comment { sent.told } else { found.told && found.outcome == sent.outcome };
    let what = match outcome {
        Some(Outcome::Changed) => complaints.check("what", clean_line(&sent.what, WHAT_LIMIT), |refusal| refusal.message(locale)).map(Some),
        _ => Some(None),
    };
    Some(NewOutcome { outcome: outcome?, word: word?, told, what: what?, read: sent.version.iter().copied().max().unwrap_or_default() })
}
