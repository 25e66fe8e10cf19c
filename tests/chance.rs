//! Chance that can be replayed: each test draws from a generator of its own, made from the run's seed and the test's name. A test that fails
//! shows the command that brings the same draws again.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;
use std::thread;

use rand::SeedableRng;
use rand::rngs::StdRng;

/// The generator of the test whose thread this is, at its beginning.
pub fn rng() -> StdRng {
    let here = thread::current();
    let test = here.name().expect("a test's thread bears its name");
    let seed = seed();
    println!("to draw the same again: HAMDEL_SEED={seed} cargo test --test {} -- --exact {test}", env!("CARGO_CRATE_NAME"));
    of(seed, test)
}

fn of(seed: u64, test: &str) -> StdRng {
    let mut hasher = DefaultHasher::new();
    (seed, test).hash(&mut hasher);
    StdRng::seed_from_u64(hasher.finish())
}

/// The seed of this run.
fn seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    *SEED.get_or_init(|| {
        let asked = std::env::var("HAMDEL_SEED").ok().map(|seed| seed.parse().expect("HAMDEL_SEED is a number"));
        asked.unwrap_or_else(rand::random)
    })
}

#[test]
fn each_test_draws_its_own_numbers_regardless_of_other_tests() {
    use rand::Rng;

    let draws = |test: &str| of(7, test).random::<[u64; 4]>();
    assert_eq!(draws("one"), draws("one"));
    assert_ne!(draws("one"), draws("another"));
    let mut mine = rng();
    thread::Builder::new().name("another".to_owned()).spawn(|| rng().random::<u64>()).expect("a thread").join().expect("a draw");
    assert_eq!(mine.random::<u64>(), of(seed(), thread::current().name().expect("a name")).random::<u64>());
}
