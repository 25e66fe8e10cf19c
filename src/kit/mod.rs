//! What every room uses; it holds no word of therapy.

pub mod clock;
pub mod db;
pub mod failure;
pub mod ids;
pub mod vault;
