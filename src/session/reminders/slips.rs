//! Printed slips, for whoever has neither e-mail nor a telephone: a day and an hour, and nothing that says of what.

use axum::extract::State;
use axum::response::Response;

use super::store;
use super::sweep;
use super::views::{Slip, SlipsPage};
use crate::group::{self, MembershipState, Role};
use crate::kit::house::AppState;
use crate::kit::locale::LocaleContext;
use crate::kit::web::{Chrome, Problem};
use crate::session;
use crate::session::arranged::Arranged;

pub(super) async fn show(State(house): State<AppState>, chrome: Chrome, mut here: Arranged) -> Result<Response, Problem> {
    let (id, group) = (here.session(), here.by.group());
    let whence = here.by.whence();
    let tx = &mut here.by.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    let reminded = store::reminded(tx, group.id).await?;
    let people = group::store::memberships(tx, &house.vault, group.id).await?;
    let mut slips = Vec::new();
    for one in people {
        if one.role == Role::Member && one.state == MembershipState::Active && !reminded.contains(&one.id) {
            let reader = LocaleContext { calendar: group.calendar, ..sweep::reader(tx, &house, one.id, &group).await? };
            slips.push(Slip { reader, name: one.name.filter(|_| !whence.is_desk()) });
        }
    }
    if whence.is_desk() {
        // Without names one slip is like another of its language; their order would say whose is whose.
        slips.sort_by_key(|slip: &Slip| (slip.locale().code(), slip.when(&session)));
    }
    Ok(chrome.page(&SlipsPage { group, session, slips, whence }))
}
