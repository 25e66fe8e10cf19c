//! A session is moved or cancelled, or a member sends regrets or leaves: waiting messages are withdrawn, and people who were reminded are
//! notified.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::smtp_server::SmtpMode;
use super::{IN_TIME, comes_back, planned, read, send, state, subscribe, world};

#[sqlx::test(migrations = false)]
async fn a_person_who_was_reminded_is_notified_of_changes(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440"]).await;
    subscribe(&world, &smtp, &group, &omid, "omid@example.org", &["60"]).await;
    let session = planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    send(&world).await;
    assert_eq!(smtp.taken().len(), 1, "to Maya alone: Omid's is not due yet");
    let moved =
        |by: &str| format!("update session set starts_at = starts_at + interval '{by}', version = version + 1 where id = '{session}'");
    for (by, when) in [
        ("2 days", "of Wednesday 25 November 2026 at 11:00 has moved. It’s now on Friday 27 November 2026 at 11:00"),
        ("-1 days", "of Friday 27 November 2026 at 11:00 has moved. It’s now on Thursday 26 November 2026 at 11:00"),
    ] {
        world.app.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.execute(&moved(by)).await.expect("a move"), 1);
        for _ in 0..2 {
            send(&world).await;
        }
        let arrived = smtp.taken();
        assert_eq!(arrived.len(), 1, "once, and to each person who was notified: {by}");
        let said = read(&arrived[0]);
        assert!(
            arrived[0].to == "maya@example.org" && said.subject == "Your appointment has moved" && said.text.contains(when),
            "{}",
            said.text
        );
    }
    // She is reminded again at its new time, because the session moved to a later time.
    world.app.clock.advance(TimeDelta::hours(20) + TimeDelta::minutes(1));
    send(&world).await;
    assert_eq!(read(&smtp.taken()[0]).subject, "A reminder of your appointment");
    world.app.clock.advance(TimeDelta::seconds(1));
    comes_back(&group).await;
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/cancel"), &[]).await.status, 303);
    for _ in 0..2 {
        send(&world).await;
    }
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1);
    assert_eq!(read(&arrived[0]).subject, "Your appointment is cancelled");
    world.app.clock.advance(TimeDelta::hours(24));
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 0), "Omid gets no message about a cancelled session");
}

#[sqlx::test(migrations = false)]
async fn an_outdated_message_is_removed_from_the_outbox(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut members = Vec::new();
    for name in ["Maya", "Omid", "Roya"] {
        let member = group.member(name).await;
        subscribe(&world, &smtp, &group, &member, &format!("{name}@example.org"), &["1440"]).await;
        members.push(member);
    }
    let session = planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    smtp.is(SmtpMode::Busy);
    send(&world).await;
    assert_eq!(state(&world, "reminder").await, ["queued"; 3]);
    members[0].browser.post(&format!("/sessions/{session}/regrets"), &[]).await;
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, members[1].membership), &[]).await;
    smtp.is(SmtpMode::Well);
    world.app.clock.advance(TimeDelta::minutes(2));
    send(&world).await;
    let arrived = smtp.taken();
    assert_eq!(arrived.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["roya@example.org"]);
    let mut states = state(&world, "reminder").await;
    states.sort();
    assert_eq!(states, ["sent", "withdrawn", "withdrawn"]);
    assert_eq!(world.count("outbox where state = 'withdrawn' and words is not null").await, 0);
    // A member who can attend after all is notified.
    members[0].browser.post(&format!("/sessions/{session}/regrets/withdrawal"), &[]).await;
    send(&world).await;
    assert_eq!(smtp.taken().iter().map(|mail| mail.to.clone()).collect::<Vec<_>>(), ["maya@example.org"]);
    // A reminder is never late: one that could not be sent before the start is not sent.
    let other = planned(&world, &group, Locale::En, TimeDelta::hours(23)).await;
    smtp.is(SmtpMode::Down);
    send(&world).await;
    smtp.is(SmtpMode::Well);
    world.app.clock.advance(TimeDelta::hours(24));
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 0), "{other} has begun");
    assert_eq!(world.count("outbox where state in ('queued', 'claimed')").await, 0);
}

#[sqlx::test(migrations = false)]
async fn a_session_moved_just_before_its_start_is_notified_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let maya = group.member("مایا").await;
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440", "60"]).await;
    // She reads another language, in the other calendar.
    maya.browser.post("/account/reading", &[("locale", "fa"), ("calendar", "gregorian"), ("time_zone", "Europe/Berlin")]).await;
    let session = planned(&world, &group, Locale::Fa, TimeDelta::hours(20)).await;
    send(&world).await;
    let text = read(&smtp.taken()[0]).text;
    assert!(text.contains("چهارشنبه ۲۵ نوامبر ۲۰۲۶ ساعت ۱۱:۰۰ به وقت تهران (۸:۳۰ به وقت برلین)"), "{text}");
    let fields = [("date", "1405/9/4"), ("time", "13:00"), ("minutes", "90"), ("version", "1")];
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/time"), &fields).await.status, 303);
    for _ in 0..3 {
        send(&world).await;
        world.app.clock.advance(TimeDelta::seconds(1));
    }
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1, "the move, and no reminder of it");
    let said = read(&arrived[0]);
    for words in ["ساعت ۱۱:۰۰ به وقت تهران (۸:۳۰ به وقت برلین)", "ساعت ۱۳:۰۰ به وقت تهران (۱۰:۳۰ به وقت برلین)", "۲۵ نوامبر ۲۰۲۶"]
    {
        assert!(said.text.contains(words), "{words}: {}", said.text);
    }
    // The shorter lead time applies as usual.
    world.app.clock.advance(TimeDelta::hours(21));
    send(&world).await;
    assert_eq!(smtp.taken().len(), 1);
}
