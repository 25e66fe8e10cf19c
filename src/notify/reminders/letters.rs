//! The texts of reminders. They show on locked screens, so they name no person and no place, and the group only if the member allows it.

use chrono::{DateTime, Utc};

use super::SessionNews;
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::{LocaleContext, Message, MessageKey};
use crate::kit::mail::{Letter, MessageText};
use crate::session::Session;

/// The data of a message about a session.
pub struct ReminderContent<'a> {
    pub session: &'a Session,
    pub news: SessionNews,
    /// The start that the member's last message named, if there was one.
    pub announced_start: Option<DateTime<Utc>>,
    /// The group's name, if the message may name it.
    pub group: Option<&'a str>,
    /// The installation's URL.
    pub home: String,
    /// The page that turns reminders off, and the one-click URL of RFC 8058.
    pub off: (String, String),
}

impl ReminderContent<'_> {
    /// Fills the session's time, and its previous one, into a text: in the session's zone, in the reader's calendar. A cancelled session
    /// has the time that the member knows.
    fn with_times(&self, words: Message, reader: LocaleContext) -> Message {
        let known = self.announced_start.map_or(self.session.starts_at, |at| at.with_timezone(&self.session.time_zone));
        match self.news {
            SessionNews::Ahead => words.arg("when", reader.when(self.session.starts_at)),
            SessionNews::Moved => words.arg("was", reader.when(known)).arg("when", reader.when(self.session.starts_at)),
            SessionNews::Cancelled => words.arg("when", reader.when(known)),
        }
    }
}

pub fn about(reader: LocaleContext, about: &ReminderContent<'_>) -> Result<Letter, Error> {
    let locale = reader.locale;
    let (subject, words): (MessageKey, MessageKey) = match about.news {
        SessionNews::Ahead => (key!("mail-ahead-subject"), key!("mail-ahead")),
        SessionNews::Moved => (key!("mail-moved-subject"), key!("mail-moved")),
        SessionNews::Cancelled => (key!("mail-cancelled-subject"), key!("mail-cancelled")),
    };
    let mut lines = vec![about.with_times(locale.message(words), reader).bare()];
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

/// The message as SMS: one sentence, because each SMS costs the practice money.
pub fn about_in_short(reader: LocaleContext, about: &ReminderContent<'_>) -> Letter {
    let locale = reader.locale;
    let words = match about.news {
        SessionNews::Ahead => key!("text-ahead"),
        SessionNews::Moved => key!("text-moved"),
        SessionNews::Cancelled => key!("text-cancelled"),
    };
    let mut text = about.with_times(locale.message(words), reader).bare();
    if let Some(name) = about.group {
        text = format!("{text} {}", locale.message("mail-of-group").arg("group", name).bare());
    }
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}

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

/// [`code`] as SMS.
pub fn code_in_short(reader: LocaleContext, code: &str) -> Letter {
    let text = reader.locale.message("text-code").arg("code", code).bare();
    Letter { subject: String::new(), text, html: String::new(), off: String::new() }
}
