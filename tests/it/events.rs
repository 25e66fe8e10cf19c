//! The live path against PostgreSQL: nothing committed is left untold, nothing is told twice, and nobody waits for another.

mod access;
mod limits;
mod order;
mod stage;
mod trouble;
