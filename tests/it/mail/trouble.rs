//! The mail server is silent, busy, unreachable, refuses or disconnects; the sender dies while sending.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::app_state::AppState;
use hamdel::kit::i18n::Locale;
use hamdel::kit::mail::tidy;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::smtp_server::SmtpMode;
use super::{IN_TIME, comes_back, planned, read, send, state, subscribe, world};
use crate::support;
use crate::world::PASSPHRASE;

#[sqlx::test(migrations = false)]
async fn every_reminder_is_sent_once_despite_server_failures(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, Duration::from_secs(4)).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let clock = &world.app.clock;
    for name in ["Maya", "Omid", "Roya"] {
        let member = group.member(name).await;
        subscribe(&world, &smtp, &group, &member, &format!("{name}@example.org"), &["1440"]).await;
    }
    planned(&world, &group, Locale::En, TimeDelta::hours(25)).await;
    send(&world).await;
    assert_eq!(smtp.ledger().len(), 0, "it is not due yet");
    clock.advance(TimeDelta::hours(1) + TimeDelta::minutes(1));
    for (mood, pause) in [(SmtpMode::Silent, 1), (SmtpMode::Down, 5), (SmtpMode::Busy, 15)] {
        smtp.is(mood);
        assert_eq!(send(&world).await, 0, "{mood:?}");
        assert_eq!(state(&world, "reminder").await, ["queued"; 3], "{mood:?}");
        comes_back(&group).await;
        assert_eq!(group.therapist().get(&format!("/groups/{}", group.id)).await.status, 200, "requests continue: {mood:?}");
        send(&world).await;
        clock.advance(TimeDelta::minutes(pause));
    }
    assert_eq!(world.all::<i32>("select attempts from outbox where kind = 'reminder'").await, [3; 3], "not before its pause has passed");
    smtp.is(SmtpMode::Well);
    assert_eq!(send(&world).await, 3);
    for _ in 0..3 {
        clock.advance(TimeDelta::hours(1));
        assert_eq!(send(&world).await, 0);
    }
    let ledger = smtp.taken();
    let to: BTreeSet<&str> = ledger.iter().map(|mail| mail.to.as_str()).collect();
    let ids: BTreeSet<String> = ledger.iter().map(|mail| read(mail).id).collect();
    assert_eq!((ledger.len(), to.len(), ids.len()), (3, 3, 3), "{to:?}");
    assert_eq!(state(&world, "reminder").await, ["sent"; 3]);
    assert_eq!(world.count("outbox where state = 'sent' and (recipient is not null or words is not null)").await, 0, "dropped");
    assert_eq!(world.count("job where kind = 'post'").await, 0, "nothing waits");
}

#[sqlx::test(migrations = false)]
async fn a_refusal_is_final_and_a_broken_connection_is_unsure(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (therapist, clock) = (group.therapist(), &world.app.clock);
    let member = group.member("Maya").await;
    subscribe(&world, &smtp, &group, &member, "maya@example.org", &["1440", "180"]).await;
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    smtp.is(SmtpMode::Never);
    send(&world).await;
    assert_eq!(state(&world, "reminder").await, ["failed"]);
    smtp.is(SmtpMode::Well);
    clock.advance(TimeDelta::hours(2));
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 0), "it is not retried automatically");
    let page = format!("/groups/{}/outbox", group.id);
    comes_back(&group).await;
    let shown = therapist.get(&page).await.body;
    assert!(shown.contains("This address doesn’t accept the message") && shown.contains("Maya"), "{shown}");
    // Three hours before the session the next one is due; the server receives it and disconnects.
    clock.advance(TimeDelta::hours(15) + TimeDelta::minutes(1));
    smtp.is(SmtpMode::HangsUp);
    assert_eq!(send(&world).await, 1);
    assert_eq!(state(&world, "reminder").await, ["failed", "unsure"]);
    smtp.is(SmtpMode::Well);
    clock.advance(TimeDelta::hours(1));
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 1), "never a second automatically");
    comes_back(&group).await;
    member.browser.sign_in(&member.user_name, PASSPHRASE).await;
    let shown = therapist.get(&page).await.body;
    assert!(shown.contains("it may have arrived") && !shown.contains("maya@example.org"), "{shown}");
    // Staff resend it deliberately: the same message, with the same message id.
    let id: String = world.one("select id::text from outbox where state = 'unsure'").await;
    assert_eq!(therapist.post(&format!("{page}/{id}/again"), &[]).await.location(), page);
    assert_eq!(member.browser.post(&format!("{page}/{id}/again"), &[]).await.status, 403);
    assert_eq!(send(&world).await, 1);
    let ledger = smtp.taken();
    assert!(ledger.len() == 2 && read(&ledger[0]).id == read(&ledger[1]).id && ledger[1].answered, "{ledger:?}");
    assert_eq!(state(&world, "reminder").await, ["failed", "sent"]);
    // A message without a decision is dropped after a week.
    assert_eq!(world.count("outbox where recipient is not null").await, 1);
    clock.advance(TimeDelta::days(8));
    tidy(&world.app).await.expect("tidied");
    assert_eq!(world.count("outbox where recipient is not null or words is not null").await, 0);
    assert!(!world.log().contains("maya@example.org"), "no address in the log");
}

