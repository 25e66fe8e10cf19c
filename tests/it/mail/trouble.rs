//! The mail server is silent, busy, away, refuses, hangs up in the middle; and whoever sends dies over it.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::app_state::AppState;
use hamdel::kit::i18n::Locale;
use hamdel::kit::mail::tidy;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::office::Mood;
use super::{IN_TIME, asks, comes_back, planned, read, send, state, town};
use crate::support;
use crate::town::PASSPHRASE;

#[sqlx::test(migrations = false)]
async fn every_reminder_goes_out_once_whatever_the_server_does(options: PgPoolOptions, connect: PgConnectOptions) {
    let (town, office) = town(options, connect, Duration::from_secs(4)).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 8).await;
    let clock = &town.house.clock;
    for name in ["Maya", "Omid", "Roya"] {
        let member = circle.member(name).await;
        asks(&town, &office, &circle, &member, &format!("{name}@example.org"), &["1440"]).await;
    }
    planned(&town, &circle, Locale::En, TimeDelta::hours(25)).await;
    send(&town).await;
    assert_eq!(office.ledger().len(), 0, "its time has not come");
    clock.advance(TimeDelta::hours(1) + TimeDelta::minutes(1));
    for (mood, pause) in [(Mood::Silent, 1), (Mood::Down, 5), (Mood::Busy, 15)] {
        office.is(mood);
        assert_eq!(send(&town).await, 0, "{mood:?}");
        assert_eq!(state(&town, "reminder").await, ["queued"; 3], "{mood:?}");
        comes_back(&circle).await;
        assert_eq!(circle.therapist().get(&format!("/groups/{}", circle.id)).await.status, 200, "requests go on: {mood:?}");
        send(&town).await;
        clock.advance(TimeDelta::minutes(pause));
    }
    assert_eq!(town.all::<i32>("select attempts from outbox where kind = 'reminder'").await, [3; 3], "not before its pause is over");
    office.is(Mood::Well);
    assert_eq!(send(&town).await, 3);
    for _ in 0..3 {
        clock.advance(TimeDelta::hours(1));
        assert_eq!(send(&town).await, 0);
    }
    let ledger = office.taken();
    let to: BTreeSet<&str> = ledger.iter().map(|mail| mail.to.as_str()).collect();
    let ids: BTreeSet<String> = ledger.iter().map(|mail| read(mail).id).collect();
    assert_eq!((ledger.len(), to.len(), ids.len()), (3, 3, 3), "{to:?}");
    assert_eq!(state(&town, "reminder").await, ["sent"; 3]);
    assert_eq!(town.count("outbox where state = 'sent' and (recipient is not null or words is not null)").await, 0, "dropped");
    assert_eq!(town.count("job where kind = 'post'").await, 0, "nothing waits");
}

