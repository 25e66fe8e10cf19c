//! News of sessions that leaves the application: reminders by mail, and the calendar feed.

pub mod feed;
pub mod reminders;
