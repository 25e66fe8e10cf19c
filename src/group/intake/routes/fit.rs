//! A candidate beside the group.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Before;
use crate::group::MembershipState;
use crate::group::intake::answer::Profile;
use crate::group::intake::fit::{Change, Fit, Known, Together};
use crate::group::intake::gower::{Dimension, Pair};
use crate::group::intake::meant::{Meant, Stand};
use crate::group::intake::strip::{Cell, Label, draw};
use crate::group::intake::views::{FitPage, MeantRow};
use crate::group::intake::{Choice, DecisionId, Step, decision_store, sentence, store};
use crate::group::{Group, Severity};
use crate::key;
use crate::kit::house::House;
use crate::kit::locale::Key;
use crate::kit::web::{Chrome, Complaints, Problem};

pub(super) async fn page(State(house): State<House>, chrome: Chrome, mut here: Before) -> Result<Response, Problem> {
    here.was_read("intake", chrome.now).await?;
    let typed = Typed { id: DecisionId::random(), note: String::new(), complaints: Complaints::default() };
    let response = shown(&house, chrome, &mut here, typed, StatusCode::OK).await?;
    here.seat.tx.commit().await?;
    Ok(response)
}

/// What was typed beside a decision.
pub(super) struct Typed {
    pub id: DecisionId,
    pub note: String,
    pub complaints: Complaints,
}

pub(super) async fn shown(house: &House, chrome: Chrome, here: &mut Before, typed: Typed, status: StatusCode) -> Result<Response, Problem> {
    let (group, me) = (here.group.clone(), here.seat.membership());
    let parts = store::of(&mut here.seat.tx, &house.vault, here.member).await?;
    let (members, _) = store::known(&mut here.seat.tx, &house.vault, group.id).await?;
    // Who is in already is set beside the others.
    let members: Vec<Known> = members.into_iter().filter(|one| one.id != here.member).collect();
    let profile = Profile::of(&parts);
    let fit = Fit::of(&profile, &members);
    let meant = Meant::of(&group);
    let strips = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let numbers = fit.beside.iter().map(|one| (one.name.clone(), Cell(one.pair.0[dimension as usize]))).collect();
            draw(dimension, &members, Some(&profile), &meant).with(fit.in_dimension(dimension), numbers, &fit.alone)
        })
        .collect();
    let candidate = Known { id: here.member, name: here.name.clone(), profile };
    let change = Change::with(&candidate, &members);
    let name = here.name.clone().unwrap_or_else(|| chrome.locale().text("member-nameless"));
    let of = |step: Step| parts.iter().find(|part| part.step == step).and_then(|part| part.answer.clone()).filter(|one| !one.is_empty());
    let told = [Step::Load, Step::Focus, Step::Goals, Step::Experience, Step::Limits, Step::Changes, Step::Care];
    let words =
        told.into_iter().filter_map(|step| Some((step, of(step)?))).filter(|(step, one)| *step == Step::Load || !one.words.is_empty());
    let listed = decision_store::list(&mut here.seat.tx, group.id).await?.into_iter().find(|(id, _)| *id == here.member);
    let room = here.seat.hold().await?;
    let page = FitPage {
        member: here.member,
        closed: room.closed,
        waiting: here.state == MembershipState::Waiting,
        in_group: matches!(here.state, MembershipState::Active | MembershipState::Paused),
        figure: fit.figure(),
        says: sentence::of_candidate(&fit.says(), &name, chrome.locale()),
        name,
        counted: (fit.counted(), members.len()),
        known: Pair::of(&candidate.profile, &candidate.profile).known(),
        strips,
        alone: fit.alone.clone(),
        meant: rows(&group, &meant, &candidate.profile),
        table: fit
            .beside
            .iter()
            .map(|one| (one.name.clone(), one.pair.0.into_iter().map(Cell).collect(), Cell(one.pair.similarity())))
            .collect(),
        change: (Together::of(members.iter().map(|one| &one.profile)).figure(), change.then),
        words: words.collect(),
        has_contact: of(Step::Contact).is_some(),
        listed: listed.map(|(_, since)| since),
        decided: decision_store::decisions(&mut here.seat.tx, &house.vault, here.member, me).await?,
        id: typed.id,
        note: typed.note,
        complaints: typed.complaints,
        group,
    };
    let chrome = chrome.in_zone(page.group.time_zone);
    Ok(chrome.page_with(status, &page))
}

fn rows(group: &Group, meant: &Meant, of: &Profile) -> Vec<MeantRow> {
    let row = |dimension: Dimension, stand: Stand, group| {
        let (word, mark) = words(stand);
        MeantRow { dimension: dimension.key(), stand: word, mark, group }
    };
    let areas = group.areas.iter().map(|area| Label::Ours(area.key())).collect();
    let severity = Severity::ALL.into_iter().filter(|one| meant.reaches(*one)).map(|one| Label::Ours(one.key())).collect();
    vec![
        row(Dimension::Age, meant.age(of), Vec::new()),
        row(Dimension::Areas, meant.areas(of), areas),
        row(Dimension::Severity, meant.severity(of), severity),
        row(Dimension::Language, meant.language(of), meant.language.iter().map(|one| Label::Ours(one.key())).collect()),
    ]
}

/// How somebody stands to it, in a word, and by which mark: its shape says the same as its word.
fn words(stand: Stand) -> (Key, &'static str) {
    match stand {
        Stand::Within => (key!("meant-within"), "full"),
        Stand::Partly => (key!("meant-partly"), "half"),
        Stand::Outside => (key!("meant-outside"), "open"),
        Stand::NotMeant => (key!("meant-not-meant"), "none"),
        Stand::NotKnown => (key!("meant-not-known"), "none"),
    }
}
