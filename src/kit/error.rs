//! Failures beneath a store, which the reader cannot correct: each becomes a problem page with a request id, and a log line.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::vault::VaultError;

/// The names of the check constraints on a single column; the pool reads them when it opens.
pub(super) static OF_ONE_COLUMN: OnceLock<HashSet<String>> = OnceLock::new();

/// The database or the vault failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A value could not be sealed or opened.
    #[error("vault: {0}")]
    Vault(#[from] VaultError),
    /// A template could not be rendered.
    #[error("page: {0}")]
    Page(askama::Error),
}

impl Error {
    /// The name of the constraint that refused the write, if one did.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(error) => error.as_database_error()?.constraint(),
            Self::Vault(_) | Self::Page(_) => None,
        }
    }

    /// A short code for the log. It holds no data: the database's own message may quote a value.
    pub fn code(&self) -> String {
        match self {
            Self::Database(error) => match error.as_database_error().and_then(|e| e.code().map(String::from)) {
                Some(code) => code,
                None => match error {
                    sqlx::Error::Io(_) => "io",
                    sqlx::Error::PoolTimedOut => "pool timed out",
                    sqlx::Error::PoolClosed => "pool closed",
                    sqlx::Error::RowNotFound => "row not found",
                    _ => "database",
                }
                .to_owned(),
            },
            Self::Vault(error) => error.to_string(),
            Self::Page(error) => error.to_string(),
        }
    }

    /// Whether another transaction was first: a constraint refused our write because of what another transaction wrote meanwhile. This can
    /// happen with every constraint that compares rows (unique, exclusion, foreign key, and what triggers check), and with a check that
    /// compares columns of one row, because an update writes only some of them. A check of a single column, and `not null`, depend only on
    /// the value that this program writes: a violation is a bug.
    pub fn is_conflict(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match error.as_database_error().and_then(|e| e.code()).as_deref() {
            Some("23505" | "23P01" | "23503") => true,
            Some("23514") => !self.constraint().is_some_and(|name| OF_ONE_COLUMN.get().is_some_and(|known| known.contains(name))),
            _ => false,
        }
    }

    /// Whether a retry after a short wait may help: the pool is full, the database is unavailable or shutting down, or there was a
    /// deadlock or a lock timeout.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::PoolTimedOut | sqlx::Error::Io(_)) => true,
            Self::Database(error) => error
                .as_database_error()
                .and_then(|e| e.code().map(|code| ["57", "08", "40"].iter().any(|class| code.starts_with(class)) || code == "55P03"))
                .unwrap_or(false),
            Self::Vault(_) | Self::Page(_) => false,
        }
    }
}
