//! The colours of a browser: as its system sets them, or light or dark by choice. The choice is kept in a cookie, so that it holds for
//! visitors too and the first paint has it.

use crate::key;

pub const THEME_COOKIE: &str = "hamdel-theme";

crate::coded! {
    pub enum Theme {
        System = "system" => key!("theme-system"),
        Light = "light" => key!("theme-light"),
        Dark = "dark" => key!("theme-dark"),
    }
}

impl Theme {
    /// The value of the cookie; anything unknown is the system's.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.code() == code).unwrap_or(Self::System)
    }

    /// The scheme that a page declares before its styles have loaded.
    pub fn scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
