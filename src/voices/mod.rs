//! Balance of voices: whose turn it is, who would like one, how the time is shared, and a kind word to one phone.

pub mod balance;
pub mod correct;
pub mod floor;
pub mod gone_store;
mod hand_store;
pub mod in_voices;
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
use crate::kit::locale::{Locale, MessageKey};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::attendance;

crate::ids! {
    /// A turn; the tap that opened it has the same id.
    TurnId,
    /// A tap on the floor.
    TapId,
    /// A raised hand.
    HandId,
    /// A walk around the circle.
    RoundId,
    /// A kind word to one phone.
    NudgeId,
    /// A kind word of the practice's own.
    WordId,
}

/// The kind of change of everything in this room; its subject is the session.
pub const VOICES: &str = "voices";

/// Characters of a kind word.
pub const WORD_LIMIT: usize = 160;
/// Kind words of its own that a practice may have to choose from: more would not be a short list.
pub const WORDS: usize = 12;

/// A turn shorter than this was a slip of the finger: its time counts, but it is no turn, and nobody has spoken by it.
pub const SLIP: TimeDelta = TimeDelta::seconds(2);

/// When somebody had the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub id: TurnId,
    pub whose: MembershipId,
    pub started_at: DateTime<Utc>,
    /// Until when; none while it is open.
    pub ended_at: Option<DateTime<Utc>>,
    /// Raised by each correction.
    pub version: i32,
}

impl Turn {
    /// How long it lasted up to a moment; an open one lasts until then.
    pub fn lasted(&self, until: DateTime<Utc>) -> TimeDelta {
        (self.ended_at.map_or(until, |end| end.min(until)) - self.started_at).max(TimeDelta::zero())
    }

    /// Whether it was more than a slip.
    pub fn counts(&self, until: DateTime<Utc>) -> bool {
        self.lasted(until) >= SLIP
    }
}

/// What became of a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum TapState {
    /// It moved the floor.
    Moved,
    /// What it wanted was so already.
    Idle,
    /// It was taken back.
    Undone,
    /// A turn was corrected after it: it can no longer be taken back.
    Settled,
}

/// What somebody would like to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum HandKind {
    /// Something new.
    New,
    /// A short reply to this.
    Reply,
}

impl HandKind {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::New => key!("hand-new"),
            Self::Reply => key!("hand-reply"),
        }
    }
}

/// A kind word of the built-in list; each reader sees it in their own language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum NudgeKind {
    /// There is room for them.
    Room,
    /// It is good that they are here.
    Glad,
    /// They may take their time.
    Time,
    /// They have carried much; others may like some room.
    Space,
    /// A word after the session is offered.
    Word,
}

impl NudgeKind {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] = [Self::Room, Self::Glad, Self::Time, Self::Space, Self::Word];

    /// Its code in a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Glad => "glad",
            Self::Time => "time",
            Self::Space => "space",
            Self::Word => "word",
        }
    }

    /// The words that are read on the phone.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Room => key!("nudge-room"),
            Self::Glad => key!("nudge-glad"),
            Self::Time => key!("nudge-time"),
            Self::Space => key!("nudge-space"),
            Self::Word => key!("nudge-word"),
        }
    }
}

/// What a kind word of the practice's own says, in one language or in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncouragementText {
    pub text: String,
    pub locale: Locale,
    /// The same in the other one.
    pub other: Option<String>,
}

impl EncouragementText {
    /// What was written, of which at least one is needed.
    pub fn of(fa: Option<String>, en: Option<String>) -> Option<Self> {
        match (fa, en) {
            (Some(text), other) => Some(Self { text, locale: Locale::Fa, other }),
            (None, Some(text)) => Some(Self { text, locale: Locale::En, other: None }),
            (None, None) => None,
        }
    }

    /// What is read in this language: as it was written in it, else in the one there is.
    pub fn read(&self, locale: Locale) -> &str {
        match &self.other {
            Some(other) if locale != self.locale => other,
            _ => &self.text,
        }
    }
}

/// A kind word of the practice's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEncouragement {
    pub id: WordId,
    pub says: EncouragementText,
    /// Whether it can no longer be chosen.
    pub put_away: bool,
}

/// What a kind word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encouragement {
    /// One of the built-in list.
    Built(NudgeKind),
    /// One of the practice's own.
    Own(OwnEncouragement),
}

impl Encouragement {
    /// Its code in a form.
    pub fn code(&self) -> String {
        match self {
            Self::Built(kind) => kind.code().to_owned(),
            Self::Own(word) => word.id.to_string(),
        }
    }

    /// What is read on a phone in this language.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Built(kind) => locale.text(kind.key()),
            Self::Own(word) => word.says.read(locale).to_owned(),
        }
    }
}

/// The words that can be chosen: the built-in ones, then the practice's own.
pub fn choices(own: &[OwnEncouragement]) -> Vec<Encouragement> {
    let own = own.iter().filter(|word| !word.put_away).cloned().map(Encouragement::Own);
    NudgeKind::ALL.into_iter().map(Encouragement::Built).chain(own).collect()
}

fn word_place(practice: PracticeId, id: WordId, column: &'static str) -> SealContext {
    SealContext { table: "kind_word", column, row: id.0, practice: practice.0 }
}

/// Why something is not done. All of them are said kindly, beside the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoicesRefusal {
    /// The session is not live.
    NotLive,
    /// Nobody in the group has this seat.
    NoSuchSeat,
    /// They left, are absent, or sent regrets.
    NotHere,
    /// The same of whoever acts.
    YouLeft,
    /// Another console moved the floor meanwhile.
    Moved,
    /// There is no tap to take back, or others came after it.
    NothingToUndo,
    /// A turn would begin before the session or end after now.
    Outside,
    /// A turn would end before it begins.
    Backwards,
    /// Two turns at the same time.
    Overlaps,
    /// No time can be read there.
    NoTime,
    /// It was changed meanwhile.
    Changed,
    /// The figures of the session are frozen.
    Frozen,
    /// No round is under way.
    NoRound,
    /// A kind word to this person waits for its answer.
    Waiting,
    /// They follow the session without a phone.
    NoPhone,
    /// There is no such kind word to choose.
    NoSuchWord,
    /// The practice has as many kind words of its own as a short list holds.
    ManyWords,
    /// The form said something else before.
    SentBefore,
}

impl VoicesRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
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
            Self::SentBefore => key!("form-sent-before"),
        }
    }
}
