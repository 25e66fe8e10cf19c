//! How many have checked in or out, as the console tells it.

use super::*;

/// The words of the card; empty in the stages that ask nobody.
async fn said(evening: &Evening<'_>, by: &Browser) -> String {
    let page = bare(&by.get(&evening.path("live")).await.body);
    let card = page.split_once("<section id=\"finished\"").and_then(|(_, rest)| rest.split_once("</section>")).map_or("", |(card, _)| card);
    card.split_once("<p>").and_then(|(_, rest)| rest.split_once("</p>")).map(|(words, _)| words.trim().to_owned()).unwrap_or_default()
}

#[sqlx::test(migrations = false)]
async fn it_moves_in_steps_for_staff_alone_and_no_answer_moves_a_screen(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 5).await;
    let staff = &evening.facilitator.browser;
    // What the console, the other phones and the wall are told; a member's own pages have their own count.
    let told = async || world.count(&format!("session_change where session_id = '{}'", evening.session)).await;
    let before = told().await;
    let few = "Fewer than three have finished or passed so far.";
    assert_eq!(said(&evening, staff).await, few, "on arrival: check-in");
    let pass = [("pass", "true")];
    for (n, member) in evening.members.iter().enumerate() {
        assert_eq!(member.browser.post(&evening.path("check-in"), &pass).await.status, 303);
        let words = ["", few, few, "At least 3 of 5 have finished or passed.", "At least 3 of 5 have finished or passed."];
        let expected = if n == 4 { "Everyone has finished or passed (5)." } else { words[n + 1] };
        assert_eq!(said(&evening, staff).await, expected, "{n}");
    }
    // Saying it again moves nothing.
    assert_eq!(evening.members[0].browser.post(&evening.path("check-in"), &[("value", "4")]).await.status, 303);
    assert_eq!(told().await, before, "only the member's own pages are told");
    assert!(!evening.members[0].browser.get(&evening.path("live")).await.body.contains("id=\"finished\""), "members read nothing of it");
    let close = [("seen", "1"), ("to", "7")];
    assert_eq!(staff.fragment(&evening.path("stage"), &close).await.status, 200);
    assert_eq!(said(&evening, staff).await, few, "check-out begins anew");
    let before = told().await;
    evening.all_out(&["7", "6", "8"], 0).await;
    assert_eq!(told().await, before);
    assert_eq!(said(&evening, staff).await, "At least 3 of 5 have finished or passed.");
    // A departure shows nothing of whether that person had said it.
    for member in &evening.members[2..4] {
        assert_eq!(member.browser.post(&evening.path("departure"), &[]).await.status, 303);
        assert_eq!(said(&evening, staff).await, "At least 3 of 5 have finished or passed.");
    }
    // What the console asks for from time to time is the same card.
    assert!(bare(&staff.get(&evening.path("finished")).await.body).contains("At least 3 of 5 have finished or passed."));
}
