//! The words of reminders: neutral, since they show on locked screens. No group, no name, no place, unless the person said so.

use super::Telling;
use crate::key;
use crate::kit::failure::Failure;
use crate::kit::locale::{Key, Reader, dates};
use crate::kit::mail::{Letter, Words};
use crate::session::Session;

/// What a message about a session is made of.
pub struct About<'a> {
    /// The session.
    pub session: &'a Session,
    /// What is told of it.
    pub telling: Telling,
    /// The group's name, where it may be said.
    pub group: Option<&'a str>,
    /// The house's own address.
    pub home: String,
    /// The page that turns reminders off, and the address of RFC 8058.
    pub off: (String, String),
}

/// A message about a session, for one reader.
///
/// # Errors
/// When the template fails.
pub fn about(reader: Reader, about: &About<'_>) -> Result<Letter, Failure> {
    let locale = reader.locale;
    let (subject, words): (Key, Key) = match about.telling {
        Telling::Ahead => (key!("mail-ahead-subject"), key!("mail-ahead")),
        Telling::Moved => (key!("mail-moved-subject"), key!("mail-moved")),
        Telling::Cancelled => (key!("mail-cancelled-subject"), key!("mail-cancelled")),
    };
    let when = dates::when(about.session.starts_at, reader.zone, locale, reader.calendar);
    let mut lines = vec![locale.message(words).arg("when", when).bare()];
    lines.extend(about.group.map(|name| locale.message("mail-of-group").arg("group", name).bare()));
    let (page, one_click) = about.off.clone();
    let words = Words {
        subject: locale.text(subject),
        lines,
        code: None,
        link: Some((locale.text("mail-more"), about.home.clone())),
        off: Some((locale.text("mail-off"), page, one_click)),
    };
    words.letter(reader)
}

/// The same as a text message: one sentence, since each costs the practice money.
#[must_use]
pub fn about_in_short(reader: Reader, about: &About<'_>) -> Letter {
    let locale = reader.locale;
    let words = match about.telling {
        Telling::Ahead => key!("text-ahead"),
        Telling::Moved => key!("text-moved"),
        Telling::Cancelled => key!("text-cancelled"),
    };
    let when = dates::when(about.session.starts_at, reader.zone, locale, reader.calendar);
    let mut text = locale.message(words).arg("when", when).bare();
    if let Some(name) = about.group {
        text = format!("{text} {}", locale.message("mail-of-group").arg("group", name).bare());
    }
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}

/// The number that confirms an address.
///
/// # Errors
/// When the template fails.
pub fn code(reader: Reader, code: &str) -> Result<Letter, Failure> {
    let locale = reader.locale;
    let words = Words {
        subject: locale.text("mail-code-subject"),
        lines: vec![locale.text("mail-code"), locale.text("mail-code-not-you")],
        code: Some(code.to_owned()),
        ..Words::default()
    };
    words.letter(reader)
}

/// The same as a text message.
#[must_use]
pub fn code_in_short(reader: Reader, code: &str) -> Letter {
    let text = reader.locale.message("text-code").arg("code", code).bare();
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}
