//! Figures computed by hand, and what follows from them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::answer::{IntakeAnswer, Profile, SpokenLanguage};
use super::choices::{AgeBand, Area, CodedChoice, Experience, Goal, Tongue};
use super::decision::{ApplicantStatus, ListDirection, swap};
use super::fit::{FigureWords, Fit, FitChange, GroupLikeness, ProfiledMember, alone_in};
use super::gower::{Dimension, PairLikeness, hundred};
use super::kind::{OnlyOne, alone};
use super::meant::{CriterionFit, GroupCriteria};
use super::{IntakeSave, IntakeStep, save};
use crate::group::{MembershipId, MembershipState, Severity};
use crate::kit::i18n::Locale;
use crate::kit::text::TextRefusal;

fn ours(tongue: Tongue) -> Option<SpokenLanguage> {
    Some(SpokenLanguage::Ours(tongue))
}

fn ann() -> Profile {
    Profile {
        age: Some(AgeBand::To34),
        areas: [Area::Anxiety, Area::Loneliness].into(),
        severity: Some(Severity::Moderate),
        goals: [Goal::Heard, Goal::Closer].into(),
        experience: Some(Experience::Never),
        language: ours(Tongue::Persian),
    }
}

fn ben() -> Profile {
    Profile {
        age: Some(AgeBand::To44),
        areas: [Area::Anxiety, Area::Work].into(),
        severity: Some(Severity::Mild),
        goals: [Goal::Ways, Goal::Closer].into(),
        experience: Some(Experience::Never),
        language: ours(Tongue::Persian),
    }
}

/// Has not answered what they hope for.
fn cleo() -> Profile {
    Profile {
        age: Some(AgeBand::To64),
        areas: [Area::Grief].into(),
        severity: Some(Severity::Severe),
        goals: BTreeSet::new(),
        experience: Some(Experience::Much),
        language: ours(Tongue::English),
    }
}

fn known(profile: Profile) -> ProfiledMember {
    ProfiledMember { id: MembershipId::random(), name: None, profile }
}

fn close(of: Option<f64>, expected: f64) {
    assert!(of.is_some_and(|of| (of - expected).abs() < 1e-9), "{of:?}, not {expected}");
}

/// By hand, on paper:
///
/// | | age | areas | severity | goals | experience | language | mean |
/// |---|---|---|---|---|---|---|---|
/// | Ann, Ben | 1 − 1/6 | 1/3 | 1 − 1/2 | 1/3 | 1 | 1 | 4 / 6 |
/// | Ann, Cleo | 1 − 3/6 | 0/3 | 1 − 1/2 | – | 1 − 2/2 | 0 | 1 / 5 |
/// | Ben, Cleo | 1 − 2/6 | 0/3 | 1 − 2/2 | – | 1 − 2/2 | 0 | (2/3) / 5 |
#[test]
fn pairs_match_the_figures_by_hand() {
    let of = |pair: &PairLikeness, dimension: Dimension| pair.0[dimension as usize];
    let first = PairLikeness::of(&ann(), &ben());
    close(of(&first, Dimension::Age), 5.0 / 6.0);
    close(of(&first, Dimension::Areas), 1.0 / 3.0);
    close(of(&first, Dimension::Severity), 0.5);
    close(of(&first, Dimension::Goals), 1.0 / 3.0);
    close(of(&first, Dimension::Experience), 1.0);
    close(of(&first, Dimension::Language), 1.0);
    close(first.similarity(), 4.0 / 6.0);
    let second = PairLikeness::of(&ann(), &cleo());
    assert_eq!(of(&second, Dimension::Goals), None, "an unanswered dimension is left out");
    close(second.similarity(), 0.2);
    close(PairLikeness::of(&ben(), &cleo()).similarity(), (2.0 / 3.0) / 5.0);
}

