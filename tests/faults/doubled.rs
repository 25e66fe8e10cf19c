//! The same form sent many times at once: one idea, and the same answer to each.

use futures_util::future::join_all;
use reqwest::StatusCode;

use crate::client::Answer;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_at_once_twenty_times() {
    let stage = Stage::set().await;
    let listeners = stage.listeners();
    for round in 0..20 {
        let by = round % stage.people.len();
        let entry = stage.ledger.begin(by, "eight times");
        let answers = join_all((0..8).map(|_| stage.people[by].add_idea(stage.board, entry.id, &entry.text))).await;
        for answer in answers {
            assert_eq!(answer, Answer::Kept(entry.id), "{}", stage.app.log());
            stage.ledger.end(entry.id, answer);
        }
        // Another's form, or other words, under that id are refused and change nothing.
        let other = &stage.people[(by + 1) % stage.people.len()];
        assert_eq!(other.add_idea(stage.board, entry.id, &entry.text).await, Answer::Other(StatusCode::CONFLICT));
        assert_eq!(stage.people[by].add_idea(stage.board, entry.id, "other words").await, Answer::Other(StatusCode::CONFLICT));
    }
    stage.examine(&listeners).await;
    stage.examine_words().await;
    println!("20 forms sent 8 times at once: {}", stage.summary());
}
