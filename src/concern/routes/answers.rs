//! Routes of *I know this too*. No row names who answered, no screen changes with an answer, and the count is published only when staff
//! open the answers.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::held::{LockedConcern, hold};
use super::reply::{SentConcern, kept, refuse};
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, store};
use crate::group::Member;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::{SessionAccess, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernAnswerForm {
    /// The outbox recognises its submission by this id; it is stored nowhere.
    #[serde(default)]
    id: String,
}

pub(super) async fn say(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Member, ByConcern>,
    FormBody(sending): FormBody<ConcernAnswerForm>,
) -> Result<Response, Problem> {
    let LockedConcern { concern, at, actor, session } = hold(&app, &mut access).await?;
    let seat = &mut access.seat;
    let is_here = attendance::store::is_here_by_phone(&mut seat.tx, session, actor.me).await?;
    let tag = store::tag(&mut seat.tx, &app.vault, session, concern.id, actor.me).await?;
    let allowed = concern.state.resonate(actor, at, is_here).and_then(|()| tag.ok_or(ConcernRefusal::Frozen));
    let tag = match allowed {
        Ok(tag) => tag,
        Err(refusal) => return Ok(refused(&chrome, session, refusal, format!("/concerns/{}/resonances", concern.id))),
    };
    let practice = seat.practice();
    store::say(&mut seat.tx, practice, concern.id, &tag).await?;
    let act = AuditEntry { practice: practice.0, actor: None, act: "answered without names", kind: "session", subject: session.0 };
    audit::record_once(&mut seat.tx, act, chrome.now).await?;
    access.seat.tx.commit().await?;
    Ok(kept(&chrome, session, at.live, &sending.id))
}

pub(super) async fn unsay(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Member, ByConcern>,
    FormBody(sending): FormBody<ConcernAnswerForm>,
) -> Result<Response, Problem> {
    let LockedConcern { concern, at, actor, session } = hold(&app, &mut access).await?;
    let seat = &mut access.seat;
    let Some(tag) = store::tag(&mut seat.tx, &app.vault, session, concern.id, actor.me).await? else {
        return Ok(refused(&chrome, session, ConcernRefusal::Frozen, format!("/concerns/{}/resonances/withdrawal", concern.id)));
    };
    store::unsay(&mut seat.tx, concern.id, &tag).await?;
    access.seat.tx.commit().await?;
    Ok(kept(&chrome, session, at.live, &sending.id))
}

fn refused(chrome: &Chrome, session: crate::session::SessionId, refusal: ConcernRefusal, action: String) -> Response {
    let words = chrome.locale().message(refusal.key());
    refuse(chrome, session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, SentConcern::button(action))
}
