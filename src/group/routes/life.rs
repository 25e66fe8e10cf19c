//! Pausing, returning, being removed, and handing a group over. Graduating, leaving and ending have pages of their own (`transition`).

use super::members::{GroupMemberPathParams, members_page, refused_page};
use crate::group::actor;
use crate::group::life_store::{self, Successor};
use crate::group::membership_change::{LockedMember, RequestedChange, change, is_already_so};
use crate::group::store;
use crate::group::views::{RefusedChange, ReturnedMemberForm};
use crate::group::{
    ChangedBy, EvenAfterEnd, GroupAccess, MembershipRefusal, MembershipState, MembershipStep, PURPOSE_LIMIT, Role, RosterHooks, Therapist,
};
use crate::key;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::person::sign_in::once::Once;
use crate::practice::{self, StaffId};

pub(super) fn routes(hooks: RosterHooks) -> AppRoutes {
    type MemberPath = PathParams<GroupMemberPathParams>;
    let by = move |step: MembershipStep| {
        move |state: State<AppState>,
              chrome: Chrome,
              access: GroupAccess<Therapist>,
              path: MemberPath,
              typed: FormBody<MembershipChangeForm>| { change_state(hooks, step, state, chrome, access, path, typed) }
    };
    let handing_over = move |state: State<AppState>, chrome: Chrome, once: Once<EvenAfterEnd<Therapist>>, typed: FormBody<HandoverForm>| {
        hand_over(hooks, state, chrome, once, typed)
    };
    AppRoutes::new()
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/pause", by(MembershipStep::Pause))
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/return", by(MembershipStep::Return))
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/removal", by(MembershipStep::Remove))
        .post(Access::GroupTherapist, "/groups/{group}/therapist", handing_over)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MembershipChangeForm {
    #[serde(default)]
    reason: String,
}

async fn change_state(
    hooks: RosterHooks,
    step: MembershipStep,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(path): PathParams<GroupMemberPathParams>,
    FormBody(typed): FormBody<MembershipChangeForm>,
) -> Result<Response, Problem> {
    let group = access.group();
    // The group's row is locked first, as in an admission.
    let capacity = access.lock_group().await?;
    let locked = LockedMember::hold(&mut access, path.member).await?;
    let mut errors = FormErrors::default();
    let reason = match typed.reason.trim() {
        "" => None,
        _ => errors.check("reason", clean_paragraphs(&typed.reason, PURPOSE_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    if !errors.is_empty() {
        let name = store::name_of(&mut access.tx, &app.vault, path.member).await?.unwrap_or_default();
        let (action, button) = match (step, locked.state) {
            (MembershipStep::Remove, MembershipState::Waiting) => ("removal", key!("members-decline")),
            (MembershipStep::Remove, _) => ("removal", key!("members-remove")),
            _ => ("pause", key!("pause-yes")),
        };
        let refused =
            RefusedChange { path: format!("/groups/{group}/members/{}/{action}", path.member), name, reason: typed.reason, button };
        let page =
            members_page(&app, &mut access, ReturnedMemberForm { refused: Some(refused), ..ReturnedMemberForm::default() }, errors).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let requested = RequestedChange { step, by: ChangedBy::Therapist, reason: reason.as_deref(), room: capacity };
    match change(hooks, &app, &chrome, &mut access, locked, requested).await? {
        Ok(()) => {
            access.tx.commit().await?;
            app.events.recheck(locked.person.map(|person| person.0));
        }
        Err(refusal) if is_already_so(refusal) => {}
        Err(MembershipRefusal::TheTherapist) => return Err(Problem::Forbidden),
        Err(refusal) => return refused_page(hooks, &app, &chrome, &mut access, "waiting", refusal).await,
    }
    let back = if step == MembershipStep::Remove { String::new() } else { format!("/{}", path.member) };
    Ok(Redirect::to(&format!("/groups/{group}/members{back}")).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandoverForm {
    staff: StaffId,
    /// Whether the previous therapist stays as facilitator.
    #[serde(default)]
    stays: bool,
}

async fn hand_over(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    Once { proof: EvenAfterEnd(mut access), press, .. }: Once<EvenAfterEnd<Therapist>>,
    FormBody(typed): FormBody<HandoverForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    // Positions are locked before groups, as in the act that ends a position.
    if !practice::store::lock_staff_position(&mut access.tx, actor.practice(), typed.staff).await? {
        return Err(Problem::NotFound);
    }
    access.lock_group().await?;
    let staff = practice::store::staff(&mut access.tx, &app.vault, actor.practice()).await?;
    let to = staff.into_iter().find(|one| one.id == typed.staff && one.role.may_form_groups() && one.person != actor.person());
    let to = to.ok_or(Problem::NotFound)?;
    // A member of the group cannot lead it.
    if actor::store::in_group(&mut access.tx, to.person, actor.group()).await?.is_some_and(|theirs| theirs.role() == Role::Member) {
        return Err(Problem::Forbidden);
    }
    let own_name = store::given_name_of(&mut access.tx, &app.vault, actor.membership()).await?.unwrap_or_default();
    let successor = Successor { person: to.person, name: &to.given };
    let new =
        life_store::hand_over(&mut access.tx, &app.vault, actor, &own_name, &successor, typed.stays, hooks.changed, chrome.now).await?;
    access.audit(AuditAction::GroupHandedOver, new.0, chrome.now).await?;
    let next = if typed.stays { format!("/groups/{}/members", actor.group()) } else { "/".to_owned() };
    let answer = press.keep_answer(&mut access.tx, &app.vault, chrome.now, Redirect::to(&next).into_response()).await?;
    access.tx.commit().await?;
    app.events.recheck(Some(actor.person().0));
    app.events.recheck(Some(to.person.0));
    Ok(answer)
}
