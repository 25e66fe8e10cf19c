//! Time conflicts of planned sessions. A group never meets twice at once. A conflict with another session of its leaders, or in the same
//! room, is only a warning, which the scheduler may override; about a session that they do not lead themselves, the scheduler learns nothing but that it exists.

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::clash_store::TakenRoom;
use super::substitution::{self, seated};
use super::timing::{self, Timing};
use super::way_out::{self, Span, WayOut, overlap};
use super::{Session, SessionId, SessionState, clash_store, store};
use crate::group::{self, GroupId, MembershipState, Role, SchedulingAccess, SchedulingVia};
use crate::key;
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::i18n::{LocaleContext, MessageKey, dates, entry};
use crate::kit::web::{Chrome, FormErrors};
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::practice::rooms::{self, Room, RoomId};

/// A planned time of one session.
#[derive(Clone, Debug)]
pub(in crate::session) struct Slot {
    pub session: SessionId,
    pub local_start: NaiveDateTime,
    pub zone: Tz,
    pub minutes: i32,
    /// None for the group's usual place.
    pub place: Option<String>,
}

impl Slot {
    pub(in crate::session) fn new(session: SessionId, timing: &Timing, zone: Tz) -> Self {
        Self { session, local_start: timing.local_start, zone, minutes: timing.minutes, place: timing.place.clone() }
    }

    fn starts_at(&self) -> DateTime<Tz> {
        entry::zoned(self.local_start, self.zone)
    }

    fn span(&self) -> Span {
        let from = self.starts_at().to_utc();
        (from, from + TimeDelta::minutes(self.minutes.into()))
    }
}

/// The start of the first planned or live session of the group that overlaps one of `slots`, or of a slot that overlaps an earlier one.
pub(in crate::session) fn group_conflict(slots: &[Slot], sessions: &[Session]) -> Option<DateTime<Tz>> {
    let is_own = |id: SessionId| slots.iter().any(|slot| slot.session == id);
    let others = sessions.iter().filter(|one| matches!(one.state, SessionState::Planned | SessionState::Live) && !is_own(one.id));
    let others: Vec<_> = others.map(|one| (one.starts_at, (one.started_at.unwrap_or(one.starts_at.to_utc()), one.planned_end()))).collect();
    slots.iter().enumerate().find_map(|(n, slot)| {
        let other = others.iter().find(|(_, span)| overlap(slot.span(), *span)).map(|(at, _)| *at);
        other.or_else(|| slots[..n].iter().find(|one| overlap(slot.span(), one.span())).map(Slot::starts_at))
    })
}

/// Whether a person leads a session of another group of the practice during `slot`.
pub(in crate::session) async fn is_busy(
    conn: &mut PgConnection,
    practice: PracticeId,
    group: GroupId,
    person: PersonId,
    slot: &Slot,
) -> Result<bool, sqlx::Error> {
    let found = clash_store::sessions_led(conn, practice, None, &[person], slot.span(), group).await?;
    Ok(!found.is_empty())
}

/// The warnings about one slot.
pub(in crate::session) struct ClashWarnings<'a> {
    pub slot: &'a Slot,
    pub lines: Vec<String>,
}

/// The warnings about some slots, and one way out of the first taken room.
pub(in crate::session) struct Warnings<'a> {
    pub notes: Vec<ClashWarnings<'a>>,
    pub way_out: Option<WayOut>,
}

/// What a form says about other sessions at the time that was typed.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Clashes {
    pub lines: Vec<String>,
    pub way_out: Option<WayOut>,
}

