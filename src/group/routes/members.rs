//! The people of a group: adding them, admitting one or all of them, and sign-in links.

use crate::group::access::RequiredRole;
use crate::group::membership_change::{LockedMember, RequestedChange, change, is_already_so};
use crate::group::store::NewMembership;
use crate::group::views::{MembersPage, ReturnedMemberForm};
use crate::group::{
    self, ChangedBy, EvenAfterEnd, GroupAccess, Membership, MembershipId, MembershipRefusal, MembershipState, MembershipStep, Role,
    RosterHooks, Staff, Therapist, life_store, preparation, store,
};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::person::sign_in::LINK_LASTS;
use crate::person::sign_in::views::SignInLinkPage;
use crate::person::{self, sign_in};
use crate::practice::{self, StaffId, StaffRole};

pub(super) fn routes(hooks: RosterHooks) -> AppRoutes {
    type GroupMemberPath = PathParams<GroupMemberPathParams>;
    let admission = move |state: State<AppState>,
                          chrome: Chrome,
                          access: GroupAccess<Therapist>,
                          path: GroupMemberPath,
                          typed: FormBody<AdmissionForm>| { admit(hooks, state, chrome, access, path, typed) };
    let undoing =
        move |state: State<AppState>, chrome: Chrome, access: GroupAccess<Therapist>, path: GroupMemberPath, none: FormBody<EmptyBody>| {
            undo_admission(hooks, state, chrome, access, path, none)
        };
    let admissions = move |state: State<AppState>, chrome: Chrome, access: GroupAccess<Therapist>, typed: FormBody<AdmissionForm>| {
        admit_all(hooks, state, chrome, access, typed)
    };
    let adding =
        move |state: State<AppState>, chrome: Chrome, access: GroupAccess<Staff>, content: FormContent, typed: FormBody<NewMember>| {
            add_member(hooks, state, chrome, access, content, typed)
        };
    let listing = move |state: State<AppState>, chrome: Chrome, access: GroupAccess<Staff>| members(hooks, state, chrome, access);
    AppRoutes::new()
        .get(Access::GroupStaff, "/groups/{group}/members", listing)
        .post(Access::GroupStaff, "/groups/{group}/members", adding)
        .post(Access::GroupTherapist, "/groups/{group}/facilitators", add_facilitator)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/admission", admission)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/admission/undoing", undoing)
        .post(Access::GroupTherapist, "/groups/{group}/admissions", admissions)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/sign-in-link", sign_in_link)
}

async fn members(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
) -> Result<Response, Problem> {
    let mut page = members_page(&app, &mut access, ReturnedMemberForm::default(), FormErrors::default()).await?;
    if !complete(&mut page, hooks, &app, &mut access, &chrome).await?.is_empty() {
        access.tx.commit().await?;
    }
    Ok(chrome.in_zone(page.group.time_zone).page(&page))
}

/// Adds what only the therapist sees: the cards of those who wait, and the admissions that can be undone. Reading the cards is logged; returns
/// the members whose entry is new, and so waits for the commit.
async fn complete<R: RequiredRole>(
    page: &mut MembersPage,
    hooks: RosterHooks,
    app: &AppState,
    access: &mut GroupAccess<R>,
    chrome: &Chrome,
) -> Result<Vec<MembershipId>, Problem> {
    let mut logged = Vec::new();
    if !page.is_therapist {
        return Ok(logged);
    }
    if page.group.ended_at.is_none() {
        page.undoable = life_store::just_admitted(&mut access.tx, page.group.id, chrome.now).await?;
    }
    if page.waiting.iter().any(|one| one.role == Role::Member) {
        let cards = (hooks.waiting)(&mut access.tx, &app.vault, page.group.id).await?;
        for member in cards.keys() {
            if access.audit_read(AuditAction::IntakeRead, member.0, chrome.now).await? {
                logged.push(*member);
            }
        }
        page.cards = Some(cards);
    }
    Ok(logged)
}

