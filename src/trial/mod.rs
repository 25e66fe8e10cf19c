//! The trial session: a group of its own with people who do not exist, to try the console with. It is deleted at noon of the next day; until
//! then it appears in no list, figure, calendar or mail.

mod life;
pub mod people;
pub mod routes;
pub mod store;

pub use life::run;
