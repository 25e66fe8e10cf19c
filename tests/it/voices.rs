//! Every voice heard, over HTTP: taps, hands, rounds, kind words, and what only staff may see.

mod ended;
mod gone;
mod hands;
mod last;
mod present;
mod private;
mod two_consoles;

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Reply, World};

/// Sends a tap: the next speaker (empty for a pause), the open turn, and the tap's age (ms).
pub async fn tap(browser: &Browser, session: &str, id: Uuid, whose: &str, open: &str, age: i64) -> Reply {
    let (id, age) = (id.to_string(), age.to_string());
    let fields = [("id", id.as_str()), ("whose", whose), ("open", open), ("age", &age)];
    browser.fragment(&format!("/sessions/{session}/turns"), &fields).await
}

pub async fn undo(browser: &Browser, session: &str, tap: &str) -> Reply {
    let id = Uuid::new_v4().to_string();
    browser.fragment(&format!("/sessions/{session}/turns/undoing"), &[("id", &id), ("tap", tap)]).await
}

/// Sends a form under a fresh id.
pub async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Reply {
    let id = Uuid::new_v4().to_string();
    let mut all = vec![("id", id.as_str())];
    all.extend(fields);
    browser.fragment(path, &all).await
}

/// The turns of a session: the length of each in whole seconds, in order; an open one is "open".
pub async fn turns(world: &World, session: &str) -> Vec<String> {
    world
        .all(&format!(
            "select coalesce(trunc(extract(epoch from ended_at - started_at))::text, 'open') from turn where session_id = '{session}'
         order by started_at, ended_at nulls last"
        ))
        .await
}

#[sqlx::test(migrations = false)]
async fn taps_start_hand_over_and_pause_turns_and_the_last_one_is_undone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let wait = |seconds| world.app.clock.advance(TimeDelta::seconds(seconds));
    let staff = group.therapist();
    let (one, two, three) = (Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
    let mut stream = staff.listen(&format!("/sessions/{session}/stream?after=1000")).await;
    stream.until_data("id=\"voices\"").await;
    let started = tap(staff, &session, one, &maya.membership, "", 0).await;
    assert_eq!((started.status, started.header("hamdel-kept")), (200, one.to_string().as_str()));
    assert!(started.body.contains(&format!("data-turn=\"{one}\"")), "the answer shows it");
    assert!(stream.until_data(&format!("data-turn=\"{one}\"")).await.data.contains("Speaking now"));
    wait(60);
    tap(staff, &session, two, &omid.membership, &one.to_string(), 0).await;
    wait(30);
    tap(staff, &session, three, "", &two.to_string(), 0).await;
    assert_eq!(turns(&world, &session).await, ["60", "30"]);
    // The same tap again, however late, is the same tap.
    for (id, whose, open) in [(one, maya.membership.as_str(), String::new()), (three, "", two.to_string())] {
        assert_eq!(tap(staff, &session, id, whose, &open, 0).await.status, 200);
    }
    assert_eq!(turns(&world, &session).await, ["60", "30"]);
    wait(10);
    // The pause was a mistake: once undone, the turn continues as before.
    assert_eq!(undo(staff, &session, &three.to_string()).await.status, 200);
    assert_eq!(turns(&world, &session).await, ["60", "open"]);
    assert_eq!(undo(staff, &session, &three.to_string()).await.status, 200, "twice counts once");
    assert_eq!(undo(staff, &session, &one.to_string()).await.status, 409, "later taps came after it");
    assert_eq!(undo(staff, &session, &two.to_string()).await.status, 200, "the handover");
    assert_eq!(turns(&world, &session).await, ["open"]);
    assert_eq!(undo(staff, &session, &one.to_string()).await.status, 200, "the start");
    assert!(turns(&world, &session).await.is_empty());
    assert_eq!(undo(staff, &session, &one.to_string()).await.status, 200);
    assert_eq!(undo(staff, &session, "").await.status, 409, "nothing is left");
    // Members cannot take the floor.
    assert_eq!(tap(&maya.browser, &session, Uuid::new_v4(), &maya.membership, "", 0).await.status, 403);
    // Without a script it is a form like any other.
    let plain = [("id", &*Uuid::new_v4().to_string()), ("whose", &maya.membership), ("open", ""), ("age", "0")];
    let reply = staff.post(&format!("/sessions/{session}/turns"), &plain).await;
    assert_eq!((reply.status, reply.location()), (303, format!("/sessions/{session}").as_str()));
    assert_eq!(turns(&world, &session).await, ["open"]);
}

