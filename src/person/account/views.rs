//! The account page.

use askama::Template;
use chrono_tz::Tz;

use crate::kit::locale::filters;
use crate::kit::web::Complaints;
use crate::person::Person;
use crate::person::sign_in::{Listed, SignInId};

#[derive(Template)]
#[template(path = "person/account.html")]
pub(super) struct AccountPage {
    pub person: Person,
    pub zones: &'static [Tz],
    pub sign_ins: Vec<Listed>,
    pub this: SignInId,
    pub complaints: Complaints,
    pub kept: bool,
}
