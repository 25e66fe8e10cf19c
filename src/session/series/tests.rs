//! Checks the rules against an independent implementation that walks day by day and computes the calendars arithmetically.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kit::i18n::{Calendar, entry};
use Calendar::{Gregorian, Jalali};

const ZONES: [Tz; 3] = [Tz::Europe__Berlin, Tz::America__New_York, Tz::Asia__Tehran];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Year, month and day of month, computed without the library: Gregorian by chrono, Jalali by the 33-year cycle, which is exact from 1343
/// to 1472.
fn month_by_hand(day: NaiveDate, calendar: Calendar) -> (i32, u32, u32) {
    if calendar == Gregorian {
        return (day.year(), day.month(), day.day());
    }
    let is_leap = |year: i32| [1, 5, 9, 13, 17, 22, 26, 30].contains(&(year % 33));
    // 1 Farvardin 1395 was 20 March 2016.
    let (mut year, mut begins) = (1395, NaiveDate::from_ymd_opt(2016, 3, 20).unwrap());
    let length = |year| if is_leap(year) { 366 } else { 365 };
    while (day - begins).num_days() >= length(year) {
        begins += TimeDelta::days(length(year));
        year += 1;
    }
    let mut left = u32::try_from((day - begins).num_days()).unwrap();
    for month in 1..=12 {
        // The last month ends with the year.
        let days = if month <= 6 { 31 } else { 30 };
        if left < days {
            return (year, month, left + 1);
        }
        left -= days;
    }
    unreachable!("a year has twelve months")
}

/// Every day of the rhythm within ten years, found by testing each day.
fn walk(rule: &Rule, first: NaiveDate) -> Vec<NaiveDate> {
    let month = |day| {
        let (year, month, _) = month_by_hand(day, rule.calendar);
        (year, month)
    };
    let mut found = Vec::new();
    for day in first.iter_days().take(3653) {
        let weeks = (day - first).num_days();
        let is_one = day.weekday() == first.weekday()
            && match rule.rhythm {
                Recurrence::Weekly => true,
                Recurrence::Fortnightly => weeks % 14 == 0,
                Recurrence::Monthly(NthWeekday::Number(n)) => {
                    let before = (1..).take_while(|back| month(day - Days::new(7 * back)) == month(day)).count();
                    before + 1 == usize::from(n)
                }
                Recurrence::Monthly(NthWeekday::Last) => month(day + Days::new(7)) != month(day),
            };
        let in_time = match rule.end {
            End::Count(n) => found.len() < n as usize,
            End::Until(last) => day <= last,
            End::Open => true,
        };
        if is_one && in_time {
            found.push(day);
        }
    }
    found
}

/// The instant at which a zone's clocks show `local`, found by trying every offset. Of two such instants, the first; in a gap, the first
/// instant after it.
fn instant_by_hand(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let shows = |at: DateTime<Utc>| {
        at.naive_utc() + TimeDelta::seconds(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc().into())
    };
    let tried = (-14 * 4..=14 * 4).map(|quarters| local.and_utc() - TimeDelta::minutes(15 * quarters));
    if let Some(found) = tried.filter(|at| shows(*at) == local).min() {
        return found;
    }
    let from = local.and_utc() - TimeDelta::hours(16);
    (0..32 * 60).map(|minutes| from + TimeDelta::minutes(minutes)).find(|at| shows(*at) > local).unwrap()
}

