//! What a message says, and how it is written for the road: plain text and HTML side by side, headers encoded.

use askama::Template;
use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};

use super::{Address, MessageId};
use crate::kit::failure::Error;
use crate::kit::locale::{Locale, LocaleContext};

/// What a message says. A text message is its `text` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The subject, without direction marks.
    pub subject: String,
    /// As plain text.
    pub text: String,
    pub html: String,
    /// An address that ends messages like this by one POST (RFC 8058); empty where there is no such thing.
    pub off: String,
}

impl Letter {
    /// On one line, to be sealed.
    pub(super) fn packed(&self) -> String {
        serde_html_form::to_string(self).unwrap_or_default()
    }

    /// Undoes [`Letter::packed`].
    pub(super) fn unpacked(packed: &str) -> Option<Self> {
        serde_html_form::from_str(packed).ok()
    }
}

/// What a message is to say, line by line, in its reader's language.
#[derive(Clone, Debug, Default)]
pub struct MessageText {
    /// The subject, and the heading of the HTML.
    pub subject: String,
    /// The lines, each a paragraph.
    pub lines: Vec<String>,
    /// A number or word to be copied, large.
    pub code: Option<String>,
    /// Where it leads: words, then the address.
    pub link: Option<(String, String)>,
    /// How to get no more of these: words, the address of a page with a button, and that of RFC 8058.
    pub off: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    locale: Locale,
    /// Where lines begin: mail knows no logical sides.
    side: &'static str,
    words: &'a MessageText,
}

impl MessageText {
    /// As a letter: both parts say the same.
    pub fn letter(&self, reader: LocaleContext) -> Result<Letter, Error> {
        let side = if reader.locale == Locale::Fa { "right" } else { "left" };
        let page = LetterPage { locale: reader.locale, side, words: self };
        let html = page.render_with_values(&reader).map_err(Error::Page)?;
        let mut parts = self.lines.clone();
        // The number stands below the line that asks for it.
        parts.splice(1.min(parts.len())..1.min(parts.len()), self.code.clone());
        parts.extend(self.link.as_ref().map(|(words, to)| format!("{words}\n{to}")));
        parts.extend(self.off.as_ref().map(|(words, page, _)| format!("{words}\n{page}")));
        let off = self.off.as_ref().map(|(_, _, one_click)| one_click.clone()).unwrap_or_default();
        Ok(Letter { subject: self.subject.clone(), text: parts.join("\n\n"), html, off })
    }
}

/// The message's own name in the world, the same at every try: whoever gets it twice can tell.
pub fn message_id(id: MessageId, from: &Mailbox) -> String {
    format!("<{id}@{}>", from.email.domain())
}

/// A message for the road: RFC 5322 and MIME, ASCII throughout.
///
/// # Errors
/// When a part cannot be a header: then it is never sent.
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
        // Nobody's absence notice is to answer it (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
    if !letter.off.is_empty() {
        message = message
            .raw_header(raw("List-Unsubscribe", format!("<{}>", letter.off)))
            .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    message.multipart(body).map(|message| message.formatted()).map_err(|_| Unwritable)
}

/// A message that cannot be written for the road.
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
    fn it_comes_back_as_it_was_packed() {
        assert_eq!(Letter::unpacked(&letter().packed()), Some(letter()));
    }

    #[test]
    fn on_the_road_all_is_ascii_and_every_try_has_one_name() {
        let (one, other) = (written(&letter()).unwrap(), written(&letter()).unwrap());
        assert!(one.is_ascii() && one.contains("Subject: =?utf-8?b?"), "{one}");
        assert!(one.contains("Message-ID: <00000000-0000-0000-0000-000000000000@hamdel.example>"), "{one}");
        assert!(one.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{one}");
        assert!(one.lines().all(|line| line.len() <= 998) && other.contains("Message-ID: <00000000-"));
    }

    #[test]
    fn nothing_breaks_out_of_a_header() {
        for subject in ["a\r\nBcc: x@y.de", "a\nb", "a\rb", "a\0b"] {
            assert_eq!(written(&Letter { subject: subject.to_owned(), ..letter() }), Err(Unwritable), "{subject:?}");
        }
        for off in ["https://a\r\nBcc: x@y.de", "https://a\n", "https://نام"] {
            assert_eq!(written(&Letter { off: off.to_owned(), ..letter() }), Err(Unwritable), "{off:?}");
        }
    }
}
