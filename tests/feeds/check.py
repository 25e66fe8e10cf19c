"""A person's calendar, read by other people's programs: the same instants as in the app, and as dateutil makes of the same rules.

Groups in Berlin, New York and Tehran plan more than a year of series of every shape, at hours that the changes of the clocks skip and
repeat. One session is moved, one cancelled, one day left out. Then `icalendar` and `recurring-ical-events` read the feed.
"""

import datetime
import re
import urllib.request
import uuid
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil import rrule

from app import App, Person

UTC = datetime.timezone.utc
DAYS = [rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU]
ZONES = [("Europe/Berlin", "gregorian"), ("America/New_York", "gregorian"), ("Asia/Tehran", "gregorian"), ("Asia/Tehran", "jalali")]
# Hour, rhythm, which one of the month, count.
SHAPES = [("18:30", "weekly", "1", 56), ("02:30", "weekly", "1", 56), ("01:30", "fortnightly", "1", 28), ("18:30", "monthly", "2", 13), ("18:30", "monthly", "last", 13)]


def instant(day, hour, zone):
    """The first instant at which the zone's clocks show it; in a gap, the first after the gap."""
    local = datetime.datetime.combine(day, hour)
    for minutes in range(24 * 60):
        shown = local + datetime.timedelta(minutes=minutes)
        at = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) == shown:
            return at
    raise AssertionError("a gap of a day")


def by_dateutil(first, hour, rhythm, nth, count, zone):
    """The rule as dateutil has it, by the wall clock."""
    weekday = DAYS[first.weekday()]
    options = {
        "weekly": {"freq": rrule.WEEKLY, "byweekday": weekday},
        "fortnightly": {"freq": rrule.WEEKLY, "interval": 2, "byweekday": weekday},
        "monthly": {"freq": rrule.MONTHLY, "byweekday": weekday(-1 if nth == "last" else int(nth))},
    }[rhythm]
    start = datetime.datetime.combine(first, datetime.time.min)
    return [instant(day.date(), hour, zone) for day in rrule.rrule(dtstart=start, count=count, **options)]


def plan(therapist, group, date, hour, rhythm, nth, count, skip=()):
    """One therapist leads all the groups and is warned of it; the sessions are planned anyway. Within a group no two series overlap."""
    fields = [("id", str(uuid.uuid4())), ("date", date), ("time", hour), ("minutes", "30"), ("rhythm", rhythm), ("nth", nth)]
    fields += [("ends", "count"), ("count", str(count)), ("wish", "keep"), ("despite", "true"), *(("skip", day.isoformat()) for day in skip)]
    assert therapist.post(f"{group}/series", fields).startswith(f"{group}/year")


def form(therapist, zone, calendar):
    page = therapist.get("/groups/new")
    practice = re.search(r'name="practice"[^>]*value="([^"]+)"', page)[1]
    fields = [("id", str(uuid.uuid4())), ("practice", practice), ("name", "A circle"), ("purpose", "To be together"), ("locale", "en")]
    fields += [("capacity", "8"), ("admission", "open"), ("meets", "in_person"), ("time_zone", zone), ("calendar", calendar)]
    return therapist.post("/groups", fields)


def shown(therapist, group):
    """What the app itself shows as the group's sessions, year by year, in the reader's calendar."""
    year = int(re.search(r"/year\?of=(\d+)", therapist.get(f"{group}/year"))[1])
    found = []
    for of in range(year - 1, year + 4):
        page = therapist.get(f"{group}/year?of={of}")
        found += re.findall(r'<a href="/sessions/([0-9a-f-]+)">\s*<b>\s*<time datetime="([^"]+)"', page)
    return {session: datetime.datetime.fromisoformat(at) for session, at in found}


def version(page):
    return re.search(r'name="version" value="(\d+)"', page)[1]


