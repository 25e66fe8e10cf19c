//! Who is told what, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::time::Duration;

use hamdel::kit::failure::Failure;
use hamdel::kit::relay::{Audience, Listener, Pace, To, Watch};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::stage::{Board, Stage, Told, pace, until, while_standing};

#[sqlx::test(migrations = false)]
async fn what_is_personal_reaches_that_membership_alone(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let [mine, other] = stage.seats().await;
    let page = |membership| stage.open(stage.reading(Audience::Member, membership, Some(0)), Board::new()).expect("a place");
    let (mut here, mut also_here, mut there, mut nobody) = (page(Some(mine)), page(Some(mine)), page(Some(other)), page(None));
    let thing = stage.things[0];
    stage.record("thing", thing, To::Seat(mine)).await;
    stage.record("thing", thing, To::Seat(mine)).await;
    here.follow(2).await;
    also_here.follow(2).await;
    stage.change(thing).await;
    for (page, position) in [(&mut here, 3), (&mut also_here, 3), (&mut there, 1), (&mut nobody, 1)] {
        page.follow(position).await;
        assert_eq!(page.told.last(), Some(&Told::Thing(position, thing, 2)));
    }
    assert!(here.told.iter().filter(|told| matches!(told, Told::Mine(_))).count() >= 1);
    assert_eq!(there.told.len(), 1, "nothing else was sent, and no number of theirs moved");
    assert_eq!(nobody.told.len(), 1);
    // Who comes back is told once, and only of their own.
    let mut back = page(Some(mine));
    back.follow(3).await;
    assert_eq!(back.told, [Told::Thing(1, thing, 2), Told::Mine(3)]);
}

#[sqlx::test(migrations = false)]
async fn what_staff_are_told_moves_no_number_of_anybody_else(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let [seat, _] = stage.seats().await;
    let start = stage.board().await;
    let mut staff = stage.open(stage.reading(Audience::Staff, Some(seat), Some(0)), start.clone()).expect("a place");
    let mut others: Vec<_> = [(Audience::Member, Some(seat)), (Audience::Member, None), (Audience::Wall, None)]
        .map(|(audience, membership)| stage.open(stage.reading(audience, membership, Some(0)), start.clone()).expect("a place"))
        .into();
    for n in 1..=3 {
        assert_eq!(stage.record("thing", stage.things[0], To::Staff).await, n, "a counter without gaps");
        staff.follow(n).await;
    }
    let seq = stage.change(stage.things[1]).await;
    assert_eq!(seq, 1, "the first that everybody is told");
    staff.follow(4).await;
    for page in &mut others[..2] {
        page.follow(1).await;
        assert_eq!(page.told, [Told::Thing(1, stage.things[1], 2)]);
    }
    stage.stop.cancel();
    others[2].finish().await;
    assert!(others[2].told.is_empty());
}

#[sqlx::test(migrations = false)]
async fn a_board_brings_what_is_mine_with_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    stage.change(stage.things[0]).await;
    let mut page = stage.open(stage.reading(Audience::Member, Some(Uuid::new_v4()), None), Board::new()).expect("a place");
    page.next().await;
    // The board's own event leaves the position alone: a cut between the two is asked for again.
    assert_eq!(page.told, [Told::Board(-1), Told::Mine(1)]);
}

#[sqlx::test(migrations = false)]
async fn when_access_ends_the_page_is_told_so_and_nothing_after(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let (me, stands) = (Uuid::new_v4(), Arc::new(AtomicBool::new(true)));
    let start = stage.board().await;
    let mut page = stage
        .open(Listener { person: Some(me), watch: while_standing(&stands), ..stage.listener(Some(0)) }, start.clone())
        .expect("a place");
    let mut other = stage.page(0, start);
    page.follow(stage.change(stage.things[0]).await).await;
    // Queued before the end, and not to be read after it.
    let last = stage.change(stage.things[1]).await;
    other.follow(last).await;
    stands.store(false, Ordering::SeqCst);
    stage.relay.recheck(Some(me));
    page.finish().await;
    assert_eq!(page.told, [Told::Thing(1, stage.things[0], 2), Told::Gone("/sign-in".to_owned())]);
    let last = stage.change(stage.things[2]).await;
    other.follow(last).await;
    assert_eq!(stage.relay.listeners(stage.session), 1);
}

