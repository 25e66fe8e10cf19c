//! What the stories share.

use hamdel::kit::db;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

/// A test's own database, migrated, behind the app's own pool: what a test sees is what a request would.
pub async fn database(options: PgPoolOptions, connect: PgConnectOptions) -> PgPool {
    db::migrate(&connect).await.expect("the schema");
    db::connect(db::pool_options(options), connect).await.expect("the pool")
}
