//! The order on the board does not reveal the order of writing.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Table;
use crate::world::World;

const BOARDS: usize = 24;

/// The share of pairs that the board shows in the order of writing.
fn in_order(numbers: &[i32]) -> (usize, usize) {
    let pairs = (0..numbers.len()).flat_map(|a| (a + 1..numbers.len()).map(move |b| (a, b)));
    pairs.fold((0, 0), |(same, all), (a, b)| (same + usize::from(numbers[a] < numbers[b]), all + 1))
}

/// In a shuffled order about half of the pairs keep their order: the bounds are more than four standard deviations out (the variance of
/// Kendall's τ over n is 2(2n+5)/9n(n-1)); an order that is kept or reversed gives 0 or 1.
#[sqlx::test(migrations = false)]
async fn ideas_are_numbered_in_random_order(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut table = Table::new(&world, &group).await;
    let (mut opened, mut late) = ((0, 0), (0, 0));
    let mut orders = std::collections::BTreeSet::new();
    for _ in 0..BOARDS {
        table.board = group.board(&table.session, "quiet-nameless").await;
        let mut ids = Vec::new();
        for n in 0..9 {
            if n == 6 {
                let opening = format!("/brainstorms/{}/opening", table.board);
                assert_eq!(group.therapist().fragment(&opening, &[]).await.status, 200);
            }
            // Ids that reveal the order of writing, as a client might choose them.
            let id = uuid::Uuid::now_v7();
            assert_eq!(table.members[n % 3].browser.idea(&table.board, id, &format!("thought {n}")).await.status, 200);
            ids.push(id);
        }
        let mut numbers = Vec::new();
        for id in ids {
            numbers.push(world.one::<i32>(&format!("select number from entry where is_idea and id = '{id}'")).await);
        }
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (1..=9).collect::<Vec<_>>());
        assert!(numbers[6..].iter().all(|number| *number > 6), "late ones come after");
        for (sum, part) in [(&mut opened, &numbers[..6]), (&mut late, &numbers[6..])] {
            let (same, all) = in_order(part);
            *sum = (sum.0 + same, sum.1 + all);
        }
        orders.insert(numbers);
    }
    let share = |(same, all): (usize, usize)| same as f64 / all as f64;
    assert!((0.3..0.7).contains(&share(opened)), "opened together: {opened:?}");
    assert!((0.2..0.8).contains(&share(late)), "late: {late:?}");
    assert!(orders.len() > BOARDS / 2, "each board has its own order");
}
