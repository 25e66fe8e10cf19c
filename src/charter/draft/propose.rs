//! Handlers that show and submit the form of a new proposal.

use uuid::Uuid;

use super::routes::{Onward, refused, settled};
use super::views::{NewPage, ProposalForm, ProposalPageForm, ProposalTarget};
use super::{CommentId, Proposal, ProposalAct, ProposalAnswer, ProposalId, ProposalRefusal, SAYING_LIMIT, rules, store};
use crate::charter::act::group_and_memberships;
use crate::charter::{self, ARTICLE_LIMIT, ArticleText, LineId};
use crate::group::{self, AnyRole, GroupAccess, Role};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::{clean_paragraphs, plain};
use crate::kit::web::prelude::*;

#[derive(Deserialize)]
pub(super) struct ProposeQuery {
    #[serde(default = "ProposeQuery::add")]
    act: ProposalAct,
    line: Option<LineId>,
}

impl ProposeQuery {
    fn add() -> ProposalAct {
        ProposalAct::Add
    }
}

pub(super) async fn form(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    QueryParams(asked): QueryParams<ProposeQuery>,
) -> Result<Response, Problem> {
    let mut page = new_page(&app, &chrome, &mut access, asked.act, asked.line, Uuid::new_v4()).await?;
    if page.about.is_none() && asked.act != ProposalAct::Add {
        return Err(Problem::NotFound);
    }
    if let (ProposalAct::Change, Some(about)) = (asked.act, &page.about) {
        page.typed.text.clone_from(&about.text);
    }
    Ok(chrome.page(&page))
}

