//! Access to the database: one pool constructor, and transactions that are limited to practices.

mod migrations;
mod pool;
mod tx;

pub use migrations::migrator;
pub use pool::{PoolError, connect, migrate, pool_options};
pub use tx::Tx;
