//! The doors of the charter: reading, signing, comparing, printing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::draft::list::DraftListing;
use super::draft::{self, Proposal};
use super::views::{
    ArticleRow, CharterPage, CharterPrintPage, ComparedVersion, CurrentVersion, People, SignedRow, StarterRow, Unsigned, VersionPage,
};
use super::{ArticleText, Charter, Starter, diff, store, telling};
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, Group, GroupAccess, Membership, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::MessageKey;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, InQuery, PathParams, Problem};

/// The doors of this room.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/groups/{group}/charter", charter)
        .post(Access::AnySeat, "/groups/{group}/charter/signatures", sign)
        .get(Access::AnySeat, "/groups/{group}/charter/versions/{number}", version)
        .get(Access::AnySeat, "/groups/{group}/charter/print", print)
        .and(draft::routes::doors())
}

/// Writes into the audit log that somebody did something with the charter.
pub(super) async fn note<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    act: &'static str,
    kind: &'static str,
    subject: Uuid,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind, subject };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}

/// The group of a seat, and everybody who is or was in it.
pub(super) async fn around<R: RequiredRole>(house: &AppState, seat: &mut GroupAccess<R>) -> Result<(Group, Vec<Membership>), Problem> {
    let id = seat.group();
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let everybody = group::store::memberships(&mut seat.tx, &house.vault, id).await?;
    Ok((group, everybody))
}

/// For whom staff write something down: an active member of the group. Whoever says nothing means themself.
pub(super) async fn whose<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    typed: Option<MembershipId>,
) -> Result<(MembershipId, Role), Problem> {
    let (me, role, group) = (seat.membership(), seat.role(), seat.group());
    match typed {
        None => Ok((me, role)),
        Some(id) if id == me => Ok((me, role)),
        Some(_) if !role.is_staff() => Err(Problem::Forbidden),
        Some(id) => match group::store::hold_membership(&mut seat.tx, group, id).await? {
            Some((Role::Member, MembershipState::Active, _)) => Ok((id, Role::Member)),
            _ => Err(Problem::NotFound),
        },
    }
}

async fn charter(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<AnySeat>) -> Result<Response, Problem> {
    let (page, chrome) = charter_page(&house, chrome, &mut seat, None).await?;
    Ok(chrome.page(&page))
}

