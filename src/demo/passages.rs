//! Who of the demo's groups is away for a while, who has finished, and who says goodbye soon.

use chrono::TimeDelta;

use super::scenes::DemoGroup;
use crate::charter::draft::settle;
use crate::group::own::MembershipRef;
use crate::group::store::{NewMembership, StateChange};
use crate::group::{self, Group, MembershipId, MembershipState, Role, preparation};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::passage::store::{self, NewTransition};
use crate::passage::{TransitionKind, word_store};
use crate::person::{self, NewPerson, PersonId};
use crate::practice;
use crate::session::SessionId;

/// One who is paused, one who has graduated, and one of the `members` who says goodbye in the session that is planned.
pub(super) async fn fill(
    tx: &mut Tx,
    house: &AppState,
    scene: &DemoGroup,
    group: &Group,
    leader: MembershipId,
    members: &[MembershipId],
    planned: SessionId,
) -> Result<(), Error> {
    let now = house.clock.now();
    for (name, state, days) in [(scene.paused, MembershipState::Paused, 9), (scene.graduated, MembershipState::Graduated, 16)] {
        let person = NewPerson {
            id: PersonId::random(),
            name: name.to_owned(),
            email: None,
            passphrase: None,
            locale: scene.locale,
            calendar: scene.locale.calendar(),
            time_zone: group.time_zone,
        };
        person::insert(tx, &house.vault, &person, now).await?;
        practice::store::stand(tx, person.id, group.practice, false).await?;
        let id = MembershipId::random();
        let new = NewMembership {
            id,
            group: group.id,
            practice: group.practice,
            person: Some(person.id),
            role: Role::Member,
            state: MembershipState::Active,
            name,
            invitation: None,
        };
        group::store::insert_membership(tx, &house.vault, &new, now - TimeDelta::days(50)).await?;
        let change = StateChange {
            membership: id,
            group: group.id,
            practice: group.practice,
            role: Role::Member,
            state,
            reason: None,
            by: Some(leader),
        };
        group::store::set_state(tx, &house.vault, &change, settle::after_roster, now - TimeDelta::days(days)).await?;
    }
    for member in members {
        preparation::store::read(tx, group.practice, *member, None, now - TimeDelta::days(49)).await?;
    }
    let Some(goes) = members.get(1) else { return Ok(()) };
    // The account does not matter: what is written here is by the seat.
    let (person, state) = (PersonId::random(), MembershipState::Active);
    let place = MembershipRef { person, membership: *goes, role: Role::Member, state, group: group.id, practice: group.practice };
    let new = NewTransition { kind: TransitionKind::Leaving, member: Some(*goes), session: planned, reason: None };
    store::plan(tx, &house.vault, place, &new, now - TimeDelta::days(1)).await?;
    word_store::set(tx, &house.vault, place, scene.goodbye, true, now - TimeDelta::days(1)).await
}
