//! The two faces of a session in progress. Regions with ids are sent again by the stream; the composer is never swapped while somebody writes in it.

use askama::Template;
use uuid::Uuid;

use crate::brainstorm::{Board, Manner, OwnIdea, Phase};
use crate::group::{Group, Membership};
use crate::kit::locale::filters;
use crate::kit::web::Complaints;
use crate::session::{Session, SessionState};

/// What a session's page and its stream messages are made from.
pub(super) struct Scene {
    pub group: Group,
    pub session: Session,
    /// The board under way, or the last one.
    pub board: Option<Board>,
    /// Active members by seat.
    pub members: Vec<Membership>,
}

impl Scene {
    /// Whether ideas may come now.
    pub fn gathers(&self) -> bool {
        self.session.state == SessionState::Live && self.board.as_ref().is_some_and(|board| board.phase == Phase::Gather)
    }

    /// Where ideas are sent to; empty without a board.
    pub fn ideas_path(&self) -> String {
        self.board.as_ref().map(|board| format!("/brainstorms/{}/ideas", board.id)).unwrap_or_default()
    }
}

/// What was typed into the form that begins a brainstorm, or into the composer without a script.
pub(super) struct Typed {
    pub question: String,
    pub manner: Manner,
    pub named: bool,
    pub idea: String,
}

#[derive(Template)]
#[template(path = "live/console.html")]
pub(super) struct ConsolePage {
    pub scene: Scene,
    pub seq: i64,
    pub id: Uuid,
    pub own: Vec<OwnIdea>,
    pub typed: Typed,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "live/phone.html")]
pub(super) struct PhonePage {
    pub scene: Scene,
    pub seq: i64,
    pub id: Uuid,
    pub own: Vec<OwnIdea>,
    pub typed: Typed,
    pub complaints: Complaints,
    pub entered: bool,
}

/// Everything that changes, as partials for the stream: to staff.
#[derive(Template)]
#[template(path = "live/_console_board.html")]
pub(super) struct ConsoleBoard {
    pub scene: Scene,
    pub id: Uuid,
    pub complaints: Complaints,
    pub typed: Typed,
    pub own: Vec<OwnIdea>,
}

/// The same to members.
#[derive(Template)]
#[template(path = "live/_phone_board.html")]
pub(super) struct PhoneBoard {
    pub scene: Scene,
    pub id: Uuid,
    pub complaints: Complaints,
    pub typed: Typed,
    pub own: Vec<OwnIdea>,
}

/// What is one's own, as partials that fill the personal places.
#[derive(Template)]
#[template(path = "live/_mine.html")]
pub(super) struct Mine {
    pub own: Vec<OwnIdea>,
}
