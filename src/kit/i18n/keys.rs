//! Message names. Every name is a literal in the source, so that a test can find missing and unused ones.

/// The name of a message, created only by [`key!`](crate::key) and [`keys!`](crate::keys).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageKey(&'static str);

impl MessageKey {
    #[doc(hidden)]
    pub const fn from_macro(name: &'static str) -> Self {
        Self(name)
    }

    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for MessageKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// A value that names a message: a [`MessageKey`], or a literal at the place of use. Text made at run time cannot.
pub trait Keyed {
    fn key(&self) -> MessageKey;
}

impl Keyed for MessageKey {
    fn key(&self) -> MessageKey {
        *self
    }
}

impl Keyed for &'static str {
    fn key(&self) -> MessageKey {
        MessageKey(self)
    }
}

impl<T: Keyed> Keyed for &T {
    fn key(&self) -> MessageKey {
        (**self).key()
    }
}

/// Names one message: `key!("sign-in-refused")`.
#[macro_export]
macro_rules! key {
    ($name:literal) => {
        $crate::kit::i18n::MessageKey::from_macro($name)
    };
}

/// Names several messages to choose from by index: `keys!["mood-low", "mood-fair"]` is an array of keys.
#[macro_export]
macro_rules! keys {
    ($($name:literal),+ $(,)?) => {
        [$($crate::kit::i18n::MessageKey::from_macro($name)),+]
    };
}
