//! Reads dates and times as people type them, and splits instants into form fields.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use icu::calendar::Date;
use icu::calendar::types::Month;
use serde::Deserialize;

use super::dates::{Dated, iso};
use super::{Calendar, Locale, Message, MessageKey};
use crate::key;
use crate::kit::text::plain;

/// A date as typed, in Persian, Arabic or Latin digits: in one field, year first, or in three; the month is a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct DateEntry {
    /// The whole date: «۱۴۰۵/۹/۲», "1405-09-02", "1405.9.2", "14050902".
    #[serde(default)]
    pub date: String,
    /// The year, written in full.
    #[serde(default)]
    pub year: String,
    /// The month, 1 to 12.
    #[serde(default)]
    pub month: String,
    /// The day of the month.
    #[serde(default)]
    pub day: String,
}

impl DateEntry {
    /// A date typed into one field.
    pub fn typed(date: &str) -> Self {
        Self { date: date.to_owned(), ..Self::default() }
    }

    /// A date as one field shows it.
    pub fn of(day: NaiveDate, calendar: Calendar) -> Self {
        let (year, month, day) = super::months::parts(day, calendar);
        Self { date: format!("{year}/{month}/{day}"), ..Self::default() }
    }

    /// The text of the one field when the form is shown again.
    pub fn text(&self) -> String {
        let three = [self.year.trim(), self.month.trim(), self.day.trim()];
        if self.date.trim().is_empty() && three.iter().any(|part| !part.is_empty()) { three.join("/") } else { self.date.clone() }
    }

    fn parts(&self) -> Option<[String; 3]> {
        if self.date.trim().is_empty() {
            return Some([self.year.clone(), self.month.clone(), self.day.clone()]);
        }
        let latin = plain(&self.date);
        if latin.len() == 8 && latin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some([latin[..4].to_owned(), latin[4..6].to_owned(), latin[6..].to_owned()]);
        }
        let mut parts =
            latin.split(['/', '-', '.', ',', '٫', '،', '؍', 'ـ', ' ']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        let three = [parts.next()?, parts.next()?, parts.next()?];
        parts.next().is_none().then_some(three)
    }

    /// Reads the date in the calendar it was written in.
    ///
    /// # Errors
    /// When a field is not a number, the year is outside [`Calendar::living_years`], or there is no such day.
    pub fn read(&self, calendar: Calendar) -> Result<NaiveDate, DateRefusal> {
        let [year, month, day] = self.parts().ok_or(DateRefusal::NotADate)?;
        let year: i32 = whole(&year).ok_or(DateRefusal::NotADate)?;
        let month: u8 = whole(&month).ok_or(DateRefusal::NotADate)?;
        let day: u8 = whole(&day).ok_or(DateRefusal::NotADate)?;
        if !calendar.living_years().contains(&year) {
            return Err(DateRefusal::YearOutOfReach);
        }
        let date = (1..=12)
            .contains(&month)
            .then(|| Date::try_new(year.into(), Month::new(month), day, calendar.icu()).ok())
            .flatten()
            .ok_or(DateRefusal::NoSuchDay)?;
        i32::try_from(date.to_rata_die().to_i64_date()).ok().and_then(NaiveDate::from_num_days_from_ce_opt).ok_or(DateRefusal::NoSuchDay)
    }
}

impl Calendar {
    /// The years a person may enter: 1900 to 2121, and the same span in Jalali years. The limit catches a year of one calendar entered in
    /// the other.
    pub fn living_years(self) -> std::ops::RangeInclusive<i32> {
        match self {
            Self::Jalali => 1279..=1499,
            Self::Gregorian => 1900..=2121,
        }
    }
}

/// Why a typed date or time is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateRefusal {
    /// A field is empty or not a number.
    #[error("not a date")]
    NotADate,
    /// The year is outside the years a person may enter.
    #[error("a year out of reach")]
    YearOutOfReach,
    /// The calendar has no such day.
    #[error("no such day")]
    NoSuchDay,
    /// The time is not an hour and minutes.
    #[error("not a time")]
    NotATime,
}

