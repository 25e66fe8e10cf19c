//! Pausing, coming back, being removed, and handing a group over. Graduating, leaving and ending have pages of their own (`passage`).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::members::{ThePath, members_page, note, refused};
use crate::group::intake::{Decision, DecisionId, decision_store};
use crate::group::life_store::{self, Successor};
use crate::group::seat::Needs;
use crate::group::store::{self, StateChange};
use crate::group::views::{Again, RefusedChange};
use crate::group::{AfterRoster, By, MembershipId, MembershipState, PURPOSE_LIMIT, Refusal, Role, Room, Seat, Step, Therapist};
use crate::key;
use crate::kit::audit::{self, Act};
use crate::kit::house::House;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, Complaints, Doors, Fields, InPath, Problem, Who};
use crate::person::sign_in::once::Once;
use crate::person::{PersonId, sign_in};
use crate::practice::{self, StaffId, StaffRole};

pub(super) fn doors(after: AfterRoster) -> Doors {
    type Way = InPath<ThePath>;
    let by = move |step: Step| {
        move |house: State<House>, chrome: Chrome, seat: Seat<Therapist>, way: Way, typed: Fields<Typed>| {
            take(after, step, house, chrome, seat, way, typed)
        }
    };
    let handing_over = move |house: State<House>, chrome: Chrome, once: Once<Seat<Therapist>>, typed: Fields<Handing>| {
        hand_over(after, house, chrome, once, typed)
    };
    Doors::new()
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/pause", by(Step::Pause))
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/return", by(Step::Return))
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/removal", by(Step::Remove))
        .post(Who::SeatOfTherapist, "/groups/{group}/therapist", handing_over)
}

/// Somebody of the group, their row held.
#[derive(Clone, Copy)]
pub struct Found {
    /// Who.
    pub member: MembershipId,
    /// Their role.
    pub role: Role,
    /// Their state.
    pub state: MembershipState,
    /// Their account.
    pub person: Option<PersonId>,
}

impl Found {
    /// Holds somebody's row; the group's is held before.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when they are not of this group.
    pub async fn hold<R: Needs>(seat: &mut Seat<R>, member: MembershipId) -> Result<Self, Problem> {
        let group = seat.group();
        let (role, state, person) = store::hold_membership(&mut seat.tx, group, member).await?.ok_or(Problem::NotFound)?;
        Ok(Self { member, role, state, person })
    }
}

/// A change that is wanted.
pub struct Change<'a> {
    /// Which.
    pub step: Step,
    /// By whose hand.
    pub by: By,
    /// Why.
    pub reason: Option<&'a str>,
    /// The room there is.
    pub room: Room,
}

/// What is written down of a step.
fn act(step: Step) -> &'static str {
    match step {
        Step::Admit => "admitted",
        Step::Pause => "paused",
        Step::Return => "let come back",
        Step::Graduate => "graduated",
        Step::Leave => "left",
        Step::Remove => "removed",
    }
}

/// Whether a refusal only says that what was wanted is so already.
pub(super) fn is_wanted(refusal: Refusal) -> bool {
    refusal == Refusal::NotNow
}

/// Changes somebody's state in the seat's transaction, or says why not; the caller commits, then has their open pages looked at again.
///
/// # Errors
/// When the database or a later room fails.
pub async fn change<R: Needs>(
    after: AfterRoster,
    house: &House,
    chrome: &Chrome,
    seat: &mut Seat<R>,
    of: Found,
    wanted: Change<'_>,
) -> Result<Result<(), Refusal>, Problem> {
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
    if let (Step::Admit, Role::Facilitator, Some(person)) = (wanted.step, of.role, of.person) {
        practice::store::stand(&mut seat.tx, person, sits.practice, true).await?;
        // Neither a link that the therapist made while they waited nor a sign-in that began with one opens a post, and none from before.
        if practice::store::employ(&mut seat.tx, sits.practice, person, StaffRole::Facilitator, chrome.now).await? {
            sign_in::end_earlier(&mut seat.tx, person, asked_at).await?;
        }
        sign_in::void_links(&mut seat.tx, person).await?;
    }
    if let Some(decision) = Decision::of(of.state, of.role, state).filter(|_| wanted.by == By::Therapist) {
        decision_store::decide(&mut seat.tx, &house.vault, sits, DecisionId::random(), of.member, decision, None, None, chrome.now).await?;
    }
    note(seat, act(wanted.step), of.member, chrome).await?;
    Ok(Ok(()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    reason: String,
}

async fn take(
    after: AfterRoster,
    step: Step,
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Therapist>,
    InPath(path): InPath<ThePath>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let group = seat.group();
    // The group's row first, as whoever admits does.
    let room = seat.hold().await?;
    let found = Found::hold(&mut seat, path.member).await?;
    let mut complaints = Complaints::default();
    let reason = match typed.reason.trim() {
        "" => None,
        _ => complaints.take("reason", clean_paragraphs(&typed.reason, PURPOSE_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    if !complaints.is_empty() {
        let name = store::name_of(&mut seat.tx, &house.vault, path.member).await?.unwrap_or_default();
        let (way, button) = match (step, found.state) {
            (Step::Remove, MembershipState::Waiting) => ("removal", key!("members-decline")),
            (Step::Remove, _) => ("removal", key!("members-remove")),
            _ => ("pause", key!("pause-yes")),
        };
        let refused = RefusedChange { path: format!("/groups/{group}/members/{}/{way}", path.member), name, reason: typed.reason, button };
        let page = members_page(&house, &mut seat, Again { refused: Some(refused), ..Again::default() }, complaints).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let wanted = Change { step, by: By::Therapist, reason: reason.as_deref(), room };
    match change(after, &house, &chrome, &mut seat, found, wanted).await? {
        Ok(()) => {
            seat.tx.commit().await?;
            house.relay.recheck(found.person.map(|person| person.0));
        }
        Err(refusal) if is_wanted(refusal) => {}
        Err(Refusal::TheTherapist) => return Err(Problem::Forbidden),
        Err(refusal) => return refused(&house, &chrome, &mut seat, "waiting", refusal).await,
    }
    let back = if step == Step::Remove { String::new() } else { format!("/{}", path.member) };
    Ok(Redirect::to(&format!("/groups/{group}/members{back}")).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Handing {
    staff: StaffId,
    /// Whether the one before stays to run the console.
    #[serde(default)]
    stays: bool,
}

async fn hand_over(
    after: AfterRoster,
    State(house): State<House>,
    chrome: Chrome,
    Once { proof: mut seat, press, .. }: Once<Seat<Therapist>>,
    Fields(typed): Fields<Handing>,
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
    let act = Act { practice: sits.practice.0, actor: Some(sits.person.0), act: "handed the group to", kind: "membership", subject: new.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    let next = if typed.stays { format!("/groups/{}/members", sits.group) } else { "/".to_owned() };
    let answer = press.keep(&mut seat.tx, &house.vault, chrome.now, Redirect::to(&next).into_response()).await?;
    seat.tx.commit().await?;
    house.relay.recheck(Some(sits.person.0));
    house.relay.recheck(Some(to.person.0));
    Ok(answer)
}
