//! The participants of a session: the same people on every page and in every figure, regardless of later changes, and final at noon.

use chrono::TimeDelta;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::session::SessionId;
use hamdel::session::attendance::store;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::climate::{Evening, bare};
use crate::voices::tap;
use crate::world::World;

/// Two members speak for a minute each, one is silent; the first of them leaves before the end.
async fn spoken(evening: &Evening<'_>) {
    let staff = evening.group.therapist();
    let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
    let minute = || evening.world.app.clock.advance(TimeDelta::minutes(1));
    let [maya, omid] = [0, 1].map(|n| evening.members[n].membership.as_str());
    assert_eq!(tap(staff, &evening.session, one, maya, "", 0).await.status, 200);
    minute();
    assert_eq!(tap(staff, &evening.session, two, omid, &one.to_string(), 0).await.status, 200);
    minute();
    assert_eq!(tap(staff, &evening.session, Uuid::new_v4(), "", &two.to_string(), 0).await.status, 200);
    evening.members[0].browser.post(&evening.path("departure"), &[]).await;
}

#[sqlx::test(migrations = false)]
async fn a_member_who_left_early_counts_as_present_on_every_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    world.app.clock.advance(TimeDelta::minutes(30));
    for member in &evening.members {
        member.browser.post(&evening.path("departure"), &[]).await;
    }
    let page = async |rest: &str| bare(&group.therapist().get(&evening.path(rest)).await.body);
    assert!(page("live").await.contains("<p>0 of 3</p>"), "no one is present any more");
    evening.end().await;
    let over = bare(&group.therapist().get(&format!("/sessions/{}", evening.session)).await.body);
    assert!(over.contains("<p>3 of 3 came</p>"), "{over}");
    assert!(page("closing").await.contains("3 members were here."));
    evening.noon().await;
    assert_eq!(evening.figure("attendance").await, "3 3");
}

#[sqlx::test(migrations = false)]
async fn a_session_belongs_to_its_participants(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    spoken(&evening).await;
    evening.end().await;
    let staff = group.therapist();
    let balance = async || {
        let page = staff.get(&evening.path("voices")).await.body;
        let figure =
            page.split("data-figure=\"balance\"").nth(1).and_then(|rest| rest.split("</span>").next()).expect("a balance").to_owned();
        let mut group: Vec<String> =
            page.split("data-rates=").skip(1).filter_map(|row| Some(row.split("<bdi>").nth(1)?.split('<').next()?.to_owned())).collect();
        group.sort_unstable();
        (figure, group)
    };
    let before = balance().await;
    assert!(before.0.contains("50") && before.1 == ["Ash", "Robin", "Wren"], "{before:?}");
    // The silent member pauses, a speaker leaves, and a new member joins.
    world.app.clock.advance(TimeDelta::minutes(10));
    let member = |n: usize, act: &str| format!("/groups/{}/members/{}/{act}", group.id, evening.members[n].membership);
    assert_eq!(staff.post(&member(2, "pause"), &[]).await.status, 303);
    assert_eq!(staff.post(&member(0, "removal"), &[]).await.status, 303);
    group.member("Late").await;
    assert_eq!(balance().await, before);
    let page = bare(&staff.get(&format!("/sessions/{}", evening.session)).await.body);
    assert!(page.contains("<p>3 of 3 came</p>") && page.contains("<bdi>Ash</bdi>") && !page.contains("Late"), "{page}");
    assert!(bare(&staff.get(&evening.path("closing")).await.body).contains("3 members were here."));
    world.app.clock.advance(TimeDelta::hours(24));
    hamdel::app::freeze(&world.app).await.expect("a database");
    assert_eq!((evening.figure("balance").await, evening.figure("attendance").await), ("50 100".to_owned(), "3 3".to_owned()));
}

