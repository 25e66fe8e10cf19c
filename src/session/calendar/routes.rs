//! The route of the calendar.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta};
use sqlx::PgConnection;
use uuid::Uuid;

use super::day::rooms_of_day;
use super::views::{CalendarDay, CalendarEntry, CalendarPage};
use super::{CalendarSlot, Shared, clashes, read_month, store as calendar_store};
use crate::group::{self, Group, GroupId, MembershipState, SchedulingVia};
use crate::kit::db::Tx;
use crate::kit::i18n::months::{Month, parts, week_begins, weekday_names};
use crate::kit::i18n::{Calendar, Locale, LocaleContext, dates};
use crate::kit::text::sort_by_name;
use crate::kit::web::prelude::*;
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice;
use crate::practice::PracticeId;
use crate::practice::rooms::{self, Room, RoomId};
use crate::session::{Session, SessionId, SessionState, series, store, substitution};

/// How many colours tell groups apart.
const COLOURS: usize = 5;

pub(in crate::session) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::SignedIn, "/calendar", show)
}

#[derive(Deserialize)]
struct CalendarQuery {
    /// The month in the reader's calendar, "1405-09"; the present one if missing.
    month: Option<String>,
    /// The day of the month whose sessions are listed.
    day: Option<u8>,
}

