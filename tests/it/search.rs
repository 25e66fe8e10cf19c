//! Search: what one may open is found, in any spelling; nothing else is, and no trace of a query stays.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::staff;
use crate::world::{Browser, PASSPHRASE, TestPractice, World};

async fn search(by: &Browser, query: &str) -> String {
    let reply = by.post("/search", &[("query", query)]).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.body);
    reply.body
}

const NOTHING: &str = "Nothing found";

#[sqlx::test(migrations = false)]
async fn each_reader_finds_what_they_may_open_and_nothing_else(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, robin) = (group.member("Maya").await, group.member("كيان").await);
    let stranger = group.stranger().await;
    let (link, _) = group.invite("1", false).await;
    world.browser(Locale::En).join(&link, "Yasaman", PASSPHRASE).await;
    let session = group.planned().await;
    let leila = group.therapist();
    let secretary = staff::staff_member(&practice, "secretary", Locale::En).await;
    let elsewhere = TestPractice::another(&world, Locale::En).await.therapist;
    let (own, of_robin) = (format!("href=\"/groups/{}\"", group.id), format!("href=\"/groups/{}/members/{}\"", group.id, robin.membership));

    // The group, in other letters and without its spaces.
    for query in ["نيلوفر", "گروه\u{200C}نیلوفر", "نیلوفر گروه"] {
        assert!(search(&maya.browser, query).await.contains(&own), "{query}");
    }
    // A person: staff reach their page, members the group's.
    assert!(search(leila, "کیان").await.contains(&of_robin));
    let sina = group.facilitator("Sina").await.browser;
    let way = format!("/groups/{}/members/{}/membership", group.id, robin.membership);
    assert!(
        search(&sina, "کیان").await.contains(&format!("href=\"{way}\"")) && sina.get(&way).await.status == 200,
        "the sheet is not hers"
    );
    let found = search(&maya.browser, "کیان").await;
    assert!(found.contains(&own) && !found.contains(&of_robin) && found.contains("کیان"), "{found}");
    // Who waits, and who is in another group, is nobody a member may see.
    for name in ["Yasaman", "Stranger"] {
        assert!(search(&maya.browser, name).await.contains(NOTHING), "{name}");
        assert!(!search(leila, name).await.contains(NOTHING), "{name}");
    }
    // A session, by its number in any digits.
    for query in ["session ۱", "SESSION 1"] {
        assert!(search(&maya.browser, query).await.contains(&format!("href=\"/sessions/{session}\"")), "{query}");
    }
    assert!(search(&maya.browser, "session 11").await.contains(NOTHING));
    // From the desk: the group's name and hours, no person.
    let desk = search(&secretary, "نیلوفر").await;
    assert!(desk.contains(&format!("/practice/times#group-{}", group.id)) && desk.contains(&format!("/sessions/{session}/time")), "{desk}");
    assert!(!desk.contains(&own) && search(&secretary, "Maya").await.contains(NOTHING));
    for outsider in [&elsewhere, &stranger.browser] {
        let nothing = search(outsider, "Maya").await;
        assert!(nothing.contains(NOTHING), "{nothing}");
    }
    assert!(!world.log().contains("نيلوفر") && !world.log().contains("Yasaman"), "the log knows no query");
}

#[sqlx::test(migrations = false)]
async fn an_empty_or_long_query_is_answered_kindly(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let leila = &practice.therapist;
    assert!(leila.get("/search").await.body.contains("Group, person or session"));
    for empty in ["", "  \u{200C} "] {
        let refused = leila.post("/search", &[("query", empty)]).await;
        assert!(refused.status == 422 && refused.body.contains("Type a name or a few words"), "{}", refused.body);
    }
    let long = "quiet ".repeat(40);
    let refused = leila.post("/search", &[("query", &long)]).await;
    assert!(refused.status == 422 && refused.body.contains("a long one") && refused.body.contains("quiet quiet"), "{}", refused.body);
}
