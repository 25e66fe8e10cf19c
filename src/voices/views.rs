//! The pictures and pages of this module, and the regions that the event stream replaces.

use askama::Template;
use chrono::{DateTime, Utc};

use super::correct::{write_edge, write_length};
use super::own::OwnVoice;
use super::picture::{self, Voices};
use super::scene::Floor;
use super::store::Nudge;
use super::suggest::Suggestion;
use super::{Encouragement, OwnEncouragement, TurnId, VoicesRefusal, WordId};
use crate::group::{Group, Membership, MembershipId, MembershipState};
use crate::kit::error::Error;
use crate::kit::i18n::{Message, filters};
use crate::kit::refusal::Refusal;
use crate::kit::web::Chrome;
use crate::session::Session;

/// What everyone in the room hears anyway: who has the floor, and whether there is a round.
#[derive(Clone, Debug)]
pub struct FloorSummary {
    pub live: bool,
    /// The name of the person who has the floor.
    pub speaking: Option<String>,
    pub round: bool,
}

pub fn heard(floor: &Floor, people: &[Membership]) -> FloorSummary {
    let name = |id: MembershipId| people.iter().find(|one| one.id == id).and_then(|one| one.name.clone());
    FloorSummary {
        live: floor.is_live(),
        speaking: floor.open().and_then(|turn| name(turn.whose)),
        round: floor.round.is_some() && floor.is_live(),
    }
}

/// The circle on the console. It is a template of its own, so that page and stream share the compiled code (docs/decisions/0033).
#[derive(Template)]
#[template(path = "voices/_circle.html")]
pub struct CircleView<'a> {
    voices: &'a Voices,
}

/// The line of raised hands and the balance, beside the circle.
#[derive(Template)]
#[template(path = "voices/_side.html")]
pub struct VoicesSidebar<'a> {
    voices: &'a Voices,
}

/// Who has the floor and how many hands are up, in the console's bar.
#[derive(Template)]
#[template(path = "voices/_bar.html")]
pub struct FloorBar<'a> {
    voices: &'a Voices,
}

impl Voices {
    pub fn bar(&self) -> FloorBar<'_> {
        FloorBar { voices: self }
    }

    pub fn circle(&self) -> CircleView<'_> {
        CircleView { voices: self }
    }

    pub fn side(&self) -> VoicesSidebar<'_> {
        VoicesSidebar { voices: self }
    }
}

#[derive(Template)]
#[template(path = "voices/_staff_fragment.html")]
struct StaffFragments {
    voices: Voices,
}

#[derive(Template)]
#[template(path = "voices/_heard.html")]
struct HeardFragment {
    heard: FloorSummary,
}

/// Renders the staff's fragment.
pub fn staff_fragment(chrome: &Chrome, floor: &Floor, people: &[Membership]) -> Result<String, Error> {
    chrome.render(&StaffFragments { voices: picture::draw(floor, people) }).map_err(Error::Page)
}

/// Renders the members' fragment.
pub fn members_fragment(chrome: &Chrome, floor: &Floor, people: &[Membership]) -> Result<String, Error> {
    chrome.render(&HeardFragment { heard: heard(floor, people) }).map_err(Error::Page)
}

/// A refused correction, as it was typed.
pub(super) struct Complaint {
    pub turn: TurnId,
    pub refusal: VoicesRefusal,
    pub whose: String,
    pub from: String,
    pub until: String,
}

/// A listed turn, with the values of its form.
pub(super) struct TurnRow {
    pub id: TurnId,
    pub name: Option<String>,
    /// Whether the speaker was a substitute.
    pub stands_in: bool,
    pub lasted: String,
    pub version: i32,
    pub whose: String,
    pub from: String,
    pub until: String,
    pub open: bool,
    pub refusal: Option<VoicesRefusal>,
}

/// The turns of a session, with the typed values where a correction was refused.
pub(super) fn rows(floor: &Floor, people: &[Membership], error: Option<&Complaint>) -> Vec<TurnRow> {
    let window = floor.window();
    let row = |turn: &super::Turn| {
        let typed = error.filter(|error| error.turn == turn.id);
        let speaker = people.iter().find(|one| one.id == turn.whose);
        let until = turn.ended_at.map(|end| write_edge(end, window.from)).unwrap_or_default();
        TurnRow {
            id: turn.id,
            name: speaker.and_then(|one| one.name.clone()),
            stands_in: speaker.is_some_and(|one| one.stands_in),
            lasted: write_length(turn, window.from, window.until),
            version: turn.version,
            whose: typed.map_or_else(|| turn.whose.to_string(), |typed| typed.whose.clone()),
            from: typed.map_or_else(|| write_edge(turn.started_at, window.from), |typed| typed.from.clone()),
            until: typed.map_or(until, |typed| typed.until.clone()),
            open: turn.ended_at.is_none(),
            refusal: typed.map(|typed| typed.refusal),
        }
    };
    floor.turns.iter().map(row).collect()
}

pub(super) struct LoggedNudge {
    pub to: Option<String>,
    pub by: Option<String>,
    pub word: Encouragement,
    pub sent_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// The log of the kind words that the reader may see.
pub(super) fn logged(floor: &Floor, people: &[Membership], may: impl Fn(&Nudge) -> bool) -> Vec<LoggedNudge> {
    let name = |id: MembershipId| people.iter().find(|one| one.id == id).and_then(|one| one.name.clone());
    let line = |nudge: &Nudge| LoggedNudge {
        to: name(nudge.to),
        by: name(nudge.by),
        word: nudge.word.clone(),
        sent_at: nudge.sent_at,
        answered_at: nudge.answered_at,
    };
    floor.nudges.iter().filter(|nudge| may(nudge)).map(line).collect()
}

/// A kind word that is being written, and why it was refused.
pub(super) struct NewWord {
    pub id: WordId,
    pub fa: String,
    pub en: String,
    pub refusal: Option<Message>,
}

impl Default for NewWord {
    fn default() -> Self {
        Self { id: WordId::random(), fa: String::new(), en: String::new(), refusal: None }
    }
}

#[derive(Template)]
#[template(path = "voices/page.html")]
pub(super) struct VoicesPage {
    pub group: Group,
    pub session: Session,
    pub voices: Voices,
    pub people: Vec<Membership>,
    pub rows: Vec<TurnRow>,
    pub log: Vec<LoggedNudge>,
    /// The practice's own kind words on offer.
    pub own_words: Vec<OwnEncouragement>,
    pub new_word: NewWord,
}

#[derive(Template)]
#[template(path = "voices/own.html")]
pub(super) struct OwnVoicePage {
    pub group: Group,
    pub session: Session,
    pub own: OwnVoice,
}
