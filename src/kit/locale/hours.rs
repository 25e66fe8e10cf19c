//! Whose hour: a time that belongs to a group is told by the clocks of the group's zone. Where the reader's clocks show another hour then,
//! it follows in brackets, and both zones are named.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use icu::datetime::NoCalendarFormatter;
use icu::datetime::fieldsets::zone::ExemplarCity;
use icu::locale::Locale as Tag;
use icu::time::zone::IanaParser;

use super::dates::{self, Dated, Instant};
use super::{Locale, LocaleContext};
use crate::kit::locale::numbers::digits;

impl LocaleContext {
    /// Day and time in words: «دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰», and by two clocks "Monday 23 November 2026 at 18:30 Tehran time (16:00 Berlin
    /// time)".
    pub fn when(&self, at: impl Instant) -> String {
        self.told(&at, dates::when(&at, at.own_zone().unwrap_or(self.zone), self.locale, self.calendar))
    }

    /// The time of day: «۱۸:۳۰», and by two clocks "18:30 Tehran time (16:00 Berlin time)".
    pub fn time(&self, at: impl Instant) -> String {
        self.told(&at, dates::time(&at, at.own_zone().unwrap_or(self.zone), self.locale))
    }

    /// What was told by the clocks of a time's own zone, with what the reader's clocks add to it.
    fn told(&self, at: &impl Instant, mut words: String) -> String {
        let (Some(zone), at, locale) = (at.own_zone(), at.instant(), self.locale) else { return words };
        let own = self.own_zone.filter(|own| offset(*own, at) != offset(zone, at));
        if own.is_some() {
            words = named(words, zone, locale);
        }
        if is_first_of_two(at, zone) {
            words = locale.message("hour-first-of-two").arg("hour", words).bare();
        }
        let Some(own) = own else { return words };
        let mut here = dates::time(at, own, locale);
        if at.day_in(own) != at.day_in(zone) {
            let day = dates::weekday_and_day(at, own, locale, self.calendar);
            here = locale.message("hour-on-day").arg("day", day).arg("hour", here).bare();
        }
        locale.message("hour-by-two-clocks").arg("there", words).arg("here", named(here, own, locale)).bare()
    }
}

/// A time of day by the clocks of a zone, which is named.
pub(super) fn time_of(time: NaiveTime, zone: Tz, locale: Locale) -> String {
    named(digits(&time.format("%H:%M").to_string(), locale), zone, locale)
}

fn named(hour: String, zone: Tz, locale: Locale) -> String {
    locale.message("hour-of-zone").arg("hour", hour).arg("city", city(zone, locale)).bare()
}

/// The city that a zone is named by; a zone without one has its own name.
pub fn city(zone: Tz, locale: Locale) -> String {
    static CITIES: LazyLock<[NoCalendarFormatter<ExemplarCity>; 2]> = LazyLock::new(|| {
        ["fa-IR", "en-AU"].map(|tag| {
            let tag: Tag = tag.parse().expect("a language tag");
            NoCalendarFormatter::try_new((&tag).into(), ExemplarCity).expect("the cities of both languages are compiled in")
        })
    });
    let known = IanaParser::new().parse(zone.name());
    if known.is_unknown() || !zone.name().contains('/') || zone.name().starts_with("Etc/") {
        return zone.name().to_owned();
    }
    CITIES[usize::from(locale == Locale::En)].format(&known.without_offset()).to_string()
}

fn offset(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// Whether the clocks of a zone show this time once more, since they are put back.
fn is_first_of_two(at: DateTime<Utc>, zone: Tz) -> bool {
    let shown = at.with_timezone(&zone).naive_local();
    zone.from_local_datetime(&shown).latest().is_some_and(|last| last.to_utc() > at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::locale::Calendar;

    fn at(text: &str, zone: Tz) -> DateTime<Tz> {
        text.parse::<DateTime<Utc>>().unwrap().with_timezone(&zone)
    }

    #[test]
    fn a_time_is_told_by_its_own_clocks_and_then_by_the_readers() {
        let monday = at("2026-11-23T15:00:00Z", Tz::Asia__Tehran);
        let reader = |locale: Locale, zone| LocaleContext::at_home(locale, locale.calendar(), zone);
        assert_eq!(reader(Locale::En, Tz::Asia__Tehran).when(monday), "Monday 23 November 2026 at 18:30");
        assert_eq!(reader(Locale::En, Tz::Europe__Berlin).when(monday), "Monday 23 November 2026 at 18:30 Tehran time (16:00 Berlin time)");
        assert_eq!(reader(Locale::Fa, Tz::Europe__Berlin).when(monday), "دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰ به وقت تهران (۱۶:۰۰ به وقت برلین)");
        assert_eq!(reader(Locale::Fa, Tz::Europe__Berlin).time(monday), "۱۸:۳۰ به وقت تهران (۱۶:۰۰ به وقت برلین)");
        assert_eq!(
            reader(Locale::En, Tz::Australia__Sydney).time(monday),
            "18:30 Tehran time (Tuesday 24 November at 02:00 Sydney time)",
            "on another day"
        );
        assert_eq!(reader(Locale::Fa, Tz::Australia__Sydney).time(monday), "۱۸:۳۰ به وقت تهران (سه‌شنبه ۳ آذر ساعت ۲:۰۰ به وقت سیدنی)");
        // The page of another group changes nothing of it, and neither does a zone of the same hour.
        let elsewhere = LocaleContext { zone: Tz::America__New_York, ..reader(Locale::En, Tz::Europe__Berlin) };
        assert_eq!(elsewhere.time(monday), "18:30 Tehran time (16:00 Berlin time)");
        assert_eq!(dates::date(monday, Tz::Australia__Sydney, Locale::En, Calendar::Gregorian), "Monday 23 November 2026");
        assert_eq!(reader(Locale::En, Tz::Europe__Paris).time(at("2026-11-23T15:00:00Z", Tz::Europe__Berlin)), "16:00");
        let nobody = LocaleContext { own_zone: None, ..reader(Locale::En, Tz::UTC) };
        assert_eq!(nobody.time(monday), "18:30", "of somebody unknown no zone is guessed");
        assert_eq!(elsewhere.time(monday.to_utc()), "10:00", "what has no zone is told by the page's");
    }

    #[test]
    fn zones_have_names_in_both_languages() {
        for (zone, fa, en) in [
            (Tz::Asia__Tehran, "تهران", "Tehran"),
            (Tz::Iran, "Iran", "Iran"),
            (Tz::America__New_York, "نیویورک", "New York"),
            (Tz::Africa__Cairo, "قاهره", "Cairo"),
            (Tz::UTC, "UTC", "UTC"),
        ] {
            assert_eq!((city(zone, Locale::Fa).as_str(), city(zone, Locale::En).as_str()), (fa, en));
        }
        for zone in chrono_tz::TZ_VARIANTS {
            assert!(!city(zone, Locale::En).contains("Unknown"), "{zone}");
        }
    }

    #[test]
    fn of_an_hour_that_comes_twice_it_is_said_which_is_meant() {
        let reader = LocaleContext::at_home(Locale::En, Calendar::Gregorian, Tz::Europe__Berlin);
        assert_eq!(reader.time(at("2026-10-25T00:30:00Z", Tz::Europe__Berlin)), "02:30, before the clocks go back");
        assert_eq!(reader.time(at("2026-10-25T01:30:00Z", Tz::Europe__Berlin)), "02:30");
    }
}
