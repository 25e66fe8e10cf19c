//! Times of a group are shown in the group's zone. Where the reader's clocks differ at that instant, the reader's time follows in brackets,
//! and both zones are named.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use icu::datetime::NoCalendarFormatter;
use icu::datetime::fieldsets::zone::ExemplarCity;
use icu::locale::Locale as Tag;
use icu::time::zone::IanaParser;

use super::dates::{self, Dated, Instant};
use super::{Locale, LocaleContext};
use crate::kit::i18n::numbers::digits;

impl LocaleContext {
    /// Date and time: «دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰», or in two zones "Monday 23 November 2026 at 18:30 Tehran time (16:00 Berlin time)".
    pub fn when(&self, at: impl Instant) -> String {
        self.with_reader_time(&at, dates::when(&at, at.own_zone().unwrap_or(self.zone), self.locale, self.calendar))
    }

    /// The time of day: «۱۸:۳۰», or in two zones "18:30 Tehran time (16:00 Berlin time)".
    pub fn time(&self, at: impl Instant) -> String {
        self.with_reader_time(&at, dates::time(&at, at.own_zone().unwrap_or(self.zone), self.locale))
    }

    /// The city of the page's zone, where its clocks differ from the reader's own at this instant.
    pub fn city_of_page(&self, at: DateTime<Utc>) -> Option<String> {
        let own = self.own_zone?;
        (offset(own, at) != offset(self.zone, at)).then(|| city(self.zone, self.locale))
    }

    /// Adds the reader's time to a time that was formatted in its own zone.
    fn with_reader_time(&self, at: &impl Instant, mut text: String) -> String {
        let (Some(zone), at, locale) = (at.own_zone(), at.instant(), self.locale) else { return text };
        let reader_zone = self.own_zone.filter(|reader_zone| offset(*reader_zone, at) != offset(zone, at));
        if reader_zone.is_some() {
            text = with_city(text, zone, locale);
        }
        if is_first_of_two(at, zone) {
            text = locale.message("hour-first-of-two").arg("hour", text).bare();
        }
        let Some(reader_zone) = reader_zone else { return text };
        let mut reader_time = dates::time(at, reader_zone, locale);
        if at.day_in(reader_zone) != at.day_in(zone) {
            let day = dates::weekday_and_day(at, reader_zone, locale, self.calendar);
            reader_time = locale.message("hour-on-day").arg("day", day).arg("hour", reader_time).bare();
        }
        locale.message("hour-by-two-clocks").arg("there", text).arg("here", with_city(reader_time, reader_zone, locale)).bare()
    }
}

pub(super) fn time_of(time: NaiveTime, zone: Tz, locale: Locale) -> String {
    with_city(digits(&time.format("%H:%M").to_string(), locale), zone, locale)
}

fn with_city(hour: String, zone: Tz, locale: Locale) -> String {
    locale.message("hour-of-zone").arg("hour", hour).arg("city", city(zone, locale)).bare()
}

/// The city that names a zone; a zone without one keeps its IANA name.
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

/// Whether the clocks of a zone are set back and show this time a second time later.
fn is_first_of_two(at: DateTime<Utc>, zone: Tz) -> bool {
    let shown = at.with_timezone(&zone).naive_local();
    zone.from_local_datetime(&shown).latest().is_some_and(|last| last.to_utc() > at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::i18n::Calendar;

    fn at(text: &str, zone: Tz) -> DateTime<Tz> {
        text.parse::<DateTime<Utc>>().unwrap().with_timezone(&zone)
    }

    #[test]
    fn a_time_is_shown_in_its_own_zone_and_then_in_the_readers() {
        let monday = at("2026-11-23T15:00:00Z", Tz::Asia__Tehran);
        let reader = |locale: Locale, zone| LocaleContext::in_own_zone(locale, locale.calendar(), zone);
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
        // Neither the page of another group nor a zone with the same offset changes the result.
        let elsewhere = LocaleContext { zone: Tz::America__New_York, ..reader(Locale::En, Tz::Europe__Berlin) };
        assert_eq!(elsewhere.time(monday), "18:30 Tehran time (16:00 Berlin time)");
        assert_eq!(dates::date(monday, Tz::Australia__Sydney, Locale::En, Calendar::Gregorian), "Monday 23 November 2026");
        assert_eq!(reader(Locale::En, Tz::Europe__Paris).time(at("2026-11-23T15:00:00Z", Tz::Europe__Berlin)), "16:00");
        let monday_utc = monday.to_utc();
        assert_eq!(elsewhere.city_of_page(monday_utc), Some("New York".to_owned()), "the page says whose hours it shows");
        assert_eq!(reader(Locale::En, Tz::Europe__Berlin).city_of_page(monday_utc), None);
        let anonymous = LocaleContext { own_zone: None, ..reader(Locale::En, Tz::UTC) };
        assert_eq!(anonymous.time(monday), "18:30", "no zone is guessed for an unknown reader");
        assert_eq!(elsewhere.time(monday.to_utc()), "10:00", "a time without a zone is shown in the page's");
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
    fn a_repeated_hour_says_which_one_is_meant() {
        let reader = LocaleContext::in_own_zone(Locale::En, Calendar::Gregorian, Tz::Europe__Berlin);
        assert_eq!(reader.time(at("2026-10-25T00:30:00Z", Tz::Europe__Berlin)), "02:30, before the clocks go back");
        assert_eq!(reader.time(at("2026-10-25T01:30:00Z", Tz::Europe__Berlin)), "02:30");
    }
}