fn any_rule() -> impl Strategy<Value = (Rule, NaiveDate)> {
    let nth = prop_oneof![(1u8..=4).prop_map(NthWeekday::Number), Just(NthWeekday::Last)];
    let rhythm = prop_oneof![Just(Recurrence::Weekly), Just(Recurrence::Fortnightly), nth.prop_map(Recurrence::Monthly)];
    let calendar = prop_oneof![Just(Jalali), Just(Gregorian)];
    (rhythm, calendar, 0u64..1500, 0u8..3, 2u32..=104, 0u64..1100).prop_map(|(rhythm, calendar, from, kind, count, until)| {
        let from = day("2021-01-01") + Days::new(from);
        let mut rule = Rule { calendar, rhythm, end: End::Open };
        let first = rule.begins(from);
        rule.end = match kind {
            0 => End::Count(count),
            1 => End::Until(first + Days::new(until)),
            _ => End::Open,
        };
        (rule, first)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_days_are_those_of_a_walk((rule, first) in any_rule()) {
        let end = first + Days::new(3652);
        let days: Vec<_> = rule.days(first).take_while(|day| *day <= end).collect();
        prop_assert_eq!(days, walk(&rule, first));
    }

    #[test]
    fn a_written_rule_reads_back_unchanged((rule, first) in any_rule(), zone in 0usize..3, minutes in 0i64..24 * 60) {
        let at = first.and_time(NaiveTime::MIN + TimeDelta::minutes(minutes));
        let text = rrule::write(&rule, at, ZONES[zone]);
        prop_assert_eq!(rrule::read(&text, ZONES[zone]), Some(rule), "{}", text);
    }
}

proptest! {
    // Few cases, because each tries every offset for every day of ten years.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn wall_clock_times_are_kept_for_ten_years((rule, first) in any_rule(), zone in 0usize..3, minutes in 0i64..24 * 12) {
        let (zone, time) = (ZONES[zone], NaiveTime::MIN + TimeDelta::minutes(5 * minutes));
        let end = first + Days::new(3652);
        for day in rule.days(first).take_while(|day| *day <= end) {
            prop_assert_eq!(entry::instant(day, time, zone), instant_by_hand(day.and_time(time), zone), "{} {} {}", zone, day, time);
        }
    }
}

proptest! {
    #[test]
    fn moving_keeps_the_number_of_later_days_and_the_earlier_days((rule, first) in any_rule(), at in 0usize..40, by in -20i64..20) {
        let series = series(rule, first);
        let known: Vec<_> = rule.days(first).take(60).collect();
        let from = known[at % known.len()];
        let to = from + TimeDelta::days(by);
        let moved = series.move_from(from, to, known[known.len() - 1]);
        let after: Vec<_> = known.iter().copied().filter(|day| *day >= from).collect();
        prop_assert_eq!(moved.pairs.iter().map(|(day, _)| *day).collect::<Vec<_>>(), after);
        prop_assert_eq!(moved.pairs[0].1, to);
        prop_assert!(moved.pairs.windows(2).all(|two| two[0].1 < two[1].1 && two[1].1.weekday() == to.weekday()));
        let before: Vec<_> = moved.before.days(first).collect();
        prop_assert_eq!(before, known.into_iter().filter(|day| *day < from).collect::<Vec<_>>());
    }
}

fn series(rule: Rule, first: NaiveDate) -> Series {
    Series {
        id: SeriesId(Uuid::nil()),
        practice: PracticeId(Uuid::nil()),
        group: GroupId(Uuid::nil()),
        rule,
        local_start: first.and_time(NaiveTime::MIN),
        time_zone: Tz::Asia__Tehran,
        minutes: 90,
        place: None,
        skipped: Vec::new(),
        version: 1,
    }
}

#[test]
fn monthly_rules_use_the_groups_calendar() {
    let rule = |calendar, nth| Rule { calendar, rhythm: Recurrence::Monthly(nth), end: End::Count(3) };
    // The second Tuesday of Azar, Dey and Bahman 1405; and of December, January, February.
    let jalali = rule(Jalali, NthWeekday::Number(2));
    assert_eq!(jalali.days(jalali.begins(day("2026-11-24"))).collect::<Vec<_>>(), ["2026-12-01", "2026-12-29", "2027-02-02"].map(day));
    let gregorian = rule(Gregorian, NthWeekday::Number(2));
    assert_eq!(
        gregorian.days(gregorian.begins(day("2026-11-24"))).collect::<Vec<_>>(),
        ["2026-12-08", "2027-01-12", "2027-02-09"].map(day)
    );
    // The last Wednesday of Esfand 1408, a leap year, is its thirtieth day.
    let last = rule(Jalali, NthWeekday::Last);
    assert_eq!(last.days(day("2030-02-13")).nth(1), Some(day("2030-03-20")));
    assert_eq!(NthWeekday::of(day("2026-12-01"), Jalali), NthWeekday::Number(2));
    assert_eq!(NthWeekday::of(day("2026-12-29"), Gregorian), NthWeekday::Last, "a fifth weekday counts as the last");
}

#[test]
fn rules_are_written_in_rfc_5545_syntax() {
    let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
    let rule = |calendar, rhythm, end| Rule { calendar, rhythm, end };
    for (rule, first, zone, text) in [
        (rule(Gregorian, Recurrence::Weekly, End::Count(12)), "2026-12-01T18:30:00", Tz::Europe__Berlin, "FREQ=WEEKLY;BYDAY=TU;COUNT=12"),
        (rule(Gregorian, Recurrence::Fortnightly, End::Open), "2026-12-03T18:30:00", Tz::Europe__Berlin, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        (
            rule(Gregorian, Recurrence::Monthly(NthWeekday::Last), End::Until(day("2027-06-30"))),
            "2026-12-25T18:30:00",
            Tz::Europe__Berlin,
            "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270630T163000Z",
        ),
        (
            rule(Jalali, Recurrence::Monthly(NthWeekday::Number(2)), End::Count(6)),
            "2026-12-01T18:30:00",
            Tz::Asia__Tehran,
            "RSCALE=PERSIAN;FREQ=MONTHLY;BYDAY=2TU;COUNT=6",
        ),
    ] {
        assert_eq!(rrule::write(&rule, at(first), zone), text);
    }
    for text in [
        "",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO",
        "RSCALE=HEBREW;FREQ=WEEKLY;BYDAY=MO",
    ] {
        assert_eq!(rrule::read(text, Tz::UTC), None, "{text}");
    }
}

#[test]
fn an_impossible_series_is_refused() {
    let first = day("2026-12-01");
    let plan = |end, skipped: &[NaiveDate]| Rule { calendar: Jalali, rhythm: Recurrence::Weekly, end }.plan(first, skipped);
    assert_eq!(plan(End::Count(12), &[]), Ok(()));
    assert_eq!(plan(End::Count(1), &[]), Err(SeriesRefusal::Count));
    assert_eq!(plan(End::Count(105), &[]), Err(SeriesRefusal::Count));
    assert_eq!(plan(End::Until(first), &[]), Err(SeriesRefusal::EndsAtOnce));
    assert_eq!(plan(End::Until(day("2026-01-01")), &[]), Err(SeriesRefusal::EndsAtOnce));
    assert_eq!(plan(End::Until(day("2030-01-01")), &[]), Err(SeriesRefusal::TooFar));
    assert_eq!(plan(End::Count(2), &[first, day("2026-12-08")]), Err(SeriesRefusal::NothingLeft));
    assert_eq!(plan(End::Open, &[]), Ok(()));
    let yearly = Rule { calendar: Gregorian, rhythm: Recurrence::Monthly(NthWeekday::Last), end: End::Count(60) };
    assert_eq!(yearly.plan(first, &[]), Err(SeriesRefusal::TooFar));
    assert_eq!(first.weekday(), Weekday::Tue);
}
