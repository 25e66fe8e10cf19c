//! Every setting with its name, default and meaning. An invalid setting is refused at start with a sentence that says how to correct it.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;

/// The settings, from the command line or the environment.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The address to listen on.
    #[arg(long, env = "HAMDEL_LISTEN", default_value = "127.0.0.1:8300")]
    pub listen: SocketAddr,
    /// The public origin, the one source of links, QR codes and the cookie's mode. Default: http://localhost:PORT.
    #[arg(long, env = "HAMDEL_URL")]
    pub url: Option<String>,
    /// The reverse proxies, as comma-separated addresses or networks (127.0.0.1,10.0.0.0/8): X-Forwarded-For is believed only from them.
    #[arg(long, env = "HAMDEL_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<Proxy>,
    /// The data directory: the installation's key and, without DATABASE_URL, a private PostgreSQL.
    #[arg(long, env = "HAMDEL_DATA")]
    pub data: Option<PathBuf>,
    /// An existing PostgreSQL to use instead of a private one.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The directory of the PostgreSQL programs. Default: searched for in the usual places.
    #[arg(long, env = "HAMDEL_PG_BIN")]
    pub pg_bin: Option<PathBuf>,
    /// The file with the installation's key (mode 0600), created at the first start. Default: DATA/keys/master.
    #[arg(long, env = "HAMDEL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// A command that prints the installation's key, instead of the file.
    #[arg(long, env = "HAMDEL_KEY_COMMAND", hide_env_values = true)]
    pub key_command: Option<String>,
    /// Connections to the database.
    #[arg(long, env = "HAMDEL_POOL", default_value_t = 16)]
    pub pool: u32,
    /// A session left open is closed automatically this many minutes after its planned end.
    #[arg(long, env = "HAMDEL_CLOSE_AFTER", default_value_t = 60)]
    pub close_after: u16,
    /// The mail server: smtps://user:password@host, or smtp://user:password@host:587 (STARTTLS). Without it no mail is sent.
    #[arg(long, env = "HAMDEL_SMTP", hide_env_values = true)]
    pub smtp: Option<Hidden>,
    /// The sender of mail: post@example.org, or Name <post@example.org>. Choose a neutral name: it shows on locked screens.
    #[arg(long, env = "HAMDEL_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// The https address of a gateway for text messages; {to}, {text} and {id} are filled in. Without it no text messages are sent.
    #[arg(long, env = "HAMDEL_SMS_URL", hide_env_values = true)]
    pub sms_url: Option<Hidden>,
    /// The body posted to the gateway: form fields, or JSON when it begins with {; {to}, {text} and {id} are filled in.
    #[arg(long, env = "HAMDEL_SMS_BODY", hide_env_values = true, default_value = "to={to}&text={text}")]
    pub sms_body: Hidden,
    /// The Authorization header sent to the gateway.
    #[arg(long, env = "HAMDEL_SMS_AUTHORIZATION", hide_env_values = true)]
    pub sms_authorization: Option<Hidden>,
    /// How many seconds a mail server or gateway may take for each half of its work before it counts as unresponsive.
    #[arg(long, env = "HAMDEL_MAIL_PATIENCE", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=120))]
    pub mail_patience: u16,
    /// The target of the quick exit: a neutral page of another site.
    #[arg(long, env = "HAMDEL_QUICK_EXIT", default_value = "https://www.wikipedia.org/")]
    pub quick_exit: String,
}

/// A trusted proxy: an address or a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy(pub IpNet);

impl std::str::FromStr for Proxy {
    type Err = ConfigError;
    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim();
        let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map(Self).map_err(|_| ConfigError::NotAProxy(text.to_owned()))
    }
}

/// A setting that may hold a password: its `Debug` output hides it.
#[derive(Clone)]
pub struct Hidden(String);

impl Hidden {
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hidden(…)")
    }
}

impl std::str::FromStr for Hidden {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// The public origin: scheme, host and port, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// An invalid setting.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The public URL is more, or less, than an origin.
    #[error("HAMDEL_URL must be an origin like https://hamdel.example.org, not {0}")]
    NotAnOrigin(String),
    /// A trusted proxy is neither an address nor a network.
    #[error("HAMDEL_TRUSTED_PROXY holds addresses or networks like 127.0.0.1 or 10.0.0.0/8 with commas between, not {0}")]
    NotAProxy(String),
    /// Plain http over a network would show everything to it.
    #[error(
        "HAMDEL_URL is plain http on a host that is not this machine ({0}); put a proxy with https in front and set HAMDEL_URL=https://…"
    )]
    PlainHttp(String),
}

impl Config {
    /// The checked public origin.
    ///
    /// # Errors
    /// When it is not an origin, or is plain http on a host other than this machine.
    pub fn public_url(&self) -> Result<PublicUrl, ConfigError> {
        match &self.url {
            Some(url) => PublicUrl::checked(url),
            None => Ok(PublicUrl(format!("http://localhost:{}", self.listen.port()))),
        }
    }

    /// The data directory: as set, else the default place for this user's data.
    pub fn data_dir(&self) -> PathBuf {
        if let Some(data) = &self.data {
            return std::path::absolute(data).unwrap_or_else(|_| data.clone());
        }
        match std::env::var_os("HOME") {
            Some(home) if home != "/root" => PathBuf::from(home).join(".local/share/hamdel"),
            _ => PathBuf::from("/var/lib/hamdel"),
        }
    }

    /// The file of the installation's key, for when no command prints it.
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.data_dir().join("keys").join("master"))
    }
}

impl PublicUrl {
    fn checked(url: &str) -> Result<Self, ConfigError> {
        let url = url.trim_end_matches('/');
        let (scheme, rest) = url.split_once("://").ok_or_else(|| ConfigError::NotAnOrigin(url.to_owned()))?;
        if !matches!(scheme, "http" | "https") || rest.is_empty() || rest.contains(['/', '?', '#', '@', ' ']) {
            return Err(ConfigError::NotAnOrigin(url.to_owned()));
        }
        let host = rest.rsplit_once(':').map_or(rest, |(host, _)| host);
        if scheme == "http" && !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
            return Err(ConfigError::PlainHttp(rest.to_owned()));
        }
        Ok(Self(url.to_owned()))
    }

    /// Whether browsers reach the installation by https, so that cookies can be `__Host-` and Secure.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The full URL of a path that begins with a slash.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    pub fn origin(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = ConfigError;
    fn from_str(url: &str) -> Result<Self, ConfigError> {
        Self::checked(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_addresses_or_networks() {
        let read = |text: &str| text.parse::<Proxy>().map(|proxy| proxy.0.to_string());
        assert_eq!(read(" 127.0.0.1"), Ok("127.0.0.1/32".into()));
        assert_eq!(read("fd00::/8"), Ok("fd00::/8".into()));
        assert_eq!(read("proxy.local"), Err(ConfigError::NotAProxy("proxy.local".into())));
    }

    #[test]
    fn an_origin_is_accepted_and_anything_else_refused() {
        for good in ["http://localhost:8300", "https://hamdel.example.org/", "http://[::1]:80", "http://127.0.0.1"] {
            assert!(good.parse::<PublicUrl>().is_ok(), "{good}");
        }
        for bad in ["hamdel.example.org", "https://a/b", "ftp://a", "https://", "https://me@a", "https://a?b"] {
            assert!(matches!(bad.parse::<PublicUrl>(), Err(ConfigError::NotAnOrigin(_))), "{bad}");
        }
        assert_eq!("http://10.0.0.7".parse::<PublicUrl>(), Err(ConfigError::PlainHttp("10.0.0.7".into())));
    }
}
