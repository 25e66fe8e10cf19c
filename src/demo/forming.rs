//! The intake profiles of the demo's people, whom each group is meant for, and its applicants. All of it is invented.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{add_membership, new_person};
use crate::closing;
use crate::group::actor::Actor;
use crate::group::{Group, MembershipId, MembershipState, Role};
use crate::intake::decision_store;
use crate::intake::store::{self, NewPart};
use crate::intake::{Area, Decision, DecisionId, IntakeAnswer, IntakeStep};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::person;
use crate::practice;

/// A profile: age, language, areas, how heavy, hopes, experience, and the therapist's severity.
type DemoProfile = (&'static str, &'static str, &'static [&'static str], &'static str, &'static [&'static str], &'static str, &'static str);

/// An applicant: their name, profile, words, and whether they are kept on the list.
struct DemoApplicant {
    name: &'static str,
    chosen: DemoProfile,
    words: &'static [(IntakeStep, &'static str)],
    call: Option<(&'static str, &'static str)>,
    kept: Option<&'static str>,
}

/// The profiles of the Persian group; the third member reads English, the fifth has not answered everything.
const MONDAY: [DemoProfile; 6] = [
    ("25-34", "fa", &["anxiety", "loneliness", "self-worth"], "most-days", &["heard", "closer"], "never", "moderate"),
    ("35-44", "fa", &["anxiety", "work", "family"], "some-days", &["ways", "closer"], "never", "mild"),
    ("25-34", "en", &["anxiety", "away", "loneliness"], "some-days", &["heard", "say"], "some", "moderate"),
    ("35-44", "fa", &["anxiety", "self-worth"], "most-days", &["say", "heard"], "some", "moderate"),
    ("25-34", "fa", &["loneliness", "low-mood"], "most-days", &["heard", "lighter"], "never", "moderate"),
    ("35-44", "fa", &["anxiety", "family"], "some-days", &["ways", "know"], "much", "mild"),
];

const EVENING: [DemoProfile; 4] = [
    ("45-54", "en", &["grief", "loneliness"], "most-days", &["heard", "lighter"], "never", "moderate"),
    ("35-44", "en", &["grief", "family"], "some-days", &["say", "lighter"], "some", "moderate"),
    ("55-64", "en", &["grief", "body"], "most-days", &["heard", "closer"], "some", "moderate"),
    ("45-54", "fa", &["grief", "away"], "some-days", &["heard", "say"], "never", "mild"),
];

const MONDAY_WAITS: [DemoApplicant; 2] = [
    DemoApplicant {
        name: "یاسمن",
        chosen: ("25-34", "fa", &["anxiety", "loneliness", "away"], "most-days", &["heard", "closer"], "never", "moderate"),
        words: &[
            (IntakeStep::Focus, "شب‌ها دلم می‌گیرد و نمی‌دانم به که بگویم."),
            (IntakeStep::Goals, "بدانم تنها من این‌طور نیستم."),
            (IntakeStep::Limits, "سه‌شنبه‌ها تا هفت سر کارم."),
            (IntakeStep::Changes, "تا بهار از خانهٔ پدری جدا می‌شوم."),
        ],
        call: Some(("خواهرم، نرگس", "۰۰۰ ۰۰۰ ۰۰۰۰")),
        kept: None,
    },
    DemoApplicant {
        name: "آرمان",
        chosen: ("55-64", "fa", &["grief", "body"], "too-much", &["lighter"], "much", "severe"),
        words: &[(IntakeStep::Focus, "همسرم پارسال رفت و بعدش قلبم هم گرفت."), (IntakeStep::Care, "هر ماه پزشک قلبم را می‌بینم.")],
        call: None,
        kept: Some("شاید گروه سوگ برایش بهتر باشد؛ پیش از تصمیم با همکارم حرف بزنم."),
    },
];

const EVENING_WAITS: [DemoApplicant; 2] = [
    DemoApplicant {
        name: "Helen",
        chosen: ("45-54", "en", &["grief", "family", "loneliness"], "some-days", &["heard", "say"], "some", "moderate"),
        words: &[
            (IntakeStep::Focus, "My mother died in spring, and I am the one who keeps everybody going."),
            (IntakeStep::Goals, "One evening a week in which I need not be strong."),
            (IntakeStep::Limits, "I need the lift; stairs are hard for me."),
        ],
        call: Some(("My brother, Tom", "000 000 0000")),
        kept: None,
    },
    DemoApplicant {
        name: "Jonas",
        chosen: ("18-24", "Deutsch", &["anxiety", "work"], "some-days", &["ways", "know"], "never", ""),
        words: &[(IntakeStep::Changes, "My final exams are in March.")],
        call: None,
        kept: Some("Kind, and young for this circle. Ask the students’ group first."),
    },
];

