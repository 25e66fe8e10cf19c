//! When and where the groups of a practice meet: the scheduler's page, without any clinical content.

use askama::Template;

use super::substitution::NamedSubstitution;
use super::{Session, SessionId, SessionState, store, substitution};
use crate::group::{self, Group, MembershipState, Role};
use crate::kit::i18n::filters;
use crate::kit::web::prelude::*;
use crate::practice::{AsScheduler, Colleague, PracticeId};

/// How many upcoming sessions of a group are listed; the page of its year lists the rest.
const AHEAD: usize = 4;

pub(in crate::session) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::Scheduler, "/practice/times", page)
}

/// A group, shown only by its name and place, with its upcoming sessions.
struct GroupTimesRow {
    group: Group,
    /// The contact for questions about the group.
    therapist: Option<String>,
    sessions: Vec<Session>,
    /// Whether the reader schedules this group; an active member of the group may not.
    arranges: bool,
}

#[derive(Template)]
#[template(path = "session/times.html")]
struct TimesPage {
    rows: Vec<GroupTimesRow>,
    /// Named substitutions; only of practices that the reader administers.
    stand_ins: Vec<NamedSubstitution>,
    /// The practices that the reader administers.
    administers: Vec<PracticeId>,
}

async fn page(State(app): State<AppState>, chrome: Chrome, mut me: Colleague<AsScheduler>) -> Result<Response, Problem> {
    let (mut rows, mut stand_ins) = (Vec::new(), Vec::new());
    let administers = me.administers();
    let seats = group::store::of_person(&mut me.tx, me.person).await?;
    for practice in me.practices() {
        let ids = group::store::of_practice(&mut me.tx, practice).await?;
        let ahead = |one: &Session| matches!(one.state, SessionState::Planned | SessionState::Live) && one.planned_end() > chrome.now;
        let all: Vec<Session> = store::of_groups(&mut me.tx, &app.vault, &ids).await?.into_iter().filter(ahead).collect();
        if administers.contains(&practice) {
            let ids: Vec<SessionId> = all.iter().map(|one| one.id).collect();
            stand_ins.extend(substitution::store::in_place(&mut me.tx, &app.vault, &ids).await?);
        }
        for group in group::store::find_all(&mut me.tx, &app.vault, &ids).await? {
            if group.ended_at.is_some() || group.trial_until.is_some() {
                continue;
            }
            let sessions = all.iter().filter(|one| one.group == group.id).take(AHEAD).cloned().collect();
            let therapist = group::store::therapist(&mut me.tx, &app.vault, group.id).await?;
            let arranges = !seats.contains(&(group.id, Role::Member, MembershipState::Active));
            rows.push(GroupTimesRow { group, therapist, sessions, arranges });
        }
    }
    // Sorted by next session; groups without one are last.
    rows.sort_by_key(|row| row.sessions.first().map_or(i64::MAX, |one| one.starts_at.timestamp()));
    Ok(chrome.page(&TimesPage { rows, stand_ins, administers }))
}
