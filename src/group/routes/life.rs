//! Pausing, coming back, being removed, and handing a group over. Graduating, leaving and ending have pages of their own (`passage`).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::members::{GroupMemberPathParams, members_page, note, refused};
use crate::group::intake::{Decision, DecisionId, decision_store};
use crate::group::life_store::{self, Successor};
use crate::group::seat::RequiredRole;
use crate::group::store::{self, StateChange};
use crate::group::views::{RefusedChange, ReturnedMemberForm};
use crate::group::{
    AfterRoster, ChangedBy, GroupAccess, GroupCapacity, MembershipId, MembershipRefusal, MembershipState, MembershipStep, PURPOSE_LIMIT,
    Role, Therapist,
};
use crate::key;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, FormErrors, PathParams, Problem};
use crate::person::sign_in::once::Once;
use crate::person::{PersonId, sign_in};
use crate::practice::{self, StaffId, StaffRole};

pub(super) fn doors(after: AfterRoster) -> AppRoutes {
    type MemberPath = PathParams<GroupMemberPathParams>;
    let by = move |step: MembershipStep| {
        move |house: State<AppState>,
              chrome: Chrome,
              seat: GroupAccess<Therapist>,
              way: MemberPath,
              typed: FormBody<MembershipChangeForm>| { take(after, step, house, chrome, seat, way, typed) }
    };
    let handing_over = move |house: State<AppState>, chrome: Chrome, once: Once<GroupAccess<Therapist>>, typed: FormBody<HandoverForm>| {
        hand_over(after, house, chrome, once, typed)
    };
    AppRoutes::new()
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/pause", by(MembershipStep::Pause))
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/return", by(MembershipStep::Return))
        .post(Access::SeatOfTherapist, "/groups/{group}/members/{member}/removal", by(MembershipStep::Remove))
        .post(Access::SeatOfTherapist, "/groups/{group}/therapist", handing_over)
}

/// Somebody of the group, their row held.
#[derive(Clone, Copy)]
pub struct LockedMember {
    pub member: MembershipId,
    pub role: Role,
    pub state: MembershipState,
    pub person: Option<PersonId>,
}

impl LockedMember {
    /// Holds somebody's row; the group's is held before.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when they are not of this group.
    pub async fn hold<R: RequiredRole>(seat: &mut GroupAccess<R>, member: MembershipId) -> Result<Self, Problem> {
        let group = seat.group();
        let (role, state, person) = store::hold_membership(&mut seat.tx, group, member).await?.ok_or(Problem::NotFound)?;
        Ok(Self { member, role, state, person })
    }
}

/// A change that is wanted.
pub struct RequestedChange<'a> {
    pub step: MembershipStep,
    pub by: ChangedBy,
    pub reason: Option<&'a str>,
    /// The room there is.
    pub room: GroupCapacity,
}

/// What is written down of a step.
fn act(step: MembershipStep) -> &'static str {
    match step {
        MembershipStep::Admit => "admitted",
        MembershipStep::Pause => "paused",
        MembershipStep::Return => "let come back",
        MembershipStep::Graduate => "graduated",
        MembershipStep::Leave => "left",
        MembershipStep::Remove => "removed",
    }
}

/// Whether a refusal only says that what was wanted is so already.
pub(super) fn is_wanted(refusal: MembershipRefusal) -> bool {
    refusal == MembershipRefusal::NotNow
}

