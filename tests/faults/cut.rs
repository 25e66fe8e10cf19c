//! Clients that disconnect at any moment: each request is done completely or not at all, and no other client's request suffers.

use std::sync::Arc;
use std::time::Duration;

use rand::Rng;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::client::{Answer, Person, idea_form, ideas_path};
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_hundred_clients_disconnect() {
    let stage = Stage::set().await;
    let listeners = stage.listeners();
    let writers = stage.writers("while others hang up");
    let address = stage.app.address();
    let mut cuts = JoinSet::new();
    for cut in 0..300_usize {
        let by = cut % stage.people.len();
        let (person, ledger, board, session) = (stage.people[by].clone(), Arc::clone(&stage.ledger), stage.board, stage.session);
        // Drawn here, in the order in which they begin; the order in which they end varies.
        let when = stage.chance.draw(|chance| (Duration::from_micros(chance.random_range(0..150_000)), chance.random()));
        cuts.spawn(async move {
            // A third of them only read: what they leave behind must not corrupt what others write.
            if cut % 3 == 2 {
                return hang_up(address, &looking(&person, session), when).await;
            }
            let entry = ledger.begin(by, "cut");
            hang_up(address, &writing(&person, board, entry.id, &entry.text), when).await;
            ledger.end(entry.id, Answer::Nothing);
        });
        if cuts.len() >= 12 {
            cuts.join_next().await.expect("one of them").expect("a client");
        }
    }
    while let Some(cut) = cuts.join_next().await {
        cut.expect("a client");
    }
    writers.stop().await;
    stage.no_transaction_is_left_open().await;
    // These requests reuse pooled connections.
    let writers = stage.writers("after others hung up");
    tokio::time::sleep(Duration::from_millis(500)).await;
    writers.stop().await;
    let (before, _) = stage.numbers();
    let done = stage.ledger.with(crate::ledger::Outcome::Unknown).iter().filter(|entry| before.contains_key(&entry.id)).count();
    stage.examine(&listeners).await;
    stage.examine_words().await;
    println!("300 cut connections (200 with an idea, of which {done} were kept at once): {}", stage.summary());
}

/// Sends the whole request, waits up to 150 ms and disconnects, half of the time with a reset.
async fn hang_up(address: std::net::SocketAddr, request: &str, (moment, reset): (Duration, bool)) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("sent");
    tokio::time::sleep(moment).await;
    if reset {
        stream.set_zero_linger().expect("linger");
    }
}

fn writing(person: &Person, board: Uuid, id: Uuid, text: &str) -> String {
    let body = idea_form(&person.token, id, text);
    format!(
        "POST {} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\nhx-request: true\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        ideas_path(board),
        person.cookie,
        body.len()
    )
}

fn looking(person: &Person, session: Uuid) -> String {
    format!("GET /sessions/{session}/live HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\n\r\n", person.cookie)
}
