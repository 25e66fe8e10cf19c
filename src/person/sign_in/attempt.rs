//! One attempt at a secret: rate-limited, delayed after failures, hashed in a bounded queue, and counted.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::gate::ClientOrigin;
use super::limit::{self, LimitKeys};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::i18n::{Locale, Message};
use crate::kit::vault::Vault;
use crate::kit::web::Problem;
use crate::person::passphrase::{CanonicalForm, HashQueue, HashQueueFull, HashedPassphrase, KNOWN, Passphrase};
use crate::person::{PersonId, recovery, store, user_name};

/// Why a secret is not checked now; the attempt is not charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delayed {
    /// Retry after so many seconds, because of earlier failures.
    Wait(u32),
    /// Too many checks at once.
    Busy,
}

impl Delayed {
    fn seconds(self) -> u32 {
        match self {
            Self::Wait(seconds) => seconds,
            Self::Busy => HashQueueFull::SECONDS,
        }
    }

    /// The message beside the field.
    pub fn message(self, locale: Locale) -> Message {
        let message = match self {
            Self::Wait(_) => locale.message("secret-wait"),
            Self::Busy => locale.message("secret-busy"),
        };
        message.arg("seconds", self.seconds())
    }

    /// Adds the status and the `Retry-After` header to a page.
    pub fn on(self, mut page: Response) -> Response {
        *page.status_mut() = if self == Self::Busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::TOO_MANY_REQUESTS };
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.seconds()));
        page
    }

    /// Like [`Delayed::on`], when there is a delay.
    pub fn on_perhaps(delay: Option<Self>, page: Response) -> Response {
        match delay {
            Some(delay) => delay.on(page),
            None => page,
        }
    }
}

/// Checks a passphrase against its stored hash. Ends `tx` before hashing, so that no connection is held meanwhile.
pub(in crate::person) async fn check_hash(
    app: &AppState,
    mut tx: Tx,
    tags: &LimitKeys,
    typed: Passphrase,
    kept: Option<HashedPassphrase>,
    now: DateTime<Utc>,
) -> Result<Result<bool, Delayed>, Problem> {
    let pause = match limit::admit(&mut tx, tags, now).await? {
        Ok(pause) => pause,
        Err(seconds) => return Ok(Err(Delayed::Wait(seconds))),
    };
    tx.commit().await?;
    tokio::time::sleep(pause).await;
    let result = typed.verify(kept, tags.queue()).await;
    let mut tx = Tx::without_practice(&app.pool).await?;
    match result {
        Ok(true) => limit::forgive(&mut tx, tags).await?,
        Ok(false) => limit::count(&mut tx, tags, now).await?,
        Err(HashQueueFull) => limit::uncharge(&mut tx, tags, now).await?,
    }
    tx.commit().await?;
    Ok(result.map_err(|HashQueueFull| Delayed::Busy))
}

/// Checks the passphrase of a person; always `false` without a person, after the same amount of work. A hash made with the old
/// normalization is replaced after a match, unless the queue is full.
pub(in crate::person) async fn check_passphrase(
    app: &AppState,
    mut tx: Tx,
    tags: &LimitKeys,
    person: Option<PersonId>,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Result<bool, Delayed>, Problem> {
    let kept = match person {
        Some(person) => store::passphrase_of(&mut tx, person).await?,
        None => None,
    };
    let old = kept.clone().filter(|kept| kept.form == CanonicalForm::Composed);
    let result = check_hash(app, tx, tags, Passphrase::typed(typed), kept, now).await?;
    if let (Ok(true), Some(person), Some(old)) = (result, person, old)
        && let Ok(hash) = Passphrase::typed(typed).hash(&KNOWN).await
    {
        let mut tx = Tx::without_practice(&app.pool).await?;
        store::renew_passphrase(&mut tx, person, &old.hash, &hash).await?;
        tx.commit().await?;
    }
    Ok(result)
}

/// Hashes a new passphrase for the holder of a link. The caller has validated the link. Charges nothing; see [`in_vain`].
pub async fn choose(
    app: &AppState,
    from: ClientOrigin,
    chosen: Passphrase,
    now: DateTime<Utc>,
) -> Result<Result<String, Delayed>, Problem> {
    let tags = LimitKeys::holder(&app.vault, from.0);
    let mut tx = Tx::without_practice(&app.pool).await?;
    // Failures of others at the same address slow the holder of a link but never refuse them.
    let pause = limit::admit(&mut tx, &tags, now).await?.unwrap_or(limit::LATEST);
    drop(tx);
    tokio::time::sleep(pause).await;
    Ok(chosen.hash(tags.queue()).await.map_err(|HashQueueFull| Delayed::Busy))
}

/// Draws a new recovery word: the three words, and the hash to store.
///
/// # Errors
/// [`Delayed::Busy`].
pub async fn fresh_word(locale: Locale, queue: &'static HashQueue) -> Result<(String, String), Delayed> {
    let words = user_name::draw_words(locale);
    let hash = recovery::typed(&words).hash(queue).await.map_err(|HashQueueFull| Delayed::Busy)?;
    Ok((words, hash))
}

/// Charges an address for a hash made for a link that turned out to be invalid.
pub async fn in_vain(app: &AppState, from: ClientOrigin, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    limit::count(&mut tx, &LimitKeys::holder(&app.vault, from.0), now).await?;
    Ok(tx.commit().await?)
}

/// Admits one try at a wall's code from an address, and charges it as a failure until [`code_was_right`]. The caller commits in either case.
pub async fn admit_code(
    conn: &mut PgConnection,
    vault: &Vault,
    from: ClientOrigin,
    now: DateTime<Utc>,
) -> Result<Result<(), Delayed>, sqlx::Error> {
    Ok(limit::admit(conn, &LimitKeys::code(vault, from.0), now).await?.map(|_| ()).map_err(Delayed::Wait))
}

/// Deletes an address's failures at codes of walls.
pub async fn code_was_right(conn: &mut PgConnection, vault: &Vault, from: ClientOrigin) -> Result<(), sqlx::Error> {
    limit::forgive(conn, &LimitKeys::code(vault, from.0)).await
}
