//! Messages with their arguments.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};

use super::catalogue::{self, FSI, PDI};
use super::{Locale, MessageKey};

/// A message of the catalogue with its arguments; `Display` formats it. It is never marked safe for HTML, so a template escapes it together
/// with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    locale: Locale,
    key: MessageKey,
    args: Vec<(String, ArgumentValue)>,
}

/// An argument: a value, or a message that is written in the language of the message around it.
#[derive(Clone, Debug, PartialEq)]
enum ArgumentValue {
    Text(String),
    Number(FluentNumber),
    Message(Message),
}

impl ArgumentValue {
    /// Only text and numbers are arguments.
    fn plain(value: FluentValue<'static>) -> Self {
        match value {
            FluentValue::Number(number) => Self::Number(number),
            FluentValue::String(text) => Self::Text(text.into_owned()),
            _ => Self::Text(String::new()),
        }
    }

    fn value(&self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Owned(text.clone())),
            Self::Number(number) => FluentValue::Number(number.clone()),
            Self::Message(message) => FluentValue::String(Cow::Owned(message.to_string())),
        }
    }
}

impl Message {
    pub(super) fn new(locale: Locale, key: MessageKey) -> Self {
        Self { locale, key, args: Vec::new() }
    }

    /// Sets the argument `name`. Text is written between FSI and PDI, numbers in the digits of the language, a key as its message.
    pub fn arg(mut self, name: &str, value: impl Argument) -> Self {
        let argument = value.nested(self.locale).map_or_else(|| ArgumentValue::plain(value.value(self.locale)), ArgumentValue::Message);
        self.args.push((name.to_owned(), argument));
        self
    }

    /// The text without isolates, for where no bidi algorithm runs or the marks would show: a mail's subject, a file name, a test log.
    pub fn bare(&self) -> String {
        self.to_string().replace([FSI, PDI], "")
    }
}

thread_local! {
    /// Replaces the first language by the second while [`translated`] runs.
    static TRANSLATION: Cell<Option<(Locale, Locale)>> = const { Cell::new(None) };
}

/// Runs `write` with messages of language `from` written in `to`: for a page whose messages a handler made in the language of its reader.
pub(crate) fn translated<T>(from: Locale, to: Locale, write: impl FnOnce() -> T) -> T {
    struct Restore;
    impl Drop for Restore {
        fn drop(&mut self) {
            TRANSLATION.set(None);
        }
    }
    let _restore = Restore;
    TRANSLATION.set(Some((from, to)));
    write()
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locale = TRANSLATION.get().filter(|(from, _)| *from == self.locale).map_or(self.locale, |(_, to)| to);
        let args: FluentArgs<'_> = self.args.iter().map(|(name, argument)| (name.as_str(), argument.value())).collect();
        f.write_str(&catalogue::words(locale, self.key, &args))
    }
}

/// A value that a message takes as an argument.
pub trait Argument {
    /// The value passed to Fluent, in the language of the message.
    fn value(&self, locale: Locale) -> FluentValue<'static>;

    /// The message, if the argument is one.
    fn nested(&self, _: Locale) -> Option<Message> {
        None
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self, locale: Locale) -> FluentValue<'static> {
        (**self).value(locale)
    }

    fn nested(&self, locale: Locale) -> Option<Message> {
        (**self).nested(locale)
    }
}

impl Argument for str {
    fn value(&self, _: Locale) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(self.to_owned()))
    }
}

impl Argument for String {
    fn value(&self, locale: Locale) -> FluentValue<'static> {
        self.as_str().value(locale)
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self, locale: Locale) -> FluentValue<'static> {
        self.as_ref().value(locale)
    }
}

impl Argument for MessageKey {
    fn value(&self, locale: Locale) -> FluentValue<'static> {
        locale.text(*self).value(locale)
    }

    fn nested(&self, locale: Locale) -> Option<Message> {
        Some(locale.message(*self))
    }
}

impl Argument for Message {
    fn value(&self, locale: Locale) -> FluentValue<'static> {
        self.to_string().value(locale)
    }

    fn nested(&self, _: Locale) -> Option<Message> {
        Some(self.clone())
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Argument for $number {
            fn value(&self, _: Locale) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )+};
}

numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_translated_while_its_page_is() {
        let [fa, en] = Locale::ALL.map(|locale| locale.message("text-empty"));
        let both = || (fa.to_string(), en.to_string());
        assert_eq!(translated(Locale::Fa, Locale::En, both), (en.to_string(), en.to_string()));
        assert_eq!(both(), (Locale::Fa.text("text-empty"), Locale::En.text("text-empty")));
    }

    #[test]
    fn an_argument_may_be_a_number_a_text_or_another_message() {
        let of = |message: Message| message.to_string();
        assert_eq!(of(Locale::Fa.message("text-too-long").arg("max", 1200)), "حداکثر ۱٬۲۰۰ حرف جا دارد.");
        assert_eq!(of(Locale::En.message("text-too-long").arg("max", "x".to_owned())), "Please use at most \u{2068}x\u{2069} characters.");
        let nested = Locale::En.message("text-too-long").arg("max", crate::key!("text-empty"));
        let other = Locale::Fa.message("text-too-long").arg("max", Locale::Fa.message("text-empty"));
        assert_eq!(translated(Locale::Fa, Locale::En, || of(other)), of(nested.clone()));
        assert!(nested.bare().contains("Please write something here."), "{}", nested.bare());
        assert!(!nested.bare().contains(FSI));
    }
}
