//! What became of it: said by its owner, kept line by line, with the words as they were.

use hamdel::brainstorm::commitment::{Tally, store};
use hamdel::kit::db::Tx;
use hamdel::kit::locale::Locale;
use hamdel::session::SessionId;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{fresh, make, say};
use crate::town::Town;

#[sqlx::test(migrations = false)]
async fn its_owner_says_what_became_of_it_and_old_words_stay(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
    let circle = office.group(Locale::En, 8).await;
    let (robin, wren) = (circle.member("Robin").await, circle.member("Wren").await);
    let session = circle.live().await;
    let board = circle.board(&session, "aloud-named").await;
    let (id, other) = (fresh(), fresh());
    make(&robin.browser, &board, &id, &[("what", "write a letter")]).await;
    make(&wren.browser, &board, &other, &[("what", "rest on Sunday")]).await;
    circle.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("write a letter") && home.contains("By the next session") && !home.contains("rest on Sunday"));
    // A button pressed twice is said once; each answer is a line of its own.
    for outcome in ["not_yet", "not_yet", "done", "done"] {
        let said = say(&robin.browser, &id, &[("outcome", outcome), ("back", "home")]).await;
        assert_eq!(said.location(), "/#commitments");
    }
    assert_eq!(town.count("commitment_outcome").await, 2);
    assert!(robin.browser.get("/").await.body.contains("aria-pressed=\"true\">Done"));
    assert_eq!(say(&robin.browser, &id, &[]).await.status, 422, "nothing was chosen");
    // Changed: the new words count, the old ones stay, and two tabs overwrite nothing.
    let version = town.one::<i32>(&format!("select version from commitment where id = '{id}'")).await.to_string();
    let fields = [("outcome", "changed"), ("what", "send a voice message"), ("word", "easier"), ("version", &*version)];
    for _ in 0..2 {
        assert_eq!(say(&robin.browser, &id, &fields).await.status, 303);
    }
    let second = say(&robin.browser, &id, &[("outcome", "changed"), ("what", "call her"), ("version", &*version)]).await;
    assert!(second.status == 409 && second.body.contains("send a voice message") && second.body.contains("call her"), "both texts");
    assert_eq!(say(&robin.browser, &id, &[("outcome", "changed"), ("what", ""), ("version", "9")]).await.status, 422);
    let page = robin.browser.get(&format!("/commitments/{id}")).await.body;
    for words in ["send a voice message", "write a letter", "easier", "Not yet"] {
        assert!(page.contains(words), "{words}");
    }
    // The bar says no word, and takes none away.
    say(&robin.browser, &id, &[("outcome", "changed"), ("what", "send a voice message")]).await;
    assert_eq!(town.count("commitment_outcome").await, 3);
    // The group sees what, not what became of it; staff see it.
    let to_wren = wren.browser.get(&format!("/commitments/{id}")).await.body;
    assert!(to_wren.contains("send a voice message") && !to_wren.contains("easier") && !to_wren.contains("write a letter"), "{to_wren}");
    assert!(circle.therapist().get(&format!("/commitments/{id}")).await.body.contains("easier"));
    assert_eq!(town.count("commitment_outcome where word::text like '%easier%' or before::text like '%letter%'").await, 0, "sealed");
    // For figures: people and answers, no more.
    let mut tx = Tx::within(&town.house.pool, town.one("select id from practice").await).await.expect("a transaction");
    let tally = store::tally(&mut tx, SessionId(session.parse().expect("an id"))).await.expect("a tally");
    assert_eq!(tally, Tally { people: 2, made: 2, done: 0, not_yet: 0, changed: 1 });
    drop(tx);
    // Let go, it leaves the home; twice is once.
    for _ in 0..2 {
        assert_eq!(robin.browser.post(&format!("/commitments/{id}/withdrawal"), &[("back", "home")]).await.status, 303);
    }
    assert!(!robin.browser.get("/").await.body.contains("send a voice message"));
    assert_eq!(wren.browser.post(&format!("/commitments/{other}/withdrawal"), &[("knocking", "1")]).await.status, 422);
    assert_eq!(robin.browser.post(&format!("/commitments/{other}/withdrawal"), &[]).await.status, 403);
}
