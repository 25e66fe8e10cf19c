//! The program is killed while a mail server holds a message and has not replied.

use std::fs;
use std::time::Duration;

use hamdel::kit::clock::Clock;

use crate::app::{App, PATIENCE};
use crate::smtp_server::{Mail, SmtpMode, SmtpServer};

/// The id of a message, from its header.
fn id(mail: &Mail) -> &str {
    mail.raw.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a name")
}

async fn until(what: &str, so: impl Fn() -> bool) {
    let waiting = async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(|_| panic!("condition not reached: {what}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_killed_between_claim_and_reply_sends_no_second_mail() {
    let smtp = SmtpServer::open().await;
    let (mut app, _) = App::demo();
    app.kill();
    let clock = app.data().join("clock");
    let now = Clock::system().now().timestamp_millis();
    fs::write(&clock, now.to_string()).expect("a clock");
    app.environment = vec![
        ("HAMDEL_SMTP", format!("smtp://{}", smtp.address)),
        ("HAMDEL_MAIL_FROM", "post@hamdel.example".to_owned()),
        ("HAMDEL_CLOCK", clock.display().to_string()),
    ];
    smtp.is(SmtpMode::Mute);
    app.start().await;
    // The demo's own messages are discarded; from now on every message is due.
    app.sql("delete from reminder");
    smtp.has(1).await;
    app.kill();
    let before: Vec<String> = smtp.ledger().iter().map(|mail| id(mail).to_owned()).collect();
    smtp.is(SmtpMode::Well);
    app.start().await;
    assert!(!app.sql("select 1 from outbox where state = 'claimed'").is_empty(), "the claim is stored");
    fs::write(&clock, (now + 6 * 60_000).to_string()).expect("a clock");
    until("unsure", || !app.sql("select 1 from outbox where state = 'unsure'").is_empty()).await;
    // Another message proves that the program has read the outbox again.
    fs::write(&clock, (now + 66 * 60_000).to_string()).expect("a clock");
    app.sql("delete from reminder");
    until("another message", || smtp.ledger().iter().any(|mail| mail.answered)).await;
    for name in &before {
        assert_eq!(smtp.ledger().iter().filter(|mail| id(mail) == name).count(), 1, "{name} was sent twice");
    }
    app.ask_to_stop();
    assert!(app.ended().success());
}
