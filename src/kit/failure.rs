//! What can go wrong underneath a store, which no reader can mend: it becomes a problem page with a request id, and a log line.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::vault::VaultError;

/// The checks that look at a single column, by their names; the pool reads them when it opens.
pub(super) static OF_ONE_COLUMN: OnceLock<HashSet<String>> = OnceLock::new();

/// The database or the vault failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Something sealed could not be sealed or opened.
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

    /// What went wrong, in a word that holds nothing of what was read: a database's own message may quote a value.
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

    /// Whether another was first: a constraint refused what we wrote beside something that another wrote meanwhile. That is so for every
    /// constraint that compares rows (unique, exclusion, foreign key, and what triggers check), and for a check that compares columns of one
    /// row, of which an update writes some and finds the others. A check of a single column, and `not null`, look at nothing but the value
    /// that this program writes: they are refused through its own fault alone.
    pub fn is_conflict(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match error.as_database_error().and_then(|e| e.code()).as_deref() {
            Some("23505" | "23P01" | "23503") => true,
            Some("23514") => !self.constraint().is_some_and(|name| OF_ONE_COLUMN.get().is_some_and(|known| known.contains(name))),
            _ => false,
        }
    }

    /// Whether waiting a little and trying again may help: the pool is full, the database is away or shutting down, or two waited for each
    /// other.
    pub fn is_passing(&self) -> bool {
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
