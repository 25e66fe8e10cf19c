//! Simultaneous requests: a double click, or two people who press at the same moment. One succeeds, the other reads the reason; neither
//! reads about an internal error.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::staff::{accept_offer, offer};
use crate::substitute::option;
use crate::world::{Browser, PASSPHRASE, World};

type Form = (String, Vec<(&'static str, String)>);

async fn press(browser: &Browser, (path, fields): &Form) -> u16 {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields).await.status
}

/// Sends both at once, several times. Returns the outcomes, in order.
async fn at_once(one: (&Browser, &Form), other: (&Browser, &Form)) -> [u16; 2] {
    let (first, second) = tokio::join!(press(one.0, one.1), press(other.0, other.1));
    let mut both = [first, second];
    both.sort_unstable();
    both
}

fn id() -> String {
    Uuid::new_v4().to_string()
}

#[sqlx::test(migrations = false)]
async fn a_double_click_hands_the_group_over_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let nora = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Nora", "nora@example.org").await;
    for stays in [false, true] {
        let group = practice.group(Locale::En, 8).await;
        let page = practice.therapist.get(&format!("/groups/{}/handover", group.id)).await.body;
        let staff = option(&page, "Nora").expect("a colleague");
        let mut fields = vec![("staff", staff)];
        if stays {
            fields.push(("stays", "true".to_owned()));
        }
        let form = (format!("/groups/{}/therapist", group.id), fields);
        assert_eq!(at_once((&practice.therapist, &form), (&practice.therapist, &form)).await, [303, 303], "stays: {stays}");
        assert_eq!(press(&practice.therapist, &form).await, 303, "nor does a later press of the same request");
        let leads = format!("membership where group_id = '{}' and role = 'therapist' and state = 'active'", group.id);
        assert_eq!(world.count(&leads).await, 1);
        assert_eq!(nora.get(&format!("/groups/{}/ending", group.id)).await.status, 200);
    }
}

#[sqlx::test(migrations = false)]
async fn a_double_click_ends_a_staff_position_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let leila = &practice.therapist;
    let mut posts = Vec::new();
    for (name, role) in [("Kian", "administrator"), ("Sina", "facilitator"), ("Nora", "facilitator")] {
        let browser = accept_offer(&world, &offer(leila, role).await.0, name, &format!("{name}@example.org")).await;
        posts.push((
            browser,
            world.one::<String>("select id::text from staff order by created_at desc, xmin::text::bigint desc limit 1").await,
        ));
    }
    let own: String = world.one("select id::text from staff order by created_at, xmin::text::bigint limit 1").await;
    let end = |post: &str| -> Form { (format!("/practice/staff/{post}/removal"), vec![]) };
    let (kian, sina, nora) = (&posts[0], &posts[1], &posts[2]);
    assert_eq!(at_once((leila, &end(&sina.1)), (leila, &end(&sina.1))).await, [303, 303], "a colleague");
    for _ in 0..2 {
        assert_eq!(press(leila, &end(&nora.1)).await, 303, "the second press after the first was answered");
    }
    assert_eq!(press(&kian.0, &end(&nora.1)).await, 404, "another browser's press has no answer");
    let give_up = (format!("/practice/staff/{own}/role"), vec![("role", "therapist".to_owned())]);
    assert_eq!(at_once((leila, &give_up), (leila, &give_up)).await, [303, 303], "administering");
    assert_eq!(press(leila, &end(&kian.1)).await, 403);
    accept_offer(&world, &offer(&kian.0, "administrator").await.0, "Ava", "ava@example.org").await;
    assert_eq!(at_once((&kian.0, &end(&kian.1)), (&kian.0, &end(&kian.1))).await, [303, 303], "the person's own position");
    assert_eq!(world.count("staff where ended_at is null").await, 2);
}

