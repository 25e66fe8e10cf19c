//! The route that adds an idea, for oneself or on behalf of a member.

use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::IDEA;
use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaId, Visibility, store};
use crate::group::AnyRole;
use crate::kit::audit::AuditAction;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{FormBody, Problem, SentBefore, free_id};
use crate::session::{LiveAct, SessionAnchor};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIdea {
    id: IdeaId,
    text: String,
    #[serde(default)]
    whose: String,
}

pub(super) async fn add(
    act: LiveAct<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(form): FormBody<NewIdea>,
) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let text = clean_paragraphs(&form.text, IDEA_LIMIT)?;
    let (board, actor, session) = (act.board, act.access.actor(), act.session);
    let LiveAct { access, app, .. } = &mut act.act;
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, actor.membership()).await? };
    if let Some(earlier) = store::idea(&mut access.tx, &app.vault, form.id).await? {
        // The same form again: the response was lost, or a button was pressed twice. Other content under this id must not be overwritten.
        let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, earlier.authorship(), &content).await?;
        let is_resend = fingerprint::is_resend(&mut access.tx, form.id, print.as_ref()).await?;
        return if is_resend { act.unchanged_idea(form.id).await } else { Err(SentBefore.into()) };
    }
    let on_behalf = act.on_behalf_of(&form.whose).await?;
    let logged = board.log(actor.membership(), actor.role(), on_behalf).map_err(|_| BrainstormRefusal::Over)?;
    let LiveAct { access, app, chrome, .. } = &mut act.act;
    let stored = store::add(&mut access.tx, &app.vault, actor, &board, form.id, &text, logged, tag, chrome.now).await;
    free_id(stored, "idea_pkey")?;
    let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, logged.author, &content).await?;
    fingerprint::store_fingerprint(&mut access.tx, form.id, print).await?;
    act.publish_added(form.id, logged.visibility).await?;
    // Staff may still remove the names of a quiet board until it opens: until then only the idea's own row names its author.
    if !(board.named && board.is_closed()) {
        if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.author {
            act.publish_to_author(IDEA, form.id.0, author);
        }
        act.audit_added(logged.author, AuditAction::IdeaAdded, form.id.0).await?;
    }
    act.done_idea(form.id).await
}

impl<On: SessionAnchor> BoardAct<AnyRole, On> {
    /// Publishes a new idea, as far as the board's manner allows.
    pub(super) async fn publish_added(&mut self, id: IdeaId, visibility: Visibility) -> Result<(), Problem> {
        match visibility {
            Visibility::Now(_) => self.publish_all(IDEA, id.0),
            Visibility::Later if self.board.named => self.publish_board(),
            // No single idea may coincide with a visible change.
            Visibility::Later => self.publish_step().await?,
        }
        Ok(())
    }
}
