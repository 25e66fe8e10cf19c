//! Builds the page on which a closing is written, and the list of its earlier drafts.

use crate::closing::store::{self, ClosingDraft, HeldClosing, Version};
use crate::closing::views::{ClosingConflictFragment, ClosingDeskPage, ConflictPage, DraftRow, DraftsPage, Readers};
use crate::closing::{ClosingRefusal, Content, PageId, SaveId, assembled, may_write};
use crate::group::access::RequiredRole;
use crate::group::{self, Group, Membership, MembershipState, Role, Staff};
use crate::kit::web::prelude::*;
use crate::session::arc::{self, Stage};
use crate::session::{self, Session, SessionAccess, reader_store};

/// The data of the page.
pub(super) struct ClosingDeskParts {
    pub group: Group,
    pub session: Session,
    pub people: Vec<Membership>,
    pub drafts: Vec<ClosingDraft>,
    pub versions: Vec<Version>,
    /// What goes out soon.
    pub held: Option<HeldClosing>,
    pub may_write: Result<(), ClosingRefusal>,
}

impl ClosingDeskParts {
    pub(super) async fn of<R: RequiredRole>(app: &AppState, access: &mut SessionAccess<R>) -> Result<Self, Problem> {
        let id = access.session();
        let tx = &mut access.group_access.tx;
        let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
        let people = session::substitution::store::people_today(tx, &app.vault, session.group, id).await?;
        let close_began = arc::store::course(tx, &session).await?.visits.iter().any(|visit| visit.stage == Stage::Close);
        let drafts = store::drafts(tx, &app.vault, id).await?;
        let versions = store::versions(tx, &app.vault, &[id.0]).await?;
        let held = store::held(tx, &app.vault, id).await?;
        Ok(Self { may_write: may_write(session.state, close_began), group, session, people, drafts, versions, held })
    }

    pub(super) fn published(&self) -> i32 {
        self.versions.first().map_or(0, |version| version.number)
    }

    pub(super) fn head(&self) -> Option<&ClosingDraft> {
        store::current_draft(&self.drafts)
    }

    fn name_of(&self, draft: &ClosingDraft) -> Option<String> {
        self.people.iter().find(|one| one.id == draft.author).and_then(|one| one.name.clone())
    }
}

/// What was typed into a refused form, to be shown again in its fields.
pub(super) struct ReturnedClosingForm {
    pub content: (String, Vec<String>),
    pub based_on: Option<SaveId>,
    pub page: PageId,
    pub refusal: ClosingRefusal,
}

/// The page on which a closing is written; with `again`, as the form was sent.
pub(super) async fn desk<R: RequiredRole>(
    app: &AppState,
    chrome: Chrome,
    access: &mut SessionAccess<R>,
    desk: ClosingDeskParts,
    again: Option<ReturnedClosingForm>,
) -> Result<Response, Problem> {
    let (role, stands_in) = (access.group_access.role(), access.group_access.actor().stands_in());
    let tx = &mut access.group_access.tx;
    let current = desk.head().and_then(|draft| draft.content.clone()).unwrap_or_default();
    let sections = assembled::of(tx, &app.vault, &desk.session, &current, chrome.locale()).await?;
    let members: Vec<_> =
        desk.people.iter().filter(|one| one.role == Role::Member && one.state == MembershipState::Active).map(|one| one.id).collect();
    let readers = Readers {
        may: reader_store::among(tx, &desk.session, &members).await?.len(),
        of: members.len(),
        facilitators: desk
            .people
            .iter()
            .filter(|one| one.role == Role::Facilitator && one.state == MembershipState::Active)
            .filter_map(|one| one.name.clone())
            .collect(),
    };
    let status = if again.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let refusal = again.as_ref().map(|again| (again.refusal.field(), again.refusal.message(chrome.locale())));
    let (summary, points, based_on, page) = match again {
        Some(again) => (again.content.0, again.content.1, again.based_on, again.page),
        None => (current.summary, current.points, desk.head().map(|draft| draft.save), PageId::random()),
    };
    let head = desk.head().map(|draft| (draft.version, draft.number.unwrap_or(0), draft.saved_at));
    let published = desk.versions.first().map(|version| (version.number, version.published_at));
    // Shown until someone goes on writing; the texts set aside stay among the earlier drafts.
    let saved_at = desk.head().map(|draft| draft.saved_at);
    let asides = desk.drafts.iter().filter(|draft| draft.number.is_none() && Some(draft.saved_at) >= saved_at).count();
    let chrome = chrome.in_zone(desk.group.time_zone);
    let shown = ClosingDeskPage {
        may_write: desk.may_write.is_ok(),
        group: desk.group,
        session: desk.session,
        is_therapist: role == Role::Therapist,
        keeps_notes: role == Role::Therapist && !stands_in,
        summary,
        points,
        save: SaveId::random(),
        page,
        based_on,
        head,
        published,
        goes_out: desk.held.map(|held| held.due_at),
        asides,
        sections,
        readers,
        refusal,
    };
    Ok(chrome.page_with(status, &shown))
}

/// The page with two texts and the choice between them: nothing was overwritten, and the sent text is set aside.
pub(super) fn conflict(
    chrome: Chrome,
    desk: &ClosingDeskParts,
    mine: Content,
    page: PageId,
    was_to_be_sent: bool,
) -> Result<Response, Problem> {
    let head = desk.head().ok_or(Problem::Conflict)?;
    let theirs = head.content.clone().unwrap_or_default();
    let fragment = ClosingConflictFragment {
        session: desk.session.id,
        both: mine.with(&theirs),
        mine,
        theirs,
        by: desk.name_of(head),
        saved_at: head.saved_at,
        based_on: head.save,
        saves: [SaveId::random(), SaveId::random()],
        page,
        was_to_be_sent,
    };
    let chrome = chrome.in_zone(desk.group.time_zone);
    Ok(if chrome.fragment {
        chrome.page_with(StatusCode::CONFLICT, &fragment)
    } else {
        chrome.page_with(StatusCode::CONFLICT, &ConflictPage { group: desk.group.clone(), session: desk.session.clone(), fragment })
    })
}

pub(super) async fn drafts(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let desk = ClosingDeskParts::of(&app, &mut access).await?;
    let rows = desk
        .drafts
        .iter()
        .map(|draft| DraftRow {
            id: draft.id,
            version: draft.version,
            number: draft.number,
            by: desk.name_of(draft),
            saved_at: draft.saved_at,
            content: draft.content.clone(),
            is_current: desk.head().is_some_and(|head| head.id == draft.id),
        })
        .collect();
    let chrome = chrome.in_zone(desk.group.time_zone);
    Ok(chrome.page(&DraftsPage { group: desk.group, session: desk.session, rows }))
}
