//! Template filters. A module that derives templates writes `use crate::kit::i18n::filters;` and renders with values that hold "locale"
//! and "reader" (see [`LocaleContext`]); rendering fails where one is missing.
//!
//! All but [`region`] return text that is not marked safe, so that askama escapes it.

use std::borrow::Borrow;
use std::fmt::Display;

use askama::filters::Safe;
use askama::{Result, Template, Values, get_value};
use chrono::{NaiveTime, SecondsFormat};
use chrono_tz::Tz;

use super::dates::{self, Dated, Instant};
use super::{Argument, Keyed, Locale, LocaleContext, Message, hours, numbers};
use crate::kit::text;

/// The text of a message: `{{ "sign-in-title"|t }}`.
#[askama::filter_fn]
pub fn t(key: impl Keyed, values: &dyn Values) -> Result<Message> {
    Ok(locale(values)?.message(key))
}

/// Adds an argument to a message: `{{ "group-count"|t|with("n", count)|with("name", name) }}`.
#[askama::filter_fn]
pub fn with<V: Argument>(message: impl Borrow<Message>, _: &dyn Values, name: &str, value: V) -> Result<Message> {
    Ok(message.borrow().clone().arg(name, value))
}

/// Embeds a template in another. The inner template has escaped its own output, so only a template is accepted.
#[askama::filter_fn]
pub fn region<T: Template>(template: T, _: &dyn Values) -> Result<Safe<T>> {
    Ok(Safe(template))
}

/// The initial for the circle beside a name: `{{ name|initial }}`.
#[askama::filter_fn]
pub fn initial(name: impl Display, _: &dyn Values) -> Result<String> {
    Ok(text::initial(&name.to_string()).to_owned())
}

/// The `lang` of a person's own words whose letters are not those of the page: `<p dir="auto"{{ text|lang }}>`. A screen reader chooses its
/// voice by it.
#[askama::filter_fn]
pub fn lang(text: impl Display, values: &dyn Values) -> Result<Safe<&'static str>> {
    let page = locale(values)?;
    Ok(Safe(match text::language_of(&text.to_string()).filter(|language| *language != page) {
        Some(Locale::Fa) => r#" lang="fa""#,
        Some(Locale::En) => r#" lang="en""#,
        None => "",
    }))
}

/// Any text with its digits in the reader's script, ungrouped: `{{ year|digits }}`.
#[askama::filter_fn]
pub fn digits(text: impl Display, values: &dyn Values) -> Result<String> {
    Ok(numbers::digits(&text.to_string(), locale(values)?))
}

/// A number with its thousands grouped: `{{ count|number }}`.
#[askama::filter_fn]
pub fn number(number: impl Display, values: &dyn Values) -> Result<String> {
    numbers::number(&number.to_string(), locale(values)?).ok_or(askama::Error::Fmt)
}

/// The full date: «دوشنبه ۲ آذر ۱۴۰۵», "Monday 23 November 2026".
#[askama::filter_fn]
pub fn date(day: impl Dated, values: &dyn Values) -> Result<String> {
    let LocaleContext { locale, calendar, zone, .. } = reader(values)?;
    Ok(dates::date(day, zone, locale, calendar))
}

/// The short date: «۲ آذر», "23 Nov".
#[askama::filter_fn]
pub fn day(day: impl Dated, values: &dyn Values) -> Result<String> {
    let LocaleContext { locale, calendar, zone, .. } = reader(values)?;
    Ok(dates::day(day, zone, locale, calendar))
}

/// The date with its weekday: «دوشنبه ۲ آذر», "Monday 23 November".
#[askama::filter_fn]
pub fn weekday_and_day(day: impl Dated, values: &dyn Values) -> Result<String> {
    let LocaleContext { locale, calendar, zone, .. } = reader(values)?;
    Ok(dates::weekday_and_day(day, zone, locale, calendar))
}

/// The time of day: «۱۸:۳۰», "18:30"; a time with its own zone follows [`LocaleContext::time`].
#[askama::filter_fn]
pub fn time(at: impl Instant, values: &dyn Values) -> Result<String> {
    Ok(reader(values)?.time(at))
}

/// Date and time; a time with its own zone follows [`LocaleContext::when`].
#[askama::filter_fn]
pub fn when(at: impl Instant, values: &dyn Values) -> Result<String> {
    Ok(reader(values)?.when(at))
}

/// A time of day with the name of its zone: «۱۸:۳۰ به وقت تهران», "18:30 Tehran time".
#[askama::filter_fn]
pub fn time_of(time: impl Borrow<NaiveTime>, values: &dyn Values, zone: Tz) -> Result<String> {
    Ok(hours::time_of(*time.borrow(), zone, locale(values)?))
}

