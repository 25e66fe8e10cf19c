//! Simultaneous requests: no seat is given twice, and nothing is stored incompletely.

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::at;
use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn of_64_who_join_for_3_seats_three_get_in_and_the_others_get_a_considerate_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 5).await;
    for name in ["Maya", "Ruth"] {
        group.member(name).await;
    }
    // Three seats in the group are left; the links have sixty, and admit.
    let mut links = Vec::new();
    for _ in 0..4 {
        links.push(group.invite("15", true).await.0);
    }
    let browsers: Vec<_> = (0..64).map(|_| world.browser(Locale::En)).collect();
    join_all(browsers.iter().zip(links.iter().cycle()).map(|(browser, link)| browser.get(link))).await;
    let people = world.count("person").await;
    let replies = join_all(browsers.iter().zip(links.iter().cycle()).enumerate().map(async |(n, (browser, link))| {
        // An overloaded app answers so politely, and stores nothing: the person tries again, as its page proposes.
        for _ in 0..40 {
            let reply = browser.join(link, &format!("Guest {n}"), PASSPHRASE).await;
            if reply.status != 503 {
                return reply;
            }
        }
        panic!("Guest {n} got no answer");
    }))
    .await;
    let of = |words: &str| replies.iter().filter(|reply| reply.body.contains(words)).count();
    assert_eq!(of("You’re now a member of"), 3, "exactly three");
    assert_eq!(of("All seats of"), 57, "a person with a seat waits, and is shown why");
    assert_eq!(of("This invitation doesn’t work"), 4, "a person without one is informed");
    assert!(replies.iter().all(|reply| matches!(reply.status, 200 | 404)));
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 5);
    assert_eq!(world.count("membership where state = 'waiting'").await, 57);
    let seats: Vec<i32> = world.all("select seat from membership where role = 'member' and state = 'active' order by seat").await;
    assert_eq!(seats, [1, 2, 3, 4, 5]);
    // Nothing is stored incompletely: each person who joined has an account, a seat, a key and a history, and the others have nothing.
    assert_eq!(world.count("person").await, people + 60);
    assert_eq!(world.count("person p where not exists (select from membership m where m.person_id = p.id)").await, 0);
    let lost = "membership m where not exists (select from membership_change c where c.membership_id = m.id)
                or not exists (select from keys.wrapped_key k where k.owner_id = m.id)";
    assert_eq!(world.count(lost).await, 0);
    assert_eq!(world.one::<i64>("select sum(taken) from invitation where admits and seats = 15").await, 60);
}

#[sqlx::test(migrations = false)]
async fn the_database_prevents_giving_a_seat_twice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (maya, _, _) = (group.member("Maya").await, group.member("Ruth").await, group.member("Omid").await);
    let (link, _) = group.invite("2", false).await;
    for name in ["Robin", "Wren"] {
        world.browser(Locale::En).join(&link, name, PASSPHRASE).await;
    }
    // Past every rule of the program, as the tables' owner.
    let admit = "update membership set state = 'active' where state = 'waiting'";
    assert!(world.execute(admit).await.expect_err("all are taken").to_string().contains("all seats of the group are taken"));
    group.therapist().post(&at(&group, &maya.membership, "/pause"), &[]).await;
    assert!(world.execute(admit).await.is_err(), "a paused member's seat is kept");
    group.therapist().post(&at(&group, &maya.membership, "/removal"), &[]).await;
    assert!(world.execute(admit).await.is_err(), "one seat is free, and two would return");
    let waiting: Vec<String> = world.all("select id::text from membership where state = 'waiting'").await;
    let [one, other] = [0, 1].map(|n| format!("update membership set state = 'active' where id = '{}'", waiting[n]));
    let both = tokio::join!(world.execute(&one), world.execute(&other));
    assert!(both.0.is_ok() != both.1.is_ok(), "either of them, but only one: {both:?}");
    // The owner cannot leave a group without a therapist either.
    let gone = "update membership set state = 'left' where role = 'therapist'";
    assert!(world.execute(gone).await.expect_err("the group would have no therapist").to_string().contains("without a therapist"));
}