pub(super) async fn members_page<R: RequiredRole>(
    app: &AppState,
    access: &mut GroupAccess<R>,
    again: ReturnedMemberForm,
    errors: FormErrors,
) -> Result<MembersPage, Problem> {
    let actor = access.actor();
    let group = store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let mut all = store::memberships(&mut access.tx, &app.vault, actor.group()).await?;
    let mut take = |states: &[MembershipState]| -> Vec<Membership> { all.extract_if(.., |one| states.contains(&one.state)).collect() };
    let waiting = take(&[MembershipState::Invited, MembershipState::Waiting]);
    let present = take(&[MembershipState::Active, MembershipState::Paused]);
    // A past substitution is no membership.
    all.retain(|one| one.state != MembershipState::Substitute);
    let is_therapist = actor.role() == Role::Therapist;
    let mut colleagues =
        if is_therapist { practice::store::staff(&mut access.tx, &app.vault, actor.practice()).await? } else { Vec::new() };
    colleagues
        .retain(|one| one.role != StaffRole::Secretary && present.iter().chain(&waiting).all(|known| known.person != Some(one.person)));
    let read = preparation::store::readings(&mut access.tx, actor.group()).await?;
    let capacity = access.lock_group().await?;
    Ok(MembersPage {
        group,
        me: actor.membership(),
        is_therapist,
        waiting,
        present,
        former: all,
        colleagues,
        read,
        capacity,
        cards: None,
        undoable: Vec::new(),
        again,
        errors,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    id: MembershipId,
    name: String,
    /// The similar name in the group that the page has warned of.
    #[serde(default)]
    alike: String,
}

/// Adds a member who is in the room without a phone.
async fn add_member(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<NewMember>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let to = Redirect::to(&format!("/groups/{}/members", actor.group()));
    let mut errors = FormErrors::default();
    // The group's row is locked first: when the same form is sent twice at once, the second request finds what the first has made.
    let capacity = access.lock_group().await?;
    let owner = group::membership_owner(actor.practice(), typed.id);
    if store::lock_membership(&mut access.tx, actor.group(), typed.id).await?.is_some() {
        let print = content.fingerprint(&mut access.tx, &app.vault, owner).await?;
        if fingerprint::is_resend(&mut access.tx, typed.id, print.as_ref()).await? {
            return Ok(to.into_response());
        }
        errors.add("name", chrome.locale().message(SENT_BEFORE));
        let page =
            members_page(&app, &mut access, ReturnedMemberForm { name: typed.name, ..ReturnedMemberForm::default() }, errors).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let name = errors.check("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(chrome.locale()));
    let mut alike = String::new();
    if let Some(name) = &name {
        let tx = &mut access.tx;
        alike = group::alike(tx, &app.vault, actor.group(), (name, &typed.alike), &mut errors, chrome.locale()).await?;
    }
    // A person in the room was let in by those who are there, so a closed group needs no permission.
    if let Err(refusal) =
        MembershipState::Invited.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, capacity.allowing_newcomers(true))
    {
        errors.add("name", chrome.locale().message(refusal.key()));
    }
    let Some(name) = name.filter(|_| errors.is_empty()) else {
        let page =
            members_page(&app, &mut access, ReturnedMemberForm { name: typed.name, alike, id: typed.id.0, refused: None }, errors).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewMembership {
        id: typed.id,
        group: actor.group(),
        practice: actor.practice(),
        person: None,
        role: Role::Member,
        state: MembershipState::Active,
        name: &name,
        invitation: None,
    };
    store::insert_membership(&mut access.tx, &app.vault, &new, chrome.now).await?;
    let print = content.fingerprint(&mut access.tx, &app.vault, owner).await?;
    fingerprint::store_fingerprint(&mut access.tx, typed.id, print).await?;
    (hooks.changed)(&mut access.tx, &app.vault, actor.practice(), actor.group(), chrome.now).await?;
    access.audit(AuditAction::MemberAdded, typed.id.0, chrome.now).await?;
    access.tx.commit().await?;
    Ok(to.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFacilitator {
    staff: StaffId,
}

/// Adds a colleague of the practice as facilitator.
async fn add_facilitator(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(typed): FormBody<NewFacilitator>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    // Positions are locked before groups, as in the act that ends a position.
    if !practice::store::lock_staff_position(&mut access.tx, actor.practice(), typed.staff).await? {
        return Err(Problem::NotFound);
    }
    access.lock_group().await?;
    let staff = practice::store::staff(&mut access.tx, &app.vault, actor.practice()).await?;
    let colleague = staff.into_iter().find(|one| one.id == typed.staff).ok_or(Problem::NotFound)?;
    let new = NewMembership {
        id: MembershipId::random(),
        group: actor.group(),
        practice: actor.practice(),
        person: Some(colleague.person),
        role: Role::Facilitator,
        state: MembershipState::Active,
        name: &colleague.given,
        invitation: None,
    };
    match store::insert_membership(&mut access.tx, &app.vault, &new, chrome.now).await {
        Ok(()) => {
            access.audit(AuditAction::MemberAdded, new.id.0, chrome.now).await?;
            access.tx.commit().await?;
        }
        // The colleague is in the group already, as requested.
        Err(failure) if failure.constraint() == Some("one_seat_per_person") => {}
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&format!("/groups/{}/members", actor.group())).into_response())
}

#[derive(Deserialize)]
pub(super) struct GroupMemberPathParams {
    pub member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdmissionForm {
    /// Admits although the group is closed and has begun.
    #[serde(default)]
    closed_too: bool,
}

async fn admit(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(typed): FormBody<AdmissionForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let capacity = access.lock_group().await?.allowing_newcomers(typed.closed_too);
    let locked = LockedMember::hold(&mut access, path.member).await?;
    let requested = RequestedChange { step: MembershipStep::Admit, by: ChangedBy::Therapist, reason: None, room: capacity };
    match change(hooks, &app, &chrome, &mut access, locked, requested).await? {
        Ok(()) => access.tx.commit().await?,
        // Admitted already, by a double click or a colleague.
        Err(refusal) if is_already_so(refusal) => {}
        Err(refusal) => return refused_page(hooks, &app, &chrome, &mut access, "waiting", refusal).await,
    }
    Ok(Redirect::to(&format!("/groups/{}/members", actor.group())).into_response())
}

/// Undoes an admission, for two minutes and while nothing in the group refers to the member: they wait again.
async fn undo_admission(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let group = access.group();
    let capacity = access.lock_group().await?;
    // Against references too, before the weaker lock: to strengthen that one later could end in a deadlock.
    let has_acted = life_store::has_acted(&mut access.tx, path.member).await?;
    let locked = LockedMember::hold(&mut access, path.member).await?;
    let to = Redirect::to(&format!("/groups/{group}/members"));
    if locked.state == MembershipState::Waiting {
        return Ok(to.into_response());
    }
    let undoable = life_store::just_admitted(&mut access.tx, group, chrome.now).await?;
    if !undoable.iter().any(|(member, _)| *member == path.member) {
        return refused_page(hooks, &app, &chrome, &mut access, "waiting", MembershipRefusal::TooLate).await;
    }
    if has_acted {
        return refused_page(hooks, &app, &chrome, &mut access, "waiting", MembershipRefusal::HasActed).await;
    }
    let requested = RequestedChange { step: MembershipStep::UndoAdmit, by: ChangedBy::Therapist, reason: None, room: capacity };
    if let Err(refusal) = change(hooks, &app, &chrome, &mut access, locked, requested).await? {
        return refused_page(hooks, &app, &chrome, &mut access, "waiting", refusal).await;
    }
    access.tx.commit().await?;
    app.events.recheck(locked.person.map(|person| person.0));
    Ok(to.into_response())
}

/// Admits all who wait for a member's seat and were not put on the waiting list (*Not now*), in order of arrival, while there are seats. The
/// others go on waiting, and the page says so.
async fn admit_all(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(typed): FormBody<AdmissionForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let mut capacity = access.lock_group().await?.allowing_newcomers(typed.closed_too);
    let mut all = store::memberships(&mut access.tx, &app.vault, actor.group()).await?;
    let cards = (hooks.waiting)(&mut access.tx, &app.vault, actor.group()).await?;
    let is_listed = |member: &MembershipId| cards.get(member).is_some_and(|card| card.listed.is_some());
    all.retain(|one| one.state == MembershipState::Waiting && one.role == Role::Member && !is_listed(&one.id));
    all.sort_by_key(|one| one.since);
    let mut admitted = false;
    for one in all {
        let locked = LockedMember::hold(&mut access, one.id).await?;
        let requested = RequestedChange { step: MembershipStep::Admit, by: ChangedBy::Therapist, reason: None, room: capacity };
        match change(hooks, &app, &chrome, &mut access, locked, requested).await? {
            Ok(()) => (capacity.taken, admitted) = (capacity.taken + 1, true),
            Err(refusal) if is_already_so(refusal) => {}
            // The first are admitted; the page tells about the others.
            Err(MembershipRefusal::Full) if admitted => {
                let mut errors = FormErrors::default();
                errors.add("waiting", chrome.locale().message("members-did-not-fit"));
                let mut page = members_page(&app, &mut access, ReturnedMemberForm::default(), errors).await?;
                complete(&mut page, hooks, &app, &mut access, &chrome).await?;
                access.tx.commit().await?;
                return Ok(chrome.in_zone(page.group.time_zone).page(&page));
            }
            Err(refusal) => return refused_page(hooks, &app, &chrome, &mut access, "waiting", refusal).await,
        }
    }
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members", actor.group())).into_response())
}

/// The page of members with a refusal on it.
pub(super) async fn refused_page(
    hooks: RosterHooks,
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<Therapist>,
    field: &'static str,
    refusal: MembershipRefusal,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::default();
    errors.add(field, chrome.locale().message(refusal.key()));
    let mut page = members_page(app, access, ReturnedMemberForm::default(), errors).await?;
    // Nothing of a refused act is committed, so a card whose reading is not in the log yet is left out.
    let logged = complete(&mut page, hooks, app, access, chrome).await?;
    page.cards.iter_mut().for_each(|cards| cards.retain(|member, _| !logged.contains(member)));
    Ok(chrome.clone().in_zone(page.group.time_zone).page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn sign_in_link(
    State(app): State<AppState>,
    chrome: Chrome,
    EvenAfterEnd(mut access): EvenAfterEnd<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let (_, current, person) = store::lock_membership(&mut access.tx, actor.group(), path.member).await?.ok_or(Problem::NotFound)?;
    let person = person.filter(|_| current.may_have_link()).ok_or(Problem::NotFound)?;
    // A therapist's link may not open a staff position: an administrator makes links for staff.
    if !practice::store::positions_of(&mut access.tx, person).await?.is_empty() {
        return Err(Problem::Forbidden);
    }
    let link = sign_in::make_link_by(&mut access.tx, actor.practice().0, person, LINK_LASTS, chrome.now).await?;
    let group = store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let memberships = store::memberships(&mut access.tx, &app.vault, actor.group()).await?;
    let name = memberships.into_iter().find(|one| one.id == path.member).and_then(|one| one.name).unwrap_or_default();
    access.audit(AuditAction::MemberSignInLinkMade, path.member.0, chrome.now).await?;
    access.tx.commit().await?;
    let (link, back) = (app.url.to(&link), format!("/groups/{}/members", group.id));
    Ok(chrome.page(&SignInLinkPage { over: group.name, back, name, link, hours: LINK_LASTS.num_hours() }))
}