async fn charter_page(
    house: &AppState,
    chrome: Chrome,
    seat: &mut GroupAccess<AnySeat>,
    newer: Option<MessageKey>,
) -> Result<(CharterPage, Chrome), Problem> {
    let (me, role, id) = (seat.membership(), seat.role(), seat.group());
    let follows = telling::follows(seat, format!("/groups/{id}/charter")).await?;
    let (group, everybody) = around(house, seat).await?;
    let versions = store::versions(&mut seat.tx, group.id).await?;
    let charter = store::current(&mut seat.tx, &house.vault, group.id).await?;
    let draft = DraftListing::of(&mut seat.tx, &house.vault, group.id).await?;
    // A starter article is not offered twice, nor when somebody wrote the same words themselves.
    let said = charter.iter().flat_map(|charter| &charter.articles).map(|article| &article.words);
    let said: Vec<&ArticleText> = said.chain(draft.open.iter().filter_map(|one| one.words.as_ref())).collect();
    let has = |starter: Starter| said.iter().any(|words| words.says(&ArticleText::Starter(starter)));
    let starters = Starter::ALL.into_iter().filter(|starter| !has(*starter)).map(|starter| StarterRow { starter, id: Uuid::new_v4() });
    let starters = starters.collect();
    let current = match &charter {
        None => None,
        Some(charter) => Some(current(house, &chrome, seat, charter, &everybody, &draft.open).await?),
    };
    let people = People::new(everybody);
    let proposals = draft.rows(charter.as_ref(), |id| people.name(id), Some(me), chrome.locale());
    let page = CharterPage {
        role,
        me,
        my_name: people.name(me).unwrap_or_default(),
        members: draft.members.len(),
        said: newer,
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
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<AnySeat>,
    charter: &Charter,
    everybody: &[Membership],
    open: &[Proposal],
) -> Result<CurrentVersion, Problem> {
    let (me, group, locale) = (seat.membership(), seat.group(), chrome.locale());
    let signatures = store::signatures(&mut seat.tx, charter.id).await?;
    let i_signed = signatures.iter().any(|one| one.member == me);
    let since = match store::signed_last(&mut seat.tx, group, me).await? {
        Some(last) if !i_signed => {
            let before = store::version(&mut seat.tx, &house.vault, group, last).await?;
            before.map(|before| (last, diff::between(&before.articles, &charter.articles, locale)))
        }
        _ => None,
    };
    let active = everybody.iter().filter(|one| one.state == MembershipState::Active);
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
        signed: signed(&signatures, &People::new(everybody.to_vec())),
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
    /// The version that was read.
    number: i32,
    /// Whose signature staff hold on paper.
    whose: Option<MembershipId>,
    /// The live session on whose doorstep it was signed: there the way leads on.
    into: Option<Uuid>,
}

async fn sign(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    FormBody(typed): FormBody<NewSignature>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    seat.hold().await?;
    let charter = store::current(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    if charter.number != typed.number {
        let (page, chrome) = charter_page(&house, chrome, &mut seat, Some(key!("charter-newer"))).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let (whose, _) = whose(&mut seat, typed.whose).await?;
    store::sign(&mut seat.tx, sits, whose, charter.id, chrome.now).await?;
    note(&mut seat, "signed", "charter", charter.id.0, &chrome).await?;
    telling::commit(&house, seat).await?;
    Ok(match typed.into {
        Some(session) => Redirect::to(&format!("/sessions/{session}/live")),
        None => Redirect::to(&format!("/groups/{}/charter", sits.group)),
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
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    PathParams(path): PathParams<VersionPathParams>,
    InQuery(query): InQuery<CompareQuery>,
) -> Result<Response, Problem> {
    let (group, everybody) = around(&house, &mut seat).await?;
    let charter = store::version(&mut seat.tx, &house.vault, group.id, path.number).await?.ok_or(Problem::NotFound)?;
    let before = store::version(&mut seat.tx, &house.vault, group.id, charter.number - 1).await?;
    let open = draft::store::ratified_in(&mut seat.tx, &house.vault, group.id, charter.id).await?;
    let adopted = DraftListing { open, answers: Vec::new(), members: Vec::new() };
    let people = People::new(everybody);
    let proposals = adopted.rows(before.as_ref(), |id| people.name(id), None, chrome.locale());
    // With what it came from, unless another one is asked for; always from the earlier to the later.
    let against = match query.against.filter(|number| *number != charter.number) {
        None => before,
        Some(number) => Some(store::version(&mut seat.tx, &house.vault, group.id, number).await?.ok_or(Problem::NotFound)?),
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
    let signatures = store::signatures(&mut seat.tx, charter.id).await?;
    let versions = store::versions(&mut seat.tx, group.id).await?;
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

async fn print(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<AnySeat>) -> Result<Response, Problem> {
    let (group, everybody) = around(&house, &mut seat).await?;
    let charter = store::current(&mut seat.tx, &house.vault, group.id).await?.ok_or(Problem::NotFound)?;
    let signatures = store::signatures(&mut seat.tx, charter.id).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let active = everybody.iter().filter(|one| one.state == MembershipState::Active);
    let unsigned = active.filter(|one| signatures.iter().all(|signature| signature.member != one.id)).map(|one| one.name.clone()).collect();
    let page = CharterPrintPage {
        group,
        number: charter.number,
        ratified_at: charter.ratified_at,
        articles: charter.texts(chrome.locale()),
        unsigned,
        signed: signed(&signatures, &People::new(everybody)),
    };
    Ok(chrome.page(&page))
}
