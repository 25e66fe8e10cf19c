//! What every room uses; it holds no word of therapy.

pub mod clock;
pub mod ids;
