//! Scheduling by the secretary: sessions and invitations of all groups of the practice, without a membership of any. `access/scheduler`
//! checks what no page of it shows. The clock shows 2026-11-24, 15:00 in Tehran: 3 Azar 1405, a Tuesday.

mod calendar;
mod ends;
mod inviting;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::staff::staff_member;
use crate::world::{Browser, Reply, TestGroup, World};

/// A term of four weeks from 10 Azar 1405 (1 December 2026), a Tuesday.
const TERM: [(&str, &str); 8] = [
    ("date", "۱۴۰۵/۹/۱۰"),
    ("time", "۱۸:۳۰"),
    ("minutes", "۹۰"),
    ("place", "اتاق آبی"),
    ("rhythm", "weekly"),
    ("ends", "count"),
    ("count", "۴"),
    ("wish", "keep"),
];

/// Plans the term under this id.
async fn plans(by: &Browser, group: &TestGroup<'_>, id: &str) -> Reply {
    let fields: Vec<_> = TERM.into_iter().chain([("id", id)]).collect();
    by.post(&format!("/groups/{}/series", group.id), &fields).await
}

/// The sessions of a group in their order.
async fn sessions(world: &World) -> Vec<String> {
    world.all("select id::text from session order by recurrence nulls last, starts_at").await
}

/// Their days, hours and states.
async fn states(world: &World) -> Vec<String> {
    world.all("select to_char(local_start, 'MM-DD HH24:MI ') || state from session order by recurrence nulls last, starts_at").await
}

