//! When and where the groups of a practice meet: the desk of whoever keeps their times and rooms, without one clinical word.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::substitution::NamedSubstitution;
use super::{Session, SessionId, SessionState, store, substitution};
use crate::group::{self, Group, MembershipState, Role};
use crate::kit::house::AppState;
use crate::kit::locale::filters;
use crate::kit::web::{Access, AppRoutes, Chrome, Problem};
use crate::practice::{Colleague, KeepsTimes, PracticeId};

/// How many sessions of a group are looked ahead; the others are in its year.
const AHEAD: usize = 4;

/// The door of times and rooms.
pub(in crate::session) fn doors() -> AppRoutes {
    AppRoutes::new().get(Access::KeepsTimes, "/practice/times", page)
}

/// A group, by its name and place alone, with what lies ahead of it.
struct GroupTimesRow {
    group: Group,
    /// Whom to ask about it.
    therapist: Option<String>,
    sessions: Vec<Session>,
    /// Whether the reader arranges here: who is a member of the group does not.
    arranges: bool,
}

#[derive(Template)]
#[template(path = "session/times.html")]
struct TimesPage {
    rows: Vec<GroupTimesRow>,
    /// To whoever administers them: who stands in for whom.
    stand_ins: Vec<NamedSubstitution>,
    /// The practices that they administer.
    administers: Vec<PracticeId>,
}

async fn page(State(house): State<AppState>, chrome: Chrome, mut me: Colleague<KeepsTimes>) -> Result<Response, Problem> {
    let (mut rows, mut stand_ins) = (Vec::new(), Vec::new());
    let administers = me.administers();
    let seats = group::store::of_person(&mut me.tx, me.person).await?;
    for practice in me.practices() {
        let ids = group::store::of_practice(&mut me.tx, practice).await?;
        let ahead = |one: &Session| matches!(one.state, SessionState::Planned | SessionState::Live) && one.planned_end() > chrome.now;
        let all: Vec<Session> = store::of_groups(&mut me.tx, &house.vault, &ids).await?.into_iter().filter(ahead).collect();
        if administers.contains(&practice) {
            let ids: Vec<SessionId> = all.iter().map(|one| one.id).collect();
            stand_ins.extend(substitution::store::in_place(&mut me.tx, &house.vault, &ids).await?);
        }
        for group in group::store::find_all(&mut me.tx, &house.vault, &ids).await? {
            if group.ended_at.is_some() {
                continue;
            }
            let sessions = all.iter().filter(|one| one.group == group.id).take(AHEAD).cloned().collect();
            let therapist = group::store::therapist(&mut me.tx, &house.vault, group.id).await?;
            let arranges = !seats.contains(&(group.id, Role::Member, MembershipState::Active));
            rows.push(GroupTimesRow { group, therapist, sessions, arranges });
        }
    }
    // Who meets next comes first; a group without a session comes last.
    rows.sort_by_key(|row| row.sessions.first().map_or(i64::MAX, |one| one.starts_at.timestamp()));
    Ok(chrome.page(&TimesPage { rows, stand_ins, administers }))
}
