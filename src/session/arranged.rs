//! The extractor for arranging one session, and the scheduler's page of a session: when, how long and where, never its content.

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;

use super::page::{SessionNotice, session_page};
use super::series::store::Occurrence;
use super::{Session, SessionId, SessionRefusal, SessionState, series, store, substitution};
use crate::group::scheduling::SchedulingActor;
use crate::group::{self, Group, SchedulingAccess, SchedulingVia, Staff};
use crate::kit::db::Tx;
use crate::kit::i18n::filters;
use crate::kit::refusal::Refusal;
use crate::kit::web::path_id;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;

/// Proves that the actor may arrange the session of the path: as staff of its group, or as a scheduler of its practice.
pub struct Arranged {
    /// The actor's access, with the request's transaction.
    pub by: SchedulingAccess<Staff>,
    session: SessionId,
}

impl Arranged {
    pub fn session(&self) -> SessionId {
        self.session
    }
}

impl FromRequestParts<AppState> for Arranged {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let session = SessionId(path_id(parts, "session").await?);
        let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
        let group = store::group_of(&mut tx, session).await?.ok_or(Problem::NotFound)?;
        let by = SchedulingAccess::of(tx, me.person, group).await?;
        let by = if parts.method == Method::POST { by.goes_on().await? } else { by };
        Ok(Self { by, session })
    }
}

#[derive(Template)]
#[template(path = "session/desk.html")]
struct ArrangedSessionPage {
    group: Group,
    session: Session,
    occurrence: Option<Occurrence>,
    /// Whether a substitute is named.
    named: bool,
    via: SchedulingVia,
    refusal: Option<SessionRefusal>,
}

/// Renders the session for the actor: the full page for staff of the group, only its time and place for a scheduler.
pub(in crate::session) async fn arranged_session_page(
    app: &AppState,
    chrome: &Chrome,
    access: Arranged,
    refusal: Option<SessionRefusal>,
) -> Result<Response, Problem> {
    let id = access.session;
    let mut by = match access.by.split() {
        SchedulingActor::BySeat(mut seat) => {
            let notice = refusal.map_or(SessionNotice::Nothing, SessionNotice::Refused);
            return session_page(app, chrome, &mut seat, id, notice).await;
        }
        SchedulingActor::FromDesk(by) => by,
    };
    let group = by.group();
    let group = group::store::find(&mut by.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let session = store::find(&mut by.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let occurrence = series::store::occurrences(&mut by.tx, group.id).await?.remove(&id);
    let named = !substitution::store::named_in(&mut by.tx, &[id]).await?.is_empty();
    let status = match refusal {
        None => StatusCode::OK,
        Some(SessionRefusal::Changed) => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &ArrangedSessionPage { group, session, occurrence, named, via: by.via(), refusal }))
}
