//! Errors of the private PostgreSQL, each as a sentence for the operator.

use std::{io, path::PathBuf};

/// Why the private PostgreSQL cannot run, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// A file or directory could not be made, read or changed.
    #[error("{path} cannot be used: {source}. Check that its disk has room and that this user may write there, or name another data directory", path = path.display())]
    Files { path: PathBuf, source: io::Error },
    /// Another instance holds the lock of this data directory.
    #[error("another Hamdel{} already uses {}; stop it first, or give this one a data directory of its own", holder.map(|pid| format!(" (process {pid})")).unwrap_or_default(), dir.display())]
    Taken {
        dir: PathBuf,
        /// The process that holds it, if it wrote its id.
        holder: Option<u32>,
    },
    /// No complete set of PostgreSQL programs was found.
    #[error(
        "PostgreSQL's programs (postgres, initdb, psql) were not found; looked in: {looked}. Install them (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql), name their directory in HAMDEL_PG_BIN, or set DATABASE_URL to a PostgreSQL that already runs"
    )]
    NoPrograms {
        /// The places looked in.
        looked: String,
    },
    /// The data was written by a major version that is not installed.
    #[error("the data in {} was written by PostgreSQL {data}, but the programs found are PostgreSQL {found}; nothing was touched. Install PostgreSQL {data} (or name its directory in HAMDEL_PG_BIN), or bring the data over with pg_upgrade", dir.display())]
    OtherMajor {
        dir: PathBuf,
        /// The major version that wrote it.
        data: String,
        /// The major versions at hand.
        found: String,
    },
    /// The data directory exists, but PostgreSQL did not create it.
    #[error("{} exists but holds no PostgreSQL data (no PG_VERSION); nothing was touched. Move it away or restore it from a backup", dir.display())]
    NotACluster { dir: PathBuf },
    /// Started by root on a machine without a user to run the server as.
    #[error(
        "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` to run it as; add one (useradd --system postgres) or start Hamdel as an ordinary user"
    )]
    NoAccount,
    /// The server's user cannot enter the data directory.
    #[error("the user that PostgreSQL runs as (uid {uid}) cannot enter {}; use a data directory that others may pass through, such as /var/lib/hamdel", dir.display())]
    Unreachable { dir: PathBuf, uid: u32 },
    /// The data belongs to another user, and we are not root.
    #[error("{} belongs to another user (uid {owner}); start Hamdel as that user or as root, or name another data directory", dir.display())]
    NotOurs { dir: PathBuf, owner: u32 },
    /// Processes of an earlier server did not end.
    #[error("processes of an earlier PostgreSQL still work in {}: {pids}; wait until they have ended, or end them with kill -QUIT, and start again", dir.display())]
    StillRunning { dir: PathBuf, pids: String },
    /// A program could not be run at all.
    #[error("{} could not be run: {source}. Check that PostgreSQL is completely installed", program.display())]
    Run { program: PathBuf, source: io::Error },
    /// The data directory could not be made.
    #[error("PostgreSQL's data could not be set up (initdb); the next start tries again from the beginning. It said:\n{output}")]
    Initdb {
        /// The program's last lines.
        output: String,
    },
    /// The server ended before it was ready.
    #[error("PostgreSQL did not start ({how}). The last lines of {}:\n{lines}", log.display())]
    Start {
        /// How the process ended, or that it took too long.
        how: String,
        /// The server's log.
        log: PathBuf,
        /// What it wrote during this start.
        lines: String,
    },
    /// The server runs, but the application's database could not be made.
    #[error("the database could not be created in the private PostgreSQL. It said:\n{output}")]
    Database {
        /// The program's last lines.
        output: String,
    },
}

/// Names the path in an I/O error.
pub(super) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> ClusterError + '_ {
    move |source| ClusterError::Files { path: path.to_owned(), source }
}

/// The last ten lines of what a program wrote.
pub(super) fn tail(written: &[u8]) -> String {
    let text = String::from_utf8_lossy(written);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(10)..].join("\n")
}
