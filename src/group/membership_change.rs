//! A change of a membership's state, with all that goes with it.

use super::access::RequiredRole;
use super::store::{self, StateChange};
use super::{
    ChangedBy, GroupAccess, GroupCapacity, MembershipId, MembershipRefusal, MembershipState, MembershipStep, Role, RosterHooks, life_store,
};
use crate::kit::app_state::AppState;
use crate::kit::audit::AuditAction;
use crate::kit::web::{Chrome, Problem};
use crate::person::{PersonId, sign_in};
use crate::practice::{self, StaffRole};

/// A membership of the group, its row locked.
#[derive(Clone, Copy)]
pub struct LockedMember {
    pub member: MembershipId,
    pub role: Role,
    pub state: MembershipState,
    pub person: Option<PersonId>,
}

impl LockedMember {
    /// Locks a membership's row; the group's row is locked before.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not of this group.
    pub async fn hold<R: RequiredRole>(access: &mut GroupAccess<R>, member: MembershipId) -> Result<Self, Problem> {
        let group = access.group();
        let (role, current, person) = store::lock_membership(&mut access.tx, group, member).await?.ok_or(Problem::NotFound)?;
        Ok(Self { member, role, state: current, person })
    }
}

/// A requested change of a membership.
pub struct RequestedChange<'a> {
    pub step: MembershipStep,
    pub by: ChangedBy,
    pub reason: Option<&'a str>,
    /// The capacity of the group.
    pub room: GroupCapacity,
}

fn audit_action(step: MembershipStep) -> AuditAction {
    match step {
        MembershipStep::Admit => AuditAction::MemberAdmitted,
        MembershipStep::UndoAdmit => AuditAction::MemberAdmissionUndone,
        MembershipStep::Pause => AuditAction::MemberPaused,
        MembershipStep::Return => AuditAction::MemberReturned,
        MembershipStep::Graduate => AuditAction::MemberGraduated,
        MembershipStep::Leave => AuditAction::MemberLeft,
        MembershipStep::Remove => AuditAction::MemberRemoved,
    }
}

/// Whether a refusal only says that the membership is in the requested state already.
pub(super) fn is_already_so(refusal: MembershipRefusal) -> bool {
    refusal == MembershipRefusal::NotNow
}

/// Changes a membership's state in the actor's transaction, or returns why not. The caller commits, then has the person's open pages
/// rechecked.
pub async fn change<R: RequiredRole>(
    hooks: RosterHooks,
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<R>,
    locked: LockedMember,
    requested: RequestedChange<'_>,
) -> Result<Result<(), MembershipRefusal>, Problem> {
    let actor = access.actor();
    let new_state = match locked.state.step(requested.step, requested.by, locked.role, requested.room) {
        Ok(new_state) => new_state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let change = StateChange {
        membership: locked.member,
        group: actor.group(),
        practice: actor.practice(),
        role: locked.role,
        state: new_state,
        reason: requested.reason,
        by: Some(actor.membership()),
    };
    let current_since = life_store::state_since(&mut access.tx, locked.member).await?;
    store::set_state(&mut access.tx, &app.vault, &change, hooks.changed, chrome.now).await?;
    if let (MembershipStep::Admit, Role::Facilitator, Some(person)) = (requested.step, locked.role, locked.person) {
        practice::store::grant_access(&mut access.tx, person, actor.practice(), true).await?;
        // Neither a link that the therapist made while the person waited, nor a sign-in that began with one, nor any older sign-in may open
        // a staff position.
        if practice::store::employ(&mut access.tx, actor.practice(), person, StaffRole::Facilitator, chrome.now).await? {
            sign_in::end_earlier(&mut access.tx, person, current_since).await?;
        }
        sign_in::void_links(&mut access.tx, person).await?;
    }
    if requested.by == ChangedBy::Therapist {
        (hooks.stepped)(&mut access.tx, &app.vault, actor, locked, new_state, chrome.now).await?;
    }
    access.audit(audit_action(requested.step), locked.member.0, chrome.now).await?;
    Ok(Ok(()))
}