impl Clashes {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The warnings about `slots`: leaders who lead another session then, rooms that are taken, and hours that the clocks skip.
pub(in crate::session) async fn warnings<'a>(
    by: &mut SchedulingAccess,
    app: &AppState,
    reader: LocaleContext,
    slots: &'a [Slot],
) -> Result<Warnings<'a>, Error> {
    let (group, practice, me, desk) = (by.group(), by.practice(), by.person(), by.via() == SchedulingVia::Desk);
    let people = group::store::memberships(&mut by.tx, &app.vault, group).await?;
    let rooms = rooms::store::open(&mut by.tx, &app.vault, practice).await?;
    let usual = group::store::find(&mut by.tx, &app.vault, group).await?.and_then(|group| group.place);
    let room_of = |slot: &Slot| slot.place.as_ref().or(usual.as_ref()).and_then(|place| rooms.iter().find(|room| room.is_named(place)));
    let taken = if slots.iter().any(|slot| room_of(slot).is_some()) { taken_rooms(by, slots).await? } else { Vec::new() };
    let (mut all, mut crowded) = (Vec::new(), None);
    for slot in slots {
        let in_force = substitution::store::in_force(&mut by.tx, slot.session).await?;
        let mut lead = seated(people.clone(), &in_force);
        lead.retain(|one| one.role.is_staff() && one.state == MembershipState::Active);
        let ids: Vec<_> = lead.iter().filter_map(|one| one.person).collect();
        let mut lines = Vec::new();
        if let Some(then) = entry::skipped_to(slot.local_start, slot.zone) {
            lines.push(timing::skipped(key!("session-hour-begins-later"), then, slot.zone, reader.locale).bare());
        }
        for (person, session) in clash_store::sessions_led(&mut by.tx, practice, Some(me), &ids, slot.span(), group).await? {
            let Some(one) = lead.iter().find(|one| one.person == Some(person)) else { continue };
            lines.push(if person == me {
                let Some(session) = store::find(&mut by.tx, &app.vault, session).await? else { continue };
                let of = group::store::find(&mut by.tx, &app.vault, session.group).await?.map(|group| group.name).unwrap_or_default();
                reader.locale.message("clash-you").arg("group", of).arg("when", reader.when(session.starts_at)).bare()
            } else {
                match one.name.as_deref().filter(|_| !desk) {
                    Some(name) => reader.locale.message("clash-colleague").arg("name", name).bare(),
                    None => reader.locale.text(by_role(one.role)),
                }
            });
        }
        let in_room = |room: RoomId| {
            let mut others = taken.iter().filter(move |one| one.group != group && one.room == Some(room));
            others.find(|one| overlap(span_of(one), slot.span()))
        };
        if let Some((room, other)) = room_of(slot).and_then(|room| Some((room, in_room(room.id)?))) {
            crowded.get_or_insert(room);
            let other = if desk { store::find(&mut by.tx, &app.vault, other.session).await? } else { None };
            let of = match &other {
                Some(other) => group::store::find(&mut by.tx, &app.vault, other.group).await?,
                None => None,
            };
            // Whose session it is, only those read who keep the times of all groups.
            lines.push(match other.zip(of) {
                Some((other, of)) => {
                    let said = reader.locale.message("clash-room-by").arg("room", room.name.as_str()).arg("group", of.name);
                    said.arg("when", reader.when(other.starts_at)).bare()
                }
                None => reader.locale.message("clash-room").arg("room", room.name.as_str()).bare(),
            });
        }
        lines.dedup();
        if !lines.is_empty() {
            all.push(ClashWarnings { slot, lines });
        }
    }
    let way_out = crowded.and_then(|room| suggested(&rooms, room, &taken, slots, group));
    Ok(Warnings { notes: all, way_out })
}

fn span_of(one: &TakenRoom) -> Span {
    (one.from, one.from + TimeDelta::minutes(one.minutes.into()))
}

/// The rooms that are taken on the days of the slots, but not by their own sessions.
async fn taken_rooms(by: &mut SchedulingAccess, slots: &[Slot]) -> Result<Vec<TakenRoom>, sqlx::Error> {
    let spans = || slots.iter().map(Slot::span);
    let Some((from, to)) = spans().map(|span| span.0).min().zip(spans().map(|span| span.1).max()) else { return Ok(Vec::new()) };
    let (practice, group) = (by.practice(), by.group());
    // A later start is looked for until midnight.
    let mut taken = clash_store::taken_rooms(&mut by.tx, practice, (from, to + TimeDelta::days(1)), group).await?;
    taken.retain(|one| slots.iter().all(|slot| slot.session != one.session));
    Ok(taken)
}

