//! The console and the phone of a session in progress. The stream sends regions with ids again; it never swaps the composer while a reader
//! types in it.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::carried::Contribution;
use super::regions::{CharterHere, PageContext};
use super::wall::WallTool;
use crate::brainstorm::phases::views::NextButton;
use crate::brainstorm::{Board, BoardStep, Manner, OwnBoard};
use crate::charter::diff::{ArticleChange, Changes};
use crate::charter::draft::list::{DraftListing, ProposalRow};
use crate::charter::{Article, Charter};
use crate::climate::finished::FinishedCard;
use crate::climate::{CheckIn, OpeningCurve};
use crate::commitment::views::CommitmentsView;
use crate::concern::{self, ConcernId, Table};
use crate::group::{Group, Membership, MembershipId};
use crate::kit::events::Position;
use crate::kit::i18n::{Locale, filters};
use crate::kit::web::FormErrors;
use crate::session::arc::{Course, Stage};
use crate::session::attendance::Attendee;
use crate::session::backstage::BackstageLine;
use crate::session::substitution::NamedSubstitution;
use crate::session::whereabouts::{KnownWhereabouts, OwnWhereabouts as Whereabouts};
use crate::session::{Session, SessionId, SessionState, ShownCharter};
use crate::voices::own::{InRound, OwnFloorState, OwnVoice};
use crate::voices::picture::Voices;
use crate::voices::views::FloorSummary;

/// The shared content of a live session, for pages and stream messages.
pub(super) struct Scene {
    pub group: Group,
    pub session: Session,
    /// The current board, or the last one.
    pub board: Option<Board>,
    /// The concerns on the table.
    pub concerns: Table,
    /// Active members, without staff.
    pub members: Vec<Membership>,
    pub charter: CharterNow,
    /// The circle and its speaking shares; for staff only.
    pub voices: Voices,
    /// Who has the floor; for everyone.
    pub heard: FloorSummary,
    /// The planned stages and the current one.
    pub course: Course,
    /// The commitments of this session and of the last one.
    pub carried: CommitmentsView,
    /// Members who join or leave the group, if the current stage shows them.
    pub transitions: crate::transitions::SessionTransitions,
    pub in_place: Vec<NamedSubstitution>,
    /// The button that leads on; for staff.
    pub next: Option<NextButton>,
}

/// The charter in a session: what the screens show of it, and its draft.
pub(super) struct CharterNow {
    pub charter: Option<Charter>,
    pub shown: ShownCharter,
    pub draft: DraftListing,
    pub names: HashMap<MembershipId, Option<String>>,
}

impl CharterNow {
    /// The open proposals, without the reader's own state.
    pub fn proposals(&self, locale: Locale) -> Vec<ProposalRow> {
        self.draft.rows(self.charter.as_ref(), |id| self.names.get(&id).cloned().flatten(), None, locale)
    }

    /// The article that the group is looking at, with its number.
    pub fn brought_up(&self) -> Option<(usize, &Article)> {
        let ShownCharter::Article(line) = self.shown else { return None };
        (1..).zip(&self.charter.as_ref()?.articles).find(|(_, article)| article.line == line)
    }

    /// Whether the screens show the whole charter.
    pub fn whole(&self) -> bool {
        self.shown == ShownCharter::Whole
    }
}

impl Scene {
    /// Whether the current version was ratified in this session and so waits for signatures. A shared screen must not show whose are
    /// missing.
    pub fn agreed_here(&self) -> bool {
        self.charter.charter.as_ref().zip(self.session.started_at).is_some_and(|(charter, began)| charter.ratified_at >= began)
    }

    /// Whether members may share ideas now.
    pub fn gathers(&self) -> bool {
        self.session.state == SessionState::Live && self.board.as_ref().is_some_and(|board| board.phase == BoardStep::Gather)
    }

    /// Whether the group is looking at a concern rather than a board; in the stages with a board, the board takes precedence.
    pub fn is_at_a_concern(&self) -> bool {
        let at_a_board = self.course.now().is_some_and(|visit| matches!(visit.stage, Stage::Brainstorm | Stage::Weigh));
        self.concerns.middle.is_some() && !(at_a_board && self.board.is_some())
    }

