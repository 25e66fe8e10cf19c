//! When and where the groups of a practice meet: for whoever keeps its rooms, and without one clinical word.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::substitution::InPlace;
use super::{Session, SessionId, SessionState, store, substitution};
use crate::group::{self, Group};
use crate::kit::house::House;
use crate::kit::locale::filters;
use crate::kit::web::{Chrome, Doors, Problem, Who};
use crate::practice::{Colleague, KeepsTimes, PracticeId};

/// How many sessions of a group are looked ahead.
const AHEAD: usize = 6;

/// The door of times and rooms.
#[must_use]
pub(in crate::session) fn doors() -> Doors {
    Doors::new().get(Who::KeepsTimes, "/practice/times", page)
}

/// A group, by its name and place alone, with what lies ahead of it.
struct Row {
    group: Group,
    sessions: Vec<Session>,
}

#[derive(Template)]
#[template(path = "session/times.html")]
struct TimesPage {
    rows: Vec<Row>,
    /// To whoever administers them: who stands in for whom.
    stand_ins: Vec<InPlace>,
    /// The practices that they administer.
    administers: Vec<PracticeId>,
}

async fn page(State(house): State<House>, chrome: Chrome, mut me: Colleague<KeepsTimes>) -> Result<Response, Problem> {
    let (mut rows, mut stand_ins) = (Vec::new(), Vec::new());
    let administers = me.administers();
    for practice in me.practices() {
        let ids = group::store::of_practice(&mut me.tx, practice).await?;
        let ahead = |one: &Session| matches!(one.state, SessionState::Planned | SessionState::Live) && one.planned_end() > chrome.now;
        let all: Vec<Session> = store::of_groups(&mut me.tx, &house.vault, &ids).await?.into_iter().filter(ahead).collect();
        if administers.contains(&practice) {
            let ids: Vec<SessionId> = all.iter().map(|one| one.id).collect();
            stand_ins.extend(substitution::store::in_place(&mut me.tx, &house.vault, &ids).await?);
        }
        for group in group::store::find_all(&mut me.tx, &house.vault, &ids).await? {
            let sessions = all.iter().filter(|one| one.group == group.id).take(AHEAD).cloned().collect();
            rows.push(Row { group, sessions });
        }
    }
    // Who meets next comes first; a group without a session comes last.
    rows.sort_by_key(|row| row.sessions.first().map_or(i64::MAX, |one| one.starts_at.timestamp()));
    Ok(chrome.page(&TimesPage { rows, stand_ins, administers }))
}
