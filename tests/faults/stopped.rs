//! An orderly shutdown while people write and listen.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::join_all;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::app::PATIENCE;
use crate::ledger::Outcome;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_ends_every_stream_and_finishes_requests_in_progress() {
    let mut stage = Stage::set().await;
    let before: BTreeSet<Uuid> = stage.numbers().0.into_keys().collect();
    let path = format!("/sessions/{}/stream?after=0", stage.session);
    // As many streams as two staff and a member may have.
    let people = [[0; 8].as_slice(), &[1; 8], &[2; 3]].concat();
    let streams = join_all(people.into_iter().map(|n| stage.people[n].get(&path).timeout(PATIENCE * 10).send())).await;
    let received = Arc::new(Semaphore::new(0));
    let reading: Vec<_> = streams
        .into_iter()
        .map(|answer| {
            let mut frames = answer.expect("a stream").error_for_status().expect("a stream").bytes_stream();
            let received = received.clone();
            tokio::spawn(async move {
                frames.next().await.expect("an event").expect("an orderly answer");
                received.add_permits(1);
                while let Some(frame) = frames.next().await {
                    // An end in the middle of a response would be an error here.
                    frame.expect("an orderly end");
                }
            })
        })
        .collect();
    let writers = stage.writers("until the stop");
    let all = u32::try_from(reading.len()).expect("a few");
    let _ = tokio::time::timeout(PATIENCE, received.acquire_many(all)).await.expect("each stream receives an event").expect("they go on");
    stage.chance.a_while(500..1000).await;
    stage.app.ask_to_stop();
    let status = stage.app.ended();
    assert_eq!(status.code(), Some(0), "{}", stage.app.log());
    assert!(!stage.app.log().contains("did not come to their end"), "no request had to be aborted");
    for stream in reading {
        tokio::time::timeout(PATIENCE, stream).await.expect("every stream ends").expect("a reader");
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    writers.stop().await;
    stage.app.start().await;
    // A request without an answer was not read: the program began nothing that it left unanswered.
    let there: BTreeSet<Uuid> = stage.numbers().0.into_keys().filter(|id| !before.contains(id)).collect();
    let kept: BTreeSet<Uuid> = stage.ledger.with(Outcome::Acknowledged).into_iter().map(|entry| entry.id).collect();
    assert_eq!(there, kept);
    stage.examine(&stage.listeners()).await;
    stage.examine_words().await;
    println!("an orderly stop with 19 streams: {}", stage.summary());
}