#[sqlx::test(migrations = false)]
async fn only_the_streams_in_question_are_asked(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let asked: [Arc<AtomicUsize>; 3] = std::array::from_fn(|_| Arc::default());
    let (me, other) = (Uuid::new_v4(), Uuid::new_v4());
    let mut pages = Vec::new();
    for (person, asked) in [Some(me), Some(other), None].into_iter().zip(&asked) {
        let asked = Arc::clone(asked);
        let watch: Watch = Arc::new(move || {
            asked.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Ok(true) })
        });
        pages.push(stage.open(Listener { person, watch, ..stage.listener(Some(0)) }, Board::new()).expect("a place"));
    }
    let mut told = async || {
        let seq = stage.change(stage.things[0]).await;
        for page in &mut pages {
            page.follow(seq).await;
        }
        asked.each_ref().map(|asked| asked.load(Ordering::SeqCst))
    };
    assert_eq!(told().await, [1, 1, 1], "each is asked at the start");
    stage.relay.recheck(Some(me));
    assert_eq!(told().await, [2, 1, 2], "a screen that is nobody's is asked as well");
    stage.relay.recheck(None);
    assert_eq!(told().await, [3, 2, 3]);
}

#[sqlx::test(migrations = false)]
async fn a_heartbeat_asks_as_well(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, Pace { heartbeat: Duration::from_millis(20), ..pace() }, 12).await;
    let stands = Arc::new(AtomicBool::new(true));
    let mut page = stage.open(Listener { watch: while_standing(&stands), ..stage.listener(Some(0)) }, Board::new()).expect("a place");
    page.next().await;
    page.next().await;
    assert_eq!(page.told, [Told::Beat, Told::Beat]);
    stands.store(false, Ordering::SeqCst);
    page.finish().await;
    assert_eq!(page.told.last(), Some(&Told::Gone("/sign-in".to_owned())));
}

#[sqlx::test(migrations = false)]
async fn while_nobody_can_say_a_stream_beats_and_holds_its_tongue(options: PgPoolOptions, connect: PgConnectOptions) {
    const AWAY: u8 = 0;
    const STANDS: u8 = 1;
    let stage = Stage::with(options, connect, Pace { heartbeat: Duration::from_millis(20), ..pace() }, 12).await;
    let state = Arc::new(AtomicU8::new(AWAY));
    let seen = Arc::clone(&state);
    let watch: Watch = Arc::new(move || {
        let state = seen.load(Ordering::SeqCst);
        Box::pin(async move {
            match state {
                AWAY => Err(Failure::Database(sqlx::Error::PoolTimedOut)),
                STANDS => Ok(true),
                _ => Err(Failure::Database(sqlx::Error::RowNotFound)),
            }
        })
    });
    let mut page = stage.open(Listener { watch, ..stage.listener(Some(0)) }, Board::new()).expect("a place");
    let seq = stage.change(stage.things[0]).await;
    for _ in 0..5 {
        page.next().await;
    }
    assert!(page.told.iter().all(|told| *told == Told::Beat), "{:?}", page.told);
    state.store(STANDS, Ordering::SeqCst);
    page.follow(seq).await;
    // A failure that does not pass is no leave to go on, and no proof that access has ended: the stream ends, the door decides.
    state.store(2, Ordering::SeqCst);
    page.finish().await;
    assert!(!page.told.iter().any(|told| matches!(told, Told::Gone(_))));
}

#[sqlx::test(migrations = false)]
async fn stopping_ends_every_stream_and_lets_nobody_wait(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let mut pages: Vec<_> = (0..20).map(|_| stage.page(0, Board::new())).collect();
    let seq = stage.change(stage.things[0]).await;
    for page in &mut pages {
        page.follow(seq).await;
    }
    stage.stop.cancel();
    for page in &mut pages {
        page.finish().await;
        assert_eq!(page.told.len(), 1, "no `gone`: the page comes back");
    }
    let mut late = stage.page(0, Board::new());
    late.finish().await;
    assert!(late.told.is_empty());
    drop((pages, late));
    until(|| stage.relay.sessions() == 0).await;
}

#[sqlx::test(migrations = false)]
async fn a_session_is_full_and_a_person_has_so_many_streams(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, Pace { per_session: 4, per_person: 2, ..pace() }, 12).await;
    let me = Some(Uuid::new_v4());
    let open = |person| stage.open(Listener { person, ..stage.listener(Some(0)) }, Board::new());
    let mut oldest = open(me).expect("a place");
    let (mut second, mut third) = (open(me).expect("a place"), open(me).expect("a place"));
    oldest.finish().await;
    assert!(oldest.told.is_empty(), "it just ends");
    drop(oldest);
    let (_a, _b) = (open(None).expect("a place"), open(None).expect("a place"));
    assert!(open(None).is_err());
    let seq = stage.change(stage.things[0]).await;
    second.follow(seq).await;
    third.follow(seq).await;
}
