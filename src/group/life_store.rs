//! The life of memberships and groups in the database: histories, handing over, ending.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::actor::{self, Actor};
use super::life::{DatedStateChange, UNDO_ADMISSION};
use super::own_membership::MembershipRef;
use super::store::{self, NewMembership, StateChange};
use super::{
    AdmissionPolicy, AfterRoster, Group, GroupId, Meets, MembershipId, MembershipState, Role, RosterHooks, Severity, owner, place_store,
    reason_seal_context, seal_context,
};
use crate::kit::error::Error;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::vault::{Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::rooms::RoomId;

/// An entry of a membership's history.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    pub state: MembershipState,
    pub at: DateTime<Utc>,
    /// The membership that made the change; `None` for joining.
    pub by: Option<MembershipId>,
    /// The reason, in its author's words: for the therapist, and for an author who wrote it about themselves.
    pub reason: Option<String>,
}

/// When the current state of a membership began.
pub async fn state_since(conn: &mut PgConnection, member: MembershipId) -> Result<DateTime<Utc>, sqlx::Error> {
    sqlx::query_scalar!(r#"select max(at) as "at!" from membership_change where membership_id = $1"#, member as MembershipId)
        .fetch_one(conn)
        .await
}

/// The members whom the therapist has just admitted from the waiting list, each with the time until which that can be undone.
pub async fn just_admitted(
    conn: &mut PgConnection,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<(MembershipId, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select m.id, c.at from membership m join membership_change c on c.membership_id = m.id and c.state = 'active' and c.at > $2
           where m.group_id = $1 and m.role = 'member' and m.state = 'active'
             and not exists (select from membership_change n where n.membership_id = m.id and n.at > c.at)
             and (select b.state from membership_change b where b.membership_id = m.id and b.at < c.at order by b.at desc, b.id limit 1)
                 = 'waiting'"#,
        group as GroupId,
        now - UNDO_ADMISSION
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.at + UNDO_ADMISSION)).collect())
}

/// Whether anything in the group refers to a member beside what a waiting person has too; what they have read does not count. Locks the
/// membership's row until the end of the transaction, also against new references.
pub async fn has_acted(conn: &mut PgConnection, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select has_acted_as_member($1) as "acted!""#, member as MembershipId).fetch_one(conn).await
}

/// Whether the group removed or declined this person: a link that is still open does not let them in.
pub async fn was_sent_away(conn: &mut PgConnection, group: GroupId, person: PersonId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from membership where group_id = $1 and person_id = $2 and state = 'removed') as "was!""#,
        group as GroupId,
        person as PersonId
    )
    .fetch_one(conn)
    .await
}

/// The history of a membership, oldest first.
pub async fn history(conn: &mut PgConnection, vault: &Vault, member: MembershipId) -> Result<Vec<HistoryLine>, Error> {
    let rows = sqlx::query!(
        "select id, practice_id, state, at, by_membership, reason from membership_change where membership_id = $1 order by at, id",
        member as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.reason.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let reason = row.reason.map(|sealed| ring.open(reason_seal_context(row.practice_id, row.id), &sealed)).transpose()?;
            Ok(HistoryLine { state: row.state, at: row.at, by: row.by_membership, reason: reason.and_then(Unsealed::text) })
        })
        .collect()
}

/// Every change of state in a group, oldest first.
pub async fn changes(conn: &mut PgConnection, group: GroupId) -> Result<Vec<DatedStateChange>, sqlx::Error> {
    sqlx::query_as!(
        DatedStateChange,
        r#"select c.membership_id as "member: MembershipId", c.at, c.state as "state: MembershipState"
           from membership_change c join membership m on m.id = c.membership_id where m.group_id = $1 order by c.at, c.id"#,
        group as GroupId
    )
    .fetch_all(conn)
    .await
}

/// A person's newest membership in a group, in any state but substitute.
pub async fn newest_membership(conn: &mut PgConnection, person: PersonId, group: GroupId) -> Result<Option<MembershipRef>, sqlx::Error> {
    sqlx::query_as!(
        MembershipRef,
        r#"select person_id as "person!: PersonId", id as membership, role, state, group_id as "group", practice_id as practice
           from membership where person_id = $1 and group_id = $2 and state <> 'substitute' order by created_at desc, id limit 1"#,
        person as PersonId,
        group as GroupId
    )
    .fetch_optional(conn)
    .await
}

/// The newest memberships of a person, one per group, that are neither active nor waiting, and since when.
pub async fn inactive_memberships(
    conn: &mut PgConnection,
    person: PersonId,
) -> Result<Vec<(GroupId, MembershipState, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select distinct on (m.group_id) m.group_id, m.state,
                  (select max(c.at) from membership_change c where c.membership_id = m.id) as "since!"
           from membership m where m.person_id = $1 and m.role = 'member' order by m.group_id, m.created_at desc, m.id"#,
        person as PersonId
    )
    .fetch_all(conn)
    .await?;
    let is_open = |state| matches!(state, MembershipState::Active | MembershipState::Waiting);
    Ok(rows.into_iter().filter(|row| !is_open(row.state)).map(|row| (row.group_id, row.state, row.since)).collect())
}

