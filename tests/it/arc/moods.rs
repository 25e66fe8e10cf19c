//! Moods on arrival: visible to their owner and, when shared, to the therapist.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::World;

/// Words that no one else uses.
const WORD: &str = "quicksilver";

#[sqlx::test(migrations = false)]
async fn a_mood_is_visible_to_its_owner_and_when_shared_to_the_therapist(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let (member, other) = (group.member("Robin").await, group.member("Maya").await);
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    for one in [&member, &other] {
        assert!(!one.browser.get(&live).await.body.contains("class=\"dial\""), "asked once they have entered");
        assert_eq!(one.browser.post(&format!("/sessions/{session}/attendance"), &[]).await.status, 303);
    }
    let page = member.browser.get(&live).await.body;
    let asked = page.split("<form id=\"mood\"").nth(1).and_then(|rest| rest.split("</form>").next()).expect("they are asked");
    assert!(asked.contains("class=\"dial\"") && !asked.contains("checked"), "no choice is preselected, nor is sharing");
    let mut streams = Vec::new();
    for browser in [group.therapist(), &facilitator.browser, &other.browser] {
        streams.push(browser.follow(&live).await);
    }
    let mut own = member.browser.follow(&live).await;
    let check_in = format!("/sessions/{session}/check-in");
    for nothing in [vec![], vec![("word", WORD)], vec![("value", "11")]] {
        let reply = member.browser.fragment(&check_in, &nothing).await;
        assert!(reply.status == 422 && reply.body.contains("class=\"error\""), "{nothing:?}");
    }
    let given = [("value", "3"), ("word", WORD)];
    let reply = member.browser.fragment(&check_in, &given).await;
    assert!(reply.status == 200 && reply.body.contains(WORD) && reply.body.contains("only you see it"), "{}", reply.body);
    assert_eq!(own.until("mine").await.data, "mine");
    let mine = format!("/sessions/{session}/mine");
    assert!(member.browser.get(&mine).await.body.contains(WORD) && member.browser.get(&live).await.body.contains(WORD));
    // Everywhere else: the pages of all others, and their streams up to the next change for everyone.
    let pages = [
        live.clone(),
        mine.clone(),
        format!("/sessions/{session}"),
        format!("/sessions/{session}/check-ins"),
        "/".to_owned(),
        format!("/groups/{}", group.id),
        format!("/sessions/{session}/presence"),
        format!("/sessions/{session}/check-in/{}", member.membership),
    ];
    let leaks = async |shared_is_seen: bool| {
        for (who, browser) in [("therapist", group.therapist()), ("facilitator", &facilitator.browser), ("member", &other.browser)] {
            for page in &pages {
                let body = browser.get(page).await.body;
                let may = shared_is_seen && who == "therapist" && page.ends_with("/check-ins");
                assert_eq!(body.contains(WORD), may, "{who} at {page}");
            }
        }
    };
    leaks(false).await;
    // Shared: visible to the therapist alone, on the page for it.
    assert_eq!(member.browser.post(&check_in, &[("value", "4"), ("word", WORD), ("share", "true")]).await.location(), live);
    leaks(true).await;
    let page = group.therapist().get(&format!("/sessions/{session}/check-ins")).await.body;
    assert!(page.contains("<bdi>Robin</bdi>") && page.contains("4 of 10") && !page.contains("Maya"));
    assert_eq!(facilitator.browser.get(&format!("/sessions/{session}/check-ins")).await.status, 403);
    assert_eq!(world.count("mood").await, 1, "one for each: the earlier entry is replaced");
    // A pass counts as an answer, and withdraws everything.
    assert_eq!(member.browser.post(&check_in, &[("value", "4"), ("word", WORD), ("share", "true"), ("pass", "true")]).await.status, 303);
    leaks(false).await;
    assert_eq!(world.count("mood where value is null and word is null and not shared").await, 1);
    assert!(member.browser.get(&live).await.body.contains("You passed"));
    // A tender topic is published to all; until then the streams contained nothing of the mood.
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/tender"), &[("tender", "true")]).await.status, 303);
    for stream in &mut streams {
        loop {
            let event = stream.event().await.expect("a stream that continues");
            assert!(!event.data.contains(WORD) && event.name != "mine", "{event:?}");
            if event.data.contains("tender") || event.data.contains("may be heavy") {
                break;
            }
        }
    }
    assert_eq!(group.therapist().post(&check_in, &[("value", "9")]).await.status, 403, "staff cannot use the members' check-in");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(member.browser.post(&check_in, &[("value", "9")]).await.status, 422, "the session has ended");
}

#[sqlx::test(migrations = false)]
async fn staff_record_a_mood_for_a_member_without_a_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let id = Uuid::new_v4().to_string();
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &id), ("name", "Nophone")]).await;
    let session = group.live().await;
    let path = format!("/sessions/{session}/check-in/{id}");
    assert!(group.therapist().get(&path).await.body.contains("Nophone"));
    assert_eq!(group.therapist().post(&path, &[("value", "2"), ("word", WORD), ("share", "true")]).await.status, 303);
    assert_eq!(world.count(&format!("mood where membership_id = '{id}' and entered_by is not null")).await, 1);
    let page = group.therapist().get(&format!("/sessions/{session}/check-ins")).await.body;
    assert!(page.contains(WORD) && page.contains("entered by staff"), "marked as such");
    assert!(!group.therapist().get(&path).await.body.contains(WORD), "the form does not show it again");
    assert_eq!(group.therapist().post(&path, &[("pass", "true")]).await.status, 303, "and can be corrected");
    // Staff cannot change what a member entered themselves.
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    assert_eq!(member.browser.post(&format!("/sessions/{session}/check-in"), &[("value", "5")]).await.status, 303);
    let theirs = format!("/sessions/{session}/check-in/{}", member.membership);
    let refused = group.therapist().post(&theirs, &[("value", "1")]).await;
    assert!(refused.status == 422 && refused.body.contains("recorded it themselves"));
    assert_eq!(world.count(&format!("mood where membership_id = '{}' and entered_by is null", member.membership)).await, 1);
    assert_eq!(group.therapist().get(&format!("/sessions/{session}/check-in/{}", group.stranger().await.membership)).await.status, 404);
}