/// The city that names a zone: «تهران», "Tehran".
#[askama::filter_fn]
pub fn city(zone: impl Borrow<Tz>, values: &dyn Values) -> Result<String> {
    Ok(hours::city(*zone.borrow(), locale(values)?))
}

/// An instant for machines, in UTC: `<time datetime="{{ at|iso }}">`.
#[askama::filter_fn]
pub fn iso(at: impl Instant, _: &dyn Values) -> Result<String> {
    Ok(at.instant().to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn locale(values: &dyn Values) -> Result<Locale> {
    get_value(values, "locale").copied()
}

fn reader(values: &dyn Values) -> Result<LocaleContext> {
    get_value(values, "reader").copied()
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use chrono::{DateTime, Utc};

    use super::super::MessageKey;
    use super::*;
    use crate::kit::i18n::filters;

    #[derive(Template)]
    #[template(
        source = r#"<p>{{ "text-too-long"|t|with("max", room) }}</p><p>{{ "text-empty"|t }}</p><p>{{ chosen|t }}</p>{{ year|digits }} {{ count|number }}"#,
        ext = "html"
    )]
    struct Words<'a, R: Argument> {
        room: R,
        chosen: MessageKey,
        year: i32,
        count: &'a u64,
    }

    #[derive(Template)]
    #[template(source = r#"<time datetime="{{ at|iso }}">{{ at|date }}, {{ at|day }}, {{ at|time }}, {{ at|when }}</time>"#, ext = "html")]
    struct Moment {
        at: DateTime<Utc>,
    }

    fn reader(locale: Locale) -> LocaleContext {
        LocaleContext::in_own_zone(locale, locale.calendar(), Tz::Asia__Tehran)
    }

    #[test]
    fn a_template_uses_the_readers_language() {
        let page = Words { room: 1200, chosen: crate::key!("date-no-such-day"), year: 1405, count: &12345 };
        assert_eq!(
            page.render_with_values(&reader(Locale::Fa)).unwrap(),
            "<p>حداکثر ۱٬۲۰۰ حرف جا دارد.</p><p>لطفاً اینجا چیزی بنویسید.</p>\
             <p>این روز در تقویم نیست. لطفاً روز و ماه را دوباره ببینید.</p>۱۴۰۵ ۱۲٬۳۴۵"
        );
        assert_eq!(
            page.render_with_values(&reader(Locale::En)).unwrap(),
            "<p>Please use at most 1,200 characters.</p><p>Please write something here.</p>\
             <p>There’s no such day. Please check the day and the month.</p>1405 12,345"
        );
    }

    #[test]
    fn user_text_in_a_message_is_escaped() {
        let page = Words { room: "<b>\"'&", chosen: crate::key!("text-empty"), year: 1, count: &1 };
        let page = page.render_with_values(&reader(Locale::En)).unwrap();
        assert!(page.contains("at most \u{2068}&#60;b&#62;&#34;&#39;&#38;\u{2069} characters"), "{page}");
        assert!(!page.contains("<b>"), "{page}");
    }

    #[test]
    fn a_template_shows_time_in_the_readers_calendar_and_zone() {
        let page = Moment { at: "2026-11-23T15:00:00Z".parse().unwrap() };
        assert_eq!(
            page.render_with_values(&reader(Locale::Fa)).unwrap(),
            r#"<time datetime="2026-11-23T15:00:00Z">دوشنبه ۲ آذر ۱۴۰۵, ۲ آذر, ۱۸:۳۰, دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰</time>"#
        );
        assert_eq!(
            page.render_with_values(&reader(Locale::En)).unwrap(),
            r#"<time datetime="2026-11-23T15:00:00Z">Monday 23 November 2026, 23 Nov, 18:30, Monday 23 November 2026 at 18:30</time>"#
        );
    }

    #[test]
    fn words_in_other_letters_than_the_page_say_their_language() {
        #[derive(Template)]
        #[template(source = r#"<p dir="auto"{{ words|lang }}>{{ words }}</p>"#, ext = "html")]
        struct Own {
            words: &'static str,
        }
        let page = |words: &'static str, locale| Own { words }.render_with_values(&reader(locale)).unwrap();
        assert_eq!(page("سلام", Locale::En), r#"<p dir="auto" lang="fa">سلام</p>"#);
        assert_eq!(page("Hello", Locale::Fa), r#"<p dir="auto" lang="en">Hello</p>"#);
        assert_eq!(page("سلام", Locale::Fa), r#"<p dir="auto">سلام</p>"#);
    }

    #[test]
    fn rendering_fails_without_a_reader() {
        let page = Moment { at: DateTime::UNIX_EPOCH };
        assert!(page.render().is_err());
    }
}