impl DateRefusal {
    /// The message to show.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotADate => key!("date-not-a-date"),
            Self::YearOutOfReach => key!("date-year-out-of-reach"),
            Self::NoSuchDay => key!("date-no-such-day"),
            Self::NotATime => key!("date-not-a-time"),
        }
    }

    /// The refusal in a language.
    pub fn message(self, locale: Locale) -> Message {
        locale.message(self.key())
    }
}

/// Reads a time of day: «۱۸:۳۰», "18:30", "18.30", "9:05" or "1830".
///
/// # Errors
/// [`DateRefusal::NotATime`] for anything else.
pub fn read_time(typed: &str) -> Result<NaiveTime, DateRefusal> {
    let typed = plain(typed);
    let parts = match typed.split_once([':', '.', '٫']) {
        None if typed.len() == 4 => typed.split_at_checked(2),
        parts => parts,
    };
    let (hour, minute) =
        parts.filter(|(hour, minute)| hour.len() <= 2 && minute.len() == 2 && !typed.contains(' ')).ok_or(DateRefusal::NotATime)?;
    whole(hour).zip(whole(minute)).and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or(DateRefusal::NotATime)
}

/// The instant at which the clocks of `zone` show that date and time. Where they show it twice, the first; where they skip it, the first
/// instant after the gap.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    zoned(day.and_time(time), zone).to_utc()
}

/// Like [`instant`], as a time of that zone.
pub fn zoned(shown: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    let at = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    // The longest gap on record is a whole day, skipped when an island crossed the date line.
    let after = |minutes: i64| shown.checked_add_signed(TimeDelta::minutes(minutes)).and_then(at);
    (0..=2 * 24 * 60).find_map(after).unwrap_or_else(|| shown.and_utc().with_timezone(&zone))
}

/// The first local time after the gap, where the clocks of `zone` skip the given time; `None` for a time that exists.
pub fn skipped_to(shown: NaiveDateTime, zone: Tz) -> Option<NaiveDateTime> {
    let is_skipped = zone.from_local_datetime(&shown).earliest().is_none();
    is_skipped.then(|| zoned(shown, zone).naive_local())
}

/// An instant as form fields, in a calendar and a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFields {
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u32,
    pub minute: u32,
}

/// Splits an instant into the fields of a prefilled form.
pub fn fields(at: DateTime<Utc>, zone: Tz, calendar: Calendar) -> DateFields {
    let date = iso(at.day_in(zone)).to_calendar(calendar.icu());
    let clock = at.with_timezone(&zone).time();
    DateFields {
        year: date.year().extended_year(),
        month: date.month().ordinal,
        day: date.day_of_month().0,
        hour: clock.hour(),
        minute: clock.minute(),
    }
}

