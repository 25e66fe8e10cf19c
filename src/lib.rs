//! Hamdel's glossary: the rooms of the house, in the order in which they may use each other.

pub mod config;
pub mod kit;
