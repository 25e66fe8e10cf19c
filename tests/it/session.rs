//! A session is planned, started, entered and ended, over HTTP. The clock shows 2026-11-24, 15:00 in Tehran.

mod clash;
mod hours;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use futures_util::future::join_all;
use hamdel::kit::i18n::{Calendar, Locale};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Reply, TestGroup, World};

/// The input of the form, in its order.
struct SessionInput<'a> {
    year: &'a str,
    month: &'a str,
    day: &'a str,
    time: &'a str,
    minutes: &'a str,
    place: &'a str,
}

const JALALI: SessionInput<'static> =
    SessionInput { year: "۱۴۰۵", month: "۹", day: "۱۰", time: "۱۸:۳۰", minutes: "۹۰", place: "اتاق آبی" };
const GREGORIAN: SessionInput<'static> = SessionInput { year: "2027", month: "3", day: "28", time: "02:30", minutes: "90", place: "" };

async fn plan(group: &TestGroup<'_>, input: &SessionInput<'_>) -> (String, Reply) {
    let id = Uuid::new_v4().to_string();
    let SessionInput { year, month, day, time, minutes, place } = *input;
    let fields = [("id", &*id), ("year", year), ("month", month), ("day", day), ("time", time), ("minutes", minutes), ("place", place)];
    let reply = group.therapist().post(&format!("/groups/{}/sessions", group.id), &fields).await;
    (id, reply)
}

#[sqlx::test(migrations = false)]
async fn a_wall_clock_time_is_the_right_instant_in_either_calendar(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let at = async |id: &str| world.one::<DateTime<Utc>>(&format!("select starts_at from session where id = '{id}'")).await;
    let tehran = practice.group(Locale::Fa, 8).await;
    let page = tehran.therapist().get(&format!("/groups/{}/sessions/new", tehran.id)).await;
    assert!(
        page.body.contains(r#"value="۱۴۰۵/۹/۴""#) && page.body.contains("data-calendar=\"jalali\""),
        "the reader's calendar and digits"
    );
    // 10 Azar 1405 is 1 December 2026.
    let (id, reply) = plan(&tehran, &JALALI).await;
    assert_eq!(reply.location(), format!("/sessions/{id}"));
    assert_eq!(at(&id).await, "2026-12-01T15:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let shown = tehran.therapist().get(&format!("/sessions/{id}")).await;
    assert!(shown.body.contains("۱۸:۳۰") && shown.body.contains("اتاق آبی"), "shown as entered");
    assert!(tehran.therapist().get(&format!("/groups/{}", tehran.id)).await.body.contains("۱۸:۳۰"), "on the group's page");
    assert!(tehran.therapist().get("/").await.body.contains("۱۸:۳۰"), "and at home");
    let member = tehran.member("مهتاب").await;
    assert!(member.browser.get("/").await.body.contains("۱۸:۳۰"), "and at a member's home");
    // In Berlin the clocks jump from 2 to 3 on 28 March 2027, and show 2:30 twice on 31 October.
    let reads = [("locale", "fa"), ("calendar", "gregorian"), ("time_zone", "Asia/Tehran")];
    assert_eq!(practice.therapist.post("/account/reading", &reads).await.status, 303);
    let berlin = practice.form(Locale::En, 8, Tz::Europe__Berlin, Calendar::Gregorian).await;
    for (input, instant) in [
        (SessionInput { time: "01:30", ..GREGORIAN }, "2027-03-28T00:30:00Z"),
        (SessionInput { month: "10", day: "31", ..GREGORIAN }, "2027-10-31T00:30:00Z"),
        (SessionInput { month: "7", day: "1", time: "18.30", ..GREGORIAN }, "2027-07-01T16:30:00Z"),
        (SessionInput { month: "1", day: "4", time: "1830", ..GREGORIAN }, "2027-01-04T17:30:00Z"),
        (SessionInput { year: "٢٠٢٧", month: "۱", day: "۵", time: "۱۸٫۳۰", ..GREGORIAN }, "2027-01-05T17:30:00Z"),
    ] {
        let (id, reply) = plan(&berlin, &input).await;
        assert_eq!(reply.status, 303, "{instant}: {}", reply.beside("date-error"));
        assert_eq!(at(&id).await, instant.parse::<DateTime<Utc>>().unwrap());
    }
    let local: Vec<String> = world.all("select local_start::text from session where time_zone = 'Europe/Berlin' order by number").await;
    assert_eq!(
        local[2], "2027-03-28 01:30:00",
        "the wall-clock time is kept as it was written, and sessions are numbered by when they are"
    );
}

#[sqlx::test(migrations = false)]
async fn an_invalid_date_is_explained_and_the_form_kept(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let long = "x".repeat(301);
    for (input, field, words) in [
        (SessionInput { month: "12", day: "30", ..JALALI }, "date-error", "تقویم"),
        (SessionInput { month: "7", day: "31", ..JALALI }, "date-error", "تقویم"),
        (SessionInput { month: "13", ..JALALI }, "date-error", "تقویم"),
        (SessionInput { year: "2026", ..JALALI }, "date-error", "تقویم"),
        (SessionInput { year: "", ..JALALI }, "date-error", "عدد"),
        (SessionInput { day: "ده", ..JALALI }, "date-error", "عدد"),
        (SessionInput { day: "2", ..JALALI }, "date-error", "گذشته"),
        (SessionInput { time: "25:00", ..JALALI }, "time-error", "۱۸:۳۰"),
        (SessionInput { time: "عصر", ..JALALI }, "time-error", "۱۸:۳۰"),
        (SessionInput { minutes: "۵", ..JALALI }, "minutes-error", "۱۵"),
        (SessionInput { minutes: "500", ..JALALI }, "minutes-error", "۱۵"),
        (SessionInput { place: "a\u{1}b", ..JALALI }, "place-error", "خوانده"),
        (SessionInput { place: &long, ..JALALI }, "place-error", "۳۰۰"),
    ] {
        let (_, reply) = plan(&group, &input).await;
        let SessionInput { year, month, day, time, minutes, place } = input;
        assert_eq!(reply.status, 422, "{year}/{month}/{day} {time} {minutes} {place}");
        assert!(reply.beside(field).contains(words), "{field}: {:?} for {year}/{month}/{day} {time}", reply.beside(field));
        assert!(reply.body.contains(&format!("value=\"{}\"", persian(time))), "the time is kept: {time}");
        assert!(reply.body.contains(&format!("value=\"{}\"", persian(minutes))), "the length is kept: {minutes}");
    }
    assert_eq!(world.count("session").await, 0);
    // Today, and even earlier today, can still be planned: a session may begin late.
    let (_, today) = plan(&group, &SessionInput { day: "3", time: "8:00", ..JALALI }).await;
    assert_eq!(today.status, 303, "{}", today.beside("date-error"));
}

fn persian(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|n| char::from_u32('۰' as u32 + n)).unwrap_or(c)).collect()
}

