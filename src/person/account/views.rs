//! The account page.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;
use crate::person::Person;
use crate::person::recovery::Recovery;
use crate::person::sign_in::{ListedSignIn, SignInId};

#[derive(Template)]
#[template(path = "person/account.html")]
pub(super) struct AccountPage {
    pub person: Person,
    pub zones: &'static [Tz],
    pub sign_ins: Vec<ListedSignIn>,
    pub this: SignInId,
    /// Until when a passphrase may be set without the old one: the sign-in is by a link.
    pub may_choose_until: Option<DateTime<Utc>>,
    pub has_passphrase: bool,
    pub errors: FormErrors,
    pub kept: bool,
}

/// The recovery word: its purpose, and the three words when they have just been created.
#[derive(Template)]
#[template(path = "person/recovery.html")]
pub(super) struct RecoveryPage {
    pub recovery: Recovery,
    pub fresh: Option<NewCredentials>,
    /// The word was just entered, and closed data is open again.
    pub opened: bool,
    pub errors: FormErrors,
}

/// The data to write down together.
pub(super) struct NewCredentials {
    pub user_name: String,
    pub words: String,
}
