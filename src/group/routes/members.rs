//! Who belongs to a group: adding, admitting one by one or all at once, finding the way back in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::life::{LockedMember, RequestedChange, change, is_wanted};
use crate::group::seat::RequiredRole;
use crate::group::store::NewMembership;
use crate::group::views::{MembersPage, ReturnedMemberForm, SignInLinkPage};
use crate::group::{
    self, AfterRoster, ChangedBy, GroupAccess, Membership, MembershipId, MembershipRefusal, MembershipState, MembershipStep, Role, Staff,
    Therapist, preparation, store,
};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::text::clean_line;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, PathParams, Problem, SENT_BEFORE};
use crate::person::sign_in::LINK_LASTS;
use crate::person::{self, sign_in};
use crate::practice::{self, StaffId, StaffRole};

pub(super) fn doors(after: AfterRoster) -> AppRoutes {
    type GroupMemberPath = PathParams<GroupMemberPathParams>;
    let admission = move |house: State<AppState>,
                          chrome: Chrome,
                          seat: GroupAccess<Therapist>,
                          way: GroupMemberPath,
                          typed: FormBody<AdmissionForm>| { admit(after, house, chrome, seat, way, typed) };
    let admissions = move |house: State<AppState>, chrome: Chrome, seat: GroupAccess<Therapist>, typed: FormBody<AdmissionForm>| {
        admit_all(after, house, chrome, seat, typed)
    };
    let adding =
        move |house: State<AppState>, chrome: Chrome, seat: GroupAccess<Staff>, content: FormContent, typed: FormBody<NewMember>| {
            add_member(after, house, chrome, seat, content, typed)
        };
    AppRoutes::new()
        .get(Access::SeatOfStaff, "/groups/{group}/members", members)
        .post(Access::SeatOfStaff, "/groups/{group}/members", adding)
        .post(Access::SeatOfTherapist, "/groups/{group}/facilitators", add_facilitator)
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/admission", admission)
        .post(Access::SeatOfTherapist, "/groups/{group}/admissions", admissions)
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/sign-in-link", sign_in_link)
}

async fn members(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<Staff>) -> Result<Response, Problem> {
    let page = members_page(&house, &mut seat, ReturnedMemberForm::default(), FormErrors::default()).await?;
    Ok(chrome.in_zone(page.group.time_zone).page(&page))
}

pub(super) async fn members_page<R: RequiredRole>(
    house: &AppState,
    seat: &mut GroupAccess<R>,
    again: ReturnedMemberForm,
    complaints: FormErrors,
) -> Result<MembersPage, Problem> {
    let sits = seat.sitting();
    let group = store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let mut all = store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    let mut of = |states: &[MembershipState]| -> Vec<Membership> { all.extract_if(.., |one| states.contains(&one.state)).collect() };
    let waiting = of(&[MembershipState::Invited, MembershipState::Waiting]);
    let present = of(&[MembershipState::Active, MembershipState::Paused]);
    // To have stood in once is no place here.
    all.retain(|one| one.state != MembershipState::Substitute);
    let is_therapist = sits.role == Role::Therapist;
    let mut colleagues = if is_therapist { practice::store::staff(&mut seat.tx, &house.vault, sits.practice).await? } else { Vec::new() };
    colleagues
        .retain(|one| one.role != StaffRole::Secretary && present.iter().chain(&waiting).all(|known| known.person != Some(one.person)));
    let read = preparation::store::readings(&mut seat.tx, sits.group).await?;
    let room = seat.hold().await?;
    Ok(MembersPage { group, me: sits.membership, is_therapist, waiting, present, gone: all, colleagues, read, room, again, complaints })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    id: MembershipId,
    name: String,
    /// The name that another here has, when the page has said so.
    #[serde(default)]
    alike: String,
}

