//! The table as everybody of an audience sees it: what is laid, to staff; what is in the middle, to all. Nothing here says whose a
//! concern without a name is.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store::{self, StoredConcern};
use super::{ConcernId, EndorsementWords, SessionPhase};
use crate::group::{self, MembershipId};
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::session::{Session, SessionState};

/// Names by seat, for whose concerns are.
pub type ConcernNames = HashMap<MembershipId, Option<String>>;

/// What is in the middle.
#[derive(Clone, Debug)]
pub struct Middle {
    pub id: ConcernId,
    pub text: String,
    /// Whose it is, by name; none without a name to the group.
    pub by: Option<String>,
    /// Whether staff laid it for them; of one without a name it is not said.
    pub by_staff: bool,
    /// Whether there is a note before it.
    pub tender: bool,
    /// Whether staff marked it so.
    pub tender_by_staff: bool,
    /// Whether the answers were opened since it came there.
    pub opened: bool,
    /// What was told of the answers.
    pub told: Option<EndorsementWords>,
    /// Answers on paper; to staff.
    pub cards: usize,
    /// Whether people in other groups live with this too.
    pub elsewhere: bool,
}

/// A concern on the list of staff.
#[derive(Clone, Debug)]
pub struct ListedConcern {
    pub id: ConcernId,
    pub text: String,
    /// Whose it is, by name; none without a name to the group.
    pub by: Option<String>,
    /// Whether staff laid it for them; of one without a name it is not said.
    pub by_staff: bool,
    /// Whether there is a note before it.
    pub tender: bool,
    /// Whether staff marked it so.
    pub tender_by_staff: bool,
    /// Whether it was in the middle.
    pub was_in_middle: bool,
    /// What was told of the answers.
    pub told: Option<EndorsementWords>,
}

/// What lies on the table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the group looks at.
    pub middle: Option<Middle>,
    /// What waits, to staff alone.
    pub laid: Vec<ListedConcern>,
    /// How many members are here without a phone.
    pub without_phone: usize,
}

impl Table {
    /// A concern on which a brainstorm may begin, and its words: one that the group has, or had, in the middle.
    pub fn to_begin_on(&self, id: ConcernId) -> Option<(ConcernId, &str)> {
        let middle = self.middle.iter().map(|one| (one.id, one.text.as_str()));
        let before = self.laid.iter().filter(|one| one.was_in_middle).map(|one| (one.id, one.text.as_str()));
        middle.chain(before).find(|(one, _)| *one == id)
    }
}

/// What lies on a session's table.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: &Session, names: &ConcernNames) -> Result<Table, Error> {
    let at = store::standing(conn, session.id, session.state).await?;
    let mut table = Table::default();
    for concern in store::of_session(conn, vault, session.id).await? {
        if concern.state.in_middle {
            let elsewhere = match concern.theme {
                Some(theme) => store::elsewhere(conn, session.practice, session.group, theme).await?,
                None => false,
            };
            table.middle = middle(concern, names, elsewhere);
        } else if let Some(laid) = laid(concern, names, at) {
            table.laid.push(laid);
        }
    }
    if session.state == SessionState::Live {
        table.without_phone = store::without_phone(conn, session.id).await?;
    }
    Ok(table)
}

fn by(concern: &StoredConcern, names: &ConcernNames) -> (Option<String>, bool) {
    let state = &concern.state;
    if state.named { (names.get(&state.author).cloned().flatten(), state.laid_by.is_some()) } else { (None, false) }
}

fn middle(concern: StoredConcern, names: &ConcernNames, elsewhere: bool) -> Option<Middle> {
    let (by, by_staff) = by(&concern, names);
    Some(Middle {
        id: concern.id,
        by,
        by_staff,
        tender: concern.is_tender(),
        tender_by_staff: concern.tender_by_staff,
        opened: concern.state.opened,
        told: concern.told.map(super::EndorsementCount::words),
        cards: concern.cards,
        elsewhere,
        text: concern.text?,
    })
}

/// A concern as all staff see it; none when it is not on their list, or gone.
pub(super) fn laid(concern: StoredConcern, names: &ConcernNames, at: SessionPhase) -> Option<ListedConcern> {
    if concern.state.set_aside || !concern.state.is_listed(at) {
        return None;
    }
    let (by, by_staff) = by(&concern, names);
    Some(ListedConcern {
        id: concern.id,
        by,
        by_staff,
        tender: concern.is_tender(),
        tender_by_staff: concern.tender_by_staff,
        was_in_middle: concern.state.was_in_middle,
        told: concern.told.map(super::EndorsementCount::words),
        text: concern.text?,
    })
}

/// A concern that was in the middle of a session, as the group may read of it afterwards.
#[derive(Clone, Debug)]
pub struct PastMiddleConcern {
    pub id: ConcernId,
    pub text: String,
    /// Whose it is, by name; none without a name to the group.
    pub by: Option<String>,
    /// Whether there is a note before it.
    pub tender: bool,
    /// What was told of the answers.
    pub told: Option<EndorsementWords>,
}

/// What was in the middle of a session, in that order: nothing that says more than the group may know. What was taken back or set
/// aside since is not among it.
pub async fn in_the_middle_of(conn: &mut PgConnection, vault: &Vault, session: &Session) -> Result<Vec<PastMiddleConcern>, Error> {
    let people = group::store::memberships(conn, vault, session.group).await?;
    let names: ConcernNames = people.into_iter().map(|one| (one.id, one.name)).collect();
    let mut all = store::of_session(conn, vault, session.id).await?;
    all.retain(|concern| concern.middle_number.is_some() && !concern.state.set_aside);
    all.sort_by_key(|concern| concern.middle_number);
    Ok(all
        .into_iter()
        .filter_map(|concern| {
            let (by, _) = by(&concern, &names);
            let (tender, told) = (concern.is_tender(), concern.told.map(super::EndorsementCount::words));
            Some(PastMiddleConcern { id: concern.id, by, tender, told, text: concern.text? })
        })
        .collect())
}
