//! What every handler works with.

use std::sync::Arc;

use ipnet::IpNet;
use sqlx::PgPool;

use super::clock::Clock;
use super::mail::MailSender;
use super::relay::Events;
use super::vault::Vault;
use crate::config::PublicUrl;

/// The installation at work: cheap to clone, shared by every request.
#[derive(Clone)]
pub struct AppState {
    /// Connections to the database, as a role that cannot see past row security.
    pub pool: PgPool,
    /// Seals and opens every text and name.
    pub vault: Vault,
    pub clock: Clock,
    /// What tells the live screens that something changed.
    pub relay: Events,
    /// The ways out for messages.
    pub post: MailSender,
    pub url: PublicUrl,
    /// The proxies whose word on a client's address is believed.
    pub trusted_proxies: Arc<[IpNet]>,
    /// A session that was left open is closed by itself so long after its planned end.
    pub close_after: chrono::TimeDelta,
    /// Where the quick exit leads.
    pub quick_exit: String,
}
