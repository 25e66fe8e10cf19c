//! Which changes a stream receives, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::time::Duration;

use hamdel::kit::error::Error;
use hamdel::kit::events::{Audience, Listener, Recipients, RoundTiming, StreamAccess, StreamGuard};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::stage::{Board, Received, Stage, pace, until, while_set};

#[sqlx::test(migrations = false)]
async fn personal_changes_reach_only_their_membership(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let [mine, other] = stage.seats().await;
    let page = |membership| stage.open(stage.reading(Audience::Member, membership, Some(0)), Board::new());
    let (mut here, mut also_here, mut there, mut ownerless) = (page(Some(mine)), page(Some(mine)), page(Some(other)), page(None));
    let thing = stage.things[0];
    stage.record("thing", thing, Recipients::Membership(mine)).await;
    stage.record("thing", thing, Recipients::Membership(mine)).await;
    here.follow(2).await;
    also_here.follow(2).await;
    stage.change(thing).await;
    for (page, position) in [(&mut here, 3), (&mut also_here, 3), (&mut there, 1), (&mut ownerless, 1)] {
        page.follow(position).await;
        assert_eq!(page.received.last(), Some(&Received::Thing(position, thing, 2)));
    }
    assert!(here.received.iter().filter(|received| matches!(received, Received::Mine(_))).count() >= 1);
    assert_eq!(there.received.len(), 1, "nothing else was sent, and no other number changed");
    assert_eq!(ownerless.received.len(), 1);
    // A reconnecting page receives the personal change once, and only its own.
    let mut back = page(Some(mine));
    back.follow(3).await;
    assert_eq!(back.received, [Received::Thing(1, thing, 2), Received::Mine(3)]);
}

#[sqlx::test(migrations = false)]
async fn changes_for_staff_do_not_advance_other_sequence_numbers(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let [seat, _] = stage.seats().await;
    let start = stage.board().await;
    let mut staff = stage.open(stage.reading(Audience::Staff, Some(seat), Some(0)), start.clone());
    let mut others: Vec<_> = [(Audience::Member, Some(seat)), (Audience::Member, None), (Audience::Wall, None)]
        .map(|(audience, membership)| stage.open(stage.reading(audience, membership, Some(0)), start.clone()))
        .into();
    for n in 1..=3 {
        assert_eq!(stage.record("thing", stage.things[0], Recipients::Staff).await, n, "a counter without gaps");
        staff.follow(n).await;
    }
    let seq = stage.change(stage.things[1]).await;
    assert_eq!(seq, 1, "the first change for everyone");
    staff.follow(4).await;
    for page in &mut others[..2] {
        page.follow(1).await;
        assert_eq!(page.received, [Received::Thing(1, stage.things[1], 2)]);
    }
    stage.stop.cancel();
    others[2].finish().await;
    assert!(others[2].received.is_empty());
}

#[sqlx::test(migrations = false)]
async fn a_board_includes_the_readers_own_part(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    stage.change(stage.things[0]).await;
    let mut page = stage.open(stage.reading(Audience::Member, Some(Uuid::new_v4()), None), Board::new());
    page.next().await;
    // The event of the board leaves the position alone: after a cut between the two, the change is requested again.
    assert_eq!(page.received, [Received::Board(-1), Received::Mine(1)]);
}

#[sqlx::test(migrations = false)]
async fn when_access_ends_the_page_is_notified_and_receives_nothing_more(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let (me, flag) = (Uuid::new_v4(), Arc::new(AtomicBool::new(true)));
    let start = stage.board().await;
    let mut page = stage.open(Listener { person: Some(me), watch: while_set(&flag), ..stage.listener(Some(0)) }, start.clone());
    let mut other = stage.page(0, start);
    page.follow(stage.change(stage.things[0]).await).await;
    // Queued before the end, and not to be read after it.
    let last = stage.change(stage.things[1]).await;
    other.follow(last).await;
    flag.store(false, Ordering::SeqCst);
    stage.events.recheck(Some(me));
    page.finish().await;
    assert_eq!(page.received, [Received::Thing(1, stage.things[0], 2), Received::Gone("/sign-in".to_owned())]);
    let last = stage.change(stage.things[2]).await;
    other.follow(last).await;
    assert_eq!(stage.events.listeners(stage.session), 1);
}

#[sqlx::test(migrations = false)]
async fn only_the_affected_streams_are_rechecked(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let asked: [Arc<AtomicUsize>; 3] = std::array::from_fn(|_| Arc::default());
    let (me, other) = (Uuid::new_v4(), Uuid::new_v4());
    let mut pages = Vec::new();
    for (person, asked) in [Some(me), Some(other), None].into_iter().zip(&asked) {
        let asked = Arc::clone(asked);
        let watch: StreamGuard = Arc::new(move || {
            asked.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Ok(StreamAccess::Granted) })
        });
        pages.push(stage.open(Listener { person, watch, ..stage.listener(Some(0)) }, Board::new()));
    }
    let mut received = async || {
        let seq = stage.change(stage.things[0]).await;
        for page in &mut pages {
            page.follow(seq).await;
        }
        asked.each_ref().map(|asked| asked.load(Ordering::SeqCst))
    };
    assert_eq!(received().await, [1, 1, 1], "each is checked at the start");
    stage.events.recheck(Some(me));
    assert_eq!(received().await, [2, 1, 2], "a screen without an owner is checked as well");
    stage.events.recheck(None);
    assert_eq!(received().await, [3, 2, 3]);
}

