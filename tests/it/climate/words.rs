//! *I'd like a word*: for the therapist alone.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Evening;
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn a_contact_request_reaches_the_therapist_only(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let robin = &evening.members[0];
    let waits = "would like a word with you";
    assert!(!group.therapist().get("/").await.body.contains(waits));
    // Sent with no other answer; then withdrawn, and sent again together with a pass.
    assert_eq!(evening.out(&robin.browser, "", [""; 4], &["wish"]).await.status, 303);
    assert!(group.therapist().get("/").await.body.contains(waits));
    assert_eq!(evening.out(&robin.browser, "", [""; 4], &[]).await.status, 303);
    assert!(!group.therapist().get("/").await.body.contains(waits));
    for _ in 0..2 {
        assert_eq!(evening.out(&robin.browser, "4", [""; 4], &["wish", "pass"]).await.status, 303);
    }
    assert_eq!(world.count("contact_request").await, 1);
    assert!(group.therapist().get("/messages").await.body.contains("We talked"));
    assert!(robin.browser.get("/messages").await.body.contains("Your therapist sees it"));
    let page = evening.path("check-ins");
    let seen = group.therapist().get(&page).await.body;
    assert!(seen.contains("<bdi>Robin</bdi>") && seen.contains("We talked"));
    for other in [&evening.facilitator.browser, &evening.members[1].browser] {
        let sight = evening.sight(other).await;
        assert!(!sight.contains(waits) && !sight.contains("We talked"), "no one else");
    }
    let answer = evening.path(&format!("contact-requests/{}/answer", robin.membership));
    assert_eq!(evening.facilitator.browser.post(&answer, &[]).await.status, 403);
    assert_eq!(robin.browser.post(&answer, &[]).await.status, 403);
    let without_request = evening.path(&format!("contact-requests/{}/answer", evening.members[1].membership));
    assert_eq!(group.therapist().post(&without_request, &[]).await.status, 404, "a member without a request gets 404");
    assert_eq!(group.therapist().post(&answer, &[("from", "messages")]).await.location(), "/messages#words");
    assert_eq!(group.therapist().post(&answer, &[]).await.location(), page, "twice counts once");
    assert_eq!(world.count("audit_entry where action = 'contact_request_answered' and subject_kind = 'contact_request'").await, 1);
    assert!(!group.therapist().get("/").await.body.contains(waits));
    assert!(group.therapist().get(&page).await.body.contains("You talked on"));
    // An answered request stays; the form does not undo it.
    assert_eq!(evening.out(&robin.browser, "4", [""; 4], &[]).await.status, 303);
    assert_eq!(world.count("contact_request where answered_at is not null").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_word_can_be_asked_for_between_sessions(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, sina) = (group.member("Robin").await, group.member("Wren").await, group.facilitator("Sina").await);
    let waits = "would like a word with you";
    let (ask, back) = (format!("/groups/{}/contact-request", group.id), format!("/groups/{}/contact-request/withdrawal", group.id));
    for path in ["/", "/help"] {
        let page = robin.browser.get(path).await.body;
        assert!(page.contains(&format!("action=\"{ask}\"")) && page.contains("it isn’t emergency help"), "{path}");
        assert!(!sina.browser.get(path).await.body.contains(&ask), "staff do not ask");
    }
    for _ in 0..2 {
        assert_eq!(robin.browser.post(&ask, &[("from", "help")]).await.location(), "/help#help-word", "twice counts once");
    }
    assert_eq!(world.count("contact_request").await, 1);
    for path in ["/", "/help", "/messages"] {
        let page = robin.browser.get(path).await.body;
        assert!(page.contains(&back) && !page.contains(&format!("action=\"{ask}\"")), "{path}");
    }
    assert!(
        group.therapist().get("/").await.body.contains(waits) && group.therapist().get("/messages").await.body.contains("between sessions")
    );
    for other in [&wren.browser, &sina.browser] {
        for path in ["/", "/help", "/messages", &format!("/groups/{}", group.id)] {
            assert!(!other.get(path).await.body.contains(waits), "{path}");
        }
    }
    assert_eq!(wren.browser.post(&back, &[]).await.status, 303);
    assert_eq!(world.count("contact_request").await, 1, "one takes back one's own");
    assert_eq!(robin.browser.post(&back, &[]).await.location(), "/#ask-word");
    assert!(world.count("contact_request").await == 0 && !group.therapist().get("/").await.body.contains(waits));
    // Answered: it stays, and another can be made.
    robin.browser.post(&ask, &[]).await;
    let answer = format!("/groups/{}/contact-requests/{}/answer", group.id, robin.membership);
    for _ in 0..2 {
        assert_eq!(group.therapist().post(&answer, &[]).await.location(), "/messages#words", "twice counts once");
    }
    assert_eq!(world.count("audit_entry where action = 'contact_request_answered'").await, 1);
    robin.browser.post(&back, &[]).await;
    robin.browser.post(&ask, &[]).await;
    assert_eq!((world.count("contact_request").await, world.count("contact_request where answered_at is null").await), (2, 1));
    // Another therapist takes over: it stays with the first until it is said anew.
    let nora = crate::staff::staff_member(&practice, "therapist", Locale::En).await;
    let hers: String = world.one("select id::text from staff where role = 'therapist'").await;
    assert_eq!(group.therapist().post(&format!("/groups/{}/therapist", group.id), &[("staff", &hers)]).await.status, 303);
    assert!(!nora.get("/messages").await.body.contains("between sessions"));
    assert!(robin.browser.get("/help").await.body.contains(&format!("action=\"{ask}\"")));
    robin.browser.post(&ask, &[]).await;
    assert!(nora.get("/messages").await.body.contains("between sessions"));
    assert_eq!(world.count("contact_request").await, 2, "the same request, to the present therapist");
}

#[sqlx::test(migrations = false)]
async fn a_request_at_the_check_out_is_enough(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 1).await;
    let robin = &evening.members[0];
    assert_eq!(evening.out(&robin.browser, "", [""; 4], &["wish"]).await.status, 303);
    assert_eq!(robin.browser.post(&format!("/groups/{}/contact-request", group.id), &[]).await.status, 303);
    assert_eq!(world.count("contact_request where session_id is not null").await, world.count("contact_request").await);
    let help = robin.browser.get("/help").await.body;
    assert!(help.contains("will see that you’d like a word") && !help.contains("Take it back"), "the check-out takes it back: {help}");
}
