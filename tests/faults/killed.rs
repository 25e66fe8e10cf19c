//! `kill -9` under write load, of the program and of its database server.

use std::collections::BTreeSet;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_is_killed_twenty_times() {
    let mut stage = Stage::set().await;
    let listeners = stage.listeners();
    stage.examine(&listeners).await;
    for round in 0..20 {
        let writers = stage.writers(&format!("round {round}"));
        stage.chance.a_while(50..800).await;
        stage.app.kill();
        writers.stop().await;
        stage.app.start().await;
        stage.examine(&listeners).await;
    }
    stage.examine_words().await;
    let streams: Vec<usize> = listeners.iter().map(|listener| listener.shown().streams).collect();
    assert!(streams.iter().all(|streams| *streams > 20), "every page reconnected each time: {streams:?}");
    println!("20 kills of the program: {}; streams of each page: {streams:?}", stage.summary());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_server_is_killed_ten_times() {
    let mut stage = Stage::set().await;
    let listeners = stage.listeners();
    stage.examine(&listeners).await;
    let mut killed = BTreeSet::new();
    for round in 0..10 {
        let writers = stage.writers(&format!("round {round}"));
        stage.chance.a_while(50..800).await;
        killed.insert(stage.app.kill_postmaster());
        stage.chance.a_while(300..500).await;
        stage.app.ready().await;
        stage.chance.a_while(50..200).await;
        writers.stop().await;
        stage.examine(&listeners).await;
    }
    stage.examine_words().await;
    assert_eq!(killed.len(), 10, "another server each time");
    // A form that cannot be stored now gets the answer to try again later, never an internal error.
    assert!(!stage.ledger.answers().contains_key("500"), "{:?}\n{}", stage.ledger.answers(), stage.app.log());
    println!("10 kills of the database server: {}", stage.summary());
}
