//! Two consoles: one transition wins, the other console shows it, and no turn is doubled.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use rand::Rng;
use rand::SeedableRng;
use rand::rngs::StdRng;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{tap, turns};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn of_two_taps_one_wins_and_the_other_console_is_notified(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let (therapist, helper) = (group.therapist(), &facilitator.browser);
    let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
    assert_eq!(tap(helper, &session, one, &maya.membership, "", 0).await.status, 200);
    let late = tap(therapist, &session, two, &omid.membership, "", 0).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Sina") && late.body.contains("already given the floor") && late.body.contains("Maya"), "{}", late.body);
    assert!(!late.body.contains("<html"), "beside the form");
    let page = [("id", &*Uuid::new_v4().to_string()), ("whose", &omid.membership), ("open", ""), ("age", "0")];
    let page = therapist.post(&format!("/sessions/{session}/turns"), &page).await;
    assert!(page.status == 409 && page.body.contains("Sina") && page.body.contains("<html"), "without a script on a page");
    // The same wish from both is one turn, and each console continues from its own tap.
    let same = Uuid::new_v4();
    assert_eq!(tap(therapist, &session, same, &maya.membership, "", 0).await.status, 200);
    assert_eq!(turns(&world, &session).await, ["open"]);
    assert_eq!(tap(therapist, &session, Uuid::new_v4(), &omid.membership, &same.to_string(), 0).await.status, 200);
    assert_eq!(tap(helper, &session, Uuid::new_v4(), "", &one.to_string(), 0).await.status, 409, "and a pause of an ended turn is late");
}

/// Two consoles press start, handover and pause at once, repeatedly, each based on its last state or an older one.
#[sqlx::test(migrations = false)]
async fn two_consoles_never_open_more_than_one_turn(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut seats = vec![String::new()];
    for name in ["Maya", "Omid", "Noor"] {
        seats.push(group.member(name).await.membership);
    }
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let consoles = [group.therapist(), &facilitator.browser];
    // A thousand rounds take minutes on a small machine: HAMDEL_ROUNDS sets the number.
    let rounds: usize = std::env::var("HAMDEL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    let mut chance = StdRng::seed_from_u64(7);
    let open = format!("select coalesce((select id::text from turn where session_id = '{session}' and ended_at is null), '')");
    let within = "select coalesce(sum(coalesce(t.ended_at, n.now) - t.started_at), '0') <= n.now - s.started_at
        and coalesce(min(t.started_at) >= s.started_at and max(coalesce(t.ended_at, t.started_at)) <= n.now, true)";
    let (mut moved, mut late, mut before) = (0, 0, String::new());
    for round in 0..rounds {
        world.app.clock.advance(TimeDelta::milliseconds(chance.random_range(0..5_000)));
        let seen: String = world.one(&open).await;
        let mut press = || {
            let whose = seats[chance.random_range(0..seats.len())].clone();
            let expects = if chance.random_range(0..5) == 0 { before.clone() } else { seen.clone() };
            (whose, expects, chance.random_range(-1_000..8_000))
        };
        let (one, two) = (press(), press());
        let replies = tokio::join!(
            tap(consoles[0], &session, Uuid::new_v4(), &one.0, &one.1, one.2),
            tap(consoles[1], &session, Uuid::new_v4(), &two.0, &two.1, two.2)
        );
        for status in [replies.0.status, replies.1.status] {
            match status {
                200 => moved += 1,
                409 => late += 1,
                other => panic!("round {round}: {other}"),
            }
        }
        assert!(world.count(&format!("turn where session_id = '{session}' and ended_at is null")).await <= 1, "round {round}");
        before = seen;
        let now = world.app.clock.now();
        let within: bool = world.one(&format!("{within} from (select '{now}'::timestamptz as now) n, session s left join turn t on t.session_id = s.id where s.id = '{session}' group by s.id, n.now")).await;
        assert!(within, "round {round}: all turns together are longer than the time that passed");
    }
    assert!(moved > rounds / 2 && late > rounds / 10, "both kinds occur: {moved}, {late}");
    let overlapping = format!(
        "turn a join turn b on a.session_id = b.session_id and a.id <> b.id and a.started_at < coalesce(b.ended_at, 'infinity')
         and b.started_at < coalesce(a.ended_at, 'infinity') and a.started_at <> coalesce(a.ended_at, 'infinity')
         and b.started_at <> coalesce(b.ended_at, 'infinity') where a.session_id = '{session}'"
    );
    assert_eq!(world.count(&overlapping).await, 0, "no two turns at the same time");
    let again = world.count(&format!("tap where session_id = '{session}'")).await;
    assert_eq!(again, i64::try_from(moved).expect("a count"), "no tap is lost and none is doubled");
}
