//! A month of the groups that a person may see: their own by name, a colleague's only as a room that is taken, and by name for those who
//! keep the times of the practice.

mod day;
pub(in crate::session) mod routes;
pub mod store;
mod views;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{SessionId, SessionState};
use crate::group::GroupId;
use crate::key;
use crate::kit::i18n::months::Month;
use crate::kit::i18n::{Calendar, MessageKey};
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::practice::rooms::RoomId;

/// When and where a session is, without a word of its group.
#[derive(Clone, Debug)]
pub struct CalendarSlot {
    pub id: SessionId,
    pub group: GroupId,
    pub practice: PracticeId,
    pub local_start: NaiveDateTime,
    pub time_zone: Tz,
    pub starts_at: DateTime<Utc>,
    pub minutes: i32,
    pub state: SessionState,
    pub started_at: Option<DateTime<Utc>>,
    /// Its own room, else the group's.
    pub room: Option<RoomId>,
    /// Who leads it, substitutes included.
    pub leads: Vec<PersonId>,
}

impl CalendarSlot {
    fn span(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let from = self.started_at.unwrap_or(self.starts_at);
        (from, from + TimeDelta::minutes(self.minutes.into()))
    }

    fn is_ahead(&self) -> bool {
        matches!(self.state, SessionState::Planned | SessionState::Live)
    }
}

/// What two sessions at the same time share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    Group,
    Room,
    Leader,
}

impl Shared {
    /// A sentence about it; that of a room names it (`room`).
    pub fn key(self) -> MessageKey {
        match self {
            Self::Group => key!("calendar-clash-group"),
            Self::Room => key!("calendar-clash-room"),
            Self::Leader => key!("calendar-clash-leader"),
        }
    }
}

/// The sessions that overlap another one with the same group, room or leader.
pub fn clashes(slots: &[CalendarSlot]) -> HashMap<SessionId, BTreeSet<Shared>> {
    let mut found: HashMap<SessionId, BTreeSet<Shared>> = HashMap::new();
    let ahead: Vec<_> = slots.iter().filter(|slot| slot.is_ahead()).collect();
    for (at, one) in ahead.iter().enumerate() {
        for other in &ahead[at + 1..] {
            let (first, second) = (one.span(), other.span());
            if first.0 >= second.1 || second.0 >= first.1 {
                continue;
            }
            let shared = [
                (Shared::Group, one.group == other.group),
                (Shared::Room, one.room.is_some() && one.room == other.room),
                (Shared::Leader, one.leads.iter().any(|person| other.leads.contains(person))),
            ];
            for (what, _) in shared.into_iter().filter(|(_, is_shared)| *is_shared) {
                found.entry(one.id).or_default().insert(what);
                found.entry(other.id).or_default().insert(what);
            }
        }
    }
    found
}

/// Reads a month of a calendar from an address: "1405-09".
pub fn read_month(text: &str, calendar: Calendar) -> Option<Month> {
    let (year, number) = text.split_once('-')?;
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    (calendar.living_years().contains(&year) && (1..=12).contains(&number)).then_some(Month { calendar, year, number })
}

/// A month as an address has it.
pub fn month_code(month: Month) -> String {
    format!("{:04}-{:02}", month.year, month.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(group: GroupId, start: &str, room: Option<RoomId>, leads: &[PersonId]) -> CalendarSlot {
        let local_start: NaiveDateTime = format!("2026-12-01T{start}:00").parse().unwrap();
        CalendarSlot {
            id: SessionId::random(),
            group,
            practice: PracticeId::random(),
            local_start,
            time_zone: Tz::UTC,
            starts_at: local_start.and_utc(),
            minutes: 90,
            state: SessionState::Planned,
            started_at: None,
            room,
            leads: leads.to_vec(),
        }
    }

    #[test]
    fn overlapping_sessions_clash_in_what_they_share() {
        let [one, other] = [GroupId::random(), GroupId::random()];
        let (room, leader) = (RoomId::random(), PersonId::random());
        let first = slot(one, "17:00", Some(room), &[leader]);
        let second = slot(other, "18:00", Some(room), &[]);
        let third = slot(other, "18:30", None, &[leader]);
        let found = clashes(&[first.clone(), second.clone(), third.clone()]);
        assert_eq!(found[&first.id], BTreeSet::from([Shared::Room]));
        assert_eq!(found[&second.id], BTreeSet::from([Shared::Group, Shared::Room]));
        assert_eq!(found[&third.id], BTreeSet::from([Shared::Group]), "it begins when the first one ends");
        let gone = CalendarSlot { state: SessionState::Cancelled, ..second };
        assert!(clashes(&[first, gone]).is_empty(), "a cancelled session takes no room");
        let nowhere = [slot(one, "17:00", None, &[]), slot(other, "17:00", None, &[])];
        assert!(clashes(&nowhere).is_empty(), "no room is not a shared room");
    }

    #[test]
    fn a_month_is_read_from_its_address() {
        let azar = Month { calendar: Calendar::Jalali, year: 1405, number: 9 };
        assert_eq!(read_month(&month_code(azar), Calendar::Jalali), Some(azar));
        for wrong in ["1405-13", "1405-00", "2026-11", "1405", "x-1"] {
            assert_eq!(read_month(wrong, Calendar::Jalali), None, "{wrong}");
        }
    }
}
