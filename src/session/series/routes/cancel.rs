//! Cancelling a planned session, alone or together with all that follow it in its series.

use super::time::{SeriesScope, SeriesSession, load_session};
use crate::group::SchedulingVia;
use crate::kit::web::prelude::*;
use crate::session::arranged::{Arranged, arranged_session_page};
use crate::session::series::{store as series_store, year};
use crate::session::{SessionRefusal, SessionState, store};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelForm {
    #[serde(default)]
    which: SeriesScope,
    /// The version of the session on the page that sent the form.
    version: Option<i32>,
}

pub(super) async fn cancel(
    State(app): State<AppState>,
    chrome: Chrome,
    mut arranged: Arranged,
    FormBody(sent): FormBody<CancelForm>,
) -> Result<Response, Problem> {
    let (id, group) = (arranged.session(), arranged.by.group());
    arranged.by.lock_group().await?;
    let state = store::lock_in_any_state(&mut arranged.by.tx, id).await?.ok_or(Problem::NotFound)?;
    let SeriesSession { session, occurrence, .. } = load_session(&app, &mut arranged).await?;
    let to = match (arranged.by.via(), occurrence) {
        (SchedulingVia::Desk, _) => year::month_of(group, session.local_start.date(), chrome.reader.calendar),
        (SchedulingVia::Seat, Some(_)) => format!("/groups/{group}/year"),
        (SchedulingVia::Seat, None) => format!("/groups/{group}"),
    };
    if state == SessionState::Cancelled {
        return Ok(Redirect::to(&to).into_response());
    }
    if let Err(refusal) = state.cancel() {
        return arranged_session_page(&app, &chrome, arranged, Some(refusal)).await;
    }
    if sent.version.is_some_and(|read| read != session.version) {
        return arranged_session_page(&app, &chrome, arranged, Some(SessionRefusal::Changed)).await;
    }
    let by = &mut arranged.by;
    let mut all = vec![id];
    if let (SeriesScope::Following, Some(one)) = (sent.which, occurrence) {
        all = series_store::following(&mut by.tx, one).await?.into_iter().map(|(id, _)| id).collect();
        let series = series_store::find(&mut by.tx, &app.vault, group, one.series).await?.ok_or(Problem::NotFound)?;
        let from = one.recurrence.date();
        let skipped: Vec<_> = series.skipped.iter().copied().filter(|day| *day < from).collect();
        series_store::set_rule(&mut by.tx, &series, &series.ended_before(from), &skipped).await?;
        by.audit(AuditAction::SeriesEnded, series.id.0, chrome.now).await?;
    }
    for id in all {
        if store::cancel(&mut by.tx, id, chrome.now).await? {
            by.audit(AuditAction::SessionCancelled, id.0, chrome.now).await?;
        }
    }
    store::renumber(&mut by.tx, group, None).await?;
    arranged.by.tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}
