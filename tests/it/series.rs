//! Series: a term planned by a plain form, holidays skipped, sessions moved and cancelled, and the year that shows them. The clock shows
//! 2026-11-24, 15:00 in Tehran: 3 Azar 1405, a Tuesday.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use hamdel::kit::i18n::{Calendar, Locale};
use hamdel::session::series::ahead;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Reply, TestGroup, World};

mod changes;

/// The form of a series, filled in for twelve weeks from 10 Azar 1405 (1 December 2026), a Tuesday.
const TERM: [(&str, &str); 7] = [
    ("date", "۱۴۰۵/۹/۱۰"),
    ("time", "۱۸:۳۰"),
    ("minutes", "۹۰"),
    ("place", "اتاق آبی"),
    ("rhythm", "weekly"),
    ("ends", "count"),
    ("count", "۱۲"),
];

/// The fields with some of them changed, or added.
fn with<'a>(base: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = base.iter().copied().filter(|(name, _)| !more.iter().any(|(other, _)| other == name)).collect();
    fields.extend_from_slice(more);
    fields
}

async fn send(group: &TestGroup<'_>, fields: &[(&str, &str)]) -> Reply {
    group.therapist().post(&format!("/groups/{}/series", group.id), fields).await
}

/// Plans a term, with some of its fields changed. Returns its id.
async fn term(group: &TestGroup<'_>, more: &[(&str, &str)]) -> String {
    let id = Uuid::new_v4().to_string();
    let mut fields = with(&TERM, more);
    fields.extend([("id", id.as_str()), ("wish", "keep")]);
    let reply = send(group, &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    id
}

/// A weekly series from a day on, at 18:30. Returns its id.
pub async fn weekly(group: &TestGroup<'_>, date: &str, count: &str) -> String {
    term(group, &[("date", date), ("count", count)]).await
}

/// The sessions of a series, as local days and hours.
async fn locals(world: &World, series: &str) -> Vec<String> {
    let query = format!(
        "select to_char(local_start, 'MM-DD HH24:MI') from session where series_id = '{series}' and state <> 'cancelled' order by starts_at"
    );
    world.all(&query).await
}

#[sqlx::test(migrations = false)]
async fn a_plain_form_plans_a_term_and_skips_a_holiday(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let member = group.member("مهتاب").await;
    let form = group.therapist().get(&format!("/groups/{}/series/new", group.id)).await;
    assert!(form.body.contains("name=\"rhythm\"") && form.body.contains("data-calendar=\"jalali\""), "a plain form");
    let id = Uuid::new_v4().to_string();
    let mut fields = with(&TERM, &[("id", &id)]);
    // The first step reviews the days: nothing is planned yet.
    let days = send(&group, &fields).await;
    assert_eq!((days.status, days.body.matches("name=\"skip\"").count()), (200, 12));
    assert!(days.body.contains("هر هفته") && days.body.contains("سه‌شنبه ۱۰ آذر"), "in words");
    assert_eq!(world.count("session").await, 0);
    // 24 Azar is 15 December: a holiday.
    fields.extend([("skip", "2026-12-15"), ("skip", "2020-01-01"), ("wish", "change")]);
    let again = send(&group, &fields).await;
    assert!(again.body.contains("value=\"۱۴۰۵/۹/۱۰\"") && again.body.contains("value=\"2026-12-15\""), "the input is kept");
    let kept = with(&fields, &[("wish", "keep"), ("skip", "2026-12-15")]);
    for _ in 0..2 {
        let reply = send(&group, &kept).await;
        assert_eq!(reply.location(), format!("/groups/{}/year?of=1405#m-9", group.id));
    }
    assert_eq!(world.count("session").await, 11, "sent twice, planned once");
    assert_eq!(world.one::<String>("select rule from series").await, "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=TU;COUNT=12");
    assert_eq!(world.all::<i32>("select number from session order by starts_at").await, (1..=11).collect::<Vec<_>>());
    let days = locals(&world, &id).await;
    assert_eq!((days[0].as_str(), days[2].as_str(), days[10].as_str()), ("12-01 18:30", "12-22 18:30", "02-16 18:30"));
    assert_eq!(world.count("audit_entry where action = 'series_planned' and subject_kind = 'series'").await, 1);
    for browser in [group.therapist(), &member.browser] {
        let year = browser.get(&format!("/groups/{}/year?of=1405", group.id)).await;
        assert_eq!(year.body.matches("href=\"/sessions/").count(), 11);
        assert_eq!(year.body.matches(">تعطیل<").count(), 1, "the holiday is seen");
        assert!(year.body.contains("سال ۱۴۰۵") && year.body.contains("۱۱ جلسه"));
    }
    assert_eq!(member.browser.get(&format!("/groups/{}/series/new", group.id)).await.status, 403);
    assert_eq!(member.browser.get(&format!("/groups/{}/year?of=3000", group.id)).await.status, 404);
    let next = group.therapist().get(&format!("/groups/{}/year?of=1406", group.id)).await;
    assert_eq!((next.status, next.body.matches("href=\"/sessions/").count()), (200, 0));
    // The group's page stays short, and links to the rest.
    let page = group.therapist().get(&format!("/groups/{}", group.id)).await;
    assert!(page.body.contains(&format!("/groups/{}/year", group.id)));
    assert!(page.body.matches("href=\"/sessions/").count() < 11);
}

#[sqlx::test(migrations = false)]
async fn an_invalid_series_is_explained_beside_its_field(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let id = Uuid::new_v4().to_string();
    for (more, field, words) in [
        (&[("date", "۱۴۰۵/۱۲/۳۰")][..], "date-error", "تقویم"),
        (&[("date", "۱۴۰۵/۹/۲")], "date-error", "گذشته"),
        (&[("date", "فردا")], "date-error", "عدد"),
        (&[("time", "۲۵:۰۰")], "time-error", "۱۸:۳۰"),
        (&[("minutes", "۵")], "minutes-error", "۱۵"),
        (&[("count", "۱")], "count-error", "۱۰۴"),
        (&[("count", "۱۰۵")], "count-error", "۱۰۴"),
        (&[("count", "چند")], "count-error", "۱۰۴"),
        (&[("rhythm", "monthly"), ("nth", "1"), ("count", "۶۰")], "count-error", "سه سال"),
        (&[("ends", "until"), ("until", "۱۴۰۵/۹/۱۲")], "until-error", "جلسهٔ دوم"),
        (&[("ends", "until"), ("until", "۱۴۱۵/۱/۱")], "until-error", "سه سال"),
        (&[("ends", "until"), ("until", "")], "until-error", "عدد"),
    ] {
        let mut fields = with(&TERM, more);
        fields.extend([("id", id.as_str()), ("wish", "keep")]);
        let reply = send(&group, &fields).await;
        assert_eq!(reply.status, 422, "{more:?}");
        assert!(reply.beside(field).contains(words), "{field}: {:?} for {more:?}", reply.beside(field));
    }
    assert_eq!((world.count("series").await, world.count("session").await), (0, 0));
}

#[sqlx::test(migrations = false)]
async fn the_local_hour_stays_when_clocks_change(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let at =
        async |id: &str| world.all::<DateTime<Utc>>(&format!("select starts_at from session where series_id = '{id}' order by 1")).await;
    let utc = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    for (zone, date, time, instants) in [
        (Tz::Europe__Berlin, "2027/3/21", "18:30", ["2027-03-21T17:30:00Z", "2027-03-28T16:30:00Z", "2027-04-04T16:30:00Z"]),
        (Tz::Europe__Berlin, "2027/3/21", "02:30", ["2027-03-21T01:30:00Z", "2027-03-28T01:00:00Z", "2027-04-04T00:30:00Z"]),
        (Tz::America__New_York, "2027/10/31", "18:30", ["2027-10-31T22:30:00Z", "2027-11-07T23:30:00Z", "2027-11-14T23:30:00Z"]),
        (Tz::Asia__Tehran, "2027/3/16", "18:30", ["2027-03-16T15:00:00Z", "2027-03-23T15:00:00Z", "2027-03-30T15:00:00Z"]),
    ] {
        let group = practice.form(Locale::En, 8, zone, Calendar::Gregorian).await;
        let id = term(&group, &[("date", date), ("time", time), ("count", "3"), ("despite", "true")]).await;
        assert_eq!(at(&id).await, instants.map(utc), "{zone} {time}");
    }
    // The last Friday of each month until the end of June.
    let berlin = practice.form(Locale::En, 8, Tz::Europe__Berlin, Calendar::Gregorian).await;
    let more = [("date", "2027/1/1"), ("rhythm", "monthly"), ("nth", "last"), ("ends", "until"), ("until", "2027/6/30")];
    let id = term(&berlin, &more).await;
    assert_eq!(locals(&world, &id).await, ["01-29 18:30", "02-26 18:30", "03-26 18:30", "04-30 18:30", "05-28 18:30", "06-25 18:30"]);
}

#[sqlx::test(migrations = false)]
async fn a_series_without_an_end_is_always_half_a_year_ahead(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let id = term(&group, &[("ends", "open")]).await;
    // Twenty-six weeks from the first session on.
    assert_eq!(locals(&world, &id).await.len(), 27);
    assert_eq!(ahead::run(&world.app).await.expect("a run"), 0, "nothing is due yet");
    world.app.clock.advance(TimeDelta::weeks(5));
    assert_eq!(ahead::run(&world.app).await.expect("a run"), 4, "those that came within the horizon");
    assert_eq!(ahead::run(&world.app).await.expect("a run"), 0, "once");
    world.app.clock.advance(TimeDelta::weeks(1));
    assert_eq!(ahead::run(&world.app).await.expect("a run"), 1);
    let last: String = world.one(&format!("select id::text from session where series_id = '{id}' order by starts_at desc limit 1")).await;
    // Weeks have passed, so the person signs in again.
    assert_eq!(group.therapist().sign_in("leila@example.org", crate::world::PASSPHRASE).await.status, 303);
    let ended = group.therapist().post(&format!("/sessions/{last}/cancel"), &[("which", "following")]).await;
    assert_eq!(ended.location(), format!("/groups/{}/year", group.id));
    world.app.clock.advance(TimeDelta::weeks(8));
    assert_eq!(ahead::run(&world.app).await.expect("a run"), 0, "it has an end now");
    assert_eq!(world.count("job where kind = 'series'").await, 0);
}
