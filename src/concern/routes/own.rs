//! Routes for changing one's own words, taking them back, and marking a concern as tender.

use super::act::ConcernAct;
use crate::concern::anchors::ByConcern;
use crate::concern::{CONCERN_LIMIT, ConcernRefusal, store};
use crate::group::AnyRole;
use crate::kit::events::Recipients;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditConcernForm {
    text: String,
    /// The version that was read. After a conflict the form sends a later one as well, because its reader has seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(act: LiveAct<AnyRole, ByConcern>, FormBody(form): FormBody<EditConcernForm>) -> Result<Response, Problem> {
    let read = form.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let mut act = ConcernAct::lock(act).await?;
    let text = clean_paragraphs(&form.text, CONCERN_LIMIT)?;
    let (state, own_text) = (act.concern.state, act.concern.own_text());
    // Before the words are compared, so that the answer tells no one else whether the author has a change that others do not see yet.
    state.own(act.actor)?;
    if read.checked_add(1) == Some(state.version) && own_text == Some(text.as_str()) {
        // A resend of the same change: its answer was lost.
        return Ok(act.unchanged(act.concern.id, String::new()));
    }
    if let Err(refusal) = state.edit(act.actor, act.at, read) {
        let current = CurrentText { text: own_text.unwrap_or_default().to_owned(), version: state.version };
        return Err(if refusal == ConcernRefusal::Changed { Refused::changed(&refusal, current).into() } else { refusal.into() });
    }
    let (by, waits) = (act.access.actor(), state.defers(act.at));
    let ConcernAct { act: LiveAct { access, app, .. }, concern, .. } = &mut act;
    store::set_text(&mut access.tx, &app.vault, by, concern, &text, waits).await?;
    finish(act, AuditAction::ConcernChanged, waits).await
}

/// Records the change, and publishes it where that does not reveal the author. No screen changes when an author touches a nameless concern:
/// others see it with the next step.
async fn finish(mut act: ConcernAct<AnyRole>, action: AuditAction, waits: bool) -> Result<Response, Problem> {
    let state = act.concern.state;
    act.note(action).await?;
    if state.in_middle {
        act.changed(Recipients::Everyone);
    } else if waits {
        let (session, at) = (act.session, act.at);
        if store::step(act.tx(), session, at).await? {
            act.changed(Recipients::Staff);
        }
    } else if state.is_listed(act.at) && (state.named || act.actor.role.is_staff()) {
        act.changed(Recipients::Staff);
        if state.named {
            act.changed(Recipients::Membership(state.author.0));
        }
    }
    act.act.done(act.concern.id, String::new()).await
}

pub(super) async fn take_back(act: LiveAct<AnyRole, ByConcern>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, state) = (act.concern.id, act.concern.state);
    state.take_back(act.actor, act.at)?;
    if state.taken_back {
        return Ok(act.unchanged(id, String::new()));
    }
    // It leaves the middle at once on every screen; a nameless one leaves the staff's list with the next step.
    let waits = state.defers(act.at);
    store::take_back(act.tx(), id, waits).await?;
    finish(act, AuditAction::ConcernWithdrawn, waits).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TendernessForm {
    tender: bool,
}

pub(super) async fn mark(
    act: LiveAct<AnyRole, ByConcern>,
    FormBody(TendernessForm { tender }): FormBody<TendernessForm>,
) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, by_staff) = (act.concern.id, act.actor.role.is_staff());
    act.concern.state.mark(act.actor, act.at)?;
    let waits = !by_staff && act.concern.state.defers(act.at);
    store::mark(act.tx(), id, by_staff, tender, waits).await?;
    finish(act, if tender { AuditAction::ConcernMarkedTender } else { AuditAction::ConcernUnmarkedTender }, waits).await
}

/// Shows the author to the therapist who leads the group now, if the concern was laid under another.
pub(super) async fn show_anew(act: LiveAct<AnyRole, ByConcern>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let ConcernAct { mut act, concern, actor, .. } = ConcernAct::lock(act).await?;
    let (session, practice) = (act.session, act.access.practice());
    let tx = act.tx();
    let seen = match (store::therapist(tx, session).await?, concern.shown_to) {
        (Some(therapist), Some(to)) => store::sees_as(tx, session, therapist).await?.contains(&to),
        _ => false,
    };
    if !concern.state.show_anew(actor.me, seen)? {
        return Ok(act.unchanged(concern.id, String::new()));
    }
    store::show_anew(tx, concern.id).await?;
    store::notify_therapists(tx, practice, session).await?;
    act.done(concern.id, String::new()).await
}
