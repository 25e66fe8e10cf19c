//! Assembles a board for its readers: what an audience shares, and what belongs to one reader.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;

use super::dots::{self, DotVote};
use super::entry::{self, EntryKind, StoredEntry};
use super::points::views::PointItem;
use super::tidy::MergeTree;
use super::{Board, BoardContext, BoardState, BoardStep, EntryId, IdeaId, IdeaItem, OwnBoard, OwnEntry, SimilarIdea, shortlist, store};
use crate::group::{self, MembershipId, Role};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::{self, Session, SessionId, SessionState};

/// Authors' names by membership.
pub type IdeaNames = HashMap<MembershipId, Option<String>>;

/// The data from which [`item`] builds the items of a board.
struct Parts<'a> {
    board: &'a BoardState,
    ideas: Vec<StoredEntry>,
    points: Vec<StoredEntry>,
    merge_tree: MergeTree,
    round: Option<DotVote>,
    sums: HashMap<IdeaId, i32>,
    kept: HashSet<IdeaId>,
}

/// A session's current board as all readers see it.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId, names: &IdeaNames) -> Result<Option<Board>, Error> {
    let Some((state, question)) = store::current(conn, vault, session).await? else { return Ok(None) };
    let is_live = session::store::state(conn, session).await? == Some(SessionState::Live);
    Ok(Some(assembled(conn, vault, state, question, is_live, names).await?))
}

/// Every board of a session as all readers see it, in the order in which they began.
pub async fn all_of_session(conn: &mut PgConnection, vault: &Vault, session: &Session, names: &IdeaNames) -> Result<Vec<Board>, Error> {
    let mut boards = Vec::new();
    for (state, question) in store::of_session(conn, vault, session.id).await? {
        boards.push(assembled(conn, vault, state, question, session.state == SessionState::Live, names).await?);
    }
    Ok(boards)
}

async fn assembled(
    conn: &mut PgConnection,
    vault: &Vault,
    state: BoardState,
    question: String,
    is_live: bool,
    names: &IdeaNames,
) -> Result<Board, Error> {
    let entries = entry::store::of_board(conn, vault, state.id, state.phase.shows_points()).await?;
    let parts = parts(conn, &state, entries).await?;
    let unseen = parts.ideas.iter().filter(|idea| idea.number.is_none() && !idea.withdrawn && !idea.held).count();
    let mut shown: Vec<IdeaItem> = parts.ideas.iter().filter_map(|idea| item(idea, &parts, names)).collect();
    // The newest idea is on top while the board gathers; later steps list ideas by number.
    if state.phase == BoardStep::Gather {
        shown.reverse();
    }
    let context = board_context(&state, is_live, parts.round);
    Ok(Board {
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
        context,
    })
}

fn board_context(state: &BoardState, is_live: bool, round: Option<DotVote>) -> BoardContext {
    let takes_dots = state.phase == BoardStep::Narrow && round.is_some_and(|round| !round.opened);
    BoardContext { id: state.id, session: state.session, phase: state.phase, named: state.named, is_live, takes_dots }
}

async fn parts<'a>(conn: &mut PgConnection, board: &'a BoardState, entries: Vec<StoredEntry>) -> Result<Parts<'a>, Error> {
    let (ideas, points) = entries.into_iter().partition(|entry| entry.about.is_none());
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
fn item(idea: &StoredEntry, parts: &Parts<'_>, names: &IdeaNames) -> Option<IdeaItem> {
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
                logged: one.is_logged(),
            })
        })
        .collect();
    twins.sort_by_key(|twin| twin.number);
    let of_family = |point: &&StoredEntry| point.about.is_some_and(|about| family.contains(&about.idea));
    let points = parts.points.iter().filter(of_family).filter_map(|point| point_item(point, board, names));
    let sum = || family.iter().filter_map(|id| parts.sums.get(id)).sum();
    Some(IdeaItem {
        id: idea.id,
        number,
        text: if idea.withdrawn { None } else { idea.text.clone() },
        by: author_name(board, idea.author, names),
        logged: idea.is_logged(),
        version: if board.named { idea.version } else { idea.shown_version },
        is_active: parts.merge_tree.is_active(idea.id),
        twins,
        points: points.collect(),
        dots: parts.round.filter(|round| round.opened && board.phase.shows_points()).map(|_| sum()),
        kept: family.iter().any(|id| parts.kept.contains(id)),
    })
}