/// A group that is shown by name.
struct NamedGroup {
    name: String,
    place: Option<String>,
    via: SchedulingVia,
    /// Whether the reader may plan for it.
    plans: bool,
    /// Its place in the legend.
    order: usize,
    colour: usize,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    QueryParams(query): QueryParams<CalendarQuery>,
) -> Result<Response, Problem> {
    let reader = chrome.reader;
    let today = dates::today(chrome.now, reader.zone);
    let month = match &query.month {
        None => Month::of(today, reader.calendar),
        Some(text) => read_month(text, reader.calendar).ok_or(Problem::NotFound)?,
    };
    let (first, next) = (month.first(), month.next().first());
    // A day's time zones reach beyond the day in UTC.
    let at = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let span = (at(first - Days::new(1)), at(next + Days::new(1)));
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    let (all, positions, mut named) = groups(&mut tx, &app, me.person, reader.locale).await?;
    let ids: Vec<Uuid> = named.keys().map(|id| id.0).collect();
    let mut sessions = store::of_groups_between(&mut tx, &app.vault, &ids, span).await?;
    let mut occurrences = HashMap::new();
    for id in named.keys() {
        occurrences.extend(series::store::occurrences(&mut tx, *id).await?);
    }
    for session in guest_sessions(&mut tx, &app, me.person).await? {
        if ids.contains(&session.group.0) {
            continue;
        }
        if !named.contains_key(&session.group) {
            let group = group::store::find(&mut tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
            let at = named.len();
            named.insert(group.id, named_group(group, SchedulingVia::Seat, false, at));
        }
        sessions.push(session);
    }
    let slots = calendar_store::slots(&mut tx, &all, span).await?;
    let clashing = clashes(&slots);
    let listed = rooms_of(&mut tx, &app, &positions, &slots).await?;
    let rooms: HashMap<RoomId, String> = listed.iter().map(|(_, room, _)| (room.id, room.name.clone())).collect();
    let said = |slot: &CalendarSlot| sentences(reader, slot, clashing.get(&slot.id).into_iter().flatten().copied(), &rooms);
    let mut entries: Vec<(NaiveDate, CalendarEntry)> = Vec::new();
    for session in &sessions {
        let Some(group) = named.get(&session.group) else { continue };
        let slot = slots.iter().find(|slot| slot.id == session.id);
        let day = session.local_start.date();
        let moved_from = occurrences.get(&session.id).map(|one| one.recurrence.date()).filter(|was| *was != day);
        entries.push((day, entry(session, group, moved_from, slot.map(&said).unwrap_or_default())));
    }
    let shown: HashSet<SessionId> = sessions.iter().map(|one| one.id).collect();
    for slot in slots.iter().filter(|slot| !shown.contains(&slot.id) && slot.state != SessionState::Cancelled) {
        let Some(room) = slot.room.and_then(|room| rooms.get(&room)) else { continue };
        entries.push((slot.local_start.date(), taken(slot, room)));
    }
    entries.sort_by_key(|(_, entry)| entry.starts_at);
    let count = entries.iter().filter(|(day, one)| (first..next).contains(day) && one.group.is_some() && !one.is_cancelled()).count();
    let mut days: Vec<CalendarDay> =
        month.days().map(|day| CalendarDay { day, number: parts(day, month.calendar).2, entries: Vec::new() }).collect();
    for (day, entry) in entries {
        if let Some(one) = days.iter_mut().find(|one| one.day == day) {
            one.entries.push(entry);
        }
    }
    let begins = week_begins(reader.locale, reader.zone);
    let mut groups: Vec<_> = named.iter().collect();
    groups.sort_by_key(|(_, one)| one.order);
    let asked = query.day.and_then(|number| days.iter().find(|one| one.number == number)).map(|one| one.day);
    let chosen = asked.or_else(|| (first..next).contains(&today).then_some(today));
    // Only those who see every group of a practice know when its rooms are free.
    let practices = practice::store::all(&mut tx, &app.vault).await?;
    let zone = practices.iter().find(|one| positions.contains(&one.id)).map_or(reader.zone, |one| one.time_zone);
    let own_rooms = listed.into_iter().filter(|(practice, _, _)| positions.contains(practice)).map(|(_, room, closed)| (room, closed));
    let name = |slot: &CalendarSlot| named.get(&slot.group).filter(|_| shown.contains(&slot.id)).map(|one| (one.name.clone(), one.colour));
    let page = CalendarPage {
        rooms: chosen.and_then(|day| rooms_of_day(day, zone, own_rooms.collect(), &slots, name)),
        also: in_other_calendar(reader, first, next - Days::new(1)),
        before: first.weekday().days_since(begins),
        weekdays: weekday_names(reader.locale, begins),
        groups: groups.iter().map(|(_, one)| (one.name.clone(), one.colour)).collect(),
        plans: groups.iter().filter(|(_, one)| one.plans).map(|(id, one)| (**id, one.name.clone())).collect(),
        chosen,
        sees_all: all.iter().all(|id| ids.contains(id)),
        month,
        days,
        today,
        count,
    };
    Ok(chrome.page(&page))
}

/// The groups whose times the reader sees, the practices of which these are all groups, and the groups that are shown by name.
async fn groups(
    conn: &mut PgConnection,
    app: &AppState,
    person: PersonId,
    locale: Locale,
) -> Result<(Vec<Uuid>, Vec<PracticeId>, HashMap<GroupId, NamedGroup>), Problem> {
    let mut seats = group::store::of_person(conn, person).await?;
    seats.retain(|(_, _, state)| *state == MembershipState::Active);
    let mut all: Vec<Uuid> = seats.iter().map(|(id, _, _)| id.0).collect();
    let seats: HashMap<GroupId, _> = seats.into_iter().map(|(id, role, _)| (id, role)).collect();
    let mut by_name = all.clone();
    let mut practices = Vec::new();
    for (practice, role) in practice::store::positions_of(conn, person).await? {
        let ids: Vec<Uuid> =
            group::store::of_practice(conn, practice).await?.into_iter().filter(|id| !seats.contains_key(&GroupId(*id))).collect();
        all.extend(&ids);
        practices.push(practice);
        if role.keeps_times() {
            by_name.extend(ids);
        }
    }
    let mut found = group::store::find_all(conn, &app.vault, &by_name).await?;
    // Groups of the same name stay in the order in which the reader came to them.
    found.sort_by_key(|group| by_name.iter().position(|id| *id == group.id.0));
    sort_by_name(&mut found, |one| one.name.as_str(), locale);
    let mut named = HashMap::new();
    for group in found {
        let seat = seats.get(&group.id);
        let via = if seat.is_some() { SchedulingVia::Seat } else { SchedulingVia::Desk };
        let plans = group.ended_at.is_none() && seat.is_none_or(|role| role.is_staff());
        let at = named.len();
        named.insert(group.id, named_group(group, via, plans, at));
    }
    Ok((all, practices, named))
}

fn named_group(group: Group, via: SchedulingVia, plans: bool, at: usize) -> NamedGroup {
    NamedGroup { name: group.name, place: group.place, via, plans, order: at, colour: at % COLOURS }
}

/// The sessions in which the reader stands in as a guest of the group.
async fn guest_sessions(conn: &mut PgConnection, app: &AppState, person: PersonId) -> Result<Vec<Session>, Problem> {
    let mut found = Vec::new();
    for (id, guest) in substitution::store::of_person(conn, person).await? {
        if guest {
            found.extend(store::find(conn, &app.vault, id).await?);
        }
    }
    Ok(found)
}

/// The rooms of these practices and of those in which a slot has a room, with their practice and whether they were taken off its list.
async fn rooms_of(
    conn: &mut PgConnection,
    app: &AppState,
    practices: &[PracticeId],
    slots: &[CalendarSlot],
) -> Result<Vec<(PracticeId, Room, bool)>, Problem> {
    let mut practices = practices.to_vec();
    practices.extend(slots.iter().filter(|slot| slot.room.is_some()).map(|slot| slot.practice));
    let mut seen = HashSet::new();
    practices.retain(|one| seen.insert(*one));
    let mut found = Vec::new();
    for practice in practices {
        let rooms = rooms::store::all(conn, &app.vault, practice).await?;
        found.extend(rooms.into_iter().map(|(room, is_closed)| (practice, room, is_closed)));
    }
    Ok(found)
}

fn sentences(
    reader: LocaleContext,
    slot: &CalendarSlot,
    shared: impl Iterator<Item = Shared>,
    rooms: &HashMap<RoomId, String>,
) -> Vec<String> {
    let room = slot.room.and_then(|room| rooms.get(&room)).map(String::as_str).unwrap_or_default();
    let sentence = |what: Shared| match what {
        Shared::Room => reader.locale.message(what.key()).arg("room", room).bare(),
        Shared::Group | Shared::Leader => reader.locale.text(what.key()),
    };
    shared.map(sentence).collect()
}

fn entry(session: &Session, group: &NamedGroup, moved_from: Option<NaiveDate>, clashes: Vec<String>) -> CalendarEntry {
    let place = session.place.as_ref().or(group.place.as_ref());
    let online = place.is_some_and(|place| place.starts_with("https://") || place.starts_with("http://"));
    let opens = group.via == SchedulingVia::Seat || session.state == SessionState::Planned;
    CalendarEntry {
        group: Some((group.name.clone(), group.colour)),
        url: opens.then(|| group.via.session(session.id)),
        starts_at: session.starts_at,
        ends_at: session.starts_at + TimeDelta::minutes(session.minutes.into()),
        place: place.filter(|_| !online).cloned(),
        online,
        state: session.state,
        moved_from,
        clashes,
    }
}

fn taken(slot: &CalendarSlot, room: &str) -> CalendarEntry {
    let starts_at = slot.starts_at.with_timezone(&slot.time_zone);
    CalendarEntry {
        group: None,
        url: None,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(slot.minutes.into()),
        place: Some(room.to_owned()),
        online: false,
        state: slot.state,
        moved_from: None,
        clashes: Vec::new(),
    }
}

/// The first and last day of a month in the calendar that is not the reader's.
fn in_other_calendar(reader: LocaleContext, first: NaiveDate, last: NaiveDate) -> String {
    let other = if reader.calendar == Calendar::Jalali { Calendar::Gregorian } else { Calendar::Jalali };
    let day = |day| dates::day(day, reader.zone, reader.locale, other);
    reader.locale.message("calendar-also").arg("from", day(first)).arg("to", day(last)).bare()
}
