//! The page of a candidate beside the group.

use super::ApplicantAccess;
use crate::group::MembershipState;
use crate::group::{Group, Severity};
use crate::intake::answer::Profile;
use crate::intake::fit::{Fit, FitChange, GroupLikeness, ProfiledMember};
use crate::intake::gower::{Dimension, PairLikeness};
use crate::intake::meant::{CriterionFit, GroupCriteria};
use crate::intake::strip::{Cell, Label, draw};
use crate::intake::views::{FitPage, MeantRow};
use crate::intake::{DecisionId, IntakeStep, decision_store, sentence, store};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::web::prelude::*;

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut applicant: ApplicantAccess) -> Result<Response, Problem> {
    applicant.audit_read(AuditAction::IntakeRead, chrome.now).await?;
    let typed = FitForm { id: DecisionId::random(), note: String::new(), errors: FormErrors::default() };
    let response = render(&app, chrome, &mut applicant, typed, StatusCode::OK).await?;
    applicant.access.tx.commit().await?;
    Ok(response)
}

/// The values of the decision form.
pub(super) struct FitForm {
    pub id: DecisionId,
    pub note: String,
    pub errors: FormErrors,
}

pub(super) async fn render(
    app: &AppState,
    chrome: Chrome,
    applicant: &mut ApplicantAccess,
    typed: FitForm,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (group, me) = (applicant.group.clone(), applicant.access.membership());
    let parts = store::load_parts(&mut applicant.access.tx, &app.vault, applicant.member).await?;
    let (members, _) = store::members_and_waiting(&mut applicant.access.tx, &app.vault, group.id).await?;
    // A person who is in the group already is compared with the others.
    let members: Vec<ProfiledMember> = members.into_iter().filter(|one| one.id != applicant.member).collect();
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
    let candidate = ProfiledMember { id: applicant.member, name: applicant.name.clone(), profile };
    let change = FitChange::with(&candidate, &members);
    let name = applicant.name.clone().unwrap_or_else(|| chrome.locale().text("member-nameless"));
    let of =
        |step: IntakeStep| parts.iter().find(|part| part.step == step).and_then(|part| part.answer.clone()).filter(|one| !one.is_empty());
    let steps = [
        IntakeStep::Load,
        IntakeStep::Focus,
        IntakeStep::Goals,
        IntakeStep::Experience,
        IntakeStep::Limits,
        IntakeStep::Changes,
        IntakeStep::Care,
    ];
    let words = steps
        .into_iter()
        .filter_map(|step| Some((step, of(step)?)))
        .filter(|(step, one)| *step == IntakeStep::Load || !one.words.is_empty());
    let listed = decision_store::list(&mut applicant.access.tx, group.id).await?.into_iter().find(|(id, _)| *id == applicant.member);
    let capacity = applicant.access.lock_group().await?;
    let page = FitPage {
        member: applicant.member,
        closed: capacity.closed,
        waiting: applicant.state == MembershipState::Waiting,
        in_group: matches!(applicant.state, MembershipState::Active | MembershipState::Paused),
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
        decided: decision_store::decisions(&mut applicant.access.tx, &app.vault, applicant.member, me).await?,
        id: typed.id,
        note: typed.note,
        errors: typed.errors,
        group,
    };
    let chrome = chrome.in_zone(page.group.time_zone);
    Ok(chrome.page_with(status, &page))
}

fn rows(group: &Group, meant: &GroupCriteria, of: &Profile) -> Vec<MeantRow> {
    let row = |dimension: Dimension, fit: CriterionFit, group| {
        let (word, mark) = words(fit);
        MeantRow { dimension: dimension.key(), fit: word, mark, group }
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

/// The word and the mark for a fit: the shape of the mark says the same as the word.
fn words(fit: CriterionFit) -> (MessageKey, &'static str) {
    match fit {
        CriterionFit::Within => (key!("meant-within"), "full"),
        CriterionFit::Partly => (key!("meant-partly"), "half"),
        CriterionFit::Outside => (key!("meant-outside"), "open"),
        CriterionFit::NotMeant => (key!("meant-not-meant"), "none"),
        CriterionFit::NotKnown => (key!("meant-not-known"), "none"),
    }
}
