//! What the demo's people took home from the session before, who was there, and who spoke.

use chrono::{DateTime, TimeDelta, Utc};

use super::scenes::{Scene, Took};
use crate::brainstorm::commitment::store::{self as commitment, NewCommitment};
use crate::brainstorm::commitment::{CommitmentId, Made, NewOutcome, Outcome, Standing};
use crate::brainstorm::store::{self as brainstorm, NewBoard};
use crate::brainstorm::{BrainstormId, IdeaId, Manner, Phase};
use crate::group::seat::Sitting;
use crate::group::{MembershipId, Role};
use crate::kit::db::Tx;
use crate::kit::failure::Failure;
use crate::kit::house::House;
use crate::session::{self, SessionId};
use crate::voices::{self, TurnId};

/// Two sessions that were held: who came, who had the floor, what was asked in the second, and what was taken home from it.
pub(super) async fn fill(
    tx: &mut Tx,
    house: &House,
    scene: &Scene,
    held: [(SessionId, DateTime<Utc>); 2],
    members: &[MembershipId],
    sitting: impl Fn(MembershipId, Role) -> Sitting,
) -> Result<(), Failure> {
    for (id, at) in held {
        for (n, member) in members.iter().enumerate().filter(|(n, _)| !scene.away.contains(n)) {
            let by = sitting(*member, Role::Member);
            session::attendance::store::enter(tx, id, by, at).await?;
            session::attendance::store::leave(tx, id, *member, at + TimeDelta::minutes(90)).await?;
            if scene.listens.contains(&n) {
                continue;
            }
            let (turn, from) = (TurnId::random(), at + TimeDelta::minutes(10 + 9 * i64::try_from(n).unwrap_or(0)));
            voices::store::open_turn(tx, by.practice, id, turn, *member, from).await?;
            voices::store::end_turn(tx, turn, Some(from + TimeDelta::minutes(6))).await?;
        }
    }
    let Some(member) = members.first() else { return Ok(()) };
    let (by, [_, (last, began)]) = (sitting(*member, Role::Member), held);
    let id = BrainstormId::random();
    let at = began + TimeDelta::minutes(50);
    let board = NewBoard { id, session: last, concern: None, question: scene.asked, manner: Manner::Aloud, named: true };
    brainstorm::insert_board(tx, &house.vault, by, &board, at).await?;
    for text in scene.recalled {
        let state = brainstorm::hold_board(tx, id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let Ok(logged) = state.log(*member, Role::Member, None) else { continue };
        brainstorm::add(tx, &house.vault, by, &state, IdeaId::random(), text, logged, None, at).await?;
    }
    brainstorm::set_phase(tx, id, Phase::Done).await?;
    for (n, took) in scene.took.iter().enumerate() {
        let at = began + TimeDelta::minutes(70 + i64::try_from(n).unwrap_or(0));
        take(tx, house, id, took, sitting(members[took.who], Role::Member), at).await?;
    }
    Ok(())
}

async fn take(tx: &mut Tx, house: &House, board: BrainstormId, took: &Took, by: Sitting, at: DateTime<Utc>) -> Result<(), Failure> {
    let id = CommitmentId::random();
    let made = Made { owner: by.membership, written_by: None, standing: Standing::Accepted };
    let new = NewCommitment { id, board, idea: None, made, what: took.what, sign: took.sign, due: None };
    commitment::insert(tx, &house.vault, by.practice, &new, at).await?;
    let Some((outcome, word)) = took.became else { return Ok(()) };
    let Some(one) = commitment::find(tx, &house.vault, id).await? else { return Ok(()) };
    let what = (outcome == Outcome::Changed).then(|| took.now.unwrap_or(took.what).to_owned());
    let said = NewOutcome { outcome, word: word.map(str::to_owned), what, read: one.version };
    commitment::say(tx, &house.vault, by, &one, &said, at + TimeDelta::days(2)).await
}