/// Changes somebody's state in the seat's transaction, or says why not; the caller commits, then has their open pages looked at again.
pub async fn change<R: RequiredRole>(
    after: AfterRoster,
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    of: LockedMember,
    wanted: RequestedChange<'_>,
) -> Result<Result<(), MembershipRefusal>, Problem> {
    let sits = seat.sitting();
    let state = match of.state.step(wanted.step, wanted.by, of.role, wanted.room) {
        Ok(state) => state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let change = StateChange {
        membership: of.member,
        group: sits.group,
        practice: sits.practice,
        role: of.role,
        state,
        reason: wanted.reason,
        by: Some(sits.membership),
    };
    let asked_at = life_store::since(&mut seat.tx, of.member).await?;
    store::set_state(&mut seat.tx, &house.vault, &change, after, chrome.now).await?;
    if let (MembershipStep::Admit, Role::Facilitator, Some(person)) = (wanted.step, of.role, of.person) {
        practice::store::stand(&mut seat.tx, person, sits.practice, true).await?;
        // Neither a link that the therapist made while they waited nor a sign-in that began with one opens a post, and none from before.
        if practice::store::employ(&mut seat.tx, sits.practice, person, StaffRole::Facilitator, chrome.now).await? {
            sign_in::end_earlier(&mut seat.tx, person, asked_at).await?;
        }
        sign_in::void_links(&mut seat.tx, person).await?;
    }
    if let Some(decision) = Decision::of(of.state, of.role, state).filter(|_| wanted.by == ChangedBy::Therapist) {
        decision_store::decide(&mut seat.tx, &house.vault, sits, DecisionId::random(), of.member, decision, None, None, chrome.now).await?;
    }
    note(seat, act(wanted.step), of.member, chrome).await?;
    Ok(Ok(()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MembershipChangeForm {
    #[serde(default)]
    reason: String,
}

async fn take(
    after: AfterRoster,
    step: MembershipStep,
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(typed): FormBody<MembershipChangeForm>,
) -> Result<Response, Problem> {
    let group = seat.group();
    // The group's row first, as whoever admits does.
    let room = seat.hold().await?;
    let found = LockedMember::hold(&mut seat, path.member).await?;
    let mut complaints = FormErrors::default();
    let reason = match typed.reason.trim() {
        "" => None,
        _ => complaints.take("reason", clean_paragraphs(&typed.reason, PURPOSE_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    if !complaints.is_empty() {
        let name = store::name_of(&mut seat.tx, &house.vault, path.member).await?.unwrap_or_default();
        let (way, button) = match (step, found.state) {
            (MembershipStep::Remove, MembershipState::Waiting) => ("removal", key!("members-decline")),
            (MembershipStep::Remove, _) => ("removal", key!("members-remove")),
            _ => ("pause", key!("pause-yes")),
        };
        let refused = RefusedChange { path: format!("/groups/{group}/members/{}/{way}", path.member), name, reason: typed.reason, button };
        let page =
            members_page(&house, &mut seat, ReturnedMemberForm { refused: Some(refused), ..ReturnedMemberForm::default() }, complaints)
                .await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let wanted = RequestedChange { step, by: ChangedBy::Therapist, reason: reason.as_deref(), room };
    match change(after, &house, &chrome, &mut seat, found, wanted).await? {
        Ok(()) => {
            seat.tx.commit().await?;
            house.relay.recheck(found.person.map(|person| person.0));
        }
        Err(refusal) if is_wanted(refusal) => {}
        Err(MembershipRefusal::TheTherapist) => return Err(Problem::Forbidden),
        Err(refusal) => return refused(&house, &chrome, &mut seat, "waiting", refusal).await,
    }
    let back = if step == MembershipStep::Remove { String::new() } else { format!("/{}", path.member) };
    Ok(Redirect::to(&format!("/groups/{group}/members{back}")).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandoverForm {
    staff: StaffId,
    /// Whether the one before stays to run the console.
    #[serde(default)]
    stays: bool,
}

async fn hand_over(
    after: AfterRoster,
    State(house): State<AppState>,
    chrome: Chrome,
    Once { proof: mut seat, press, .. }: Once<GroupAccess<Therapist>>,
    FormBody(typed): FormBody<HandoverForm>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    // Posts before groups, as the act that ends a post does.
    if !practice::store::hold_post(&mut seat.tx, sits.practice, typed.staff).await? {
        return Err(Problem::NotFound);
    }
    seat.hold().await?;
    let staff = practice::store::staff(&mut seat.tx, &house.vault, sits.practice).await?;
    let to = staff.into_iter().find(|one| one.id == typed.staff && one.role.may_form_groups() && one.person != sits.person);
    let to = to.ok_or(Problem::NotFound)?;
    // Whoever takes part in the group as a member does not lead it.
    if store::sitting(&mut seat.tx, to.person, sits.group).await?.is_some_and(|theirs| theirs.role == Role::Member) {
        return Err(Problem::Forbidden);
    }
    let own_name = store::given_name_of(&mut seat.tx, &house.vault, sits.membership).await?.unwrap_or_default();
    let successor = Successor { person: to.person, name: &to.given };
    let new = life_store::hand_over(&mut seat.tx, &house.vault, sits, &own_name, &successor, typed.stays, after, chrome.now).await?;
    let act = AuditEntry {
        practice: sits.practice.0,
        actor: Some(sits.person.0),
        act: "handed the group to",
        kind: "membership",
        subject: new.0,
    };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    let next = if typed.stays { format!("/groups/{}/members", sits.group) } else { "/".to_owned() };
    let answer = press.keep(&mut seat.tx, &house.vault, chrome.now, Redirect::to(&next).into_response()).await?;
    seat.tx.commit().await?;
    house.relay.recheck(Some(sits.person.0));
    house.relay.recheck(Some(to.person.0));
    Ok(answer)
}
