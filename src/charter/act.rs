//! What the routes of the charter share.

use crate::group::access::RequiredRole;
use crate::group::{self, Group, GroupAccess, Membership, MembershipId, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::web::Problem;

/// The group, and everyone who is or was in it.
pub(super) async fn group_and_memberships<R: RequiredRole>(
    app: &AppState,
    access: &mut GroupAccess<R>,
) -> Result<(Group, Vec<Membership>), Problem> {
    let id = access.group();
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let memberships = group::store::memberships(&mut access.tx, &app.vault, id).await?;
    Ok((group, memberships))
}

/// The member for whom staff record something: an active member of the group. Without a choice it is the actor.
pub(super) async fn resolve_member<R: RequiredRole>(
    access: &mut GroupAccess<R>,
    typed: Option<MembershipId>,
) -> Result<(MembershipId, Role), Problem> {
    let (me, role, group) = (access.membership(), access.role(), access.group());
    match typed {
        None => Ok((me, role)),
        Some(id) if id == me => Ok((me, role)),
        Some(_) if !role.is_staff() => Err(Problem::Forbidden),
        Some(id) => match group::store::lock_membership(&mut access.tx, group, id).await? {
            Some((Role::Member, MembershipState::Active, _)) => Ok((id, Role::Member)),
            _ => Err(Problem::NotFound),
        },
    }
}
