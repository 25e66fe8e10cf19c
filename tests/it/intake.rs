//! A candidate's answers, the therapist's view of them, and the decisions. `leaks` checks who cannot see them.

mod decisions;
mod leaks;

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{Browser, Member, PASSPHRASE, Reply, TestGroup, World};

/// A candidate.
async fn candidate(world: &World, group: &TestGroup<'_>, name: &str) -> Member {
    world.app.clock.advance(TimeDelta::seconds(1));
    let (link, _) = group.invite("1", false).await;
    let browser = world.browser(Locale::En);
    let user_name = browser.join(&link, name, PASSPHRASE).await.user_name().expect("a user name");
    let newest = format!("select id::text from membership where group_id = '{}' order by created_at desc limit 1", group.id);
    Member { browser, user_name, words: String::new(), membership: world.one(&newest).await }
}

/// Answers one step, as the page's script does.
pub async fn answer_step(browser: &Browser, group: &TestGroup<'_>, step: &str, version: &str, fields: &[(&str, &str)]) -> Reply {
    let fields: Vec<_> = [("version", version)].into_iter().chain(fields.iter().copied()).collect();
    browser.fragment(&format!("/groups/{}/intake/{step}", group.id), &fields).await
}

/// The therapist writes one step for a candidate.
async fn writes(group: &TestGroup<'_>, of: &Member, step: &str, version: &str, fields: &[(&str, &str)]) -> Reply {
    let fields: Vec<_> = [("version", version)].into_iter().chain(fields.iter().copied()).collect();
    group.therapist().fragment(&format!("/groups/{}/members/{}/intake/{step}", group.id, of.membership), &fields).await
}

/// Everything that can be compared: age, language, areas, goals, experience; and the therapist's severity.
async fn answer_all(group: &TestGroup<'_>, of: &Member, age: &str, language: &str, areas: &[&str], severity: &str) {
    let areas: Vec<(&str, &str)> = areas.iter().map(|area| ("chosen", *area)).collect();
    for (step, fields) in [
        ("age", vec![("chosen", age)]),
        ("language", vec![("chosen", language)]),
        ("focus", areas),
        ("experience", vec![("chosen", "never")]),
        ("severity", vec![("chosen", severity)]),
    ] {
        assert_eq!(writes(group, of, step, "0", &fields).await.status, 200, "{step}");
    }
}

