//! The table as a whole audience sees it: laid concerns for staff, the concern in the middle for everyone. Nothing here reveals the author
//! of a nameless concern.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store::{self, StoredConcern};
use super::{ConcernId, EndorsementWords, SessionPhase};
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::{Session, SessionState};

/// Members' names, to name authors.
pub type ConcernNames = HashMap<MembershipId, Option<String>>;

/// The concern in the middle.
#[derive(Clone, Debug)]
pub struct Middle {
    pub id: ConcernId,
    pub text: String,
    /// The author's name; `None` when it is nameless to the group.
    pub by: Option<String>,
    /// Whether staff laid it for the author; always false for a nameless concern.
    pub by_staff: bool,
    /// Whether it is marked as tender.
    pub tender: bool,
    /// Whether staff marked it as tender.
    pub tender_by_staff: bool,
    /// Whether the answers were opened since it came to the middle.
    pub opened: bool,
    /// What was published of the answers.
    pub endorsements: Option<EndorsementWords>,
    /// The number of paper answers; for staff.
    pub cards: usize,
    /// Whether people in other groups live with this too.
    pub elsewhere: bool,
}

/// A concern on the staff's list.
#[derive(Clone, Debug)]
pub struct ListedConcern {
    pub id: ConcernId,
    pub text: String,
    /// The author's name; `None` when it is nameless to the group.
    pub by: Option<String>,
    /// Whether staff laid it for the author; always false for a nameless concern.
    pub by_staff: bool,
    /// Whether it is marked as tender.
    pub tender: bool,
    /// Whether staff marked it as tender.
    pub tender_by_staff: bool,
    pub was_in_middle: bool,
    /// What was published of the answers.
    pub endorsements: Option<EndorsementWords>,
}

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub middle: Option<Middle>,
    /// The staff's list.
    pub laid: Vec<ListedConcern>,
    /// The number of members present without a phone.
    pub without_phone: usize,
}

impl Table {
    /// The concerns, with their words, on which a brainstorm may begin: those that are or were in the middle.
    pub fn to_begin_on(&self) -> impl Iterator<Item = (ConcernId, &str)> {
        let middle = self.middle.iter().map(|one| (one.id, one.text.as_str()));
        let before = self.laid.iter().filter(|one| one.was_in_middle).map(|one| (one.id, one.text.as_str()));
        middle.chain(before)
    }
}

/// Loads a session's table.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: &Session, names: &ConcernNames) -> Result<Table, Error> {
    let at = store::session_phase(conn, session.id, session.state).await?;
    let mut table = Table::default();
    for concern in store::of_session(conn, vault, session.id).await? {
        if concern.state.in_middle {
            let elsewhere = match concern.theme {
                Some(theme) => store::elsewhere(conn, session.practice, session.group, theme).await?,
                None => false,
            };
            table.middle = middle(concern, names, elsewhere);
        } else if let Some(listed) = listed_concern(concern, names, at) {
            table.laid.push(listed);
        }
    }
    if session.state == SessionState::Live {
        table.without_phone = store::without_phone(conn, session.id).await?;
    }
    Ok(table)
}

fn author_name(concern: &StoredConcern, names: &ConcernNames) -> (Option<String>, bool) {
    let state = &concern.state;
    if state.named { (names.get(&state.author).cloned().flatten(), state.laid_by.is_some()) } else { (None, false) }
}

fn middle(concern: StoredConcern, names: &ConcernNames, elsewhere: bool) -> Option<Middle> {
    let (by, by_staff) = author_name(&concern, names);
    Some(Middle {
        id: concern.id,
        by,
        by_staff,
        tender: concern.is_tender(),
        tender_by_staff: concern.tender_by_staff,
        opened: concern.state.opened,
        endorsements: concern.endorsements.map(super::EndorsementCount::words),
        cards: concern.cards,
        elsewhere,
        text: concern.text?,
    })
}

/// A concern as all staff see it; `None` when it is not on their list, was set aside or taken back.
pub(super) fn listed_concern(concern: StoredConcern, names: &ConcernNames, at: SessionPhase) -> Option<ListedConcern> {
    if concern.state.set_aside || !concern.state.is_listed(at) {
        return None;
    }
    let (by, by_staff) = author_name(&concern, names);
    Some(ListedConcern {
        id: concern.id,
        by,
        by_staff,
        tender: concern.is_tender(),
        tender_by_staff: concern.tender_by_staff,
        was_in_middle: concern.state.was_in_middle,
        endorsements: concern.endorsements.map(super::EndorsementCount::words),
        text: concern.text?,
    })
}

/// A concern that was in the middle, as the group may read it afterwards.
#[derive(Clone, Debug)]
pub struct PastMiddleConcern {
    pub id: ConcernId,
    pub text: String,
    /// The author's name; `None` when it is nameless to the group.
    pub by: Option<String>,
    /// Whether it is marked as tender.
    pub tender: bool,
    /// What was published of the answers.
    pub endorsements: Option<EndorsementWords>,
}

/// What was in the middle of a session, in order: nothing beyond what the group may know. Concerns that were taken back or set aside since
/// are left out.
pub async fn in_the_middle_of(conn: &mut PgConnection, vault: &Vault, session: &Session) -> Result<Vec<PastMiddleConcern>, Error> {
    let people = group::store::memberships(conn, vault, session.group).await?;
    let names: ConcernNames = people.into_iter().map(|one| (one.id, one.name)).collect();
    let mut all = store::of_session(conn, vault, session.id).await?;
    all.retain(|concern| concern.middle_number.is_some() && !concern.state.set_aside);
    all.sort_by_key(|concern| concern.middle_number);
    Ok(all
        .into_iter()
        .filter_map(|concern| {
            let (by, _) = author_name(&concern, &names);
            let (tender, endorsements) = (concern.is_tender(), concern.endorsements.map(super::EndorsementCount::words));
            Some(PastMiddleConcern { id: concern.id, by, tender, endorsements, text: concern.text? })
        })
        .collect())
}