#[sqlx::test(migrations = false)]
async fn a_notice_that_failed_replaces_no_reminder_and_is_not_created_again(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440"]).await;
    let session = planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    send(&world).await;
    assert_eq!(read(&smtp.taken()[0]).subject, "A reminder of your appointment");
    let moved = format!("update session set starts_at = starts_at + interval '1 hour', version = version + 1 where id = '{session}'");
    world.app.clock.advance(TimeDelta::seconds(1));
    world.execute(&moved).await.expect("a move");
    smtp.is(SmtpMode::Never);
    send(&world).await;
    assert_eq!(world.all::<String>("select r.kind from reminder r join outbox o on o.id = r.id where o.state = 'failed'").await, ["moved"]);
    smtp.is(SmtpMode::Well);
    for _ in 0..3 {
        world.app.clock.advance(TimeDelta::seconds(1));
        send(&world).await;
    }
    let subjects: Vec<String> = smtp.taken().iter().map(|mail| read(mail).subject).collect();
    assert_eq!(subjects, ["A reminder of your appointment"], "of the new time, once");
    // Another change is sent again.
    world.execute(&moved).await.expect("a move");
    send(&world).await;
    assert_eq!(read(&smtp.taken()[0]).subject, "Your appointment has moved");
}

#[sqlx::test(migrations = false)]
async fn failed_sending_is_retried_with_backoff_and_does_not_delay_others(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    for (member, address) in [(&maya, "maya@example.org"), (&omid, "omid@example.org")] {
        subscribe(&world, &smtp, &group, member, address, &["1440"]).await;
    }
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    let hers = format!("where membership_id = '{}'", maya.membership);
    world.execute(&format!("update reminder_way set address = '\\x00'::bytea || address {hers}")).await.expect("one that cannot be opened");
    let failures = || world.log().matches("job failed").count();
    let before = failures();
    for (wait, failed) in [(0, 1), (1, 1), (1, 1), (60, 2), (60, 2), (60, 3)] {
        world.app.clock.advance(TimeDelta::seconds(wait));
        send(&world).await;
        assert_eq!(failures() - before, failed, "after {wait} more seconds");
    }
    assert_eq!(smtp.taken().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["omid@example.org"]);
    world.execute(&format!("update reminder_way set address = substring(address from 2) {hers}")).await.expect("it can");
    world.app.clock.advance(TimeDelta::minutes(4));
    send(&world).await;
    assert_eq!(smtp.taken().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["maya@example.org"]);
    world.app.clock.advance(TimeDelta::hours(3));
    send(&world).await;
    assert_eq!(world.count("job where kind = 'telling'").await, 0, "nothing of it is left");
}

#[sqlx::test(migrations = false)]
async fn a_sender_that_dies_between_claim_and_reply_leaves_the_message_unsure(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, Duration::from_secs(600)).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let clock = &world.app.clock;
    let member = group.member("Maya").await;
    subscribe(&world, &smtp, &group, &member, "maya@example.org", &["1440"]).await;
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    smtp.is(SmtpMode::Mute);
    let app = world.app.clone();
    let sending = tokio::spawn(async move { app::send(&app).await });
    smtp.has(1).await;
    sending.abort();
    assert!(sending.await.is_err_and(|error| error.is_cancelled()), "it died");
    assert_eq!(state(&world, "reminder").await, ["claimed"]);
    smtp.is(SmtpMode::Well);
    assert_eq!((send(&world).await, state(&world, "reminder").await), (0, vec!["claimed".to_owned()]), "another program may be sending it");
    clock.advance(TimeDelta::minutes(6));
    assert_eq!((send(&world).await, state(&world, "reminder").await), (0, vec!["unsure".to_owned()]));
    for _ in 0..3 {
        clock.advance(TimeDelta::hours(1));
        send(&world).await;
    }
    assert_eq!(smtp.ledger().len(), 1, "never a second mail");
    comes_back(&group).await;
    let page = format!("/groups/{}/outbox", group.id);
    let id: String = world.one("select id::text from outbox where state = 'unsure'").await;
    assert_eq!(group.therapist().post(&format!("{page}/{id}/settlement"), &[("arrived", "true")]).await.location(), page);
    assert_eq!(state(&world, "reminder").await, ["sent"], "staff confirm that it arrived");
}

#[sqlx::test(migrations = false)]
async fn two_programs_on_one_database_send_each_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let other = support::database(PgPoolOptions::new().max_connections(8), connect.clone()).await;
    let (world, smtp) = world(options, connect, Duration::from_secs(30)).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 12).await;
    for n in 0..6 {
        let member = group.member(&format!("Member {n}")).await;
        subscribe(&world, &smtp, &group, &member, &format!("m{n}@example.org"), &["1440"]).await;
    }
    for day in 1..=3 {
        planned(&world, &group, Locale::En, TimeDelta::hours(16 + 2 * day)).await;
    }
    let second = AppState { pool: other, ..world.app.clone() };
    let both = || async { tokio::join!(app::send(&world.app), app::send(&second), app::send(&world.app), app::send(&second)) };
    for _ in 0..3 {
        let (a, b, c, d) = both().await;
        assert!([a, b, c, d].iter().all(Result::is_ok));
    }
    let ledger = smtp.taken();
    let ids: BTreeSet<String> = ledger.iter().map(|mail| read(mail).id).collect();
    assert_eq!((ledger.len(), ids.len(), world.count("outbox where state = 'sent' and kind = 'reminder'").await), (18, 18, 18));
    second.pool.close().await;
}
