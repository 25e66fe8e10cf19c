//! Clashes at the time of a planned session: a group never has two sessions at once, and the planner learns who is busy then.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{JALALI, SessionInput, plan};
use crate::staff::{accept_offer, offer, staff_member};
use crate::substitute::option;
use crate::world::{Browser, Reply, TestGroup, World};

async fn sends(by: &Browser, group: &TestGroup<'_>, time: &str, more: &[(&str, &str)]) -> Reply {
    let id = Uuid::new_v4().to_string();
    let mut fields = vec![("id", id.as_str()), ("date", "2026/12/1"), ("time", time), ("minutes", "90")];
    fields.extend_from_slice(more);
    by.post(&format!("/groups/{}/sessions", group.id), &fields).await
}

#[sqlx::test(migrations = false)]
async fn a_group_never_has_two_sessions_at_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (first, reply) = plan(&group, &JALALI).await;
    assert_eq!(reply.status, 303);
    let (_, reply) = plan(&group, &SessionInput { time: "19:59", ..JALALI }).await;
    assert_eq!(reply.status, 422);
    assert!(reply.beside("time-error").contains("۱۰ آذر") && reply.body.contains("value=\"۱۹:۵۹\""), "{}", reply.beside("time-error"));
    let (second, reply) = plan(&group, &SessionInput { time: "20:00", ..JALALI }).await;
    assert_eq!(reply.status, 303, "one begins when the other ends");
    // A session cannot be moved onto another either, with any tick; a session never clashes with itself.
    let to = async |session: &str, time: &str, version: &str| {
        let fields = [("date", "1405/9/10"), ("time", time), ("minutes", "90"), ("place", ""), ("version", version), ("despite", "true")];
        group.therapist().post(&format!("/sessions/{session}/time"), &fields).await
    };
    assert!(to(&second, "19:30", "1").await.beside("time-error").contains("۱۸:۳۰"));
    assert_eq!(to(&first, "18:00", "1").await.status, 303);
    assert_eq!(world.count("session").await, 2);
    // A series shows which of its days are taken, and is created without them.
    let id = Uuid::new_v4().to_string();
    let mut fields = vec![("id", id.as_str()), ("date", "1405/9/10"), ("time", "18:30"), ("minutes", "90"), ("rhythm", "weekly")];
    fields.extend([("ends", "count"), ("count", "3")]);
    let send = async |more: &[(&str, &str)]| {
        let all: Vec<_> = fields.iter().chain(more).copied().collect();
        group.therapist().post(&format!("/groups/{}/series", group.id), &all).await
    };
    assert_eq!(send(&[("wish", "look")]).await.body.matches("همان وقت جلسهٔ دیگری دارد").count(), 1);
    let kept = send(&[("wish", "keep"), ("despite", "true")]).await;
    assert!(kept.status == 422 && kept.body.contains("role=\"alert\""), "{}", kept.body);
    let left_out = [("wish", "keep"), ("skip", "2026-12-01")];
    assert_eq!((send(&left_out).await.status, send(&left_out).await.status), (303, 303), "twice counts once");
    // The skipped day is not restored while another session takes place then.
    let back =
        group.therapist().post(&format!("/groups/{}/series/{id}/skips", group.id), &[("day", "2026-12-01"), ("skip", "false")]).await;
    assert!(back.status == 422 && back.body.contains("جابه‌جا کنید"), "{}", back.body);
    // Moving all that follow onto them is refused as well.
    let version: i32 = world.one(&format!("select version from session where id = '{first}'")).await;
    assert_eq!(to(&first, "16:00", &version.to_string()).await.status, 303);
    let third: String = world.one("select id::text from session where recurrence is not null order by recurrence limit 1").await;
    let fields = [("date", "1405/9/10"), ("time", "20:30"), ("minutes", "90"), ("which", "following"), ("version", "1")];
    let moved = group.therapist().post(&format!("/sessions/{third}/time"), &fields).await;
    assert!(moved.status == 422 && moved.beside("time-error").contains("۲۰:۰۰"), "{}", moved.body);
    assert_eq!(world.count("series").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_clash_of_the_therapists_sessions_is_shown_and_planning_is_allowed(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (one, other) = (practice.group(Locale::En, 8).await, practice.group(Locale::En, 8).await);
    assert_eq!(sends(one.therapist(), &one, "18:30", &[]).await.status, 303);
    // She reads her own clash by name, and decides.
    let reply = sends(other.therapist(), &other, "19:00", &[]).await;
    assert_eq!(reply.status, 422);
    let words = crate::climate::bare(&reply.body);
    assert!(words.contains("You lead another session at that time: گروه نیلوفر, Tuesday 1 December 2026 at 18:30"), "{words}");
    assert!(reply.body.contains("name=\"despite\"") && reply.body.contains("value=\"19:00\"") && reply.body.contains("href=\"#despite\""));
    assert_eq!(world.count("session").await, 1);
    // The scheduler learns that the therapist is busy, and no more.
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let at_desk = sends(&mehri, &other, "19:00", &[]).await;
    assert!(at_desk.status == 422 && at_desk.body.contains("The therapist leads another session at that time."), "{}", at_desk.body);
    assert!(!crate::climate::bare(&at_desk.body).contains("at 18:30"), "not which");
    assert_eq!(sends(&mehri, &other, "20:00", &[]).await.status, 303, "an hour later there is no clash");
    let all_the_same = sends(other.therapist(), &other, "18:00", &[("despite", "true")]).await;
    assert_eq!(all_the_same.status, 303);
    // The same applies when a holiday is restored: the clash is shown beside that day, and a tick restores it anyway.
    let id = Uuid::new_v4().to_string();
    let mut term = vec![("id", id.as_str()), ("date", "2026/11/30"), ("time", "10:00"), ("minutes", "90"), ("rhythm", "weekly")];
    term.extend([("ends", "count"), ("count", "2"), ("wish", "keep"), ("skip", "2026-11-30")]);
    assert_eq!(other.therapist().post(&format!("/groups/{}/series", other.id), &term).await.status, 303);
    let elsewhere = [("date", "2026/11/30"), ("time", "10:30"), ("minutes", "90"), ("id", &Uuid::new_v4().to_string())];
    assert_eq!(one.therapist().post(&format!("/groups/{}/sessions", one.id), &elsewhere).await.status, 303);
    let back = async |more: &[(&str, &str)]| {
        let fields: Vec<_> = [("day", "2026-11-30"), ("skip", "false")].iter().chain(more).copied().collect();
        other.therapist().post(&format!("/groups/{}/series/{id}/skips", other.id), &fields).await
    };
    let reply = back(&[]).await;
    assert!(reply.status == 422 && reply.body.contains("name=\"despite\""), "{}", reply.body);
    assert!(crate::climate::bare(&reply.body).contains("You lead another session at that time"), "{}", reply.body);
    assert_eq!(world.count("session where series_id is not null").await, 1);
    assert_eq!(back(&[("despite", "true")]).await.status, 303);
    assert_eq!(world.count("session where series_id is not null").await, 2);
    // A facilitator of both groups is shown by name to the therapist of one of them.
    let sohrab = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    for group in [&one, &other] {
        let (link, _) = group.invite_facilitator().await;
        assert_eq!(sohrab.post(&link, &[("name", "Sohrab")]).await.status, 303);
        let waits: String = world.one("select id::text from membership where state = 'waiting'").await;
        assert_eq!(group.therapist().post(&format!("/groups/{}/members/{waits}/admission", group.id), &[]).await.status, 303);
    }
    let clash = crate::climate::bare(&sends(&sohrab, &one, "20:30", &[]).await.body);
    assert!(clash.contains("You lead another session at that time") && clash.contains("leads another session at that time."), "{clash}");
}

#[sqlx::test(migrations = false)]
async fn naming_a_substitute_with_a_clash_needs_confirmation(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let kian = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Kian", "kian@example.org").await;
    let theirs = Uuid::new_v4().to_string();
    let practice_id: String = world.one("select id::text from practice").await;
    let mut fields = vec![("id", theirs.as_str()), ("practice", &practice_id), ("name", "Kian's"), ("purpose", "x"), ("locale", "en")];
    fields.extend([
        ("capacity", "8"),
        ("admission", "open"),
        ("meets", "in_person"),
        ("time_zone", "Asia/Tehran"),
        ("calendar", "gregorian"),
    ]);
    assert_eq!(kian.post("/groups", &fields).await.status, 303);
    let session = group.planned().await;
    let id = Uuid::new_v4().to_string();
    let fields = [("id", id.as_str()), ("date", "2026/11/24"), ("time", "16:00"), ("minutes", "60")];
    assert_eq!(kian.post(&format!("/groups/{theirs}/sessions"), &fields).await.status, 303);
    let path = format!("/sessions/{session}/substitutions");
    let form = group.therapist().get(&path).await.body;
    let (whose, colleague) = (option(&form, crate::substitute::LEILA).expect("a seat"), option(&form, "Kian").expect("a colleague"));
    let id = Uuid::new_v4().to_string();
    let name = async |more: &[(&str, &str)]| {
        let fields: Vec<_> =
            [("id", id.as_str()), ("whose", &whose), ("colleague", &colleague)].into_iter().chain(more.iter().copied()).collect();
        group.therapist().post(&path, &fields).await
    };
    let reply = name(&[]).await;
    assert!(reply.status == 422 && reply.beside("colleague-error").contains("another session at that time"), "{}", reply.body);
    assert!(reply.body.contains("name=\"despite\"") && !reply.body.contains("Kian&#39;s"), "and not which: {}", reply.body);
    assert_eq!(world.count("substitution").await, 0);
    assert_eq!(name(&[("despite", "true")]).await.status, 303);
    // From now on they are the busy one, and Leila is free.
    let other = practice.group(Locale::En, 8).await;
    assert_eq!(sends_today(other.therapist(), &other).await.status, 303);
    let again = Uuid::new_v4().to_string();
    let fields = [("id", again.as_str()), ("date", "2026/11/24"), ("time", "15:00"), ("minutes", "30")];
    let reply = kian.post(&format!("/groups/{theirs}/sessions"), &fields).await;
    assert!(reply.status == 422 && reply.body.contains("You lead another session at that time"), "{}", reply.body);
}

async fn sends_today(by: &Browser, group: &TestGroup<'_>) -> Reply {
    let id = Uuid::new_v4().to_string();
    let fields = [("id", id.as_str()), ("date", "2026/11/24"), ("time", "15:30"), ("minutes", "30")];
    by.post(&format!("/groups/{}/sessions", group.id), &fields).await
}
