//! Why a rule refused something.

use super::i18n::MessageKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// Other values may be accepted.
    Invalid,
    /// The data changed meanwhile.
    Conflict,
    /// The person may not do it.
    Forbidden,
}

/// A choice that the form left open. Its page offers it, beside what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenChoice {
    /// The name of the form's field.
    pub field: &'static str,
    /// Each value of the field with its label.
    pub options: [(&'static str, MessageKey); 2],
}

/// A rule's reason for refusing. It travels by `?` as a [`Problem`](super::web::Problem).
pub trait Refusal {
    fn key(&self) -> MessageKey;

    fn kind(&self) -> RefusalKind {
        RefusalKind::Invalid
    }

    /// The choice without which the form cannot be accepted.
    fn choice(&self) -> Option<OpenChoice> {
        None
    }
}
