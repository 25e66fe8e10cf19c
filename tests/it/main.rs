//! The one integration binary: rules against PostgreSQL, doors against personas, stories through the front door.

mod cluster;
mod pool;
mod relay;
mod support;