#[sqlx::test(migrations = false)]
async fn a_scheduler_plans_moves_and_cancels_a_term_and_assigns_rooms(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::Fa).await;
    assert_eq!(mehri.get("/").await.location(), "/practice/times", "the schedule is her home");
    let (base, times) = (format!("/groups/{}", group.id), mehri.get("/practice/times").await.body);
    for act in ["series/new", "sessions/new", "year", "invitations"] {
        assert!(times.contains(&format!("href=\"{base}/{act}\"")), "{act} is available: {times}");
    }
    assert!(times.contains("گروه نیلوفر") && times.contains("لیلا کریمی"), "the group is named");
    let form = mehri.get(&format!("{base}/series/new")).await;
    assert!(form.status == 200 && form.body.contains("name=\"rhythm\""), "the plain form that therapists have");
    assert!(form.body.contains(&format!("href=\"/practice/times#group-{}\"", group.id)), "and it leads back to the schedule");
    let id = Uuid::new_v4().to_string();
    for _ in 0..2 {
        assert_eq!(plans(&mehri, &group, &id).await.location(), format!("{base}/year?of=1405#m-9"));
    }
    assert_eq!(world.count("session").await, 4, "sent twice, planned once");
    let hers = "(select person_id from staff where role = 'secretary')";
    assert_eq!(
        world.count(&format!("audit_entry where action = 'series_planned' and subject_kind = 'series' and actor = {hers}")).await,
        1
    );
    let year = mehri.get(&format!("{base}/year?of=1405")).await.body;
    let all = sessions(&world).await;
    for one in &all {
        assert!(year.contains(&format!("href=\"/sessions/{one}/time\"")), "each session leads to where it can be changed");
    }
    // The second one is a day later, in another room.
    let page = mehri.get(&format!("/sessions/{}/time", all[1])).await.body;
    assert!(page.contains("value=\"۱۴۰۵/۹/۱۷\"") && page.contains(&format!("/sessions/{}/cancel", all[1])), "{page}");
    let time = async |session: &str, version: &str, more: &[(&str, &str)]| {
        let fields: Vec<_> = [("minutes", "90"), ("version", version)].into_iter().chain(more.iter().copied()).collect();
        mehri.post(&format!("/sessions/{session}/time"), &fields).await
    };
    let later = [("date", "۱۴۰۵/۹/۱۸"), ("time", "۱۷:۰۰"), ("place", "اتاق سبز")];
    assert_eq!(time(&all[1], "1", &later).await.location(), format!("{base}/year?of=1405#m-9"));
    assert!(mehri.get("/practice/times").await.body.contains("اتاق سبز"));
    assert!(
        practice.therapist.get(&format!("/sessions/{}", all[1])).await.body.contains("اتاق سبز"),
        "the therapist reads it in the usual place"
    );
    // A change by another person is not overwritten before it was shown.
    let stale = time(&all[1], "1", &[("date", "۱۴۰۵/۹/۱۹"), ("time", "۱۷:۰۰")]).await;
    assert!(stale.status == 409 && stale.body.contains("۱۸ آذر") && stale.body.contains("value=\"۱۴۰۵/۹/۱۹\""), "{}", stale.body);
    let unread = mehri.post(&format!("/sessions/{}/cancel", all[1]), &[("version", "1")]).await;
    assert!(unread.status == 409 && unread.body.contains("name=\"version\" value=\"2\""), "the current state is shown: {}", unread.body);
    assert_eq!(time(&all[1], "2", &[("date", "دیروز"), ("time", "۱۷:۰۰")]).await.status, 422);
    // The third and all that follow have another room.
    let room = [("date", "۱۴۰۵/۹/۲۴"), ("time", "۱۸:۳۰"), ("place", "اتاق زرد"), ("which", "following")];
    assert_eq!(time(&all[2], "1", &room).await.status, 303);
    assert_eq!(mehri.get("/practice/times").await.body.matches("اتاق زرد").count(), 2);
    // The first one is cancelled, by a double click; its page then says so, and no more.
    for _ in 0..2 {
        let cancelled = mehri.post(&format!("/sessions/{}/cancel", all[0]), &[("which", "one"), ("version", "1")]).await;
        assert_eq!(cancelled.location(), format!("{base}/year?of=1405#m-9"), "{}", cancelled.body);
    }
    assert_eq!(states(&world).await, ["12-01 18:30 cancelled", "12-09 17:00 planned", "12-15 18:30 planned", "12-22 18:30 planned"]);
    let gone = mehri.get(&format!("/sessions/{}/time", all[0])).await;
    assert!(gone.status == 200 && gone.body.contains("لغو") && !gone.body.contains("<form class=\"card"), "{}", gone.body);
    assert_eq!(time(&all[0], "2", &later).await.status, 422, "a cancelled session is not moved");
    // A holiday is skipped and restored; a single session is planned, once.
    let series: String = world.one(&format!("select series_id::text from session where id = '{}'", all[3])).await;
    let skips = format!("{base}/series/{series}/skips");
    for (skip, state) in [("true", "cancelled"), ("false", "planned")] {
        assert_eq!(mehri.post(&skips, &[("day", "2026-12-22"), ("skip", skip)]).await.status, 303);
        assert_eq!(world.one::<String>(&format!("select state from session where id = '{}'", all[3])).await, state);
    }
    let one = Uuid::new_v4().to_string();
    let fields = [("id", one.as_str()), ("date", "1405/10/15"), ("time", "10:00"), ("minutes", "60"), ("place", "")];
    for _ in 0..2 {
        assert_eq!(mehri.post(&format!("{base}/sessions"), &fields).await.location(), format!("{base}/year?of=1405#m-10"));
    }
    assert_eq!(world.count("session").await, 5);
    assert_eq!(world.count(&format!("audit_entry where action ~ '_(moved|cancelled|planned)$' and actor = {hers}")).await, 5);
}

#[sqlx::test(migrations = false)]
async fn slips_are_printed_without_a_name(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    for name in ["Robin", "Wren"] {
        group.member(name).await;
    }
    let slips = format!("/sessions/{}/slips", group.planned().await);
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let printed = mehri.get(&slips).await;
    assert!(printed.status == 200 && printed.body.contains("2 slips are printed"), "{}", printed.body);
    assert_eq!(printed.body.matches("class=\"slip\"").count(), 2);
    assert!(!printed.body.contains("Robin") && !printed.body.contains("Wren"), "{}", printed.body);
    assert!(practice.therapist.get(&slips).await.body.contains("Robin"), "staff see whose slip is whose");
    let sent = mehri.get("/practice/outbox").await;
    assert!(
        sent.status == 200 && sent.body.contains("href=\"/practice/times\"") && !sent.body.contains("href=\"/practice\""),
        "{}",
        sent.body
    );
}
