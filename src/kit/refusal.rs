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

/// A rule's reason for refusing. It travels by `?` as a [`Problem`](super::web::Problem).
pub trait Refusal {
    fn key(&self) -> MessageKey;

    fn kind(&self) -> RefusalKind {
        RefusalKind::Invalid
    }
}