#[sqlx::test(migrations = false)]
async fn offline_taps_arrive_with_their_own_time(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    world.app.clock.advance(TimeDelta::seconds(400));
    // Five minutes without a network: three taps, each with its age, each expecting the one before; the answers are lost, and all are sent
    // again.
    let ids = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
    for _ in 0..2 {
        for (n, (whose, age)) in
            [(maya.membership.as_str(), 300_000), (omid.membership.as_str(), 180_000), ("", 60_000)].into_iter().enumerate()
        {
            let open = if n == 0 { String::new() } else { ids[n - 1].to_string() };
            assert_eq!(tap(staff, &session, ids[n], whose, &open, age).await.status, 200);
        }
    }
    assert_eq!(turns(&world, &session).await, ["120", "120"]);
    // A clock that is wrong changes nothing before the last boundary or after now.
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", i64::MAX).await;
    let last: String = world.all(&format!("select id::text from turn where session_id = '{session}' and ended_at is null")).await.remove(0);
    tap(staff, &session, Uuid::new_v4(), "", &last, -9_000_000).await;
    assert_eq!(turns(&world, &session).await, ["120", "120", "60"]);
}

#[sqlx::test(migrations = false)]
async fn a_corrected_turn_never_overlaps_another(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (maya, omid) = (group.member("مهتاب").await, group.member("امید").await);
    let session = group.live().await;
    let staff = group.therapist();
    let wait = |seconds: i64| world.app.clock.advance(TimeDelta::milliseconds(seconds * 1_000 + 250));
    let (one, two, three) = (Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
    for (id, whose, open) in
        [(one, &maya.membership, String::new()), (two, &omid.membership, one.to_string()), (three, &String::new(), two.to_string())]
    {
        wait(60);
        tap(staff, &session, id, whose, &open, 0).await;
    }
    wait(60);
    let page = format!("/sessions/{session}/voices");
    assert!(staff.get(&page).await.body.contains("value=\"۲:۰۰\""), "edges as minutes and seconds since the start");
    let correct = async |id: Uuid, version: &str, whose: &str, from: &str, until: &str| {
        let fields = [("version", version), ("whose", whose), ("from", from), ("until", until)];
        staff.post(&format!("/turns/{id}"), &fields).await
    };
    let unchanged = correct(one, "1", &maya.membership, "۱:۰۰", "۲:۰۰").await;
    assert_eq!((unchanged.status, unchanged.location()), (303, page.as_str()));
    assert_eq!(world.one::<i32>(&format!("select version from turn where id = '{one}'")).await, 1, "unchanged");
    let refused = correct(one, "1", &maya.membership, "۱:۰۰", "۲:۳۰").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("هم‌زمان") && refused.body.contains("value=\"۲:۳۰\""), "explained beside it, input kept");
    for (from, until) in [("1:00", "0:30"), ("1:00", "9:00"), ("دو", "2:00"), ("1:00", "")] {
        assert_eq!(correct(one, "1", &maya.membership, from, until).await.status, 422, "{from}–{until}");
    }
    assert_eq!(correct(one, "1", &Uuid::new_v4().to_string(), "1:00", "2:00").await.status, 422, "no member of this group");
    assert_eq!(correct(one, "1", &maya.membership, "0:30", "1:30").await.status, 303);
    assert_eq!(correct(one, "1", &maya.membership, "0:30", "1:30").await.status, 303, "the answer was lost: the same again");
    assert_eq!(correct(one, "1", &omid.membership, "0:30", "1:30").await.status, 409, "another person was quicker");
    assert_eq!(correct(two, "1", &maya.membership, "1:30", "3:00").await.status, 303, "after the correction, and with the right speaker");
    assert_eq!(turns(&world, &session).await, ["60", "90"]);
    assert_eq!(world.count(&format!("turn where membership_id = '{}'", maya.membership)).await, 2);
    assert_eq!(undo(staff, &session, &three.to_string()).await.status, 409, "an earlier tap does not undo a correction");
    assert_eq!(maya.browser.post(&format!("/turns/{one}"), &[]).await.status, 403);
    let removal = format!("/turns/{one}/removal");
    assert_eq!(staff.post(&removal, &[("version", "1")]).await.status, 409);
    assert_eq!(staff.post(&removal, &[("version", "2")]).await.status, 303);
    assert_eq!(turns(&world, &session).await, ["90"]);
    assert_eq!(world.count("audit_entry where subject_kind = 'turn'").await, 3);
    // After the session too, until its figures are frozen.
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(correct(two, "2", &omid.membership, "1:30", "3:00").await.status, 303);
    world.app.clock.advance(TimeDelta::days(1));
    staff.sign_in("leila@example.org", crate::world::PASSPHRASE).await;
    assert_eq!(correct(two, "3", &maya.membership, "1:30", "3:00").await.status, 422);
    assert_eq!(turns(&world, &session).await, ["90"]);
}

#[sqlx::test(migrations = false)]
async fn a_session_that_ends_leaves_no_turn_open(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let session = group.live().await;
    let staff = group.therapist();
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(90));
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(20));
    let page = staff.get(&format!("/sessions/{session}/voices")).await.body;
    assert!(page.contains("data-figure=\"equal\">1:30<") && !page.contains("21:30"), "it counts to the end only");
    assert_eq!(turns(&world, &session).await, ["90"]);
    assert_eq!(tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await.status, 422, "nothing is added any more");
    let share = maya.browser.get(&format!("/sessions/{session}/voices")).await.body;
    assert!(share.contains("1:30") && share.contains("1 turn"), "at the close a member sees their own share");
}
