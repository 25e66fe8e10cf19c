//! A member's own dots, while dots are asked for.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store;
use super::views::OwnDots;
use crate::brainstorm::store as board_store;
use crate::brainstorm::{BoardState, BoardStep, IdeaId};
use crate::group::MembershipId;
use crate::kit::failure::Error;
use crate::kit::vault::Vault;

/// Somebody's dots on a board; none when none are asked for.
pub async fn of(conn: &mut PgConnection, vault: &Vault, board: &BoardState, me: MembershipId) -> Result<Option<OwnDots>, Error> {
    if board.phase != BoardStep::Narrow {
        return Ok(None);
    }
    let Some(round) = store::round(conn, board.id).await?.filter(|round| !round.opened) else { return Ok(None) };
    let Some(tag) = store::tag(conn, vault, board.session, board.id, round.number, me).await? else { return Ok(None) };
    let given = store::given(conn, board.id, round.number, &tag).await?;
    let kin = board_store::kin(conn, board.id).await?;
    let mut on: HashMap<IdeaId, i32> = kin.heads().map(|head| (head, 0)).collect();
    for (idea, dots) in &given {
        *on.entry(kin.head(*idea)).or_default() += dots;
    }
    Ok(Some(OwnDots { board: board.id, round, left: round.dots - given.values().sum::<i32>(), on }))
}
