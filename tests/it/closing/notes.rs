//! Private notes: for their author alone, protected by the passphrase.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::held;
use crate::world::{Browser, PASSPHRASE, Reply, World};

async fn write(browser: &Browser, path: &str, id: Uuid, based_on: &str, text: &str) -> Reply {
    let (id, page) = (id.to_string(), Uuid::new_v4().to_string());
    browser.fragment(path, &[("id", &id), ("page", &page), ("based_on", based_on), ("text", text)]).await
}

async fn confirm(browser: &Browser, passphrase: &str) -> Reply {
    browser.post("/step-up", &[("passphrase", passphrase), ("back", "/groups")]).await
}

#[sqlx::test(migrations = false)]
async fn notes_open_with_the_passphrase_for_ten_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let session = held(&group).await;
    let therapist = group.therapist();
    let paths = [format!("/sessions/{session}/private-notes"), format!("/groups/{}/members/{}/private-notes", group.id, maya.membership)];
    for path in &paths {
        assert!(therapist.get(path).await.location().starts_with("/step-up?back="), "{path}");
        let asked = write(therapist, path, Uuid::new_v4(), "", "a secret").await;
        assert_eq!((asked.status, asked.header("hamdel-step-up").is_empty()), (401, false));
    }
    assert_eq!(world.count("private_note").await, 0);
    // Without a script, the form for the passphrase carries the text along.
    let page = Uuid::new_v4().to_string();
    let fields = [("id", &*Uuid::new_v4().to_string()), ("page", &page), ("text", "words that <i>wait</i>")];
    let asked = therapist.post(&paths[0], &fields).await;
    assert!(asked.status == 403 && asked.body.contains("words that &#60;i&#62;wait"), "{}", asked.body);
    let mut wrong = fields.to_vec();
    wrong.push(("passphrase", "not this one at all"));
    let asked = therapist.post(&paths[0], &wrong).await;
    assert!(asked.status == 403 && asked.body.contains("words that") && world.count("private_note").await == 0);
    let before = therapist.cookie("hamdel");
    let mut right = fields.to_vec();
    right.push(("passphrase", PASSPHRASE));
    assert_eq!(therapist.post(&paths[0], &right).await.location(), paths[0]);
    assert_ne!(before, therapist.cookie("hamdel"), "a wider act needs a secret of its own");
    assert!(therapist.get(&paths[0]).await.body.contains("words that &#60;i&#62;wait"));
    assert_eq!(therapist.get(&paths[1]).await.status, 200, "it opens them all");
    // Another sign-in of the same person asks for the passphrase again.
    let elsewhere = world.browser(Locale::En);
    assert_eq!(elsewhere.sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    assert_eq!(elsewhere.get(&paths[0]).await.status, 303);
    world.app.clock.advance(TimeDelta::minutes(10));
    assert_eq!(therapist.get(&paths[0]).await.status, 303, "ten minutes, regardless of activity");
    assert_eq!(confirm(therapist, PASSPHRASE).await.location(), "/groups");
    assert_eq!(therapist.get(&paths[0]).await.status, 200);
    assert!(therapist.post("/step-up", &[("passphrase", PASSPHRASE), ("back", "//evil.example")]).await.location() == "/");
}

#[sqlx::test(migrations = false)]
async fn an_unsaved_note_is_given_back_and_saved_on_resend(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let path = format!("/sessions/{}/private-notes", held(&group).await);
    let (id, page) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let fields = [("id", &*id), ("page", &page), ("text", "words that must stay"), ("passphrase", PASSPHRASE)];
    world
        .execute("create function fails() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$")
        .await
        .expect("made");
    world.execute("create trigger fails before insert on private_note for each row execute function fails()").await.expect("made");
    let broken = group.therapist().post(&path, &fields).await;
    assert!(broken.status == 500 && broken.body.contains("words that must stay") && !broken.body.contains(PASSPHRASE));
    world.execute("drop trigger fails on private_note").await.expect("dropped");
    assert_eq!(group.therapist().post(&path, &fields).await.location(), path);
    assert_eq!(world.count("private_note").await, 1, "reported as saved, and saved");
}

