//! What happened between the demo's sessions: commitments of the session before, attendance, and turns.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::scenes::{DemoCommitment, DemoGroup};
use crate::brainstorm::entry::{self, About, EntryKind};
use crate::brainstorm::store::{self as brainstorm, NewBoard};
use crate::brainstorm::{BoardStep, BrainstormId, EntryId, IdeaId, Manner, dots, shortlist};
use crate::commitment::store::{self as commitment, NewCommitment};
use crate::commitment::{CommitmentId, CommitmentOrigin, CommitmentStatus, NewOutcome, Outcome};
use crate::group::actor::Actor;
use crate::group::{MembershipId, Role};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::session::{self, SessionId};
use crate::voices::{self, TurnId};

/// Fills two held sessions: attendance, turns, the question asked in the second, and the commitments made in it.
pub(super) async fn fill(
    tx: &mut Tx,
    app: &AppState,
    scene: &DemoGroup,
    held: [(SessionId, DateTime<Utc>); 2],
    members: &[MembershipId],
    actor_for: impl Fn(MembershipId) -> Actor,
) -> Result<(), Error> {
    for (id, at) in held {
        for (n, member) in members.iter().enumerate().filter(|(n, _)| !scene.away.contains(n)) {
            let by = actor_for(*member);
            session::attendance::store::enter(tx, id, by, at).await?;
            if scene.listens.contains(&n) {
                continue;
            }
            let (turn, from) = (TurnId::random(), at + TimeDelta::minutes(10 + 9 * i64::try_from(n).unwrap_or(0)));
            voices::store::open_turn(tx, by.practice(), id, turn, *member, from).await?;
            voices::store::end_turn(tx, turn, Some(from + TimeDelta::minutes(6))).await?;
        }
    }
    let Some(member) = members.first() else { return Ok(()) };
    let (by, [_, (last, began)]) = (actor_for(*member), held);
    let id = BrainstormId::random();
    let at = began + TimeDelta::minutes(50);
    let board = NewBoard { id, session: last, concern: None, question: scene.asked, manner: Manner::Aloud, named: true };
    brainstorm::insert_board(tx, &app.vault, by, &board, at).await?;
    let mut ideas = Vec::new();
    for text in scene.recalled {
        let state = brainstorm::kept_board(tx, id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let Ok(logged) = state.log(EntryKind::Idea, *member, Role::Member, None) else { continue };
        let idea = IdeaId::random();
        entry::store::add(tx, &app.vault, by, &state, (idea, None), text, logged, None, at).await?;
        ideas.push(idea);
    }
    weigh(tx, app, scene, (id, &ideas), members, &actor_for, at).await?;
    brainstorm::set_phase(tx, id, BoardStep::Done).await?;
    for (n, took) in scene.took.iter().enumerate() {
        let at = began + TimeDelta::minutes(70 + i64::try_from(n).unwrap_or(0));
        take(tx, app, id, took, actor_for(members[took.member]), at).await?;
    }
    Ok(())
}

/// Adds the points and dots of that board's ideas, and what was kept.
async fn weigh(
    tx: &mut Tx,
    app: &AppState,
    scene: &DemoGroup,
    (board, ideas): (BrainstormId, &[IdeaId]),
    members: &[MembershipId],
    actor_for: &impl Fn(MembershipId) -> Actor,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    brainstorm::set_phase(tx, board, BoardStep::Weigh).await?;
    for (idea, kind, author, text) in scene.weighed {
        let state = brainstorm::kept_board(tx, board).await?.ok_or(sqlx::Error::RowNotFound)?;
        let Ok(logged) = state.log(EntryKind::Point, members[*author], Role::Member, None) else { continue };
        let point = (EntryId::random(), Some(About { idea: ideas[*idea], kind: *kind }));
        entry::store::add(tx, &app.vault, actor_for(members[*author]), &state, point, text, logged, None, at).await?;
    }
    let Some(member) = members.first() else { return Ok(()) };
    let by = actor_for(*member);
    dots::store::ask(tx, by, board, 1, 3, at).await?;
    let round = dots::store::round(tx, board).await?.ok_or(sqlx::Error::RowNotFound)?;
    // No past session records whose a dot was: three at a time belong to one unnamed member.
    let mut all = ideas.iter().zip(scene.dotted).flat_map(|(idea, sum)| std::iter::repeat_n(*idea, usize::try_from(*sum).unwrap_or(0)));
    while let Some(first) = all.next() {
        let tag: Vec<u8> = Uuid::new_v4().as_bytes().to_vec();
        for idea in std::iter::once(first).chain(all.by_ref().take(2)) {
            dots::store::give(tx, by.practice(), board, round, &tag, idea, 1, false).await?;
        }
    }
    dots::store::open(tx, by, board, 1, at + TimeDelta::minutes(10)).await?;
    for kept in scene.kept {
        shortlist::store::keep(tx, by, board, ideas[*kept], at + TimeDelta::minutes(12)).await?;
    }
    Ok(())
}

async fn take(tx: &mut Tx, app: &AppState, board: BrainstormId, took: &DemoCommitment, by: Actor, at: DateTime<Utc>) -> Result<(), Error> {
    let id = CommitmentId::random();
    let made = CommitmentOrigin { owner: by.membership(), written_by: None, status: CommitmentStatus::Accepted };
    let new = NewCommitment { id, board, idea: None, made, what: took.what, sign: took.sign, due: None };
    commitment::insert(tx, &app.vault, by.practice(), &new, at).await?;
    let Some((outcome, word)) = took.became else { return Ok(()) };
    let Some(one) = commitment::find(tx, &app.vault, id).await? else { return Ok(()) };
    let what = (outcome == Outcome::Changed).then(|| took.now.unwrap_or(took.what).to_owned());
    let outcome_form = NewOutcome { outcome, word: word.map(str::to_owned), shared: took.shown, what, read: one.version };
    commitment::say(tx, &app.vault, by, &one, &outcome_form, at + TimeDelta::days(2)).await
}
