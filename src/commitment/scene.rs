//! Loads what a session's screens show of commitments.

use sqlx::PgConnection;

use super::store;
use super::views::CommitmentsView;
use crate::brainstorm::Board;
use crate::group::{Membership, MembershipState, Role};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::arc::Stage;
use crate::session::{Session, SessionState, arc};

/// `people` are the group's memberships, `board` is the session's current board.
pub async fn load(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    people: &[Membership],
    board: Option<&Board>,
) -> Result<CommitmentsView, Error> {
    let live = session.state == SessionState::Live;
    let course = arc::store::course(conn, session).await?;
    let opening = live && course.now().is_some_and(|visit| visit.stage == Stage::Open);
    let members = people
        .iter()
        .filter(|one| one.role == Role::Member && one.state == MembershipState::Active)
        .filter_map(|one| one.name.clone().map(|name| (one.id, name, one.seat)))
        .collect();
    let ideas = board.map(|board| &board.ideas[..]).unwrap_or_default();
    Ok(CommitmentsView {
        session: session.id,
        live,
        opening,
        board: board.map(|board| (board.id, board.phase)),
        ideas: ideas.iter().filter_map(|idea| idea.text.clone().map(|text| (idea.id, text))).collect(),
        kept: board.into_iter().flat_map(Board::kept).map(|idea| (idea.id, idea.title().to_owned())).collect(),
        members,
        made_here: store::of_session(conn, vault, session.id).await?,
        taken_home: if opening { store::taken_home(conn, vault, session.group).await? } else { Vec::new() },
    })
}
