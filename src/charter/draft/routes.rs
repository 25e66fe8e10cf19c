//! Routes of the draft: proposing, rewording, answering, commenting, opening, withdrawing.

use super::list::DraftListing;
use super::page::{self, ReturnedProposal};
use super::settle::settle;
use super::views::ProposalPageForm;
use super::{CommentId, Proposal, ProposalAnswer, ProposalId, ProposalRefusal, RevisionId, SAYING_LIMIT, propose, starters, store};
use crate::charter::act::resolve_member;
use crate::charter::{ARTICLE_LIMIT, ArticleText, telling};
use crate::group::{self, AnyRole, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::i18n::MessageKey;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/groups/{group}/charter/proposals", draft)
        .post(Access::GroupParticipant, "/groups/{group}/charter/proposals", propose::propose)
        .get(Access::GroupParticipant, "/groups/{group}/charter/proposals/new", propose::form)
        .post(Access::GroupParticipant, "/groups/{group}/charter/starters", starters::propose_starters)
        .get(Access::GroupParticipant, "/groups/{group}/charter/proposals/{proposal}", proposal)
        .post(Access::GroupParticipant, "/groups/{group}/charter/proposals/{proposal}/answers", answer)
        .post(Access::GroupParticipant, "/groups/{group}/charter/proposals/{proposal}/comments", comment)
        .post(Access::GroupParticipant, "/groups/{group}/charter/proposals/{proposal}/revisions", reword)
        .post(Access::GroupStaff, "/groups/{group}/charter/proposals/{proposal}/opening", open)
        .post(Access::GroupParticipant, "/groups/{group}/charter/proposals/{proposal}/withdrawal", withdraw)
}

/// Redirects to the charter's page, which contains the draft.
async fn draft(access: GroupAccess<AnyRole>) -> Redirect {
    Redirect::to(&format!("/groups/{}/charter#draft", access.group()))
}

#[derive(Deserialize)]
struct ProposalQuery {
    proposal: ProposalId,
}

async fn proposal(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(&app, chrome, &mut access, id, ReturnedProposal::default()).await?;
    Ok(chrome.page(&page))
}

/// Locks the group's row, as every change of the draft must, then loads the proposal.
async fn lock_proposal<R: group::access::RequiredRole>(
    app: &AppState,
    access: &mut GroupAccess<R>,
    id: ProposalId,
) -> Result<Proposal, Problem> {
    let group = access.group();
    access.lock_group().await?;
    store::find(&mut access.tx, &app.vault, group, id).await?.ok_or(Problem::NotFound)
}

/// Answers a refused form with the current page of the proposal: the refusal's message, and the typed values in the fields.
pub(super) async fn refused(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<AnyRole>,
    id: ProposalId,
    message: MessageKey,
    written: ProposalPageForm,
    status: StatusCode,
) -> Result<Response, Problem> {
    let back = ReturnedProposal { said: Some(message), written, errors: FormErrors::default() };
    let (page, chrome) = page::of(app, chrome, access, id, back).await?;
    Ok(chrome.page_with(status, &page))
}

