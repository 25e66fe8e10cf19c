//! The two faces of a session in progress. Regions with ids are sent again by the stream; the composer is never swapped while somebody writes in it.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::carried::Contribution;
use super::regions::{CharterHere, PageContext};
use crate::brainstorm::commitment::views::CommitmentsView;
use crate::brainstorm::{Board, BoardStep, Manner, OwnBoard};
use crate::charter::diff::{ArticleChange, Changes};
use crate::charter::draft::list::{DraftListing, ProposalRow};
use crate::charter::{Article, Charter};
use crate::climate::{CheckIn, OpeningCurve};
use crate::concern::{self, ConcernId, Table};
use crate::group::{Group, Membership, MembershipId};
use crate::kit::locale::{Locale, filters};
use crate::kit::relay::Position;
use crate::kit::web::FormErrors;
use crate::passage;
use crate::session::arc::{Course, Stage};
use crate::session::attendance::Attendee;
use crate::session::backstage::BackstageLine;
use crate::session::substitution::NamedSubstitution;
use crate::session::whereabouts::{KnownWhereabouts, OwnWhereabouts as Whereabouts};
use crate::session::{Session, SessionId, SessionState, ShownCharter};
use crate::voices::own::{InRound, OwnFloorState, OwnVoice};
use crate::voices::picture::Voices;
use crate::voices::views::FloorSummary;

/// What a session's page and its stream messages are made from.
pub(super) struct Scene {
    pub group: Group,
    pub session: Session,
    /// The board under way, or the last one.
    pub board: Option<Board>,
    /// What lies on the table: concerns.
    pub concerns: Table,
    /// Active members by seat.
    pub members: Vec<Membership>,
    /// The charter, as far as it is on the screens.
    pub charter: CharterNow,
    /// The circle and its shares, for staff only.
    pub voices: Voices,
    /// What everybody hears: who has the floor.
    pub heard: FloorSummary,
    /// The plan of stages, and how far it is.
    pub course: Course,
    /// What people take home, and what they took home the last time.
    pub carried: CommitmentsView,
    /// Who comes and goes, as far as the stage has it said.
    pub passages: passage::SessionTransitions,
    /// Who stands in for whom.
    pub in_place: Vec<NamedSubstitution>,
}

/// The charter in a session: what is shown of it, and what is open in its draft.
pub(super) struct CharterNow {
    pub charter: Option<Charter>,
    pub shown: ShownCharter,
    pub draft: DraftListing,
    pub names: HashMap<MembershipId, Option<String>>,
}

impl CharterNow {
    /// The open proposals; what is the reader's own is not among it.
    pub fn proposals(&self, locale: Locale) -> Vec<ProposalRow> {
        self.draft.rows(self.charter.as_ref(), |id| self.names.get(&id).cloned().flatten(), None, locale)
    }

    /// The article that the group looks at together, with its number.
    pub fn brought_up(&self) -> Option<(usize, &Article)> {
        let ShownCharter::Article(line) = self.shown else { return None };
        (1..).zip(&self.charter.as_ref()?.articles).find(|(_, article)| article.line == line)
    }

    /// Whether all of it stands on the screens.
    pub fn whole(&self) -> bool {
        self.shown == ShownCharter::Whole
    }
}

impl Scene {
    /// Whether the version that counts was agreed on in this session: it waits for signatures, and whose is nobody's business on a shared screen.
    pub fn agreed_here(&self) -> bool {
        self.charter.charter.as_ref().zip(self.session.started_at).is_some_and(|(charter, began)| charter.ratified_at >= began)
    }

    /// Whether ideas may come now.
    pub fn gathers(&self) -> bool {
        self.session.state == SessionState::Live && self.board.as_ref().is_some_and(|board| board.phase == BoardStep::Gather)
    }

    /// Whether the group looks at a concern rather than at a board: in the stages that have a board, that comes first.
    pub fn is_at_a_concern(&self) -> bool {
        let at_a_board = self.course.now().is_some_and(|visit| matches!(visit.stage, Stage::Brainstorm | Stage::Weigh));
        self.concerns.middle.is_some() && !(at_a_board && self.board.is_some())
    }

    /// Whether a board is at hand that was not put away.
    pub fn works(&self) -> bool {
        self.session.state == SessionState::Live && self.board.as_ref().is_some_and(|board| board.phase != BoardStep::Done)
    }

    /// Where ideas are sent to; empty without a board.
    pub fn ideas_path(&self) -> String {
        self.board.as_ref().map(|board| format!("/brainstorms/{}/ideas", board.id)).unwrap_or_default()
    }
}

/// What was typed into the form that begins a brainstorm, or into the composer without a script.
pub(super) struct LiveFormValues {
    pub question: String,
    /// The concern that the question is on.
    pub concern: Option<ConcernId>,
    pub manner: Manner,
    pub named: bool,
    pub idea: String,
}

