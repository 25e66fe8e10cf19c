//! Routes of the charter: reading, signing, comparing, printing.

use uuid::Uuid;

use super::act::{group_and_memberships, resolve_member};
use super::draft::list::DraftListing;
use super::page::{charter_page, signed};
use super::views::{CharterPrintPage, ComparedVersion, People, VersionPage};
use super::{diff, draft, store, telling};
use crate::group::{AnyRole, GroupAccess, MembershipId, MembershipState};
use crate::key;
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