/// Another room for all the slots, else a later start of the only one.
fn suggested(rooms: &[Room], room: &Room, taken: &[TakenRoom], slots: &[Slot], group: GroupId) -> Option<WayOut> {
    let wanted: Vec<_> = slots.iter().map(Slot::span).collect();
    let by_others = taken.iter().filter(|one| one.group != group);
    let by_others: Vec<_> = by_others.filter_map(|one| one.room.map(|room| (room, span_of(one)))).collect();
    if let Some(other) = way_out::other_room(rooms, room.id, &by_others, &wanted) {
        return Some(WayOut::Room(other.name.clone()));
    }
    let [slot] = slots else { return None };
    // The group itself never meets twice at once.
    let busy = taken.iter().filter(|one| one.group == group || one.room == Some(room.id));
    let at = way_out::later_start(&busy.map(span_of).collect::<Vec<_>>(), slot.span(), slot.zone)?;
    Some(WayOut::Later(room.name.clone(), at))
}

/// Flattens the notes into lines; with several slots, each line names its day.
pub(in crate::session) fn lines(notes: &[ClashWarnings<'_>], several: bool, reader: LocaleContext) -> Vec<String> {
    let day = |slot: &Slot| dates::weekday_and_day(slot.local_start.date(), reader.zone, reader.locale, reader.calendar);
    let line_text = |one: &ClashWarnings<'_>, line: &String| match several {
        true => reader.locale.message("clash-on-day").arg("day", day(one.slot)).arg("words", line.as_str()).bare(),
        false => line.clone(),
    };
    notes.iter().flat_map(|one| one.lines.iter().map(move |line| line_text(one, line))).collect()
}

/// Checks a plan against existing sessions. A clash within the group becomes a form error of `time`. Other warnings are returned, unless
/// the scheduler plans `despite` them.
pub(in crate::session) async fn check(
    by: &mut SchedulingAccess,
    app: &AppState,
    chrome: &Chrome,
    slots: &[Slot],
    despite: bool,
    errors: &mut FormErrors,
) -> Result<Clashes, Error> {
    let group = by.group();
    let sessions = store::of_groups(&mut by.tx, &app.vault, &[group.0]).await?;
    if let Some(at) = group_conflict(slots, &sessions) {
        errors.add("time", chrome.locale().message("clash-own-group").arg("when", chrome.reader.when(at)));
    }
    if despite {
        return Ok(Clashes::default());
    }
    let found = warnings(by, app, chrome.reader, slots).await?;
    Ok(Clashes { lines: lines(&found.notes, slots.len() > 1, chrome.reader), way_out: found.way_out })
}

fn by_role(role: Role) -> MessageKey {
    if role == Role::Therapist { key!("clash-therapist") } else { key!("clash-facilitator") }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    #[test]
    fn adjacent_sessions_do_not_clash() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (first, second, third) = (at("2026-11-30T15:00:00Z"), at("2026-11-30T16:30:00Z"), at("2026-11-30T18:00:00Z"));
        assert!(!overlap((first, second), (second, third)) && !overlap((second, third), (first, second)));
        assert!(overlap((first, third), (second, third)) && overlap((first, second), (first, third)));
    }

    #[test]
    fn slots_of_one_plan_are_checked_against_each_other() {
        let slot = |time: &str| Slot {
            session: SessionId::random(),
            local_start: format!("2026-11-30T{time}").parse().unwrap(),
            zone: Tz::Asia__Tehran,
            minutes: 90,
            place: None,
        };
        assert_eq!(group_conflict(&[slot("18:00:00"), slot("19:30:00")], &[]), None);
        assert!(group_conflict(&[slot("18:00:00"), slot("19:29:00")], &[]).is_some());
    }
}
