//! Routes of the charter: reading, signing, comparing, printing.

use uuid::Uuid;

use super::act::{group_and_memberships, resolve_member};
use super::draft::list::DraftListing;
use super::draft::{self, Proposal};
use super::views::{
    ArticleRow, CharterPage, CharterPrintPage, ComparedVersion, CurrentVersion, People, SignedRow, StarterRow, Unsigned, VersionPage,
};
use super::{ArticleText, Charter, Starter, diff, store, telling};
use crate::group::{AnyRole, GroupAccess, Membership, MembershipId, MembershipState};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::web::prelude::*;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/groups/{group}/charter", charter)
        .post(Access::GroupParticipant, "/groups/{group}/charter/signatures", sign)
        .get(Access::GroupParticipant, "/groups/{group}/charter/versions/{number}", version)
        .get(Access::GroupParticipant, "/groups/{group}/charter/print", print)
        .merge(draft::routes::routes())
}

async fn charter(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<AnyRole>) -> Result<Response, Problem> {
    let (page, chrome) = charter_page(&app, chrome, &mut access, None).await?;
    Ok(chrome.page(&page))
}

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

fn signed(signatures: &[super::Signature], people: &People) -> Vec<SignedRow> {
    let row = |one: &super::Signature| SignedRow {
        name: people.name(one.member),
        role: people.get(one.member).map(|member| member.role),
        at: one.at,
        on_paper: one.on_paper,
    };
    signatures.iter().map(row).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewSignature {
    /// The version that the signer read.
    number: i32,
    /// The member whose signature staff hold on paper.
    whose: Option<MembershipId>,
    /// The live session on whose entry page it was signed: the redirect leads back there.
    into: Option<Uuid>,
}

async fn sign(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    FormBody(typed): FormBody<NewSignature>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    access.lock_group().await?;
    let charter = store::current(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    if charter.number != typed.number {
        let (page, chrome) = charter_page(&app, chrome, &mut access, Some(key!("charter-newer"))).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let (member, _) = resolve_member(&mut access, typed.whose).await?;
    store::sign(&mut access.tx, actor, member, charter.id, chrome.now).await?;
    access.audit(AuditAction::CharterSigned, charter.id.0, chrome.now).await?;
    telling::commit(&app, access).await?;
    Ok(match typed.into {
        Some(session) => Redirect::to(&format!("/sessions/{session}/live")),
        None => Redirect::to(&format!("/groups/{}/charter", actor.group())),
    }
    .into_response())
}

#[derive(Deserialize)]
struct VersionPathParams {
    number: i32,
}

#[derive(Deserialize)]
struct CompareQuery {
    against: Option<i32>,
}

async fn version(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    PathParams(path): PathParams<VersionPathParams>,
    QueryParams(query): QueryParams<CompareQuery>,
) -> Result<Response, Problem> {
    let (group, memberships) = group_and_memberships(&app, &mut access).await?;
    let charter = store::version(&mut access.tx, &app.vault, group.id, path.number).await?.ok_or(Problem::NotFound)?;
    let before = store::version(&mut access.tx, &app.vault, group.id, charter.number - 1).await?;
    let open = draft::store::ratified_in(&mut access.tx, &app.vault, group.id, charter.id).await?;
    let adopted = DraftListing { open, answers: Vec::new(), members: Vec::new() };
    let people = People::new(memberships);
    let proposals = adopted.rows(before.as_ref(), |id| people.name(id), None, chrome.locale());
    // With the version before it, unless the query names another; always from the earlier to the later.
    let against = match query.against.filter(|number| *number != charter.number) {
        None => before,
        Some(number) => Some(store::version(&mut access.tx, &app.vault, group.id, number).await?.ok_or(Problem::NotFound)?),
    };
    let against = against.map(|other| {
        let (from, to) = if other.number < charter.number { (&other, &charter) } else { (&charter, &other) };
        ComparedVersion {
            with: other.number,
            from: from.number,
            to: to.number,
            changes: diff::between(&from.articles, &to.articles, chrome.locale()),
        }
    });
    let signatures = store::signatures(&mut access.tx, charter.id).await?;
    let versions = store::versions(&mut access.tx, group.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = VersionPage {
        group,
        number: charter.number,
        newest: versions.first().map_or(charter.number, |(newest, _)| *newest),
        ratified_at: charter.ratified_at,
        articles: charter.texts(chrome.locale()),
        signed: signed(&signatures, &people),
        proposals,
        against,
        versions,
    };
    Ok(chrome.page(&page))
}

async fn print(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<AnyRole>) -> Result<Response, Problem> {
    let (group, memberships) = group_and_memberships(&app, &mut access).await?;
    let charter = store::current(&mut access.tx, &app.vault, group.id).await?.ok_or(Problem::NotFound)?;
    let signatures = store::signatures(&mut access.tx, charter.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let active = memberships.iter().filter(|one| one.state == MembershipState::Active);
    let unsigned = active.filter(|one| signatures.iter().all(|signature| signature.member != one.id)).map(|one| one.name.clone()).collect();
    let page = CharterPrintPage {
        group,
        number: charter.number,
        ratified_at: charter.ratified_at,
        articles: charter.texts(chrome.locale()),
        unsigned,
        signed: signed(&signatures, &People::new(memberships)),
    };
    Ok(chrome.page(&page))
}
