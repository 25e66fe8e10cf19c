//! Routes for laying a concern, for oneself or for a member.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::reply::{SentConcern, kept, refuse};
use crate::concern::store;
use crate::concern::{CONCERN_LIMIT, ConcernId, ConcernRefusal};
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::Recipients;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, FormBody, Problem, SENT_BEFORE};
use crate::session::{self, SessionAccess, SessionId, SessionState, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernForm {
    id: ConcernId,
    text: String,
    /// `name` or `nameless`; nothing is chosen at first.
    #[serde(default)]
    whose: String,
    /// The member for whom staff lay it; empty for themselves.
    #[serde(default)]
    member: String,
    #[serde(default)]
    tender: bool,
}

pub(super) async fn lay(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnySeat>,
    content: FormContent,
    FormBody(typed): FormBody<ConcernForm>,
) -> Result<Response, Problem> {
    let session = access.session();
    let seat = &mut access.seat;
    let session_state = session::store::lock(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.state();
    let live = session_state == SessionState::Live;
    let sent = |concern: ConcernId| {
        let mut fields = vec![("id", concern.to_string()), ("member", typed.member.clone())];
        if typed.tender {
            fields.push(("tender", "true".to_owned()));
        }
        let (action, text) = (format!("/sessions/{session}/concerns"), typed.text.clone());
        SentConcern { action, fields, typed: Some(("text", text)), choice: Some(typed.whose.clone()) }
    };
    let refused = |refusal: ConcernRefusal| {
        let words = chrome.locale().message(refusal.key());
        Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent(typed.id)))
    };
    let sent_before = || {
        let words = chrome.locale().message(SENT_BEFORE);
        refuse(&chrome, session, StatusCode::CONFLICT, &words, None, sent(ConcernId::random()))
    };
    let text = match clean_paragraphs(&typed.text, CONCERN_LIMIT) {
        Ok(text) => text,
        Err(refusal) => {
            let words = refusal.message(chrome.locale());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, &words, None, sent(typed.id)));
        }
    };
    let actor = seat.actor();
    if let Some(earlier) = store::hold(&mut seat.tx, &app.vault, typed.id).await? {
        // A resend of the same form: an answer was lost, or a button pressed twice. Any other concern with this id is not ours to change.
        let owner = group::membership_owner(actor.practice, earlier.state.author);
        let print = content.fingerprint(&mut seat.tx, &app.vault, owner).await?;
        let is_resend = fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await?;
        return Ok(if is_resend { kept(&chrome, session, live, &typed.id.to_string()) } else { sent_before() });
    }
    if !live {
        return refused(ConcernRefusal::NotLive);
    }
    let named = match typed.whose.as_str() {
        "name" => true,
        "nameless" => false,
        _ => return refused(ConcernRefusal::NoChoice),
    };
    let member = match chosen_member(seat, session, &typed.member).await? {
        Ok(member) => member,
        Err(refusal) => return refused(refusal),
    };
    let new = match crate::concern::lay(actor.membership, actor.role, member, named) {
        Ok(new) => new,
        Err(refusal) => return refused(refusal),
    };
    let at = store::session_phase(&mut seat.tx, session, session_state).await?;
    let listed = match store::add(&mut seat.tx, &app.vault, actor, session, at, typed.id, &text, new, typed.tender).await {
        // The id belongs to a row that this person cannot see.
        Err(failure) if failure.constraint() == Some("concern_pkey") => return Ok(sent_before()),
        other => other?,
    };
    let print = content.fingerprint(&mut seat.tx, &app.vault, group::membership_owner(actor.practice, new.author)).await?;
    fingerprint::store_fingerprint(&mut seat.tx, typed.id, print).await?;
    if !named {
        store::notify_therapists(&mut seat.tx, actor.practice, session).await?;
    }
    if listed {
        store::changed(&mut seat.tx, actor.practice, session, Recipients::Staff).await?;
    }
    if named && new.laid_by.is_some() {
        store::changed(&mut seat.tx, actor.practice, session, Recipients::Seat(new.author.0)).await?;
    }
    note(seat, session, typed.id, named, &chrome).await?;
    access.seat.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, live, &typed.id.to_string()))
}

/// The member for whom staff lay it: an active member of this group. The field is ignored for members.
async fn chosen_member(
    seat: &mut GroupAccess<AnySeat>,
    session: SessionId,
    typed: &str,
) -> Result<Result<Option<MembershipId>, ConcernRefusal>, Problem> {
    if !seat.role().is_staff() || typed.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(ConcernRefusal::NoSuchSeat)) };
    let group = seat.group();
    let found = group::store::lock_membership(&mut seat.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(ConcernRefusal::NoSuchSeat));
    }
    let has_left = attendance::store::is_gone(&mut seat.tx, session, id).await?;
    Ok(if has_left { Err(ConcernRefusal::TheyAreNotHere) } else { Ok(Some(id)) })
}

/// Records who laid which concern if it is named; else only that there was one: a single entry for the whole session.
async fn note(seat: &mut GroupAccess<AnySeat>, session: SessionId, id: ConcernId, named: bool, chrome: &Chrome) -> Result<(), Problem> {
    let practice = seat.practice().0;
    if named {
        let act = AuditEntry { practice, actor: Some(seat.person().0), act: "laid", kind: "concern", subject: id.0 };
        audit::record(&mut seat.tx, act, chrome.now).await?;
    } else {
        let act = AuditEntry { practice, actor: None, act: "laid without names", kind: "session", subject: session.0 };
        audit::record_once(&mut seat.tx, act, chrome.now).await?;
    }
    Ok(())
}
