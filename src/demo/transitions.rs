//! The demo's paused and graduated members, and the one who soon says goodbye.

use chrono::TimeDelta;

use super::scenes::DemoGroup;
use crate::charter::draft::settle;
use crate::group::own_membership::MembershipRef;
use crate::group::store::{NewMembership, StateChange};
use crate::group::{self, Group, MembershipId, MembershipState, Role, preparation};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::person::{self, NewPerson, PersonId};
use crate::practice;
use crate::session::SessionId;
use crate::transitions::store::{self, NewTransition};
use crate::transitions::{TransitionKind, farewell_message_store};

/// Adds a paused member and a graduated one, and plans the leaving of one of the `members` in the planned session.
pub(super) async fn fill(
    tx: &mut Tx,
    app: &AppState,
    scene: &DemoGroup,
    group: &Group,
    leader: MembershipId,
    members: &[MembershipId],
    planned: SessionId,
) -> Result<(), Error> {
    let now = app.clock.now();
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
        person::insert(tx, &app.vault, &person, now).await?;
        practice::store::grant_access(tx, person.id, group.practice, false).await?;
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
        group::store::insert_membership(tx, &app.vault, &new, now - TimeDelta::days(50)).await?;
        let change = StateChange {
            membership: id,
            group: group.id,
            practice: group.practice,
            role: Role::Member,
            state,
            reason: None,
            by: Some(leader),
        };
        group::store::set_state(tx, &app.vault, &change, settle::after_roster, now - TimeDelta::days(days)).await?;
    }
    for member in members {
        preparation::store::read(tx, group.practice, *member, None, now - TimeDelta::days(49)).await?;
    }
    let Some(leaving) = members.get(1) else { return Ok(()) };
    // The account does not matter: what is written here belongs to the membership.
    let (person, state) = (PersonId::random(), MembershipState::Active);
    let place = MembershipRef { person, membership: *leaving, role: Role::Member, state, group: group.id, practice: group.practice };
    let new = NewTransition { kind: TransitionKind::Leaving, member: Some(*leaving), session: planned, reason: None };
    store::plan(tx, &app.vault, place, &new, now - TimeDelta::days(1)).await?;
    farewell_message_store::set(tx, &app.vault, place, scene.goodbye, true, now - TimeDelta::days(1)).await
}
