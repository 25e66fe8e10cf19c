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