def changes(therapist, sessions):
    """Moves one session to the same day at noon, and cancels another."""
    moved, cancelled = sorted(sessions, key=sessions.get)[3:5]
    page = therapist.get(f"/sessions/{moved}/time")
    field = lambda name: re.search(rf'id="{name}"[^>]*value="([^"]*)"', page)[1]
    fields = [("date", field("date")), ("time", "12:00"), ("minutes", "45"), ("which", "one"), ("version", version(page))]
    therapist.post(f"/sessions/{moved}/time", fields)
    therapist.post(f"/sessions/{cancelled}/cancel", [])
    return sessions[cancelled]


def read(app, path):
    with urllib.request.urlopen(app.origin + path) as reply:
        assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
        raw = reply.read()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "lines are folded"
    return icalendar.Calendar.from_ical(raw)


def main():
    app = App()
    try:
        check(app)
    finally:
        app.close()


def check(app):
    therapist = Person(app)
    fields = [("practice", "A practice"), ("locale", "en"), ("calendar", "gregorian"), ("time_zone", "Europe/Berlin"), ("name", "Anna")]
    therapist.post(app.setup_link(), [*fields, ("email", "anna@example.org"), ("passphrase", "four quiet umbrellas dance")])
    today = datetime.date.today()
    groups, expected = [], []
    for zone, calendar in ZONES:
        group = form(therapist, zone, calendar)
        groups.append(group)
        jalali = re.search(r'id="date"[^>]*value="([^"]*)"', therapist.get(f"{group}/series/new"))[1]
        for number, (hour, rhythm, nth, count) in enumerate(SHAPES):
            # A Sunday is when clocks change; the other groups begin on other days.
            first = today + datetime.timedelta(days=2 + (6 - (today.weekday() + 2)) % 7 + (0 if hour != "18:30" else number))
            if calendar == "jalali":
                # Its months are not dateutil's: the comparison uses what the app shows.
                plan(therapist, group, jalali, f"{8 + number:02}:00", rhythm, nth, count)
                continue
            rule = by_dateutil(first, datetime.time.fromisoformat(hour), rhythm, nth, count, ZoneInfo(zone))
            skip = [rule[2].astimezone(ZoneInfo(zone)).date()] if number == 0 else []
            plan(therapist, group, first.strftime("%Y/%m/%d"), hour, rhythm, nth, count, skip)
            expected += [(group, at) for place, at in enumerate(rule) if not (skip and place == 2)]
    in_app = {group: shown(therapist, group) for group in groups}
    for group in groups[:3]:
        assert sorted(in_app[group].values()) == sorted(at for one, at in expected if one == group), f"{group}: the app and dateutil"
    assert len(in_app[groups[3]]) == sum(count for *_, count in SHAPES)
    cancelled = changes(therapist, in_app[groups[0]])
    in_app = {group: shown(therapist, group) for group in groups}
    link = re.search(r"http://localhost:\d+(/calendar/\w+\.ics)", therapist.post("/account/calendar", []))[1]
    calendar = read(app, link)
    assert calendar.errors == [] and all(not event.errors for event in calendar.walk("VEVENT")), "it is read without a complaint"
    start, end = today - datetime.timedelta(days=2), today + datetime.timedelta(days=3 * 366)
    events = recurring_ical_events.of(calendar).between(start, end)
    is_off = lambda event: event.get("STATUS") == "CANCELLED"
    instants = sorted(event["DTSTART"].dt.astimezone(UTC) for event in events if not is_off(event))
    assert instants == sorted(at for sessions in in_app.values() for at in sessions.values()), "the feed and the app"
    assert [event["DTSTART"].dt for event in events if is_off(event)] == [cancelled]
    assert {str(event["SUMMARY"]) for event in events} == {"Appointment"}
    assert len({str(event["UID"]) for event in events}) == len(events)
    short = [event for event in events if event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(minutes=45)]
    assert [int(event["SEQUENCE"]) for event in short] == [1], "the one that was moved"
    print(f"{len(events)} appointments in {len(ZONES)} groups are the same in the app, in dateutil and in the calendar")


if __name__ == "__main__":
    main()
