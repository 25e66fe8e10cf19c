//! Groups and memberships in the database: joint words under the group's key, a name under the membership's own.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

pub use super::life::StateChange;
pub use super::people_store::{
    desk_of, given_name_of, is_name_known, memberships, missing_keys, name_of, names_of, person_named, therapist,
};
use super::profile::Area;
use super::{
    AdmissionPolicy, AfterRoster, Group, GroupCapacity, GroupId, Meets, MembershipId, MembershipState, Role, Severity, membership_owner,
    name_seal_context, owner, place_store, reason_seal_context, seal_context,
};
use crate::kit::error::Error;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::vault::{SealingKey, Unsealed, Vault};
use crate::person::{PersonId, sign_in, zone};
use crate::practice::PracticeId;
use crate::practice::rooms::RoomId;

crate::fingerprints!(GroupId: "therapy_group", MembershipId: "membership");

/// Inserts a group and makes its key; `false` when the id exists already.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: &Group, now: DateTime<Utc>) -> Result<bool, Error> {
    if sqlx::query_scalar!(r#"select 1 as "one!" from therapy_group where id = $1"#, new.id as GroupId)
        .fetch_optional(&mut *conn)
        .await?
        .is_some()
    {
        return Ok(false);
    }
    let key = vault.make_key(conn, owner(new.practice, new.id)).await?;
    let place = place_store::stored_of_group(conn, vault, new.practice, new.id, new.place.as_deref()).await?;
    let seal = |column, text: &str| key.seal(seal_context(column, new.practice, new.id), text);
    sqlx::query!(
        "insert into therapy_group (id, practice_id, name, purpose, focus, age_from, age_to, severity_from, severity_to, areas, locale, capacity,
                                    admission, meets, place, time_zone, calendar, created_at, room_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        new.id as GroupId,
        new.practice as PracticeId,
        seal("name", &new.name),
        seal("purpose", &new.purpose),
        new.focus.as_deref().map(|focus| seal("focus", focus)),
        new.ages.0,
        new.ages.1,
        new.severity.0 as Option<Severity>,
        new.severity.1 as Option<Severity>,
        sealed_areas(&key, new),
        new.locale as Locale,
        new.capacity,
        new.admission as AdmissionPolicy,
        new.meets as Meets,
        place.sealed,
        new.time_zone.name(),
        new.calendar as Calendar,
        now,
        place.room as Option<RoomId>
    )
    .execute(conn)
    .await?;
    Ok(true)
}

/// Makes a group the trial of this person.
///
/// # Errors
/// Violates the constraint `one_trial_per_therapist` when they have one.
pub async fn make_trial(conn: &mut PgConnection, group: &Group, of: PersonId) -> Result<(), Error> {
    sqlx::query!(
        "update therapy_group set trial_of = $2, trial_until = $3 where id = $1",
        group.id as GroupId,
        of as PersonId,
        group.trial_until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The trial group of a person.
pub async fn trial_of(conn: &mut PgConnection, person: PersonId) -> Result<Option<GroupId>, sqlx::Error> {
    sqlx::query_scalar!("select id from therapy_group where trial_of = $1", person as PersonId).fetch_optional(conn).await
}

pub(crate) fn sealed_areas(key: &SealingKey, group: &Group) -> Option<Vec<u8>> {
    (!group.areas.is_empty()).then(|| key.seal(seal_context("areas", group.practice, group.id), &Area::list(&group.areas)))
}

/// Loads the groups with these ids that the transaction may see, in no order.
pub async fn find_all(conn: &mut PgConnection, vault: &Vault, ids: &[Uuid]) -> Result<Vec<Group>, Error> {
    let rows = sqlx::query!(
        "select id, practice_id, name, purpose, focus, age_from, age_to, severity_from, severity_to, areas, locale, capacity, admission, meets,
                place, room_id, (select r.name from room r where r.id = room_id) as room_name, time_zone, calendar, ended_at, trial_until, version
         from therapy_group where id = any($1)",
        ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let names = rows.iter().map(|row| row.name.as_slice());
    let sealed: Vec<&[u8]> = names.chain(rows.iter().filter_map(|row| row.room_name.as_deref())).collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let context = seal_context("place", row.practice_id, row.id);
            let place = place_store::shown(&ring, context, row.place.as_deref(), row.practice_id, row.room_id, row.room_name.as_deref())?;
            let open = |column, sealed: &[u8]| ring.open(seal_context(column, row.practice_id, row.id), sealed).map(Unsealed::text);
            Ok(Group {
                name: open("name", &row.name)?.unwrap_or_default(),
                purpose: open("purpose", &row.purpose)?.unwrap_or_default(),
                focus: row.focus.map(|sealed| open("focus", &sealed)).transpose()?.flatten(),
                place,
                id: row.id,
                practice: row.practice_id,
                ages: (row.age_from, row.age_to),
                severity: (row.severity_from, row.severity_to),
                areas: row
                    .areas
                    .map(|sealed| open("areas", &sealed))
                    .transpose()?
                    .flatten()
                    .map(|text| Area::listed(&text))
                    .unwrap_or_default(),
                locale: row.locale,
                capacity: row.capacity,
                admission: row.admission,
                meets: row.meets,
                time_zone: zone(&row.time_zone),
                calendar: row.calendar,
                ended_at: row.ended_at,
                trial_until: row.trial_until,
                version: row.version,
            })
        })
        .collect()
}

/// The ids of all groups that the transaction may see.
pub async fn ids(conn: &mut PgConnection) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: Uuid" from therapy_group order by created_at, id"#).fetch_all(conn).await
}

