//! The page of naming somebody, and what other pages say of who stands in.

use askama::Template;

use super::{NamedSubstitution, SubstitutionId};
use crate::group::{Group, MembershipId, Role};
use crate::kit::failure::Error;
use crate::kit::locale::filters;
use crate::kit::web::{Chrome, FormErrors};
use crate::practice::StaffId;
use crate::session::Session;

/// What was chosen in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct ChosenSubstitute {
    pub whose: String,
    pub colleague: String,
    pub reason: String,
}

/// A seat that somebody could stand in for.
pub(super) struct OpenSeat {
    pub id: MembershipId,
    pub name: String,
    pub role: Role,
}

/// A colleague who could stand in.
pub(super) struct Eligible {
    pub id: StaffId,
    pub name: String,
    /// They sit in the group as facilitator, and could take the therapist's seat.
    pub facilitates: bool,
}

#[derive(Template)]
#[template(path = "session/substitution/page.html")]
pub(super) struct NamingPage {
    pub group: Group,
    pub session: Session,
    /// Where the forms go.
    pub path: String,
    /// Whether the practice names somebody, who sees nothing else of the group.
    pub by_practice: bool,
    /// Whether somebody may still be named, or taken back.
    pub open: bool,
    pub standing: Vec<NamedSubstitution>,
    pub seats: Vec<OpenSeat>,
    pub colleagues: Vec<Eligible>,
    pub id: SubstitutionId,
    pub chosen: ChosenSubstitute,
    /// Whether whoever was chosen leads another session then.
    pub elsewhere: bool,
    /// Whether they could name themselves, and would have to say why.
    pub asks: bool,
    /// Whether their passphrase would be asked for.
    pub passphrase: bool,
    pub complaints: FormErrors,
}

#[derive(Template)]
#[template(path = "session/substitution/_told.html")]
struct SubstitutionNotice<'a> {
    in_place: &'a [NamedSubstitution],
    to_members: bool,
}

/// What a live screen says of it, as a partial that finds its place.
pub fn told_live(chrome: &Chrome, in_place: &[NamedSubstitution], to_members: bool) -> Result<String, Error> {
    chrome.render(&SubstitutionNotice { in_place, to_members }).map_err(Error::Page)
}
