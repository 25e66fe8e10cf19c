//! The shared state of every handler.

use std::sync::Arc;

use ipnet::IpNet;
use sqlx::PgPool;

use super::clock::Clock;
use super::events::Events;
use super::mail::MailSender;
use super::vault::Vault;
use crate::config::PublicUrl;

/// Cheap to clone, shared by every request.
#[derive(Clone)]
pub struct AppState {
    /// Connections to the database, as a role that cannot see past row security.
    pub pool: PgPool,
    /// Seals and opens every text and name.
    pub vault: Vault,
    pub clock: Clock,
    /// Sends changes to the live pages.
    pub events: Events,
    /// Sends messages.
    pub mail: MailSender,
    pub url: PublicUrl,
    /// The proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Arc<[IpNet]>,
    /// A session that is still open this long after its planned end is closed automatically.
    pub close_after: chrono::TimeDelta,
    /// The address that the quick exit leads to.
    pub quick_exit: String,
}
