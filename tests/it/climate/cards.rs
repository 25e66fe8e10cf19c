//! Paper cards: at most one for each person who can have written one, without a name.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Evening;
use crate::world::{Reply, World};

async fn enter(evening: &Evening<'_>, cards: &[[&str; 4]]) -> Reply {
    let mut fields = Vec::new();
    for card in cards {
        fields.extend(["heard", "safe", "belonging", "hope"].into_iter().zip(*card));
    }
    evening.facilitator.browser.post(&evening.path("cards"), &fields).await
}

#[sqlx::test(migrations = false)]
async fn answers_never_outnumber_people(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 3).await;
    for name in ["Maya", "Omid", "Ruth"] {
        evening.ticked(name).await;
    }
    for member in &evening.members[..3] {
        assert_eq!(evening.out(&member.browser, "7", ["7"; 4], &[]).await.status, 303);
    }
    let page = evening.facilitator.browser.get(&evening.path("cards")).await.body;
    assert_eq!(page.matches("name=\"heard\"").count(), 3, "a row for each member without a phone, however many answered by one");
    let four = enter(&evening, &[["6"; 4], ["6"; 4], ["8"; 4], ["۸", "", "", "8"]]).await;
    assert!(four.status == 422 && four.body.contains("more cards than people") && four.body.contains("value=\"۸\""), "the input is kept");
    assert_eq!(evening.kept().await, (3, 0));
    assert_eq!(enter(&evening, &[["", "", "", ""]]).await.status, 422);
    assert_eq!(enter(&evening, &[["6", "x", "", ""]]).await.status, 422);
    for _ in 0..2 {
        // A resend replaces the earlier entry.
        assert_eq!(enter(&evening, &[["6"; 4], ["", "", "", ""], ["۸", "", "", "8"], ["7"; 4]]).await.status, 303);
        assert_eq!(evening.kept().await, (6, 0));
    }
    let page = group.therapist().get(&evening.path("cards")).await.body;
    assert!(super::bare(&page).contains("3 cards are entered") && !page.contains("value=\"6\""), "counted, and not shown again");
    assert_eq!(evening.members[5].browser.get(&evening.path("cards")).await.status, 403);
    let rows: Vec<String> = world.all("select to_jsonb(c)::text from climate_answer c where giver_tag is null").await;
    assert!(rows.iter().all(|row| evening.members.iter().all(|one| !row.contains(&one.membership))));
    assert_eq!(world.count("audit_entry where action = 'cards_entered' and subject_kind = 'cards' and actor is not null").await, 2);
    // A member who gave a card then answers by phone: the answer is accepted, and counted once.
    assert_eq!(evening.out(&evening.members[3].browser, "7", ["7"; 4], &[]).await.status, 303);
    assert_eq!(evening.kept().await, (7, 0));
    evening.end().await;
    evening.noon().await;
    let kept = evening.figure("heard").await;
    assert!(kept.ends_with(" 6"), "six people, six answers: {kept}");
    assert_eq!(enter(&evening, &[["6"; 4]]).await.status, 422, "frozen");
    assert_eq!(evening.kept().await, (0, 0));
}
