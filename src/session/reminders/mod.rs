//! Reminders: how long before a session somebody wants to hear of it, by what way; and what they are told when it is moved or cancelled.
//!
//! Nothing is planned ahead. Every few seconds the house looks at what is so *now* (sessions, seats, regrets, wishes) and writes what is due
//! into the outbox: a session that was moved, a change of the clocks, somebody who left need no correction of anything.

pub mod due_store;
pub mod letters;
mod messages;
pub mod off;
pub mod routes;
pub mod slips;
pub mod store;
pub mod sweep;
mod views;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::group::MembershipId;
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::mail::{Channel, Recipient};
use crate::kit::text::plain;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// Somebody's wish to be reminded, by one address.
    WayId,
}

/// The outbox's word for a reminder, or for news of a session.
pub const REMINDER: &str = "reminder";
/// The outbox's word for the number that confirms an address.
pub const CODE: &str = "code";
/// The times that are offered, in minutes before the start.
pub const LEADS: [i32; 5] = [7 * 1440, 2 * 1440, 1440, 180, 60];
/// The one that is offered first.
pub const USUAL: i32 = 1440;
/// How long the number that was sent can be typed in, and how often.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(30);
/// So often a number may be mistyped.
pub const TRIES: i32 = 5;
/// So many numbers are sent to a seat's addresses in a day.
pub const CODES_A_DAY: i64 = 5;

/// How somebody is reminded.
#[derive(Clone, Debug)]
pub struct ReminderSettings {
    /// Its id: another address is another way.
    pub id: WayId,
    /// By what.
    pub channel: Channel,
    /// Where to; none when it can no longer be read.
    pub to: Option<Recipient>,
    /// How long before, in minutes.
    pub leads: Vec<i32>,
    /// Whether the message may name the group.
    pub says_group: bool,
    /// Until when the number can be typed in, while the address is not confirmed.
    pub asked_until: Option<DateTime<Utc>>,
}

impl ReminderSettings {
    /// Whether its owner has shown that messages reach them.
    pub fn is_confirmed(&self) -> bool {
        self.asked_until.is_none()
    }
}

/// Why a wish cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderRefusal {
    /// It is no e-mail address.
    NotAnAddress,
    /// It is no telephone number.
    NotANumber,
    /// No time was chosen.
    NoTime,
    /// The number is another.
    WrongCode,
    /// The number's time is over, or it was mistyped too often.
    CodeOver,
    /// Too many numbers were sent today.
    TooOften,
}

impl ReminderRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotAnAddress => key!("email-not-one"),
            Self::NotANumber => key!("reminders-not-a-number"),
            Self::NoTime => key!("reminders-no-time"),
            Self::WrongCode => key!("reminders-wrong-code"),
            Self::CodeOver => key!("reminders-code-over"),
            Self::TooOften => key!("reminders-too-often"),
        }
    }
}

/// Where to, as typed.
pub fn read_address(channel: Channel, typed: &str) -> Result<Recipient, ReminderRefusal> {
    Recipient::read(channel, typed).ok_or(match channel {
        Channel::Mail => ReminderRefusal::NotAnAddress,
        Channel::Text => ReminderRefusal::NotANumber,
    })
}

/// The times, as ticked: those that are offered, the earliest first.
///
/// # Errors
/// [`ReminderRefusal::NoTime`].
pub fn read_leads(ticked: &[i32]) -> Result<Vec<i32>, ReminderRefusal> {
    let leads: Vec<i32> = LEADS.into_iter().filter(|lead| ticked.contains(lead)).collect();
    if leads.is_empty() { Err(ReminderRefusal::NoTime) } else { Ok(leads) }
}

/// The words for a time.
pub fn lead_key(lead: i32) -> MessageKey {
    match lead {
        10080 => key!("reminders-week"),
        2880 => key!("reminders-two-days"),
        1440 => key!("reminders-day"),
        180 => key!("reminders-three-hours"),
        _ => key!("reminders-hour"),
    }
}

/// A number of six digits.
pub fn fresh_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// What a number is kept as: a keyed hash of it, for this way alone.
pub fn code_text(way: WayId, typed: &str) -> String {
    let digits: String = plain(typed).chars().filter(char::is_ascii_digit).collect();
    format!("{way} {digits}")
}

/// The reminder that is due: the shortest time that has come, unless one as short or shorter was sent for this start, or had come when they
/// were told that it moved there. Whoever could not be reached for two days is told once, not once for each time that went by.
pub fn due(leads: &[i32], starts_at: DateTime<Utc>, now: DateTime<Utc>, told: &[i32], moved: Option<DateTime<Utc>>) -> Option<i32> {
    if now >= starts_at {
        return None;
    }
    let comes_at = |lead: i32| starts_at - TimeDelta::minutes(lead.into());
    let come = leads.iter().copied().filter(|lead| comes_at(*lead) <= now).min()?;
    (told.iter().all(|told| *told > come) && moved.is_none_or(|at| comes_at(come) > at)).then_some(come)
}

