//! A board put together for its readers: what everybody of an audience sees, and what is one's own.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store::{self, Stored, Tag};
use super::{Board, BoardState, IdeaItem, OwnIdea, Phase};
use crate::group::{self, MembershipId};
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;
use crate::session::{Session, SessionId, SessionState};

/// Names by seat, for whose ideas are.
pub type Names = HashMap<MembershipId, Option<String>>;

/// The board a session is at, as everybody sees it.
///
/// # Errors
/// When the database or the vault fails.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId, names: &Names) -> Result<Option<Board>, Failure> {
    let Some((state, question)) = store::current(conn, vault, session).await? else { return Ok(None) };
    let all = store::ideas(conn, vault, state.id).await?;
    let unseen = all.iter().filter(|idea| idea.number.is_none() && !idea.withdrawn).count();
    Ok(Some(Board {
        id: state.id,
        question,
        phase: state.phase,
        manner: state.manner,
        named: state.named,
        opened: state.opened_at.is_some(),
        waiting: state.told_count(unseen),
        ideas: all.into_iter().filter_map(|idea| seen(idea, &state, names)).collect(),
    }))
}

/// An idea as everybody sees it; none before it is shown.
#[must_use]
pub fn seen(idea: Stored, board: &BoardState, names: &Names) -> Option<IdeaItem> {
    let number = idea.number?;
    let by = if board.named { idea.author.and_then(|author| names.get(&author).cloned().flatten()) } else { None };
    Some(IdeaItem {
        id: idea.id,
        number,
        text: if idea.withdrawn { None } else { idea.text },
        by,
        logged: idea.logged_by.is_some() && idea.logged_by != idea.author,
        version: idea.version,
    })
}

/// The same of one idea by itself: of all names only its author's is read.
///
/// # Errors
/// When the database or the vault fails.
pub async fn seen_alone(conn: &mut PgConnection, vault: &Vault, idea: Stored, board: &BoardState) -> Result<Option<IdeaItem>, Failure> {
    let mut names = Names::new();
    if let Some(author) = idea.author.filter(|_| board.named) {
        names.insert(author, group::store::name_of(conn, vault, author).await?);
    }
    Ok(seen(idea, board, &names))
}

/// What somebody wrote or logged on a session's board, the newest first: theirs to change and take back.
///
/// # Errors
/// When the database or the vault fails.
pub async fn own(conn: &mut PgConnection, vault: &Vault, session: &Session, me: MembershipId) -> Result<Vec<OwnIdea>, Failure> {
    let Some((state, _)) = store::current(conn, vault, session.id).await? else { return Ok(Vec::new()) };
    let tag = if state.named { None } else { store::tag(conn, vault, session.id, me).await? };
    let editable = session.state == SessionState::Live && state.phase == Phase::Gather;
    let all = store::ideas(conn, vault, state.id).await?;
    Ok(all
        .into_iter()
        .filter(|idea| is_of(idea, me, tag.as_ref()))
        .map(|idea| OwnIdea {
            id: idea.id,
            text: idea.text.unwrap_or_default(),
            version: idea.version,
            shown: idea.number.is_some(),
            withdrawn: idea.withdrawn,
            editable,
            retractable: editable || idea.logged_by != Some(me),
        })
        .collect())
}

/// Whether somebody may change an idea: its author, whoever logged it, or whose keyed hash it bears.
#[must_use]
pub fn is_of(idea: &Stored, me: MembershipId, tag: Option<&Tag>) -> bool {
    idea.author == Some(me) || idea.logged_by == Some(me) || (idea.tag.is_some() && idea.tag.as_ref() == tag)
}