/// Somebody who sits in the room without a phone.
async fn add_member(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    content: FormContent,
    FormBody(typed): FormBody<NewMember>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let to = Redirect::to(&format!("/groups/{}/members", sits.group));
    let mut complaints = FormErrors::default();
    // The group's row first: of the same form sent twice at once, the second finds what the first has made.
    let room = seat.hold().await?;
    let owner = group::membership_owner(sits.practice, typed.id);
    if store::hold_membership(&mut seat.tx, sits.group, typed.id).await?.is_some() {
        let print = content.under(&mut seat.tx, &house.vault, owner).await?;
        if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
            return Ok(to.into_response());
        }
        complaints.say("name", chrome.locale().message(SENT_BEFORE));
        let page =
            members_page(&house, &mut seat, ReturnedMemberForm { name: typed.name, ..ReturnedMemberForm::default() }, complaints).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let name = complaints.take("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(chrome.locale()));
    let mut alike = String::new();
    if let Some(name) = &name {
        let tx = &mut seat.tx;
        alike = group::alike(tx, &house.vault, sits.group, (name, &typed.alike), &mut complaints, chrome.locale()).await?;
    }
    // Who sits in the room was let in by those who sit there: no word is asked for a closed group.
    if let Err(refusal) = MembershipState::Invited.step(MembershipStep::Admit, ChangedBy::Therapist, Role::Member, room.opened(true)) {
        complaints.say("name", chrome.locale().message(refusal.key()));
    }
    let Some(name) = name.filter(|_| complaints.is_empty()) else {
        let page =
            members_page(&house, &mut seat, ReturnedMemberForm { name: typed.name, alike, id: typed.id.0, refused: None }, complaints)
                .await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewMembership {
        id: typed.id,
        group: sits.group,
        practice: sits.practice,
        person: None,
        role: Role::Member,
        state: MembershipState::Active,
        name: &name,
        invitation: None,
    };
    store::insert_membership(&mut seat.tx, &house.vault, &new, chrome.now).await?;
    let print = content.under(&mut seat.tx, &house.vault, owner).await?;
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    after(&mut seat.tx, &house.vault, sits.practice, sits.group, chrome.now).await?;
    note(&mut seat, "added", typed.id, &chrome).await?;
    seat.tx.commit().await?;
    Ok(to.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFacilitator {
    staff: StaffId,
}

/// A colleague of the practice who runs the console from now on.
async fn add_facilitator(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(typed): FormBody<NewFacilitator>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    // Posts before groups, as the act that ends a post does.
    if !practice::store::hold_post(&mut seat.tx, sits.practice, typed.staff).await? {
        return Err(Problem::NotFound);
    }
    seat.hold().await?;
    let staff = practice::store::staff(&mut seat.tx, &house.vault, sits.practice).await?;
    let colleague = staff.into_iter().find(|one| one.id == typed.staff).ok_or(Problem::NotFound)?;
    let new = NewMembership {
        id: MembershipId::random(),
        group: sits.group,
        practice: sits.practice,
        person: Some(colleague.person),
        role: Role::Facilitator,
        state: MembershipState::Active,
        name: &colleague.given,
        invitation: None,
    };
    match store::insert_membership(&mut seat.tx, &house.vault, &new, chrome.now).await {
        Ok(()) => {
            note(&mut seat, "added", new.id, &chrome).await?;
            seat.tx.commit().await?;
        }
        // They sit in the group already: what was wanted is so.
        Err(failure) if failure.constraint() == Some("one_seat_per_person") => {}
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&format!("/groups/{}/members", sits.group)).into_response())
}

pub(super) async fn note<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    act: &'static str,
    member: MembershipId,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind: "membership", subject: member.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}

#[derive(Deserialize)]
pub(super) struct GroupMemberPathParams {
    pub member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdmissionForm {
    /// Though the group is closed and has begun.
    #[serde(default)]
    closed_too: bool,
}

async fn admit(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(typed): FormBody<AdmissionForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let room = seat.hold().await?.opened(typed.closed_too);
    let found = LockedMember::hold(&mut seat, path.member).await?;
    let wanted = RequestedChange { step: MembershipStep::Admit, by: ChangedBy::Therapist, reason: None, room };
    match change(after, &house, &chrome, &mut seat, found, wanted).await? {
        Ok(()) => seat.tx.commit().await?,
        // Admitted already by a double click or a colleague: what was wanted is so.
        Err(refusal) if is_wanted(refusal) => {}
        Err(refusal) => return refused(&house, &chrome, &mut seat, "waiting", refusal).await,
    }
    Ok(Redirect::to(&format!("/groups/{}/members", sits.group)).into_response())
}

/// All who wait for a member's seat, in the order in which they came, as far as there are seats; whoever does not fit goes on waiting,
/// and the page says so.
async fn admit_all(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(typed): FormBody<AdmissionForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let mut room = seat.hold().await?.opened(typed.closed_too);
    let mut all = store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    all.retain(|one| one.state == MembershipState::Waiting && one.role == Role::Member);
    all.sort_by_key(|one| one.since);
    let mut admitted = false;
    for one in all {
        let found = LockedMember::hold(&mut seat, one.id).await?;
        let wanted = RequestedChange { step: MembershipStep::Admit, by: ChangedBy::Therapist, reason: None, room };
        match change(after, &house, &chrome, &mut seat, found, wanted).await? {
            Ok(()) => (room.taken, admitted) = (room.taken + 1, true),
            Err(refusal) if is_wanted(refusal) => {}
            // Those who came first are in; the others read on the page what there is to say.
            Err(MembershipRefusal::Full) if admitted => {
                let mut complaints = FormErrors::default();
                complaints.say("waiting", chrome.locale().message("members-did-not-fit"));
                let page = members_page(&house, &mut seat, ReturnedMemberForm::default(), complaints).await?;
                seat.tx.commit().await?;
                return Ok(chrome.in_zone(page.group.time_zone).page(&page));
            }
            Err(refusal) => return refused(&house, &chrome, &mut seat, "waiting", refusal).await,
        }
    }
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/members", sits.group)).into_response())
}

/// The page as it is, with a refusal on it.
pub(super) async fn refused(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<Therapist>,
    place: &'static str,
    refusal: MembershipRefusal,
) -> Result<Response, Problem> {
    let mut complaints = FormErrors::default();
    complaints.say(place, chrome.locale().message(refusal.key()));
    let page = members_page(house, seat, ReturnedMemberForm::default(), complaints).await?;
    Ok(chrome.clone().in_zone(page.group.time_zone).page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn sign_in_link(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let (_, state, person) = store::hold_membership(&mut seat.tx, sits.group, path.member).await?.ok_or(Problem::NotFound)?;
    let person = person.filter(|_| state.may_have_link()).ok_or(Problem::NotFound)?;
    // A therapist's link opens no post: for staff an administrator makes it.
    if !practice::store::posts(&mut seat.tx, person).await?.is_empty() {
        return Err(Problem::Forbidden);
    }
    let link = sign_in::make_link_by(&mut seat.tx, sits.practice.0, person, LINK_LASTS, chrome.now).await?;
    let group = store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let everybody = store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    let name = everybody.into_iter().find(|one| one.id == path.member).and_then(|one| one.name).unwrap_or_default();
    note(&mut seat, "gave a sign-in link to", path.member, &chrome).await?;
    seat.tx.commit().await?;
    let (link, back) = (house.url.to(&link), format!("/groups/{}/members", group.id));
    Ok(chrome.page(&SignInLinkPage { over: group.name, back, name, link, hours: LINK_LASTS.num_hours() }))
}