#[sqlx::test(migrations = false)]
async fn settings_saved_by_a_double_click_are_no_conflict(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let save = |name: &str| -> Form {
        let fields = [("name", name), ("locale", "en"), ("calendar", "gregorian"), ("time_zone", "Asia/Tehran"), ("version", "1")];
        ("/practice".to_owned(), fields.map(|(field, value)| (field, value.to_owned())).to_vec())
    };
    assert_eq!(at_once((&practice.therapist, &save("Rain")), (&practice.therapist, &save("Rain"))).await, [303, 303]);
    assert_eq!(press(&practice.therapist, &save("Wind")).await, 409, "other settings are");
    assert_eq!(world.count("audit_entry where subject_kind = 'practice' and action = 'practice_changed'").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_role_lost_in_the_meantime_does_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let leila = &practice.therapist;
    accept_offer(&world, &offer(leila, "therapist").await.0, "Nora", "nora@example.org").await;
    accept_offer(&world, &offer(leila, "facilitator").await.0, "Kian", "kian@example.org").await;
    for what in ["pausing", "naming", "withdrawing"] {
        let group = practice.group(Locale::En, 8).await;
        let (maya, _) = (group.member("Maya").await, group.facilitator("Sina").await);
        let session = group.planned().await;
        let page = leila.get(&format!("/groups/{}/handover", group.id)).await.body;
        let handing = (format!("/groups/{}/therapist", group.id), vec![("staff", option(&page, "Nora").expect("a colleague"))]);
        let path = format!("/sessions/{session}/substitutions");
        let page = leila.get(&path).await.body;
        let [whose, colleague] = ["Sina", "Kian"].map(|name| option(&page, name).expect(name));
        let named = id();
        let naming: Form = (path.clone(), vec![("id", named.clone()), ("whose", whose), ("colleague", colleague)]);
        let late = match what {
            "pausing" => (format!("/groups/{}/members/{}/pause", group.id, maya.membership), vec![]),
            "naming" => naming,
            _ => {
                assert_eq!(press(leila, &naming).await, 303);
                (format!("{path}/{named}/withdrawal"), vec![])
            }
        };
        assert_eq!(handed_over_first(&world, leila, &handing, &late).await, (303, 404), "{what}: a former therapist does nothing");
    }
    assert_eq!(world.count("membership where state = 'paused'").await, 0);
    assert_eq!((world.count("substitution").await, world.count("substitution where withdrawn_at is null").await), (1, 1));
}

/// Locks the group's rows until both requests wait for them, the handover first.
async fn handed_over_first(world: &World, by: &Browser, handing: &Form, late: &Form) -> (u16, u16) {
    let mut held = world.app.pool.begin().await.expect("a transaction");
    let access = format!(
        "select set_config('app.practices', array['{}'::uuid]::text, true)",
        world.one::<String>("select id::text from practice").await
    );
    sqlx::query(sqlx::AssertSqlSafe(access)).execute(&mut *held).await.expect("access");
    sqlx::query("select id from therapy_group for update").execute(&mut *held).await.expect("held");
    let late = async {
        waiting_for_a_lock(world, 1).await;
        press(by, late).await
    };
    let release = async {
        waiting_for_a_lock(world, 2).await;
        held.rollback().await.expect("released");
    };
    let (first, second, ()) = tokio::join!(press(by, handing), late, release);
    (first, second)
}

/// Returns once this many connections of the test's database wait for a lock.
async fn waiting_for_a_lock(world: &World, how_many: i64) {
    let waiting =
        "pg_stat_activity a where datname = current_database() and exists (select from pg_locks l where l.pid = a.pid and not l.granted)";
    for _ in 0..3_000 {
        if world.count(waiting).await >= how_many {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{how_many} requests never waited for a lock");
}

#[sqlx::test(migrations = false)]
async fn two_people_in_conflict_get_a_considerate_answer(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let sina = group.facilitator("Sina").await;
    let (maya, robin) = (group.member("Maya").await, group.member("Robin").await);
    let (leila, sina, maya, robin) = (group.therapist(), &sina.browser, &maya.browser, &robin.browser);
    let base = format!("/groups/{}", group.id);
    let two = async |what: &str, one: (&Browser, Form), other: (&Browser, Form)| {
        let answers = at_once((one.0, &one.1), (other.0, &other.1)).await;
        assert!(answers[0] < 400 && answers[1] < 500, "{what}: {answers:?}\n{}", world.log().lines().last().unwrap_or_default());
        answers
    };
    let seat = || -> Form { (format!("{base}/members"), vec![("id", id()), ("name", "Parvin".to_owned())]) };
    two("the last seat", (leila, seat()), (sina, seat())).await;
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 3, "one of them");
    let propose = |words: &str| -> Form {
        (format!("{base}/charter/proposals"), vec![("id", id()), ("act", "add".to_owned()), ("text", words.to_owned())])
    };
    two("an article", (maya, propose("We come on time.")), (robin, propose("We listen."))).await;
    let session = group.planned().await;
    let start = || -> Form { (format!("/sessions/{session}/start"), vec![("confirmed", "true".to_owned())]) };
    two("the start", (leila, start()), (sina, start())).await;
    let here = format!("/sessions/{session}");
    let enter = || -> Form { (format!("{here}/attendance"), vec![]) };
    two("entering", (maya, enter()), (maya, enter())).await;
    press(robin, &enter()).await;
    let hand = || -> Form { (format!("{here}/hands"), vec![("id", id()), ("kind", "new".to_owned())]) };
    two("a hand", (maya, hand()), (maya, hand())).await;
    let mood = |value: &str| -> Form {
        (format!("{here}/check-in"), vec![("value", value.to_owned()), ("word", String::new()), ("share", "true".to_owned())])
    };
    two("a mood", (maya, mood("3")), (maya, mood("4"))).await;
    let stage = || -> Form { (format!("{here}/stage"), vec![("seen", "1".to_owned()), ("to", "2".to_owned())]) };
    two("the stage", (leila, stage()), (sina, stage())).await;
    let board = || -> Form {
        (format!("{here}/brainstorms"), vec![("id", id()), ("question", "What helps?".to_owned()), ("kind", "aloud-named".to_owned())])
    };
    two("a board", (leila, board()), (sina, board())).await;
    let of = group.board(&session, "aloud-named").await;
    let idea = |text: &str| -> Form { (format!("/brainstorms/{of}/ideas"), vec![("id", id()), ("text", text.to_owned())]) };
    two("an idea", (maya, idea("a walk")), (robin, idea("a call"))).await;
    let round = || -> Form { (format!("{here}/rounds"), vec![("id", id())]) };
    two("a round", (leila, round()), (sina, round())).await;
    let end = || -> Form { (format!("{here}/end"), vec![]) };
    two("the end", (leila, end()), (sina, end())).await;
    let leave = || -> Form { (format!("{base}/leaving"), vec![("when", "now".to_owned())]) };
    two("leaving", (robin, leave()), (robin, leave())).await;
    assert_eq!(world.count("membership where state = 'left' and role = 'member'").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_refusal_by_the_database_alone_is_a_conflict_that_gives_the_text_back(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let members = format!("/groups/{}/members", group.id);
    // A constraint between rows or columns reports that another person was first; a constraint on one column reports an error of this
    // program.
    for (violation, constraint, status) in [
        ("unique_violation", "one_number_per_seat", 409),
        ("foreign_key_violation", "membership_of_group", 409),
        ("check_violation", "no_more_members_than_seats", 409),
        ("check_violation", "no_seat_is_taken_twice", 409),
        ("check_violation", "role_is_known", 500),
        ("not_null_violation", "", 500),
    ] {
        let raise = format!("raise {violation} using constraint = '{constraint}'");
        let function = format!("create or replace function meets() returns trigger language plpgsql as $$ begin {raise}; end $$");
        world.execute(&function).await.expect("a function");
        world
            .execute("create or replace trigger meets before insert on membership for each row execute function meets()")
            .await
            .expect("a trigger");
        let answer = practice.therapist.post(&members, &[("id", &*id()), ("name", "Parvin")]).await;
        assert!(answer.status == status && answer.body.contains("Parvin"), "{constraint}: {}: {}", answer.status, answer.body);
        assert!(world.log().contains(constraint), "the log names the conflict");
    }
    let out = world.browser(Locale::En);
    assert_eq!(out.sign_in("leila@example.org", PASSPHRASE).await.status, 303);
}
