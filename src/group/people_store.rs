//! The current and former people of a group with their names, in the database.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{GROUP_KEY, GroupId, MEMBERSHIP_KEY, Membership, MembershipId, MembershipState, name_seal_context};
use crate::kit::error::Error;
use crate::kit::text::{Named, tell_apart, visible_form};
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::{PracticeId, StaffRole};

/// All current and former people of a group, named as in [`names_of`]: staff first, then by seat, then by time of joining.
pub async fn memberships(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Membership>, Error> {
    let rows = sqlx::query!(
        r#"select m.id as "id: MembershipId", m.person_id, m.role, m.state, m.seat,
                  (select case when m.state = 'waiting' then min(c.at) filter (where c.state = 'waiting') else max(c.at) end
                   from membership_change c where c.membership_id = m.id) as "since!"
           from membership m where m.group_id = $1
           order by case m.role when 'therapist' then 0 when 'facilitator' then 1 else 2 end, m.seat nulls last, m.created_at, m.id"#,
        group as GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut names = distinguish(load_given_names(conn, vault, &[group.0]).await?);
    Ok(rows
        .into_iter()
        .map(|row| Membership {
            name: names.remove(&row.id),
            id: row.id,
            person: row.person_id,
            role: row.role,
            state: row.state,
            seat: row.seat,
            since: row.since,
            stands_in: false,
        })
        .collect())
}

/// A name as it was typed.
struct GivenName {
    group: GroupId,
    id: MembershipId,
    person: Option<PersonId>,
    state: MembershipState,
    seat: Option<i32>,
    name: String,
}

impl GivenName {
    fn named(&self) -> Named<'_> {
        let waits = matches!(self.state, MembershipState::Invited | MembershipState::Waiting);
        Named { name: &self.name, person: self.person.map(|person| person.0), seat: self.seat, marked_alone: waits }
    }
}

/// The names in these groups, by group, in order of joining. A name whose key was destroyed is left out.
async fn load_given_names(conn: &mut PgConnection, vault: &Vault, groups: &[Uuid]) -> Result<Vec<GivenName>, Error> {
    let rows = sqlx::query!(
        r#"select group_id as "group: GroupId", id as "id: MembershipId", practice_id as "practice: PracticeId",
                  person_id as "person: PersonId", state as "state: MembershipState", seat, name
           from membership where group_id = any($1) order by group_id, created_at, id"#,
        groups
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.name.as_slice())).await?;
    let mut given = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(name) = ring.open(name_seal_context(row.practice, row.id), &row.name)?.text() {
            given.push(GivenName { group: row.group, id: row.id, person: row.person, state: row.state, seat: row.seat, name });
        }
    }
    Ok(given)
}

fn distinguish(given: Vec<GivenName>) -> HashMap<MembershipId, String> {
    let mut names = HashMap::new();
    for of_group in given.chunk_by(|one, next| one.group == next.group) {
        let shown = tell_apart(&of_group.iter().map(GivenName::named).collect::<Vec<_>>());
        names.extend(of_group.iter().map(|one| one.id).zip(shown));
    }
    names
}

/// The names of these memberships as every page, letter and sheet shows them: similar names of one group are distinguished. An unknown
/// membership, or one whose key was destroyed, has no name.
pub async fn names_of(
    conn: &mut PgConnection,
    vault: &Vault,
    ids: impl IntoIterator<Item = MembershipId>,
) -> Result<HashMap<MembershipId, String>, Error> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let groups = sqlx::query_scalar!("select distinct group_id from membership where id = any($1)", &ids).fetch_all(&mut *conn).await?;
    let groups: Vec<Uuid> = groups.into_iter().map(|group: GroupId| group.0).collect();
    Ok(distinguish(load_given_names(conn, vault, &groups).await?))
}

/// The name of one membership, as in [`names_of`].
pub async fn name_of(conn: &mut PgConnection, vault: &Vault, id: MembershipId) -> Result<Option<String>, Error> {
    Ok(names_of(conn, vault, [id]).await?.remove(&id))
}

/// The name of one membership as it was typed, to be reused for another membership of the same person.
pub async fn given_name_of(conn: &mut PgConnection, vault: &Vault, id: MembershipId) -> Result<Option<String>, Error> {
    let found = sqlx::query!(r#"select practice_id as "practice: PracticeId", name from membership where id = $1"#, id as MembershipId)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(vault.open(conn, name_seal_context(row.practice, id), &row.name).await?.text())
}

/// Whether a person who is in a group, or waits to be, has a name similar to this one.
pub async fn is_name_known(conn: &mut PgConnection, vault: &Vault, group: GroupId, name: &str) -> Result<bool, Error> {
    let name = visible_form(name);
    let others = load_given_names(conn, vault, &[group.0]).await?;
    let is_other = |one: &GivenName| !one.state.is_gone() && one.state != MembershipState::Substitute;
    Ok(others.iter().any(|one| is_other(one) && visible_form(&one.name) == name))
}

/// The practice of a group, if the person's staff position there keeps times.
pub async fn desk_of(conn: &mut PgConnection, person: PersonId, group: GroupId) -> Result<Option<PracticeId>, sqlx::Error> {
    let position = sqlx::query!(
        r#"select g.practice_id as "practice: PracticeId", s.role as "role: StaffRole"
           from therapy_group g join staff s on s.practice_id = g.practice_id where g.id = $1 and s.person_id = $2 and s.ended_at is null"#,
        group as GroupId,
        person as PersonId
    );
    Ok(position.fetch_optional(conn).await?.filter(|position| position.role.keeps_times()).map(|position| position.practice))
}

/// The name of a group's therapist.
pub async fn therapist(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Option<String>, Error> {
    let query =
        sqlx::query_scalar!("select id from membership where group_id = $1 and role = 'therapist' and state = 'active'", group as GroupId);
    match query.fetch_optional(&mut *conn).await? {
        Some(id) => name_of(conn, vault, id).await,
        None => Ok(None),
    }
}

/// The account of a person with this name, in any group that the transaction may see: names are sealed, so all are opened and compared.
pub async fn person_named(conn: &mut PgConnection, vault: &Vault, name: &str) -> Result<Option<PersonId>, Error> {
    let groups = sqlx::query_scalar!(r#"select id as "id: Uuid" from therapy_group"#).fetch_all(&mut *conn).await?;
    Ok(load_given_names(conn, vault, &groups)
        .await?
        .into_iter()
        .find(|one| one.name == name && one.person.is_some())
        .and_then(|one| one.person))
}

/// How many groups and memberships, of all practices that the transaction has entered, have no key although none was erased. Former people
/// keep their words and their key.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Error> {
    let groups = sqlx::query_scalar!(r#"select id as "id: Uuid" from therapy_group"#).fetch_all(&mut *conn).await?;
    let members = sqlx::query_scalar!(r#"select id as "id: Uuid" from membership"#).fetch_all(&mut *conn).await?;
    Ok(Vault::missing(conn, GROUP_KEY, &groups).await? + Vault::missing(conn, MEMBERSHIP_KEY, &members).await?)
}
