//! Builds the page of a proposal for one reader.

use uuid::Uuid;

use super::list::{DraftListing, article_of};
use super::rules::ProposalTally;
use super::store;
use super::views::{AnswerRow, AskedMember, DiscussionLine, EarlierRow, ProposalPage, ProposalPageForm};
use super::{GivenAnswer, ProposalId};
use crate::charter::act::group_and_memberships;
use crate::charter::diff::Diff;
use crate::charter::views::People;
use crate::charter::{self, ArticleText, telling};
use crate::group::{AnyRole, GroupAccess, MembershipId, MembershipState};
use crate::kit::app_state::AppState;
use crate::kit::i18n::MessageKey;
use crate::kit::web::{Chrome, FormErrors, Problem};

/// What the page shows after a refused form: the refusal's message, the typed values and the field errors.
#[derive(Default)]
pub(super) struct ReturnedProposal {
    pub said: Option<MessageKey>,
    pub written: ProposalPageForm,
    pub errors: FormErrors,
}

pub(super) async fn of(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<AnyRole>,
    id: ProposalId,
    back: ReturnedProposal,
) -> Result<(ProposalPage, Chrome), Problem> {
    let (me, role, locale) = (access.membership(), access.role(), chrome.locale());
    let path = format!("/groups/{}/charter/proposals/{id}", access.group());
    let follows = telling::followed_session(access, path).await?;
    let (group, memberships) = group_and_memberships(app, access).await?;
    let proposal = store::find(&mut access.tx, &app.vault, group.id, id).await?.ok_or(Problem::NotFound)?;
    let current = charter::store::current(&mut access.tx, &app.vault, group.id).await?;
    let before = charter::store::before(&mut access.tx, &app.vault, group.id, proposal.ratified_in, proposal.at).await?;
    let draft = DraftListing::of(&mut access.tx, &app.vault, group.id).await?;
    let revisions = store::revisions(&mut access.tx, &app.vault, id).await?;
    let comments = store::comments(&mut access.tx, &app.vault, id).await?;
    let answers = store::answers(&mut access.tx, &app.vault, std::slice::from_ref(&proposal)).await?;
    let author_is_here = memberships.iter().any(|one| one.id == proposal.author && one.state == MembershipState::Active);
    let people = People::new(memberships);

    let about = if proposal.is_open() { &current } else { &before };
    let (article, now) = article_of(about.as_ref(), &proposal);
    let now = now.map(|words| words.text(locale));
    let text = proposal.words.as_ref().map(|words| words.text(locale));
    let tally = ProposalTally::of(&proposal, &answers, &draft.members);
    let asked = |ids: &[MembershipId]| ids.iter().map(|id| AskedMember { id: *id, name: people.name(*id) }).collect();
    let row =
        |one: &GivenAnswer| AnswerRow { name: people.name(one.member), answer: one.answer, words: one.words.clone(), entered: one.entered };
    let rows = |revision: i32| -> Vec<AnswerRow> { answers.iter().filter(|one| one.revision == revision).map(row).collect() };
    let earlier = revisions.into_iter().map(|(_, one)| one).filter(|one| one.number < proposal.revision).map(|one| EarlierRow {
        number: one.number,
        by: people.name(one.author),
        text: one.words.map(|words| words.text(locale)),
        // Answers to an earlier wording stay hidden unless they were opened while that wording was the current one.
        answers: if proposal.opened.contains(&one.number) { rows(one.number) } else { Vec::new() },
    });
    let mine = answers.iter().find(|one| one.member == me && one.revision == proposal.revision);
    let asks_next = draft.next_asking(me, id);
    let next = asks_next.or_else(|| draft.open.iter().find(|one| one.id != id));
    let page = ProposalPage {
        role,
        by: people.name(proposal.author),
        starter: match proposal.words {
            Some(ArticleText::Starter(starter)) => Some(starter),
            _ => None,
        },
        article,
        diff: now.as_ref().zip(text.as_ref()).map(|(now, text)| Diff::of(now, text)),
        now,
        text,
        answered: asked(&tally.answered),
        asked: asked(&tally.asked),
        unwritten: asked(&draft.members.iter().copied().filter(|one| proposal.speak_for(*one, &answers).is_ok()).collect::<Vec<_>>()),
        mine: mine.map(|one| (one.answer, one.words.clone())),
        opened: (proposal.is_opened() || proposal.ratified_in.is_some()).then(|| rows(proposal.revision)),
        earlier: earlier.collect(),
        comments: comments.into_iter().map(|one| DiscussionLine { name: people.name(one.author), text: one.text, at: one.at }).collect(),
        may_withdraw: proposal.withdraw(me, role, author_is_here).is_ok(),
        place: draft.open.iter().position(|one| one.id == id).map(|at| (at + 1, draft.open.len())),
        asks_last: asks_next.is_none() && tally.asked.contains(&me),
        becomes: current.as_ref().map_or(1, |charter| charter.number + 1),
        next: next.map(|one| (one.id, one.act.key(), article_of(current.as_ref(), one).0)),
        tally,
        proposal,
        said: back.said,
        written: back.written,
        errors: back.errors,
        revision_id: Uuid::new_v4(),
        comment_id: Uuid::new_v4(),
        group,
        follows,
    };
    let chrome = chrome.in_zone(page.group.time_zone);
    Ok((page, chrome))
}
