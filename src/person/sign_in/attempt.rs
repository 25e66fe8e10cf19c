//! One attempt at a secret: rate-limited, delayed after failures, hashed in a bounded queue, and counted.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::gate::ClientOrigin;
use super::limit::{self, LimitKeys};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::locale::{Locale, Message};
use crate::kit::web::Problem;
use crate::person::passphrase::{CanonicalForm, HashQueue, HashQueueFull, HashedPassphrase, KNOWN, Passphrase};
use crate::person::{PersonId, recovery, store, user_name};

/// Why a secret is not looked at now; nothing was used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delayed {
    /// After so many seconds, since there were failures before.
    Wait(u32),
    /// Too many at once.
    Busy,
}

impl Delayed {
    fn seconds(self) -> u32 {
        match self {
            Self::Wait(seconds) => seconds,
            Self::Busy => HashQueueFull::SECONDS,
        }
    }

    /// The words beside the field.
    pub fn message(self, locale: Locale) -> Message {
        let said = match self {
            Self::Wait(_) => locale.message("secret-wait"),
            Self::Busy => locale.message("secret-busy"),
        };
        said.arg("seconds", self.seconds())
    }

    /// The same page with the status and the time to wait.
    pub fn on(self, mut page: Response) -> Response {
        *page.status_mut() = if self == Self::Busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::TOO_MANY_REQUESTS };
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.seconds()));
        page
    }

    /// The same, if there is a reason to wait.
    pub fn on_perhaps(later: Option<Self>, page: Response) -> Response {
        match later {
            Some(later) => later.on(page),
            None => page,
        }
    }
}

/// Checks a passphrase against its stored hash. Ends `tx` before hashing, so that no connection is held meanwhile.
pub(in crate::person) async fn check(
    house: &AppState,
    mut tx: Tx,
    tags: &LimitKeys,
    typed: Passphrase,
    kept: Option<HashedPassphrase>,
    now: DateTime<Utc>,
) -> Result<Result<bool, Delayed>, Problem> {
    let late = match limit::admit(&mut tx, tags, now).await? {
        Ok(late) => late,
        Err(seconds) => return Ok(Err(Delayed::Wait(seconds))),
    };
    tx.commit().await?;
    tokio::time::sleep(late).await;
    let answer = typed.is(kept, tags.lane()).await;
    let mut tx = Tx::outside(&house.pool).await?;
    match answer {
        Ok(true) => limit::forgive(&mut tx, tags).await?,
        Ok(false) => limit::count(&mut tx, tags, now).await?,
        Err(HashQueueFull) => limit::uncharge(&mut tx, tags, now).await?,
    }
    tx.commit().await?;
    Ok(answer.map_err(|HashQueueFull| Delayed::Busy))
}

/// Checks a person's passphrase; always `false` without a person, after the same amount of work. A hash made with the old normalization is
/// replaced after a match, unless the queue is full.
pub(in crate::person) async fn passphrase(
    house: &AppState,
    mut tx: Tx,
    tags: &LimitKeys,
    person: Option<PersonId>,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Result<bool, Delayed>, Problem> {
    let kept = match person {
        Some(person) => store::passphrase(&mut tx, person).await?,
        None => None,
    };
    let old = kept.clone().filter(|kept| kept.form == CanonicalForm::Composed);
    let answer = check(house, tx, tags, Passphrase::typed(typed), kept, now).await?;
    if let (Ok(true), Some(person), Some(old)) = (answer, person, old)
        && let Ok(hash) = Passphrase::typed(typed).hash(&KNOWN).await
    {
        let mut tx = Tx::outside(&house.pool).await?;
        store::renew_passphrase(&mut tx, person, &old.hash, &hash).await?;
        tx.commit().await?;
    }
    Ok(answer)
}

/// Hashes a new passphrase for the holder of a link. The caller has validated the link. Charges nothing; see [`in_vain`].
pub async fn choose(
    house: &AppState,
    from: ClientOrigin,
    chosen: Passphrase,
    now: DateTime<Utc>,
) -> Result<Result<String, Delayed>, Problem> {
    let tags = LimitKeys::holder(&house.vault, from.0);
    let mut tx = Tx::outside(&house.pool).await?;
    // Failures of others at the same address slow the holder of a link, and never refuse them.
    let late = limit::admit(&mut tx, &tags, now).await?.unwrap_or(limit::LATEST);
    drop(tx);
    tokio::time::sleep(late).await;
    Ok(chosen.hash(tags.lane()).await.map_err(|HashQueueFull| Delayed::Busy))
}

/// A new recovery word: the three words, and their hash to keep.
///
/// # Errors
/// [`Later::Busy`].
pub async fn fresh_word(locale: Locale, lane: &'static HashQueue) -> Result<(String, String), Delayed> {
    let words = user_name::draw_words(locale);
    let hash = recovery::typed(&words).hash(lane).await.map_err(|HashQueueFull| Delayed::Busy)?;
    Ok((words, hash))
}

/// Counts that something was hashed for a link that led nowhere in the end.
pub async fn in_vain(house: &AppState, from: ClientOrigin, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    limit::count(&mut tx, &LimitKeys::holder(&house.vault, from.0), now).await?;
    Ok(tx.commit().await?)
}
