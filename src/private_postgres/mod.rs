//! The private PostgreSQL: a server of our own in the data directory, run from the machine's own programs.
//!
//! It is reached through a unix socket only, belongs to one instance, and lives no longer than the process that started it. When it exits
//! by itself (killed, for example) it is restarted; meanwhile requests are answered with "try again in a moment".

mod account;
mod create;
mod error;
mod keeper;
mod leftovers;
mod lock;
mod programs;
mod socket;

use std::{
    fs::{self, DirBuilder, File},
    io::Write,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use self::{
    account::Account,
    create::NAME,
    error::at,
    keeper::{ServerSettings, Supervisor},
    programs::Programs,
    socket::SocketDir,
};

pub use self::error::ClusterError;

/// Where and how the private PostgreSQL runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data directory; created when absent. The cluster is in `pg` below it, its log in `pg.log`.
    pub data_dir: PathBuf,
    /// The directory of PostgreSQL's programs (HAMDEL_PG_BIN); without it the usual places are searched.
    pub programs: Option<PathBuf>,
    /// Whether a commit survives a power cut (it always survives a kill). False only in tests.
    pub durable: bool,
}

/// A running private PostgreSQL. Dropping it stops the server: fast shutdown first, kill at last, bounded in time.
#[derive(Debug)]
pub struct Cluster {
    // The order matters: the server stops before another instance may have the lock.
    keeper: Option<Supervisor>,
    socket: SocketDir,
    _lock: File,
}

impl Cluster {
    /// Starts the server; creates the cluster and its database `hamdel` when they are absent.
    ///
    /// Blocks until connections are accepted; after a crash that includes recovery by PostgreSQL.
    pub fn start(settings: &Settings) -> Result<Self, ClusterError> {
        let data_dir = make_data_dir(&settings.data_dir)?;
        let lock = lock::take(&data_dir)?;
        let pg = data_dir.join("pg");
        let account = Account::for_data(&pg)?;
        let data_major = create::data_major(&pg)?;
        let programs = programs::find(settings.programs.as_deref(), data_major, &pg)?;
        account.check_access(&data_dir)?;
        if data_major.is_none() {
            create::create(&pg, &programs, &account, settings.durable)?;
        }
        account.hand_over_if_owned_by_root(&pg)?;
        let silent = leftovers::wait_for_silence(&pg)?;
        let socket = SocketDir::ready(&data_dir, &account)?;
        if silent {
            leftovers::remove_lock_files(&pg, &socket.path)?;
        }
        let command = {
            let (programs, pg, socket, durable) = (programs.clone(), pg.clone(), socket.path.clone(), settings.durable);
            Box::new(move || server(&programs, &account, &pg, &socket, durable))
        };
        let keeper = Supervisor::start(ServerSettings { pg, socket: socket.path.clone(), log: data_dir.join("pg.log"), command })?;
        let cluster = Self { keeper: Some(keeper), socket, _lock: lock };
        create_database(&programs, &account, &cluster.socket.path)?;
        Ok(cluster)
    }

    /// The URL of the application's database, for a pool or a PostgreSQL program.
    pub fn url(&self) -> String {
        let host = self.socket.path.to_string_lossy();
        format!("postgres://{NAME}@localhost/{NAME}?host={}", utf8_percent_encode(&host, NON_ALPHANUMERIC))
    }

    /// The process id of the postmaster; it changes with a restart.
    pub fn pid(&self) -> u32 {
        self.keeper.as_ref().map_or(0, Supervisor::pid)
    }

    /// Stops the server and waits for it; the same as dropping.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.take());
        self.socket.clear();
    }
}

/// Creates the data directory and returns its absolute path, free of links.
fn make_data_dir(data_dir: &Path) -> Result<PathBuf, ClusterError> {
    // The server of root runs as another user, who must pass through the directory but need not list it.
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    DirBuilder::new().recursive(true).mode(mode).create(data_dir).map_err(at(data_dir))?;
    fs::canonicalize(data_dir).map_err(at(data_dir))
}

/// The command line of the server; these settings outrank the configuration files of the cluster.
fn server(programs: &Programs, account: &Account, pg: &Path, socket: &Path, durable: bool) -> Command {
    // On QUIT it ends its backends at once and leaves the rest to recovery, which is quick and keeps no one waiting.
    let mut command = account.command(&programs.bin.join("postgres"), "QUIT");
    command.arg("-D").arg(pg);
    let safe = if durable { "on" } else { "off" };
    let socket = format!("\"{}\"", socket.to_string_lossy().replace('"', "\"\""));
    let settings: [(&str, &str); 26] = [
        ("listen_addresses", ""),
        ("unix_socket_directories", &socket),
        ("unix_socket_permissions", "0700"),
        ("port", "5432"),
        ("ssl", "off"),
        ("cluster_name", NAME),
        ("fsync", safe),
        ("full_page_writes", safe),
        ("synchronous_commit", "on"),
        ("max_connections", "100"),
        ("shared_buffers", "64MB"),
        ("max_wal_size", "256MB"),
        ("jit", "off"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("lc_messages", "C"),
        ("log_destination", "stderr"),
        ("logging_collector", "off"),
        ("log_line_prefix", "%m [%p] "),
        // The application sees the error of a failed statement; here its message, detail and text would be readable content.
        ("log_min_messages", "log"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_statement", "none"),
        ("log_min_duration_statement", "-1"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
    ];
    command.args(settings.iter().flat_map(|(name, value)| ["-c".to_owned(), format!("{name}={value}")]));
    command
}

fn create_database(programs: &Programs, account: &Account, socket: &Path) -> Result<(), ClusterError> {
    let program = programs.bin.join("psql");
    let failed = |source| ClusterError::Run { program: program.clone(), source };
    let mut command = account.command(&program, "KILL");
    command.args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-p", "5432", "-U", NAME, "-d", "template1", "-h"]).arg(socket);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        let statement =
            format!("select 'create database {NAME}' where not exists (select from pg_database where datname = '{NAME}') \\gexec\n");
        // If psql has already exited, its output below says why.
        let _already_exited = input.write_all(statement.as_bytes());
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    Err(ClusterError::Database { output: error::tail(&output.stderr) })
}