#[sqlx::test(migrations = false)]
async fn after_noon_no_input_of_a_figure_changes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let (staff, away) = (group.therapist(), group.member("Away").await);
    spoken(&evening).await;
    evening.end().await;
    let attendance = |member: &str| evening.path(&format!("attendance/{member}"));
    let regrets = evening.path(&format!("regrets/{}", away.membership));
    assert_eq!(staff.post(&regrets, &[("word", "a cold")]).await.status, 303, "until noon");
    world.app.clock.advance(TimeDelta::hours(24));
    evening.sign_in_again().await;
    let rows = async || -> Vec<String> {
        world
            .all(
                "select to_jsonb(t)::text from attendance t union all select to_jsonb(t)::text from absence t
             union all select to_jsonb(t)::text from regrets t union all select to_jsonb(t)::text from turn t order by 1",
            )
            .await
    };
    let before = rows().await;
    let turn: String = world.one("select id::text from turn order by started_at limit 1").await;
    // By the clock, even before the job has run, and afterwards.
    for frozen in [0, 1] {
        assert_eq!(world.count("session where frozen_at is not null").await, frozen);
        for said in ["here", "left", "absent", "expected"] {
            for member in [&evening.members[2].membership, &away.membership] {
                let refused = staff.post(&attendance(member), &[("said", said)]).await;
                assert!(refused.status == 422 && refused.body.contains("This session’s figures are closed"), "{said}: {}", refused.body);
            }
        }
        for path in [regrets.clone(), format!("{regrets}/withdrawal")] {
            let refused = staff.post(&path, &[]).await;
            assert!(refused.status == 422 && refused.body.contains("This session’s figures are closed"), "{path}: {}", refused.body);
        }
        assert_eq!(staff.post(&format!("/turns/{turn}/removal"), &[("version", "1")]).await.status, 422);
        assert_eq!(rows().await, before);
        hamdel::app::freeze(&world.app).await.expect("a database");
    }
    let page = staff.get(&format!("/sessions/{}", evening.session)).await.body;
    assert!(page.contains("This session’s figures are closed") && !page.contains("name=\"said\""), "{page}");
}

#[sqlx::test(migrations = false)]
async fn no_one_else_records_a_member_who_entered_by_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 1).await;
    let staff = group.therapist();
    let [robin, wren] = [evening.members[0].membership.clone(), group.member("Wren").await.membership];
    let correct = async |member: &str, said: &str| {
        assert_eq!(staff.fragment(&evening.path(&format!("attendance/{member}")), &[("said", said)]).await.status, 200);
    };
    let enter = async |member: &str| staff.post(&evening.path(&format!("check-in/{member}")), &[("value", "5")]).await;
    correct(&wren, "here").await;
    for said in ["here", "expected", "absent", "here"] {
        correct(&robin, said).await;
        let refused = enter(&robin).await;
        assert!(refused.status == 422 && refused.body.contains("their own phone"), "{said}: {}", refused.body);
    }
    assert_eq!(enter(&wren).await.status, 303, "a member who came without one");
    assert_eq!(world.count("mood").await, 1);
    let cards = [("heard", "5"), ("safe", "5"), ("belonging", "5"), ("hope", "5")];
    assert_eq!(staff.post(&evening.path("cards"), &[cards, cards].concat()).await.status, 422, "one came without a phone");
    assert_eq!(staff.post(&evening.path("cards"), &cards).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn only_a_membership_that_ended_during_a_session_is_checked_for_open_items(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut members = Vec::new();
    for name in ["Maya", "Omid", "Roya", "Sam"] {
        members.push(group.member(name).await);
    }
    let goes = async |n: usize| {
        let path = format!("/groups/{}/members/{}/removal", group.id, members[n].membership);
        assert_eq!(group.therapist().post(&path, &[]).await.status, 303);
        world.app.clock.advance(TimeDelta::minutes(1));
    };
    goes(0).await;
    goes(1).await;
    let session = group.live().await;
    world.app.clock.advance(TimeDelta::minutes(1));
    goes(2).await;
    let mut tx = Tx::for_practice(&world.app.pool, world.one::<Uuid>("select id from practice").await).await.expect("a transaction");
    let without = store::without_a_seat(&mut tx, SessionId(session.parse().expect("an id"))).await.expect("a list");
    assert_eq!(without.iter().map(ToString::to_string).collect::<Vec<_>>(), [members[2].membership.as_str()], "Roya only");
}
