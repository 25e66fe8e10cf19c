//! Every change arrives, in one order, from any starting position.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use hamdel::kit::db::Tx;
use hamdel::kit::events::{self, Audience, EventChange, Listener, PageCounters, Recipients, RoundTiming};
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::stage::{Board, Page, Received, Stage, pace};

const MEMBER: PageCounters = PageCounters { audience: Audience::Member, membership: None };

/// Thirty changes of twelve items, most of them changed more than once. Returns the changes by number, and the board as of each number.
async fn history(stage: &Stage) -> (Vec<Uuid>, Vec<Board>) {
    let (mut changed, mut boards) = (Vec::new(), vec![stage.board().await]);
    for n in 0..30 {
        let thing = stage.things[n * n % 12];
        assert_eq!(stage.change(thing).await, i64::try_from(n).expect("small") + 1, "numbers have no gaps");
        changed.push(thing);
        boards.push(stage.board().await);
    }
    (changed, boards)
}

#[sqlx::test(migrations = false)]
async fn from_every_sequence_number_a_page_receives_later_changes_and_ends_with_the_same_board(
    options: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let stage = Stage::new(options, connect).await;
    let (changed, boards) = history(&stage).await;
    let now = stage.board().await;
    let mut pages = Vec::new();
    for (after, board) in boards.into_iter().enumerate() {
        let mut page = stage.page(i64::try_from(after).expect("small"), board);
        page.follow(30).await;
        let expected: BTreeMap<Uuid, i32> = changed[after..].iter().map(|thing| (*thing, now[thing])).collect();
        let received: BTreeMap<Uuid, i32> = page
            .received
            .iter()
            .map(|received| match received {
                Received::Thing(_, thing, version) => (*thing, *version),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(received, expected, "after {after}");
        assert_eq!(page.received.len(), expected.len(), "each item once, after {after}");
        pages.push(page);
    }
    let last = stage.change(stage.things[3]).await;
    for page in &mut pages {
        page.follow(last).await;
        assert_eq!(page.board, stage.board().await);
    }
}

#[sqlx::test(migrations = false)]
async fn a_page_too_far_behind_or_with_an_unknown_number_gets_the_board(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, pace(), 101).await;
    for thing in &stage.things {
        stage.change(*thing).await;
    }
    let now = stage.board().await;
    for after in [Some(0), Some(102), None] {
        let mut page = stage.open(stage.listener(after), Board::new());
        page.position = -1;
        page.next().await;
        assert_eq!(page.received, [Received::Board(101)], "after {after:?}");
        assert_eq!(page.board, now);
    }
    let mut page = stage.page(1, Board::new());
    page.follow(101).await;
    assert_eq!(page.received.len(), 100, "a hundred are still published one by one");
}

#[sqlx::test(migrations = false)]
async fn changes_of_eight_simultaneous_writers_reach_every_listener_in_one_order(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { queue: 1000, ..pace() }, 12).await;
    let start = stage.board().await;
    let early: Vec<_> = (0..6).map(|_| stage.page(0, start.clone())).map(|page| tokio::spawn(followed(page))).collect();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let stage = stage.clone();
            tokio::spawn(async move {
                for n in 0..50 {
                    stage.change(stage.things[(writer * 5 + n) % 12]).await;
                }
            })
        })
        .collect();
    let mut late = Vec::new();
    for _ in 0..10 {
        let mut tx = Tx::for_practice(&stage.pool, stage.practice).await.expect("tx");
        let after = events::position(&mut tx, stage.session, MEMBER).await.expect("a position").everyone;
        drop(tx);
        // A change written between reading the number and reading the board, or between the board and the stream, is in the stream.
        let board = stage.board().await;
        late.push(tokio::spawn(followed(stage.page(after, board))));
    }
    for writer in writers {
        writer.await.expect("writer");
    }
    let mut tx = Tx::for_practice(&stage.pool, stage.practice).await.expect("tx");
    let log: Vec<(i64, Uuid)> = sqlx::query_as("select seq, subject_id from session_change where session_id = $1 order by seq")
        .bind(stage.session)
        .fetch_all(&mut *tx)
        .await
        .expect("log");
    drop(tx);
    assert!(log.iter().map(|(seq, _)| *seq).eq(1..=400), "no gaps");
    let by_number: HashMap<i64, Uuid> = log.into_iter().collect();
    let now = stage.board().await;
    let mut heard = Vec::new();
    for page in early {
        let page = page.await.expect("page");
        assert_eq!(page.board, now);
        for received in &page.received {
            let Received::Thing(seq, thing, _) = received else { panic!("{received:?}") };
            assert_eq!(by_number[seq], *thing, "under its own number");
        }
        heard.push(page.received);
    }
    assert!(heard.windows(2).all(|two| two[0] == two[1]), "all received the same");
    for page in late {
        assert_eq!(page.await.expect("page").board, now);
    }
}