async fn complained(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<AnyRole>,
    id: ProposalId,
    errors: FormErrors,
    written: ProposalPageForm,
) -> Result<Response, Problem> {
    let (page, chrome) = page::of(app, chrome, access, id, ReturnedProposal { said: None, written, errors }).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn status(refusal: ProposalRefusal) -> StatusCode {
    if refusal == ProposalRefusal::Reworded { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Where a change of the draft leads to.
pub(super) enum Onward {
    Proposal(ProposalId),
    /// The next proposal after this one that asks the member; the draft when there is none.
    After(ProposalId),
    Draft,
}

/// Settles the draft and commits, then redirects to the charter if a new version was ratified, otherwise onward.
pub(super) async fn settled<R: group::access::RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    mut access: GroupAccess<R>,
    onward: Onward,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let ratified = settle(&mut access.tx, &app.vault, actor.practice(), actor.group(), chrome.now).await?;
    let proposal = match onward {
        Onward::Proposal(id) => Some(id),
        Onward::After(id) => {
            let draft = DraftListing::of(&mut access.tx, &app.vault, actor.group()).await?;
            draft.next_asking(actor.membership(), id).map(|one| one.id)
        }
        Onward::Draft => None,
    };
    telling::commit(app, access).await?;
    Ok(match (ratified, proposal) {
        (Some(_), _) => Redirect::to(&format!("/groups/{}/charter", actor.group())),
        (None, Some(id)) => Redirect::to(&format!("/groups/{}/charter/proposals/{id}", actor.group())),
        (None, None) => Redirect::to(&format!("/groups/{}/charter#draft", actor.group())),
    }
    .into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAnswer {
    /// The number of the wording that the page showed.
    revision: i32,
    answer: Option<ProposalAnswer>,
    #[serde(default)]
    words: String,
    /// The member whose spoken answer staff record; `None` when a member answers for themselves.
    whose: Option<MembershipId>,
}

async fn answer(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(typed): FormBody<NewAnswer>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let proposal = lock_proposal(&app, &mut access, id).await?;
    let (member, role) = resolve_member(&mut access, typed.whose).await?;
    let written = ProposalPageForm { whose: typed.whose, answer: typed.answer, words: typed.words.clone(), ..ProposalPageForm::default() };
    let given = store::answers(&mut access.tx, &app.vault, std::slice::from_ref(&proposal)).await?;
    let spoken = if member == actor.membership() { Ok(()) } else { proposal.speak_for(member, &given) };
    match proposal.answer(role, typed.revision).and(spoken) {
        Ok(()) => {}
        Err(ProposalRefusal::NotCounted) => return Err(Problem::Forbidden),
        Err(refusal) => {
            // The choice was made for a state of the proposal that has changed, so it is not selected again. The typed words are kept.
            let written = ProposalPageForm { answer: None, ..written };
            return refused(&app, chrome, &mut access, id, refusal.key(), written, status(refusal)).await;
        }
    }
    // A first answer leads to the next proposal; a changed one, or a spoken one that staff record, stays here.
    let first = member == actor.membership() && !given.iter().any(|one| one.member == member && one.revision == proposal.revision);
    let mut errors = FormErrors::default();
    let given = errors.check("answer", typed.answer.ok_or(()), |()| chrome.locale().message("answer-none"));
    let words = match given {
        None => None,
        Some(ProposalAnswer::Agree) if typed.words.trim().is_empty() => None,
        Some(_) => errors.check("words", clean_paragraphs(&typed.words, SAYING_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    let Some(given) = given.filter(|_| errors.is_empty()) else {
        return complained(&app, chrome, &mut access, id, errors, written).await;
    };
    store::answer(&mut access.tx, &app.vault, actor, member, &proposal, given, words.as_deref(), chrome.now).await?;
    access.audit(AuditAction::ProposalAnswered, id.0, chrome.now).await?;
    settled(&app, &chrome, access, if first { Onward::After(id) } else { Onward::Proposal(id) }).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewComment {
    id: CommentId,
    comment: String,
}

async fn comment(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    content: FormContent,
    FormBody(typed): FormBody<NewComment>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    lock_proposal(&app, &mut access, id).await?;
    let mut errors = FormErrors::default();
    let text = errors.check("comment", clean_paragraphs(&typed.comment, SAYING_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else {
        let written = ProposalPageForm { comment: typed.comment, ..ProposalPageForm::default() };
        return complained(&app, chrome, &mut access, id, errors, written).await;
    };
    let made = store::say(&mut access.tx, &app.vault, actor, id, typed.id, &text, chrome.now).await?;
    let print = content.fingerprint(&mut access.tx, &app.vault, group::membership_owner(actor.practice(), actor.membership())).await?;
    match fingerprint::record_submission(&mut access.tx, typed.id, print, made).await? {
        Submitted::First => telling::commit(&app, access).await?,
        Submitted::Again => {}
        Submitted::Other => {
            let written = ProposalPageForm { comment: typed.comment, ..ProposalPageForm::default() };
            return refused(&app, chrome, &mut access, id, SENT_BEFORE, written, StatusCode::CONFLICT).await;
        }
    }
    Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{id}#said", actor.group())).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRevision {
    id: RevisionId,
    /// The number of the wording that the page showed.
    revision: i32,
    text: String,
}

async fn reword(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(typed): FormBody<NewRevision>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let mut proposal = lock_proposal(&app, &mut access, id).await?;
    let written = ProposalPageForm { text: Some(typed.text.clone()), ..ProposalPageForm::default() };
    let mut errors = FormErrors::default();
    let text = errors.check("text", clean_paragraphs(&typed.text, ARTICLE_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = text else { return complained(&app, chrome, &mut access, id, errors, written).await };
    let words = ArticleText::Own(text);
    let earlier = store::revisions(&mut access.tx, &app.vault, id).await?;
    if let Some((_, earlier)) = earlier.into_iter().find(|(known, _)| *known == typed.id) {
        // A stored wording never changes and has every field of its form, so a resend is recognised without a fingerprint.
        if (earlier.author, earlier.number, earlier.words) == (actor.membership(), typed.revision + 1, Some(words)) {
            return Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{id}", actor.group())).into_response());
        }
        return refused(&app, chrome, &mut access, id, SENT_BEFORE, written, StatusCode::CONFLICT).await;
    }
    if let Err(refusal) = proposal.reword(typed.revision, &words) {
        return refused(&app, chrome, &mut access, id, refusal.key(), written, status(refusal)).await;
    }
    match store::reword(&mut access.tx, &app.vault, actor, &proposal, typed.id, &words, chrome.now).await {
        Err(failure) if failure.constraint() == Some("charter_revision_pkey") => return Err(Problem::SentBefore),
        other => other?,
    }
    proposal.revision += 1;
    if actor.role() == Role::Member {
        store::answer(&mut access.tx, &app.vault, actor, actor.membership(), &proposal, ProposalAnswer::Agree, None, chrome.now).await?;
    }
    access.audit(AuditAction::ProposalReworded, id.0, chrome.now).await?;
    settled(&app, &chrome, access, Onward::Proposal(id)).await
}

async fn open(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let proposal = lock_proposal(&app, &mut access, id).await?;
    // If the answers are open already, or the proposal is closed, there is nothing to do.
    if proposal.is_open() && !proposal.is_opened() {
        store::open_answers(&mut access.tx, id).await?;
        access.audit(AuditAction::ProposalAnswersOpened, id.0, chrome.now).await?;
    }
    settled(&app, &chrome, access, Onward::Proposal(id)).await
}

async fn withdraw(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(ProposalQuery { proposal: id }): PathParams<ProposalQuery>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let proposal = lock_proposal(&app, &mut access, id).await?;
    let author = group::store::lock_membership(&mut access.tx, actor.group(), proposal.author).await?;
    let author_is_here = author.is_some_and(|(_, state, _)| state == MembershipState::Active);
    match proposal.withdraw(actor.membership(), actor.role(), author_is_here) {
        Ok(()) => {}
        Err(ProposalRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(_) if proposal.withdrawn => return Ok(Redirect::to(&format!("/groups/{}/charter", actor.group())).into_response()),
        Err(refusal) => return refused(&app, chrome, &mut access, id, refusal.key(), ProposalPageForm::default(), status(refusal)).await,
    }
    store::withdraw(&mut access.tx, id, chrome.now).await?;
    access.audit(AuditAction::ProposalWithdrawn, id.0, chrome.now).await?;
    settled(&app, &chrome, access, Onward::Proposal(id)).await
}
