//! The content of a message and its MIME form: plain text and HTML side by side, headers encoded.

use askama::Template;
use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};

use super::{Address, MessageId};
use crate::kit::error::Error;
use crate::kit::i18n::{Locale, LocaleContext};

/// The content of a message. A text message consists of `text` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The subject, without direction marks.
    pub subject: String,
    pub text: String,
    pub html: String,
    /// A URL that ends messages of this kind by one POST (RFC 8058); empty where there is none.
    pub off: String,
}

impl Letter {
    /// One line, ready for sealing.
    pub(super) fn packed(&self) -> String {
        serde_html_form::to_string(self).unwrap_or_default()
    }

    /// Undoes [`Letter::packed`].
    pub(super) fn unpacked(packed: &str) -> Option<Self> {
        serde_html_form::from_str(packed).ok()
    }
}

/// The text of a message, line by line, in the language of its reader.
#[derive(Clone, Debug, Default)]
pub struct MessageText {
    /// The subject, and the heading of the HTML.
    pub subject: String,
    /// The lines, each a paragraph.
    pub lines: Vec<String>,
    /// A number or word to copy, shown large.
    pub code: Option<String>,
    /// A link: its label, then its URL.
    pub link: Option<(String, String)>,
    /// How to unsubscribe: the label, the URL of a page with a button, and the URL of RFC 8058.
    pub off: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    locale: Locale,
    /// Where lines begin: mail clients know no logical sides.
    side: &'static str,
    words: &'a MessageText,
}

impl MessageText {
    /// Renders both parts; they say the same.
    pub fn letter(&self, reader: LocaleContext) -> Result<Letter, Error> {
        let side = if reader.locale == Locale::Fa { "right" } else { "left" };
        let page = LetterPage { locale: reader.locale, side, words: self };
        let html = page.render_with_values(&reader).map_err(Error::Page)?;
        let mut parts = self.lines.clone();
        // The code goes below the line that asks for it.
        parts.splice(1.min(parts.len())..1.min(parts.len()), self.code.clone());
        parts.extend(self.link.as_ref().map(|(words, to)| format!("{words}\n{to}")));
        parts.extend(self.off.as_ref().map(|(words, page, _)| format!("{words}\n{page}")));
        let off = self.off.as_ref().map(|(_, _, one_click)| one_click.clone()).unwrap_or_default();
        Ok(Letter { subject: self.subject.clone(), text: parts.join("\n\n"), html, off })
    }
}

/// The Message-ID, the same at every attempt, so that a recipient can recognise a duplicate.
pub fn message_id(id: MessageId, from: &Mailbox) -> String {
    format!("<{id}@{}>", from.email.domain())
}

/// Composes the message: RFC 5322 and MIME, ASCII throughout.
///
/// # Errors
/// When a part cannot be a header; such a message is never sent.
pub fn compose(from: &Mailbox, to: &Address, letter: &Letter, id: MessageId, now: DateTime<Utc>) -> Result<Vec<u8>, Unwritable> {
    let to = Mailbox::new(None, to.as_str().parse().map_err(|_| Unwritable)?);
    let one_line = |text: &str| !text.chars().any(char::is_control);
    if !one_line(&letter.subject) || !one_line(&letter.off) || !letter.off.is_ascii() {
        return Err(Unwritable);
    }
    let raw = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let mut message = lettre::Message::builder()
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .date(now.into())
        .message_id(Some(message_id(id, from)))
        // Absence notices must not answer it (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
    if !letter.off.is_empty() {
        message = message
            .raw_header(raw("List-Unsubscribe", format!("<{}>", letter.off)))
            .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    message.multipart(body).map(|message| message.formatted()).map_err(|_| Unwritable)
}

/// A message that cannot be composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this message cannot be written")]
pub struct Unwritable;

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            subject: "یادآوری قرار".to_owned(),
            text: "قرار شما دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰ است.\nمی‌بینیمتان.".to_owned(),
            html: "<html lang=\"fa\" dir=\"rtl\"><body>قرار شما</body></html>".to_owned(),
            off: "https://hamdel.example/reminders/one-click/0".to_owned(),
        }
    }

    fn written(letter: &Letter) -> Result<String, Unwritable> {
        let from = "همدل <post@hamdel.example>".parse().unwrap();
        let to = Address::read("maya@example.org").unwrap();
        compose(&from, &to, letter, MessageId(uuid::Uuid::nil()), DateTime::UNIX_EPOCH).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn packing_round_trips() {
        assert_eq!(Letter::unpacked(&letter().packed()), Some(letter()));
    }

    #[test]
    fn a_message_is_ascii_and_every_attempt_has_the_same_id() {
        let (one, other) = (written(&letter()).unwrap(), written(&letter()).unwrap());
        assert!(one.is_ascii() && one.contains("Subject: =?utf-8?b?"), "{one}");
        assert!(one.contains("Message-ID: <00000000-0000-0000-0000-000000000000@hamdel.example>"), "{one}");
        assert!(one.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{one}");
        assert!(one.lines().all(|line| line.len() <= 998) && other.contains("Message-ID: <00000000-"));
    }

    #[test]
    fn no_text_breaks_out_of_a_header() {
        for subject in ["a\r\nBcc: x@y.de", "a\nb", "a\rb", "a\0b"] {
            assert_eq!(written(&Letter { subject: subject.to_owned(), ..letter() }), Err(Unwritable), "{subject:?}");
        }
        for off in ["https://a\r\nBcc: x@y.de", "https://a\n", "https://نام"] {
            assert_eq!(written(&Letter { off: off.to_owned(), ..letter() }), Err(Unwritable), "{off:?}");
        }
    }
}