#[sqlx::test(migrations = false)]
async fn a_heartbeat_rechecks_access_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { heartbeat: Duration::from_millis(20), ..pace() }, 12).await;
    let flag = Arc::new(AtomicBool::new(true));
    let mut page = stage.open(Listener { watch: while_set(&flag), ..stage.listener(Some(0)) }, Board::new());
    page.next().await;
    page.next().await;
    assert_eq!(page.received, [Received::Beat, Received::Beat]);
    flag.store(false, Ordering::SeqCst);
    page.finish().await;
    assert_eq!(page.received.last(), Some(&Received::Gone("/sign-in".to_owned())));
}

#[sqlx::test(migrations = false)]
async fn while_access_is_unknown_a_stream_sends_only_heartbeats(options: PgPoolOptions, connect: PgConnectOptions) {
    const AWAY: u8 = 0;
    const STANDS: u8 = 1;
    let stage = Stage::with(options, connect, RoundTiming { heartbeat: Duration::from_millis(20), ..pace() }, 12).await;
    let state = Arc::new(AtomicU8::new(AWAY));
    let seen = Arc::clone(&state);
    let watch: StreamGuard = Arc::new(move || {
        let state = seen.load(Ordering::SeqCst);
        Box::pin(async move {
            match state {
                AWAY => Err(Error::Database(sqlx::Error::PoolTimedOut)),
                STANDS => Ok(StreamAccess::Granted),
                _ => Err(Error::Database(sqlx::Error::RowNotFound)),
            }
        })
    });
    let mut page = stage.open(Listener { watch, ..stage.listener(Some(0)) }, Board::new());
    let seq = stage.change(stage.things[0]).await;
    for _ in 0..5 {
        page.next().await;
    }
    assert!(page.received.iter().all(|received| *received == Received::Beat), "{:?}", page.received);
    state.store(STANDS, Ordering::SeqCst);
    page.follow(seq).await;
    // A permanent failure neither grants access nor proves that access has ended: the stream ends, and the route decides.
    state.store(2, Ordering::SeqCst);
    page.finish().await;
    assert!(!page.received.iter().any(|received| matches!(received, Received::Gone(_))));
}

#[sqlx::test(migrations = false)]
async fn a_shutdown_ends_every_stream_at_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let mut pages: Vec<_> = (0..20).map(|_| stage.page(0, Board::new())).collect();
    let seq = stage.change(stage.things[0]).await;
    for page in &mut pages {
        page.follow(seq).await;
    }
    stage.stop.cancel();
    for page in &mut pages {
        page.finish().await;
        assert_eq!(page.received.len(), 1, "no `gone`: the page reconnects");
    }
    let mut late = stage.page(0, Board::new());
    late.finish().await;
    assert!(late.received.is_empty());
    drop((pages, late));
    until(|| stage.events.sessions() == 0).await;
}

#[sqlx::test(migrations = false)]
async fn beyond_the_limit_a_holder_loses_their_own_oldest_stream_and_none_is_refused(options: PgPoolOptions, connect: PgConnectOptions) {
    let bounds = RoundTiming { per_wall: 3, per_member: 3, per_staff: 8, per_person: 16, ..pace() };
    let stage = Stage::with(options, connect, bounds, 12).await;
    for (audience, person, most) in
        [(Audience::Wall, None, 3), (Audience::Member, Some(Uuid::new_v4()), 3), (Audience::Staff, Some(Uuid::new_v4()), 8)]
    {
        let before = stage.events.listeners(stage.session);
        let open = || stage.open(Listener { person, ..stage.reading(audience, None, Some(0)) }, Board::new());
        let mut pages: Vec<_> = (0..most + 60).map(|_| open()).collect();
        assert_eq!(stage.events.listeners(stage.session), before + most, "{audience:?}: replaced streams stop counting at once");
        for page in &mut pages[..60] {
            page.finish().await;
            assert_eq!(page.received, [Received::Superseded], "{audience:?}: its page does not reconnect by itself");
        }
        let seq = stage.record(hamdel::kit::events::BOARD, stage.session, Recipients::Everyone).await;
        for page in &mut pages[60..] {
            page.follow(seq).await;
        }
        // They stay open: neither the wall nor a member's pages use up another holder's limit.
        std::mem::forget(pages);
    }
    assert_eq!(stage.events.listeners(stage.session), 3 + 3 + 8);
}

#[sqlx::test(migrations = false)]
async fn the_limit_per_person_counts_streams_of_all_sessions(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { per_person: 16, ..pace() }, 20).await;
    let person = Some(Uuid::new_v4());
    let mut pages: Vec<_> = stage
        .things
        .iter()
        .map(|session| stage.open(Listener { session: *session, person, ..stage.listener(Some(0)) }, Board::new()))
        .collect();
    for page in &mut pages[..4] {
        page.finish().await;
        assert_eq!(page.received, [Received::Superseded]);
    }
    until(|| stage.events.sessions() == 16).await;
    let open: usize = stage.things.iter().map(|session| stage.events.listeners(*session)).sum();
    assert_eq!(open, 16);
}

#[sqlx::test(migrations = false)]
async fn a_reconnecting_page_replaces_its_own_stream(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { per_member: 3, ..pace() }, 12).await;
    let (person, [one, two]) = (Some(Uuid::new_v4()), [(); 2].map(|()| Some(Uuid::new_v4())));
    let open = |page| stage.open(Listener { person, page, ..stage.listener(Some(0)) }, Board::new());
    let (mut first, mut other) = (open(one), open(two));
    let mut again: Vec<_> = (0..5).map(|_| open(one)).collect();
    first.finish().await;
    assert_eq!(first.received, [Received::Superseded]);
    assert_eq!(stage.events.listeners(stage.session), 2);
    let seq = stage.change(stage.things[0]).await;
    other.follow(seq).await;
    again.last_mut().expect("a page").follow(seq).await;
}
