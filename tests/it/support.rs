//! Helpers that the tests share.

use hamdel::kit::db;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand::Rng;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use crate::chance;

/// A login that bypasses row security. The program itself runs as a plain owner here, as `bin/test` sets up: with a superuser, no test
/// would show the effect of forced row security on an owner.
pub fn superuser(connect: &PgConnectOptions) -> PgConnectOptions {
    connect.clone().username("postgres")
}

/// The source of random steps, from the run's seed.
pub fn steps() -> TestRunner {
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &chance::rng().random::<[u8; 32]>()))
}

/// A test's own database, migrated, through the app's own pool: a test sees what a request would see.
pub async fn database(options: PgPoolOptions, connect: PgConnectOptions) -> PgPool {
    db::migrate(&connect).await.expect("the schema");
    db::connect(db::pool_options(options), connect).await.expect("the pool")
}
