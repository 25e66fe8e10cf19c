//! Joining, pausing and leaving, over HTTP.

mod crowd;
mod farewell;
mod guide;
mod handover;
mod names;
mod settings;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::charter;
use crate::world::{PASSPHRASE, TestGroup, World};

/// A member's page, or one of the routes below it.
pub fn at(group: &TestGroup<'_>, membership: &str, route: &str) -> String {
    format!("/groups/{}/members/{membership}{route}", group.id)
}

#[sqlx::test(migrations = false)]
async fn a_pause_keeps_the_seat_and_shows_nothing_of_the_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (maya, ruth, omid) = (group.member("Maya").await, group.member("Ruth").await, group.member("Omid").await);
    let proposal = charter::propose(&group, &maya.browser, "We listen.").await;
    charter::answer(&group, &ruth.browser, &proposal, 1, "agree", "").await;
    assert_eq!(world.count("charter_version").await, 0, "one has not answered");
    let session = group.live().await;
    let mut open = omid.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    let path = at(&group, &omid.membership, "/pause");
    assert_eq!(ruth.browser.post(&path, &[]).await.status, 403);
    assert_eq!(group.therapist().post(&path, &[("reason", "an operation")]).await.location(), at(&group, &omid.membership, ""));
    assert_eq!(world.count("charter_version").await, 1, "the required agreements are counted in the same transaction");
    assert_eq!(open.until("gone").await.data, "/sign-in");
    for hidden in [format!("/groups/{}", group.id), format!("/sessions/{session}/live"), format!("/groups/{}/preparation", group.id)] {
        assert_eq!(omid.browser.get(&hidden).await.status, 404, "{hidden}");
    }
    // Their home and their own page say so politely; only the therapist knows the reason.
    assert!(omid.browser.get("/").await.body.contains(&format!("/groups/{}/own", group.id)));
    let own = omid.browser.get(&format!("/groups/{}/own", group.id)).await;
    assert!(own.status == 200 && own.body.contains("Your seat is kept") && !own.body.contains("an operation"), "{}", own.body);
    assert!(group.therapist().get(&at(&group, &omid.membership, "/membership")).await.body.contains("an operation"));
    let leila = group.facilitator("Leila").await;
    assert!(!leila.browser.get(&at(&group, &omid.membership, "/membership")).await.body.contains("an operation"), "nor a facilitator's");
    // The seat is kept: no one else gets it, and the member returns to it.
    let (link, _) = group.invite("1", true).await;
    let late = world.browser(Locale::En);
    assert!(late.join(&link, "Late", PASSPHRASE).await.body.contains("All seats of"), "politely, and they wait");
    assert_eq!(group.therapist().post(&at(&group, &omid.membership, "/return"), &[]).await.status, 303);
    assert_eq!(group.therapist().post(&at(&group, &omid.membership, "/return"), &[]).await.status, 303, "twice counts once");
    assert_eq!(omid.browser.get(&format!("/groups/{}", group.id)).await.status, 200);
    let states: Vec<String> =
        world.all(&format!("select state from membership_change where membership_id = '{}' order by at, id", omid.membership)).await;
    assert_eq!(states.len(), 3);
    assert_eq!(world.count(&format!("membership where id = '{}' and seat = 3", omid.membership)).await, 1, "the same membership number");
}

#[sqlx::test(migrations = false)]
async fn a_member_leaves_and_returns_by_an_invitation(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let leaving = format!("/groups/{}/leaving", group.id);
    assert_eq!(maya.browser.get(&leaving).await.status, 200);
    let long = "x".repeat(401);
    let refused = maya.browser.post(&leaving, &[("when", "now"), ("reason", &long)]).await;
    assert!(refused.status == 422 && refused.body.contains(&long), "the input is kept");
    assert_eq!(maya.browser.post(&leaving, &[("when", "some day")]).await.status, 422);
    assert_eq!(maya.browser.get(&format!("/groups/{}", group.id)).await.status, 200, "nothing has happened yet");
    let fields = [("when", "now"), ("reason", "I move to Shiraz"), ("word", "Thank you all."), ("shown", "true")];
    assert_eq!(maya.browser.post(&leaving, &fields).await.location(), format!("/groups/{}/own", group.id));
    assert_eq!(maya.browser.post(&leaving, &fields).await.status, 303, "a double click");
    assert_eq!(maya.browser.get(&format!("/groups/{}", group.id)).await.status, 404);
    let own = maya.browser.get(&format!("/groups/{}/own", group.id)).await.body;
    for stays in ["You’ve left", "I move to Shiraz", "Thank you all.", "What stays"] {
        assert!(own.contains(stays), "{stays}: {own}");
    }
    let therapists = group.therapist().get(&at(&group, &maya.membership, "/membership")).await.body;
    assert!(therapists.contains("I move to Shiraz") && therapists.contains("Thank you all.") && therapists.contains("by themselves"));
    assert!(!ruth.browser.get(&format!("/groups/{}", group.id)).await.body.contains("Thank you all."), "the therapist can read it out");
    // A member's reason for leaving is sealed under their own key.
    let keys: i64 = world
        .one(&format!(
            "select count(*) from membership_change c join keys.wrapped_key k on k.owner_id = c.membership_id
             where c.membership_id = '{}' and c.reason is not null and substr(c.reason, 2, 16) = uuid_send(k.id)",
            maya.membership
        ))
        .await;
    assert_eq!(keys, 1);
    // By a new invitation, with the same account, as a new membership.
    let (link, _) = group.invite("1", true).await;
    assert_eq!(maya.browser.post(&link, &[("name", "Maya")]).await.location(), "/");
    assert_eq!(maya.browser.get(&format!("/groups/{}", group.id)).await.status, 200);
    assert_eq!(world.count("membership where state = 'left'").await, 1, "the past is history");
}

