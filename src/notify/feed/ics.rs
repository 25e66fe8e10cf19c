//! The needed part of RFC 5545: one event per session, in UTC (docs/decisions/0027 explains why no RRULE).

use chrono::{DateTime, TimeDelta, Utc};

use super::Feed;
use crate::session::SessionState;

/// The most octets of a line, without its line end.
const OCTETS: usize = 75;

pub(super) fn write(feed: &Feed) -> String {
    let mut out = Lines(String::new());
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Hamdel//Calendar 1//EN");
    out.line("CALSCALE:GREGORIAN");
    out.line(&format!("X-WR-CALNAME:{}", escaped(&feed.locale.text("feed-calendar"))));
    out.line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    out.line("X-PUBLISHED-TTL:PT6H");
    if feed.events.is_empty() {
        // A calendar must have at least one component: without events, a time zone.
        for line in [
            "BEGIN:VTIMEZONE",
            "TZID:Etc/UTC",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000",
            "END:STANDARD",
            "END:VTIMEZONE",
        ] {
            out.line(line);
        }
    }
    for event in &feed.events {
        let summary = if feed.detail.group_names { event.group.clone() } else { feed.locale.text("feed-neutral") };
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}", event.uid(feed.person)));
        out.line(&format!("DTSTAMP:{}", instant(event.changed_at)));
        out.line(&format!("DTSTART:{}", instant(event.starts_at)));
        out.line(&format!("DTEND:{}", instant(event.starts_at + TimeDelta::minutes(event.minutes.into()))));
        out.line(&format!("SEQUENCE:{}", (event.version - 1).max(0)));
        out.line(&format!("SUMMARY:{}", escaped(&summary)));
        if let Some(place) = event.place.as_ref().filter(|_| feed.detail.places) {
            out.line(&format!("LOCATION:{}", escaped(place)));
        }
        out.line(if event.state == SessionState::Cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        out.line("CLASS:PRIVATE");
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    out.0
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Escapes a TEXT value: a backslash before special characters; control characters other than a line feed are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

struct Lines(String);

impl Lines {
    /// Adds a line, folded at [`OCTETS`]: a continuation begins with a space, and no character is split.
    fn line(&mut self, line: &str) {
        let mut free = OCTETS;
        for letter in line.chars() {
            if letter.len_utf8() > free {
                self.0.push_str("\r\n ");
                free = OCTETS - 1;
            }
            self.0.push(letter);
            free -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