/// The areas that the group of this language is meant for.
pub(super) fn meant(locale: Locale) -> BTreeSet<Area> {
    match locale {
        Locale::Fa => [Area::Anxiety, Area::Loneliness].into(),
        Locale::En => [Area::Grief].into(),
    }
}

/// Fills in the profiles of a group's members, and its applicants.
pub(super) async fn fill(tx: &mut Tx, app: &AppState, group: &Group, leader: Actor, members: &[MembershipId]) -> Result<(), Error> {
    let (profiles, waits): (&[DemoProfile], &[DemoApplicant]) = match group.locale {
        Locale::Fa => (&MONDAY, &MONDAY_WAITS),
        Locale::En => (&EVENING, &EVENING_WAITS),
    };
    for (member, chosen) in members.iter().zip(profiles) {
        write_profile(tx, app, group, *member, leader.membership(), chosen).await?;
    }
    let now = app.clock.now();
    for one in waits {
        let person = new_person(one.name, None, group.locale);
        person::insert(tx, &app.vault, &person, now).await?;
        practice::store::grant_access(tx, person.id, group.practice, false).await?;
        let days = if one.kept.is_some() { 9 } else { 1 };
        let since = now - TimeDelta::days(days);
        let id = add_membership(tx, app, group, Some(person.id), Role::Member, MembershipState::Waiting, one.name, since).await?;
        write_profile(tx, app, group, id, leader.membership(), &one.chosen).await?;
        for (step, words) in one.words {
            let saved = store::part(tx, &app.vault, id, *step).await?;
            let version = saved.as_ref().map_or(1, |part| part.version + 1);
            let answer = IntakeAnswer { words: (*words).to_owned(), ..saved.and_then(|part| part.answer).unwrap_or_default() };
            write(tx, app, group, id, id, *step, &answer, version).await?;
        }
        if let Some((name, call)) = one.call {
            let answer = IntakeAnswer { name: name.to_owned(), call: call.to_owned(), ..IntakeAnswer::default() };
            write(tx, app, group, id, id, IntakeStep::Contact, &answer, 1).await?;
        }
        if let Some(note) = one.kept {
            let at = since + TimeDelta::days(2);
            decision_store::enlist(tx, group.practice, group.id, id, at).await?;
            let owner = decision_store::notes_owner(tx, &app.vault, leader, closing::notes::store::sealed_notes).await?;
            let (decision, note) = (Decision::KeepWaiting, Some((note, owner)));
            decision_store::decide(tx, &app.vault, leader, DecisionId::random(), id, decision, note, None, at).await?;
        }
    }
    Ok(())
}

/// Writes a profile: the answers by the person, the severity by the therapist. A language outside the list is written out.
async fn write_profile(
    tx: &mut Tx,
    app: &AppState,
    group: &Group,
    of: MembershipId,
    leader: MembershipId,
    chosen: &DemoProfile,
) -> Result<(), Error> {
    let (age, language, areas, load, goals, experience, severity) = *chosen;
    let one = |code: &str| vec![code.to_owned()];
    let several = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let (tongue, own) = if ["fa", "en"].contains(&language) { (language, "") } else { ("another", language) };
    for (step, by, chosen, words) in [
        (IntakeStep::Age, of, one(age), ""),
        (IntakeStep::Language, of, one(tongue), own),
        (IntakeStep::Focus, of, several(areas), ""),
        (IntakeStep::Load, of, one(load), ""),
        (IntakeStep::Goals, of, several(goals), ""),
        (IntakeStep::Experience, of, one(experience), ""),
        (IntakeStep::Severity, leader, one(severity), ""),
    ] {
        let answer = IntakeAnswer { chosen, words: words.to_owned(), ..IntakeAnswer::default() };
        write(tx, app, group, of, by, step, &answer, 1).await?;
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
async fn write(
    tx: &mut Tx,
    app: &AppState,
    group: &Group,
    membership: MembershipId,
    by: MembershipId,
    step: IntakeStep,
    answer: &IntakeAnswer,
    version: i32,
) -> Result<(), Error> {
    let new = NewPart { membership, practice: group.practice, step, answer, version, by };
    store::write(tx, &app.vault, &new, app.clock.now() - TimeDelta::hours(3)).await
}