async fn followed(mut page: Page) -> Page {
    page.follow(400).await;
    page
}

#[sqlx::test(migrations = false)]
async fn a_rolled_back_change_is_not_published_and_leaves_no_gap(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let mut page = stage.page(0, stage.board().await);
    let mut tx = Tx::for_practice(&stage.pool, stage.practice).await.expect("tx");
    assert_eq!(stage.change_within(&mut tx, stage.things[0]).await.expect("change"), 1);
    stage.events.wake(stage.session);
    drop(tx);
    assert_eq!(stage.change(stage.things[1]).await, 1, "the number was given back");
    page.follow(1).await;
    assert_eq!(page.received, [Received::Thing(1, stage.things[1], 2)]);
}

#[sqlx::test(migrations = false)]
async fn a_sequence_number_of_another_practice_cannot_be_taken(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let elsewhere = Uuid::new_v4();
    let change = EventChange { kind: "thing", subject: stage.things[0], to: Recipients::Everyone };
    let mut tx = Tx::for_practice(&stage.pool, elsewhere).await.expect("tx");
    assert!(matches!(events::record(&mut tx, elsewhere, stage.session, change).await, Err(sqlx::Error::RowNotFound)));
    assert!(matches!(events::position(&mut tx, stage.session, MEMBER).await, Err(sqlx::Error::RowNotFound)));
}

#[sqlx::test(migrations = false)]
async fn fifty_listeners_cost_one_rendering_per_variant(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let start = stage.board().await;
    let readers =
        [(Audience::Staff, Locale::Fa), (Audience::Member, Locale::Fa), (Audience::Member, Locale::En), (Audience::Wall, Locale::Fa)];
    let mut pages = Vec::new();
    for n in 0..50 {
        let (audience, locale) = readers[n % 4];
        let mut page = stage.open(Listener { locale, ..stage.reading(audience, None, Some(0)) }, start.clone());
        page.position = 0;
        pages.push((audience, page));
    }
    assert_eq!(stage.events.listeners(stage.session), 50);
    for n in 1..=5 {
        let seq = stage.change(stage.things[0]).await;
        for (audience, page) in &mut pages {
            if *audience != Audience::Wall {
                page.follow(seq).await;
            }
        }
        for (audience, locale) in readers {
            let times = stage.renderings().get(&(stage.session, stage.things[0], audience, locale)).copied().unwrap_or(0);
            assert_eq!(times, n, "{audience:?} {locale:?}");
        }
    }
    assert_eq!(stage.renderings().len(), 4, "no rendering for a variant without listeners");
    stage.stop.cancel();
    for (audience, page) in &mut pages {
        page.finish().await;
        assert_eq!(page.received.len(), if *audience == Audience::Wall { 0 } else { 5 });
    }
}

#[sqlx::test(migrations = false)]
async fn a_slow_reader_catches_up_and_does_not_delay_others(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { queue: 4, look: Duration::from_secs(3600), ..pace() }, 12).await;
    let start = stage.board().await;
    let mut slow = stage.page(0, start.clone());
    let mut quick = stage.page(0, start);
    let mut last = 0;
    for n in 0..40 {
        last = stage.change(stage.things[n % 12]).await;
        quick.follow(last).await;
    }
    assert_eq!(quick.received.len(), 40, "everything was published while the other did not read");
    slow.follow(last).await;
    assert_eq!(slow.board, stage.board().await);
    assert_eq!(slow.received.len(), 4 + 12, "the four events that fitted the queue, then each subject once");
    last = stage.change(stage.things[5]).await;
    slow.follow(last).await;
    assert_eq!(slow.board, stage.board().await);
}
