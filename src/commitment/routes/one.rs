//! The page of one commitment.

use crate::brainstorm;
use crate::commitment::anchors::ByCommitment;
use crate::commitment::views::{OnePage, TypedOutcome};
use crate::commitment::{Commitment, CommitmentId, CommitmentStatus, store};
use crate::group::{self, AnyRole, GroupAccess};
use crate::kit::web::prelude::*;
use crate::session::SessionAccess;

pub(super) async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    access: SessionAccess<AnyRole, ByCommitment>,
) -> Result<Response, Problem> {
    let (id, mut access) = (CommitmentId(access.found_by()), access.group_access);
    let one = load_visible(&app, &mut access, id).await?;
    let typed = TypedOutcome {
        outcome: one.outcome,
        what: one.what.clone().unwrap_or_default(),
        word: one.word.clone().unwrap_or_default(),
        shared: one.shared,
    };
    render_page(&app, &chrome, &mut access, one, typed, FormErrors::default()).await
}

/// Loads the commitment if the reader may see it: an offer to another member is not found.
pub(super) async fn load_visible(app: &AppState, access: &mut GroupAccess<AnyRole>, id: CommitmentId) -> Result<Commitment, Problem> {
    let (me, role) = (access.membership(), access.role());
    let one = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if one.is_seen_by(me, role) { Ok(one) } else { Err(Problem::NotFound) }
}

pub(super) async fn render_page(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<AnyRole>,
    one: Commitment,
    typed: TypedOutcome,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let (me, role, group) = (access.membership(), access.role(), access.group());
    let group = group::store::find(&mut access.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let history = if one.history_is_seen_by(me, role) { Some(store::history(&mut access.tx, &app.vault, &one).await?) } else { None };
    let idea = match one.idea {
        Some(idea) => brainstorm::entry::store::idea(&mut access.tx, &app.vault, idea)
            .await?
            .filter(|idea| !idea.withdrawn)
            .and_then(|idea| idea.text),
        None => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OnePage {
        is_mine: one.owner == me,
        may_speak: one.may_speak(me, role) && one.status == CommitmentStatus::Accepted,
        may_withdraw: matches!(one.withdraw(me, role), Ok(Some(_))),
        sees: one.outcome_is_seen_by(me, role),
        history,
        idea,
        typed,
        errors,
        one,
        group,
    };
    let chrome = chrome.clone().in_zone(page.group.time_zone);
    Ok(chrome.page_with(status, &page))
}
