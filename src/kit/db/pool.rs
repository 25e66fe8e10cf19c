//! The pool constructor. Every connection runs as a role that owns nothing and cannot bypass row security.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};

use super::migrations::migrator;
use crate::kit::error::OF_ONE_COLUMN;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    #[error("the database cannot be reached: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or the database is newer than this program.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The role that requests run as could bypass row security.
    #[error("the role hamdel_app owns tables or bypasses row security; requests must not run as it is")]
    RoleTooStrong,
}

/// Migrates the schema as the login's own role, which owns the tables.
pub async fn migrate(options: &PgConnectOptions) -> Result<(), PoolError> {
    let mut conn = options.connect().await?;
    make_role(&mut conn).await?;
    migrator().run(&mut conn).await?;
    conn.close().await?;
    Ok(())
}

/// A pool of connections to a migrated database, each running as `hamdel_app`.
///
/// # Errors
/// When the database cannot be reached or the role is too strong to be safe.
#[expect(clippy::disallowed_methods, reason = "the roles and constraints of the system catalogue are not part of the schema")]
pub async fn connect(base: PgPoolOptions, options: PgConnectOptions) -> Result<PgPool, PoolError> {
    let pool = base.connect_with(options).await?;
    let too_strong: bool = sqlx::query_scalar(
        "select r.rolsuper or r.rolbypassrls or exists (select from pg_class c where c.relowner = r.oid)
         from pg_roles r where r.rolname = current_user",
    )
    .fetch_one(&pool)
    .await?;
    if too_strong {
        return Err(PoolError::RoleTooStrong);
    }
    let of_one_column = sqlx::query_scalar("select conname::text from pg_constraint where contype = 'c' and cardinality(conkey) = 1");
    let names = of_one_column.fetch_all(&pool).await?;
    OF_ONE_COLUMN.get_or_init(|| names.into_iter().collect());
    Ok(pool)
}

/// The options of every pool of the app; tests start from the options of their harness.
///
/// A future dropped during `begin` returns its connection inside an open transaction (sqlx 0.9): the next borrower would have acknowledged
/// writes rolled back. Hence the `rollback` on every return.
pub fn pool_options(base: PgPoolOptions) -> PgPoolOptions {
    base.acquire_timeout(Duration::from_secs(2))
        .after_connect(|conn, _| {
            Box::pin(async move {
                conn.execute(
                    "set role hamdel_app; set client_min_messages = 'error'; set idle_in_transaction_session_timeout = '15s'; set statement_timeout = '10s'; set lock_timeout = '5s'",
                )
                .await?;
                Ok(())
            })
        })
        .after_release(|conn, _| {
            Box::pin(async move {
                conn.execute("rollback").await?;
                Ok(true)
            })
        })
}

/// Roles belong to the whole cluster. Databases of one cluster are started side by side (in tests above all), and a lock in one database
/// does not reach the other, so the statement tolerates that another start has already created the role.
async fn make_role(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    conn.execute(
        "do $$ begin
             begin
                 if not exists (select from pg_roles where rolname = 'hamdel_app') then
                     create role hamdel_app nologin nosuperuser nobypassrls;
                 end if;
             exception when duplicate_object or unique_violation then null;
             end;
             begin
                 if not pg_has_role(current_user, 'hamdel_app', 'member') then
                     execute format('grant hamdel_app to %I', current_user);
                 end if;
             -- Two grants of the same at once: the second fails with 'tuple concurrently updated', an internal error.
             exception when unique_violation or internal_error then null;
             end;
         end $$",
    )
    .await?;
    Ok(())
}