/// What of a session somebody is to be told anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum SessionNews {
    /// That it will be.
    Ahead,
    /// That it is at another time.
    Moved,
    /// That it will not be.
    Cancelled,
}

/// The news for somebody who was told of a session for `told_for`, and who has not heard since what became of it.
pub fn news(
    told: SessionNews,
    told_for: DateTime<Utc>,
    cancelled: bool,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<SessionNews> {
    if cancelled {
        (told != SessionNews::Cancelled && told_for > now).then_some(SessionNews::Cancelled)
    } else {
        (told != SessionNews::Cancelled && told_for != starts_at && starts_at > now).then_some(SessionNews::Moved)
    }
}

/// Where an address is sealed, under the membership's own key.
fn place(practice: PracticeId, id: WayId) -> SealContext {
    SealContext { table: "reminder_way", column: "address", row: id.0, practice: practice.0 }
}

/// Whom the pages are about, by their path.
pub fn path(group: crate::group::GroupId, of: Option<MembershipId>) -> String {
    of.map_or_else(|| format!("/groups/{group}/reminders"), |member| format!("/groups/{group}/members/{member}/reminders"))
}

/// The purpose of links that turn reminders off, and the text that such a link's secret is made of.
const OFF: &str = "reminders off";

fn off_text(id: WayId) -> String {
    Uuid::to_string(&id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_shortest_time_that_has_come_is_told_once() {
        let start = at("2026-11-30T15:00:00Z");
        let leads = [10080, 1440, 60];
        assert_eq!(due(&leads, start, at("2026-11-23T14:59:59Z"), &[], None), None);
        assert_eq!(due(&leads, start, at("2026-11-23T15:00:00Z"), &[], None), Some(10080));
        assert_eq!(due(&leads, start, at("2026-11-23T15:00:00Z"), &[10080], None), None);
        assert_eq!(due(&leads, start, at("2026-11-29T15:00:00Z"), &[10080], None), Some(1440));
        assert_eq!(due(&leads, start, at("2026-11-30T14:30:00Z"), &[], None), Some(60), "three went by: one is told");
        assert_eq!(due(&leads, start, at("2026-11-30T14:30:00Z"), &[60], None), None, "and the longer ones are not made up for");
        let moved = Some(at("2026-11-29T16:00:00Z"));
        assert_eq!(due(&leads, start, at("2026-11-29T17:00:00Z"), &[], moved), None, "what they were told when it moved is one");
        assert_eq!(due(&leads, start, at("2026-11-30T14:00:00Z"), &[], moved), Some(60), "and the next one comes");
        assert_eq!(due(&leads, start, start, &[], None), None, "it has begun");
        assert_eq!(due(&[], start, at("2026-11-30T14:30:00Z"), &[], None), None);
    }

    #[test]
    fn a_day_before_is_a_day_of_hours_across_a_change_of_the_clocks() {
        // Berlin's clocks went back on 25 October 2026 at 01:00 UTC: 18:30 there is 17:30 in UTC from then on.
        let start = crate::kit::locale::entry::instant(
            chrono::NaiveDate::from_ymd_opt(2026, 10, 25).unwrap(),
            chrono::NaiveTime::from_hms_opt(18, 30, 0).unwrap(),
            chrono_tz::Europe::Berlin,
        );
        assert_eq!(start, at("2026-10-25T17:30:00Z"));
        assert_eq!(due(&[1440], start, at("2026-10-24T17:29:59Z"), &[], None), None);
        assert_eq!(due(&[1440], start, at("2026-10-24T17:30:00Z"), &[], None), Some(1440));
    }

    #[test]
    fn whoever_was_told_hears_what_became_of_it_once() {
        use SessionNews::{Ahead, Cancelled, Moved};
        let (old, new, now) = (at("2026-11-30T15:00:00Z"), at("2026-12-01T15:00:00Z"), at("2026-11-29T15:00:00Z"));
        assert_eq!(news(Ahead, old, false, old, now), None);
        assert_eq!(news(Ahead, old, false, new, now), Some(Moved));
        assert_eq!(news(Moved, new, false, new, now), None);
        assert_eq!(news(Moved, new, false, old, now), Some(Moved), "and back again");
        assert_eq!(news(Ahead, old, true, old, now), Some(Cancelled));
        assert_eq!(news(Cancelled, old, true, old, now), None);
        assert_eq!(news(Ahead, old, true, old, old), None, "what is over needs no news");
        assert_eq!(news(Ahead, old, false, old - TimeDelta::days(3), now), None, "moved into the past");
    }

    #[test]
    fn only_offered_times_are_kept() {
        assert_eq!(read_leads(&[60, 1440, 7, 60]), Ok(vec![1440, 60]));
        assert_eq!(read_leads(&[7]), Err(ReminderRefusal::NoTime));
    }

    #[test]
    fn a_number_is_the_same_in_all_digits() {
        let way = WayId(Uuid::nil());
        assert_eq!(code_text(way, " ۱۲۳ ۴۵۶"), code_text(way, "123456"));
        assert_ne!(code_text(way, "123456"), code_text(WayId::random(), "123456"));
        assert_eq!(fresh_code().len(), 6);
    }
}
