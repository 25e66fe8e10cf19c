//! The rooms of a day: the hours at which each is taken, in words and as bars.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::CalendarSlot;
use crate::practice::rooms::Room;
use crate::session::SessionState;

/// The minutes of a day.
const DAY: i32 = 24 * 60;
/// Between two hours that the axis names, in minutes.
const STEP: i32 = 3 * 60;
/// The axis shows at least these minutes of the day: nine to nine.
const USUAL: (i32, i32) = (9 * 60, 21 * 60);

/// The rooms of one day.
#[derive(Debug)]
pub(super) struct RoomsOfDay {
    pub rooms: Vec<RoomLine>,
    /// The hours that the axis of the bars names.
    pub hours: Vec<i32>,
}

#[derive(Debug)]
pub(super) struct RoomLine {
    pub name: String,
    pub taken: Vec<TakenHours>,
}

/// When a session takes a room.
#[derive(Debug)]
pub(super) struct TakenHours {
    /// The group and its colour; none where only the taken room is shown.
    pub group: Option<(String, usize)>,
    pub starts_at: DateTime<Tz>,
    pub ends_at: DateTime<Tz>,
    /// Percent from the beginning of the axis.
    pub x: f64,
    /// Percent of the axis.
    pub width: f64,
}

/// The rooms of `day`: those that are listed, and those that are taken on it although they are not listed any more (`true`). In words, an hour
/// is that of its group, as in the month; the bars of all rooms share the clock of the practice (`zone`). None without rooms.
pub(super) fn rooms_of_day(
    day: NaiveDate,
    zone: Tz,
    rooms: Vec<(Room, bool)>,
    slots: &[CalendarSlot],
    named: impl Fn(&CalendarSlot) -> Option<(String, usize)>,
) -> Option<RoomsOfDay> {
    let on_day: Vec<_> = slots
        .iter()
        .filter(|slot| slot.state != SessionState::Cancelled)
        .filter_map(|slot| minutes_on(day, slot.span().0.with_timezone(&zone).naive_local(), slot.minutes).map(|minutes| (slot, minutes)))
        .filter(|(slot, _)| rooms.iter().any(|(room, _)| Some(room.id) == slot.room))
        .collect();
    let (from, to) = axis(on_day.iter().map(|(_, minutes)| *minutes));
    let percent = |minutes: i32| (f64::from(minutes) * 10_000.0 / f64::from(to - from)).round() / 100.0;
    let hours_of = |slot: &CalendarSlot, (begins, ends): (i32, i32)| {
        let (starts_at, ends_at) = slot.span();
        let [starts_at, ends_at] = [starts_at, ends_at].map(|at| at.with_timezone(&slot.time_zone));
        TakenHours { group: named(slot), starts_at, ends_at, x: percent(begins - from), width: percent(ends - begins) }
    };
    let line = |(room, is_closed): (Room, bool)| {
        let own = on_day.iter().filter(|(slot, _)| slot.room == Some(room.id));
        let taken: Vec<_> = own.map(|(slot, minutes)| hours_of(slot, *minutes)).collect();
        (!is_closed || !taken.is_empty()).then_some(RoomLine { name: room.name, taken })
    };
    let rooms: Vec<_> = rooms.into_iter().filter_map(line).collect();
    let hours = (from / STEP..=to / STEP).map(|step| step * STEP / 60).collect();
    (!rooms.is_empty()).then_some(RoomsOfDay { rooms, hours })
}

/// The minutes of `day` that a session takes, counted from midnight.
fn minutes_on(day: NaiveDate, start: NaiveDateTime, minutes: i32) -> Option<(i32, i32)> {
    let begins = i32::try_from((start - day.and_time(NaiveTime::MIN)).num_minutes()).ok()?;
    let (from, to) = (begins.max(0), (begins + minutes).min(DAY));
    (from < to).then_some((from, to))
}

/// Where the axis begins and ends, on hours that it names.
fn axis(taken: impl Iterator<Item = (i32, i32)>) -> (i32, i32) {
    let (from, to) = taken.fold(USUAL, |(from, to), (begins, ends)| (from.min(begins), to.max(ends)));
    (from / STEP * STEP, (to + STEP - 1) / STEP * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::GroupId;
    use crate::practice::PracticeId;
    use crate::practice::rooms::RoomId;
    use crate::session::SessionId;

    fn slot(start: &str, room: RoomId, state: SessionState) -> CalendarSlot {
        let local_start: NaiveDateTime = format!("{start}:00").parse().unwrap();
        CalendarSlot {
            id: SessionId::random(),
            group: GroupId::random(),
            practice: PracticeId::random(),
            local_start,
            time_zone: Tz::UTC,
            starts_at: local_start.and_utc(),
            minutes: 90,
            state,
            started_at: None,
            room: Some(room),
            leads: Vec::new(),
        }
    }

    fn room(name: &str) -> Room {
        Room { id: RoomId::random(), name: name.to_owned() }
    }

    #[test]
    fn a_room_shows_its_taken_hours_and_one_off_the_list_only_while_it_is_taken() {
        use SessionState::{Cancelled, Planned};
        let day: NaiveDate = "2026-12-01".parse().unwrap();
        let (one, two, gone, kept) = (room("One"), room("Two"), room("Gone"), room("Kept"));
        let slots = [
            slot("2026-11-30T23:30", one.id, Planned),
            slot("2026-12-01T15:00", one.id, Planned),
            slot("2026-12-01T15:00", two.id, Cancelled),
            slot("2026-12-01T10:00", kept.id, Planned),
            slot("2026-12-02T00:00", two.id, Planned),
        ];
        let rooms = vec![(one, false), (two, false), (gone, true), (kept, true)];
        let shown = rooms_of_day(day, Tz::UTC, rooms, &slots, |_| None).unwrap();
        assert_eq!(shown.rooms.iter().map(|room| room.name.as_str()).collect::<Vec<_>>(), ["One", "Two", "Kept"]);
        assert_eq!(shown.hours, [0, 3, 6, 9, 12, 15, 18, 21]);
        let bars: Vec<_> = shown.rooms[0].taken.iter().map(|one| (one.x, one.width)).collect();
        assert_eq!(bars, [(0.0, 4.76), (71.43, 7.14)], "the night before reaches one hour into the day");
        assert!(shown.rooms[1].taken.is_empty(), "cancelled, and the next day");
        assert!(rooms_of_day(day, Tz::UTC, Vec::new(), &slots, |_| None).is_none());
    }

    #[test]
    fn the_bars_share_one_clock_and_show_when_a_session_really_began() {
        let day: NaiveDate = "2026-12-01".parse().unwrap();
        let one = room("One");
        let mut slots = [slot("2026-12-01T15:00", one.id, SessionState::Planned), slot("2026-12-03T15:00", one.id, SessionState::Live)];
        slots[0].time_zone = Tz::Asia__Tehran;
        slots[1].started_at = Some("2026-12-01T17:00:00Z".parse().unwrap());
        let shown = rooms_of_day(day, Tz::UTC, vec![(one, false)], &slots, |_| None).unwrap();
        let taken: Vec<_> = shown.rooms[0].taken.iter().map(|one| (one.x, one.starts_at.format("%H:%M").to_string())).collect();
        assert_eq!(taken, [(50.0, "18:30".to_owned()), (66.67, "17:00".to_owned())]);
    }

    #[test]
    fn the_axis_is_nine_to_nine_or_longer() {
        assert_eq!(axis([(600, 690)].into_iter()), (540, 1260));
        assert_eq!(axis([(500, 590), (1200, 1290)].into_iter()), (360, 1440));
    }
}
