//! The arc of a session over HTTP: stages, attendance, mood, backstage, the wall, and a session that was left open.

mod moods;
mod next;
mod plan;
mod regrets;
mod wall;
mod wall_code;
mod whereabouts;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use hamdel::session::ending;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{Browser, PASSPHRASE, Reply, World};

/// Moves on from stage number `seen`, as the console's script does.
async fn go(browser: &Browser, session: &str, seen: i32, way: &str) -> Reply {
    let seen = seen.to_string();
    let name = if way.parse::<u8>().is_ok() { "to" } else { "move" };
    browser.fragment(&format!("/sessions/{session}/stage"), &[("seen", &seen), (name, way)]).await
}

async fn places(world: &World) -> Vec<i32> {
    world.all("select place from session_stage order by number").await
}

#[sqlx::test(migrations = false)]
async fn stages_move_forward_back_and_skip(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let therapist = group.therapist();
    let minutes: Vec<i32> = world.all("select minutes from planned_stage order by place").await;
    assert_eq!(minutes, [9, 8, 25, 15, 10, 15, 8], "the plan is stored at the start");
    let phone = member.browser.get(&format!("/sessions/{session}/live")).await.body;
    assert!(phone.contains("data-stage=\"arrive\"") && phone.contains("Settle in"), "the phone explains the stage");
    let mut stream = member.browser.listen(&format!("/sessions/{session}/stream?after=1")).await;
    world.app.clock.advance(TimeDelta::minutes(10));
    let moved = go(therapist, &session, 1, "next").await;
    assert_eq!(moved.status, 200);
    assert!(moved.body.contains("data-stage=\"open\""), "the console shows the current arc: {}", moved.body);
    let event = stream.until_data("data-stage=\"open\"").await;
    assert!(event.data.contains("stage 2 of 7"), "{}", event.data);
    assert!(!event.data.contains("<form"), "members cannot move stages");
    for (seen, way) in [(2, "back"), (3, "again"), (4, "skip"), (5, "7"), (6, "2")] {
        world.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(go(therapist, &session, seen, way).await.status, 200, "{way}");
    }
    assert_eq!(places(&world).await, [1, 2, 1, 1, 3, 7, 2]);
    assert_eq!(
        world.all::<bool>("select again from session_stage order by number").await,
        [false, false, false, true, false, false, false]
    );
    assert_eq!(world.count("session_stage where ended_at is null").await, 1);
    let gaps = "select count(*) from (select ended_at, lead(started_at) over (order by number) as next from session_stage) s where ended_at <> next";
    assert_eq!(world.one::<i64>(gaps).await, 0, "one stage ends when the other begins");
    for nonsense in [vec![("seen", "7")], vec![("seen", "7"), ("move", "next"), ("to", "3")], vec![("seen", "7"), ("move", "away")]] {
        assert_eq!(therapist.post(&format!("/sessions/{session}/stage"), &nonsense).await.status, 422);
    }
    assert_eq!(go(therapist, &session, 7, "8").await.status, 422, "the plan has no such stage");
    assert_eq!(go(&member.browser, &session, 7, "next").await.status, 403);
    // Without a script the result is the same, with a way back.
    assert_eq!(therapist.post(&format!("/sessions/{session}/stage"), &[("seen", "7"), ("move", "next")]).await.status, 303);
    let stale = therapist.post(&format!("/sessions/{session}/stage"), &[("seen", "3"), ("move", "next")]).await;
    assert!(stale.status == 409 && stale.body.contains(&format!("href=\"/sessions/{session}\"")), "{}", stale.body);
    // Ending the session ends the stage, and nothing moves after it.
    assert_eq!(therapist.post(&format!("/sessions/{session}/end"), &[]).await.status, 303);
    assert_eq!(world.count("session_stage where ended_at is null").await, 0);
    assert_eq!(go(therapist, &session, 8, "next").await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn of_two_consoles_one_moves_and_the_other_is_shown_who_did(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    for round in 1..=6 {
        let replies = tokio::join!(go(group.therapist(), &session, round, "next"), go(&facilitator.browser, &session, round, "next"));
        let mut statuses = [replies.0.status, replies.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "round {round}");
        let late = if replies.0.status == 409 { replies.0 } else { replies.1 };
        assert!(late.body.contains("has just moved the session to"), "politely: {}", late.body);
        assert!(!late.body.contains("id=\"arc\""), "the stream brings the arc");
        assert_eq!(world.count("session_stage").await, i64::from(round) + 1, "one transition per round");
    }
    assert_eq!(places(&world).await, [1, 2, 3, 4, 5, 6, 7]);
    // Two equal taps by one person are one wish, not a conflict.
    assert_eq!(go(group.therapist(), &session, 7, "back").await.status, 200);
    let twice = join_all((0..4).map(|_| go(group.therapist(), &session, 7, "back"))).await;
    assert!(twice.iter().all(|reply| reply.status == 200 && !reply.body.contains("class=\"error\"")));
    assert_eq!(world.count("session_stage").await, 8);
}

#[sqlx::test(migrations = false)]
async fn a_plan_is_changed_before_and_during_a_session_and_kept_for_the_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.planned().await;
    let therapist = group.therapist();
    let plan = format!("/sessions/{session}/plan");
    let page = therapist.get(&plan).await;
    assert!(page.body.matches("<select name=\"stage\"").count() == 9, "seven rows and two spare ones");
    let rows = |rows: &[(&'static str, &'static str)], seen: &'static str| -> Vec<(&'static str, &'static str)> {
        rows.iter().flat_map(|(stage, minutes)| [("stage", *stage), ("minutes", *minutes)]).chain([("seen", seen)]).collect()
    };
    let bad = therapist.post(&plan, &rows(&[("round", "many"), ("open", "۱۰")], "0")).await;
    assert!(bad.status == 422 && bad.body.contains("1 to 480") && bad.body.contains("value=\"many\""), "the input is kept");
    let mut typed = rows(&[("arrive", "۱۰"), ("", ""), ("round", "50"), ("close", "30")], "0");
    typed.push(("keep", "true"));
    assert_eq!(therapist.post(&plan, &typed).await.location(), format!("/sessions/{session}"));
    let kept =
        async |table: &str| -> Vec<String> { world.all(&format!("select stage || ' ' || minutes from {table} order by place")).await };
    assert_eq!(kept("planned_stage").await, ["arrive 10", "round 50", "close 30"]);
    assert_eq!(kept("group_stage").await, ["arrive 10", "round 50", "close 30"]);
    group.start(&session).await;
    assert_eq!(kept("planned_stage").await.len(), 3, "the session starts with its own plan");
    assert_eq!(go(therapist, &session, 1, "next").await.status, 200);
    // During the session past stages stay, and the present stage keeps its place.
    let lost = therapist.post(&plan, &rows(&[("close", "20")], "2")).await;
    assert!(lost.status == 422 && lost.body.contains("current stage stays"), "{}", lost.body);
    let old = therapist.post(&plan, &rows(&[("arrive", "5"), ("round", "20")], "1")).await;
    assert!(old.status == 422 && old.body.contains("just changed the stage"), "a form from before the last move");
    assert_eq!(therapist.post(&plan, &rows(&[("round", "40"), ("weigh", "20"), ("close", "10")], "2")).await.status, 303);
    assert_eq!(kept("planned_stage").await, ["arrive 10", "round 40", "weigh 20", "close 10"]);
    assert_eq!(kept("group_stage").await.len(), 3, "the group's template is unchanged");
    therapist.post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(therapist.post(&plan, &rows(&[("round", "40")], "2")).await.status, 422, "an ended session is not planned");
    // The next session begins with the template.
    let next = group.live().await;
    let next: Vec<String> =
        world.all(&format!("select stage || ' ' || minutes from planned_stage where session_id = '{next}' order by place")).await;
    assert_eq!(next, ["arrive 10", "round 50", "close 30"]);
}

