//! A reader's own points, to change, withdraw and restore.

use sqlx::PgConnection;

use super::store;
use super::views::OwnPoint;
use crate::brainstorm::{BoardState, BoardStep};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::vault::Vault;

/// The points that `me` wrote or logged on a board.
pub async fn load_own_points(
    conn: &mut PgConnection,
    vault: &Vault,
    board: &BoardState,
    is_live: bool,
    me: MembershipId,
) -> Result<Vec<OwnPoint>, Error> {
    if !board.phase.shows_points() {
        return Ok(Vec::new());
    }
    let tag = if board.named { None } else { store::tag(conn, vault, board.session, me).await? };
    let editable = is_live && board.phase == BoardStep::Weigh;
    let all = store::points(conn, vault, board.id).await?;
    Ok(all
        .into_iter()
        .filter(|point| point.is_of(me, tag.as_ref()))
        .map(|point| OwnPoint {
            id: point.id,
            kind: point.kind,
            text: point.own_text().unwrap_or_default().to_owned(),
            version: point.version,
            shown: point.number.is_some(),
            withdrawn: point.own_withdrawn(),
            waits: point.pending.is_some(),
            editable,
            retractable: editable || point.logged_by != Some(me),
        })
        .collect())
}
