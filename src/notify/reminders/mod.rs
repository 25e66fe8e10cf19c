//! Reminders: when and by which channel a member is reminded of a session, and the news a member gets when it is moved or cancelled.
//!
//! Nothing is scheduled ahead. Every few seconds a sweep reads the current sessions, memberships, regrets and reminder settings, and writes
//! what is due into the outbox. So a moved session, a clock change or a member who leaves needs no correction.

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
use crate::kit::i18n::MessageKey;
use crate::kit::mail::{Channel, Recipient};
use crate::kit::text::plain;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A member's reminder settings for one address.
    WayId,
}

/// The outbox kind of reminders and of news about a session.
pub const REMINDER: &str = "reminder";
/// The outbox kind of the code that confirms an address.
pub const CODE: &str = "code";
/// The lead times on offer, in minutes before the start.
pub const LEADS: [i32; 5] = [7 * 1440, 2 * 1440, 1440, 180, 60];
/// The preselected lead time.
pub const USUAL: i32 = 1440;
/// How long a code is valid.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(30);
/// How often a code may be tried.
pub const TRIES: i32 = 5;
/// How many codes one membership may request in a day.
pub const CODES_A_DAY: i64 = 5;

/// A member's reminder settings.
#[derive(Clone, Debug)]
pub struct ReminderSettings {
    /// A new address gets a new id.
    pub id: WayId,
    pub channel: Channel,
    /// The address; `None` if it can no longer be decrypted or parsed.
    pub to: Option<Recipient>,
    /// Lead times in minutes.
    pub leads: Vec<i32>,
    /// Whether the message may name the group.
    pub says_group: bool,
    /// While the address is unconfirmed: when the code expires.
    pub asked_until: Option<DateTime<Utc>>,
}

impl ReminderSettings {
    /// Whether the member has proved that messages reach them.
    pub fn is_confirmed(&self) -> bool {
        self.asked_until.is_none()
    }
}

/// Why reminder settings are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderRefusal {
    /// Not an e-mail address.
    NotAnAddress,
    /// Not a telephone number.
    NotANumber,
    /// No time was chosen.
    NoTime,
    /// The code is wrong.
    WrongCode,
    /// The code has expired, or was tried too often.
    CodeOver,
    /// Too many codes were sent today.
    TooOften,
}

