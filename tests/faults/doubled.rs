//! The same form sent many times at once: it stores one idea, and every request gets the same answer.

use futures_util::future::join_all;
use reqwest::StatusCode;

use crate::client::Answer;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_identical_requests_take_effect_once_twenty_times() {
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
        // A form of another person, or other text, under that id is refused and changes nothing.
        let other = &stage.people[(by + 1) % stage.people.len()];
        assert_eq!(other.add_idea(stage.board, entry.id, &entry.text).await, Answer::Other(StatusCode::CONFLICT));
        assert_eq!(stage.people[by].add_idea(stage.board, entry.id, "other words").await, Answer::Other(StatusCode::CONFLICT));
    }
    stage.examine(&listeners).await;
    stage.examine_words().await;
    println!("20 forms sent 8 times at once: {}", stage.summary());
}
