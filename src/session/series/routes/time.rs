//! Another time for a planned session: for it alone, or for it and all of its series that follow.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::group::{self, Group, SchedulingVia};
use crate::kit::house::AppState;
use crate::kit::locale::entry::DateEntry;
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem};
use crate::session::arranged::{Arranged, stands};
use crate::session::clash::{self, Slot};
use crate::session::series::store::Occurrence;
use crate::session::series::views::TimePage;
use crate::session::series::{follow, store as series_store, year};
use crate::session::timing::{SessionTyped, Timing};
use crate::session::{Session, SessionRefusal, SessionState, store, substitution};

/// Which sessions of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SeriesScope {
    /// This one alone.
    #[default]
    One,
    /// This one, and all that follow.
    Following,
}

/// A session, and which of a series it is.
pub(super) struct SeriesSession {
    pub(super) session: Session,
    pub(super) group: Group,
    pub(super) occurrence: Option<Occurrence>,
    /// Whether a colleague was named to stand in.
    pub(super) named: bool,
}

pub(super) async fn find(house: &AppState, here: &mut Arranged) -> Result<SeriesSession, Problem> {
    let (id, group, by) = (here.session(), here.by.group(), &mut here.by);
    let group = group::store::find(&mut by.tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    let session = store::find(&mut by.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let occurrence = series_store::occurrences(&mut by.tx, group.id).await?.remove(&id);
    let named = !substitution::store::named_in(&mut by.tx, &[id]).await?.is_empty();
    Ok(SeriesSession { session, group, occurrence, named })
}

pub(super) async fn form(State(house): State<AppState>, chrome: Chrome, mut here: Arranged) -> Result<Response, Problem> {
    let SeriesSession { session, group, occurrence, named } = find(&house, &mut here).await?;
    if session.state != SessionState::Planned {
        // The desk has no other page of it: looking at one that was is nothing to be refused.
        let refusal = (here.by.whence() == SchedulingVia::Seat).then_some(SessionRefusal::NotNow);
        return stands(&house, &chrome, here, refusal).await;
    }
    let typed = SessionTyped::of(&session.timing(), chrome.reader.calendar);
    let chrome = chrome.in_zone(group.time_zone);
    let page = TimePage {
        whence: here.by.whence(),
        group,
        session,
        occurrence,
        named,
        typed,
        following: false,
        now: None,
        complaints: FormErrors::default(),
        clashes: Vec::new(),
    };
    Ok(chrome.page(&page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesTimeForm {
    date: String,
    time: String,
    minutes: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    which: SeriesScope,
    /// The version that was read.
    version: i32,
    /// Whether it is to be so whatever else is then.
    #[serde(default)]
    despite: bool,
}

pub(super) async fn set(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: Arranged,
    FormBody(sent): FormBody<SeriesTimeForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let whence = here.by.whence();
    here.by.hold().await?;
    let state = store::hold_in_any_state(&mut here.by.tx, id).await?.ok_or(Problem::NotFound)?;
    if state != SessionState::Planned {
        return stands(&house, &chrome, here, Some(SessionRefusal::NotNow)).await;
    }
    let SeriesSession { session, group, occurrence, named } = find(&house, &mut here).await?;
    let typed = SessionTyped { date: DateEntry::typed(&sent.date), time: sent.time, minutes: sent.minutes, place: sent.place };
    let following = sent.which == SeriesScope::Following && occurrence.is_some();
    let mut complaints = FormErrors::default();
    let timing = typed.read(group.time_zone, Some(session.local_start), &chrome, &mut complaints);
    let stale = sent.version != session.version;
    let timing = match timing.filter(|_| complaints.is_empty()) {
        // Whoever wanted the same has what they wanted.
        Some(timing) if stale && !following && timing == session.timing() => timing,
        Some(timing) if !stale => timing,
        _ => {
            let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let now = stale.then(|| session.clone());
            let chrome = chrome.in_zone(group.time_zone);
            return Ok(chrome.page_with(
                status,
                &TimePage { whence, group, session, occurrence, named, typed, following, now, complaints, clashes: Vec::new() },
            ));
        }
    };
    let by = &mut here.by;
    let plan = match occurrence.filter(|_| following) {
        Some(one) => follow::plan(&mut by.tx, &house.vault, &session, one, &timing).await?,
        None => None,
    };
    let changed: Vec<_> = match &plan {
        Some(plan) => plan.sessions.iter().filter(|(one, _)| one.state == SessionState::Planned).map(|(one, to)| (one, to)).collect(),
        None => vec![(&session, &timing)],
    };
    let at = |of: &Timing| (of.local_start, of.minutes);
    let changed = changed.into_iter().filter(|(one, to)| at(&one.timing()) != at(to));
    let slots: Vec<_> = changed.map(|(one, to)| Slot::new(one.id, to, group.time_zone)).collect();
    let clashes = clash::check(by, &house, &chrome, &slots, sent.despite, &mut complaints).await?;
    if !complaints.is_empty() || !clashes.is_empty() {
        let chrome = chrome.in_zone(group.time_zone);
        let page = TimePage { whence, group, session, occurrence, named, typed, following, now: None, complaints, clashes };
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(plan) = plan {
        follow::carry_out(&mut by.tx, &house.vault, &plan, chrome.now).await?;
        by.record("moved", "series", plan.id().0, chrome.now).await?;
    } else if timing != session.timing() {
        series_store::set_time(&mut by.tx, &house.vault, &session, &timing, chrome.now).await?;
        by.record("moved", "session", id.0, chrome.now).await?;
    }
    store::renumber(&mut here.by.tx, group.id, None).await?;
    here.by.tx.commit().await?;
    let to = match whence {
        SchedulingVia::Seat => format!("/sessions/{id}"),
        SchedulingVia::Desk => year::month_of(group.id, timing.local_start.date(), chrome.reader.calendar),
    };
    Ok(Redirect::to(&to).into_response())
}
