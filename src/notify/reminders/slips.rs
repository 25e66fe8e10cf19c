//! Printed slips for members with neither e-mail nor a telephone: day and time only, never what they are for.

use super::store;
use super::sweep;
use super::views::{Slip, SlipsPage};
use crate::group::{self, MembershipState, Role};
use crate::kit::i18n::LocaleContext;
use crate::kit::web::prelude::*;
use crate::session;
use crate::session::arranged::Arranged;

pub(super) async fn show(State(app): State<AppState>, chrome: Chrome, mut arranged: Arranged) -> Result<Response, Problem> {
    let (id, group) = (arranged.session(), arranged.by.group());
    let via = arranged.by.via();
    let tx = &mut arranged.by.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let reminded = store::reminded(tx, group.id).await?;
    let people = group::store::memberships(tx, &app.vault, group.id).await?;
    let mut slips = Vec::new();
    for one in people {
        if one.role == Role::Member && one.state == MembershipState::Active && !reminded.contains(&one.id) {
            let reader = LocaleContext { calendar: group.calendar, ..sweep::reader(tx, &app, one.id, &group).await? };
            slips.push(Slip { reader, name: one.name.filter(|_| !via.is_desk()) });
        }
    }
    if via.is_desk() {
        // Without names, slips of one language are alike; the original order would reveal which is whose.
        slips.sort_by_key(|slip: &Slip| (slip.locale().code(), slip.when(&session)));
    }
    Ok(chrome.page(&SlipsPage { group, session, slips, via }))
}
