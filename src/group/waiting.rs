//! What the therapist's waiting list shows of a person. A later module knows it; `app` connects the two.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::Vault;

#[derive(Clone, Debug, Default)]
pub struct WaitingCard {
    /// What they told, in the order of the questions.
    pub told: Vec<ToldAnswer>,
    /// Likeness to the group, of 100; none while too little is known.
    pub figure: Option<u8>,
    /// Since when they are kept on the waiting list.
    pub listed: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug)]
pub struct ToldAnswer {
    pub question: MessageKey,
    pub chosen: Vec<MessageKey>,
    /// In their own words; may be empty.
    pub words: String,
}

/// Loads the cards of everyone who waits for a member's seat. The caller records that they were read.
pub type WaitingCards =
    for<'a> fn(&'a mut PgConnection, &'a Vault, GroupId) -> BoxFuture<'a, Result<HashMap<MembershipId, WaitingCard>, Error>>;
