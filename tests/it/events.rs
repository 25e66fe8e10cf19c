//! Live events against PostgreSQL: every committed change is published exactly once, and no listener waits for another.

mod access;
mod limits;
mod order;
mod stage;
mod trouble;
