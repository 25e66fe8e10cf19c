//! The routes of entries: add an idea or a point, for oneself or on behalf of a member; change, withdraw and restore one's own.

use super::act::{EntryAct, withdraw};
use super::{About, EntryAuthor, EntryKind, EntryRefusal, store};
use crate::brainstorm::anchors::{ByBrainstorm, ByEntry};
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::points::{PointKind, PointRefusal};
use crate::brainstorm::{EntryId, IdeaId, store as boards};
use crate::group::AnyRole;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/ideas", add_idea)
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/points", add_point)
        .post(Access::GroupParticipant, "/entries/{entry}", edit)
        .post(Access::GroupParticipant, "/entries/{entry}/withdrawal", take_back)
        .post(Access::GroupParticipant, "/entries/{entry}/restoration", restore)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewIdea {
    id: EntryId,
    text: String,
    #[serde(default)]
    whose: String,
}

async fn add_idea(
    act: LiveAct<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(form): FormBody<NewIdea>,
) -> Result<Response, Problem> {
    add(act, content, form, None).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPoint {
    id: EntryId,
    idea: IdeaId,
    kind: PointKind,
    text: String,
    #[serde(default)]
    whose: String,
}

async fn add_point(
    act: LiveAct<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(form): FormBody<NewPoint>,
) -> Result<Response, Problem> {
    let NewPoint { id, idea, kind, text, whose } = form;
    add(act, content, NewIdea { id, text, whose }, Some(About { idea, kind })).await
}

async fn add(act: LiveAct<AnyRole, ByBrainstorm>, content: FormContent, form: NewIdea, about: Option<About>) -> Result<Response, Problem> {
    let kind = EntryKind::of(about);
    let mut act = BoardAct::of_board(act).await?;
    let text = clean_paragraphs(&form.text, kind.limit())?;
    let (board, actor, session) = (act.board, act.access.actor(), act.session);
    let LiveAct { access, app, .. } = &mut act.act;
    if let Some(earlier) = store::find(&mut access.tx, &app.vault, form.id).await? {
        // The same form again: the response was lost, or a button was pressed twice. Other content under this id must not be overwritten.
        let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, earlier.authorship(), &content).await?;
        let is_resend = fingerprint::is_resend(&mut access.tx, form.id, print.as_ref()).await?;
        return if is_resend { act.unchanged_entry(kind, form.id).await } else { Err(SentBefore.into()) };
    }
    let on_behalf = act.on_behalf_of(&form.whose).await?;
    let new = board.log(kind, actor.membership(), actor.role(), on_behalf)?;
    if let Some(about) = about
        && !boards::merge_tree(act.tx(), board.id).await?.is_active(about.idea)
    {
        return Err(PointRefusal::NoSuchIdea.into());
    }
    let LiveAct { access, app, chrome, .. } = &mut act.act;
    let tag = if board.named { None } else { store::tag_of(&mut access.tx, &app.vault, kind, session, actor.membership()).await? };
    let stored = store::add(&mut access.tx, &app.vault, actor, &board, (form.id, about), &text, new, tag, chrome.now).await;
    free_id(stored, "entry_pkey")?;
    let print = store::fingerprint_of(&mut access.tx, &app.vault, actor, session, new.author, &content).await?;
    fingerprint::store_fingerprint(&mut access.tx, form.id, print).await?;
    act.publish_added(kind, form.id, new.visibility).await?;
    // Staff may still remove the names of a quiet board until it opens: until then no event and no audit row may name the author.
    if !(board.named && board.is_closed()) {
        if let EntryAuthor::Named { logged_by: Some(_), .. } = new.author {
            act.publish_to_author(kind, form.id.0, new.author);
        }
        act.audit_added(new.author, kind.added(), form.id.0).await?;
    }
    act.done_entry(kind, form.id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditEntryForm {
    text: String,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    version: Vec<i32>,
}

async fn edit(act: LiveAct<AnyRole, ByEntry>, FormBody(form): FormBody<EditEntryForm>) -> Result<Response, Problem> {
    let read = form.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let mut act = EntryAct::lock(act).await?;
    let text = clean_paragraphs(&form.text, act.entry.kind().limit())?;
    let (board, state, own_text) = (act.act.board, act.state, act.entry.own_text());
    // Before the words are compared, so that the answer tells no one else whether the author has a change that others do not see yet.
    state.own()?;
    if read.checked_add(1) == Some(state.version) && own_text == Some(text.as_str()) {
        // The same change again: the response was lost.
        return act.unchanged().await;
    }
    if let Err(refusal) = state.edit(board.phase, read) {
        let current = CurrentText { text: own_text.unwrap_or_default().to_owned(), version: state.version };
        return Err(if refusal.why == EntryRefusal::Changed { Refused::changed(&refusal, current).into() } else { refusal.into() });
    }
    let (by, waits) = (act.act.access.actor(), board.defers(&act.entry));
    let LiveAct { access, app, .. } = &mut act.act.act;
    store::set_text(&mut access.tx, &app.vault, by, &act.entry, &text, waits).await?;
    if act.entry.held && !waits { act.done_as_new().await } else { act.done().await }
}

async fn take_back(act: LiveAct<AnyRole, ByEntry>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = EntryAct::lock(act).await?;
    let board = act.act.board;
    act.state.take_back(board.phase)?;
    if act.state.withdrawn {
        return act.unchanged().await;
    }
    withdraw(act.act.tx(), &board, &act.entry).await?;
    act.done().await
}

async fn restore(act: LiveAct<AnyRole, ByEntry>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = EntryAct::lock(act).await?;
    let board = act.act.board;
    act.state.touch(board.phase)?;
    if !act.state.withdrawn {
        return act.unchanged().await;
    }
    let waits = board.defers(&act.entry);
    store::set_withdrawn(act.act.tx(), act.entry.id, false, waits).await?;
    let was_skipped = act.entry.number.is_none() && !act.entry.held && board.opened_at.is_some();
    if was_skipped && !waits { act.done_as_new().await } else { act.done().await }
}