#[sqlx::test(migrations = false)]
async fn the_rounds_question_is_set_in_the_plan_and_read_in_the_round(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.planned().await;
    let plan = format!("/sessions/{session}/plan");
    let rows = [("seen", "0"), ("stage", "arrive"), ("minutes", "10"), ("stage", "round"), ("minutes", "50")];
    let with = |question: &'static str| rows.into_iter().chain([("question", question)]).collect::<Vec<_>>();
    let long = "wolfram ".repeat(30);
    let refused = group.therapist().post(&plan, &rows.into_iter().chain([("question", long.as_str())]).collect::<Vec<_>>()).await;
    assert!(refused.status == 422 && refused.body.contains(long.trim()), "kept: {}", refused.body);
    assert_eq!(group.therapist().post(&plan, &with("What is wolfram for you?")).await.status, 303);
    assert_eq!(world.count("session where round_question::text like '%wolfram%'").await, 0, "sealed");
    // A form without the field leaves it.
    assert_eq!(group.therapist().post(&plan, &rows).await.status, 303);
    let page = group.therapist().get(&plan).await.body;
    assert!(page.contains("value=\"What is wolfram for you?\"") && page.contains("<b data-total>60</b>"), "{page}");
    group.start(&session).await;
    let live = format!("/sessions/{session}/live");
    assert!(!robin.browser.get(&live).await.body.contains("wolfram"), "not before the round");
    assert_eq!(go(group.therapist(), &session, 1, "next").await.status, 200);
    assert!(robin.browser.get(&live).await.body.contains("wolfram"));
    assert!(group.therapist().get(&live).await.body.contains("wolfram"));
}