pub async fn find(conn: &mut PgConnection, vault: &Vault, id: GroupId) -> Result<Option<Group>, Error> {
    Ok(find_all(conn, vault, &[id.0]).await?.pop())
}

/// The ids of a practice's groups.
pub async fn of_practice(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select id as "id: Uuid" from therapy_group where practice_id = $1 order by created_at, id"#,
        practice as PracticeId
    )
    .fetch_all(conn)
    .await
}

/// A person's active and waiting memberships, in the practices that the transaction has entered.
pub async fn of_person(conn: &mut PgConnection, person: PersonId) -> Result<Vec<(GroupId, Role, MembershipState)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select group_id, role, state from membership where person_id = $1 and state in ('active', 'waiting') order by created_at, id",
        person as PersonId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.group_id, row.role, row.state)).collect())
}

pub struct NewMembership<'a> {
    pub id: MembershipId,
    pub group: GroupId,
    pub practice: PracticeId,
    /// The person's account, if they have one.
    pub person: Option<PersonId>,
    pub role: Role,
    pub state: MembershipState,
    pub name: &'a str,
    /// The invitation they joined by.
    pub invitation: Option<Uuid>,
}

/// Inserts a membership with its key and the first entry of its history. A membership that is active at once gets the lowest free seat
/// number.
///
/// # Errors
/// Violates the constraint `one_seat_per_person` when the person is in the group already.
pub async fn insert_membership(conn: &mut PgConnection, vault: &Vault, new: &NewMembership<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    let key = vault.make_key(conn, membership_owner(new.practice, new.id)).await?;
    let seat = if new.state == MembershipState::Active { free_seat(conn, new.group, new.role).await? } else { None };
    sqlx::query!(
        "insert into membership (id, practice_id, group_id, person_id, role, state, seat, name, invitation_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id as MembershipId,
        new.practice as PracticeId,
        new.group as GroupId,
        new.person as Option<PersonId>,
        new.role as Role,
        new.state as MembershipState,
        seat,
        key.seal(name_seal_context(new.practice, new.id), new.name),
        new.invitation,
        now
    )
    .execute(&mut *conn)
    .await?;
    write_history(conn, Uuid::new_v4(), new.practice, new.id, new.state, None, None, now).await
}

/// The lowest free seat number; staff have none.
async fn free_seat(conn: &mut PgConnection, group: GroupId, role: Role) -> Result<Option<i32>, sqlx::Error> {
    if role.is_staff() {
        return Ok(None);
    }
    sqlx::query_scalar!(
        "select n from generate_series(1, 16) n
         where not exists (select from membership where group_id = $1 and seat = n and state in ('active', 'paused')) order by n limit 1",
        group as GroupId
    )
    .fetch_one(conn)
    .await
}

