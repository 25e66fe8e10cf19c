//! Views of substitution: the naming page, and the fragment for live screens.

use askama::Template;

use super::{NamedSubstitution, SubstitutionId};
use crate::group::{Group, MembershipId, Role};
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::{Chrome, FormErrors};
use crate::practice::StaffId;
use crate::session::Session;

/// The field values of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct ChosenSubstitute {
    pub whose: String,
    pub colleague: String,
    pub reason: String,
}

/// A leader's seat without a substitute.
pub(super) struct OpenSeat {
    pub id: MembershipId,
    pub name: String,
    pub role: Role,
}

/// A colleague who may stand in.
pub(super) struct Eligible {
    pub id: StaffId,
    pub name: String,
    /// Whether they are a facilitator of the group, who could take the therapist's seat.
    pub facilitates: bool,
}

#[derive(Template)]
#[template(path = "session/substitution/page.html")]
pub(super) struct NamingPage {
    pub group: Group,
    pub session: Session,
    /// The path of the forms.
    pub path: String,
    /// Whether the reader acts for the practice, and sees nothing else of the group.
    pub by_practice: bool,
    /// Whether a substitute may still be named or withdrawn.
    pub open: bool,
    pub in_force: Vec<NamedSubstitution>,
    pub seats: Vec<OpenSeat>,
    pub colleagues: Vec<Eligible>,
    pub id: SubstitutionId,
    pub chosen: ChosenSubstitute,
    /// Whether the chosen colleague leads another session at that time.
    pub elsewhere: bool,
    /// Whether the reader could name themselves, and would have to give a reason.
    pub asks: bool,
    /// Whether the form asks for the reader's passphrase.
    pub passphrase: bool,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "session/substitution/_live.html")]
struct SubstitutionNotice<'a> {
    in_place: &'a [NamedSubstitution],
    to_members: bool,
}

/// The substitutions of a session as a partial for its live screens.
pub fn live_fragment(chrome: &Chrome, in_place: &[NamedSubstitution], to_members: bool) -> Result<String, Error> {
    chrome.render(&SubstitutionNotice { in_place, to_members }).map_err(Error::Page)
}
