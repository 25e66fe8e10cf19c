//! Recurrence rules in RFC 5545 syntax; RSCALE (RFC 7529) names the calendar of the months.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc, Weekday};
use chrono_tz::Tz;

use super::{End, NthWeekday, Recurrence, Rule};
use crate::kit::i18n::{Calendar, entry};

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const UNTIL: &str = "%Y%m%dT%H%M%SZ";

/// Writes a rule whose first session starts at `first`. UNTIL is in UTC, as RFC 5545 requires for times with a zone.
pub(super) fn write(rule: &Rule, first: NaiveDateTime, zone: Tz) -> String {
    let day = DAYS[first.weekday().num_days_from_monday() as usize];
    let rhythm = match rule.rhythm {
        Recurrence::Weekly => format!("FREQ=WEEKLY;BYDAY={day}"),
        Recurrence::Fortnightly => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"),
        Recurrence::Monthly(NthWeekday::Number(n)) => format!("FREQ=MONTHLY;BYDAY={n}{day}"),
        Recurrence::Monthly(NthWeekday::Last) => format!("FREQ=MONTHLY;BYDAY=-1{day}"),
    };
    let end = match rule.end {
        End::Count(n) => format!(";COUNT={n}"),
        End::Until(last) => format!(";UNTIL={}", entry::instant(last, first.time(), zone).format(UNTIL)),
        End::Open => String::new(),
    };
    let scale = if rule.calendar == Calendar::Jalali { "RSCALE=PERSIAN;" } else { "" };
    format!("{scale}{rhythm}{end}")
}

/// Reads a rule written by [`write`]; `None` for anything else.
pub(super) fn read(text: &str, zone: Tz) -> Option<Rule> {
    let part = |name: &str| text.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let calendar = match part("RSCALE") {
        None => Calendar::Gregorian,
        Some("PERSIAN") => Calendar::Jalali,
        Some(_) => return None,
    };
    let by_day = part("BYDAY")?;
    let nth = by_day.get(..by_day.len().checked_sub(2)?)?;
    DAYS.iter().position(|day| by_day.ends_with(day)).and_then(|day| Weekday::try_from(u8::try_from(day).ok()?).ok())?;
    let rhythm = match (part("FREQ")?, part("INTERVAL"), nth) {
        ("WEEKLY", None, "") => Recurrence::Weekly,
        ("WEEKLY", Some("2"), "") => Recurrence::Fortnightly,
        ("MONTHLY", None, "-1") => Recurrence::Monthly(NthWeekday::Last),
        ("MONTHLY", None, n) => Recurrence::Monthly(NthWeekday::Number(n.parse().ok().filter(|n| (1..=4).contains(n))?)),
        _ => return None,
    };
    let end = match (part("COUNT"), part("UNTIL")) {
        (Some(n), None) => End::Count(n.parse().ok()?),
        (None, Some(until)) => {
            let at: DateTime<Utc> = NaiveDateTime::parse_from_str(until, UNTIL).ok()?.and_utc();
            End::Until(at.with_timezone(&zone).date_naive())
        }
        (None, None) => End::Open,
        _ => return None,
    };
    Some(Rule { calendar, rhythm, end })
}
