//! Sessions of a series that are moved, skipped, restored and cancelled: one, or all that follow.

use chrono::{NaiveDateTime, TimeDelta};
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{locals, term};
use crate::staff::{accept_offer, offer};
use crate::substitute::{LEILA, asks};
use crate::world::{Reply, TestGroup, World};

/// The sessions of a series in their order, by id.
async fn ids(world: &World, series: &str) -> Vec<String> {
    world.all(&format!("select id::text from session where series_id = '{series}' order by recurrence")).await
}

async fn version(world: &World, session: &str) -> String {
    world.one::<i32>(&format!("select version from session where id = '{session}'")).await.to_string()
}

/// Moves a session to a day of Azar to Esfand 1405, at this hour.
async fn to(group: &TestGroup<'_>, session: &str, version: &str, date: &str, time: &str, which: &str) -> Reply {
    let fields = [("date", date), ("time", time), ("minutes", "90"), ("place", "اتاق آبی"), ("which", which), ("version", version)];
    group.therapist().post(&format!("/sessions/{session}/time"), &fields).await
}

#[sqlx::test(migrations = false)]
async fn a_moved_session_stays_the_same_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let facilitator = group.facilitator("سینا").await;
    let series = term(&group, &[("count", "۴")]).await;
    let all = ids(&world, &series).await;
    let page = group.therapist().get(&format!("/sessions/{}/time", all[1])).await;
    assert!(page.body.contains("value=\"۱۴۰۵/۹/۱۷\"") && page.body.contains("value=\"following\""), "filled in");
    // To the day after the third one.
    assert_eq!(to(&group, &all[1], "1", "۱۴۰۵/۹/۲۵", "۱۷", "one").await.status, 422, "no time");
    assert_eq!(to(&group, &all[1], "1", "۱۴۰۵/۹/۲۵", "۱۷:۰۰", "one").await.location(), format!("/sessions/{}", all[1]));
    assert_eq!(locals(&world, &series).await, ["12-01 18:30", "12-15 18:30", "12-16 17:00", "12-22 18:30"]);
    let recurrence: NaiveDateTime = world.one(&format!("select recurrence from session where id = '{}'", all[1])).await;
    assert_eq!(recurrence.to_string(), "2026-12-08 18:30:00", "its identity does not change");
    let numbers: Vec<i32> = world.all("select number from session order by recurrence").await;
    assert_eq!(numbers, [1, 3, 2, 4], "numbers follow the dates");
    let year = group.therapist().get(&format!("/groups/{}/year", group.id)).await;
    assert!(year.body.contains("جابه‌جا شده از ۱۷ آذر"), "its former date");
    // A colleague who had loaded it before sends other values: both are shown, and nothing is overwritten.
    let fields = [("date", "۱۴۰۵/۹/۲۶"), ("time", "۱۹:۰۰"), ("minutes", "90"), ("version", "1")];
    let refused = facilitator.browser.post(&format!("/sessions/{}/time", all[1]), &fields).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("۲۵ آذر") && refused.body.contains("value=\"۱۴۰۵/۹/۲۶\""), "both versions");
    assert!(
        refused.body.contains(&format!("name=\"version\" value=\"{}\"", version(&world, &all[1]).await)),
        "after both were shown, it is saved"
    );
    assert_eq!(locals(&world, &series).await[2], "12-16 17:00");
    let stale = facilitator.browser.post(&format!("/sessions/{}/cancel", all[1]), &[("version", "1")]).await;
    assert_eq!((stale.status, world.count("session where state = 'cancelled'").await), (409, 0), "nor is it cancelled unread");
    assert_eq!(to(&group, &all[1], &version(&world, &all[1]).await, "۱۴۰۵/۹/۲", "۱۷:۰۰", "one").await.status, 422, "not into the past");
    // A session that has begun is not moved.
    group.start(&all[0]).await;
    assert_eq!(to(&group, &all[0], "1", "۱۴۰۵/۹/۲۶", "۱۷:۰۰", "one").await.status, 422);
    assert_eq!(group.therapist().get(&format!("/sessions/{}/time", all[0])).await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn all_following_sessions_move_except_those_set_by_hand(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    // Days: 1, 8, 15 (skipped), 22, 29 December, 5 and 12 January.
    let series = term(&group, &[("count", "۷"), ("skip", "2026-12-15")]).await;
    let all = ids(&world, &series).await;
    assert_eq!(to(&group, &all[3], "1", "۱۴۰۵/۱۰/۱۰", "۱۰:۰۰", "one").await.status, 303);
    let moved = to(&group, &all[1], "1", "۱۴۰۵/۹/۱۹", "۱۷:۰۰", "following").await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    assert_eq!(locals(&world, &series).await, ["12-01 18:30"], "earlier ones stay");
    let new: String = world.one(&format!("select series_id::text from session where id = '{}'", all[1])).await;
    assert_ne!(new, series);
    // Thursdays at five, except the one that was moved by itself; the skipped day stays skipped.
    assert_eq!(locals(&world, &new).await, ["12-10 17:00", "12-24 17:00", "12-31 10:00", "01-07 17:00", "01-14 17:00"]);
    assert_eq!(ids(&world, &new).await, all[1..], "they are the same sessions");
    assert_eq!(
        world.all::<String>("select rule from series order by local_start").await,
        ["RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=TU;UNTIL=20261207T150000Z", "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=TH;COUNT=6",]
    );
    assert_eq!(
        world.one::<Vec<chrono::NaiveDate>>(&format!("select skipped from series where id = '{new}'")).await,
        ["2026-12-17".parse().unwrap()]
    );
    assert_eq!(world.all::<i32>("select number from session order by starts_at").await, [1, 2, 3, 4, 5, 6]);
    // All of a series moved from its first session on: nothing is left of the old one.
    let version = version(&world, &all[0]).await;
    assert_eq!(to(&group, &all[0], &version, "۱۴۰۵/۹/۹", "۱۸:۰۰", "following").await.status, 303);
    assert_eq!(world.count(&format!("series where id = '{series}'")).await, 0);
}

#[sqlx::test(migrations = false)]
async fn all_following_sessions_are_cancelled_and_past_ones_stay(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let series = term(&group, &[("count", "۵")]).await;
    let all = ids(&world, &series).await;
    // The third is held early; then the therapist cancels from the second on.
    group.start(&all[2]).await;
    group.therapist().post(&format!("/sessions/{}/end", all[2]), &[]).await;
    assert_eq!(world.one::<i32>(&format!("select number from session where id = '{}'", all[2])).await, 1, "it was the first meeting");
    let reply = group.therapist().post(&format!("/sessions/{}/cancel", all[1]), &[("which", "following"), ("version", "1")]).await;
    assert_eq!(reply.location(), format!("/groups/{}/year", group.id));
    let states: Vec<String> = world.all("select state from session order by recurrence").await;
    assert_eq!(states, ["planned", "cancelled", "ended", "cancelled", "cancelled"]);
    let numbers: Vec<i32> = world.all("select number from session order by recurrence").await;
    assert_eq!((numbers[0], numbers[2]), (2, 1), "past ones keep their number, the next continues from there");
    assert!(numbers[1] < 0 && numbers[3] < 0 && numbers[4] < 0, "a cancelled one has no number");
    assert_eq!(world.one::<String>("select rule from series").await, "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=TU;UNTIL=20261207T150000Z");
    let page = group.therapist().get(&format!("/sessions/{}", all[3])).await;
    assert!(!page.body.contains("جلسهٔ \u{2068}-"), "its page shows no number");
    // A new one is the next meeting.
    let planned = group.planned().await;
    assert_eq!(
        world.one::<i32>(&format!("select number from session where id = '{planned}'")).await,
        2,
        "today comes before the first of the term"
    );
    assert_eq!(world.count("audit_entry where action = 'session_cancelled'").await, 3);
}

#[sqlx::test(migrations = false)]
async fn a_day_is_skipped_and_restored(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let series = term(&group, &[("count", "۴"), ("skip", "2026-12-22")]).await;
    let path = format!("/groups/{}/series/{series}", group.id);
    let skip = async |day: &str, skip: &str| group.therapist().post(&format!("{path}/skips"), &[("day", day), ("skip", skip)]).await;
    let all = ids(&world, &series).await;
    let omid = group.member("امید").await;
    omid.browser.post(&format!("/sessions/{}/regrets", all[1]), &[("word", "سفرم")]).await;
    for _ in 0..2 {
        assert_eq!(skip("2026-12-08", "true").await.location(), format!("{path}#d-2026-12-08"));
    }
    assert_eq!(locals(&world, &series).await, ["12-01 18:30", "12-15 18:30"]);
    assert_eq!(group.therapist().get(&path).await.body.matches(">تعطیل<").count(), 2);
    assert_eq!(world.count("series where cardinality(skipped) = 2").await, 1);
    // The holiday is cancelled: the same session is restored with its details. So is the day that never had a session.
    assert_eq!((skip("2026-12-08", "false").await.status, skip("2026-12-22", "false").await.status), (303, 303));
    assert_eq!(locals(&world, &series).await, ["12-01 18:30", "12-08 18:30", "12-15 18:30", "12-22 18:30"]);
    assert_eq!(ids(&world, &series).await[1], all[1]);
    assert_eq!(world.count("regrets").await, 1);
    assert_eq!(world.all::<i32>("select number from session order by starts_at").await, [1, 2, 3, 4]);
    for (day, words) in [("2026-12-09", "no day of it"), ("2026-11-24", "before it began")] {
        assert_eq!(skip(day, "true").await.status, 422, "{words}");
    }
    world.app.clock.advance(TimeDelta::days(10));
    assert_eq!(group.therapist().sign_in("leila@example.org", crate::world::PASSPHRASE).await.status, 303);
    assert_eq!(skip("2026-12-01", "true").await.status, 422, "a past session cannot be skipped");
    // A series of another group does not exist here.
    let other = practice.group(Locale::Fa, 8).await;
    assert_eq!(group.therapist().get(&format!("/groups/{}/series/{series}", other.id)).await.status, 404);
}

#[sqlx::test(migrations = false)]
async fn skipping_a_day_with_a_substitute_needs_confirmation(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let guest = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Kian", "kian@example.org").await;
    let series = term(&group, &[("count", "۴")]).await;
    let all = ids(&world, &series).await;
    let named = asks(&practice.therapist, &format!("/sessions/{}/substitutions", all[1]), LEILA, "Kian").await;
    assert_eq!(named.status, 303, "{}", named.body);
    assert!(guest.get("/").await.body.contains(&all[1]), "it is on their home");
    let path = format!("/groups/{}/series/{series}", group.id);
    let warning = "جانشینی تعیین شده است";
    let page = practice.therapist.get(&path).await.body;
    assert_eq!((page.matches(warning).count(), page.matches("name=\"despite\"").count()), (1, 1), "beside the substitute's day only");
    for (session, says) in [(&all[1], true), (&all[0], false)] {
        let page = practice.therapist.get(&format!("/sessions/{session}")).await.body;
        assert_eq!(page.contains(warning), says, "the session's page warns before a cancellation, too");
    }
    let skip = [("day", "2026-12-08"), ("skip", "true")];
    let refused = practice.therapist.post(&format!("{path}/skips"), &skip).await;
    assert!(refused.status == 422 && refused.body.contains(warning), "{}", refused.body);
    assert_eq!(world.count("session where state = 'cancelled'").await, 0);
    let knowing = [skip[0], skip[1], ("despite", "true")];
    assert_eq!(practice.therapist.post(&format!("{path}/skips"), &knowing).await.status, 303);
    assert_eq!(world.count("session where state = 'cancelled'").await, 1);
    assert!(!guest.get("/").await.body.contains(&all[1]), "as with a cancellation");
}

#[sqlx::test(migrations = false)]
async fn a_day_skipped_before_a_move_is_restored_at_the_new_time(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    // Tuesdays: 1, 8, 15, 22 December; the last one was skipped before its session was created.
    let series = term(&group, &[("count", "۴"), ("skip", "2026-12-22")]).await;
    let all = ids(&world, &series).await;
    let skip = async |series: &str, day: &str, skip: &str| {
        group.therapist().post(&format!("/groups/{}/series/{series}/skips", group.id), &[("day", day), ("skip", skip)]).await.status
    };
    assert_eq!(skip(&series, "2026-12-15", "true").await, 303);
    // All from the second on are moved to Thursdays at five.
    assert_eq!(to(&group, &all[1], "1", "۱۴۰۵/۹/۱۹", "۱۷:۰۰", "following").await.status, 303);
    let new: String = world.one(&format!("select series_id::text from session where id = '{}'", all[1])).await;
    assert_eq!(locals(&world, &new).await, ["12-10 17:00"], "both days are still skipped");
    assert_eq!((skip(&new, "2026-12-17", "false").await, skip(&new, "2026-12-24", "false").await), (303, 303));
    assert_eq!(locals(&world, &new).await, ["12-10 17:00", "12-17 17:00", "12-24 17:00"]);
    assert_eq!(ids(&world, &new).await[1], all[2], "it is the same session");
}

#[sqlx::test(migrations = false)]
async fn a_change_of_following_sessions_touches_only_the_edited_fields(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let series = term(&group, &[("count", "۵")]).await;
    let all = ids(&world, &series).await;
    let set = async |session: &str, fields: [(&str, &str); 4], which: &str| {
        let version = version(&world, session).await;
        let fields: Vec<_> = fields.into_iter().chain([("which", which), ("version", version.as_str())]).collect();
        let reply = group.therapist().post(&format!("/sessions/{session}/time"), &fields).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    };
    // The second is longer, and by itself on Wednesday; the third is elsewhere; the fourth is longer.
    set(&all[1], [("date", "1405/9/18"), ("time", "17:00"), ("minutes", "120"), ("place", "اتاق آبی")], "one").await;
    set(&all[2], [("date", "1405/9/24"), ("time", "18:30"), ("minutes", "90"), ("place", "باغ")], "one").await;
    set(&all[3], [("date", "1405/10/1"), ("time", "18:30"), ("minutes", "150"), ("place", "اتاق آبی")], "one").await;
    let places = async || {
        let mut said = Vec::new();
        for id in &all {
            let page = group.therapist().get(&format!("/sessions/{id}/time")).await.body;
            said.push(["اتاق آبی", "باغ", "سالن"].into_iter().find(|place| page.contains(&format!("value=\"{place}\""))).unwrap_or("-"));
        }
        said
    };
    // From the second on all are in the hall; nothing else was edited.
    set(&all[1], [("date", "1405/9/18"), ("time", "17:00"), ("minutes", "120"), ("place", "سالن")], "following").await;
    let query = "select to_char(local_start, 'MM-DD HH24:MI ') || minutes from session order by starts_at";
    let times = ["12-01 18:30 90", "12-09 17:00 120", "12-15 18:30 90", "12-22 18:30 150", "12-29 18:30 90"];
    assert_eq!(world.all::<String>(query).await, times);
    assert_eq!(places().await, ["اتاق آبی", "سالن", "باغ", "سالن", "سالن"]);
    // An hour later from the third on: its own place does not apply to the others.
    set(&all[2], [("date", "1405/9/24"), ("time", "19:30"), ("minutes", "90"), ("place", "باغ")], "following").await;
    let times = ["12-01 18:30 90", "12-09 17:00 120", "12-15 19:30 90", "12-22 19:30 150", "12-29 19:30 90"];
    assert_eq!(world.all::<String>(query).await, times);
    assert_eq!(places().await, ["اتاق آبی", "سالن", "باغ", "سالن", "سالن"]);
    // A form without an edit changes nothing.
    let before = world.count("series").await;
    set(&all[3], [("date", "1405/10/1"), ("time", "19:30"), ("minutes", "150"), ("place", "سالن")], "following").await;
    assert_eq!(world.count("series").await, before);
}