fn point_item(point: &StoredEntry, board: &BoardState, names: &IdeaNames) -> Option<PointItem> {
    Some(PointItem {
        id: point.id,
        number: point.number?,
        kind: point.about?.kind,
        text: if point.withdrawn { None } else { point.text.clone() },
        by: author_name(board, point.author, names),
        logged: point.is_logged(),
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
    let mut entries = entry::store::of_ideas(conn, vault, &family).await?;
    entries.retain(|entry| entry.about.is_none() || board.phase.shows_points());
    let names = names_of(conn, vault, board, entries.iter().filter_map(|entry| entry.author)).await?;
    let parts = parts(conn, board, entries).await?;
    let is_live = session::store::state(conn, board.session).await? == Some(SessionState::Live);
    let found = parts.ideas.iter().find(|idea| idea.id == root).and_then(|idea| item(idea, &parts, &names));
    Ok(found.map(|item| (item, board_context(board, is_live, parts.round), merge_tree.active_count())))
}

/// One point, and the root of the idea it is about.
pub async fn point_alone(
    conn: &mut PgConnection,
    vault: &Vault,
    id: EntryId,
    board: &BoardState,
) -> Result<Option<(IdeaId, PointItem)>, Error> {
    let Some(point) = entry::store::find(conn, vault, id).await?.filter(|point| point.board == board.id) else { return Ok(None) };
    let Some(about) = point.about else { return Ok(None) };
    let names = names_of(conn, vault, board, point.author.into_iter()).await?;
    let root = store::merge_tree(conn, board.id).await?.root(about.idea);
    Ok(point_item(&point, board, &names).map(|item| (root, item)))
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
    let dots = if role == Role::Member && is_live { dots::own::load_own_dots(conn, vault, &state, me).await? } else { None };
    let (mut idea_tag, mut point_tag) = (None, None);
    if !state.named {
        idea_tag = entry::store::tag_of(conn, vault, EntryKind::Idea, session.id, me).await?;
        point_tag = entry::store::tag_of(conn, vault, EntryKind::Point, session.id, me).await?;
    }
    let tag_for = |entry: &StoredEntry| match entry.kind() {
        EntryKind::Idea => idea_tag.as_ref(),
        EntryKind::Point => point_tag.as_ref(),
    };
    let all = entry::store::of_board(conn, vault, state.id, state.phase.shows_points()).await?;
    let entries = all
        .into_iter()
        .filter(|entry| entry.is_of(me, tag_for(entry)))
        .map(|entry| {
            let editable = is_live && entry.kind().takes_changes(state.phase);
            OwnEntry {
                id: entry.id,
                kind: entry.about.map(|about| about.kind),
                text: entry.own_text().unwrap_or_default().to_owned(),
                version: entry.version,
                shown: entry.number.is_some(),
                withdrawn: entry.own_withdrawn(),
                waits: entry.number.is_some() && entry.pending.is_some(),
                held: entry.held && entry.pending.text.is_none(),
                editable,
                retractable: editable || entry.logged_by != Some(me),
            }
        })
        .collect();
    let undo = match state.phase {
        _ if !role.is_staff() || !is_live || !state.named => None,
        BoardStep::Gather | BoardStep::Tidy => entry::store::last_logged(conn, state.id, EntryKind::Idea, me).await?,
        BoardStep::Weigh => entry::store::last_logged(conn, state.id, EntryKind::Point, me).await?,
        BoardStep::Narrow | BoardStep::Commit | BoardStep::Done => None,
    };
    Ok(OwnBoard { entries, dots, undo })
}