pub async fn has_ended(conn: &mut PgConnection, group: GroupId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from therapy_group where id = $1 and ended_at is not null) as "ended!""#, group as GroupId)
        .fetch_one(conn)
        .await
}

/// Ends a group: does the work of later modules, and removes those who wait. The caller has locked the group's row. `false` while a session
/// is live.
pub async fn end(conn: &mut PgConnection, vault: &Vault, by: Actor, hooks: RosterHooks, now: DateTime<Utc>) -> Result<bool, Error> {
    if !(hooks.ending)(conn, by.group(), now).await? {
        return Ok(false);
    }
    for one in store::memberships(conn, vault, by.group()).await? {
        if matches!(one.state, MembershipState::Waiting | MembershipState::Invited) {
            let (state, reason) = (MembershipState::Removed, None);
            let change = StateChange {
                membership: one.id,
                group: by.group(),
                practice: by.practice(),
                role: one.role,
                state,
                reason,
                by: Some(by.membership()),
            };
            store::set_state(conn, vault, &change, hooks.changed, now).await?;
        }
    }
    sqlx::query!(
        "update therapy_group set ended_at = $2, ended_by = $3, version = version + 1 where id = $1 and ended_at is null",
        by.group() as GroupId,
        now,
        by.membership() as MembershipId
    )
    .execute(conn)
    .await?;
    Ok(true)
}

/// Reopens an ended group. What was cancelled with its end stays cancelled.
pub async fn reopen(conn: &mut PgConnection, group: GroupId) -> Result<(), sqlx::Error> {
    sqlx::query!("update therapy_group set ended_at = null, ended_by = null, version = version + 1 where id = $1", group as GroupId)
        .execute(conn)
        .await?;
    Ok(())
}

/// The next therapist of a group.
pub struct Successor<'a> {
    pub person: PersonId,
    /// Their name in the group.
    pub name: &'a str,
}

/// Hands a group over to a new therapist. Two constraints enforce that it has exactly one at the commit. The previous therapist leaves, or
/// stays as facilitator; the texts they wrote stay under their own keys. The caller has locked the group's row.
#[expect(clippy::too_many_arguments, reason = "who hands over, to whom, and what follows")]
pub async fn hand_over(
    conn: &mut PgConnection,
    vault: &Vault,
    from: Actor,
    own_name: &str,
    to: &Successor<'_>,
    stays: bool,
    after: AfterRoster,
    now: DateTime<Utc>,
) -> Result<MembershipId, Error> {
    let (group, practice) = (from.group(), from.practice());
    let leaving = |membership, role| StateChange {
        membership,
        group,
        practice,
        role,
        state: MembershipState::Left,
        reason: None,
        by: Some(from.membership()),
    };
    // A facilitator gets a new membership: a role does not change under what was done in it.
    if let Some(actor) = actor::store::in_group(conn, to.person, group).await? {
        store::set_state(conn, vault, &leaving(actor.membership(), actor.role()), after, now).await?;
    }
    store::set_state(conn, vault, &leaving(from.membership(), from.role()), after, now).await?;
    let membership = |person, role, name| NewMembership {
        id: MembershipId::random(),
        group,
        practice,
        person: Some(person),
        role,
        state: MembershipState::Active,
        name,
        invitation: None,
    };
    let new = membership(to.person, Role::Therapist, to.name);
    store::insert_membership(conn, vault, &new, now).await?;
    if stays {
        store::insert_membership(conn, vault, &membership(from.person(), Role::Facilitator, own_name), now).await?;
    }
    Ok(new.id)
}

/// Changes the settings of a group, except for its focus areas, if its version is still current, and returns whether it was. The caller has
/// locked the group's row, and its members fit into the capacity.
pub async fn set_settings(conn: &mut PgConnection, vault: &Vault, to: &Group) -> Result<bool, Error> {
    let key = vault.key(conn, owner(to.practice, to.id)).await?;
    let place = place_store::stored_of_group(conn, vault, to.practice, to.id, to.place.as_deref()).await?;
    let seal = |column, text: &str| key.seal(seal_context(column, to.practice, to.id), text);
    let changed = sqlx::query!(
        "update therapy_group set name = $3, purpose = $4, focus = $5, age_from = $6, age_to = $7, severity_from = $8, severity_to = $9,
                                  locale = $10, capacity = $11, admission = $12, meets = $13, place = $14, time_zone = $15, calendar = $16, room_id = $17,
                                  version = version + 1
         where id = $1 and version = $2",
        to.id as GroupId,
        to.version,
        seal("name", &to.name),
        seal("purpose", &to.purpose),
        to.focus.as_deref().map(|focus| seal("focus", focus)),
        to.ages.0,
        to.ages.1,
        to.severity.0 as Option<Severity>,
        to.severity.1 as Option<Severity>,
        to.locale as Locale,
        to.capacity,
        to.admission as AdmissionPolicy,
        to.meets as Meets,
        place.sealed,
        to.time_zone.name(),
        to.calendar as Calendar,
        place.room as Option<RoomId>
    )
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}
