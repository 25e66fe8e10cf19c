//! The group by itself: how alike it is, who is the only one of their kind, who waits, and what each of them would change.

use axum::extract::State;
use axum::response::Response;

use super::Leader;
use crate::group::intake::answer::Profile;
use crate::group::intake::card::answered;
use crate::group::intake::fit::{Change, Fit, Known, Together, alone_in};
use crate::group::intake::gower::{Dimension, Pair};
use crate::group::intake::kind::Alone;
use crate::group::intake::meant::Meant;
use crate::group::intake::strip::{Cell, draw};
use crate::group::intake::views::{TogetherPage, WaitingRow};
use crate::group::intake::{decision_store, sentence, store};
use crate::group::{self, Membership};
use crate::kit::audit::{self, Act};
use crate::kit::house::House;
use crate::kit::web::{Chrome, Problem};

pub(super) async fn page(State(house): State<House>, chrome: Chrome, here: Leader) -> Result<Response, Problem> {
    let mut seat = here.seat;
    let id = seat.group();
    let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let (members, waiting) = store::known(&mut seat.tx, &house.vault, group.id).await?;
    let listed = decision_store::list(&mut seat.tx, group.id).await?;
    let act = Act { practice: group.practice.0, actor: Some(seat.person().0), act: "read", kind: "group’s intakes", subject: group.id.0 };
    audit::record_read(&mut seat.tx, act, chrome.now).await?;
    seat.tx.commit().await?;
    let together = Together::of(members.iter().map(|one| &one.profile));
    let alone: Vec<(Option<String>, Vec<Alone>)> = alone_in(&members).into_iter().map(|(one, alone)| (one.name.clone(), alone)).collect();
    let every: Vec<Alone> = alone.iter().flat_map(|(_, alone)| alone.iter().cloned()).collect();
    let meant = Meant::of(&group);
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

fn row(one: Membership, parts: &[crate::group::intake::Part], members: &[Known]) -> WaitingRow {
    let candidate = Known { id: one.id, name: one.name.clone(), profile: Profile::of(parts) };
    let change = Change::with(&candidate, members);
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

/// Every two of the group, and each one's mean: the numbers that the figure is made of.
fn matrix(members: &[Known], together: &Together) -> Vec<(Option<String>, Vec<Cell>, Cell)> {
    members
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let cells = members
                .iter()
                .map(|other| Cell(if other.id == one.id { None } else { Pair::of(&one.profile, &other.profile).similarity() }));
            (one.name.clone(), cells.collect(), Cell(together.of_one(at)))
        })
        .collect()
}
