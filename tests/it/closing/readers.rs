//! Who may read a closing, and who may not.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{held, sent};
use crate::world::{PASSPHRASE, World, without_tokens};

#[sqlx::test(migrations = false)]
async fn a_closing_is_for_the_members_of_that_day(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let session = held(&group).await;
    world.app.clock.advance(TimeDelta::days(2));
    // After two days no sign-in is valid any more: the therapist and both members sign in again.
    assert_eq!(group.therapist().sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    let late = group.member("Omid").await;
    for member in [&maya, &ruth] {
        let link = group.sign_in_link(member).await;
        assert_eq!(member.browser.post(&link, &[]).await.status, 303);
    }
    let desk = group.therapist().get(&format!("/sessions/{session}/closing")).await.body;
    assert!(desk.contains("2 of the 3 members"), "the page says how many members can read the closing: {desk}");
    assert_eq!(sent(&group, &session, "We met.").await.status, 303);
    let (path, base) = (format!("/sessions/{session}/closing"), format!("/groups/{}", group.id));
    for part in ["", "/versions/1", "/print"] {
        assert!(maya.browser.get(&format!("{path}{part}")).await.body.contains("We met."), "{part}");
    }
    assert!(maya.browser.get(&base).await.body.contains(&path) && maya.browser.get("/").await.body.contains("We met."));
    // A member who joined after the session gets an explanation on the closing's page, and finds the closing on no other page.
    let shown = late.browser.get(&path).await;
    assert!(shown.status == 200 && !shown.body.contains("We met.") && shown.body.contains("that day can read"), "{}", shown.body);
    assert!(!late.browser.get(&base).await.body.contains(&path) && !late.browser.get("/").await.body.contains("We met."));
    for part in ["/versions/1", "/print"] {
        assert_eq!(late.browser.get(&format!("{path}{part}")).await.status, 404, "{part}");
    }
    // A former member and a stranger get the same answer as for a session that does not exist.
    let removal = format!("/groups/{}/members/{}/removal", group.id, ruth.membership);
    assert_eq!(group.therapist().post(&removal, &[]).await.status, 303);
    let stranger = group.stranger().await;
    for part in ["", "/versions/1", "/print", "/drafts"] {
        let (real, nowhere) = (format!("{path}{part}"), format!("/sessions/{}/closing{part}", Uuid::new_v4()));
        for (browser, who) in [(&ruth.browser, "a former member"), (&stranger.browser, "a stranger")] {
            let (found, none) = (browser.get(&real).await, browser.get(&nowhere).await);
            assert_eq!((found.status, none.status), (404, 404), "{who} {part}");
            let same = |page: &str, path: &str| without_tokens(page).replace(path, "PATH");
            assert_eq!(same(&found.body, &real), same(&none.body, &nowhere), "{who} {part}");
        }
    }
}

#[sqlx::test(migrations = false)]
async fn a_sent_closing_is_plain_text_in_either_language(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let maya = group.member("مریم").await;
    let session = held(&group).await;
    let words = "<script>alert(1)</script> كيان 👩\u{200D}👩\u{200D}👧 می\u{200C}خواهد";
    assert_eq!(sent(&group, &session, words).await.status, 303);
    for path in [format!("/sessions/{session}/closing"), format!("/sessions/{session}/closing/print"), "/".to_owned()] {
        let page = maya.browser.get(&path).await.body;
        assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62; کیان 👩\u{200D}👩\u{200D}👧 می\u{200C}خواهد"), "{path}: {page}");
        assert!(page.contains("dir=\"rtl\""));
    }
}

#[sqlx::test(migrations = false)]
async fn reads_are_recorded_once_an_hour(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let session = super::held(&group).await;
    let path = format!("/sessions/{session}/closing");
    let read = "audit_entry where action = 'closing_read' and subject_kind = 'closing'";
    for browser in [&maya.browser, group.therapist()] {
        browser.get(&path).await;
    }
    assert_eq!(world.count(read).await, 0, "no read is recorded before the closing is sent");
    assert_eq!(super::sent(&group, &session, "We met.").await.status, 303);
    let before = world.count(read).await;
    for _ in 0..2 {
        for page in ["", "/print", "/versions/1"] {
            assert_eq!(maya.browser.get(&format!("{path}{page}")).await.status, 200);
        }
    }
    assert_eq!(world.count(read).await, before + 1, "one entry for all pages of the closing");
    ruth.browser.get(&path).await;
    assert_eq!(world.count(read).await, before + 2);
    world.app.clock.advance(TimeDelta::hours(1));
    maya.browser.sign_in(&maya.user_name, PASSPHRASE).await;
    assert_eq!(maya.browser.get(&path).await.status, 200);
    assert_eq!(world.count(read).await, before + 3);
    assert_eq!(world.count(&format!("{read} and subject_id <> '{session}'")).await, 0);
}
