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

pub use accept::preferred;
pub use catalogue::sources;
pub use keys::{Keyed, MessageKey};
pub(crate) use message::translated;
pub use message::{Argument, Message};

crate::coded! {
    /// A supported language. Persian comes first: it is the default for a reader whose language is unknown.
    #[derive(Default, serde::Serialize)]
    pub enum Locale {
        /// Persian.
        #[default]
        Fa = "fa",
        /// English.
        En = "en",
    }
}

impl Locale {
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

crate::coded! {
    /// A calendar in which a person reads and writes dates; stored dates have none.
    #[derive(Default, serde::Serialize)]
    pub enum Calendar {
        /// Solar Hijri, the calendar of Iran.
        #[default]
        Jalali = "jalali" => crate::key!("calendar-jalali"),
        /// The Gregorian calendar.
        Gregorian = "gregorian" => crate::key!("calendar-gregorian"),
    }
}

/// A code that names no supported language or calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a supported code")]
pub struct UnknownCode;

macro_rules! read_by_code {
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

read_by_code!(Locale, Calendar);

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
