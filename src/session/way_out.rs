//! One suggested way out when a room is taken: another room that is free, else a later hour of that day.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::practice::rooms::{Room, RoomId};

/// From a time until before another.
pub(in crate::session) type Span = (DateTime<Utc>, DateTime<Utc>);

/// A later start is a multiple of these minutes.
const ROUND: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::session) enum WayOut {
    /// The name of another room, which is free the whole time.
    Room(String),
    /// The name of the taken room, and the next start of that day at which it is free for as long.
    Later(String, DateTime<Tz>),
}

pub(in crate::session) fn overlap(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// The first room other than `but` that is free at all of these times.
pub(in crate::session) fn other_room<'a>(rooms: &'a [Room], but: RoomId, taken: &[(RoomId, Span)], wanted: &[Span]) -> Option<&'a Room> {
    let is_free = |room: &&Room| {
        let mut own = taken.iter().filter(|(of, _)| *of == room.id);
        !own.any(|(_, span)| wanted.iter().any(|one| overlap(*span, *one)))
    };
    rooms.iter().filter(|room| room.id != but).find(is_free)
}

/// The next start at which a session as long as `wanted` overlaps nothing of `busy` and is over by midnight of the same day in `zone`.
pub(in crate::session) fn later_start(busy: &[Span], wanted: Span, zone: Tz) -> Option<DateTime<Tz>> {
    let length = wanted.1 - wanted.0;
    let midnight = (wanted.0.with_timezone(&zone).date_naive() + Days::new(1)).and_time(NaiveTime::MIN);
    let mut starts: Vec<_> = busy.iter().map(|(_, ends)| rounded_up(*ends)).filter(|start| *start > wanted.0).collect();
    starts.sort_unstable();
    let is_free = |start: &DateTime<Utc>| !busy.iter().any(|span| overlap(*span, (*start, *start + length)));
    let found = starts.into_iter().find(is_free)?;
    ((found + length).with_timezone(&zone).naive_local() <= midnight).then(|| found.with_timezone(&zone))
}

fn rounded_up(at: DateTime<Utc>) -> DateTime<Utc> {
    let past = at.timestamp().rem_euclid(ROUND * 60);
    if past == 0 && at.timestamp_subsec_nanos() == 0 {
        return at;
    }
    let down = at - TimeDelta::seconds(past) - TimeDelta::nanoseconds(at.timestamp_subsec_nanos().into());
    down + TimeDelta::minutes(ROUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        let at = |time: &str| format!("2026-12-01T{time}:00Z").parse().unwrap();
        (at(from), at(to))
    }

    #[test]
    fn another_room_is_free_the_whole_time_and_at_every_time() {
        let rooms = ["One", "Two", "Three"].map(|name| Room { id: RoomId::random(), name: name.to_owned() });
        let [one, two, three] = [rooms[0].id, rooms[1].id, rooms[2].id];
        let name = |taken: &[(RoomId, Span)], wanted: &[Span]| other_room(&rooms, two, taken, wanted).map(|room| room.name.as_str());
        let wanted = span("15:00", "16:30");
        assert_eq!(name(&[(two, wanted)], &[wanted]), Some("One"), "in the order of the list");
        let neighbours = [(one, span("14:00", "15:00")), (one, span("16:30", "18:00"))];
        assert_eq!(name(&neighbours, &[wanted]), Some("One"), "one ends when the other begins");
        let last_minute = (one, span("16:29", "18:00"));
        assert_eq!(name(&[last_minute], &[wanted]), Some("Three"));
        assert_eq!(name(&[last_minute], &[span("09:00", "10:00"), wanted]), Some("Three"), "free at one of two times is not free");
        assert_eq!(name(&[last_minute, (three, wanted)], &[wanted]), None);
    }

    #[test]
    fn a_later_start_is_free_for_as_long_on_the_same_day() {
        let tehran = Tz::Asia__Tehran;
        let later = |busy: &[Span], wanted| later_start(busy, wanted, tehran).map(|at| at.format("%H:%M").to_string());
        let (first, second) = (span("14:00", "15:30"), span("16:30", "17:00"));
        // 15:30 UTC is 19:00 in Tehran, where the day ends at 20:30 UTC.
        assert_eq!(later(&[first], span("15:00", "16:30")).as_deref(), Some("19:00"));
        assert_eq!(later(&[second, first], span("15:00", "16:30")).as_deref(), Some("20:30"), "an hour between two is too short");
        assert_eq!(later(&[span("14:00", "15:31")], span("15:00", "16:00")).as_deref(), Some("19:05"));
        assert_eq!(later(&[span("14:00", "19:00")], span("15:00", "16:30")).as_deref(), Some("22:30"), "until midnight");
        assert_eq!(later(&[span("14:00", "19:05")], span("15:00", "16:30")), None);
    }
}
