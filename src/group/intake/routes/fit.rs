//! A candidate beside the group.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::ApplicantAccess;
use crate::group::MembershipState;
use crate::group::intake::answer::Profile;
use crate::group::intake::fit::{Fit, FitChange, GroupLikeness, ProfiledMember};
use crate::group::intake::gower::{Dimension, PairLikeness};
use crate::group::intake::meant::{CriterionFit, GroupCriteria};
use crate::group::intake::strip::{Cell, Label, draw};
use crate::group::intake::views::{FitPage, MeantRow};
use crate::group::intake::{CodedChoice, DecisionId, IntakeStep, decision_store, sentence, store};
use crate::group::{Group, Severity};
use crate::key;
use crate::kit::house::AppState;
use crate::kit::locale::MessageKey;
use crate::kit::web::{Chrome, FormErrors, Problem};

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut here: ApplicantAccess) -> Result<Response, Problem> {
    here.was_read("intake", chrome.now).await?;
    let typed = FitForm { id: DecisionId::random(), note: String::new(), complaints: FormErrors::default() };
    let response = shown(&house, chrome, &mut here, typed, StatusCode::OK).await?;
    here.seat.tx.commit().await?;
    Ok(response)
}

/// What was typed beside a decision.
pub(super) struct FitForm {
    pub id: DecisionId,
    pub note: String,
    pub complaints: FormErrors,
}

pub(super) async fn shown(
    house: &AppState,
    chrome: Chrome,
    here: &mut ApplicantAccess,
    typed: FitForm,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (group, me) = (here.group.clone(), here.seat.membership());
    let parts = store::of(&mut here.seat.tx, &house.vault, here.member).await?;
    let (members, _) = store::known(&mut here.seat.tx, &house.vault, group.id).await?;
    // Who is in already is set beside the others.
    let members: Vec<ProfiledMember> = members.into_iter().filter(|one| one.id != here.member).collect();
    let profile = Profile::of(&parts);
    let fit = Fit::of(&profile, &members);
    let meant = GroupCriteria::of(&group);
    let strips = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let numbers = fit.beside.iter().map(|one| (one.name.clone(), Cell(one.pair.0[dimension as usize]))).collect();
            draw(dimension, &members, Some(&profile), &meant).with(fit.in_dimension(dimension), numbers, &fit.alone)
        })
        .collect();
    let candidate = ProfiledMember { id: here.member, name: here.name.clone(), profile };
    let change = FitChange::with(&candidate, &members);
    let name = here.name.clone().unwrap_or_else(|| chrome.locale().text("member-nameless"));
    let of =
        |step: IntakeStep| parts.iter().find(|part| part.step == step).and_then(|part| part.answer.clone()).filter(|one| !one.is_empty());
    let told = [
        IntakeStep::Load,
        IntakeStep::Focus,
        IntakeStep::Goals,
        IntakeStep::Experience,
        IntakeStep::Limits,
        IntakeStep::Changes,
        IntakeStep::Care,
    ];
    let words = told
        .into_iter()
        .filter_map(|step| Some((step, of(step)?)))
        .filter(|(step, one)| *step == IntakeStep::Load || !one.words.is_empty());
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
        known: PairLikeness::of(&candidate.profile, &candidate.profile).known(),
        strips,
        alone: fit.alone.clone(),
        meant: rows(&group, &meant, &candidate.profile),
        table: fit
            .beside
            .iter()
            .map(|one| (one.name.clone(), one.pair.0.into_iter().map(Cell).collect(), Cell(one.pair.similarity())))
            .collect(),
        change: (GroupLikeness::of(members.iter().map(|one| &one.profile)).figure(), change.then),
        words: words.collect(),
        has_contact: of(IntakeStep::Contact).is_some(),
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

fn rows(group: &Group, meant: &GroupCriteria, of: &Profile) -> Vec<MeantRow> {
    let row = |dimension: Dimension, stand: CriterionFit, group| {
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
fn words(stand: CriterionFit) -> (MessageKey, &'static str) {
    match stand {
        CriterionFit::Within => (key!("meant-within"), "full"),
        CriterionFit::Partly => (key!("meant-partly"), "half"),
        CriterionFit::Outside => (key!("meant-outside"), "open"),
        CriterionFit::NotMeant => (key!("meant-not-meant"), "none"),
        CriterionFit::NotKnown => (key!("meant-not-known"), "none"),
    }
}