#[sqlx::test(migrations = false)]
async fn a_waiting_person_can_withdraw_and_unauthorized_staff_change_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (link, _) = group.invite("1", false).await;
    let waiting = world.browser(Locale::En);
    waiting.join(&link, "Robin", PASSPHRASE).await;
    let own = waiting.get(&format!("/groups/{}/own", group.id)).await;
    assert!(own.status == 200 && own.body.contains("You’re waiting to join"));
    let leaving = format!("/groups/{}/leaving", group.id);
    assert!(!waiting.get(&leaving).await.body.contains("name=\"word\""), "a waiting person knows no group to leave a message for");
    assert_eq!(waiting.post(&leaving, &[("when", "now")]).await.status, 303);
    assert_eq!(world.count("membership where state = 'left'").await, 1);
    assert_eq!(group.therapist().post(&leaving, &[("when", "now")]).await.status, 422, "a group keeps its therapist");
    let leila = group.facilitator("Leila").await;
    assert_eq!(leila.browser.post(&leaving, &[("when", "now")]).await.status, 303, "a facilitator may");
    // Staff record it for a member without a phone; a member with a phone leaves by themselves.
    let (zal, maya) = (Uuid::new_v4().to_string(), group.member("Maya").await);
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &zal), ("name", "Zal")]).await;
    assert_eq!(group.therapist().post(&at(&group, &maya.membership, "/leaving"), &[]).await.status, 403);
    let long = "x".repeat(401);
    for route in ["/leaving", "/pause", "/removal"] {
        let refused = group.therapist().post(&at(&group, &zal, route), &[("reason", &long)]).await;
        assert_eq!(refused.status, 422, "{route}");
        assert!(
            refused.beside("reason-error").contains("at most 400") && refused.body.contains(&long),
            "{route}: explained beside the field, and kept"
        );
        assert!(refused.body.contains(&format!("action=\"{}\"", at(&group, &zal, route))), "{route}: can be sent again");
    }
    assert_eq!(world.count(&format!("membership where id = '{zal}' and state = 'active'")).await, 1, "nothing has happened yet");
    assert_eq!(group.therapist().post(&at(&group, &zal, "/leaving"), &[("reason", "too far")]).await.status, 303);
    assert_eq!(world.count(&format!("membership where id = '{zal}' and state = 'left'")).await, 1);
}

#[sqlx::test(migrations = false)]
async fn only_the_therapist_opens_a_closed_group_that_has_begun(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    world.execute(&format!("update therapy_group set admission = 'closed' where id = '{}'", group.id)).await.expect("a group");
    let before = group.member("Maya").await;
    assert_eq!(before.browser.get(&format!("/groups/{}", group.id)).await.status, 200, "until it begins a link may admit");
    let (early, _) = group.invite("1", true).await;
    group.live().await;
    // A link that granted admission no longer grants it, and no such link can be created.
    let late = world.browser(Locale::En);
    assert!(late.get(&early).await.body.contains("The therapist then lets you in"), "and it says so");
    assert!(late.join(&early, "Late", PASSPHRASE).await.body.contains("still has to let you in"));
    let fields = [("id", &*Uuid::new_v4().to_string()), ("role", "member"), ("seats", "1"), ("days", "7"), ("admits", "true")];
    assert_eq!(group.therapist().post(&format!("/groups/{}/invitations", group.id), &fields).await.status, 409);
    let waiting: String = world.one("select id::text from membership where state = 'waiting'").await;
    let admission = at(&group, &waiting, "/admission");
    let refused = group.therapist().post(&admission, &[]).await;
    assert!(refused.status == 422 && refused.body.contains("closed to new people"), "not by accident");
    assert_eq!(group.therapist().post(&admission, &[("closed_too", "true")]).await.status, 303, "but with confirmation");
    assert_eq!(late.get(&format!("/groups/{}", group.id)).await.status, 200);
}

#[sqlx::test(migrations = false)]
async fn a_removed_member_waits_even_with_an_admitting_link(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (link, _) = group.invite("3", true).await;
    let robin = world.browser(Locale::En);
    assert_eq!(robin.join(&link, "Robin", PASSPHRASE).await.status, 200);
    let base = format!("/groups/{}", group.id);
    assert_eq!(robin.get(&base).await.status, 200, "it admits");
    let seat: String = world.one("select id::text from membership where role = 'member'").await;
    group.therapist().post(&at(&group, &seat, "/removal"), &[]).await;
    assert_eq!(robin.get(&base).await.status, 404);
    assert_eq!(robin.post(&link, &[("name", "Robin")]).await.status, 303, "they may ask again");
    assert_eq!(world.count("membership where role = 'member' and state = 'waiting'").await, 1, "and the therapist decides");
    assert_eq!(robin.get(&base).await.status, 404);
}
