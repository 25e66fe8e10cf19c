//! The route of the shortlist: keep an idea, or remove it.

use super::{ShortlistRefusal, keep, store};
use crate::brainstorm::IDEA;
use crate::brainstorm::anchors::ByIdea;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::entry::{self, EntryKind};
use crate::brainstorm::store as boards;
use crate::group::Staff;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/ideas/{idea}/solution", set)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortlistForm {
    kept: bool,
}

async fn set(act: LiveAct<Staff, ByIdea>, FormBody(form): FormBody<ShortlistForm>) -> Result<Response, Problem> {
    let (mut act, id) = BoardAct::of_entry(act).await?;
    let (board, by, now) = (act.board, act.access.actor(), act.chrome.now);
    // An idea that is not shown does not exist for staff.
    let LiveAct { access, app, .. } = &mut act.act;
    entry::store::idea(&mut access.tx, &app.vault, id).await?.filter(|idea| idea.number.is_some()).ok_or(Problem::NotFound)?;
    let merge_tree = boards::merge_tree(act.tx(), board.id).await?;
    let (ids, count) = (store::ids(act.tx(), board.id).await?, store::count(act.tx(), board.id, &merge_tree).await?);
    let family = merge_tree.family(merge_tree.root(id));
    let is_kept = family.iter().any(|one| ids.contains(one));
    if !merge_tree.is_active(id) {
        return Err(ShortlistRefusal::NoSuchIdea.into());
    }
    if !keep(board.phase, count, is_kept, form.kept)? {
        return act.unchanged_entry(EntryKind::Idea, id).await;
    }
    if form.kept {
        store::keep(act.tx(), by, board.id, id, now).await?;
    } else {
        let family: Vec<_> = family.into_iter().map(|one| one.0).collect();
        store::remove(act.tx(), &family).await?;
    }
    act.publish_all(IDEA, id.0);
    act.done_entry(EntryKind::Idea, id).await
}