#[sqlx::test(migrations = false)]
async fn a_refusal_is_for_good_and_a_line_that_breaks_is_unsure(options: PgPoolOptions, connect: PgConnectOptions) {
    let (town, office) = town(options, connect, IN_TIME).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 8).await;
    let (therapist, clock) = (circle.therapist(), &town.house.clock);
    let member = circle.member("Maya").await;
    asks(&town, &office, &circle, &member, "maya@example.org", &["1440", "180"]).await;
    planned(&town, &circle, Locale::En, TimeDelta::hours(20)).await;
    office.is(Mood::Never);
    send(&town).await;
    assert_eq!(state(&town, "reminder").await, ["failed"]);
    office.is(Mood::Well);
    clock.advance(TimeDelta::hours(2));
    assert_eq!((send(&town).await, office.ledger().len()), (0, 0), "it is not tried again by itself");
    let page = format!("/groups/{}/outbox", circle.id);
    comes_back(&circle).await;
    let shown = therapist.get(&page).await.body;
    assert!(shown.contains("This address does not take the message") && shown.contains("Maya"), "{shown}");
    // Three hours before, the next one is due; the server takes it and hangs up.
    clock.advance(TimeDelta::hours(15) + TimeDelta::minutes(1));
    office.is(Mood::HangsUp);
    assert_eq!(send(&town).await, 1);
    assert_eq!(state(&town, "reminder").await, ["failed", "unsure"]);
    office.is(Mood::Well);
    clock.advance(TimeDelta::hours(1));
    assert_eq!((send(&town).await, office.ledger().len()), (0, 1), "never a second by itself");
    comes_back(&circle).await;
    member.browser.sign_in(&member.user_name, PASSPHRASE).await;
    let shown = therapist.get(&page).await.body;
    assert!(shown.contains("it may have arrived") && !shown.contains("maya@example.org"), "{shown}");
    // By hand, knowingly: the same message, under the same name.
    let id: String = town.one("select id::text from outbox where state = 'unsure'").await;
    assert_eq!(therapist.post(&format!("{page}/{id}/again"), &[]).await.location(), page);
    assert_eq!(member.browser.post(&format!("{page}/{id}/again"), &[]).await.status, 403);
    assert_eq!(send(&town).await, 1);
    let ledger = office.taken();
    assert!(ledger.len() == 2 && read(&ledger[0]).id == read(&ledger[1]).id && ledger[1].answered, "{ledger:?}");
    assert_eq!(state(&town, "reminder").await, ["failed", "sent"]);
    // What nobody decides about is dropped after a week.
    assert_eq!(town.count("outbox where recipient is not null").await, 1);
    clock.advance(TimeDelta::days(8));
    tidy(&town.house).await.expect("tidied");
    assert_eq!(town.count("outbox where recipient is not null or words is not null").await, 0);
    assert!(!town.log().contains("maya@example.org"), "no address in the log");
}

#[sqlx::test(migrations = false)]
async fn news_that_failed_for_good_stand_in_for_no_reminder_and_are_not_made_again(options: PgPoolOptions, connect: PgConnectOptions) {
    let (town, office) = town(options, connect, IN_TIME).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 8).await;
    let maya = circle.member("Maya").await;
    asks(&town, &office, &circle, &maya, "maya@example.org", &["1440"]).await;
    let session = planned(&town, &circle, Locale::En, TimeDelta::hours(20)).await;
    send(&town).await;
    assert_eq!(read(&office.taken()[0]).subject, "A reminder of your appointment");
    let moved = format!("update session set starts_at = starts_at + interval '1 hour', version = version + 1 where id = '{session}'");
    town.house.clock.advance(TimeDelta::seconds(1));
    town.try_to(&moved).await.expect("a move");
    office.is(Mood::Never);
    send(&town).await;
    assert_eq!(town.all::<String>("select r.kind from reminder r join outbox o on o.id = r.id where o.state = 'failed'").await, ["moved"]);
    office.is(Mood::Well);
    for _ in 0..3 {
        town.house.clock.advance(TimeDelta::seconds(1));
        send(&town).await;
    }
    let subjects: Vec<String> = office.taken().iter().map(|mail| read(mail).subject).collect();
    assert_eq!(subjects, ["A reminder of your appointment"], "of the new time, once");
    // Another change is told again.
    town.try_to(&moved).await.expect("a move");
    send(&town).await;
    assert_eq!(read(&office.taken()[0]).subject, "Your appointment has moved");
}

