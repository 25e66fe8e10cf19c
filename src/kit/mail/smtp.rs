//! An SMTP client that goes step by step: only so can it distinguish a message surely not sent from one that may have been.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use tokio::time::timeout;

use super::{Address, DeliveryReply, Letter, MessageId, compose};

/// The mail server that takes our messages, and the sender address.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    from: Mailbox,
    /// The time limit of each of the two halves: everything up to the handover, and the reply to it.
    patience: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    /// From the first byte on.
    Implicit,
    /// After STARTTLS; nothing is sent without it.
    Upgraded,
    /// None: the server is on this machine.
    None,
}

/// An invalid mail server setting.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    #[error("HAMDEL_SMTP must be like smtps://user:password@mail.example.org or smtp://user:password@mail.example.org:587")]
    Address,
    #[error("HAMDEL_MAIL_FROM must be an address like post@example.org or Name <post@example.org>")]
    From,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("host", &self.host).field("port", &self.port).field("tls", &self.tls).finish_non_exhaustive()
    }
}

impl Server {
    /// Reads a URL like `smtps://user:password@host:465` (TLS from the start) or `smtp://user:password@host:587` (STARTTLS is required;
    /// without TLS only to this machine).
    ///
    /// # Errors
    /// [`ServerError`], which never repeats the setting: it may hold a password.
    pub fn new(address: &str, from: &str, patience: Duration) -> Result<Self, ServerError> {
        let from: Mailbox = from.parse().map_err(|_| ServerError::From)?;
        Address::read(from.email.as_ref()).ok_or(ServerError::From)?;
        if from.name.as_deref().is_some_and(|name| name.chars().any(char::is_control)) {
            return Err(ServerError::From);
        }
        let (scheme, rest) = address.split_once("://").ok_or(ServerError::Address)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (user, host_port) = rest.rsplit_once('@').map_or((None, rest), |(user, host_port)| (Some(user), host_port));
        let (host, port) = match host_port.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && !port.ends_with(']') => (host, Some(port.parse().map_err(|_| ServerError::Address)?)),
            _ => (host_port, None),
        };
        if host.is_empty() || host.contains(['/', '?', '#', ' ', '@']) {
            return Err(ServerError::Address);
        }
        let is_local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let (tls, default_port) = match scheme {
            "smtps" => (Tls::Implicit, 465),
            "smtp" if is_local => (Tls::None, 25),
            "smtp" => (Tls::Upgraded, 587),
            _ => return Err(ServerError::Address),
        };
        let plain = |text: &str| percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| ServerError::Address);
        let credentials = match user.map(|user| user.split_once(':').ok_or(ServerError::Address)).transpose()? {
            Some((user, password)) => Some(Credentials::new(plain(user)?, plain(password)?)),
            None => None,
        };
        let host = host.trim_matches(['[', ']']).to_owned();
        Ok(Self { host, port: port.unwrap_or(default_port), tls, credentials, from, patience })
    }

    /// The sender address.
    pub fn from(&self) -> String {
        self.from.email.to_string()
    }

    /// Makes one attempt to hand a message over.
    pub(super) async fn send(&self, to: &Address, letter: &Letter, id: MessageId, now: DateTime<Utc>) -> DeliveryReply {
        let Ok(message) = compose(&self.from, to, letter, id, now) else {
            tracing::error!(%id, "a message cannot be composed");
            return DeliveryReply::Never;
        };
        // Up to here nothing was handed over: whichever step fails, the message was surely not sent.
        let mut connection = match timeout(self.patience, self.open_envelope(to, id)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(answer)) => return answer,
            Err(_) => {
                tracing::warn!(%id, "the mail server does not answer; the message will be retried");
                return DeliveryReply::Later;
            }
        };
        match timeout(self.patience, connection.message(&message)).await {
            Ok(Ok(_)) => {
                // The message is accepted; a failing QUIT changes nothing.
                let _ = timeout(Duration::from_secs(1).min(self.patience), connection.quit()).await;
                DeliveryReply::Taken
            }
            Ok(Err(error)) => answer(id, "message", &error, true).unwrap_or(DeliveryReply::Nothing),
            Err(_) => {
                tracing::warn!(%id, "the mail server has the message and did not confirm it");
                DeliveryReply::Nothing
            }
        }
    }

    /// Connects and sends the envelope, up to the server's reply that it waits for the message.
    async fn open_envelope(&self, to: &Address, id: MessageId) -> Result<AsyncSmtpConnection, DeliveryReply> {
        let later = |step| move |error| answer(id, step, &error, false).unwrap_or(DeliveryReply::Later);
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let tls = || TlsParameters::new(self.host.clone());
        let implicit = if self.tls == Tls::Implicit { Some(tls().map_err(later("tls"))?) } else { None };
        let endpoint = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(endpoint, Some(self.patience), &hello, implicit, None).await.map_err(later("connect"))?;
        if self.tls == Tls::Upgraded {
            connection.starttls(tls().map_err(later("tls"))?, &hello).await.map_err(later("tls"))?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await.map_err(later("auth"))?;
        }
        // A refused sender is the fault of our settings, not of the recipient.
        connection.command(Mail::new(Some(self.from.email.clone()), Vec::new())).await.map_err(later("mail"))?;
        let refused = |step| move |error| answer(id, step, &error, true).unwrap_or(DeliveryReply::Later);
        let to = to.as_str().parse().map_err(|_| DeliveryReply::Never)?;
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(refused("rcpt"))?;
        connection.command(Data).await.map_err(refused("data"))?;
        Ok(connection)
    }
}

