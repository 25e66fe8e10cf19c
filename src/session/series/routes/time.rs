//! Changing the time of a planned session, alone or together with all that follow it in its series.

use crate::group::{self, Group, SchedulingVia};
use crate::kit::i18n::entry::DateEntry;
use crate::kit::web::prelude::*;
use crate::practice::rooms;
use crate::session::arranged::{Arranged, arranged_session_page};
use crate::session::clash::{self, Clashes, Slot};
use crate::session::series::store::Occurrence;
use crate::session::series::views::TimePage;
use crate::session::series::{follow, store as series_store, year};
use crate::session::timing::{SessionTyped, Timing};
use crate::session::{Session, SessionRefusal, SessionState, store, substitution};

crate::coded! {
    /// The sessions that a change applies to.
    #[derive(Default)]
    pub(super) enum SeriesScope {
        /// This session alone.
        #[default]
        One = "one",
        /// This session and all that follow it.
        Following = "following",
    }
}

/// A session with its group and its place in a series.
pub(super) struct SeriesSession {
    pub(super) session: Session,
    pub(super) group: Group,
    pub(super) occurrence: Option<Occurrence>,
    /// Whether a substitute is named.
    pub(super) named: bool,
}

pub(super) async fn load_session(app: &AppState, arranged: &mut Arranged) -> Result<SeriesSession, Problem> {
    let (id, group, by) = (arranged.session(), arranged.by.group(), &mut arranged.by);
    let group = group::store::find(&mut by.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let session = store::find(&mut by.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let occurrence = series_store::occurrences(&mut by.tx, group.id).await?.remove(&id);
    let named = !substitution::store::named_in(&mut by.tx, &[id]).await?.is_empty();
    Ok(SeriesSession { session, group, occurrence, named })
}

pub(super) async fn form(State(app): State<AppState>, chrome: Chrome, mut arranged: Arranged) -> Result<Response, Problem> {
    let SeriesSession { session, group, occurrence, named } = load_session(&app, &mut arranged).await?;
    if session.state != SessionState::Planned {
        // The desk has no other page of a session, so opening the form of a past one is not an error.
        let refusal = (arranged.by.via() == SchedulingVia::Seat).then_some(SessionRefusal::NotNow);
        return arranged_session_page(&app, &chrome, arranged, refusal).await;
    }
    let typed = SessionTyped::of(&session.timing(), chrome.reader.calendar);
    let chrome = chrome.in_zone(group.time_zone);
    let rooms = rooms::store::names(&mut arranged.by.tx, &app.vault, group.practice).await?;
    let page = TimePage {
        rooms,
        via: arranged.by.via(),
        group,
        session,
        occurrence,
        named,
        typed,
        following: false,
        now: None,
        errors: FormErrors::default(),
        clashes: Clashes::default(),
        filled: false,
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
    /// The version of the session on the page that sent the form.
    version: i32,
    /// Whether to set the time despite other sessions at that time.
    #[serde(default)]
    despite: bool,
    /// The suggested room: it is filled in as the place, and nothing is changed yet.
    room: Option<String>,
}

pub(super) async fn set(
    State(app): State<AppState>,
    chrome: Chrome,
    mut arranged: Arranged,
    FormBody(sent): FormBody<SeriesTimeForm>,
) -> Result<Response, Problem> {
    let id = arranged.session();
    let via = arranged.by.via();
    arranged.by.lock_group().await?;
    let state = store::lock_in_any_state(&mut arranged.by.tx, id).await?.ok_or(Problem::NotFound)?;
    if state != SessionState::Planned {
        return arranged_session_page(&app, &chrome, arranged, Some(SessionRefusal::NotNow)).await;
    }
    let SeriesSession { session, group, occurrence, named } = load_session(&app, &mut arranged).await?;
    let filled = sent.room.is_some();
    let place = sent.room.unwrap_or(sent.place);
    let typed = SessionTyped { date: DateEntry::typed(&sent.date), time: sent.time, minutes: sent.minutes, place };
    let following = sent.which == SeriesScope::Following && occurrence.is_some();
    let mut errors = FormErrors::default();
    let timing = typed.read(group.time_zone, Some(session.local_start), &chrome, &mut errors);
    let rooms = rooms::store::names(&mut arranged.by.tx, &app.vault, group.practice).await?;
    let stale = sent.version != session.version;
    let timing = match timing.filter(|_| errors.is_empty()) {
        // The session already has the submitted time: another request set the same one.
        Some(timing) if stale && !following && timing == session.timing() => timing,
        Some(timing) if !stale => timing,
        _ => {
            let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let now = stale.then(|| session.clone());
            let (chrome, clashes, filled) = (chrome.in_zone(group.time_zone), Clashes::default(), false);
            return Ok(chrome.page_with(
                status,
                &TimePage { via, group, session, occurrence, named, typed, following, now, errors, clashes, filled, rooms },
            ));
        }
    };
    let by = &mut arranged.by;
    let plan = match occurrence.filter(|_| following) {
        Some(one) => follow::plan(&mut by.tx, &app.vault, &session, one, &timing).await?,
        None => None,
    };
    let changed: Vec<_> = match &plan {
        Some(plan) => plan.sessions.iter().filter(|(one, _)| one.state == SessionState::Planned).map(|(one, to)| (one, to)).collect(),
        None => vec![(&session, &timing)],
    };
    let at = |of: &Timing| (of.local_start, of.minutes, of.place.clone());
    let changed = changed.into_iter().filter(|(one, to)| at(&one.timing()) != at(to));
    let slots: Vec<_> = changed.map(|(one, to)| Slot::new(one.id, to, group.time_zone)).collect();
    let clashes = clash::check(by, &app, &chrome, &slots, sent.despite, &mut errors).await?;
    if !errors.is_empty() || !clashes.is_empty() || filled {
        let chrome = chrome.in_zone(group.time_zone);
        let filled = filled && errors.is_empty();
        let status = if filled { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = TimePage { via, group, session, occurrence, named, typed, following, now: None, errors, clashes, filled, rooms };
        return Ok(chrome.page_with(status, &page));
    }
    if let Some(plan) = plan {
        follow::carry_out(&mut by.tx, &app.vault, &plan, chrome.now).await?;
        by.audit(AuditAction::SeriesMoved, plan.id().0, chrome.now).await?;
    } else if timing != session.timing() {
        series_store::set_time(&mut by.tx, &app.vault, &session, &timing, chrome.now).await?;
        by.audit(AuditAction::SessionMoved, id.0, chrome.now).await?;
    }
    store::renumber(&mut arranged.by.tx, group.id, None).await?;
    arranged.by.tx.commit().await?;
    let to = match via {
        SchedulingVia::Seat => format!("/sessions/{id}"),
        SchedulingVia::Desk => year::month_of(group.id, timing.local_start.date(), chrome.reader.calendar),
    };
    Ok(Redirect::to(&to).into_response())
}