#[sqlx::test(migrations = false)]
async fn every_screen_computes_its_clock_from_the_same_times(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    let started: DateTime<Utc> = world.one("select started_at from session_stage").await;
    let stamp = |page: &str, name: &str| -> i64 {
        let arc = page.split("id=\"arc\"").nth(1).expect("an arc");
        arc.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).and_then(|n| n.parse().ok()).expect("a stamp")
    };
    for minutes in [0, 3, 5, 2, 30] {
        world.app.clock.advance(TimeDelta::minutes(minutes));
        let (console, phone) = (group.therapist().get(&live).await.body, member.browser.get(&live).await.body);
        for page in [&console, &phone] {
            assert_eq!(stamp(page, "data-started"), started.timestamp_millis());
            assert_eq!(stamp(page, "data-now"), world.app.clock.now().timestamp_millis());
            assert_eq!(stamp(page, "data-planned"), 9);
        }
    }
    let phone = member.browser.get(&live).await.body;
    assert!(phone.contains(">40:00</span>") && phone.contains(">31 minutes over</small>"), "in words: {phone}");
}

#[sqlx::test(migrations = false)]
async fn attendance_is_recorded_on_entering_and_can_be_corrected(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (early, late) = (group.member("Early").await, group.member("Later").await);
    group
        .therapist()
        .post(&format!("/groups/{}/members", group.id), &[("id", &uuid::Uuid::new_v4().to_string()), ("name", "Nophone")])
        .await;
    let without: String = world.one("select id::text from membership where person_id is null").await;
    let session = group.live().await;
    let (enter, clock) = (format!("/sessions/{session}/attendance"), &world.app.clock);
    let start = clock.now();
    let mut stream = group.therapist().listen(&format!("/sessions/{session}/stream?after=1")).await;
    assert_eq!(early.browser.post(&enter, &[]).await.status, 303);
    stream.until_data("id=\"roll\"").await;
    clock.advance(TimeDelta::minutes(12));
    assert_eq!(late.browser.post(&enter, &[]).await.status, 303);
    let console = group.therapist().get(&format!("/sessions/{session}/live")).await.body;
    assert!(console.contains("12 minutes late") && console.contains("no phone"), "gently: {console}");
    let say = async |member: &str, fields: &[(&str, &str)]| group.therapist().fragment(&format!("{enter}/{member}"), fields).await;
    let row = async |member: &str, what: &str| -> Vec<Option<DateTime<Utc>>> {
        world.all(&format!("select {what} from attendance where membership_id = '{member}'")).await
    };
    // For a member without a phone, and marked as such. The group's clock shows 15:12 now.
    assert_eq!(say(&without, &[("said", "here")]).await.status, 200);
    assert_eq!(row(&without, "entered_at").await, [Some(clock.now())]);
    assert_eq!(world.count("attendance where entered_by is not null").await, 1);
    assert_eq!(say(&without, &[("said", "here"), ("entered", "۱۵:۰۳")]).await.status, 200);
    assert_eq!(row(&without, "entered_at").await, [Some(start + TimeDelta::minutes(3))]);
    assert_eq!(say(&without, &[("said", "here"), ("entered", "15:00")]).await.status, 200);
    assert_eq!(row(&without, "entered_at").await, [Some(start)]);
    for (fields, words) in [
        (vec![("said", "here"), ("entered", "14:59")], "outside"),
        (vec![("said", "here"), ("entered", "14:00")], "outside"),
        (vec![("said", "here"), ("entered", "16:00")], "outside"),
        (vec![("said", "here"), ("entered", "soon")], "18:30"),
        (vec![("said", "left"), ("left", "15:40")], "outside"),
    ] {
        let refused = say(&without, &fields).await;
        assert!(refused.status == 422 && refused.body.contains(words), "{fields:?}: {}", refused.body);
    }
    assert_eq!(row(&without, "entered_at").await, [Some(start)], "only the input is written");
    let refused = say(&late.membership, &[("said", "left"), ("left", "15:05")]).await;
    assert!(refused.status == 422 && refused.body.contains("before they arrived"));
    // A member leaves and returns: the time away is recorded.
    assert_eq!(late.browser.post(&format!("/sessions/{session}/departure"), &[]).await.status, 303);
    assert_eq!(row(&late.membership, "left_at").await, [Some(clock.now())]);
    assert!(late.browser.get(&format!("/sessions/{session}/live")).await.body.contains("I’m here"), "they may return");
    clock.advance(TimeDelta::minutes(7));
    assert_eq!(late.browser.post(&enter, &[]).await.status, 303);
    assert_eq!(row(&late.membership, "left_at").await, [None]);
    assert_eq!(world.all::<String>("select (back_at - left_at)::text from away").await, ["00:07:00"]);
    // Absent, then present after all, then a person of another group.
    assert_eq!(say(&early.membership, &[("said", "absent")]).await.status, 200);
    assert_eq!((world.count("absence").await, row(&early.membership, "entered_at").await.len()), (1, 0));
    assert_eq!(say(&early.membership, &[("said", "expected")]).await.status, 200);
    assert_eq!(world.count("absence").await, 0);
    assert_eq!(say(&group.stranger().await.membership, &[("said", "here")]).await.status, 404);
    assert_eq!(early.browser.post(&format!("{enter}/{}", late.membership), &[("said", "absent")]).await.status, 403);
    // After the end, the session's page still allows corrections.
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    let corrected = group.therapist().post(&format!("{enter}/{}", early.membership), &[("said", "here"), ("entered", "15:00")]).await;
    assert_eq!(corrected.location(), format!("/sessions/{session}"));
    let page = group.therapist().get(&format!("/sessions/{session}")).await.body;
    assert!(page.contains("3 of 3"), "all were here: {page}");
    assert_eq!(world.count("audit_entry where action = 'attendance_corrected'").await, 6);
}

