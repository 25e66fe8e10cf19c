//! What the house sends: an outbox in the database, and the ways out of it.
//!
//! A message is written in the transaction that means it, claimed in one of its own, sent, and settled in a third. Who dies between claim
//! and answer leaves it *unsure*: it is never sent a second time by itself.

pub mod address;
pub mod caught;
mod letter;
mod smtp;
pub mod store;
mod text;
mod way;
mod worker;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::vault::{Owner, SealContext};
use crate::key;
use crate::kit::locale::MessageKey;

pub use address::{Address, Phone, Recipient};
pub use letter::{Letter, MessageText, compose};
pub use smtp::{Server, ServerError};
pub use text::{Gateway, GatewayError};
pub use way::{DeliveryReply, MailSender};
pub use worker::{StillWanted, WantedChecks, run_due, tidy};

crate::ids! {
    /// A message of the outbox; its Message-ID is made of it.
    MessageId,
}

/// By what it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Mail,
    /// A text message to a telephone.
    Text,
}

impl Channel {
    /// Its value in a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
        }
    }
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MessageState {
    /// It waits for its time, or for another try.
    Queued,
    /// Somebody is sending it.
    Claimed,
    /// It was handed over, and the other side said yes.
    Sent,
    /// It was handed over, perhaps: nobody said yes or no.
    Unsure,
    /// It was not sent, and will not be.
    Failed,
    /// What it says is no longer so.
    Withdrawn,
}

impl MessageState {
    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Queued | Self::Claimed => key!("outbox-waiting"),
            Self::Sent => key!("outbox-sent"),
            Self::Unsure => key!("outbox-unsure"),
            Self::Failed => key!("outbox-failed"),
            Self::Withdrawn => key!("outbox-withdrawn"),
        }
    }
}

/// Why a message ended as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum DeliveryReason {
    /// The other side does not take it.
    Refused,
    /// The other side was not there, again and again.
    Unreachable,
    /// Its time was over before it could be sent.
    Late,
    /// Somebody decided it, by hand.
    ByHand,
}

impl DeliveryReason {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Refused => key!("outbox-refused"),
            Self::Unreachable => key!("outbox-unreachable"),
            Self::Late => key!("outbox-late"),
            Self::ByHand => key!("outbox-by-hand"),
        }
    }
}

/// How often it is tried before it is given up.
pub const TRIES: i32 = 8;
/// Whoever claimed it and said nothing for so long has died over it: it is unsure.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);
/// What was neither sent nor withdrawn keeps its words so long, for somebody to decide; then they are dropped.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// How long is waited after so many tries: from a minute to half a day.
pub fn pause(tries: i32) -> TimeDelta {
    const MINUTES: [i64; 7] = [1, 5, 15, 60, 180, 360, 720];
    let place = usize::try_from(tries - 1).unwrap_or(0).min(MINUTES.len() - 1);
    TimeDelta::minutes(MINUTES[place])
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryStep {
    /// It is done with.
    Settled(MessageState, Option<DeliveryReason>),
    /// It is tried again at that time.
    Again(DateTime<Utc>),
}

/// What follows from the answer to a try, of which there were `tries` with this one.
pub fn after(answer: DeliveryReply, tries: i32, useless_at: DateTime<Utc>, now: DateTime<Utc>) -> DeliveryStep {
    match answer {
        DeliveryReply::Taken => DeliveryStep::Settled(MessageState::Sent, None),
        DeliveryReply::Nothing => DeliveryStep::Settled(MessageState::Unsure, None),
        DeliveryReply::Never => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Refused)),
        DeliveryReply::Later if tries >= TRIES => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Unreachable)),
        DeliveryReply::Later if now + pause(tries) >= useless_at => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Late)),
        DeliveryReply::Later => DeliveryStep::Again(now + pause(tries)),
    }
}

/// The numbers that are shown: sent, waiting, unsure, failed.
pub fn in_four(found: &[(MessageState, i64)]) -> [(MessageState, i64); 4] {
    [MessageState::Sent, MessageState::Queued, MessageState::Unsure, MessageState::Failed].map(|state| {
        let of = |one: &MessageState| *one == state || (state == MessageState::Queued && *one == MessageState::Claimed);
        (state, found.iter().filter(|(one, _)| of(one)).map(|(_, count)| count).sum())
    })
}

/// A message about to be put into the outbox.
pub struct NewMessage<'a> {
    /// Its id: the same id is the same message, and goes out once.
    pub id: MessageId,
    /// In which practice.
    pub practice: Uuid,
    /// The room's word for it, from a short list.
    pub kind: &'static str,
    /// Under what its state is shown.
    pub scope: Option<Uuid>,
    /// Whose key seals it: who destroys that key makes it unreadable.
    pub owner: Owner,
    /// Where to.
    pub to: &'a Recipient,
    pub letter: &'a Letter,
    /// When it is to go.
    pub due_at: DateTime<Utc>,
    /// From when on it would be of no use.
    pub useless_at: DateTime<Utc>,
}

fn place(column: &'static str, practice: Uuid, id: MessageId) -> SealContext {
    SealContext { table: "outbox", column, row: id.0, practice }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<i64> = (1..TRIES).map(|tries| pause(tries).num_minutes()).collect();
        assert!(pauses.is_sorted_by(|one, other| one < other), "{pauses:?}");
        assert_eq!((pause(1).num_minutes(), pause(99).num_minutes()), (1, 720));
    }

    #[test]
    fn only_what_was_surely_not_sent_is_tried_again() {
        let now = DateTime::UNIX_EPOCH;
        let (soon, far) = (now + TimeDelta::seconds(30), now + TimeDelta::days(9));
        assert_eq!(after(DeliveryReply::Taken, 1, soon, now), DeliveryStep::Settled(MessageState::Sent, None));
        assert_eq!(after(DeliveryReply::Nothing, 1, far, now), DeliveryStep::Settled(MessageState::Unsure, None));
        assert_eq!(after(DeliveryReply::Never, 1, far, now), DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Refused)));
        assert_eq!(after(DeliveryReply::Later, 1, far, now), DeliveryStep::Again(now + TimeDelta::minutes(1)));
        assert_eq!(after(DeliveryReply::Later, 1, soon, now), DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Late)));
        assert_eq!(
            after(DeliveryReply::Later, TRIES, far, now),
            DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Unreachable))
        );
    }
}
