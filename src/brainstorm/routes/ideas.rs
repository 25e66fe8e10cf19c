//! The route that adds an idea, for oneself or on behalf of a member.

use super::IDEA;
use super::reply::{IdeaForm, audit_added, member_on_behalf, publish, publish_step, publish_to_author, refuse, reply};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::{BoardState, BrainstormId, BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaId, Visibility, store};
use crate::group::{AnyRole, GroupAccess};
use crate::kit::app_state::AppState;
use crate::kit::events::{self};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, FormBody, Problem, SENT_BEFORE};
use crate::session::SessionAccess;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIdea {
    id: IdeaId,
    text: String,
    #[serde(default)]
    whose: String,
}

pub(super) async fn add(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(typed): FormBody<NewIdea>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let id = BrainstormId(session_access.found_by());
    let access = &mut session_access.group_access;
    let back = |idea: IdeaId| IdeaForm {
        action: format!("/brainstorms/{id}/ideas"),
        fields: vec![("id", idea.to_string()), ("whose", typed.whose.clone()), ("text", typed.text.clone())],
    };
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let sent_before = || refuse(&chrome, session, StatusCode::CONFLICT, chrome.locale().message(SENT_BEFORE), None, back(IdeaId::random()));
    let (_, board) = store::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let text = match clean_paragraphs(&typed.text, IDEA_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let actor = access.actor();
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, actor.membership).await? };
    if let Some(earlier) = store::idea(&mut access.tx, &app.vault, typed.id).await? {
        // The same form again: the response was lost, or a button was pressed twice. Other content under this id must not be overwritten.
        let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, earlier.authorship(), &content).await?;
        if fingerprint::is_resend(&mut access.tx, typed.id, print.as_ref()).await? {
            return reply(&app, &chrome, access, session, &board, typed.id).await;
        }
        return Ok(sent_before());
    }
    let on_behalf = match member_on_behalf(access, session, &typed.whose).await? {
        Ok(member) => member,
        Err(key) => return refused(chrome.locale().message(key)),
    };
    let logged = match board.log(actor.membership, actor.role, on_behalf) {
        Ok(logged) => logged,
        Err(_) => return refused(chrome.locale().message(BrainstormRefusal::Over.key())),
    };
    match store::add(&mut access.tx, &app.vault, actor, &board, typed.id, &text, logged, tag, chrome.now).await {
        // The id exists in a row that this actor cannot see.
        Err(failure) if failure.constraint() == Some("idea_pkey") => return Ok(sent_before()),
        other => other?,
    }
    let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, logged.author, &content).await?;
    fingerprint::store_fingerprint(&mut access.tx, typed.id, print).await?;
    publish_added(access, &board, typed.id, logged.visibility).await?;
    // Staff may still remove the names of a quiet board until it opens: until then only the idea's own row names its author.
    if !(board.named && board.is_closed()) {
        if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.author {
            publish_to_author(access, session, IDEA, typed.id.0, author).await?;
        }
        audit_added(access, session, logged.author, IDEA, typed.id.0, chrome.now).await?;
    }
    let response = reply(&app, &chrome, access, session, &board, typed.id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

/// Publishes a new idea, as far as the board's manner allows.
pub(super) async fn publish_added(
    access: &mut GroupAccess<AnyRole>,
    board: &BoardState,
    id: IdeaId,
    visibility: Visibility,
) -> Result<(), Problem> {
    match visibility {
        Visibility::Now(_) => publish(access, board.session, IDEA, id.0).await,
        Visibility::Later if board.named => publish(access, board.session, events::BOARD, board.session.0).await,
        // No single idea may coincide with a visible change.
        Visibility::Later => publish_step(access, board).await,
    }
}