#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
async fn write_history(
    conn: &mut PgConnection,
    id: Uuid,
    practice: PracticeId,
    membership: MembershipId,
    state: MembershipState,
    reason: Option<Vec<u8>>,
    by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into membership_change (id, practice_id, membership_id, state, reason, by_membership, at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        practice as PracticeId,
        membership as MembershipId,
        state as MembershipState,
        reason,
        by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks a group's row, so that seats are given one after the other, and returns its capacity.
pub async fn lock(conn: &mut PgConnection, group: GroupId) -> Result<Option<GroupCapacity>, sqlx::Error> {
    let Some(capacity) = sqlx::query_scalar!("select capacity from therapy_group where id = $1 for no key update", group as GroupId)
        .fetch_optional(&mut *conn)
        .await?
    else {
        return Ok(None);
    };
    // Counted after the row is locked, so that it sees what another transaction did meanwhile.
    Ok(Some(count_capacity(conn, group, capacity).await?))
}

async fn count_capacity(conn: &mut PgConnection, group: GroupId, capacity: i32) -> Result<GroupCapacity, sqlx::Error> {
    let taken = sqlx::query_scalar!(
        r#"select count(*) as "taken!" from membership where group_id = $1 and role = 'member' and state in ('active', 'paused')"#,
        group as GroupId
    )
    .fetch_one(&mut *conn)
    .await?;
    let closed = is_closed(conn, group).await?;
    Ok(GroupCapacity { taken: usize::try_from(taken).unwrap_or(0), capacity, closed })
}

/// The capacity for a newcomer, who comes after those who wait for a member's seat already.
pub async fn room_behind(conn: &mut PgConnection, group: &Group) -> Result<GroupCapacity, sqlx::Error> {
    let waiting = sqlx::query_scalar!(
        r#"select count(*) as "waiting!" from membership where group_id = $1 and role = 'member' and state = 'waiting'"#,
        group.id as GroupId
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok(count_capacity(conn, group.id, group.capacity).await?.after_waiting(usize::try_from(waiting).unwrap_or(0)))
}

/// Records that a session of the group begins; the first counts.
pub async fn record_held(conn: &mut PgConnection, group: GroupId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update therapy_group set first_held_at = $2 where id = $1 and first_held_at is null", group as GroupId, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the group takes no new members: its admission is closed, and its first session has started.
pub async fn is_closed(conn: &mut PgConnection, group: GroupId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select admission = 'closed' and first_held_at is not null as "closed!" from therapy_group where id = $1"#,
        group as GroupId
    )
    .fetch_one(conn)
    .await
}

pub async fn active_members(conn: &mut PgConnection, group: GroupId) -> Result<usize, sqlx::Error> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from membership where group_id = $1 and role = 'member' and state = 'active'"#,
        group as GroupId
    )
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Loads a membership of this group and locks its row.
pub async fn lock_membership(
    conn: &mut PgConnection,
    group: GroupId,
    id: MembershipId,
) -> Result<Option<(Role, MembershipState, Option<PersonId>)>, sqlx::Error> {
    let row = sqlx::query!(
        "select role, state, person_id from membership where id = $1 and group_id = $2 for no key update",
        id as MembershipId,
        group as GroupId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.role, row.state, row.person_id)))
}

/// Changes the state of a membership, writes its history and runs `after`. Only active and paused memberships have a seat. The open sign-in
/// links of a person who leaves are voided.
pub async fn set_state(
    conn: &mut PgConnection,
    vault: &Vault,
    change: &StateChange<'_>,
    after: AfterRoster,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let seat = if change.state == MembershipState::Active { free_seat(conn, change.group, change.role).await? } else { None };
    let person = sqlx::query_scalar!(
        r#"update membership set state = $2, seat = case when $2 in ('active', 'paused') then coalesce(seat, $3) end, version = version + 1
           where id = $1 returning person_id as "person: PersonId""#,
        change.membership as MembershipId,
        change.state as MembershipState,
        seat
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(person) = person.flatten().filter(|_| !change.state.may_have_link()) {
        sign_in::void_links(conn, person).await?;
    }
    let entry = Uuid::new_v4();
    let reason = match change.reason {
        None => None,
        Some(reason) => {
            let is_own = change.by == Some(change.membership);
            let owner = if is_own { membership_owner(change.practice, change.membership) } else { owner(change.practice, change.group) };
            let key = vault.key(conn, owner).await?;
            Some(key.seal(reason_seal_context(change.practice, entry), reason))
        }
    };
    write_history(conn, entry, change.practice, change.membership, change.state, reason, change.by, now).await?;
    after(conn, vault, change.practice, change.group, now).await
}

/// How many groups of a practice each person leads now, as therapist or facilitator; a person who leads none is left out.
pub fn leads(conn: &mut PgConnection, practice: PracticeId) -> BoxFuture<'_, Result<HashMap<PersonId, usize>, Error>> {
    Box::pin(async move {
        let rows = sqlx::query!(
            r#"select person_id as "person!: PersonId", count(*) as "groups!" from membership
               where practice_id = $1 and person_id is not null and role in ('therapist', 'facilitator') and state in ('active', 'paused')
                 and not exists (select from therapy_group g where g.id = group_id and g.trial_until is not null)
               group by person_id"#,
            practice as PracticeId
        )
        .fetch_all(conn)
        .await?;
        Ok(rows.into_iter().map(|row| (row.person, usize::try_from(row.groups).unwrap_or(usize::MAX))).collect())
    })
}

/// Whether a person has a membership in a group of the practice, other than as a substitute.
pub fn is_member(conn: &mut PgConnection, practice: PracticeId, person: PersonId) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move {
        Ok(sqlx::query_scalar!(
            r#"select exists (select from membership where person_id = $1 and practice_id = $2 and state <> 'substitute') as "is_member!""#,
            person as PersonId,
            practice as PracticeId
        )
        .fetch_one(conn)
        .await?)
    })
}
