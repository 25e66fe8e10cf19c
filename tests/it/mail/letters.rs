//! The notice of a letter: neutral, once, and not after the letter was read.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{IN_TIME, read, send, state, subscribe, words::is_neutral, world};
use crate::letters::write;

#[sqlx::test(migrations = false)]
async fn a_letter_is_announced_once_and_says_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, robin) = (group.member("Maya").await, group.member("Robin").await);
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440"]).await;
    let id = Uuid::new_v4().to_string();
    for _ in 0..2 {
        assert_eq!(write(&group, &maya, &id, "osmium").await.status, 303);
    }
    assert_eq!(write(&group, &robin, &Uuid::new_v4().to_string(), "osmium").await.status, 303);
    send(&world).await;
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1, "once, and only to the address that was confirmed");
    let said = read(&arrived[0]);
    assert_eq!(said.subject, "A message for you");
    assert!(said.text.contains("something new for you") && !said.text.contains("osmium") && !said.html.contains("osmium"));
    for words in [&said.subject, &said.text, &said.html] {
        is_neutral(words);
    }
    // Read before its notice went out: it is withdrawn. Turned off: none is made.
    let second = Uuid::new_v4().to_string();
    world.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(write(&group, &maya, &second, "osmium again").await.status, 303);
    assert_eq!(maya.browser.post(&format!("/groups/{}/letters/{second}/reading", group.id), &[]).await.status, 303);
    send(&world).await;
    assert_eq!((smtp.taken().len(), state(&world, "letter").await), (0, vec!["sent".to_owned(), "withdrawn".to_owned()]));
    assert_eq!(maya.browser.post(&format!("/groups/{}/reminders/end", group.id), &[]).await.status, 303);
    assert_eq!(write(&group, &maya, &Uuid::new_v4().to_string(), "osmium once more").await.status, 303);
    assert_eq!(state(&world, "letter").await.len(), 2);
}