#[sqlx::test(migrations = false)]
async fn a_candidate_answers_in_two_sittings_and_the_therapist_reads(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = candidate(&world, &group, "Robin").await;
    let own = format!("/groups/{}/intake", group.id);
    assert!(robin.browser.get("/").await.body.contains(&format!("href=\"{own}\"")), "their home offers it");
    let page = robin.browser.get(&own).await.body;
    assert!(page.contains("لیلا کریمی") && page.contains("reads this"), "the readers are named: {page}");
    assert!(page.contains(&format!("{own}/age")), "it begins with the first question");

    // One step by its button, without a script: it leads to the next.
    let kept = robin.browser.post(&format!("{own}/age"), &[("version", "0"), ("chosen", "25-34")]).await;
    assert_eq!((kept.status, kept.location()), (303, &*format!("{own}/language")));
    // And one that is saved while typing.
    let kept = answer_step(&robin.browser, &group, "focus", "0", &[("chosen", "grief"), ("words", "The house is so quiet")]).await;
    assert_eq!((kept.status, kept.header("hamdel-kept")), (200, "1"));
    let kept = answer_step(&robin.browser, &group, "focus", "1", &[("chosen", "grief"), ("words", "The house is so quiet now")]).await;
    assert_eq!((kept.status, kept.header("hamdel-kept")), (200, "2"));
    robin.browser.post("/sign-out", &[]).await;

    // Another day, another phone.
    world.app.clock.advance(TimeDelta::days(2));
    let phone = world.browser(Locale::En);
    assert_eq!(phone.sign_in(&robin.user_name, PASSPHRASE).await.status, 303);
    let page = phone.get(&own).await.body;
    assert!(page.contains("The house is so quiet now") && page.contains("25–34"), "all answers are there");
    assert!(page.contains(&format!("{own}/language\">Continue")), "and continues where it was left: {page}");
    for (step, fields) in [("language", [("chosen", "another"), ("words", "Kurdî")]), ("contact", [("name", "Tom"), ("call", "555 0100")])]
    {
        assert_eq!(answer_step(&phone, &group, step, "0", &fields).await.status, 200, "{step}");
    }
    let last = phone.post(&format!("{own}/contact"), &[("version", "1"), ("name", "Tom"), ("call", "555 0100")]).await;
    assert_eq!(last.location(), own, "the last question leads to the overview");

    // The therapist reads the answers (signing in again after two days), in both places; the contact has a route of its own.
    assert_eq!(group.therapist().sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    let before = format!("/groups/{}/members/{}", group.id, robin.membership);
    for place in ["intake", "fit"] {
        let page = group.therapist().get(&format!("{before}/{place}")).await.body;
        assert!(page.contains("The house is so quiet now"), "{place}");
        assert!(!page.contains("555 0100"), "{place} shows no contact");
    }
    let contact = group.therapist().get(&format!("{before}/emergency-contact")).await.body;
    assert!(contact.contains("555 0100") && contact.contains("Tom"));
    group.therapist().get(&format!("{before}/emergency-contact")).await;
    let reads = |kind: &str| format!("audit_entry where action = '{kind}_read' and subject_id = '{}'", robin.membership);
    assert_eq!(world.count(&reads("emergency_contact")).await, 1, "a read is recorded, once an hour");
    assert_eq!(world.count(&reads("intake")).await, 1);
    world.app.clock.advance(TimeDelta::hours(1));
    assert_eq!(group.therapist().sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    assert_eq!(group.therapist().get(&format!("{before}/emergency-contact")).await.status, 200);
    assert_eq!(world.count(&reads("emergency_contact")).await, 2);
}

#[sqlx::test(migrations = false)]
async fn unseen_answers_are_not_overwritten(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = candidate(&world, &group, "Robin").await;
    assert_eq!(answer_step(&robin.browser, &group, "care", "0", &[("words", "nothing yet")]).await.status, 200);
    // The therapist writes on an outdated page.
    let late = writes(&group, &robin, "care", "0", &[("words", "sees Dr Winter")]).await;
    assert_eq!((late.status, late.header("hamdel-kept")), (409, "1"));
    assert!(late.body.contains("nothing yet"), "the stored text is shown: {}", late.body);
    let page = group
        .therapist()
        .post(&format!("/groups/{}/members/{}/intake/care", group.id, robin.membership), &[("version", "0"), ("words", "sees Dr Winter")])
        .await;
    assert_eq!(page.status, 409);
    assert!(page.body.contains("nothing yet") && page.body.contains("sees Dr Winter"), "both are shown, and nothing is lost");
    // After both were shown, the new text replaces the other; sending the same form again changes nothing.
    for _ in 0..2 {
        assert_eq!(writes(&group, &robin, "care", "1", &[("words", "sees Dr Winter")]).await.header("hamdel-kept"), "2");
    }
    assert_eq!(answer_step(&robin.browser, &group, "care", "1", &[("words", "still nothing")]).await.status, 409);
    let page = robin.browser.get(&format!("/groups/{}/intake", group.id)).await.body;
    assert!(page.contains("sees Dr Winter") && page.contains("written by the therapist"));
    // A text that is too long is refused beside its field, which keeps it.
    let long = "a".repeat(1300);
    let refused = robin.browser.post(&format!("/groups/{}/intake/care", group.id), &[("version", "2"), ("words", &long)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(&long) && refused.beside("care-words-error").contains("1,200"));
    assert_eq!(answer_step(&robin.browser, &group, "care", "2", &[("words", &long)]).await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn intake_answers_belong_to_the_candidate_and_can_be_withdrawn(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = candidate(&world, &group, "Robin").await;
    answer_step(&robin.browser, &group, "goals", "0", &[("chosen", "heard"), ("words", "to breathe")]).await;
    writes(&group, &robin, "severity", "0", &[("chosen", "severe")]).await;
    let admit = format!("/groups/{}/members/{}/admission", group.id, robin.membership);
    assert_eq!(group.therapist().post(&admit, &[]).await.status, 303);
    let own = format!("/groups/{}/intake", group.id);
    assert!(robin.browser.get(&format!("/groups/{}", group.id)).await.body.contains(&own), "the group's page leads to it");
    assert!(robin.browser.get(&own).await.body.contains("to breathe"));
    assert_eq!(answer_step(&robin.browser, &group, "goals", "1", &[("words", "to sleep")]).await.status, 200);
    // The severity is neither asked nor shown.
    for reply in [
        robin.browser.get(&format!("{own}/severity")).await,
        answer_step(&robin.browser, &group, "severity", "1", &[("chosen", "mild")]).await,
    ] {
        assert_eq!(reply.status, 404);
    }
    assert!(!robin.browser.get(&own).await.body.contains("Severe"));
    // A pause removes nothing.
    world.execute(&format!("update membership set state = 'paused' where id = '{}'", robin.membership)).await.expect("a state");
    assert!(robin.browser.get(&own).await.body.contains("to sleep"));
    assert_eq!(robin.browser.post(&format!("{own}/withdrawal"), &[]).await.location(), own);
    assert!(!robin.browser.get(&own).await.body.contains("to sleep"));
    let left = format!("intake_part where membership_id = '{}'", robin.membership);
    assert_eq!(world.count(&left).await, 1, "the therapist's estimate of the severity is not theirs to withdraw");
    for state in ["invited", "left", "graduated", "removed"] {
        world.execute(&format!("update membership set state = '{state}' where id = '{}'", robin.membership)).await.expect("a state");
        assert_eq!(robin.browser.get(&own).await.status, 404, "{state}");
    }
}

#[sqlx::test(migrations = false)]
async fn a_candidate_is_seen_beside_the_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = candidate(&world, &group, "Robin").await;
    let fit = format!("/groups/{}/members/{}/fit", group.id, robin.membership);
    let together = format!("/groups/{}/fit", group.id);
    let (ann, ben) = (group.member("Ann").await, group.member("Ben").await);
    answer_all(&group, &robin, "55-64", "en", &["grief"], "severe").await;
    answer_all(&group, &ann, "25-34", "fa", &["anxiety", "loneliness"], "moderate").await;
    let page = group.therapist().get(&fit).await.body;
    assert!(page.contains("Not yet") && page.contains("at least two members"), "one member is not a group");
    answer_all(&group, &ben, "35-44", "fa", &["anxiety", "work"], "mild").await;
    // By hand: Ann (1/2 + 0 + 1/2 + 1 + 0) / 5 = 2/5, Ben (2/3 + 0 + 0 + 1 + 0) / 5 = 1/3; the mean is 11/30.
    let page = group.therapist().get(&fit).await.body;
    assert!(page.contains("<b>37</b>"), "the figure: {page}");
    for number in ["0.40", "0.33", "0.50", "0.67"] {
        assert!(page.contains(number), "the input numbers: {number}");
    }
    assert!(page.contains("Gower similarity") && page.contains("Biometrics 27"), "and their source");
    let says = page.split("fit-says").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default().to_owned();
    assert!(says.contains("Robin") && says.contains("earlier groups") && says.contains("language"), "{says}");
    assert!(page.contains("Would be the only one aged") && page.contains("Nobody else has come for the same reasons"));
    assert!(!page.contains("never been in a group"), "in that they resemble the others");
    // The three together: (4/5-or-so of Ann and Ben …) by hand: Ann and Ben (5/6 + 1/3 + 1/2 + 1 + 1) / 5 = 11/15; the mean with 2/5 and 1/3 is 22/45.
    let page = group.therapist().get(&together).await.body;
    assert!(page.contains("Not yet"), "two members are not a group: {page}");
    let carol = group.member("Carol").await;
    answer_all(&group, &carol, "55-64", "en", &["grief"], "severe").await;
    let page = group.therapist().get(&together).await.body;
    assert!(page.contains("<b>49</b>"), "Carol has Robin's answers: {page}");
    assert!(page.contains("Carol") && page.contains("the only one aged"));
    // With Robin beside her: the six pairs are 11/15, 2/5, 1/3, 2/5, 1/3 and 1, their mean 8/15.
    assert!(without_isolates(&page).contains("49 → 53"), "the change by one more member");
    assert!(without_isolates(&page).contains("Carol would no longer be the only one"));
    assert!(group.therapist().get(&format!("/groups/{}", group.id)).await.body.contains("<b>49</b>"), "the group's own page says it");
}

fn without_isolates(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

#[sqlx::test(migrations = false)]
async fn the_therapist_describes_the_groups_profile(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let path = format!("/groups/{}/profile", group.id);
    let fields = |version: &'static str, from: &'static str| {
        [
            ("version", version),
            ("areas", "grief"),
            ("areas", "family"),
            ("age_from", from),
            ("age_to", "٤٠"),
            ("severity_from", "mild"),
            ("severity_to", "moderate"),
            ("locale", "en"),
        ]
    };
    assert_eq!(group.therapist().post(&path, &fields("1", "۲۵")).await.status, 303);
    let page = group.therapist().get(&path).await.body;
    assert!(page.contains("value=\"25\"") && page.contains("value=\"grief\" checked"), "{page}");
    assert_eq!(group.therapist().post(&path, &fields("1", "30")).await.status, 409, "another tab was quicker");
    assert_eq!(group.therapist().post(&path, &fields("2", "50")).await.status, 422);
    let robin = candidate(&world, &group, "Robin").await;
    answer_all(&group, &robin, "55-64", "fa", &["grief"], "mild").await;
    let page = group.therapist().get(&format!("/groups/{}/members/{}/fit", group.id, robin.membership)).await.body;
    for word in ["in range", "partly", "out of range"] {
        assert!(page.contains(word), "{word}");
    }
    assert_eq!(world.count("therapy_group where areas is not null and position('grief'::bytea in areas) = 0").await, 1, "sealed");
}
