//! Infrastructure that every module uses; it knows nothing of group therapy.

pub mod audit;
pub mod clock;
pub mod cluster;
pub mod db;
pub mod failure;
pub mod fingerprint;
pub mod house;
pub mod ids;
pub mod job;
pub mod locale;
pub mod mail;
pub mod relay;
pub mod secret;
pub mod text;
pub mod token;
pub mod vault;
pub mod web;