#[sqlx::test(migrations = false)]
async fn open_pages_are_visible_to_staff_only_and_not_stored(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let presence = format!("/sessions/{session}/presence");
    let seen = async || group.therapist().get(&presence).await.body;
    assert!(!seen().await.contains("phone"), "no line about a member who was never present");
    let rows = world.count("session_change").await;
    let mut stream = member.browser.listen(&format!("/sessions/{session}/stream")).await;
    stream.event().await.expect("the board");
    assert!(seen().await.contains("phone connected"));
    drop(stream);
    while world.app.events.listeners(session.parse().expect("an id")) > 0 {
        tokio::task::yield_now().await;
    }
    assert!(seen().await.contains("phone asleep"));
    world.app.clock.advance(TimeDelta::minutes(5));
    assert!(seen().await.contains("phone offline"));
    assert_eq!(world.count("session_change").await, rows, "nothing was written");
    assert!(!world.log().contains(&member.membership), "nor logged");
    assert_eq!(member.browser.get(&presence).await.status, 403);
}

#[sqlx::test(migrations = false)]
async fn the_roll_of_an_ended_session_lists_the_members_of_that_day(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let gone = group.member("Hazel").await;
    let staff = group.therapist();
    let removal = |of: &str| format!("/groups/{}/members/{of}/removal", group.id);
    world.app.clock.advance(TimeDelta::minutes(1));
    staff.post(&removal(&gone.membership), &[]).await;
    let session = group.live().await;
    world.app.clock.advance(TimeDelta::minutes(10));
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(10));
    // Members who join or leave afterwards do not change who was expected.
    group.member("Wren").await;
    staff.post(&removal(&robin.membership), &[]).await;
    let page = staff.get(&format!("/sessions/{session}")).await.body;
    let roll = page.split("id=\"roll\"").nth(1).expect("a roll").split("</section>").next().expect("its end").to_owned();
    assert!(roll.contains("Robin"), "{roll}");
    assert!(!roll.contains("Wren") && !roll.contains("Hazel"), "{roll}");
}

