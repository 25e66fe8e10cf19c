//! Enums whose values have a code, which is kept and sent, and a message key.

use crate::kit::i18n::MessageKey;

/// A short list of choices.
pub trait CodedChoice: Copy + Ord + 'static {
    /// In the order in which they are shown; an ordered scale runs from its least to its most.
    const ALL: &'static [Self];
    /// The value that is kept and sent.
    fn code(self) -> &'static str;
    fn key(self) -> MessageKey;

    fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

#[macro_export]
macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $one:ident $code:literal $key:expr,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {$(
            $(#[$of])*
            $one,
        )+}

        impl $crate::kit::coded::CodedChoice for $name {
            const ALL: &'static [Self] = &[$(Self::$one),+];

            fn code(self) -> &'static str {
                match self { $(Self::$one => $code),+ }
            }

            fn key(self) -> $crate::kit::i18n::MessageKey {
                match self { $(Self::$one => $key),+ }
            }
        }
    )+};
}