#[sqlx::test(migrations = false)]
async fn a_small_group_needs_confirmation_and_a_double_start_starts_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let member = group.member("Robin").await;
    let session = group.planned().await;
    let start = format!("/sessions/{session}/start");
    assert_eq!(member.browser.post(&start, &[("confirmed", "true")]).await.status, 403);
    let asked = group.therapist().post(&start, &[]).await;
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("name=\"confirmed\""), "asked explicitly");
    assert_eq!(world.count("session where state = 'live'").await, 0);
    facilitator.browser.get("/").await;
    let replies = join_all((0..16).map(async |n| {
        let staff = if n % 2 == 0 { group.therapist() } else { &facilitator.browser };
        staff.post(&start, &[("confirmed", "true")]).await
    }))
    .await;
    for reply in replies {
        assert_eq!((reply.status, reply.location()), (303, format!("/sessions/{session}/live").as_str()));
    }
    assert_eq!(world.count("session where state = 'live'").await, 1);
    assert_eq!(world.count("audit_entry where action = 'session_started'").await, 1);
    assert_eq!(world.count("keys.anonymity_key").await, 1);
    assert_eq!(world.published_changes(&session).await, 1, "published once");
}

#[sqlx::test(migrations = false)]
async fn a_group_has_one_live_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (first, second) = (group.planned().await, group.planned().await);
    let start = async |session: &str| group.therapist().post(&format!("/sessions/{session}/start"), &[("confirmed", "true")]).await;
    let (one, two) = tokio::join!(start(&first), start(&second));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let (live, refused, other) = if one.status == 303 { (&first, two, &second) } else { (&second, one, &first) };
    assert!(refused.body.contains("role=\"alert\""), "said on the session's page");
    assert!(refused.body.contains(&format!("/sessions/{other}/start")), "which still offers to start it");
    assert_eq!(world.all::<String>("select id::text from session where state = 'live'").await, std::slice::from_ref(live));
    // Once the first has ended, the other can begin.
    assert_eq!(group.therapist().post(&format!("/sessions/{live}/end"), &[]).await.status, 303);
    assert_eq!(start(other).await.status, 303);
    // Another group has its own.
    let beside = practice.group(Locale::En, 8).await;
    beside.live().await;
    assert_eq!(world.count("session where state = 'live'").await, 2);
}