    /// Whether there is a board that has not been put away.
    pub fn works(&self) -> bool {
        self.session.state == SessionState::Live && self.board.as_ref().is_some_and(|board| board.phase != BoardStep::Done)
    }

    /// The URL that ideas are posted to; empty without a board.
    pub fn ideas_path(&self) -> String {
        self.board.as_ref().map(|board| format!("/brainstorms/{}/ideas", board.id)).unwrap_or_default()
    }
}

/// The field values of the form that begins a brainstorm, or of the composer without a script.
pub(super) struct LiveFormValues {
    pub question: String,
    /// The concern that the question is about.
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
    pub errors: FormErrors,
    /// Whether this sign-in has entered the session.
    pub is_in: bool,
    /// Who is expected, present or gone.
    pub roll: Vec<Attendee>,
    pub lines: Vec<BackstageLine>,
    /// The reader's own concerns, and those only a therapist sees.
    pub mine: Option<concern::OwnConcerns>,
    pub is_therapist: bool,
    /// The wall's part of the console, as a region.
    pub wall: WallTool,
    /// For the therapist of an online session: where the members are.
    pub known_whereabouts: Option<Vec<KnownWhereabouts>>,
    /// How many have checked in or out, in the stages that ask everyone.
    pub finished: FinishedCard,
    /// The curve shown before a session.
    pub before: Option<OpeningCurve>,
}

impl ConsolePage {
    fn context(&self) -> PageContext<'_> {
        PageContext { scene: &self.scene, id: self.id, typed: &self.typed, errors: &self.errors, own: &self.own }
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
    pub errors: FormErrors,
    pub entered: bool,
    /// Whether this sign-in, and not another one of the member, has entered.
    pub is_in: bool,
    /// Whether the charter lacks the reader's signature.
    pub unsigned: bool,
    pub voice: OwnVoice,
    /// The reader's own concerns.
    pub mine: Option<concern::OwnConcerns>,
    /// The member's check-in, or the question for it.
    pub check_in: Option<CheckIn>,
    /// The member's place, in an online session.
    pub whereabouts: Option<Whereabouts>,
    /// The member's own commitments and line between sessions.
    pub contribution: Contribution,
    /// The curve shown before a session.
    pub before: Option<OpeningCurve>,
}

impl PhonePage {
    fn context(&self) -> PageContext<'_> {
        PageContext { scene: &self.scene, id: self.id, typed: &self.typed, errors: &self.errors, own: &self.own }
    }
}

/// The charter's region as a partial.
#[derive(Template)]
#[template(path = "live/_charter_now.html")]
pub(super) struct CharterRegion<'a> {
    pub region: CharterHere<'a>,
}

/// Asks a member to sign the charter before entering; no one is refused for not signing.
#[derive(Template)]
#[template(path = "live/doorstep.html")]
pub(super) struct UnsignedCharterNotice {
    pub scene: Scene,
    pub name: String,
    /// The changes since the version that the member signed last.
    pub since: Option<(i32, Changes)>,
}

/// The whole board as partials, for staff.
#[derive(Template)]
#[template(path = "live/_console_board.html")]
pub(super) struct ConsoleBoard<'a> {
    pub scene: &'a Scene,
    pub context: PageContext<'a>,
}

/// The whole board as partials, for members.
#[derive(Template)]
#[template(path = "live/_phone_board.html")]
pub(super) struct PhoneBoard<'a> {
    pub scene: &'a Scene,
    pub context: PageContext<'a>,
}

/// The reader's own content, as partials for the personal regions of a page.
#[derive(Template)]
#[template(path = "live/_mine.html")]
pub(super) struct PersonalFragments {
    pub session: SessionId,
    pub own: OwnBoard,
    /// The reader's own concerns.
    pub table: concern::OwnConcerns,
    /// The member's own share of speaking time; staff have none.
    pub voice: Option<OwnVoice>,
    pub check_in: Option<CheckIn>,
    /// The member's place, in an online session.
    pub whereabouts: Option<Whereabouts>,
    /// For the therapist: where all members are.
    pub known_whereabouts: Option<Vec<KnownWhereabouts>>,
    /// The member's own commitments and line between sessions.
    pub contribution: Option<Contribution>,
}