#[sqlx::test(migrations = false)]
async fn passphrase_guesses_are_limited(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    for _ in 0..5 {
        assert_eq!(confirm(&practice.therapist, "a wrong guess of mine").await.status, 422);
    }
    let hashed = world.hashed();
    assert_eq!(confirm(&practice.therapist, PASSPHRASE).await.status, 429);
    assert_eq!(world.hashed(), hashed, "not even checked");
    assert_eq!(world.browser(Locale::En).sign_in("leila@example.org", PASSPHRASE).await.status, 303, "the sign-in form locks no one out");
    world.app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(confirm(&practice.therapist, PASSPHRASE).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn no_one_but_the_author_finds_notes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, sina) = (group.member("Maya").await, group.facilitator("Sina").await);
    let session = held(&group).await;
    let (on_session, on_member) =
        (format!("/sessions/{session}/private-notes"), format!("/groups/{}/members/{}/private-notes", group.id, maya.membership));
    confirm(group.therapist(), PASSPHRASE).await;
    for path in [&on_session, &on_member] {
        assert_eq!(write(group.therapist(), path, Uuid::new_v4(), "", "she was silent with vanadium").await.status, 200);
    }
    for (browser, who) in [(&maya.browser, "a member"), (&sina.browser, "a facilitator")] {
        confirm(browser, PASSPHRASE).await;
        for path in [&on_session, &on_member] {
            assert_eq!(browser.get(path).await.status, 404, "{who}");
            assert_eq!(write(browser, path, Uuid::new_v4(), "", "mine").await.status, 404, "{who}");
        }
        for page in ["/", &format!("/sessions/{session}"), &format!("/groups/{}", group.id), &format!("/sessions/{session}/closing")] {
            let body = browser.get(page).await.body;
            assert!(!body.contains("vanadium") && !body.contains("private-notes"), "{who} {page}");
        }
    }
    // Another therapist takes over the group: the notes stay with their author.
    let handed = format!(
        "update membership set role = case when role = 'therapist' then 'facilitator' else 'therapist' end, state = 'active'
         where group_id = '{}' and role <> 'member'",
        group.id
    );
    world.execute("drop index one_therapist_per_group").await.expect("no index");
    assert_eq!(world.execute(&handed).await.expect("another therapist"), 2);
    confirm(&sina.browser, PASSPHRASE).await;
    let theirs = sina.browser.get(&on_session).await;
    assert!(theirs.status == 200 && !theirs.body.contains("vanadium"), "an empty page of their own: {}", theirs.status);
    assert_eq!(write(&sina.browser, &on_session, Uuid::new_v4(), "", "a note of mine").await.status, 200);
    assert_eq!(group.therapist().get(&on_session).await.status, 404, "the group's routes are closed to a person who does not lead it");
    assert_eq!(world.count("private_note").await, 3);
    assert_eq!(world.count("keys.wrapped_key where owner_kind = 'private notes'").await, 2, "a key for each author");
}

#[sqlx::test(migrations = false)]
async fn an_author_does_not_overwrite_their_own_unseen_text(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let sina = group.facilitator("Sina").await;
    let session = group.live().await;
    let line = [("id", &*Uuid::new_v4().to_string()), ("text", "stay with shame")];
    assert_eq!(sina.browser.post(&format!("/sessions/{session}/backstage"), &line).await.status, 303);
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    group.therapist().post(&format!("/sessions/{session}/backstage/settlement"), &[("keep", "true")]).await;
    let (path, therapist) = (format!("/sessions/{session}/private-notes"), group.therapist());
    confirm(therapist, PASSPHRASE).await;
    assert!(therapist.get(&path).await.body.contains("stay with shame"), "the kept backstage line is among the private notes");
    assert!(!sina.browser.get(&format!("/sessions/{session}")).await.body.contains("stay with shame"));
    let first = Uuid::new_v4();
    assert_eq!(write(therapist, &path, first, "", "one").await.status, 200);
    assert_eq!(write(therapist, &path, first, "", "one").await.status, 200, "once more");
    let longer = write(therapist, &path, first, "", "one, and longer").await;
    assert!(longer.status == 409 && longer.body.contains(">one<") && longer.body.contains("one, and longer"), "{}", longer.body);
    assert!(!longer.body.contains(&format!("name=\"id\" value=\"{first}\"")), "both are given back, under fresh ids");
    let both = write(therapist, &path, Uuid::new_v4(), "", "two").await;
    assert!(both.status == 409 && both.body.contains(">one<") && both.body.contains(">two<"), "{}", both.body);
    let second = write(therapist, &path, Uuid::new_v4(), &first.to_string(), "one\n\ntwo").await;
    assert_eq!((second.status, world.count("private_note").await), (200, 1));
    assert_eq!(write(therapist, &path, Uuid::new_v4(), second.header("hamdel-draft"), &"x".repeat(9000)).await.status, 422);
    assert_eq!(
        world.all::<i64>("select count(*) from audit_entry where subject_kind like '%note%'").await,
        [0],
        "not even that there is one"
    );
}
