//! Dates and times in words, by ICU4X.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use icu::calendar::types::{Month, RataDie};
use icu::calendar::{AnyCalendar, AnyCalendarKind, Date, Iso};
use icu::datetime::fieldsets::{E, M, MD, MDE, T, YMDE, YMDET};
use icu::datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
use icu::locale::Locale as Tag;
use icu::time::{DateTime as IcuDateTime, Time};

use super::{Calendar, Locale};

/// A point in time.
pub trait Instant {
    /// The instant.
    fn instant(&self) -> DateTime<Utc>;

    /// The zone in which this time is always shown; `None` where it is shown in the zone of the page.
    fn own_zone(&self) -> Option<Tz> {
        None
    }
}

impl Instant for DateTime<Utc> {
    fn instant(&self) -> DateTime<Utc> {
        *self
    }
}

impl Instant for DateTime<Tz> {
    fn instant(&self) -> DateTime<Utc> {
        self.to_utc()
    }

    fn own_zone(&self) -> Option<Tz> {
        Some(self.timezone())
    }
}

impl<T: Instant> Instant for &T {
    fn instant(&self) -> DateTime<Utc> {
        (**self).instant()
    }

    fn own_zone(&self) -> Option<Tz> {
        (**self).own_zone()
    }
}

/// A value that has a day: an instant seen from a zone (from its own, if it has one), or a day itself.
pub trait Dated {
    /// The day on the calendars of `zone`.
    fn day_in(&self, zone: Tz) -> NaiveDate;
}

impl Dated for DateTime<Utc> {
    fn day_in(&self, zone: Tz) -> NaiveDate {
        self.with_timezone(&zone).date_naive()
    }
}

impl Dated for DateTime<Tz> {
    fn day_in(&self, _: Tz) -> NaiveDate {
        self.date_naive()
    }
}

impl Dated for NaiveDate {
    fn day_in(&self, _: Tz) -> NaiveDate {
        *self
    }
}

impl<T: Dated> Dated for &T {
    fn day_in(&self, zone: Tz) -> NaiveDate {
        (**self).day_in(zone)
    }
}

/// The full date: «دوشنبه ۲ آذر ۱۴۰۵», "Monday 23 November 2026".
pub fn date(day: impl Dated, zone: Tz, locale: Locale, calendar: Calendar) -> String {
    without_era(&Formats::of(locale, calendar).date.format(&iso(day.day_in(zone))).to_string())
}

/// The short date: «۲ آذر», "23 Nov".
pub fn day(day: impl Dated, zone: Tz, locale: Locale, calendar: Calendar) -> String {
    Formats::of(locale, calendar).day.format(&iso(day.day_in(zone))).to_string()
}

/// The time of day in `zone`: «۱۸:۳۰», "18:30".
pub fn time(at: impl Instant, zone: Tz, locale: Locale) -> String {
    Formats::of(locale, locale.calendar()).time.format(&local_time(at, zone).time).to_string()
}

/// Date and time: «دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰», "Monday 23 November 2026 at 18:30".
pub fn when(at: impl Instant, zone: Tz, locale: Locale, calendar: Calendar) -> String {
    without_era(&Formats::of(locale, calendar).when.format(&local_time(at, zone)).to_string())
}

// English patterns of the Jalali calendar always name the era; nobody reads "1405" as anything else.
fn without_era(text: &str) -> String {
    text.replace(" AP", "")
}

/// The date with its weekday, without the year: «دوشنبه ۲ آذر», "Monday 23 November".
pub fn weekday_and_day(day: impl Dated, zone: Tz, locale: Locale, calendar: Calendar) -> String {
    Formats::of(locale, calendar).weekday_and_day.format(&iso(day.day_in(zone))).to_string()
}

/// A day of the week, in full and in short: «دوشنبه» and «د», "Monday" and "Mon".
pub fn weekday_name(locale: Locale, day: Weekday) -> (String, String) {
    let formats = Formats::of(locale, Calendar::Gregorian);
    // The epoch was a Thursday.
    let date = iso(NaiveDate::default() + chrono::Days::new(day.days_since(Weekday::Thu).into()));
    let full = formats.weekday.format(&date).to_string();
    let short = match locale {
        // Persian abbreviates a weekday to its first letter only.
        Locale::Fa => full.chars().take(1).collect(),
        Locale::En => formats.weekday_short.format(&date).to_string(),
    };
    (full, short)
}

/// The date in `zone` at the instant `now`.
pub fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.day_in(zone)
}

/// The twelve months of a calendar, by name, in order.
pub fn month_names(locale: Locale, calendar: Calendar) -> &'static [String; 12] {
    &Formats::of(locale, calendar).months
}

impl Calendar {
    pub(super) fn icu(self) -> AnyCalendar {
        AnyCalendar::new(match self {
            Self::Jalali => AnyCalendarKind::Persian,
            Self::Gregorian => AnyCalendarKind::Gregorian,
        })
    }
}

struct Formats {
    date: DateTimeFormatter<YMDE>,
    day: DateTimeFormatter<MD>,
    time: NoCalendarFormatter<T>,
    when: DateTimeFormatter<YMDET>,
    weekday_and_day: DateTimeFormatter<MDE>,
    weekday: DateTimeFormatter<E>,
    weekday_short: DateTimeFormatter<E>,
    months: [String; 12],
}