#[derive(Template)]
#[template(path = "live/console.html")]
pub(super) struct ConsolePage {
    pub scene: Scene,
    pub position: Position,
    pub id: Uuid,
    pub own: OwnBoard,
    pub typed: LiveFormValues,
    pub complaints: FormErrors,
    /// Whether this sign-in has entered the session.
    pub is_in: bool,
    /// Who is expected, here, gone.
    pub roll: Vec<Attendee>,
    /// What was said backstage.
    pub lines: Vec<BackstageLine>,
    /// What is one's own at the table, and the therapist's alone.
    pub mine: Option<concern::OwnConcerns>,
    /// Whether a therapist reads it.
    pub is_therapist: bool,
    /// Whether a wall is open.
    pub has_wall: bool,
    /// To the therapist of a group online: where people are.
    pub there: Option<Vec<KnownWhereabouts>>,
    /// What is said before a session.
    pub before: Option<OpeningCurve>,
}

impl ConsolePage {
    fn stuff(&self) -> PageContext<'_> {
        PageContext { scene: &self.scene, id: self.id, typed: &self.typed, complaints: &self.complaints, own: &self.own }
    }
}

#[derive(Template)]
#[template(path = "live/phone.html")]
pub(super) struct PhonePage {
    pub scene: Scene,
    pub position: Position,
    pub id: Uuid,
    pub own: OwnBoard,
    pub typed: LiveFormValues,
    pub complaints: FormErrors,
    pub entered: bool,
    /// Whether this sign-in has entered, and not another one of theirs.
    pub is_in: bool,
    /// Whether the charter lacks the reader's signature.
    pub unsigned: bool,
    pub voice: OwnVoice,
    /// What is one's own at the table.
    pub mine: Option<concern::OwnConcerns>,
    /// How they come, or the question.
    pub check_in: Option<CheckIn>,
    /// Where they are, in a group online.
    pub whereabouts: Option<Whereabouts>,
    /// What is theirs between sessions.
    pub brought: Contribution,
    /// What is said before a session.
    pub before: Option<OpeningCurve>,
}

impl PhonePage {
    fn stuff(&self) -> PageContext<'_> {
        PageContext { scene: &self.scene, id: self.id, typed: &self.typed, complaints: &self.complaints, own: &self.own }
    }
}

/// The charter's region alone.
#[derive(Template)]
#[template(path = "live/_charter_now.html")]
pub(super) struct CharterRegion<'a> {
    pub region: CharterHere<'a>,
}

/// Asks somebody to sign the charter before they come in; nobody is turned away for it.
#[derive(Template)]
#[template(path = "live/doorstep.html")]
pub(super) struct UnsignedCharterNotice {
    pub scene: Scene,
    pub name: String,
    /// What changed since the version they signed last.
    pub since: Option<(i32, Changes)>,
}

/// Everything that changes, as partials for the stream: to staff.
#[derive(Template)]
#[template(path = "live/_console_board.html")]
pub(super) struct ConsoleBoard<'a> {
    pub scene: &'a Scene,
    pub stuff: PageContext<'a>,
}

/// The same to members.
#[derive(Template)]
#[template(path = "live/_phone_board.html")]
pub(super) struct PhoneBoard<'a> {
    pub scene: &'a Scene,
    pub stuff: PageContext<'a>,
}

/// What is one's own, as partials that fill the personal places.
#[derive(Template)]
#[template(path = "live/_mine.html")]
pub(super) struct PersonalFragments {
    pub session: SessionId,
    pub own: OwnBoard,
    /// What is one's own at the table.
    pub table: concern::OwnConcerns,
    /// One's own place among the voices; staff have none to show.
    pub voice: Option<OwnVoice>,
    pub check_in: Option<CheckIn>,
    /// Where a member is, in a group online.
    pub whereabouts: Option<Whereabouts>,
    /// To the therapist: where they all are.
    pub there: Option<Vec<KnownWhereabouts>>,
    /// What is theirs between sessions.
    pub brought: Option<Contribution>,
}

/// The wall as a page, without a person.
#[derive(Template)]
#[template(path = "live/wall.html")]
pub(super) struct WallPage {
    pub scene: Scene,
    /// The charter's articles, while it is at hand.
    pub articles: Vec<String>,
    pub position: Position,
    pub path: String,
}

/// The same as partials.
#[derive(Template)]
#[template(path = "live/_wall.html")]
pub(super) struct WallBoard {
    pub scene: Scene,
    pub articles: Vec<String>,
}

/// Its address, shown this once.
#[derive(Template)]
#[template(path = "live/wall_made.html")]
pub(super) struct NewWallAddress {
    pub session: Session,
    pub link: String,
    pub path: String,
}

#[derive(Template)]
#[template(path = "live/wall_closed.html")]
pub(super) struct WallClosed;