#[sqlx::test(migrations = false)]
async fn a_session_left_open_is_closed_at_its_last_activity(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.live().await;
    let (app, clock) = (&world.app, &world.app.clock);
    let close = async || ending::close_left_open(app, &[], hamdel::app::LAST_ACTS).await.expect("a database");
    let state = async || -> String { world.one(&format!("select state from session where id = '{session}'")).await };
    clock.advance(TimeDelta::minutes(149));
    // No one has used the session for that long.
    assert_eq!(group.therapist().sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    assert_eq!(go(group.therapist(), &session, 1, "next").await.status, 200);
    let last = clock.now();
    clock.advance(TimeDelta::seconds(59));
    assert_eq!(close().await, 0, "not before its planned end and the setting");
    clock.advance(TimeDelta::minutes(2));
    assert_eq!((close().await, state().await.as_str()), (0, "live"), "there was activity three minutes ago: it only runs long");
    clock.advance(TimeDelta::minutes(13));
    assert_eq!(close().await, 1);
    assert_eq!(state().await, "ended");
    assert_eq!(world.one::<DateTime<Utc>>("select ended_at from session").await, last);
    assert_eq!(world.count("session_stage where ended_at is null").await, 0);
    assert_eq!(world.count("audit_entry where action = 'session_closed_by_itself' and actor is null").await, 1);
    assert_eq!((world.count("job where kind = 'close'").await, world.count("job where kind = 'freeze'").await), (0, 1));
    assert_eq!(close().await, 0);
    // A session that was ended by hand stays unchanged.
    let second = group.live().await;
    assert_eq!(group.therapist().post(&format!("/sessions/{second}/end"), &[]).await.status, 303);
    clock.advance(TimeDelta::hours(9));
    assert_eq!(close().await, 0);
    assert_eq!(world.count("job where kind = 'close'").await, 0);
}
