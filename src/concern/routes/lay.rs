//! Laying a concern, for oneself or for a member.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::reply::{SentConcern, kept, refuse};
use crate::concern::store;
use crate::concern::{CONCERN_LIMIT, ConcernId, ConcernRefusal};
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::relay::Recipients;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, FormBody, Problem, SENT_BEFORE};
use crate::session::{self, SessionAccess, SessionId, SessionState, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConcernForm {
    id: ConcernId,
    text: String,
    /// "name" or "nameless"; nothing is chosen at first.
    #[serde(default)]
    whose: String,
    /// Whom staff lay it for; empty for themselves.
    #[serde(default)]
    member: String,
    #[serde(default)]
    tender: bool,
}

pub(super) async fn lay(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat>,
    content: FormContent,
    FormBody(typed): FormBody<ConcernForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let state = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.state();
    let live = state == SessionState::Live;
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
    let sits = seat.sitting();
    if let Some(earlier) = store::hold(&mut seat.tx, &house.vault, typed.id).await? {
        // The same form again: an answer was lost, or a button pressed twice. Anything else under this id is not ours to change.
        let owner = group::membership_owner(sits.practice, earlier.state.author);
        let print = content.under(&mut seat.tx, &house.vault, owner).await?;
        let again = fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await?;
        return Ok(if again { kept(&chrome, session, live, &typed.id.to_string()) } else { sent_before() });
    }
    if !live {
        return refused(ConcernRefusal::NotLive);
    }
    let named = match typed.whose.as_str() {
        "name" => true,
        "nameless" => false,
        _ => return refused(ConcernRefusal::NoChoice),
    };
    let member = match whom(seat, session, &typed.member).await? {
        Ok(member) => member,
        Err(refusal) => return refused(refusal),
    };
    let new = match crate::concern::lay(sits.membership, sits.role, member, named) {
        Ok(new) => new,
        Err(refusal) => return refused(refusal),
    };
    let at = store::standing(&mut seat.tx, session, state).await?;
    let listed = match store::add(&mut seat.tx, &house.vault, sits, session, at, typed.id, &text, new, typed.tender).await {
        // An id that exists where this person cannot see it.
        Err(failure) if failure.constraint() == Some("concern_pkey") => return Ok(sent_before()),
        other => other?,
    };
    let print = content.under(&mut seat.tx, &house.vault, group::membership_owner(sits.practice, new.author)).await?;
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    if !named {
        store::tell_therapists(&mut seat.tx, sits.practice, session).await?;
    }
    if listed {
        store::changed(&mut seat.tx, sits.practice, session, Recipients::Staff).await?;
    }
    if named && new.laid_by.is_some() {
        store::changed(&mut seat.tx, sits.practice, session, Recipients::Seat(new.author.0)).await?;
    }
    note(seat, session, typed.id, named, &chrome).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, live, &typed.id.to_string()))
}

/// For whom staff lay it: an active member of this group. What members say of it is not asked.
async fn whom(
    seat: &mut GroupAccess<AnySeat>,
    session: SessionId,
    typed: &str,
) -> Result<Result<Option<MembershipId>, ConcernRefusal>, Problem> {
    if !seat.role().is_staff() || typed.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(ConcernRefusal::NoSuchSeat)) };
    let group = seat.group();
    let found = group::store::hold_membership(&mut seat.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(ConcernRefusal::NoSuchSeat));
    }
    let gone = attendance::store::is_gone(&mut seat.tx, session, id).await?;
    Ok(if gone { Err(ConcernRefusal::TheyAreNotHere) } else { Ok(Some(id)) })
}

/// With a name, who laid which concern. Without one, only that there was some: one line for the whole session.
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
