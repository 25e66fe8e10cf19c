//! Proposes several starter articles with one form.

use chrono::TimeDelta;

use super::routes::{Onward, settled};
use super::{Proposal, ProposalAct, ProposalAnswer, ProposalId, propose, rules, store};
use crate::charter::page::charter_page;
use crate::charter::{self, ArticleText, LineId, Starter};
use crate::group::{AnyRole, GroupAccess, Role};
use crate::kit::web::prelude::*;

/// A starter article, and the id of the proposal that it becomes. A form sends it as `hope.6f1c…`, so that a resend is recognised article
/// by article.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct StarterOffer {
    starter: Starter,
    id: ProposalId,
}

impl TryFrom<String> for StarterOffer {
    type Error = &'static str;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        let (code, id) = value.split_once('.').ok_or("an article without an id")?;
        let starter = Starter::find(code).ok_or("an unknown article")?;
        Ok(Self { starter, id: id.parse().map_err(|_| "no id")? })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StartersForm {
    #[serde(default)]
    starter: Vec<StarterOffer>,
}

pub(super) async fn propose_starters(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    FormBody(typed): FormBody<StartersForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    if typed.starter.is_empty() {
        let (mut page, chrome) = charter_page(&app, chrome, &mut access, None).await?;
        page.unchosen = true;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    access.lock_group().await?;
    let current = charter::store::current(&mut access.tx, &app.vault, actor.group()).await?;
    let current = current.map(|charter| charter.articles).unwrap_or_default();
    let mut open = store::open(&mut access.tx, &app.vault, actor.group()).await?;
    for (at, offer) in (0..).zip(typed.starter) {
        if let Some(known) = store::find(&mut access.tx, &app.vault, actor.group(), offer.id).await? {
            if (known.author, known.act) == (actor.membership(), ProposalAct::Add) {
                continue;
            }
            return Err(Problem::SentBefore);
        }
        let new = Proposal {
            id: offer.id,
            author: actor.membership(),
            act: ProposalAct::Add,
            line: LineId::random(),
            place: None,
            revision: 1,
            words: Some(ArticleText::Starter(offer.starter)),
            opened: Vec::new(),
            // Proposals are in the order of their times, and these in the order of the form.
            at: chrome.now + TimeDelta::microseconds(at),
            withdrawn: false,
            ratified_in: None,
        };
        // Another member has proposed it meanwhile, or the charter has it.
        if open.iter().any(|one| propose::is_same(one, &new)) || rules::propose(&new, &current, &open).is_err() {
            continue;
        }
        propose::insert(&app, &mut access, &new).await?;
        if actor.role() == Role::Member {
            store::answer(&mut access.tx, &app.vault, actor, actor.membership(), &new, ProposalAnswer::Agree, None, chrome.now).await?;
        }
        access.audit(AuditAction::ProposalMade, new.id.0, chrome.now).await?;
        open.push(new);
    }
    settled(&app, &chrome, access, Onward::Draft).await
}