/// The meaning of an SMTP error; `None` when the server refused nothing but the connection broke. The text of the error is not logged: it
/// may repeat an address.
fn answer(id: MessageId, step: &'static str, error: &lettre::transport::smtp::Error, may_be_final: bool) -> Option<DeliveryReply> {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    tracing::warn!(%id, step, code, "the mail server did not accept a message");
    if error.is_permanent() && may_be_final {
        Some(DeliveryReply::Never)
    } else if error.status().is_some() {
        Some(DeliveryReply::Later)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Hamdel <post@hamdel.example>";

    fn read(address: &str) -> Result<(String, u16, Tls, bool), ServerError> {
        Server::new(address, FROM, Duration::from_secs(1)).map(|one| (one.host, one.port, one.tls, one.credentials.is_some()))
    }

    #[test]
    fn a_server_is_read_from_its_url() {
        for (address, host, port, tls, known) in [
            ("smtps://a:b@mail.example.org", "mail.example.org", 465, Tls::Implicit, true),
            ("smtp://a%40b.de:p%3Aw@mail.example.org:2525/", "mail.example.org", 2525, Tls::Upgraded, true),
            ("smtp://mail.example.org", "mail.example.org", 587, Tls::Upgraded, false),
            ("smtp://localhost:1025", "localhost", 1025, Tls::None, false),
            ("smtp://[::1]", "::1", 25, Tls::None, false),
        ] {
            assert_eq!(read(address), Ok((host.to_owned(), port, tls, known)), "{address}");
        }
        for none in
            ["mail.example.org", "http://a", "smtp://", "smtp://a@b", "smtp://a:b@", "smtp://a:x", "smtp://a/b", "smtp://a?tls=none"]
        {
            assert_eq!(read(none), Err(ServerError::Address), "{none}");
        }
        for from in ["", "nobody", "a@b", "X <a@b.de>\r\nBcc: x@y.de", "a@b.de, c@d.de"] {
            assert_eq!(Server::new("smtp://localhost", from, Duration::ZERO).err(), Some(ServerError::From), "{from:?}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let server = Server::new("smtps://me:secret@mail.example.org", FROM, Duration::ZERO).unwrap();
        assert!(!format!("{server:?}").contains("secret"));
        let error = Server::new("smtps://me:secret@mail.example.org:x", FROM, Duration::ZERO).unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
