//! Practices and their staff in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{KEY, Practice, PracticeId, StaffId, StaffMember, StaffRole, owner, seal_context};
use crate::kit::error::Error;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::text::{Named, tell_apart};
use crate::kit::vault::Vault;
use crate::person::{self, PersonId, zone};

/// Creates a practice and its key. The transaction must already be in it.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: &Practice, now: DateTime<Utc>) -> Result<(), Error> {
    let key = vault.make_key(conn, owner(new.id)).await?;
    sqlx::query!(
        "insert into practice (id, name, locale, calendar, time_zone, created_at) values ($1, $2, $3, $4, $5, $6)",
        new.id as PracticeId,
        key.seal(seal_context("name", new.id), &new.name),
        new.locale as Locale,
        new.calendar as Calendar,
        new.time_zone.name(),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes the settings of a practice; false when `new.version` is not the current version.
pub async fn update(conn: &mut PgConnection, vault: &Vault, new: &Practice) -> Result<bool, Error> {
    let key = vault.key(conn, owner(new.id)).await?;
    let done = sqlx::query!(
        "update practice set name = $2, locale = $3, calendar = $4, time_zone = $5, version = version + 1
         where id = $1 and version = $6",
        new.id as PracticeId,
        key.seal(seal_context("name", new.id), &new.name),
        new.locale as Locale,
        new.calendar as Calendar,
        new.time_zone.name(),
        new.version
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The practices that the transaction sees, oldest first.
pub async fn all(conn: &mut PgConnection, vault: &Vault) -> Result<Vec<Practice>, Error> {
    let rows = sqlx::query!("select id, name, locale, calendar, time_zone, version from practice order by created_at, id")
        .fetch_all(&mut *conn)
        .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.name.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Practice {
                name: ring.open(seal_context("name", row.id), &row.name)?.text().unwrap_or_default(),
                id: row.id,
                locale: row.locale,
                calendar: row.calendar,
                time_zone: zone(&row.time_zone),
                version: row.version,
            })
        })
        .collect()
}

/// Gives a person access to a practice. Joining a group never turns access as staff into less.
pub async fn grant_access(conn: &mut PgConnection, person: PersonId, practice: PracticeId, staff: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into practice_access (person_id, practice_id, staff) values ($1, $2, $3)
         on conflict (person_id, practice_id) do update set staff = practice_access.staff or excluded.staff",
        person as PersonId,
        practice as PracticeId,
        staff
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a person a staff position. A current position stays as it is; a former one is restored in this role. Returns whether it begins
/// now.
pub async fn employ(
    conn: &mut PgConnection,
    practice: PracticeId,
    person: PersonId,
    role: StaffRole,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into staff (id, practice_id, person_id, role, created_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint one_post_per_person do update set role = excluded.role, ended_at = null where staff.ended_at is not null",
        StaffId::random() as StaffId,
        practice as PracticeId,
        person as PersonId,
        role as StaffRole,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records that a person began a trial session, and locks their staff position.
pub async fn record_trial(conn: &mut PgConnection, practice: PracticeId, person: PersonId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update staff set tried_at = $3 where practice_id = $1 and person_id = $2 and ended_at is null",
        practice as PracticeId,
        person as PersonId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records that a person wants to see no first steps.
pub async fn dismiss_first_steps(conn: &mut PgConnection, person: PersonId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update staff set first_steps_dismissed_at = $2 where person_id = $1 and ended_at is null and first_steps_dismissed_at is null",
        person as PersonId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The positions of a person: practice and role. The transaction must be theirs.
pub async fn positions_of(conn: &mut PgConnection, person: PersonId) -> Result<Vec<(PracticeId, StaffRole)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select practice_id, role from staff where person_id = $1 and ended_at is null order by created_at, id",
        person as PersonId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.practice_id, row.role)).collect())
}

/// The staff of a practice, in the order of their arrival.
pub async fn staff(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<StaffMember>, Error> {
    let rows = sqlx::query!(
        "select id, person_id, role from staff where practice_id = $1 and ended_at is null order by created_at, id",
        practice as PracticeId
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut staff = Vec::with_capacity(rows.len());
    for row in rows {
        let given = person::name_of(conn, vault, row.person_id).await?.unwrap_or_default();
        staff.push(StaffMember { id: row.id, person: row.person_id, name: String::new(), given, role: row.role });
    }
    let shown = tell_apart(
        &staff
            .iter()
            .map(|one| Named { name: &one.given, person: Some(one.person.0), seat: None, marked_alone: false })
            .collect::<Vec<_>>(),
    );
    for (one, name) in staff.iter_mut().zip(shown) {
        one.name = name;
    }
    Ok(staff)
}

/// Locks a staff position (`for share`), so that it does not end before the transaction does. Returns whether it exists in a role other
/// than secretary.
pub async fn lock_staff_position(conn: &mut PgConnection, practice: PracticeId, post: StaffId) -> Result<bool, sqlx::Error> {
    let role = sqlx::query_scalar!(
        r#"select role as "role: StaffRole" from staff where id = $1 and practice_id = $2 and ended_at is null for share"#,
        post as StaffId,
        practice as PracticeId
    );
    Ok(role.fetch_optional(conn).await?.is_some_and(|role| role != StaffRole::Secretary))
}

/// Whether this installation has no account yet.
pub async fn has_no_accounts(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select not exists (select from person) as "untouched!""#).fetch_one(conn).await
}

/// The practices that a person has access to.
pub async fn practices_of(conn: &mut PgConnection, person: PersonId) -> Result<Vec<PracticeId>, sqlx::Error> {
    sqlx::query_scalar!("select practice_id from practice_access where person_id = $1", person as PersonId).fetch_all(conn).await
}

/// Counts the practices seen by the transaction that have no key although it was not destroyed.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Error> {
    let all = sqlx::query_scalar!(r#"select id as "id: Uuid" from practice"#).fetch_all(&mut *conn).await?;
    Vault::missing(conn, KEY, &all).await
}
