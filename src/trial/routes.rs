//! Beginning a trial session, and deleting it before its time.

use super::life::{begin, delete, forget};
use super::store;
use crate::kit::web::prelude::*;
use crate::practice::{self, AsGroupCreator, Colleague};
use crate::session::SessionState;

pub fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::CanCreateGroups, "/trial", start).post(Access::CanCreateGroups, "/trial/deletion", remove)
}

/// Opens the trial that the therapist has; makes a new one when there is none, or when its session was held.
async fn start(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsGroupCreator>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = *me.practices().first().ok_or(Problem::Forbidden)?;
    let practices = practice::store::all(&mut me.tx, &app.vault).await?;
    let practice = practices.into_iter().find(|practice| practice.id == id).ok_or(Problem::NotFound)?;
    // Locks the staff position: a second press waits, and finds the trial of the first.
    practice::store::record_trial(&mut me.tx, practice.id, me.person, chrome.now).await?;
    let mut gone = Vec::new();
    if let Some((group, session)) = store::of_person(&mut me.tx, &app.vault, me.person).await? {
        if matches!(session.state, SessionState::Planned | SessionState::Live) {
            return Ok(Redirect::to(&format!("/sessions/{}", session.id)).into_response());
        }
        gone = delete(&mut me.tx, group.practice.0, Some(me.person.0), group.id, chrome.now).await?;
    }
    let session = begin(&mut me.tx, &app, &practice, me.person, chrome.reader, chrome.now).await?;
    me.tx.commit().await?;
    forget(&app, &gone);
    Ok(Redirect::to(&format!("/sessions/{session}")).into_response())
}

async fn remove(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsGroupCreator>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    // Deleted already: nothing is left to do.
    if let Some((group, _)) = store::of_person(&mut me.tx, &app.vault, me.person).await? {
        let gone = delete(&mut me.tx, group.practice.0, Some(me.person.0), group.id, chrome.now).await?;
        me.tx.commit().await?;
        forget(&app, &gone);
    }
    Ok(Redirect::to("/").into_response())
}
