//! Enums whose values have a stable code for columns and forms, and perhaps a message key.

use crate::kit::i18n::MessageKey;

/// A short list of choices.
pub trait CodedChoice: Copy + Ord + 'static {
    /// In the order in which they are shown; an ordered scale runs from its least to its most.
    const CHOICES: &'static [Self];
    fn to_code(self) -> &'static str;
    fn to_key(self) -> MessageKey;

    fn coded(code: &str) -> Option<Self> {
        Self::CHOICES.iter().copied().find(|one| one.to_code() == code)
    }
}

/// Declares enums that forms send or columns keep, each value by its code: `ALL` in the order of declaration and `code`. Where every value
/// has a message key, also `key` and [`CodedChoice`].
#[macro_export]
macro_rules! coded {
    () => {};
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$of:meta])* $one:ident = $code:literal),+ $(,)? } $($rest:tt)*) => {
        $crate::coded!(@enum $(#[$doc])* $vis enum $name { $($(#[$of])* $one = $code),+ });
        $crate::coded!($($rest)*);
    };
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$of:meta])* $one:ident = $code:literal => $key:expr),+ $(,)? } $($rest:tt)*) => {
        $crate::coded!(@enum $(#[$doc])* $vis enum $name { $($(#[$of])* $one = $code),+ });

        impl $name {
            pub fn key(self) -> $crate::kit::i18n::MessageKey {
                match self { $(Self::$one => $key),+ }
            }
        }

        impl $crate::kit::coded::CodedChoice for $name {
            const CHOICES: &'static [Self] = &Self::ALL;

            fn to_code(self) -> &'static str {
                self.code()
            }

            fn to_key(self) -> $crate::kit::i18n::MessageKey {
                self.key()
            }
        }

        $crate::coded!($($rest)*);
    };
    (@enum $(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$of:meta])* $one:ident = $code:literal),+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Deserialize)]
        #[sqlx(type_name = "text")]
        $vis enum $name {$(
            $(#[$of])*
            #[sqlx(rename = $code)]
            #[serde(rename = $code)]
            $one,
        )+}

        impl $name {
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$one),+];

            pub fn code(self) -> &'static str {
                match self { $(Self::$one => $code),+ }
            }
        }

        // So that an enum may leave either unused.
        const _: () = {
            _ = $name::ALL;
            _ = $name::code;
        };
    };
}
