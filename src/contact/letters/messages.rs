//! The page of messages: requests for a word, and letters with their answers.

use chrono::TimeDelta;

use super::store;
use super::views::{Addressees, MessagesPage};
use super::{MemberLetter, may_write_to};
use crate::climate::contact_request_store;
use crate::group::{self, MembershipState, Role};
use crate::kit::db::Tx;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;

/// For how long a member still sees that they talked.
const TALKED: TimeDelta = TimeDelta::days(30);

pub(super) async fn show(State(app): State<AppState>, chrome: Chrome, me: SignedIn) -> Result<Response, Problem> {
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    let seats = group::store::of_person(&mut tx, me.person).await?;
    let leads = seats.iter().filter(|(_, role, state)| (*role, *state) == (Role::Therapist, MembershipState::Active));
    let ids: Vec<_> = leads.map(|(group, ..)| group.0).collect();
    let (mut requests, mut written, mut addressees) = (Vec::new(), Vec::new(), Vec::new());
    if !ids.is_empty() {
        let groups = group::store::find_all(&mut tx, &app.vault, &ids).await?;
        for request in contact_request_store::open_for(&mut tx, &app.vault, me.person).await? {
            let name = groups.iter().find(|group| group.id == request.group).map(|group| group.name.clone()).unwrap_or_default();
            requests.push((name, request));
        }
        written = store::written(&mut tx, &app.vault, me.person, false).await?;
        for group in groups.into_iter().filter(|group| group.ended_at.is_none()) {
            let people = group::store::memberships(&mut tx, &app.vault, group.id).await?;
            let members = people.into_iter().filter(|one| may_write_to(one.role, one.state, one.person.is_some()).is_ok());
            let members = members.filter_map(|one| Some((one.id, one.name?))).collect();
            addressees.push(Addressees { group, members });
        }
    }
    let received: Vec<MemberLetter> = store::received(&mut tx, &app.vault, me.person, false).await?;
    let own = contact_request_store::own(&mut tx, me.person, chrome.now - TALKED).await?;
    let page = MessagesPage { requests, written, received, own, leads: addressees, staff: me.staff };
    Ok(chrome.page(&page))
}