#[sqlx::test(migrations = false)]
async fn telling_that_fails_is_tried_later_and_later_and_keeps_nobody_else(options: PgPoolOptions, connect: PgConnectOptions) {
    let (town, office) = town(options, connect, IN_TIME).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 8).await;
    let (maya, omid) = (circle.member("Maya").await, circle.member("Omid").await);
    for (member, address) in [(&maya, "maya@example.org"), (&omid, "omid@example.org")] {
        asks(&town, &office, &circle, member, address, &["1440"]).await;
    }
    planned(&town, &circle, Locale::En, TimeDelta::hours(20)).await;
    let hers = format!("where membership_id = '{}'", maya.membership);
    town.try_to(&format!("update reminder_way set address = '\\x00'::bytea || address {hers}")).await.expect("one that cannot be opened");
    let failures = || town.log().matches("job failed").count();
    let before = failures();
    for (wait, failed) in [(0, 1), (1, 1), (1, 1), (60, 2), (60, 2), (60, 3)] {
        town.house.clock.advance(TimeDelta::seconds(wait));
        send(&town).await;
        assert_eq!(failures() - before, failed, "after {wait} more seconds");
    }
    assert_eq!(office.taken().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["omid@example.org"]);
    town.try_to(&format!("update reminder_way set address = substring(address from 2) {hers}")).await.expect("it can");
    town.house.clock.advance(TimeDelta::minutes(4));
    send(&town).await;
    assert_eq!(office.taken().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["maya@example.org"]);
    town.house.clock.advance(TimeDelta::hours(3));
    send(&town).await;
    assert_eq!(town.count("job where kind = 'telling'").await, 0, "nothing is left of it");
}

#[sqlx::test(migrations = false)]
async fn whoever_dies_between_claim_and_answer_leaves_it_unsure(options: PgPoolOptions, connect: PgConnectOptions) {
    let (town, office) = town(options, connect, Duration::from_secs(600)).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 8).await;
    let clock = &town.house.clock;
    let member = circle.member("Maya").await;
    asks(&town, &office, &circle, &member, "maya@example.org", &["1440"]).await;
    planned(&town, &circle, Locale::En, TimeDelta::hours(20)).await;
    office.is(Mood::Mute);
    let house = town.house.clone();
    let sending = tokio::spawn(async move { app::send(&house).await });
    office.has(1).await;
    sending.abort();
    assert!(sending.await.is_err_and(|error| error.is_cancelled()), "it died");
    assert_eq!(state(&town, "reminder").await, ["claimed"]);
    office.is(Mood::Well);
    assert_eq!((send(&town).await, state(&town, "reminder").await), (0, vec!["claimed".to_owned()]), "somebody may be at it");
    clock.advance(TimeDelta::minutes(6));
    assert_eq!((send(&town).await, state(&town, "reminder").await), (0, vec!["unsure".to_owned()]));
    for _ in 0..3 {
        clock.advance(TimeDelta::hours(1));
        send(&town).await;
    }
    assert_eq!(office.ledger().len(), 1, "never a second mail");
    comes_back(&circle).await;
    let page = format!("/groups/{}/outbox", circle.id);
    let id: String = town.one("select id::text from outbox where state = 'unsure'").await;
    assert_eq!(circle.therapist().post(&format!("{page}/{id}/settlement"), &[("arrived", "true")]).await.location(), page);
    assert_eq!(state(&town, "reminder").await, ["sent"], "she says that it came");
}

#[sqlx::test(migrations = false)]
async fn two_programs_on_one_database_send_each_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let other = support::database(PgPoolOptions::new().max_connections(8), connect.clone()).await;
    let (town, office) = town(options, connect, Duration::from_secs(30)).await;
    let practice = town.practice(Locale::En).await;
    let circle = practice.group(Locale::En, 12).await;
    for n in 0..6 {
        let member = circle.member(&format!("Member {n}")).await;
        asks(&town, &office, &circle, &member, &format!("m{n}@example.org"), &["1440"]).await;
    }
    for day in 1..=3 {
        planned(&town, &circle, Locale::En, TimeDelta::hours(16 + 2 * day)).await;
    }
    let second = AppState { pool: other, ..town.house.clone() };
    let both = || async { tokio::join!(app::send(&town.house), app::send(&second), app::send(&town.house), app::send(&second)) };
    for _ in 0..3 {
        let (a, b, c, d) = both().await;
        assert!([a, b, c, d].iter().all(Result::is_ok));
    }
    let ledger = office.taken();
    let ids: BTreeSet<String> = ledger.iter().map(|mail| read(mail).id).collect();
    assert_eq!((ledger.len(), ids.len(), town.count("outbox where state = 'sent' and kind = 'reminder'").await), (18, 18, 18));
    second.pool.close().await;
}