#[test]
fn a_candidate_beside_two_and_the_three_together() {
    let members = [known(ann()), known(ben())];
    let fit = Fit::of(&cleo(), &members);
    // (1/5 + 2/15) / 2 = 1/6.
    assert_eq!(fit.figure(), Some(17));
    assert_eq!(fit.counted(), 2);
    close(fit.in_dimension(Dimension::Age), (3.0 / 6.0 + 4.0 / 6.0) / 2.0);
    assert_eq!(fit.in_dimension(Dimension::Goals), None);
    let people = [ann(), ben(), cleo()];
    // (2/3 + 1/5 + 2/15) / 3 = 1/3.
    let together = GroupLikeness::of(&people);
    assert_eq!((together.figure(), together.counted(), together.counted_pairs()), (Some(33), 3, 3));
    close(together.of_one(2), 1.0 / 6.0);
    assert_eq!(FitChange::with(&known(cleo()), &members).then, Some(33));
}

#[test]
fn too_few_answers_give_no_figure() {
    let little = Profile { age: Some(AgeBand::To34), language: ours(Tongue::Persian), ..Profile::default() };
    assert_eq!(PairLikeness::of(&little, &ann()).similarity(), None, "two dimensions are not enough");
    let members = [known(ann())];
    assert_eq!(Fit::of(&ben(), &members).figure(), None, "one member makes no figure");
    assert_eq!(GroupLikeness::of(&[ann(), ben()]).figure(), None, "nor are two");
    let three = [known(ann()), known(ben()), known(little)];
    let fit = Fit::of(&cleo(), &three);
    assert_eq!((fit.figure(), fit.counted()), (Some(17), 2), "a person with too few answers is left out of the mean, not counted as zero");
    assert_eq!(Fit::of(&Profile::default(), &three).figure(), None);
    assert_eq!(Fit::of(&Profile::default(), &three).says(), FigureWords::default());
}

#[test]
fn the_only_one_of_their_kind() {
    let others = [ann(), ben()];
    let all = [
        OnlyOne::Age(AgeBand::To64),
        OnlyOne::Areas,
        OnlyOne::Severity(Severity::Severe),
        OnlyOne::Experience(true),
        OnlyOne::Language(SpokenLanguage::Ours(Tongue::English)),
    ];
    assert_eq!(alone(&cleo(), others.iter()), all);
    assert_eq!(alone(&ann(), [ben(), cleo()].iter()), [OnlyOne::Age(AgeBand::To34), OnlyOne::Severity(Severity::Moderate)]);
    assert_eq!(alone(&cleo(), [ann()].iter()), [], "beside one other person, everyone is somehow the only one");
    assert_eq!(alone(&Profile::default(), others.iter()), [], "what is not known is not reported");
    let unknown = [ann(), Profile { language: None, ..ben() }];
    assert!(!alone(&cleo(), unknown.iter()).iter().any(|one| one.dimension() == Dimension::Language), "one other answer is too few");
}

#[test]
fn one_more_person_may_mean_that_another_is_no_longer_the_only_one() {
    let english = Profile { language: ours(Tongue::English), ..ann() };
    let members = [known(ann()), known(ben()), known(english)];
    assert!(alone_in(&members).iter().any(|(_, alone)| alone.contains(&OnlyOne::Language(SpokenLanguage::Ours(Tongue::English)))));
    let change = FitChange::with(&known(cleo()), &members);
    assert!(change.no_longer.iter().any(|(_, alone)| *alone == OnlyOne::Language(SpokenLanguage::Ours(Tongue::English))));
    assert!(change.alone.contains(&OnlyOne::Age(AgeBand::To64)));
}

#[test]
fn what_a_figure_says_in_words() {
    let members = [known(ann()), known(ben())];
    let says = Fit::of(&ann(), &members).says();
    // Age 11/12, areas 2/3, severity 3/4, goals 2/3, experience 1, language 1.
    assert_eq!(says.alike, [Dimension::Experience, Dimension::Language, Dimension::Age, Dimension::Severity]);
    assert_eq!(says.unlike, []);
    let says = Fit::of(&cleo(), &members).says();
    assert_eq!(says.alike, []);
    // Age is 7/12 on the mean; severity 1/4, the others zero.
    assert_eq!(says.unlike, [Dimension::Language, Dimension::Experience, Dimension::Areas, Dimension::Severity]);
    let sentence = super::sentence::of_candidate(&says, "Cleo", Locale::En);
    assert!(sentence.contains("language, earlier groups, what brings them and severity"), "{sentence}");
}

