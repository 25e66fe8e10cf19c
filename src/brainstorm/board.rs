//! Assembles a board for its readers: what an audience shares, and what belongs to one reader.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;

use super::dots::{self, DotVote};
use super::points::{self, views::PointItem};
use super::store::{self, StoredIdea, Tag};
use super::tidy::MergeTree;
use super::{Board, BoardContext, BoardState, BoardStep, IdeaId, IdeaItem, OwnBoard, OwnIdea, SimilarIdea, shortlist};
use crate::group::{self, MembershipId, Role};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::{self, Session, SessionId, SessionState};

/// Authors' names by membership.
pub type IdeaNames = HashMap<MembershipId, Option<String>>;

/// The data from which [`item`] builds the items of a board.
struct Parts<'a> {
    board: &'a BoardState,
    ideas: Vec<StoredIdea>,
    points: Vec<points::store::StoredPoint>,
    merge_tree: MergeTree,
    round: Option<DotVote>,
    sums: HashMap<IdeaId, i32>,
    kept: HashSet<IdeaId>,
}

/// A session's current board as all readers see it.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId, names: &IdeaNames) -> Result<Option<Board>, Error> {
    let Some((state, question)) = store::current(conn, vault, session).await? else { return Ok(None) };
    let is_live = session::store::state(conn, session).await? == Some(SessionState::Live);
    let ideas = store::ideas(conn, vault, state.id).await?;
    let points = if state.phase.shows_points() { points::store::points(conn, vault, state.id).await? } else { Vec::new() };
    let unseen = ideas.iter().filter(|idea| idea.number.is_none() && !idea.withdrawn && !idea.held).count();
    let parts = parts(conn, &state, ideas, points).await?;
    let mut shown: Vec<IdeaItem> = parts.ideas.iter().filter_map(|idea| item(idea, &parts, names)).collect();
    // The newest idea is on top while the board gathers; later steps list ideas by number.
    if state.phase != BoardStep::Gather {
        shown.reverse();
    }
    let context = board_context(&state, is_live, parts.round);
    Ok(Some(Board {
        id: state.id,
        question,
        phase: state.phase,
        manner: state.manner,
        named: state.named,
        opened: state.opened_at.is_some(),
        waiting: state.shown_count(unseen),
        round: parts.round,
        unnameable: state.named && state.unname().is_ok(),
        ideas: shown,
        face: context,
    }))
}

fn board_context(state: &BoardState, is_live: bool, round: Option<DotVote>) -> BoardContext {
    let takes_dots = state.phase == BoardStep::Narrow && round.is_some_and(|round| !round.opened);
    BoardContext { id: state.id, session: state.session, phase: state.phase, named: state.named, is_live, takes_dots }
}

async fn parts<'a>(
    conn: &mut PgConnection,
    board: &'a BoardState,
    ideas: Vec<StoredIdea>,
    points: Vec<points::store::StoredPoint>,
) -> Result<Parts<'a>, Error> {
    let merge_tree = store::merge_tree(conn, board.id).await?;
    let round = dots::store::round(conn, board.id).await?;
    let sums = match round.filter(|round| round.opened) {
        Some(round) => dots::store::sums(conn, board.id, round.number).await?,
        None => HashMap::new(),
    };
    let kept = shortlist::store::ids(conn, board.id).await?;
    Ok(Parts { board, ideas, points, merge_tree, round, sums, kept })
}

/// The author's name, on a board with names.
fn author_name(board: &BoardState, author: Option<MembershipId>, names: &IdeaNames) -> Option<String> {
    if board.named { author.and_then(|author| names.get(&author).cloned().flatten()) } else { None }
}

/// A shown idea with its merged ideas and points; none before it is shown, and none for an idea merged into another.
fn item(idea: &StoredIdea, parts: &Parts<'_>, names: &IdeaNames) -> Option<IdeaItem> {
    let number = idea.number?;
    if !parts.merge_tree.is_root(idea.id) {
        return None;
    }
    let board = parts.board;
    let family = parts.merge_tree.family(idea.id);
    let mut twins: Vec<SimilarIdea> = parts
        .ideas
        .iter()
        .filter(|one| one.id != idea.id && family.contains(&one.id))
        .filter_map(|one| {
            Some(SimilarIdea {
                id: one.id,
                number: one.number?,
                text: if one.withdrawn { None } else { one.text.clone() },
                by: author_name(board, one.author, names),
                logged: is_logged(one),
            })
        })
        .collect();
    twins.sort_by_key(|twin| twin.number);
    let points = parts.points.iter().filter(|point| family.contains(&point.idea)).filter_map(|point| point_item(point, board, names));
    let sum = || family.iter().filter_map(|id| parts.sums.get(id)).sum();
    Some(IdeaItem {
        id: idea.id,
        number,
        text: if idea.withdrawn { None } else { idea.text.clone() },
        by: author_name(board, idea.author, names),
        logged: is_logged(idea),
        version: if board.named { idea.version } else { idea.shown_version },
        is_active: parts.merge_tree.is_active(idea.id),
        twins,
        points: points.collect(),
        dots: parts.round.filter(|round| round.opened && board.phase.shows_points()).map(|_| sum()),
        kept: family.iter().any(|id| parts.kept.contains(id)),
    })
}