static FA_JALALI: LazyLock<Formats> = LazyLock::new(|| Formats::new("fa-IR-u-ca-persian", Calendar::Jalali));
static FA_GREGORIAN: LazyLock<Formats> = LazyLock::new(|| Formats::new("fa-IR-u-ca-gregory", Calendar::Gregorian));
// Australian English puts the day before the month and has the fewest commas; `hc-h23` gives a 24-hour clock, as in Persian.
static EN_JALALI: LazyLock<Formats> = LazyLock::new(|| Formats::new("en-AU-u-ca-persian-hc-h23", Calendar::Jalali));
static EN_GREGORIAN: LazyLock<Formats> = LazyLock::new(|| Formats::new("en-AU-u-ca-gregory-hc-h23", Calendar::Gregorian));

impl Formats {
    fn of(locale: Locale, calendar: Calendar) -> &'static Self {
        match (locale, calendar) {
            (Locale::Fa, Calendar::Jalali) => &FA_JALALI,
            (Locale::Fa, Calendar::Gregorian) => &FA_GREGORIAN,
            (Locale::En, Calendar::Jalali) => &EN_JALALI,
            (Locale::En, Calendar::Gregorian) => &EN_GREGORIAN,
        }
    }

    fn new(tag: &str, calendar: Calendar) -> Self {
        const PRESENT: &str = "the date formats of both languages are compiled in";
        let preferences = DateTimeFormatterPreferences::from(tag.parse::<Tag>().expect(PRESENT));
        let month = DateTimeFormatter::try_new(preferences, M::long()).expect(PRESENT);
        let name = |index: usize| {
            let number = u8::try_from(index + 1).unwrap_or(u8::MAX);
            let first = Date::try_new(1400.into(), Month::new(number), 1, calendar.icu());
            month.format(&first.expect("a year has twelve months")).to_string()
        };
        Self {
            date: DateTimeFormatter::try_new(preferences, YMDE::long()).expect(PRESENT),
            day: DateTimeFormatter::try_new(preferences, MD::medium()).expect(PRESENT),
            time: NoCalendarFormatter::try_new(preferences, T::hm()).expect(PRESENT),
            when: DateTimeFormatter::try_new(preferences, YMDE::long().with_time_hm()).expect(PRESENT),
            weekday_and_day: DateTimeFormatter::try_new(preferences, MDE::long()).expect(PRESENT),
            weekday: DateTimeFormatter::try_new(preferences, E::long()).expect(PRESENT),
            weekday_short: DateTimeFormatter::try_new(preferences, E::short()).expect(PRESENT),
            months: std::array::from_fn(name),
        }
    }
}

pub(super) fn iso(day: NaiveDate) -> Date<Iso> {
    Date::from_rata_die(RataDie::new(day.num_days_from_ce().into()), Iso)
}

fn local_time(at: impl Instant, zone: Tz) -> IcuDateTime<Iso> {
    let local: NaiveDateTime = at.instant().with_timezone(&zone).naive_local();
    let small = |part: u32| u8::try_from(part).unwrap_or(0);
    let time = Time::try_new(small(local.hour()), small(local.minute()), small(local.second()), 0);
    IcuDateTime { date: iso(local.date()), time: time.unwrap_or(Time::start_of_day()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Calendar::{Gregorian, Jalali};
    use Locale::{En, Fa};

    const TEHRAN: Tz = Tz::Asia__Tehran;

    fn monday() -> DateTime<Utc> {
        "2026-11-23T15:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_moment_follows_the_readers_language_and_calendar() {
        let all = |locale, calendar| {
            [date(monday(), TEHRAN, locale, calendar), day(monday(), TEHRAN, locale, calendar), when(monday(), TEHRAN, locale, calendar)]
        };
        assert_eq!(all(Fa, Jalali), ["دوشنبه ۲ آذر ۱۴۰۵", "۲ آذر", "دوشنبه ۲ آذر ۱۴۰۵ ساعت ۱۸:۳۰"]);
        assert_eq!(all(Fa, Gregorian), ["دوشنبه ۲۳ نوامبر ۲۰۲۶", "۲۳ نوامبر", "دوشنبه ۲۳ نوامبر ۲۰۲۶ ساعت ۱۸:۳۰"]);
        assert_eq!(all(En, Gregorian), ["Monday 23 November 2026", "23 Nov", "Monday 23 November 2026 at 18:30"]);
        assert_eq!(all(En, Jalali), ["Monday, 2 Azar 1405", "2 Azar", "Monday, 2 Azar 1405 at 18:30"]);
        assert_eq!((time(monday(), TEHRAN, Fa), time(monday(), TEHRAN, En)), ("۱۸:۳۰".to_owned(), "18:30".to_owned()));
    }

    #[test]
    fn midnight_belongs_to_the_day_that_begins() {
        let midnight: DateTime<Utc> = "2026-11-22T20:30:00Z".parse().unwrap();
        assert_eq!(time(midnight, TEHRAN, En), "00:00");
        assert_eq!(time(midnight, TEHRAN, Fa), "۰:۰۰");
        assert_eq!(day(midnight, TEHRAN, Fa, Jalali), "۲ آذر");
        assert_eq!(day(midnight, Tz::UTC, Fa, Jalali), "۱ آذر");
        assert_eq!(today(midnight, TEHRAN).to_string(), "2026-11-23");
    }

    #[test]
    fn the_year_has_its_twelve_months() {
        let fa = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
        assert_eq!(month_names(Fa, Jalali).each_ref().map(String::as_str), fa);
        assert_eq!(month_names(En, Gregorian)[10], "November");
        assert_eq!(month_names(Fa, Gregorian)[10], "نوامبر");
        assert_eq!(month_names(En, Jalali)[8], "Azar");
    }
}