async fn new_page(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<AnyRole>,
    act: ProposalAct,
    line: Option<LineId>,
    id: Uuid,
) -> Result<NewPage, Problem> {
    let (group, _) = group_and_memberships(app, access).await?;
    let charter = charter::store::current(&mut access.tx, &app.vault, group.id).await?;
    let articles = charter.map(|charter| charter.articles).unwrap_or_default();
    let about = (1..).zip(&articles).find(|(_, article)| Some(article.line) == line);
    let about = about.map(|(number, article)| ProposalTarget { number, text: article.words.text(chrome.locale()) });
    Ok(NewPage {
        group,
        id,
        act,
        line,
        about,
        articles: articles.len(),
        typed: ProposalForm::default(),
        said: None,
        other: None,
        errors: FormErrors::default(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProposal {
    id: ProposalId,
    act: ProposalAct,
    line: Option<LineId>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn propose(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    content: FormContent,
    FormBody(typed): FormBody<NewProposal>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    access.lock_group().await?;
    let print = content.fingerprint(&mut access.tx, &app.vault, group::membership_owner(actor.practice(), actor.membership())).await?;
    let open = store::open(&mut access.tx, &app.vault, actor.group()).await?;
    if let Some(made) = store::find(&mut access.tx, &app.vault, actor.group(), typed.id).await? {
        if !fingerprint::is_resend(&mut access.tx, typed.id, print.as_ref()).await? {
            return given_back(&app, &chrome, &mut access, typed).await;
        }
        let at = open.iter().find(|one| made.withdrawn && is_same(one, &made)).map_or(made.id, |one| one.id);
        return Ok(Redirect::to(&format!("/groups/{}/charter/proposals/{at}", actor.group())).into_response());
    }
    let current = charter::store::current(&mut access.tx, &app.vault, actor.group()).await?;
    let current = current.map(|charter| charter.articles).unwrap_or_default();
    let locale = chrome.locale();
    let mut errors = FormErrors::default();
    let words = if typed.act.has_words() {
        errors.check("text", clean_paragraphs(&typed.text, ARTICLE_LIMIT), |refusal| refusal.message(locale)).map(ArticleText::Own)
    } else {
        None
    };
    let reason = if typed.reason.trim().is_empty() {
        None
    } else {
        errors.check("reason", clean_paragraphs(&typed.reason, SAYING_LIMIT), |refusal| refusal.message(locale))
    };
    let place = match typed.act {
        ProposalAct::Move => {
            let number = plain(&typed.place).parse::<i32>().ok().filter(|place| (1..).zip(&current).any(|(known, _)| known == *place));
            errors.check("place", number.ok_or(()), |()| locale.message("proposal-place-unknown"))
        }
        _ => None,
    };
    let new = Proposal {
        id: typed.id,
        author: actor.membership(),
        act: typed.act,
        line: if typed.act == ProposalAct::Add { LineId::random() } else { typed.line.ok_or(Problem::BadForm)? },
        place,
        revision: 1,
        words,
        opened: Vec::new(),
        at: chrome.now,
        withdrawn: false,
        ratified_in: None,
    };
    // An open proposal adds the same article already, so the group is not asked a second time.
    let same = open.iter().find(|one| is_same(one, &new)).map(|one| one.id);
    let refusal = rules::propose(&new, &current, &open).err().filter(|_| same.is_none());
    let other = open.iter().find(|one| one.line == new.line);
    if let (Some(ProposalRefusal::Proposed), Some(ArticleText::Own(text)), Some(other)) = (refusal, &new.words, other)
        && other.act.has_words()
    {
        // The article has an open proposal with other words. Its page shows both texts, so that the new one is not lost.
        let written = ProposalPageForm { text: Some(text.clone()), comment: typed.reason, ..ProposalPageForm::default() };
        return refused(&app, chrome, &mut access, other.id, ProposalRefusal::Proposed.key(), written, StatusCode::CONFLICT).await;
    }
    if refusal.is_some() || !errors.is_empty() {
        let mut page = new_page(&app, &chrome, &mut access, typed.act, typed.line, typed.id.0).await?;
        page.other = other.filter(|_| refusal == Some(ProposalRefusal::Proposed)).map(|one| one.id);
        page.said = refusal.filter(|_| errors.is_empty()).map(ProposalRefusal::key);
        page.typed = ProposalForm { text: typed.text, place: typed.place, reason: typed.reason };
        page.errors = errors;
        let status = if page.other.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(chrome.page_with(status, &page));
    }
    insert(&app, &mut access, &new).await?;
    fingerprint::store_fingerprint(&mut access.tx, new.id, print).await?;
    if same.is_some() {
        // The duplicate is withdrawn at once. Its row stays, so that a resend of the form is recognised.
        store::withdraw(&mut access.tx, new.id, chrome.now).await?;
    } else if actor.role() == Role::Member {
        store::answer(&mut access.tx, &app.vault, actor, actor.membership(), &new, ProposalAnswer::Agree, None, chrome.now).await?;
    }
    if let Some(reason) = reason {
        store::say(&mut access.tx, &app.vault, actor, same.unwrap_or(new.id), CommentId(new.id.0), &reason, chrome.now).await?;
    }
    if same.is_none() {
        access.audit(AuditAction::ProposalMade, new.id.0, chrome.now).await?;
    }
    settled(&app, &chrome, access, Onward::Proposal(same.unwrap_or(new.id))).await
}

/// Inserts a proposal whose id the group does not know yet.
///
/// # Errors
/// [`Problem::SentBefore`] when the id belongs to another group's proposal, or to a later wording.
pub(super) async fn insert(app: &AppState, access: &mut GroupAccess<AnyRole>, new: &Proposal) -> Result<(), Problem> {
    let actor = access.actor();
    match store::insert(&mut access.tx, &app.vault, actor, new).await {
        Err(failure) if matches!(failure.constraint(), Some("charter_proposal_pkey" | "charter_revision_pkey")) => Err(Problem::SentBefore),
        other => Ok(other?),
    }
}

/// Shows the form again with the typed values and a new id, because the sent id belongs to another proposal.
async fn given_back(app: &AppState, chrome: &Chrome, access: &mut GroupAccess<AnyRole>, typed: NewProposal) -> Result<Response, Problem> {
    let mut page = new_page(app, chrome, access, typed.act, typed.line, Uuid::new_v4()).await?;
    page.said = Some(SENT_BEFORE);
    page.typed = ProposalForm { text: typed.text, place: typed.place, reason: typed.reason };
    Ok(chrome.page_with(StatusCode::CONFLICT, &page))
}

/// Whether both add an article with the same words.
pub(super) fn is_same(one: &Proposal, other: &Proposal) -> bool {
    (one.act, other.act) == (ProposalAct::Add, ProposalAct::Add)
        && one.words.as_ref().zip(other.words.as_ref()).is_some_and(|(one, other)| one.says(other))
}
