//! Pages of signing in.

use askama::Template;

use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;

#[derive(Template, Default)]
#[template(path = "person/sign_in.html")]
pub(super) struct SignInPage {
    pub name: String,
    pub back: String,
    /// Whether a page was left because its sign-in had ended.
    pub ended: bool,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "person/sign_in_link.html")]
pub(super) struct LinkPage {
    pub path: String,
    /// Whether to ask for the recovery word: the link was made by staff.
    pub asks: bool,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "person/signed_out.html")]
pub(super) struct SignedOutPage;

#[derive(Template)]
#[template(path = "person/step_up.html")]
pub(super) struct StepUpPage {
    pub back: String,
    /// Whether there is a passphrase to ask for.
    pub has_one: bool,
    pub errors: FormErrors,
}

/// A sign-in link for a person who lost access, to hand over.
#[derive(Template)]
#[template(path = "person/new_sign_in_link.html")]
pub struct SignInLinkPage {
    /// Title and URL of the page that leads here.
    pub over: String,
    pub back: String,
    pub name: String,
    pub link: String,
    pub hours: i64,
}
