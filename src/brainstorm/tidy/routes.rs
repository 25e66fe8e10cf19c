//! Routes that merge similar ideas and split them again.

use super::{merge, split, store};
use crate::brainstorm::IDEA;
use crate::brainstorm::anchors::{ByBrainstorm, ByIdea};
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::entry::EntryKind;
use crate::brainstorm::{IdeaId, gone, store as boards};
use crate::group::Staff;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/brainstorms/{brainstorm}/twins", merge_ideas).post(
        Access::GroupStaff,
        "/ideas/{idea}/parting",
        split_idea,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeForm {
    idea: IdeaId,
    into: IdeaId,
}

async fn merge_ideas(act: LiveAct<Staff, ByBrainstorm>, FormBody(form): FormBody<MergeForm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let board = act.board;
    // Only ideas that this board shows can be merged; any other id answers 404.
    let idea = store::candidate(act.tx(), board.id, form.idea).await?.ok_or(Problem::NotFound)?;
    let into = store::candidate(act.tx(), board.id, form.into).await?.ok_or(Problem::NotFound)?;
    if !merge(board.phase, idea, into)? {
        return act.unchanged_entry(EntryKind::Idea, into.id).await;
    }
    store::set_above(act.tx(), idea.id, Some(into.id)).await?;
    // One event covers both ideas: it removes the merged idea's element and renders the idea it was merged into.
    act.publish_all(IDEA, idea.id.0);
    let fragment = gone(idea.id) + &act.fragment(EntryKind::Idea, into.id).await?;
    act.act.done(board.id, fragment).await
}

async fn split_idea(act: LiveAct<Staff, ByIdea>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (mut act, id) = BoardAct::of_entry(act).await?;
    let board = act.board;
    let idea = store::candidate(act.tx(), board.id, id).await?.ok_or(Problem::NotFound)?;
    if !split(board.phase, idea)? {
        return act.unchanged_entry(EntryKind::Idea, id).await;
    }
    let root = boards::merge_tree(act.tx(), board.id).await?.root(id);
    store::set_above(act.tx(), id, None).await?;
    act.publish_all(IDEA, root.0);
    act.publish_all(IDEA, id.0);
    let fragment = act.fragment(EntryKind::Idea, root).await? + &act.fragment(EntryKind::Idea, id).await?;
    act.act.done(id, fragment).await
}
