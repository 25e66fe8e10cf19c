//! Who is or was in a group, by name, in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{GROUP_KEY, GroupId, MEMBERSHIP_KEY, Membership, MembershipId, name_place};
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::{PracticeId, StaffRole};

/// Everybody who is or was in a group: staff first, then by seat, then by when they came.
///
/// # Errors
/// When the database or the vault fails.
pub async fn memberships(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Membership>, Failure> {
    let rows = sqlx::query!(
        r#"select m.id, m.practice_id, m.person_id, m.role, m.state, m.seat, m.name,
                  (select max(c.at) from membership_change c where c.membership_id = m.id) as "since!"
           from membership m where m.group_id = $1
           order by case m.role when 'therapist' then 0 when 'facilitator' then 1 else 2 end, m.seat nulls last, m.created_at, m.id"#,
        group as GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.name.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Membership {
                name: ring.open(name_place(row.practice_id, row.id), &row.name)?.text(),
                id: row.id,
                person: row.person_id,
                role: row.role,
                state: row.state,
                seat: row.seat,
                since: row.since,
                stands_in: false,
            })
        })
        .collect()
}

/// The name of one seat; none when the seat is not there, or its key was destroyed.
///
/// # Errors
/// When the database or the vault fails.
pub async fn name_of(conn: &mut PgConnection, vault: &Vault, id: MembershipId) -> Result<Option<String>, Failure> {
    let found = sqlx::query!(r#"select practice_id as "practice: PracticeId", name from membership where id = $1"#, id as MembershipId)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(vault.open(conn, name_place(row.practice, id), &row.name).await?.text())
}

/// The practice of a group whose times somebody keeps, by their post there.
///
/// # Errors
/// When the database does not answer.
pub async fn desk_of(conn: &mut PgConnection, person: PersonId, group: GroupId) -> Result<Option<PracticeId>, sqlx::Error> {
    let post = sqlx::query!(
        r#"select g.practice_id as "practice: PracticeId", s.role as "role: StaffRole"
           from therapy_group g join staff s on s.practice_id = g.practice_id where g.id = $1 and s.person_id = $2 and s.ended_at is null"#,
        group as GroupId,
        person as PersonId
    );
    Ok(post.fetch_optional(conn).await?.filter(|post| post.role.keeps_times()).map(|post| post.practice))
}

/// The name of a group's therapist.
///
/// # Errors
/// When the database or the vault fails.
pub async fn therapist(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Option<String>, Failure> {
    let query =
        sqlx::query_scalar!("select id from membership where group_id = $1 and role = 'therapist' and state = 'active'", group as GroupId);
    match query.fetch_optional(&mut *conn).await? {
        Some(id) => name_of(conn, vault, id).await,
        None => Ok(None),
    }
}

/// The account of somebody who goes by this name in a group that the transaction may see: names are opened, then compared.
///
/// # Errors
/// When the database or the vault fails.
pub async fn person_named(conn: &mut PgConnection, vault: &Vault, name: &str) -> Result<Option<PersonId>, Failure> {
    let groups = sqlx::query_scalar!("select id from therapy_group").fetch_all(&mut *conn).await?;
    for group in groups {
        let found =
            memberships(conn, vault, group).await?.into_iter().find(|one| one.name.as_deref() == Some(name)).and_then(|one| one.person);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// How many groups and living memberships, of all practices that the transaction stands in, have no key, though none was erased.
///
/// # Errors
/// When the database does not answer.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Failure> {
    let groups = sqlx::query_scalar!(r#"select id as "id: Uuid" from therapy_group"#).fetch_all(&mut *conn).await?;
    let members = sqlx::query_scalar!(
        r#"select id as "id: Uuid" from membership where state in ('invited', 'waiting', 'active', 'paused', 'substitute')"#
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(Vault::missing(conn, GROUP_KEY, &groups).await? + Vault::missing(conn, MEMBERSHIP_KEY, &members).await?)
}
