//! Infrastructure that every module uses; it knows nothing of group therapy.

pub mod app_state;
pub mod audit;
pub mod clock;
pub mod coded;
pub mod db;
pub mod error;
pub mod events;
pub mod fingerprint;
pub mod i18n;
pub mod ids;
pub mod jobs;
pub mod mail;
pub mod refusal;
pub mod secret;
pub mod text;
pub mod token;
pub mod vault;
pub mod web;