fn whole<N: std::str::FromStr>(typed: &str) -> Option<N> {
    let latin = plain(typed);
    (!latin.is_empty() && latin.bytes().all(|byte| byte.is_ascii_digit())).then(|| latin.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(written: &str) -> DateEntry {
        let mut parts = written.split('/').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        DateEntry { date: String::new(), year: next(), month: next(), day: next() }
    }

    #[test]
    fn jalali_days_are_the_days_of_the_almanac() {
        for (jalali, gregorian) in [
            ("۱۳۹۸/۱۲/۲۹", "2020-03-19"),
            ("١٣٩٩/١/١", "2020-03-20"),
            ("1399/12/30", "2021-03-20"),
            ("1400/1/1", "2021-03-21"),
            ("1403/12/30", "2025-03-20"),
            ("1404/01/01", "2025-03-21"),
            ("1404/12/29", "2026-03-20"),
            ("۱۴۰۵/۱/۱", "2026-03-21"),
            (" 1405 / ۶ /31", "2026-09-22"),
            ("1405/7/1", "2026-09-23"),
            ("1405/9/2", "2026-11-23"),
            ("1408/12/30", "2030-03-20"),
            ("1409/1/1", "2030-03-21"),
            ("1357/11/22", "1979-02-11"),
        ] {
            assert_eq!(entry(jalali).read(Calendar::Jalali), Ok(gregorian.parse().unwrap()), "{jalali}");
        }
    }

    #[test]
    fn one_field_reads_like_three() {
        let day: NaiveDate = "2026-11-23".parse().unwrap();
        for typed in [
            "۱۴۰۵/۹/۲",
            "1405-09-02",
            "١٤٠٥.٩.٢",
            "1405 9 2",
            "۱۴۰۵۰۹۰۲",
            " ۱۴۰۵ / ۰۹ / ۰۲ ",
            "1405٫9٫2",
            "\u{2066}1405/9/2\u{2069}",
            "1405\u{2013}9\u{2011}2",
            "۱۴۰۵ـ۹ـ۲",
            "\u{202B}1405\u{A0}/\u{A0}9/2\u{202C}",
            "１４０５．９．２",
        ] {
            assert_eq!(DateEntry::typed(typed).read(Calendar::Jalali), Ok(day), "{typed}");
        }
        assert_eq!(DateEntry::of(day, Calendar::Jalali).date, "1405/9/2");
        assert_eq!(DateEntry::of(day, Calendar::Gregorian).read(Calendar::Gregorian), Ok(day));
        for typed in ["", "فردا", "1405/9", "1405/9/2/1", "1405/9/2x", "140509"] {
            assert_eq!(DateEntry::typed(typed).read(Calendar::Jalali), Err(DateRefusal::NotADate), "{typed}");
        }
        // A date with the day first is not guessed: is 1/12 in December or in January?
        assert_eq!(DateEntry::typed("1/12/2026").read(Calendar::Gregorian), Err(DateRefusal::NotADate));
        assert_eq!(entry("1405/9/2").text(), "1405/9/2");
        assert_eq!(DateEntry::typed("فردا").text(), "فردا");
    }

    #[test]
    fn only_leap_years_have_a_thirtieth_of_esfand() {
        let leap = |year: &i32| entry(&format!("{year}/12/30")).read(Calendar::Jalali).is_ok();
        assert_eq!((1395..=1412).filter(leap).collect::<Vec<_>>(), [1395, 1399, 1403, 1408, 1412]);
    }

    #[test]
    fn gregorian_days_are_read_in_any_digits() {
        assert_eq!(entry("۲۰۲۸/۲/۲۹").read(Calendar::Gregorian), Ok("2028-02-29".parse().unwrap()));
        assert_eq!(entry("2027/2/29").read(Calendar::Gregorian), Err(DateRefusal::NoSuchDay));
    }

    #[test]
    fn an_invalid_date_is_refused_with_its_reason() {
        for (written, refusal) in [
            ("1405/12/30", DateRefusal::NoSuchDay),
            ("1405/7/31", DateRefusal::NoSuchDay),
            ("1405/13/1", DateRefusal::NoSuchDay),
            ("1405/0/1", DateRefusal::NoSuchDay),
            ("1405/1/0", DateRefusal::NoSuchDay),
            ("2026/11/23", DateRefusal::YearOutOfReach),
            ("05/9/2", DateRefusal::YearOutOfReach),
            ("1405/آذر/2", DateRefusal::NotADate),
            ("1405//2", DateRefusal::NotADate),
            ("1405/9/256", DateRefusal::NotADate),
            ("-1405/9/2", DateRefusal::NotADate),
            ("+1405/9/2", DateRefusal::NotADate),
            ("", DateRefusal::NotADate),
        ] {
            assert_eq!(entry(written).read(Calendar::Jalali), Err(refusal), "{written}");
        }
        assert_eq!(entry("1405/9/2").read(Calendar::Gregorian), Err(DateRefusal::YearOutOfReach));
    }

    #[test]
    fn every_day_of_two_centuries_round_trips() {
        for calendar in Calendar::ALL {
            for days in (0..80_000).step_by(7) {
                let at = "1901-01-01T12:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(days);
                let DateFields { year, month, day, .. } = fields(at, Tz::UTC, calendar);
                assert_eq!(entry(&format!("{year}/{month}/{day}")).read(calendar), Ok(at.date_naive()));
            }
        }
    }

    #[test]
    fn an_instant_fills_the_fields_in_the_readers_zone() {
        let at = "2026-11-22T20:45:00Z".parse().unwrap();
        let tehran = DateFields { year: 1405, month: 9, day: 2, hour: 0, minute: 15 };
        assert_eq!(fields(at, Tz::Asia__Tehran, Calendar::Jalali), tehran);
        let berlin = DateFields { year: 2026, month: 11, day: 22, hour: 21, minute: 45 };
        assert_eq!(fields(at, Tz::Europe__Berlin, Calendar::Gregorian), berlin);
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let half_past_six = NaiveTime::from_hms_opt(18, 30, 0).unwrap();
        for typed in ["۱۸:۳۰", "18:30", "18.30", "1830", "۱۸٫۳۰", " ١٨:٣٠ ", "\u{202A}18:30\u{202C}", "\u{A0}۱۸\u{200F}:۳۰", "１８：３０"]
        {
            assert_eq!(read_time(typed), Ok(half_past_six), "{typed}");
        }
        assert_eq!(read_time("9:05"), Ok(NaiveTime::from_hms_opt(9, 5, 0).unwrap()));
        for typed in ["", "24:00", "18:60", "18:3", "183", "18:30:00", "شب", "+8:30", "-1:30", "1 30"] {
            assert_eq!(read_time(typed), Err(DateRefusal::NotATime), "{typed}");
        }
    }

    #[test]
    fn skipped_and_repeated_times_name_one_instant() {
        for (zone, day, time, expected) in [
            (Tz::Europe__Berlin, "2026-03-29", "01:30", "2026-03-29T00:30:00Z"),
            (Tz::Europe__Berlin, "2026-03-29", "02:30", "2026-03-29T01:00:00Z"),
            (Tz::Europe__Berlin, "2026-10-25", "02:30", "2026-10-25T00:30:00Z"),
            (Tz::Europe__Berlin, "2026-10-25", "03:00", "2026-10-25T02:00:00Z"),
            (Tz::America__New_York, "2026-03-08", "02:30", "2026-03-08T07:00:00Z"),
            (Tz::America__New_York, "2026-11-01", "01:30", "2026-11-01T05:30:00Z"),
            (Tz::Asia__Tehran, "2022-03-22", "00:30", "2022-03-21T20:30:00Z"),
            (Tz::Asia__Tehran, "2022-07-01", "18:30", "2022-07-01T14:00:00Z"),
            (Tz::Asia__Tehran, "2026-07-01", "18:30", "2026-07-01T15:00:00Z"),
            (Tz::Pacific__Apia, "2011-12-30", "12:00", "2011-12-30T10:00:00Z"),
        ] {
            let found = instant(day.parse().unwrap(), read_time(time).unwrap(), zone);
            assert_eq!(found, expected.parse::<DateTime<Utc>>().unwrap(), "{zone} {day} {time}");
        }
        let cairo = |shown: &str| skipped_to(shown.parse().unwrap(), Tz::Africa__Cairo).map(|local| local.to_string());
        assert_eq!(cairo("2027-04-30T00:30:00").as_deref(), Some("2027-04-30 01:00:00"));
        assert_eq!((cairo("2027-04-30T01:00:00"), cairo("2027-10-28T23:30:00")), (None, None), "a repeated time exists");
    }
}
