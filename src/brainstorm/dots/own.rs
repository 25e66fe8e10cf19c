//! A member's own dots, while a round takes dots.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store;
use super::views::OwnDots;
use crate::brainstorm::store as board_store;
use crate::brainstorm::{BoardState, BoardStep, IdeaId};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::vault::Vault;

/// A member's dots on a board. `None` unless a round takes dots, and for a member without a tag in it (see [`store::tag`]).
pub async fn load_own_dots(conn: &mut PgConnection, vault: &Vault, board: &BoardState, me: MembershipId) -> Result<Option<OwnDots>, Error> {
    if board.phase != BoardStep::Narrow {
        return Ok(None);
    }
    let Some(round) = store::round(conn, board.id).await?.filter(|round| !round.opened) else { return Ok(None) };
    let Some(tag) = store::tag(conn, vault, board.session, board.id, round.number, me).await? else { return Ok(None) };
    let given = store::given(conn, board.id, round.number, &tag).await?;
    let merge_tree = board_store::merge_tree(conn, board.id).await?;
    let mut on: HashMap<IdeaId, i32> = merge_tree.active_roots().map(|root| (root, 0)).collect();
    for (idea, dots) in &given {
        *on.entry(merge_tree.root(*idea)).or_default() += dots;
    }
    Ok(Some(OwnDots { board: board.id, round, left: round.dots - given.values().sum::<i32>(), on }))
}
