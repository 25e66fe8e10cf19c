//! The next session opens with the commitments: on the console and the phones, and on the wall without a name.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{choosing, fresh, make, say};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn the_next_session_opens_with_the_commitments(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robinette").await, group.member("Mayaline").await);
    let first = group.live().await;
    let board = choosing(&group, &first).await;
    let (id, offered) = (fresh(), fresh());
    make(&robin.browser, &board, &id, &[("what", "osmium walk")]).await;
    make(group.therapist(), &board, &offered, &[("what", "rhodium letter"), ("whose", &wren.membership)]).await;
    group.therapist().post(&format!("/sessions/{first}/end"), &[]).await;
    say(&robin.browser, &id, &[("outcome", "not_yet"), ("word", "iridium week")]).await;
    let second = group.live().await;
    let live = format!("/sessions/{second}/live");
    let wall = group.therapist().post(&format!("/sessions/{second}/wall"), &[]).await.link("/wall/").expect("an address");
    let screen = world.browser(Locale::En);
    for member in [&robin, &wren] {
        member.browser.post(&format!("/sessions/{second}/attendance"), &[]).await;
    }
    assert!(!wren.browser.get(&live).await.body.contains("osmium"), "not before the stage");
    let stream = format!("/sessions/{second}/stream");
    let (mut theirs, mut staffs, mut walls) =
        (wren.browser.listen(&stream).await, group.therapist().listen(&stream).await, screen.listen(&format!("{wall}/stream")).await);
    group.therapist().post(&format!("/sessions/{second}/stage"), &[("seen", "1"), ("move", "next")]).await;
    let to_member = theirs.until_data("osmium walk").await.data;
    assert!(to_member.contains("<bdi>Robinette</bdi>"), "said in the circle, with a name");
    let to_wall = walls.until_data("osmium walk").await.data;
    let to_staff = staffs.until_data("osmium walk").await.data;
    assert!(to_staff.contains("iridium week") && to_staff.contains("Not yet"), "staff lead: {to_staff}");
    let mut shared = vec![to_member, to_wall];
    // The owner's phone has the three answers; only the owner and staff can change one.
    let own = robin.browser.get(&live).await.body;
    assert!(own.contains(&format!("action=\"/commitments/{id}/outcomes\"")) && own.contains("Your commitments"));
    assert_eq!(say(&robin.browser, &id, &[("outcome", "done"), ("back", "live")]).await.location(), live);
    staffs.until_data(">Done<").await;
    for path in [&live, &format!("/sessions/{second}/mine"), &format!("/sessions/{second}")] {
        shared.push(wren.browser.get(path).await.body);
    }
    shared.push(screen.get(&wall).await.body);
    assert_eq!(wren.browser.get(&format!("/commitments/{id}")).await.body.matches(">Done<").count(), 0, "nor on its page");
    assert!(shared[2].contains("osmium walk") && shared[5].contains("osmium walk"));
    for page in &shared {
        for secret in ["iridium", ">Done<", ">Not yet<"] {
            assert!(!page.contains(secret), "{secret} is its owner's and the staff's: {page}");
        }
    }
    for page in [&shared[1], &shared[5]] {
        for name in ["Robinette", "Mayaline"] {
            assert!(!page.contains(name), "{name} on the wall: {page}");
        }
        assert!(!page.contains("rhodium") && !page.contains("<form"));
    }
    assert!(shared[3].contains("rhodium letter"), "the offer still waits for Wren's own answer");
    assert!(!robin.browser.get(&live).await.body.contains("rhodium"));
    // The owner shares one answer and its text with the group: on the phones and the group's page, never on the wall, and not the next
    // answer.
    let outcome = [("outcome", "done"), ("word", "palladium walk"), ("shared", "true")];
    assert_eq!(say(&robin.browser, &id, &outcome).await.status, 303);
    let received = theirs.until_data("palladium walk").await.data;
    assert!(received.contains(">Done<") && !received.contains("iridium"), "the earlier outcome is not shared with it");
    let page = wren.browser.get(&format!("/commitments/{id}")).await.body;
    assert!(page.contains("palladium walk") && page.contains("wants the group to see it") && !page.contains("iridium"));
    assert!(wren.browser.get(&live).await.body.contains("palladium walk"));
    let on_wall = screen.get(&wall).await.body;
    assert!(on_wall.contains("osmium walk") && !on_wall.contains("palladium") && !on_wall.contains(">Done<"));
    assert_eq!(say(&robin.browser, &id, &[("outcome", "done")]).await.status, 303);
    assert!(wren.browser.get(&live).await.body.contains("palladium walk"), "the same by a button changes nothing");
    assert_eq!(say(&robin.browser, &id, &[("outcome", "not_yet")]).await.status, 303);
    let page = wren.browser.get(&live).await.body;
    assert!(!page.contains("palladium walk") && !page.contains(">Not yet<"), "asked again with each answer");
    // After the stage it is hidden again.
    group.therapist().post(&format!("/sessions/{second}/stage"), &[("seen", "2"), ("move", "next")]).await;
    theirs.until_data("data-stage=\"round\"").await;
    assert!(!wren.browser.get(&live).await.body.contains("osmium"));
}
