//! Printed slips, for whoever has neither e-mail nor a telephone: a day and an hour, and nothing that says of what.

use axum::extract::State;
use axum::response::Response;

use super::store;
use super::sweep;
use super::views::{Slip, SlipsPage};
use crate::group::{self, MembershipState, Role, Staff};
use crate::kit::house::House;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, InSession};

pub(super) async fn show(State(house): State<House>, chrome: Chrome, mut here: InSession<Staff>) -> Result<Response, Problem> {
    let (id, group) = (here.session(), here.seat.group());
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    let reminded = store::reminded(tx, group.id).await?;
    let people = group::store::memberships(tx, &house.vault, group.id).await?;
    let mut slips = Vec::new();
    for one in people {
        if one.role == Role::Member && one.state == MembershipState::Active && !reminded.contains(&one.id) {
            slips.push(Slip { reader: sweep::reader(tx, &house, one.id, &group).await?, name: one.name });
        }
    }
    Ok(chrome.page(&SlipsPage { group, session, slips }))
}
