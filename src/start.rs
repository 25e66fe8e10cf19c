//! Starts the application from its settings.

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::config::{Config, ConfigError, Hidden};
use crate::kit::app_state::AppState;
use crate::kit::clock::Clock;
use crate::kit::db::{self, PoolError, Tx};
use crate::kit::error::Error;
use crate::kit::events::{Events, RoundTiming};
use crate::kit::mail::{Gateway, GatewayError, MailSender, Server, ServerError};
use crate::kit::vault::{Master, MasterError, Vault};
use crate::live;
use crate::private_postgres::{Cluster, ClusterError, Settings};

/// Why the application cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Server(#[from] ServerError),
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("DATABASE_URL is not the address of a PostgreSQL: {0}")]
    Address(sqlx::Error),
    #[error(transparent)]
    Pool(#[from] PoolError),
    #[error(transparent)]
    Master(#[from] MasterError),
    #[error(transparent)]
    Failure(#[from] Error),
    /// The demo would print links into a real practice, and take its messages.
    #[error(
        "this database holds a practice that is no demo; it was left alone. For a demo, set HAMDEL_DATA (or DATABASE_URL) to an empty one"
    )]
    NotADemo,
    /// The address is in use, or this process may not listen on it.
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    /// The runtime or the server failed.
    #[error("the server stopped: {0}")]
    Runtime(std::io::Error),
}

/// The application's state, and its listener.
pub struct Started {
    pub app: AppState,
    /// Bound before anything is printed, so that a printed address answers.
    pub listener: TcpListener,
}

/// Starts the private PostgreSQL, unless another one is set.
pub fn cluster(config: &Config) -> Result<Option<Cluster>, StartError> {
    if config.database_url.is_some() {
        return Ok(None);
    }
    let settings = Settings { data_dir: config.data_dir().join("postgres"), programs: config.pg_bin.clone(), durable: true };
    Ok(Some(Cluster::start(&settings)?))
}

fn options(config: &Config, cluster: Option<&Cluster>) -> Result<sqlx::postgres::PgConnectOptions, StartError> {
    let url = config.database_url.clone().or_else(|| cluster.map(Cluster::url)).unwrap_or_default();
    url.parse().map_err(StartError::Address)
}

/// Brings the database up to date.
///
/// # Errors
/// When the database cannot be reached, or a migration fails.
pub async fn migrate(config: &Config, cluster: Option<&Cluster>) -> Result<(), StartError> {
    Ok(db::migrate(&options(config, cluster)?).await?)
}

/// Opens the application's state: database, key, broadcaster, listener.
///
/// # Errors
/// [`StartError`] says which of them failed, and how to correct it.
pub async fn open(config: &Config, cluster: Option<&Cluster>, stop: CancellationToken) -> Result<Started, StartError> {
    let url = config.public_url()?;
    let options = options(config, cluster)?;
    db::migrate(&options).await?;
    let base = sqlx::postgres::PgPoolOptions::new().max_connections(config.pool);
    let pool = db::connect(db::pool_options(base), options).await?;
    let mut tx = Tx::without_practice(&pool).await.map_err(Error::from)?;
    let master = match &config.key_command {
        Some(command) => Master::from_command(command)?,
        None => Master::from_file(&config.key_path(), !Vault::was_used(&mut tx).await?)?,
    };
    let vault = Vault::new(master);
    vault.check(&mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let clock = Clock::of_program();
    let events = Events::new(pool.clone(), vault.clone(), clock.clone(), live::render::renderers(), stop, RoundTiming::default());
    let listener = TcpListener::bind(config.listen).await.map_err(|error| StartError::Listen(config.listen, error))?;
    let close_after = chrono::TimeDelta::minutes(config.close_after.into());
    let post = mail_sender(config)?;
    let trusted_proxies = config.trusted_proxy.iter().map(|proxy| proxy.0).collect();
    let app = AppState { pool, vault, clock, events, mail: post, url, trusted_proxies, close_after, quick_exit: config.quick_exit.clone() };
    Ok(Started { app, listener })
}

/// Opens the application's state for a demo that sends no message: it keeps what it would send, to be looked at.
///
/// # Errors
/// As [`open`].
pub async fn demo(config: &Config, cluster: Option<&Cluster>, stop: CancellationToken) -> Result<Started, StartError> {
    let Started { app, listener } = open(config, cluster, stop).await?;
    Ok(Started { app: AppState { mail: MailSender::catching(), ..app }, listener })
}

/// The mail server and the gateway, as set.
fn mail_sender(config: &Config) -> Result<MailSender, StartError> {
    let patience = std::time::Duration::from_secs(config.mail_patience.into());
    let server = match (&config.smtp, &config.mail_from) {
        (None, _) => None,
        (Some(address), from) => Some(Server::new(address.reveal(), from.as_deref().unwrap_or_default(), patience)?),
    };
    let gateway = match &config.sms_url {
        None => None,
        Some(url) => {
            let authorization = config.sms_authorization.as_ref().map(Hidden::reveal);
            Some(Gateway::new(url.reveal(), config.sms_body.reveal(), authorization, patience)?)
        }
    };
    Ok(MailSender::with(server, gateway))
}

/// What is logged: by default what an operator needs. With any setting, paths are left out: one may hold a link's token.
///
/// # Panics
/// Only if a fixed directive is invalid.
pub fn log_filter(setting: Option<&str>) -> EnvFilter {
    let filter = setting.and_then(|setting| EnvFilter::try_new(setting).ok()).unwrap_or_else(|| EnvFilter::new("info,sqlx=warn"));
    filter.add_directive("tower_http=info".parse().expect("a directive"))
}

/// Cancels `stop` at Ctrl-C or SIGTERM, from this call on.
///
/// # Errors
/// When the signal handlers cannot be installed.
pub fn stop_on_signal(stop: CancellationToken) -> Result<(), StartError> {
    let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Runtime)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Runtime)?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        stop.cancel();
    });
    Ok(())
}
