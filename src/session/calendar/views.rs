//! The page of a month.

use askama::Template;
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::day::RoomsOfDay;
use super::month_code;
use crate::group::GroupId;
use crate::kit::i18n::filters;
use crate::kit::i18n::months::Month;
use crate::session::SessionState;

#[derive(Template)]
#[template(path = "session/calendar/month.html")]
pub(super) struct CalendarPage {
    pub month: Month,
    /// Its first and last day in the other calendar.
    pub also: String,
    /// How many places of the first week are before its first day.
    pub before: u32,
    pub weekdays: [(String, String); 7],
    pub days: Vec<CalendarDay>,
    /// The groups that are shown by name, with their colour.
    pub groups: Vec<(String, usize)>,
    /// The groups for which the reader may plan.
    pub plans: Vec<(GroupId, String)>,
    /// The day whose sessions are listed beside the month.
    pub chosen: Option<NaiveDate>,
    /// The rooms on that day.
    pub rooms: Option<RoomsOfDay>,
    pub today: NaiveDate,
    /// Whether every group of the reader's practices is shown by name.
    pub sees_all: bool,
    /// Sessions of the month that are not cancelled, of groups shown by name.
    pub count: usize,
}

pub(super) struct CalendarDay {
    pub day: NaiveDate,
    pub number: u8,
    pub entries: Vec<CalendarEntry>,
}

/// A session in the month.
pub(super) struct CalendarEntry {
    /// The group and its colour; none where only a taken room is shown.
    pub group: Option<(String, usize)>,
    pub url: Option<String>,
    pub starts_at: DateTime<Tz>,
    pub ends_at: DateTime<Tz>,
    /// A room or a free place.
    pub place: Option<String>,
    /// Its place is a link.
    pub online: bool,
    pub state: SessionState,
    /// The day that its series gave it, when it was moved to this one.
    pub moved_from: Option<NaiveDate>,
    /// What it shares with another session at that time, in sentences.
    pub clashes: Vec<String>,
}

impl CalendarEntry {
    pub fn is_cancelled(&self) -> bool {
        self.state == SessionState::Cancelled
    }

    pub fn class(&self) -> String {
        let group = self.group.as_ref().map_or_else(|| "taken".to_owned(), |(_, colour)| format!("g-{colour}"));
        let gone = if self.is_cancelled() { " gone" } else { "" };
        let clash = if self.clashes.is_empty() { "" } else { " clash" };
        format!("cal-entry {group}{gone}{clash}")
    }
}

impl CalendarPage {
    fn class_of(&self, day: &CalendarDay) -> String {
        let marks = [
            ("cal-day", true),
            ("today", day.day == self.today),
            ("chosen", Some(day.day) == self.chosen && !self.plans.is_empty()),
            ("past", day.day < self.today),
            ("free", day.entries.is_empty()),
        ];
        let mut class: Vec<String> = marks.into_iter().filter(|(_, is)| *is).map(|(name, _)| name.to_owned()).collect();
        if day.number == 1 {
            class.push(format!("at-{}", self.before));
        }
        class.join(" ")
    }

    fn code(&self) -> String {
        month_code(self.month)
    }

    fn earlier(&self) -> String {
        month_code(Month::of(self.month.first() - chrono::Days::new(1), self.month.calendar))
    }

    fn later(&self) -> String {
        month_code(self.month.next())
    }

    fn is_now(&self) -> bool {
        Month::of(self.today, self.month.calendar) == self.month
    }

    fn chosen_day(&self) -> Option<&CalendarDay> {
        self.days.iter().find(|one| Some(one.day) == self.chosen)
    }

    /// The day that has the one tab stop of the grid.
    fn has_stop(&self, day: &CalendarDay) -> bool {
        match self.chosen {
            Some(chosen) => chosen == day.day,
            None => day.number == 1,
        }
    }

    /// The sessions ahead that clash, with their day.
    fn clashing(&self) -> Vec<(NaiveDate, &CalendarEntry)> {
        let days = self.days.iter().filter(|one| one.day >= self.today);
        days.flat_map(|one| one.entries.iter().map(move |entry| (one.day, entry)))
            .filter(|(_, entry)| entry.group.is_some() && !entry.clashes.is_empty())
            .collect()
    }
}
