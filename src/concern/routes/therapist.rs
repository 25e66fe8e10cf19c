//! Therapist-only routes: set a concern aside, with a reason that its author reads, and say what it has in common with others.

use super::act::ConcernAct;
use crate::concern::anchors::ByConcern;
use crate::concern::{ConcernRefusal, REASON_LIMIT, THEME_LIMIT, ThemeId, store};
use crate::group::ActingTherapist;
use crate::kit::events::Recipients;
use crate::kit::text::{clean_line, clean_paragraphs};
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

type TherapistAct = LiveAct<ActingTherapist, ByConcern>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetAsideForm {
    reason: String,
}

pub(super) async fn set_aside(act: TherapistAct, FormBody(form): FormBody<SetAsideForm>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, by) = (act.concern.id, act.access.actor());
    let reason = clean_paragraphs(&form.reason, REASON_LIMIT)?;
    if act.concern.state.taken_back {
        return Err(ConcernRefusal::Gone.into());
    }
    if act.concern.state.set_aside {
        return Ok(act.unchanged(id, String::new()));
    }
    let LiveAct { access, app, .. } = &mut act.act;
    store::set_aside(&mut access.tx, &app.vault, by, id, &reason).await?;
    act.note(AuditAction::ConcernSetAside).await?;
    // Sent to everyone: the author learns of it by fetching "mine", and no row names the author.
    act.changed(Recipients::Everyone);
    act.act.done(id, String::new()).await
}

/// Puts a concern back that was set aside, so that a slip of the finger can be corrected while the session is live.
pub(super) async fn put_back(act: TherapistAct, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let id = act.concern.id;
    if !act.concern.state.put_back(act.at)? {
        return Ok(act.unchanged(id, String::new()));
    }
    store::put_back(act.tx(), id).await?;
    act.note(AuditAction::ConcernPutBack).await?;
    act.changed(Recipients::Everyone);
    act.act.done(id, String::new()).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedThemeForm {
    /// One of the practice's themes; empty for none.
    #[serde(default)]
    theme: String,
    /// The words of a new theme.
    #[serde(default)]
    words: String,
}

pub(super) async fn theme(act: TherapistAct, FormBody(form): FormBody<SharedThemeForm>) -> Result<Response, Problem> {
    let mut act = ConcernAct::lock(act).await?;
    let (id, session, practice) = (act.concern.id, act.session, act.access.practice());
    let LiveAct { access, app, .. } = &mut act.act;
    let known = store::themes(&mut access.tx, &app.vault, practice).await?;
    let theme = match (form.words.trim(), form.theme.as_str()) {
        ("", "") => None,
        ("", id) => {
            let id = id.parse::<ThemeId>().map_err(|_| Problem::BadForm)?;
            Some(known.iter().find(|theme| theme.id == id).ok_or(Problem::NotFound)?.id)
        }
        _ => {
            let words = clean_line(&form.words, THEME_LIMIT)?;
            Some(match known.iter().find(|theme| theme.words == words) {
                Some(theme) => theme.id,
                None => {
                    let id = ThemeId::random();
                    store::add_theme(&mut access.tx, &app.vault, practice, id, &words).await?;
                    id
                }
            })
        }
    };
    if theme == act.concern.theme {
        return Ok(act.unchanged(id, String::new()));
    }
    store::set_theme(act.tx(), id, theme).await?;
    act.note(AuditAction::ConcernThemeChanged).await?;
    // A theme of the concern in the middle can show everyone that others live with it too; else only the therapist sees it.
    if act.concern.state.in_middle {
        act.changed(Recipients::Everyone);
    } else {
        store::notify_therapists(act.tx(), practice, session).await?;
    }
    act.act.done(id, String::new()).await
}
