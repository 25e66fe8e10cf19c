//! Outgoing messages: an outbox in the database, and the senders that empty it.
//!
//! A message is queued in the transaction that causes it, claimed in a second one, sent, and settled in a third. A process that dies
//! between claim and answer leaves the message *unsure*: it is never sent again automatically.

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
use crate::kit::i18n::MessageKey;

pub use address::{Address, Phone, Recipient};
pub use letter::{Letter, MessageText, compose};
pub use smtp::{Server, ServerError};
pub use text::{Gateway, GatewayError};
pub use way::{DeliveryReply, MailSender};
pub use worker::{StillWanted, WantedChecks, run_due, tidy};

crate::ids! {
    /// A message of the outbox; its Message-ID contains this id.
    MessageId,
}

crate::coded! {
    pub enum Channel {
        /// E-mail.
        Mail = "mail",
        /// A text message to a telephone.
        Text = "text",
    }

    /// The state of a message in the outbox.
    ///
    /// ```text
    ///  Queued ── claimed ──▶ Claimed ── accepted ────────────────▶ Sent
    ///    │  ▲                  │ ├──── no reply ────────────────▶ Unsure
    ///    │  └── may try later ─┘ └──── refused, or out of tries ─▶ Failed
    ///    └── no longer wanted ─▶ Withdrawn
    ///
    ///  by hand, from Unsure and Failed: requeue ─▶ Queued; dismiss ─▶ Sent, if it arrived, else Withdrawn
    /// ```
    pub enum MessageState {
        /// It waits until it is due, or for another attempt.
        Queued = "queued",
        /// A process is sending it.
        Claimed = "claimed",
        /// It was handed over, and the server accepted it.
        Sent = "sent",
        /// It may have been handed over: the server neither accepted nor refused it.
        Unsure = "unsure",
        /// It was not sent and will not be.
        Failed = "failed",
        /// What it says is no longer true.
        Withdrawn = "withdrawn",
    }
}

impl MessageState {
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

crate::coded! {
    /// Why a message ended in its state.
    pub enum DeliveryReason {
        /// The server refuses it.
        Refused = "refused" => key!("outbox-refused"),
        /// The server could not be reached in any attempt.
        Unreachable = "unreachable" => key!("outbox-unreachable"),
        /// It was useless before it could be sent.
        Late = "late" => key!("outbox-late"),
        /// Staff decided it.
        ByHand = "by_hand" => key!("outbox-by-hand"),
    }
}

/// The most attempts.
pub const TRIES: i32 = 8;
/// How long a claim may stay unanswered: after that its process counts as dead and the message is unsure.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How long a message that was neither sent nor withdrawn keeps its content, so that staff can decide; then the content is deleted.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// The pause after so many attempts: from a minute to half a day.
pub fn pause(tries: i32) -> TimeDelta {
    const MINUTES: [i64; 7] = [1, 5, 15, 60, 180, 360, 720];
    let index = usize::try_from(tries - 1).unwrap_or(0).min(MINUTES.len() - 1);
    TimeDelta::minutes(MINUTES[index])
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryStep {
    Settled(MessageState, Option<DeliveryReason>),
    /// The next attempt is at that time.
    Again(DateTime<Utc>),
}

/// The next step after the reply to an attempt; `tries` counts that attempt too.
pub fn after(reply: DeliveryReply, tries: i32, useless_at: DateTime<Utc>, now: DateTime<Utc>) -> DeliveryStep {
    match reply {
        DeliveryReply::Taken => DeliveryStep::Settled(MessageState::Sent, None),
        DeliveryReply::Nothing => DeliveryStep::Settled(MessageState::Unsure, None),
        DeliveryReply::Never => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Refused)),
        DeliveryReply::Later if tries >= TRIES => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Unreachable)),
        DeliveryReply::Later if now + pause(tries) >= useless_at => DeliveryStep::Settled(MessageState::Failed, Some(DeliveryReason::Late)),
        DeliveryReply::Later => DeliveryStep::Again(now + pause(tries)),
    }
}

/// The four counts shown: sent, waiting, unsure, failed.
pub fn in_four(found: &[(MessageState, i64)]) -> [(MessageState, i64); 4] {
    [MessageState::Sent, MessageState::Queued, MessageState::Unsure, MessageState::Failed].map(|state| {
        let counts_as = |one: &MessageState| *one == state || (state == MessageState::Queued && *one == MessageState::Claimed);
        (state, found.iter().filter(|(one, _)| counts_as(one)).map(|(_, count)| count).sum())
    })
}

pub struct NewMessage<'a> {
    /// The same id is the same message and is sent once.
    pub id: MessageId,
    pub practice: Uuid,
    /// The name that a module gives this kind of message, from a short list.
    pub kind: &'static str,
    /// The object under which the state is shown.
    pub scope: Option<Uuid>,
    /// The owner whose key seals it: destroying that key makes the message unreadable.
    pub owner: Owner,
    pub to: &'a Recipient,
    pub letter: &'a Letter,
    pub due_at: DateTime<Utc>,
    /// From when on it is of no use.
    pub useless_at: DateTime<Utc>,
}

fn seal_context(column: &'static str, practice: Uuid, id: MessageId) -> SealContext {
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
    fn only_a_message_surely_not_sent_is_retried() {
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
