//! The two supported languages, their digits, calendars and messages.

mod accept;
mod catalogue;
pub mod dates;
pub mod entry;
pub mod filters;
pub mod hours;
mod keys;
mod message;
pub mod months;
pub mod numbers;

use std::any::Any;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use accept::preferred;
pub use catalogue::sources;
pub use keys::{Keyed, MessageKey};
pub(crate) use message::translated;
pub use message::{Argument, Message};

/// A supported language. Persian comes first: it is the default for a reader whose language is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Locale {
    /// Persian.
    #[default]
    Fa,
    /// English.
    En,
}

impl Locale {
    /// Both languages, Persian first.
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    /// The value of HTML's `lang`: "fa" or "en".
    pub fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    /// The value of HTML's `dir`: "rtl" or "ltr".
    pub fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Fa => "فارسی",
            Self::En => "English",
        }
    }

    /// The other language, for the switcher.
    pub fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }

    /// The default calendar of a reader of this language.
    pub fn calendar(self) -> Calendar {
        match self {
            Self::Fa => Calendar::Jalali,
            Self::En => Calendar::Gregorian,
        }
    }

    /// The text of a message without arguments.
    pub fn text(self, key: impl Keyed) -> String {
        self.message(key).to_string()
    }

    /// A message that takes arguments.
    pub fn message(self, key: impl Keyed) -> Message {
        Message::new(self, key.key())
    }
}

/// A calendar in which a person reads and writes dates; stored dates have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Calendar {
    /// Solar Hijri, the calendar of Iran.
    #[default]
    Jalali,
    /// The Gregorian calendar.
    Gregorian,
}

impl Calendar {
    pub const ALL: [Self; 2] = [Self::Jalali, Self::Gregorian];

    pub fn key(self) -> MessageKey {
        match self {
            Self::Jalali => crate::key!("calendar-jalali"),
            Self::Gregorian => crate::key!("calendar-gregorian"),
        }
    }

    /// "jalali" or "gregorian".
    pub fn code(self) -> &'static str {
        match self {
            Self::Jalali => "jalali",
            Self::Gregorian => "gregorian",
        }
    }
}

/// A code that names no supported language or calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a supported code")]
pub struct UnknownCode;

macro_rules! coded {
    ($($name:ident),+) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                Self::ALL.into_iter().find(|one| one.code() == code).ok_or(UnknownCode)
            }
        }
    )+};
}

coded!(Locale, Calendar);

/// What the filters need to know about the reader. Pages pass it among their values; mail and tests pass it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocaleContext {
    /// The language to write in.
    pub locale: Locale,
    /// The calendar to write dates in.
    pub calendar: Calendar,
    /// The zone in which a page shows times: that of its reader, or of the group it is about.
    pub zone: Tz,
    /// The reader's own zone, where it is known.
    pub own_zone: Option<Tz>,
}

impl LocaleContext {
    /// A page that shows times in the own zone of its reader.
    pub fn in_own_zone(locale: Locale, calendar: Calendar, zone: Tz) -> Self {
        Self { locale, calendar, zone, own_zone: Some(zone) }
    }
}

impl askama::Values for LocaleContext {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        match key {
            "locale" => Some(&self.locale),
            "reader" => Some(self),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for locale in Locale::ALL {
            assert_eq!(locale.to_string().parse(), Ok(locale));
            assert_eq!(locale.other().other(), locale);
        }
        for calendar in Calendar::ALL {
            assert_eq!(calendar.to_string().parse(), Ok(calendar));
        }
        assert_eq!("de".parse::<Locale>(), Err(UnknownCode));
        assert_eq!("FA".parse::<Locale>(), Err(UnknownCode));
    }

    #[test]
    fn persian_runs_from_right_to_left() {
        assert_eq!((Locale::Fa.dir(), Locale::En.dir()), ("rtl", "ltr"));
    }
}
