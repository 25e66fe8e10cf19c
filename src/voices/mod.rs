//! Balance of voices: who has the floor, who would like it, how the time is shared, and kind words to one phone.

pub mod anchors;
pub mod balance;
pub mod correct;
pub mod floor;
pub mod gone_store;
mod hand_store;
mod nudge_store;
pub mod own;
pub mod picture;
pub mod queue;
pub mod round;
mod round_store;
pub mod routes;
pub mod scene;
pub mod store;
pub mod suggest;
#[cfg(test)]
mod tables;
pub mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::group::MembershipId;
use crate::key;
use crate::kit::i18n::{Locale, MessageKey};
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::attendance;

crate::ids! {
    /// A turn; the tap that opened it has the same id.
    TurnId,
    TapId,
    HandId,
    /// A round of the circle.
    RoundId,
    /// A kind word sent to one phone.
    NudgeId,
    /// One of the practice's own kind words.
    WordId,
}

/// The event kind of every change in this module; its subject is the session.
pub const VOICES: &str = "voices";

/// The most characters of a kind word.
pub const WORD_LIMIT: usize = 160;
/// The most kind words of its own that a practice may offer: more would not be a short list.
pub const WORDS: usize = 12;

/// A shorter turn was a slip of the finger: its time counts, but not as a turn.
pub const SLIP: TimeDelta = TimeDelta::seconds(2);

/// A period in which one person had the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub id: TurnId,
    pub whose: MembershipId,
    pub started_at: DateTime<Utc>,
    /// `None` while the turn is open.
    pub ended_at: Option<DateTime<Utc>>,
    /// Increases with each correction.
    pub version: i32,
}

impl Turn {
    /// The length up to `until`; an open turn lasts until then.
    pub fn lasted(&self, until: DateTime<Utc>) -> TimeDelta {
        (self.ended_at.map_or(until, |end| end.min(until)) - self.started_at).max(TimeDelta::zero())
    }

    /// Whether it was longer than a slip.
    pub fn counts(&self, until: DateTime<Utc>) -> bool {
        self.lasted(until) >= SLIP
    }
}

crate::coded! {
    /// The outcome of a tap.
    pub enum TapState {
        Moved = "moved",
        /// The floor was in the wanted state already.
        Idle = "idle",
        /// It was undone.
        Undone = "undone",
        /// A turn was corrected after it: it can no longer be undone.
        Settled = "settled",
    }

    /// What a member would like to say.
    pub enum HandKind {
        New = "new" => key!("hand-new"),
        /// A short reply to the present speaker.
        Reply = "reply" => key!("hand-reply"),
    }

    /// A built-in kind word; each reader sees it in their own language.
    pub enum NudgeKind {
        /// There is time for the member.
        Room = "room" => key!("nudge-room"),
        /// It is good that the member is here.
        Glad = "glad" => key!("nudge-glad"),
        /// The member may take their time.
        Time = "time" => key!("nudge-time"),
        /// The member has carried much; others may like some time.
        Space = "space" => key!("nudge-space"),
        Word = "word" => key!("nudge-word"),
    }
}

/// The text of one of the practice's kind words, in one language or in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncouragementText {
    pub text: String,
    pub locale: Locale,
    /// The text in the other language.
    pub other: Option<String>,
}

impl EncouragementText {
    /// From the written texts; `None` when both are missing.
    pub fn of(fa: Option<String>, en: Option<String>) -> Option<Self> {
        match (fa, en) {
            (Some(text), other) => Some(Self { text, locale: Locale::Fa, other }),
            (None, Some(text)) => Some(Self { text, locale: Locale::En, other: None }),
            (None, None) => None,
        }
    }

    /// The text in this language, or in the only language that it has.
    pub fn read(&self, locale: Locale) -> &str {
        match &self.other {
            Some(other) if locale != self.locale => other,
            _ => &self.text,
        }
    }
}

/// One of the practice's own kind words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEncouragement {
    pub id: WordId,
    pub says: EncouragementText,
    pub put_away: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encouragement {
    /// A built-in one.
    Built(NudgeKind),
    Own(OwnEncouragement),
}

impl Encouragement {
    /// Its value in a form.
    pub fn code(&self) -> String {
        match self {
            Self::Built(kind) => kind.code().to_owned(),
            Self::Own(word) => word.id.to_string(),
        }
    }

    /// The text on a phone in this language.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Built(kind) => locale.text(kind.key()),
            Self::Own(word) => word.says.read(locale).to_owned(),
        }
    }
}

/// The kind words on offer: the built-in ones, then the practice's own.
pub fn choices(own: &[OwnEncouragement]) -> Vec<Encouragement> {
    let own = own.iter().filter(|word| !word.put_away).cloned().map(Encouragement::Own);
    NudgeKind::ALL.into_iter().map(Encouragement::Built).chain(own).collect()
}

fn word_context(practice: PracticeId, id: WordId, column: &'static str) -> SealContext {
    SealContext { table: "kind_word", column, row: id.0, practice: practice.0 }
}

/// Why an action is refused. Every reason has a kind text, shown beside the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoicesRefusal {
    NotLive,
    /// No one in the group has this seat.
    NoSuchSeat,
    /// The member left, is absent, or sent regrets.
    NotHere,
    /// The person acting left, is absent, or sent regrets.
    YouLeft,
    /// Another console moved the floor meanwhile.
    Moved,
    /// There is no tap to undo, or others followed it.
    NothingToUndo,
    /// A turn would begin before the session or end after now.
    Outside,
    /// A turn would end before it begins.
    Backwards,
    /// Two turns would overlap.
    Overlaps,
    /// The input is no time.
    NoTime,
    /// The turn changed meanwhile.
    Changed,
    /// The figures of the session are frozen.
    Frozen,
    /// No round is under way.
    NoRound,
    /// A kind word to this member waits for an answer.
    Waiting,
    /// The member has no phone in the session.
    NoPhone,
    /// No kind word on offer has this code.
    NoSuchWord,
    /// The practice already offers [`WORDS`] kind words of its own.
    ManyWords,
}

impl Refusal for VoicesRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotLive => key!("voices-not-live"),
            Self::NoSuchSeat => key!("voices-no-such-seat"),
            Self::NotHere => attendance::not_here(),
            Self::YouLeft => key!("voices-you-left"),
            Self::Moved => key!("voices-moved"),
            Self::NothingToUndo => key!("voices-nothing-to-undo"),
            Self::Outside => key!("turn-outside"),
            Self::Backwards => key!("turn-backwards"),
            Self::Overlaps => key!("turn-overlaps"),
            Self::NoTime => key!("turn-no-time"),
            Self::Changed => key!("turn-changed"),
            Self::Frozen => key!("session-figures-closed"),
            Self::NoRound => key!("round-none"),
            Self::Waiting => key!("nudge-waiting"),
            Self::NoPhone => key!("nudge-no-phone"),
            Self::NoSuchWord => key!("nudge-no-such-word"),
            Self::ManyWords => key!("word-many"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Moved | Self::NothingToUndo | Self::Changed | Self::Waiting => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}
