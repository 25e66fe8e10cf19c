//! Reminders of the demo: their messages are kept to be looked at, and are never sent.

use crate::group::{self, Group, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::mail::{Channel, Recipient};
use crate::notify::reminders::store::{self, NewReminder};
use crate::notify::reminders::{LEADS, WayId};

/// Two members of each group get reminders: one by e-mail, one by text message.
pub(super) async fn fill(tx: &mut Tx, app: &AppState) -> Result<(), Error> {
    let now = app.clock.now();
    for group in all(tx, app).await? {
        let people = group::store::memberships(tx, &app.vault, group.id).await?;
        let members = people.into_iter().filter(|one| one.role == Role::Member && one.state == MembershipState::Active);
        for (one, (channel, address)) in members.zip([(Channel::Mail, "member@demo.invalid"), (Channel::Text, "+000000000000")]) {
            let Some(to) = Recipient::read(channel, address) else { continue };
            let (id, code) = (WayId::random(), *b"demo");
            let wish = NewReminder {
                id,
                member: one.id,
                practice: group.practice,
                to: &to,
                leads: &LEADS,
                says_group: false,
                code: &code,
                until: now + chrono::TimeDelta::minutes(1),
            };
            store::ask(tx, &app.vault, &wish, now).await?;
            store::confirm(tx, &app.vault, (group.practice, id), &code, now).await?;
        }
    }
    Ok(())
}

async fn all(tx: &mut Tx, app: &AppState) -> Result<Vec<Group>, Error> {
    let ids = group::store::ids(tx).await?;
    group::store::find_all(tx, &app.vault, &ids).await
}
