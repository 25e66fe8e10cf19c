//! The fixture of the integration tests: a running app behind a real listener, a clock that the test controls, and browsers.

mod browser;
mod event_stream;
mod practice;
mod traces;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use hamdel::config::PublicUrl;
use hamdel::kit::app_state::AppState;
use hamdel::kit::clock::Clock;
use hamdel::kit::events::{Events, RoundTiming};
use hamdel::kit::i18n::Locale;
use hamdel::kit::mail::MailSender;
use hamdel::kit::vault::{Master, Vault};
use hamdel::{app, live, start};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{ConnectOptions, Connection, Executor};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use browser::{Browser, Reply, without_tokens};
pub use event_stream::{Event, EventStream};
pub use practice::{Member, TestGroup, TestPractice};
pub use traces::{difference, plain, spaced};

use crate::support;

/// The passphrase of every person.
pub const PASSPHRASE: &str = "four quiet umbrellas dance";

/// A running app, with access to its events, its log and its database.
pub struct World {
    pub app: AppState,
    address: SocketAddr,
    /// Queries the database without row security.
    superuser: PgPool,
    /// How to connect to the database, for the cleanup.
    connect: PgConnectOptions,
    stop: CancellationToken,
    log: Log,
    _log_guard: tracing::subscriber::DefaultGuard,
}

impl Drop for World {
    /// PostgreSQL waits five seconds for open connections before it refuses to drop a database, so a test must leave none.
    fn drop(&mut self) {
        self.stop.cancel();
        // No new connections from here on; the open ones are terminated below.
        drop(self.app.pool.close());
        drop(self.superuser.close());
        let connect = support::superuser(&self.connect);
        let cut = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let others =
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
                let mut line = connect.connect().await?;
                line.execute(others).await?;
                line.close().await
            })
        });
        // Best effort: at worst the harness reports that it could not drop the database.
        let _ = cut.join();
    }
}

impl World {
    pub async fn new(options: PgPoolOptions, connect: PgConnectOptions) -> Self {
        Self::with_pace(options, connect, RoundTiming::default()).await
    }

    pub async fn with_pace(options: PgPoolOptions, connect: PgConnectOptions, pace: RoundTiming) -> Self {
        Self::start(options, connect, pace, MailSender::off()).await
    }

    /// A world that sends messages through `post`, only when the test requests it.
    pub async fn with_mail(options: PgPoolOptions, connect: PgConnectOptions, mut post: MailSender) -> Self {
        post.every = std::time::Duration::from_secs(3600);
        Self::start(options, connect, RoundTiming::default(), post).await
    }

    async fn start(_: PgPoolOptions, connect: PgConnectOptions, pace: RoundTiming, post: MailSender) -> Self {
        hamdel::person::passphrase::use_cheap_hashing();
        let log = Log::default();
        let writer = log.clone();
        // All tasks of a test run on its own thread, so this log contains the lines of this test only.
        let guard = tracing_subscriber::fmt()
            .json()
            .with_env_filter(start::log_filter(Some("trace,sqlx=warn")))
            .with_writer(move || writer.clone())
            .finish();
        let guard = tracing::subscriber::set_default(guard);
        let superuser = PgPoolOptions::new().max_connections(2).connect_with(support::superuser(&connect)).await.expect("a pool");
        // Not the harness's own pool: all tests share its connections, and these tests open many.
        let pool = support::database(PgPoolOptions::new().max_connections(16), connect.clone()).await;
        let vault = Vault::new(Master::from_bytes([7; 32]));
        let clock = Clock::stopped_at("2026-11-24T11:30:00Z".parse::<DateTime<Utc>>().expect("a time"));
        let stop = CancellationToken::new();
        let events = Events::new(pool.clone(), vault.clone(), clock.clone(), live::render::renderers(), stop.clone(), pace);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let url: PublicUrl = format!("http://localhost:{}", address.port()).parse().expect("an origin");
        let (close_after, quick_exit) = (TimeDelta::minutes(60), "https://quick-exit.example/".to_owned());
        let trusted_proxies = [].into();
        let app = AppState { pool, vault, clock, events, mail: post, url, trusted_proxies, close_after, quick_exit };
        tokio::spawn(app::serve(listener, app.clone(), stop.clone()));
        Self { app, address, superuser, connect, stop, log, _log_guard: guard }
    }

    /// A new browser.
    pub fn browser(&self, locale: Locale) -> Browser {
        Browser::new(self.address, locale)
    }

    /// A browser that reaches the same app by https, through a proxy.
    pub async fn behind_https(&self, locale: Locale) -> Browser {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let url: PublicUrl = "https://hamdel.example".parse().expect("an origin");
        tokio::spawn(app::serve(listener, AppState { url, ..self.app.clone() }, CancellationToken::new()));
        Browser::new(address, locale)
    }

    /// A browser that reaches the same app through a proxy that the app trusts.
    pub async fn behind_proxy(&self, locale: Locale) -> Browser {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let trusted_proxies = ["127.0.0.0/8".parse().expect("a network")].into();
        tokio::spawn(app::serve(listener, AppState { trusted_proxies, ..self.app.clone() }, CancellationToken::new()));
        Browser::new(address, locale)
    }

    /// A practice, created by the setup link; its therapist and administrator is Leila.
    pub async fn practice(&self, locale: Locale) -> TestPractice<'_> {
        TestPractice::create(self, locale).await
    }

    /// The number of rows of a table or a query.
    pub async fn count(&self, from: &str) -> i64 {
        self.one(&format!("select count(*) from {from}")).await
    }

    /// The number of published changes of a session, for all audiences.
    pub async fn published_changes(&self, session: &str) -> i64 {
        self.one(&format!(
            "select (everyone + staff + coalesce((select sum(seq) from personal_change where session_id = '{session}'), 0))::bigint
             from event_channel where session_id = '{session}'"
        ))
        .await
    }

    /// One value.
    pub async fn one<T>(&self, query: &str) -> T
    where
        (T,): for<'r> sqlx::FromRow<'r, PgRow>,
        T: Send + Unpin,
    {
        let (value,) = sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_one(&self.superuser).await.expect(query);
        value
    }

    /// Executes a statement as a superuser, who bypasses row security.
    pub async fn execute(&self, act: &str) -> Result<u64, sqlx::Error> {
        Ok(sqlx::query(sqlx::AssertSqlSafe(act)).execute(&self.superuser).await?.rows_affected())
    }

    /// A column of values.
    pub async fn all<T>(&self, query: &str) -> Vec<T>
    where
        (T,): for<'r> sqlx::FromRow<'r, PgRow>,
        T: Send + Unpin,
    {
        let rows: Vec<(T,)> = sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(&self.superuser).await.expect(query);
        rows.into_iter().map(|(value,)| value).collect()
    }

    /// The log so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&self.log.0.lock().expect("the log")).into_owned()
    }

    /// The number of passphrases hashed so far.
    pub fn hashed(&self) -> usize {
        self.log().matches("\"a passphrase is hashed\"").count()
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
