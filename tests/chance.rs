//! Chance that can be replayed: a test that draws prints the run's seed, and `HAMDEL_SEED` brings the same draws again.

use std::sync::OnceLock;

use rand::SeedableRng;
use rand::rngs::StdRng;

/// The seed of this run. Each call prints it, so that every test that fails shows it.
pub fn seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    let seed = *SEED.get_or_init(|| {
        let asked = std::env::var("HAMDEL_SEED").ok().map(|seed| seed.parse().expect("HAMDEL_SEED is a number"));
        asked.unwrap_or_else(rand::random)
    });
    println!("to draw the same again: HAMDEL_SEED={seed}");
    seed
}

/// A generator from that seed.
pub fn rng() -> StdRng {
    StdRng::seed_from_u64(seed())
}