#[test]
fn a_candidate_is_compared_with_what_the_group_is_meant_for() {
    let meant = GroupCriteria {
        ages: (Some(30), Some(45)),
        severity: (Some(Severity::Mild), Some(Severity::Moderate)),
        areas: [Area::Anxiety, Area::Loneliness].into(),
        language: Some(Tongue::Persian),
    };
    assert_eq!(meant.bands(), [AgeBand::To34, AgeBand::To44, AgeBand::To54]);
    assert_eq!(
        (meant.age(&ann()), meant.age(&ben()), meant.age(&cleo())),
        (CriterionFit::Partly, CriterionFit::Within, CriterionFit::Outside)
    );
    assert_eq!(
        (meant.areas(&ann()), meant.areas(&ben()), meant.areas(&cleo())),
        (CriterionFit::Within, CriterionFit::Partly, CriterionFit::Outside)
    );
    assert_eq!((meant.severity(&ann()), meant.severity(&cleo())), (CriterionFit::Within, CriterionFit::Outside));
    assert_eq!((meant.language(&ann()), meant.language(&cleo())), (CriterionFit::Within, CriterionFit::Outside));
    assert_eq!(meant.age(&Profile::default()), CriterionFit::NotKnown);
    assert_eq!(GroupCriteria::default().age(&ann()), CriterionFit::NotMeant);
    assert_eq!(GroupCriteria::default().bands(), []);
}

#[test]
fn no_one_overwrites_what_they_have_not_seen() {
    assert_eq!(save(0, 0, false), IntakeSave::Written(1));
    assert_eq!(save(3, 3, false), IntakeSave::Written(4));
    assert_eq!(save(3, 2, false), IntakeSave::Conflict);
    assert_eq!(save(0, 2, false), IntakeSave::Conflict, "it was withdrawn meanwhile");
    assert_eq!(save(3, 2, true), IntakeSave::Kept, "the same form again");
}

#[test]
fn an_answer_holds_only_what_its_question_offers() {
    let typed = |chosen: &[&str], words: &str| IntakeAnswer {
        chosen: chosen.iter().map(|one| (*one).to_owned()).collect(),
        words: words.to_owned(),
        name: "Tom".to_owned(),
        call: String::new(),
    };
    let kept = IntakeAnswer::typed(IntakeStep::Age, typed(&["35-44", "25-34", "old"], "words")).expect("an answer");
    assert_eq!(kept, IntakeAnswer { chosen: vec!["25-34".to_owned()], ..IntakeAnswer::default() });
    let kept = IntakeAnswer::typed(IntakeStep::Focus, typed(&["grief", "anxiety", "grief"], " كمي ")).expect("an answer");
    assert_eq!((kept.chosen, kept.words), (vec!["anxiety".to_owned(), "grief".to_owned()], "کمی".to_owned()));
    assert_eq!(IntakeAnswer::typed(IntakeStep::Language, typed(&["fa"], "Deutsch")).expect("an answer").words, "");
    assert_eq!(IntakeAnswer::typed(IntakeStep::Language, typed(&["another"], "Deutsch")).expect("an answer").words, "Deutsch");
    assert_eq!(IntakeAnswer::typed(IntakeStep::Contact, typed(&[], "")).expect("an answer").name, "Tom");
    assert!(IntakeAnswer::typed(IntakeStep::Age, typed(&[""], "")).expect("an answer").is_empty());
    let long = IntakeAnswer::typed(IntakeStep::Care, typed(&[], &"a".repeat(super::WORDS_LIMIT + 1)));
    assert_eq!(long, Err(("words", TextRefusal::TooLong { max: super::WORDS_LIMIT })));
    let answer = typed(&["a b", "c&d=e"], "سلام\nand ;%");
    assert_eq!(IntakeAnswer::opened(&answer.sealed_text()), Some(answer));
    assert_eq!(IntakeAnswer::opened(&IntakeAnswer::default().sealed_text()), Some(IntakeAnswer::default()));
}

