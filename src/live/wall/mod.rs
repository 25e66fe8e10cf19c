//! The wall: the big screen in the room. A link or a code opens it, it ends with the session, and it names no one.

mod code;
mod page;
mod screen;
mod tool;
mod views;

use chrono::TimeDelta;

use crate::kit::events::{Audience, PageCounters};

pub(super) use page::{fragment, renderers, routes};
pub(super) use tool::WallTool;

/// How long after the session's planned end (or after its creation, if later) a wall link expires, even if the session is still live.
const LINK_LASTS: TimeDelta = TimeDelta::hours(6);

/// Where a wall goes whose session or link has ended, or whose address never was one: a screen that loses its connection while the
/// session ends shows the same quiet page as one that was connected, and a stranger learns nothing from it.
const CLOSED: &str = "/wall";

/// The wall has no membership.
const READER: PageCounters = PageCounters { audience: Audience::Wall, membership: None };