fn is_logged(idea: &StoredIdea) -> bool {
    idea.logged_by.is_some() && idea.logged_by != idea.author
}

fn point_item(point: &points::store::StoredPoint, board: &BoardState, names: &IdeaNames) -> Option<PointItem> {
    Some(PointItem {
        id: point.id,
        number: point.number?,
        kind: point.kind,
        text: if point.withdrawn { None } else { point.text.clone() },
        by: author_name(board, point.author, names),
        logged: point.logged_by.is_some() && point.logged_by != point.author,
        version: if board.named { point.version } else { point.shown_version },
    })
}

/// One idea, or the idea it was merged into, and the number of ideas on the board. Loads only the names of this idea's authors.
pub async fn seen_alone(
    conn: &mut PgConnection,
    vault: &Vault,
    id: IdeaId,
    board: &BoardState,
) -> Result<Option<(IdeaItem, BoardContext, usize)>, Error> {
    let merge_tree = store::merge_tree(conn, board.id).await?;
    let root = merge_tree.root(id);
    let family: Vec<uuid::Uuid> = merge_tree.family(root).into_iter().map(|id| id.0).collect();
    let ideas = store::ideas_in(conn, vault, &family).await?;
    let points = if board.phase.shows_points() { points::store::points_on(conn, vault, &family).await? } else { Vec::new() };
    let authors = ideas.iter().filter_map(|idea| idea.author).chain(points.iter().filter_map(|point| point.author));
    let names = names_of(conn, vault, board, authors).await?;
    let parts = parts(conn, board, ideas, points).await?;
    let is_live = session::store::state(conn, board.session).await? == Some(SessionState::Live);
    let found = parts.ideas.iter().find(|idea| idea.id == root).and_then(|idea| item(idea, &parts, &names));
    Ok(found.map(|item| (item, board_context(board, is_live, parts.round), merge_tree.active_count())))
}

/// One point, and the root of the idea it is about.
pub async fn point_alone(
    conn: &mut PgConnection,
    vault: &Vault,
    point: &points::store::StoredPoint,
    board: &BoardState,
) -> Result<Option<(IdeaId, PointItem)>, Error> {
    let names = names_of(conn, vault, board, point.author.into_iter()).await?;
    let root = store::merge_tree(conn, board.id).await?.root(point.idea);
    Ok(point_item(point, board, &names).map(|item| (root, item)))
}

async fn names_of(
    conn: &mut PgConnection,
    vault: &Vault,
    board: &BoardState,
    authors: impl Iterator<Item = MembershipId>,
) -> Result<IdeaNames, Error> {
    let mut names = IdeaNames::new();
    if board.named {
        for author in authors.collect::<HashSet<_>>() {
            names.insert(author, group::store::name_of(conn, vault, author).await?);
        }
    }
    Ok(names)
}

/// What a reader wrote or logged on a session's current board, and a member's dots.
pub async fn own(conn: &mut PgConnection, vault: &Vault, session: &Session, me: MembershipId, role: Role) -> Result<OwnBoard, Error> {
    let Some((state, _)) = store::current(conn, vault, session.id).await? else { return Ok(OwnBoard::default()) };
    let is_live = session.state == SessionState::Live;
    let points = points::own::load_own_points(conn, vault, &state, is_live, me).await?;
    let dots = if role == Role::Member && is_live { dots::own::load_own_dots(conn, vault, &state, me).await? } else { None };
    let tag = if state.named { None } else { store::tag(conn, vault, session.id, me).await? };
    let editable = is_live && state.phase.takes_changes();
    let all = store::ideas(conn, vault, state.id).await?;
    let ideas = all
        .into_iter()
        .filter(|idea| is_of(idea, me, tag.as_ref()))
        .map(|idea| OwnIdea {
            id: idea.id,
            text: idea.own_text().unwrap_or_default().to_owned(),
            version: idea.version,
            shown: idea.number.is_some(),
            withdrawn: idea.own_withdrawn(),
            waits: idea.number.is_some() && idea.pending.is_some(),
            held: idea.held && idea.pending.text.is_none(),
            editable,
            retractable: editable || idea.logged_by != Some(me),
        })
        .collect();
    let undo = match state.phase {
        _ if !role.is_staff() || !is_live || !state.named => None,
        BoardStep::Gather | BoardStep::Tidy => store::last_logged(conn, state.id, me).await?.map(|id| id.0),
        BoardStep::Weigh => points::store::last_logged(conn, state.id, me).await?.map(|id| id.0),
        BoardStep::Narrow | BoardStep::Commit | BoardStep::Done => None,
    };
    Ok(OwnBoard { ideas, points, dots, undo })
}

/// Whether an idea belongs to a reader: as author, as the staff member who logged it, or by keyed hash.
pub fn is_of(idea: &StoredIdea, me: MembershipId, tag: Option<&Tag>) -> bool {
    idea.author == Some(me) || idea.logged_by == Some(me) || (idea.tag.is_some() && idea.tag.as_ref() == tag)
}