#[test]
fn areas_are_listed_and_read_again() {
    let areas: BTreeSet<Area> = Area::ALL.iter().copied().collect();
    assert_eq!(Area::listed(&Area::list(&areas)), areas);
    assert_eq!(Area::listed("grief none"), [Area::Grief].into());
}

#[test]
fn the_status_of_an_applicant() {
    use MembershipState::*;
    assert_eq!(ApplicantStatus::of(Waiting, false, false), Some(ApplicantStatus::Waiting));
    assert_eq!(ApplicantStatus::of(Waiting, true, false), Some(ApplicantStatus::Kept));
    assert_eq!(ApplicantStatus::of(Active, true, true), Some(ApplicantStatus::Admitted));
    assert_eq!(ApplicantStatus::of(Removed, false, false), Some(ApplicantStatus::NotThisGroup));
    assert_eq!(ApplicantStatus::of(Removed, false, true), None, "removing a former member is no refused admission");
    assert_eq!(ApplicantStatus::of(Left, false, true), None);
    assert_eq!((swap(0, ListDirection::Earlier, 3), swap(2, ListDirection::Later, 3)), (None, None));
    assert_eq!((swap(1, ListDirection::Earlier, 3), swap(1, ListDirection::Later, 3)), (Some((1, 0)), Some((1, 2))));
}

fn any_of<T: CodedChoice + std::fmt::Debug>() -> impl Strategy<Value = T> {
    (0..T::CHOICES.len()).prop_map(|at| T::CHOICES[at])
}

fn some_profile() -> impl Strategy<Value = Profile> {
    let sets = (proptest::collection::btree_set(any_of::<Area>(), 0..5), proptest::collection::btree_set(any_of::<Goal>(), 0..4));
    let ones = (
        proptest::option::of(any_of::<AgeBand>()),
        proptest::option::of((0..3_usize).prop_map(|at| Severity::ALL[at])),
        proptest::option::of(any_of::<Experience>()),
        proptest::option::of((0..2_usize).prop_map(|at| SpokenLanguage::Ours([Tongue::Persian, Tongue::English][at]))),
    );
    (sets, ones).prop_map(|((areas, goals), (age, severity, experience, language))| Profile {
        age,
        areas,
        severity,
        goals,
        experience,
        language,
    })
}

proptest! {
    #[test]
    fn likeness_is_mutual_and_between_zero_and_one(one in some_profile(), other in some_profile()) {
        let pair = PairLikeness::of(&one, &other);
        prop_assert_eq!(pair, PairLikeness::of(&other, &one));
        for part in pair.0.into_iter().flatten().chain(pair.similarity()) {
            prop_assert!((0.0..=1.0).contains(&part));
        }
        if let Some(own) = PairLikeness::of(&one, &one).similarity() {
            prop_assert_eq!(hundred(own), 100);
        }
    }

    /// The range is the scale's, so that the similarity of two people does not depend on who else is there.
    #[test]
    fn a_new_member_changes_no_pair(people in proptest::collection::vec(some_profile(), 3..7), more in some_profile()) {
        let members: Vec<ProfiledMember> = people.into_iter().map(known).collect();
        let (candidate, rest) = members.split_first().expect("three");
        let before = Fit::of(&candidate.profile, rest);
        let mut joined = rest.to_vec();
        joined.push(known(more));
        let after = Fit::of(&candidate.profile, &joined);
        for (one, same) in before.beside.iter().zip(&after.beside) {
            prop_assert_eq!(one.pair, same.pair);
        }
    }
}
