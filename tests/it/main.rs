//! The one integration binary: rules against PostgreSQL, doors against personas, stories through the front door.
