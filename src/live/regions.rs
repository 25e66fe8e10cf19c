//! The large regions of console and phone. Each is its own template, used by the page and by the stream, so that it is compiled once
//! (docs/decisions/0033).

use askama::Template;
use uuid::Uuid;

use super::views::{LiveFormValues, Scene};
use crate::brainstorm::{BoardStep, Manner, OwnBoard};
use crate::concern::OwnConcerns;
use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;
use crate::session::SessionState;

/// The data of a region: the scene, the form values, and a new id for the next submission.
#[derive(Clone, Copy)]
pub(super) struct PageContext<'a> {
    pub scene: &'a Scene,
    pub id: Uuid,
    pub typed: &'a LiveFormValues,
    pub errors: &'a FormErrors,
    pub own: &'a OwnBoard,
}

impl<'a> PageContext<'a> {
    /// Where staff enter ideas or begin a board.
    pub fn console_composer(self) -> ConsoleComposer<'a> {
        ConsoleComposer { scene: self.scene, id: self.id, typed: self.typed, errors: self.errors, own: self.own }
    }

    /// Where a member shares an idea.
    pub fn phone_composer(self) -> PhoneComposer<'a> {
        PhoneComposer { scene: self.scene, id: self.id, typed: self.typed, errors: self.errors }
    }

    pub fn console_list(self) -> ConsoleList<'a> {
        ConsoleList { scene: self.scene, own: self.own }
    }

    pub fn phone_list(self) -> PhoneList<'a> {
        PhoneList { scene: self.scene, own: self.own }
    }

    /// Clock, board and voices, beside the main column.
    pub fn side(self) -> ConsoleSide<'a> {
        ConsoleSide { scene: self.scene }
    }

    pub fn charter(self, is_staff: bool) -> CharterHere<'a> {
        CharterHere { scene: self.scene, is_staff }
    }

    /// The table and the reader's own concerns, on the console.
    pub fn console_concerns(self, mine: &'a Option<OwnConcerns>, is_therapist: bool) -> ConsoleConcerns<'a> {
        ConsoleConcerns { scene: self.scene, id: self.id, mine, is_therapist }
    }

    /// Where a member lays a concern on the table, and their own concerns.
    pub fn phone_concerns(self, mine: &'a Option<OwnConcerns>, entered: bool) -> PhoneConcerns<'a> {
        PhoneConcerns { scene: self.scene, id: self.id, mine, entered }
    }
}

#[derive(Template)]
#[template(path = "live/_console_composer.html")]
pub(super) struct ConsoleComposer<'a> {
    scene: &'a Scene,
    id: Uuid,
    typed: &'a LiveFormValues,
    errors: &'a FormErrors,
    own: &'a OwnBoard,
}

#[derive(Template)]
#[template(path = "live/_phone_composer.html")]
pub(super) struct PhoneComposer<'a> {
    scene: &'a Scene,
    id: Uuid,
    typed: &'a LiveFormValues,
    errors: &'a FormErrors,
}

#[derive(Template)]
#[template(path = "live/_console_list.html")]
pub(super) struct ConsoleList<'a> {
    scene: &'a Scene,
    own: &'a OwnBoard,
}

#[derive(Template)]
#[template(path = "live/_phone_list.html")]
pub(super) struct PhoneList<'a> {
    scene: &'a Scene,
    own: &'a OwnBoard,
}

#[derive(Template)]
#[template(path = "live/_console_side.html")]
pub(super) struct ConsoleSide<'a> {
    scene: &'a Scene,
}

#[derive(Template)]
#[template(path = "live/_charter.html")]
pub(super) struct CharterHere<'a> {
    pub scene: &'a Scene,
    pub is_staff: bool,
}

#[derive(Template)]
#[template(path = "concern/_console.html")]
pub(super) struct ConsoleConcerns<'a> {
    scene: &'a Scene,
    id: Uuid,
    mine: &'a Option<OwnConcerns>,
    is_therapist: bool,
}

#[derive(Template)]
#[template(path = "concern/_phone.html")]
pub(super) struct PhoneConcerns<'a> {
    scene: &'a Scene,
    id: Uuid,
    mine: &'a Option<OwnConcerns>,
    entered: bool,
}
