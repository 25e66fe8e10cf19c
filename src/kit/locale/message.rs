//! A message on its way to words.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};

use super::catalogue::{self, FSI, PDI};
use super::{Locale, MessageKey};

/// A message of the catalogue with its arguments; its `Display` is its words. It is never marked safe for HTML, so a
/// template escapes it, arguments and all.
#[derive(Clone, Debug)]
pub struct Message {
    locale: Locale,
    key: MessageKey,
    args: Vec<(String, Given)>,
}

/// An argument: a value, or a message that is written in the language of the one around it.
#[derive(Clone, Debug)]
enum Given {
    Value(FluentValue<'static>),
    Message(Message),
}

impl Given {
    fn value(&self) -> FluentValue<'static> {
        match self {
            Self::Value(value) => value.clone(),
            Self::Message(message) => FluentValue::String(Cow::Owned(message.to_string())),
        }
    }
}

impl Message {
    pub(super) fn new(locale: Locale, key: MessageKey) -> Self {
        Self { locale, key, args: Vec::new() }
    }

    /// Gives the argument `name`. Text comes out between FSI and PDI, numbers in the language's digits, a key in words.
    pub fn arg(mut self, name: &str, value: impl Argument) -> Self {
        let given = value.nested(self.locale).map_or_else(|| Given::Value(value.value(self.locale)), Given::Message);
        self.args.push((name.to_owned(), given));
        self
    }

    /// The words without isolates, for where no reader's bidi algorithm runs or marks would show: a mail's subject, a
    /// file's name, a log of tests.
    pub fn bare(&self) -> String {
        self.to_string().replace([FSI, PDI], "")
    }
}

thread_local! {
    /// The language that is written instead of another, while [`translated`] runs.
    static INSTEAD: Cell<Option<(Locale, Locale)>> = const { Cell::new(None) };
}

/// Runs `write` with messages of the one language written in the other: for a page whose messages a handler made in its reader's.
pub(crate) fn translated<T>(from: Locale, to: Locale, write: impl FnOnce() -> T) -> T {
    struct Restore;
    impl Drop for Restore {
        fn drop(&mut self) {
            INSTEAD.set(None);
        }
    }
    let _restore = Restore;
    INSTEAD.set(Some((from, to)));
    write()
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locale = INSTEAD.get().filter(|(from, _)| *from == self.locale).map_or(self.locale, |(_, to)| to);
        let args: FluentArgs<'_> = self.args.iter().map(|(name, given)| (name.as_str(), given.value())).collect();
        f.write_str(&catalogue::words(locale, self.key, &args))
    }
}

/// What a message takes as an argument.
pub trait Argument {
    /// The value Fluent sees, in the language of the message.
    fn value(&self, locale: Locale) -> FluentValue<'static>;

    /// The message that it is, if it is one.
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
    fn a_message_is_written_in_the_other_language_while_a_page_is() {
        let [fa, en] = Locale::ALL.map(|locale| locale.message("text-empty"));
        let both = || (fa.to_string(), en.to_string());
        assert_eq!(translated(Locale::Fa, Locale::En, both), (en.to_string(), en.to_string()));
        assert_eq!(both(), (Locale::Fa.text("text-empty"), Locale::En.text("text-empty")));
    }

    #[test]
    fn an_argument_may_be_a_number_a_text_or_another_message() {
        let of = |message: Message| message.to_string();
        assert_eq!(of(Locale::Fa.message("text-too-long").arg("max", 1200)), "حداکثر ۱٬۲۰۰ نویسه جا دارد.");
        assert_eq!(
            of(Locale::En.message("text-too-long").arg("max", "x".to_owned())),
            "There is room for at most \u{2068}x\u{2069} characters."
        );
        let nested = Locale::En.message("text-too-long").arg("max", crate::key!("text-empty"));
        let other = Locale::Fa.message("text-too-long").arg("max", Locale::Fa.message("text-empty"));
        assert_eq!(translated(Locale::Fa, Locale::En, || of(other)), of(nested.clone()));
        assert!(nested.bare().contains("Please write something here."), "{}", nested.bare());
        assert!(!nested.bare().contains(FSI));
    }
}
