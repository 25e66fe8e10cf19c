//! The way to the database: one pool constructor, and transactions that know whose they are.

mod pool;
mod tx;

pub use pool::{PoolError, connect, migrate, pool_options};
pub use tx::Tx;