impl ReminderRefusal {
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

pub fn read_address(channel: Channel, typed: &str) -> Result<Recipient, ReminderRefusal> {
    Recipient::read(channel, typed).ok_or(match channel {
        Channel::Mail => ReminderRefusal::NotAnAddress,
        Channel::Text => ReminderRefusal::NotANumber,
    })
}

/// Reads the ticked lead times: those on offer, the longest first.
///
/// # Errors
/// [`ReminderRefusal::NoTime`].
pub fn read_leads(ticked: &[i32]) -> Result<Vec<i32>, ReminderRefusal> {
    let leads: Vec<i32> = LEADS.into_iter().filter(|lead| ticked.contains(lead)).collect();
    if leads.is_empty() { Err(ReminderRefusal::NoTime) } else { Ok(leads) }
}

pub fn lead_key(lead: i32) -> MessageKey {
    match lead {
        10080 => key!("reminders-week"),
        2880 => key!("reminders-two-days"),
        1440 => key!("reminders-day"),
        180 => key!("reminders-three-hours"),
        _ => key!("reminders-hour"),
    }
}

pub fn fresh_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// The text whose keyed hash is stored for a code; it includes the id, so that a code is valid for one address only.
pub fn code_text(way: WayId, typed: &str) -> String {
    let digits: String = plain(typed).chars().filter(char::is_ascii_digit).collect();
    format!("{way} {digits}")
}

/// The lead time of the reminder that is due: the shortest one reached. `None` if one as short or shorter was sent for this start, or if it
/// was already reached when the member got the news of the move to this start. So a member who could not be reached for two days gets one
/// reminder, not one per missed lead time.
pub fn due(leads: &[i32], starts_at: DateTime<Utc>, now: DateTime<Utc>, sent: &[i32], moved_at: Option<DateTime<Utc>>) -> Option<i32> {
    if now >= starts_at {
        return None;
    }
    let due_at = |lead: i32| starts_at - TimeDelta::minutes(lead.into());
    let shortest = leads.iter().copied().filter(|lead| due_at(*lead) <= now).min()?;
    (sent.iter().all(|lead| *lead > shortest) && moved_at.is_none_or(|at| due_at(shortest) > at)).then_some(shortest)
}

crate::coded! {
    /// What a message says about a session.
    pub enum SessionNews {
        /// It will take place.
        Ahead = "ahead",
        /// It has another time.
        Moved = "moved",
        /// It was cancelled.
        Cancelled = "cancelled",
    }
}

/// The news due to a member whose last message about the session was `last` and named the start `announced_start`.
pub fn news(
    last: SessionNews,
    announced_start: DateTime<Utc>,
    cancelled: bool,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<SessionNews> {
    if cancelled {
        (last != SessionNews::Cancelled && announced_start > now).then_some(SessionNews::Cancelled)
    } else {
        (last != SessionNews::Cancelled && announced_start != starts_at && starts_at > now).then_some(SessionNews::Moved)
    }
}

/// The seal context of an address; the membership's own key seals it.
fn address_context(practice: PracticeId, id: WayId) -> SealContext {
    SealContext { table: "reminder_way", column: "address", row: id.0, practice: practice.0 }
}

/// The path of the reminder pages: a member's for staff, otherwise the reader's own.
pub fn path(group: crate::group::GroupId, of: Option<MembershipId>) -> String {
    of.map_or_else(|| format!("/groups/{group}/reminders"), |member| format!("/groups/{group}/members/{member}/reminders"))
}

/// The token purpose of links that turn reminders off; also the domain of the keyed hash that makes their secret.
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
    fn the_shortest_lead_time_reached_is_sent_once() {
        let start = at("2026-11-30T15:00:00Z");
        let leads = [10080, 1440, 60];
        assert_eq!(due(&leads, start, at("2026-11-23T14:59:59Z"), &[], None), None);
        assert_eq!(due(&leads, start, at("2026-11-23T15:00:00Z"), &[], None), Some(10080));
        assert_eq!(due(&leads, start, at("2026-11-23T15:00:00Z"), &[10080], None), None);
        assert_eq!(due(&leads, start, at("2026-11-29T15:00:00Z"), &[10080], None), Some(1440));
        assert_eq!(due(&leads, start, at("2026-11-30T14:30:00Z"), &[], None), Some(60), "three lead times passed: one reminder");
        assert_eq!(due(&leads, start, at("2026-11-30T14:30:00Z"), &[60], None), None, "longer lead times are not made up for");
        let moved = Some(at("2026-11-29T16:00:00Z"));
        assert_eq!(due(&leads, start, at("2026-11-29T17:00:00Z"), &[], moved), None, "the news of the move counts as a reminder");
        assert_eq!(due(&leads, start, at("2026-11-30T14:00:00Z"), &[], moved), Some(60), "the next lead time is sent");
        assert_eq!(due(&leads, start, start, &[], None), None, "the session has begun");
        assert_eq!(due(&[], start, at("2026-11-30T14:30:00Z"), &[], None), None);
    }

    #[test]
    fn a_day_before_is_24_hours_across_a_clock_change() {
        // Berlin's clocks went back on 25 October 2026 at 01:00 UTC: 18:30 there is 17:30 in UTC from then on.
        let start = crate::kit::i18n::entry::instant(
            chrono::NaiveDate::from_ymd_opt(2026, 10, 25).unwrap(),
            chrono::NaiveTime::from_hms_opt(18, 30, 0).unwrap(),
            chrono_tz::Europe::Berlin,
        );
        assert_eq!(start, at("2026-10-25T17:30:00Z"));
        assert_eq!(due(&[1440], start, at("2026-10-24T17:29:59Z"), &[], None), None);
        assert_eq!(due(&[1440], start, at("2026-10-24T17:30:00Z"), &[], None), Some(1440));
    }

    #[test]
    fn a_member_gets_each_change_of_a_session_once() {
        use SessionNews::{Ahead, Cancelled, Moved};
        let (old, new, now) = (at("2026-11-30T15:00:00Z"), at("2026-12-01T15:00:00Z"), at("2026-11-29T15:00:00Z"));
        assert_eq!(news(Ahead, old, false, old, now), None);
        assert_eq!(news(Ahead, old, false, new, now), Some(Moved));
        assert_eq!(news(Moved, new, false, new, now), None);
        assert_eq!(news(Moved, new, false, old, now), Some(Moved), "moved back again");
        assert_eq!(news(Ahead, old, true, old, now), Some(Cancelled));
        assert_eq!(news(Cancelled, old, true, old, now), None);
        assert_eq!(news(Ahead, old, true, old, old), None, "a past start needs no news");
        assert_eq!(news(Ahead, old, false, old - TimeDelta::days(3), now), None, "moved into the past");
    }

    #[test]
    fn only_offered_lead_times_are_kept() {
        assert_eq!(read_leads(&[60, 1440, 7, 60]), Ok(vec![1440, 60]));
        assert_eq!(read_leads(&[7]), Err(ReminderRefusal::NoTime));
    }

    #[test]
    fn a_code_is_the_same_in_all_digit_scripts() {
        let way = WayId(Uuid::nil());
        assert_eq!(code_text(way, " ۱۲۳ ۴۵۶"), code_text(way, "123456"));
        assert_ne!(code_text(way, "123456"), code_text(WayId::random(), "123456"));
        assert_eq!(fresh_code().len(), 6);
    }
}
