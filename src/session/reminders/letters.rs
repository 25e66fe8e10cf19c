//! The words of reminders: neutral, since they show on locked screens. No group, no name, no place, unless the person said so.

use chrono::{DateTime, Utc};

use super::SessionNews;
use crate::key;
use crate::kit::failure::Error;
use crate::kit::locale::{LocaleContext, Message, MessageKey};
use crate::kit::mail::{Letter, MessageText};
use crate::session::Session;

/// What a message about a session is made of.
pub struct ReminderContent<'a> {
    pub session: &'a Session,
    /// What is told of it.
    pub telling: SessionNews,
    /// The start that they were told of last, when they were.
    pub told_for: Option<DateTime<Utc>>,
    /// The group's name, where it may be said.
    pub group: Option<&'a str>,
    /// The house's own address.
    pub home: String,
    /// The page that turns reminders off, and the address of RFC 8058.
    pub off: (String, String),
}

impl ReminderContent<'_> {
    /// The words with the session's time, and with the one it had: by the clocks of its zone, in the reader's calendar. One that was
    /// cancelled was at the time that they know.
    fn told(&self, words: Message, reader: LocaleContext) -> Message {
        let known = self.told_for.map_or(self.session.starts_at, |at| at.with_timezone(&self.session.time_zone));
        match self.telling {
            SessionNews::Ahead => words.arg("when", reader.when(self.session.starts_at)),
            SessionNews::Moved => words.arg("was", reader.when(known)).arg("when", reader.when(self.session.starts_at)),
            SessionNews::Cancelled => words.arg("when", reader.when(known)),
        }
    }
}

/// A message about a session, for one reader.
pub fn about(reader: LocaleContext, about: &ReminderContent<'_>) -> Result<Letter, Error> {
    let locale = reader.locale;
    let (subject, words): (MessageKey, MessageKey) = match about.telling {
        SessionNews::Ahead => (key!("mail-ahead-subject"), key!("mail-ahead")),
        SessionNews::Moved => (key!("mail-moved-subject"), key!("mail-moved")),
        SessionNews::Cancelled => (key!("mail-cancelled-subject"), key!("mail-cancelled")),
    };
    let mut lines = vec![about.told(locale.message(words), reader).bare()];
    lines.extend(about.group.map(|name| locale.message("mail-of-group").arg("group", name).bare()));
    let (page, one_click) = about.off.clone();
    let words = MessageText {
        subject: locale.text(subject),
        lines,
        code: None,
        link: Some((locale.text("mail-more"), about.home.clone())),
        off: Some((locale.text("mail-off"), page, one_click)),
    };
    words.letter(reader)
}

/// The same as a text message: one sentence, since each costs the practice money.
pub fn about_in_short(reader: LocaleContext, about: &ReminderContent<'_>) -> Letter {
    let locale = reader.locale;
    let words = match about.telling {
        SessionNews::Ahead => key!("text-ahead"),
        SessionNews::Moved => key!("text-moved"),
        SessionNews::Cancelled => key!("text-cancelled"),
    };
    let mut text = about.told(locale.message(words), reader).bare();
    if let Some(name) = about.group {
        text = format!("{text} {}", locale.message("mail-of-group").arg("group", name).bare());
    }
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}

/// The number that confirms an address.
pub fn code(reader: LocaleContext, code: &str) -> Result<Letter, Error> {
    let locale = reader.locale;
    let words = MessageText {
        subject: locale.text("mail-code-subject"),
        lines: vec![locale.text("mail-code"), locale.text("mail-code-not-you")],
        code: Some(code.to_owned()),
        ..MessageText::default()
    };
    words.letter(reader)
}

/// The same as a text message.
pub fn code_in_short(reader: LocaleContext, code: &str) -> Letter {
    let text = reader.locale.message("text-code").arg("code", code).bare();
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}
