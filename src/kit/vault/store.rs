//! Wrapped keys in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Owner;

pub(super) async fn key_check(conn: &mut PgConnection, ours: &[u8]) -> Result<Vec<u8>, sqlx::Error> {
    sqlx::query!("insert into installation (key_check) values ($1) on conflict do nothing", ours).execute(&mut *conn).await?;
    sqlx::query_scalar!("select key_check from installation").fetch_one(conn).await
}

pub(super) async fn has_key_check(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from installation) as "used!""#).fetch_one(conn).await
}

pub(super) async fn insert(conn: &mut PgConnection, id: Uuid, owner: Owner, wrapped: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into keys.wrapped_key (id, practice_id, owner_kind, owner_id, wrapped) values ($1, $2, $3, $4, $5)",
        id,
        owner.practice,
        owner.kind,
        owner.id,
        wrapped
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn of_owner(conn: &mut PgConnection, owner: Owner) -> Result<Option<(Uuid, Vec<u8>)>, sqlx::Error> {
    let row = sqlx::query!("select id, wrapped from keys.wrapped_key where owner_kind = $1 and owner_id = $2", owner.kind, owner.id)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| (row.id, row.wrapped)))
}

pub(super) async fn by_id(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, Vec<u8>)>, sqlx::Error> {
    let rows = sqlx::query!("select id, wrapped from keys.wrapped_key where id = any($1)", ids).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.wrapped)).collect())
}

/// The keys of these that were destroyed on purpose.
pub(super) async fn erased(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select key_id from erased_key where key_id = any($1)", ids).fetch_all(conn).await
}

/// Counts the owners who have no key although it was not destroyed.
pub(super) async fn without_key(conn: &mut PgConnection, kind: &str, owners: &[Uuid]) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from unnest($2::uuid[]) as owner (id)
           where not exists (select from keys.wrapped_key k where k.owner_kind = $1 and k.owner_id = owner.id)
             and not exists (select from erased_key e where e.owner_kind = $1 and e.owner_id = owner.id)"#,
        kind,
        owners
    )
    .fetch_one(conn)
    .await
}

/// Counts the keys that are missing without having been destroyed.
pub(super) async fn lost(conn: &mut PgConnection, keys: &[Uuid]) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(distinct key.id) as "n!" from unnest($1::uuid[]) as key (id)
           where not exists (select from keys.wrapped_key k where k.id = key.id) and not exists (select from erased_key e where e.key_id = key.id)"#,
        keys
    )
    .fetch_one(conn)
    .await
}
