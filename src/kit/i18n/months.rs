//! Months and weeks of both calendars, by ICU4X: the first day and length of a month, and the first day of a week.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;
use icu::calendar::Date;
use icu::calendar::types::Month as IcuMonth;
use icu::calendar::week::WeekInformation;
use icu::locale::Locale as Tag;

use super::dates::{self, iso};
use super::{Calendar, Locale};

/// One month of one year, in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    pub calendar: Calendar,
    pub year: i32,
    /// The month, 1 to 12.
    pub number: u8,
}

impl Month {
    pub fn of(day: NaiveDate, calendar: Calendar) -> Self {
        let (year, number, _) = parts(day, calendar);
        Self { calendar, year, number }
    }

    pub fn of_year(year: i32, calendar: Calendar) -> [Self; 12] {
        Self { calendar, year, number: 1 }.and_following()
    }

    /// This month and the eleven that follow it.
    pub fn and_following(self) -> [Self; 12] {
        let mut month = self;
        [(); 12].map(|()| {
            let this = month;
            month = this.next();
            this
        })
    }

    pub fn next(self) -> Self {
        match self.number {
            12 => Self { year: self.year + 1, number: 1, ..self },
            number => Self { number: number + 1, ..self },
        }
    }

    /// The first day. A month outside the supported years begins at the epoch.
    pub fn first(self) -> NaiveDate {
        Date::try_new(self.year.into(), IcuMonth::new(self.number), 1, self.calendar.icu())
            .ok()
            .and_then(|date| NaiveDate::from_num_days_from_ce_opt(i32::try_from(date.to_rata_die().to_i64_date()).ok()?))
            .unwrap_or_default()
    }

    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let next = self.next().first();
        self.first().iter_days().take_while(move |day| *day < next)
    }

    pub fn name(self, locale: Locale) -> &'static str {
        &dates::month_names(locale, self.calendar)[usize::from(self.number.clamp(1, 12)) - 1]
    }

    /// The weeks as a grid: seven places each, empty before the first day and after the last.
    pub fn weeks(self, begins: Weekday) -> Vec<[Option<NaiveDate>; 7]> {
        let mut weeks = Vec::new();
        for day in self.days() {
            let place = day.weekday().days_since(begins) as usize;
            if place == 0 || weeks.is_empty() {
                weeks.push([None; 7]);
            }
            if let Some(week) = weeks.last_mut() {
                week[place] = Some(day);
            }
        }
        weeks
    }
}

/// The year, month and day of the month.
pub fn parts(day: NaiveDate, calendar: Calendar) -> (i32, u8, u8) {
    let date = iso(day).to_calendar(calendar.icu());
    (date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
}

/// The first day of the week: Saturday in Persian; in English Sunday in the Americas, otherwise Monday.
pub fn week_begins(locale: Locale, zone: Tz) -> Weekday {
    static BEGINS: LazyLock<[Weekday; 3]> = LazyLock::new(|| {
        ["fa-IR", "en-US", "en-GB"].map(|tag| {
            let tag: Tag = tag.parse().expect("a language tag");
            let first = WeekInformation::try_new((&tag).into()).expect("the weeks of regions are compiled in").first_weekday;
            Weekday::try_from(first as u8 - 1).unwrap_or(Weekday::Mon)
        })
    });
    match locale {
        Locale::Fa => BEGINS[0],
        Locale::En if zone.name().starts_with("America/") => BEGINS[1],
        Locale::En => BEGINS[2],
    }
}

/// The names of the seven days of a week in order, full and short.
pub fn weekday_names(locale: Locale, begins: Weekday) -> [(String, String); 7] {
    let mut day = begins;
    [(); 7].map(|()| {
        let names = dates::weekday_name(locale, day);
        day = day.succ();
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Calendar::{Gregorian, Jalali};

    #[test]
    fn esfand_has_thirty_days_in_leap_years_only() {
        let days = |year| Month { calendar: Jalali, year, number: 12 }.days().count();
        for year in [1399, 1403, 1408] {
            assert_eq!(days(year), 30, "{year}");
        }
        for year in [1398, 1400, 1401, 1402, 1404, 1405, 1406, 1407, 1409] {
            assert_eq!(days(year), 29, "{year}");
        }
    }

    #[test]
    fn months_follow_each_other_without_a_gap() {
        for (calendar, year, lengths) in [
            (Jalali, 1405, [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]),
            (Gregorian, 2028, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        ] {
            let months = Month::of_year(year, calendar);
            assert_eq!(months.map(|month| month.days().count()), lengths);
            for month in months {
                let days: Vec<_> = month.days().collect();
                assert!(days.iter().all(|day| Month::of(*day, calendar) == month));
                assert_eq!(days[days.len() - 1].succ_opt(), Some(month.next().first()));
                assert_eq!(month.weeks(Weekday::Sat).concat().into_iter().flatten().collect::<Vec<_>>(), days);
            }
        }
    }

    #[test]
    fn the_first_day_of_the_week_follows_language_and_zone() {
        assert_eq!(week_begins(Locale::Fa, Tz::Asia__Tehran), Weekday::Sat);
        assert_eq!(week_begins(Locale::Fa, Tz::America__Toronto), Weekday::Sat);
        assert_eq!(week_begins(Locale::En, Tz::America__New_York), Weekday::Sun);
        assert_eq!(week_begins(Locale::En, Tz::Europe__Berlin), Weekday::Mon);
        let fa = weekday_names(Locale::Fa, Weekday::Sat).map(|(full, _)| full);
        assert_eq!(fa, ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"]);
        assert_eq!(weekday_names(Locale::En, Weekday::Sun)[0], ("Sunday".to_owned(), "Sun".to_owned()));
    }

    #[test]
    fn a_month_that_begins_on_sunday_leaves_saturday_empty() {
        let azar = Month { calendar: Jalali, year: 1405, number: 9 };
        assert_eq!(
            azar.weeks(Weekday::Sat)[0],
            [
                None,
                azar.first().into(),
                azar.first().succ_opt(),
                azar.days().nth(2),
                azar.days().nth(3),
                azar.days().nth(4),
                azar.days().nth(5)
            ]
        );
        assert_eq!(azar.name(Locale::Fa), "آذر");
    }
}
