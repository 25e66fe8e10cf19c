//! The group by itself: how alike it is, who is the only one of their kind, who waits, and what each of them would change.

use super::TherapistOr404;
use crate::group::{self, Membership};
use crate::intake::answer::Profile;
use crate::intake::card::answered;
use crate::intake::fit::{Fit, FitChange, GroupLikeness, ProfiledMember, alone_in};
use crate::intake::gower::{Dimension, PairLikeness};
use crate::intake::kind::OnlyOne;
use crate::intake::meant::GroupCriteria;
use crate::intake::strip::{Cell, draw};
use crate::intake::views::{TogetherPage, WaitingRow};
use crate::intake::{decision_store, sentence, store};
use crate::kit::web::prelude::*;

pub(super) async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    TherapistOr404 { mut access }: TherapistOr404,
) -> Result<Response, Problem> {
    let id = access.group();
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let (members, waiting) = store::members_and_waiting(&mut access.tx, &app.vault, group.id).await?;
    let listed = decision_store::list(&mut access.tx, group.id).await?;
    access.audit_read(AuditAction::GroupIntakesRead, group.id.0, chrome.now).await?;
    access.tx.commit().await?;
    let together = GroupLikeness::of(members.iter().map(|one| &one.profile));
    let alone: Vec<(Option<String>, Vec<OnlyOne>)> = alone_in(&members).into_iter().map(|(one, alone)| (one.name.clone(), alone)).collect();
    let every: Vec<OnlyOne> = alone.iter().flat_map(|(_, alone)| alone.iter().cloned()).collect();
    let meant = GroupCriteria::of(&group);
    let strips = Dimension::ALL
        .into_iter()
        .map(|dimension| draw(dimension, &members, None, &meant).with(together.in_dimension(dimension), Vec::new(), &every))
        .collect();
    let mut rows: Vec<WaitingRow> = waiting.into_iter().map(|(one, parts)| row(one, &parts, &members)).collect();
    let mut kept = Vec::new();
    for (at, (id, since)) in listed.iter().enumerate() {
        let Some(found) = rows.iter().position(|row| row.one.id == *id) else { continue };
        let row = rows.remove(found);
        kept.push(WaitingRow { listed: Some(*since), first: at == 0, last: at + 1 == listed.len(), ..row });
    }
    let page = TogetherPage {
        figure: together.figure(),
        says: sentence::of_group(&together.says(), chrome.locale()),
        counted: (together.counted(), members.len()),
        pairs: together.counted_pairs(),
        strips,
        alone,
        matrix: matrix(&members, &together),
        silent: members.iter().filter(|one| one.profile == Profile::default()).map(|one| (one.id, one.name.clone())).collect(),
        asked: rows,
        kept,
        group,
    };
    let chrome = chrome.in_zone(page.group.time_zone);
    Ok(chrome.page(&page))
}

fn row(one: Membership, parts: &[crate::intake::Part], members: &[ProfiledMember]) -> WaitingRow {
    let candidate = ProfiledMember { id: one.id, name: one.name.clone(), profile: Profile::of(parts) };
    let change = FitChange::with(&candidate, members);
    let mut no_longer: Vec<Option<String>> = change.no_longer.into_iter().map(|(name, _)| name).collect();
    no_longer.dedup();
    WaitingRow {
        one,
        listed: None,
        answered: answered(parts),
        fit: Fit::of(&candidate.profile, members).figure(),
        then: change.then,
        alone: change.alone,
        no_longer,
        first: false,
        last: false,
    }
}

/// All pairs of the group, and each one's mean: the numbers behind the figure.
fn matrix(members: &[ProfiledMember], together: &GroupLikeness) -> Vec<(Option<String>, Vec<Cell>, Cell)> {
    members
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let cells = members
                .iter()
                .map(|other| Cell(if other.id == one.id { None } else { PairLikeness::of(&one.profile, &other.profile).similarity() }));
            (one.name.clone(), cells.collect(), Cell(together.of_one(at)))
        })
        .collect()
}
