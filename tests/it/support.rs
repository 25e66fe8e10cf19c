//! What the stories share.

use hamdel::kit::db;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand::Rng;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use crate::chance;

/// A login that row security does not stop. The program itself runs as a plain owner here, as `bin/test` makes it: as a superuser,
/// nothing would show what forced row security does to an owner.
pub fn superuser(connect: &PgConnectOptions) -> PgConnectOptions {
    connect.clone().username("postgres")
}

/// What draws random steps, by the run's seed.
pub fn steps() -> TestRunner {
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &chance::rng().random::<[u8; 32]>()))
}

/// A test's own database, migrated, behind the app's own pool: what a test sees is what a request would.
pub async fn database(options: PgPoolOptions, connect: PgConnectOptions) -> PgPool {
    db::migrate(&connect).await.expect("the schema");
    db::connect(db::pool_options(options), connect).await.expect("the pool")
}
