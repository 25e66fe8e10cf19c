//! The page of the charter.

use uuid::Uuid;

use super::act::group_and_memberships;
use super::draft::Proposal;
use super::draft::list::DraftListing;
use super::views::{ArticleRow, CharterPage, CurrentVersion, People, SignedRow, StarterRow, Unsigned};
use super::{ArticleText, Charter, Starter, diff, store, telling};
use crate::group::{AnyRole, GroupAccess, Membership, MembershipState};
use crate::kit::i18n::MessageKey;
use crate::kit::web::prelude::*;

/// The page of the charter, and the chrome in the group's zone.
pub(super) async fn charter_page(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<AnyRole>,
    newer: Option<MessageKey>,
) -> Result<(CharterPage, Chrome), Problem> {
    let (me, role, id) = (access.membership(), access.role(), access.group());
    let follows = telling::followed_session(access, format!("/groups/{id}/charter")).await?;
    let (group, memberships) = group_and_memberships(app, access).await?;
    let versions = store::versions(&mut access.tx, group.id).await?;
    let charter = store::current(&mut access.tx, &app.vault, group.id).await?;
    let draft = DraftListing::of(&mut access.tx, &app.vault, group.id).await?;
    // A starter article is not offered twice, nor when a member wrote the same words.
    let existing_words = charter.iter().flat_map(|charter| &charter.articles).map(|article| &article.words);
    let existing_words: Vec<&ArticleText> = existing_words.chain(draft.open.iter().filter_map(|one| one.words.as_ref())).collect();
    let has = |starter: Starter| existing_words.iter().any(|words| words.says(&ArticleText::Starter(starter)));
    let starters = Starter::ALL.into_iter().filter(|starter| !has(*starter)).map(|starter| StarterRow { starter, id: Uuid::new_v4() });
    let starters = starters.collect();
    let current = match &charter {
        None => None,
        Some(charter) => Some(current(app, &chrome, access, charter, &memberships, &draft.open).await?),
    };
    let people = People::new(memberships);
    let proposals = draft.rows(charter.as_ref(), |id| people.name(id), Some(me), chrome.locale());
    let page = CharterPage {
        role,
        me,
        my_name: people.name(me).unwrap_or_default(),
        members: draft.members.len(),
        said: newer,
        unchosen: false,
        becomes: current.as_ref().map_or(1, |now| now.number + 1),
        current,
        proposals,
        starters,
        versions,
        group,
        follows,
    };
    let chrome = chrome.in_zone(page.group.time_zone);
    Ok((page, chrome))
}

async fn current(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<AnyRole>,
    charter: &Charter,
    memberships: &[Membership],
    open: &[Proposal],
) -> Result<CurrentVersion, Problem> {
    let (me, group, locale) = (access.membership(), access.group(), chrome.locale());
    let signatures = store::signatures(&mut access.tx, charter.id).await?;
    let i_signed = signatures.iter().any(|one| one.member == me);
    let since = match store::signed_last(&mut access.tx, group, me).await? {
        Some(last) if !i_signed => {
            let before = store::version(&mut access.tx, &app.vault, group, last).await?;
            before.map(|before| (last, diff::between(&before.articles, &charter.articles, locale)))
        }
        _ => None,
    };
    let active = memberships.iter().filter(|one| one.state == MembershipState::Active);
    let unsigned = active.filter(|one| signatures.iter().all(|signature| signature.member != one.id));
    Ok(CurrentVersion {
        number: charter.number,
        ratified_at: charter.ratified_at,
        articles: charter
            .articles
            .iter()
            .map(|article| ArticleRow {
                line: article.line,
                text: article.words.text(locale),
                proposed: open.iter().find(|one| one.line == article.line).map(|one| one.id),
            })
            .collect(),
        unsigned: unsigned.map(|one| Unsigned { id: one.id, name: one.name.clone(), role: one.role }).collect(),
        signed: signed(&signatures, &People::new(memberships.to_vec())),
        since,
        i_signed,
    })
}

pub(super) fn signed(signatures: &[super::Signature], people: &People) -> Vec<SignedRow> {
    let row = |one: &super::Signature| SignedRow {
        name: people.name(one.member),
        role: people.get(one.member).map(|member| member.role),
        at: one.at,
        on_paper: one.on_paper,
    };
    signatures.iter().map(row).collect()
}
