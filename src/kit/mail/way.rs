//! Senders: a mail server, a gateway for text messages, the catcher of a demo, or none.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::caught::Catcher;
use super::{Channel, Gateway, Letter, MessageId, Recipient, Server};

/// The reply of a server or gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryReply {
    /// It was accepted.
    Taken,
    /// Refused for now; surely nothing was sent.
    Later,
    /// Refused for good, for this address.
    Never,
    /// It was handed over, and no reply came.
    Nothing,
}

/// All senders of the installation, cheap to clone.
#[derive(Clone, Debug)]
pub struct MailSender {
    server: Option<Arc<Server>>,
    gateway: Option<Arc<Gateway>>,
    catcher: Option<Catcher>,
    /// How often the outbox is checked.
    pub every: Duration,
}

impl MailSender {
    /// Sends nothing, and screens say so.
    pub fn off() -> Self {
        Self { server: None, gateway: None, catcher: None, every: Duration::from_secs(5) }
    }

    /// Sends through those that are set.
    pub fn with(server: Option<Server>, gateway: Option<Gateway>) -> Self {
        Self { server: server.map(Arc::new), gateway: gateway.map(Arc::new), ..Self::off() }
    }

    /// Sends nothing; messages are kept for viewing.
    pub fn catching() -> Self {
        Self { catcher: Some(Catcher::default()), ..Self::off() }
    }

    /// Whether messages of this channel are sent.
    pub fn carries(&self, channel: Channel) -> bool {
        self.catcher.is_some()
            || match channel {
                Channel::Mail => self.server.is_some(),
                Channel::Text => self.gateway.is_some(),
            }
    }

    /// The channels that are sent, e-mail first.
    pub fn channels(&self) -> Vec<Channel> {
        [Channel::Mail, Channel::Text].into_iter().filter(|channel| self.carries(*channel)).collect()
    }

    /// The sender address, where there is one.
    pub fn from(&self) -> Option<String> {
        self.server.as_ref().map(|server| server.from())
    }

    /// The messages caught in a demo.
    pub fn catcher(&self) -> Option<&Catcher> {
        self.catcher.as_ref()
    }

    /// Makes one attempt.
    pub(super) async fn send(&self, to: &Recipient, letter: &Letter, id: MessageId, now: DateTime<Utc>) -> DeliveryReply {
        if let Some(catcher) = &self.catcher {
            catcher.catch(to, letter, id, now);
            return DeliveryReply::Taken;
        }
        match (to, &self.server, &self.gateway) {
            (Recipient::Mail(address), Some(server), _) => server.send(address, letter, id, now).await,
            (Recipient::Text(phone), _, Some(gateway)) => gateway.send(phone, &letter.text, id).await,
            _ => DeliveryReply::Later,
        }
    }
}
