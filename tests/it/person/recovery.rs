//! Recovery: a link that lets a person set a passphrase, and the recovery word without which the link opens no more than necessary.

use chrono::TimeDelta;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::person::{PersonId, sign_in};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::staff;
use crate::world::{Browser, Member, PASSPHRASE, TestGroup, TestPractice, World};

const NEW: &str = "a lantern under five bridges";

/// A person signs in by a link of the group's therapist.
async fn sign_in_by_link(world: &World, group: &TestGroup<'_>, member: &Member, word: &str) -> Browser {
    let (link, browser) = (group.sign_in_link(member).await, world.browser(Locale::En));
    browser.get(&link).await;
    let reply = browser.post(&link, &[("recovery", word)]).await;
    assert_eq!((reply.status, reply.location()), (303, "/account"), "{}", reply.body);
    browser
}

#[sqlx::test(migrations = false)]
async fn a_link_allows_setting_a_passphrase_once_within_ten_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let late = sign_in_by_link(&world, &group, &member, "").await;
    assert_eq!(member.browser.get("/account").await.status, 303, "a link made by staff ends the other sign-ins");
    assert!(late.get("/account").await.body.contains("You signed in with a link"));
    world.app.clock.advance(TimeDelta::minutes(10));
    assert!(!late.get("/account").await.body.contains("You signed in with a link"));
    assert_eq!(late.post("/account/passphrase", &[("new", NEW)]).await.status, 422, "the old passphrase is required again");
    let browser = sign_in_by_link(&world, &group, &member, "").await;
    assert_eq!(browser.post("/account/passphrase", &[("new", "short")]).await.status, 422);
    assert_eq!(browser.post("/account/passphrase", &[("new", NEW)]).await.location(), "/account?kept=true");
    assert_eq!(browser.post("/account/passphrase", &[("new", PASSPHRASE)]).await.status, 422, "once");
    assert_eq!(world.browser(Locale::En).sign_in(&member.user_name, NEW).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn unnamed_content_stays_closed_until_the_recovery_word_is_given(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (member, other) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    for one in [&member, &other] {
        one.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    let board = group.board(&session, "quiet-nameless").await;
    let (idea, text) = (Uuid::new_v4(), "breathe slowly");
    assert_eq!(member.browser.idea(&board, idea, text).await.status, 200);
    let mine = format!("/sessions/{session}/mine");
    assert!(member.browser.get(&mine).await.body.contains(text));
    world.app.clock.advance(TimeDelta::seconds(1));
    let browser = sign_in_by_link(&world, &group, &member, "").await;
    let back = format!("/entries/{idea}/withdrawal");
    assert!(!browser.get(&mine).await.body.contains(text), "a sign-in by link does not show the earlier idea");
    let (theirs, strangers) = (browser.fragment(&back, &[]).await.status, other.browser.fragment(&back, &[]).await.status);
    assert_eq!(theirs, strangers, "and cannot withdraw it");
    assert_eq!(world.count("entry where is_idea and not withdrawn").await, 1);
    // Content written from now on is theirs.
    assert_eq!(browser.idea(&board, Uuid::new_v4(), "walk a little").await.status, 200);
    assert!(browser.get(&mine).await.body.contains("walk a little"));
    let form = format!("/sessions/{session}/check-out");
    let answered = browser.post(&form, &[("value", "5"), ("belonging", "5")]).await;
    assert!(answered.status == 422 && answered.body.contains("without your recovery words"), "once each: {}", answered.body);
    assert_eq!(browser.post(&form, &[("value", "5")]).await.status, 303, "a mood carries their name");
    assert!(browser.get("/").await.body.contains("Some things are closed"));
    let wrong = browser.post("/account/recovery-word/opening", &[("recovery", "one two three")]).await;
    assert!(wrong.status == 422 && wrong.beside("recovery-error").contains("aren’t your recovery words"), "{}", wrong.body);
    let typed = member.words.to_uppercase().replace(' ', "-");
    let opened = browser.post("/account/recovery-word/opening", &[("recovery", &typed)]).await;
    assert_eq!(opened.location(), "/account/recovery-word?opened=true");
    assert!(browser.get(&mine).await.body.contains(text));
    assert!(!browser.get("/").await.body.contains("Some things are closed"));
    // If the recovery word is given with the link, nothing is closed.
    let browser = sign_in_by_link(&world, &group, &member, &member.words).await;
    assert!(browser.get(&mine).await.body.contains(text));
}

#[sqlx::test(migrations = false)]
async fn a_new_recovery_word_does_not_open_closed_content(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    let board = group.board(&session, "quiet-nameless").await;
    member.browser.idea(&board, Uuid::new_v4(), "breathe slowly").await;
    world.app.clock.advance(TimeDelta::seconds(1));
    let thief = sign_in_by_link(&world, &group, &member, "").await;
    thief.post("/account/passphrase", &[("new", NEW)]).await;
    let made = thief.post("/account/recovery-word", &[]).await;
    let words = made.beside("three");
    assert!(made.body.contains(&member.user_name) && words.split(' ').count() == 3, "{}", made.body);
    thief.post("/account/recovery-word/opening", &[("recovery", &words)]).await;
    let mine = format!("/sessions/{session}/mine");
    assert!(!thief.get(&mine).await.body.contains("breathe slowly"));
    world.app.clock.advance(TimeDelta::seconds(1));
    let again = sign_in_by_link(&world, &group, &member, &words).await;
    assert!(!again.get(&mine).await.body.contains("breathe slowly"), "nor with another link");
    // Once it is noted, only the passphrase creates another one.
    again.post("/account/recovery-word/confirmation", &[]).await;
    let asked = again.post("/account/recovery-word", &[]).await;
    assert!(asked.location().starts_with("/step-up"), "{}", asked.location());
    assert_eq!(world.browser(Locale::En).post(&group.sign_in_link(&member).await, &[("recovery", &member.words)]).await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn a_person_without_a_recovery_word_is_asked_to_note_one(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let leila = &practice.therapist;
    assert!(leila.get("/").await.body.contains("Write down your three recovery words"));
    let first = leila.post("/account/recovery-word", &[]).await.beside("three");
    assert_eq!(leila.post("/account/recovery-word", &[]).await.beside("three"), first, "a second press shows the same word");
    world.app.clock.advance(TimeDelta::minutes(1));
    let second = leila.post("/account/recovery-word", &[]).await.beside("three");
    assert!(first != second && second.split(' ').count() == 3);
    assert!(leila.get("/").await.body.contains("Write down your three recovery words"), "until they confirm it");
    assert_eq!(leila.post("/account/recovery-word/confirmation", &[]).await.location(), "/");
    assert!(!leila.get("/").await.body.contains("Write down your three recovery words"));
}

#[sqlx::test(migrations = false)]
async fn a_link_of_one_practice_opens_no_other(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let (here, there) = (world.practice(Locale::En).await, TestPractice::another(&world, Locale::En).await);
    let (ours, theirs) = (here.group(Locale::En, 8).await, there.group(Locale::En, 8).await);
    let member = ours.member("Robin").await;
    let (link, _) = theirs.invite("1", true).await;
    member.browser.post(&link, &[("name", "Robin")]).await;
    let newest = format!("select id::text from membership where group_id = '{}' and role = 'member'", theirs.id);
    let browser = member.browser;
    let place =
        Member { browser: world.browser(Locale::En), user_name: String::new(), words: String::new(), membership: world.one(&newest).await };
    let sees = async |browser: &Browser| {
        let statuses = [&ours.id, &theirs.id].map(async |id: &String| browser.get(&format!("/groups/{id}")).await.status == 200);
        let [ours, theirs] = statuses;
        (ours.await, theirs.await)
    };
    assert_eq!(sees(&browser).await, (true, true));
    let member = Member { browser, ..member };
    let by_us = sign_in_by_link(&world, &ours, &member, "").await;
    assert_eq!(sees(&by_us).await, (true, false), "the other practice's group is not there");
    world.app.clock.advance(TimeDelta::seconds(1));
    // A recovery word that was created with that link does not open it, and is worthless once the other practice has created a link.
    let made = by_us.post("/account/recovery-word", &[]).await.beside("three");
    by_us.post("/account/recovery-word/opening", &[("recovery", &made)]).await;
    assert_eq!(sees(&by_us).await, (true, false));
    world.app.clock.advance(TimeDelta::seconds(1));
    let by_them = sign_in_by_link(&world, &theirs, &place, "").await;
    assert_eq!(sees(&by_them).await, (false, true));
    let again = ours.sign_in_link(&member).await;
    assert_eq!(world.browser(Locale::En).post(&again, &[("recovery", &made)]).await.status, 422);
    // The links of both practices and one word together give everything back.
    let own = by_them.post("/account/recovery-word", &[]).await.beside("three");
    world.app.clock.advance(TimeDelta::seconds(1));
    let both = sign_in_by_link(&world, &ours, &member, &own).await;
    assert_eq!(sees(&both).await, (true, true));
}

#[sqlx::test(migrations = false)]
async fn each_role_makes_sign_in_links_only_for_permitted_people(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let sohrab = staff::accept_offer(&world, &staff::offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    let post: String = world.one("select id::text from staff where role = 'therapist'").await;
    let path = format!("/practice/staff/{post}/sign-in-link");
    assert_eq!(sohrab.post(&path, &[]).await.status, 403);
    let link = async || practice.therapist.post(&path, &[]).await.link("/sign-in/").expect("a link");
    let back = world.browser(Locale::En);
    assert_eq!(back.post(&link().await, &[]).await.location(), "/account");
    assert_eq!(back.post("/account/passphrase", &[("new", NEW)]).await.status, 303);
    assert_eq!(sohrab.get("/account").await.status, 303);
    assert_eq!(world.count("audit_entry where action = 'staff_sign_in_link_made'").await, 1);
    // A link that is not used yet becomes worthless once the content that it would open has changed.
    let (links, out) = ([group.sign_in_link(&member).await, link().await], world.browser(Locale::En));
    member.browser.post(&staff::offer(&practice.therapist, "facilitator").await.0, &[]).await;
    practice.therapist.post(&format!("/practice/staff/{post}/removal"), &[]).await;
    for link in &links {
        assert_eq!(out.get(link).await.status, 404);
    }
    let refused = practice.therapist.post(&format!("/groups/{}/members/{}/sign-in-link", group.id, member.membership), &[]).await;
    assert_eq!(refused.status, 403, "staff get theirs from an administrator");
    let other = group.member("Wren").await;
    let link = group.sign_in_link(&other).await;
    practice.therapist.post(&format!("/groups/{}/members/{}/removal", group.id, other.membership), &[]).await;
    assert_eq!(out.get(&link).await.status, 404, "removed");
}

#[sqlx::test(migrations = false)]
async fn a_link_of_the_installation_closes_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let person = PersonId(world.one("select person_id from staff").await);
    let mut tx = Tx::without_practice(&world.app.pool).await.expect("a transaction");
    let link = sign_in::make_link(&mut tx, person, TimeDelta::hours(1), world.app.clock.now()).await.expect("a link");
    tx.commit().await.expect("a commit");
    assert_eq!(world.browser(Locale::En).post(&link, &[]).await.location(), "/");
    assert_eq!(practice.therapist.get("/account").await.status, 200);
    assert_eq!(world.count("person where nameless_closed_before is not null or nameless_held_before is not null").await, 0);
}