#[sqlx::test(migrations = false)]
async fn all_waiting_people_are_admitted_at_once_while_seats_last(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 4).await;
    group.member("Maya").await;
    let (link, _) = group.invite("5", false).await;
    for name in ["Arash", "Bita", "Cyrus", "Dina", "Elham"] {
        world.app.clock.advance(chrono::TimeDelta::seconds(1));
        assert_eq!(world.browser(Locale::En).join(&link, name, PASSPHRASE).await.status, 200);
    }
    let page = group.therapist().get(&format!("/groups/{}/members", group.id)).await.body;
    assert!(page.contains("Admit all \u{2068}5\u{2069}") || page.contains("Admit all 5"), "{page}");
    let admissions = format!("/groups/{}/admissions", group.id);
    let leila = group.facilitator("Leila").await;
    assert_eq!(leila.browser.post(&admissions, &[]).await.status, 403);
    let said = group.therapist().post(&admissions, &[]).await;
    assert!(said.status == 200 && said.body.contains("as many as there were seats"), "{}", said.body);
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 4);
    // The first to wait is admitted.
    let waiting: Vec<i64> =
        world.all("select extract(epoch from created_at)::bigint from membership where state = 'waiting' order by 1").await;
    let in_now: i64 =
        world.one("select max(extract(epoch from created_at))::bigint from membership where role = 'member' and state = 'active'").await;
    assert!(waiting.len() == 2 && waiting.iter().all(|at| *at > in_now), "{waiting:?} {in_now}");
    let refused = group.therapist().post(&admissions, &[]).await;
    assert!(refused.status == 422 && refused.body.contains("All seats are taken"));
}

/// Several people change the same few memberships at once, in every possible way: the rules hold afterwards in any order.
#[sqlx::test(migrations = false)]
async fn the_rules_hold_under_simultaneous_acts(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 4).await;
    let mut members = Vec::new();
    for name in ["Maya", "Ruth", "Omid", "Roya"] {
        members.push(group.member(name).await);
    }
    let (link, _) = group.invite("6", false).await;
    for n in 0..6 {
        world.browser(Locale::En).join(&link, &format!("Waiting {n}"), PASSPHRASE).await;
    }
    let waiting: Vec<String> = world.all("select id::text from membership where state = 'waiting'").await;
    let leaving = format!("/groups/{}/leaving", group.id);
    let mut acts = Vec::new();
    for (n, member) in members.iter().enumerate() {
        for route in ["/pause", "/return", "/pause"] {
            acts.push((group.therapist(), at(&group, &member.membership, route), vec![]));
        }
        if n % 2 == 0 {
            acts.push((&member.browser, leaving.clone(), vec![("when", "now")]));
            acts.push((group.therapist(), at(&group, &member.membership, "/graduation"), vec![("when", "now")]));
        }
    }
    for id in &waiting {
        acts.push((group.therapist(), at(&group, id, "/admission"), vec![]));
    }
    acts.push((group.therapist(), format!("/groups/{}/admissions", group.id), vec![]));
    // The same each time, and never in the order in which it is written.
    acts.sort_by_key(|(_, path, _)| path.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())));
    let replies = join_all(acts.iter().map(async |(browser, path, fields)| browser.post(path, fields).await.status)).await;
    assert!(replies.iter().all(|status| matches!(status, 200 | 303 | 422)), "{replies:?}");
    assert!(world.count("membership where role = 'member' and state in ('active', 'paused')").await <= 4, "seats");
    // Each history is a path through the table, and ends in the membership's current state.
    let steps: Vec<String> = world
        .all(
            "select distinct coalesce(lag(state) over (partition by membership_id order by at, ctid), '-') || '>' || state from membership_change",
        )
        .await;
    let known = [
        "->waiting",
        "->active",
        "waiting>active",
        "active>paused",
        "paused>active",
        "active>left",
        "paused>left",
        "active>graduated",
        "paused>graduated",
    ];
    assert!(steps.iter().all(|step| known.contains(&step.as_str())), "{steps:?}");
    let torn = "membership m where state <> (select c.state from membership_change c where c.membership_id = m.id order by c.at desc, c.ctid desc limit 1)";
    assert_eq!(world.count(torn).await, 0);
}
