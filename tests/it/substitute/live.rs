//! During a live session: a facilitator takes the therapist's place; a substitute is named at the last moment, and removed.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{LEILA, asks, kian, named};
use crate::closing::Tab;
use crate::concern::{enter, lay};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn a_facilitator_takes_the_therapists_place_for_one_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, sina) = (group.member("Maya").await, group.facilitator("Sina").await);
    let before = group.live().await;
    enter(&maya.browser, &before).await;
    let id = uuid::Uuid::new_v4().to_string();
    assert_eq!(lay(&maya.browser, &before, &id, "an earlier worry", "nameless").await.status, 200);
    assert_eq!(practice.therapist.post(&format!("/sessions/{before}/end"), &[]).await.status, 303);
    let session = group.live().await;
    let path = format!("/sessions/{session}");
    for rest in ["/check-ins", "/whereabouts"] {
        assert_eq!(sina.browser.get(&format!("{path}{rest}")).await.status, 403, "{rest}");
    }
    let reply = asks(&practice.therapist, &format!("{path}/substitutions"), LEILA, "Sina · facilitator of this group").await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(world.count("membership where state = 'substitute'").await, 0, "they are a participant already");
    enter(&maya.browser, &session).await;
    let id = uuid::Uuid::new_v4().to_string();
    assert_eq!(lay(&maya.browser, &session, &id, "a worry of today", "nameless").await.status, 200);
    for rest in ["/check-ins", "/whereabouts"] {
        assert_eq!(sina.browser.get(&format!("{path}{rest}")).await.status, 200, "{rest}");
        assert_eq!(sina.browser.get(&format!("/sessions/{before}{rest}")).await.status, 403, "{rest}, of another session");
    }
    let mine = sina.browser.get(&format!("{path}/mine")).await.body;
    assert!(mine.contains("Maya"), "the author of a concern, for today's leader: {mine}");
    assert!(!sina.browser.get(&format!("/sessions/{before}/mine")).await.body.contains("Maya"), "and of no other day");
    assert_eq!(sina.browser.get(&format!("/groups/{}", group.id)).await.status, 200, "the group stays open to them");
    assert_eq!(sina.browser.get(&format!("{path}/private-notes")).await.status, 404);
    assert_eq!(sina.browser.get(&format!("{path}/substitutions")).await.status, 404, "a substitute cannot name another");
    assert_eq!(sina.browser.fragment(&format!("{path}/stage"), &[("seen", "1"), ("to", "7")]).await.status, 200);
    let desk = Tab::open(&sina.browser, &session).await;
    assert_eq!(sina.browser.post(&format!("{path}/end"), &[]).await.status, 303);
    assert_eq!(desk.publish(uuid::Uuid::new_v4(), "We sat together.", &[]).await.status, 303, "and they send the closing");
    world.app.clock.advance(chrono::TimeDelta::hours(24));
    hamdel::app::freeze(&world.app).await.expect("a database");
    sina.browser.sign_in(&sina.user_name, crate::world::PASSPHRASE).await;
    assert_eq!(sina.browser.get(&format!("{path}/check-ins")).await.status, 403, "a facilitator again");
    assert_eq!(sina.browser.get(&path).await.status, 200);
}

#[sqlx::test(migrations = false)]
async fn a_removed_substitute_receives_nothing_more(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let guest = kian(&world, &practice.therapist, "therapist").await;
    let session = group.live().await;
    let (live, stream) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/stream?after=0"));
    let mut phone = maya.browser.listen(&stream).await;
    assert_eq!(guest.get(&live).await.status, 404);
    named(&practice.therapist, &session, LEILA).await;
    phone.until_data("stands in for").await;
    let mut open = guest.listen(&stream).await;
    assert_eq!((open.status, guest.get(&live).await.status), (200, 200), "at once");
    let id: String = world.one("select id::text from substitution").await;
    let taken_back = practice.therapist.post(&format!("/sessions/{session}/substitutions/{id}/withdrawal"), &[]).await;
    assert_eq!(taken_back.status, 303);
    open.until("gone").await;
    assert!(open.is_over().await);
    assert_eq!((guest.get(&live).await.status, guest.listen(&stream).await.status), (404, 404));
    assert!(!maya.browser.get(&live).await.body.contains("stands in for"));
}