#[sqlx::test(migrations = false)]
async fn a_session_ends_once_and_only_a_planned_one_is_cancelled(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let (ending, cancelled) = (group.planned().await, group.planned().await);
    let act = async |session: &str, act: &str| group.therapist().post(&format!("/sessions/{session}/{act}"), &[]).await;
    assert_eq!(act(&ending, "end").await.status, 422, "not begun");
    assert_eq!(member.browser.post(&format!("/sessions/{cancelled}/cancel"), &[]).await.status, 403);
    assert_eq!((act(&cancelled, "cancel").await.status, act(&cancelled, "cancel").await.status), (303, 303));
    for refused in ["start", "end"] {
        let reply = group.therapist().post(&format!("/sessions/{cancelled}/{refused}"), &[]).await;
        assert_eq!(reply.status, 422, "{refused}");
        assert!(reply.body.contains("role=\"alert\""));
    }
    group.start(&ending).await;
    assert_eq!(act(&ending, "cancel").await.status, 422, "it is live");
    assert_eq!(member.browser.post(&format!("/sessions/{ending}/end"), &[]).await.status, 403);
    let replies = join_all((0..8).map(async |_| act(&ending, "end").await.status)).await;
    assert_eq!(replies, [303; 8]);
    assert_eq!(world.count("audit_entry where action = 'session_ended'").await, 1);
    assert_eq!(world.count("job where kind = 'freeze'").await, 1);
    assert_eq!(act(&ending, "start").await.status, 422, "the earlier end is final");
    let entering = member.browser.post(&format!("/sessions/{ending}/attendance"), &[]).await;
    assert_eq!(
        (entering.location(), world.count("attendance where membership_id in (select id from membership where role = 'member')").await),
        (format!("/sessions/{ending}").as_str(), 0)
    );
    let states: Vec<String> = world.all("select state from session order by number").await;
    assert_eq!(states, ["cancelled", "ended"], "a cancelled session has no number");
}

#[sqlx::test(migrations = false)]
async fn entering_counts_once_at_its_first_time(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.planned().await;
    let enter = format!("/sessions/{session}/attendance");
    let mine = format!("select entered_at from attendance where membership_id = '{}'", member.membership);
    assert_eq!(member.browser.post(&enter, &[]).await.location(), format!("/sessions/{session}"), "not begun");
    assert!(world.all::<DateTime<Utc>>(&mine).await.is_empty());
    group.start(&session).await;
    let first = world.app.clock.now();
    let live = format!("/sessions/{session}/live");
    assert!(member.browser.get(&live).await.body.contains("I’m here"), "opening is not entering");
    assert!(world.all::<DateTime<Utc>>(&mine).await.is_empty());
    assert_eq!(member.browser.post(&enter, &[]).await.location(), live);
    world.app.clock.advance(TimeDelta::minutes(5));
    let again = join_all((0..8).map(async |_| member.browser.post(&enter, &[]).await.status)).await;
    assert_eq!(again, [303; 8]);
    assert_eq!(world.all::<DateTime<Utc>>(&mine).await, [first]);
    assert!(!member.browser.get(&live).await.body.contains("I’m here"));
    let page = group.therapist().get(&format!("/sessions/{session}")).await;
    assert!(page.body.contains("<bdi>Robin</bdi>"), "staff see who entered");
    assert_eq!(member.browser.get(&format!("/sessions/{session}")).await.status, 200);
    assert_eq!(group.stranger().await.browser.post(&enter, &[]).await.status, 404, "and no one from elsewhere enters");
}
