//! A transaction that sees certain practices and no other.

use std::ops::{Deref, DerefMut};

use sqlx::postgres::PgPool;
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

/// The one transaction of a request or a job. Dropping it rolls back; only [`Tx::commit`] keeps the changes.
pub struct Tx(Transaction<'static, Postgres>);

impl Tx {
    /// A transaction of a signed-in person: it sees the practices they have access to, except those that stay closed until they enter their
    /// recovery word.
    pub async fn for_person(pool: &PgPool, person: Uuid) -> Result<Self, sqlx::Error> {
        let mut tx = pool.begin().await?;
        sqlx::query!(
            "select set_config('app.practices', coalesce((select array_agg(practice_id)::text from practice_access where person_id = $1 and closed_at is null), '{}'), true)",
            person
        )
        .fetch_one(&mut *tx)
        .await?;
        Ok(Self(tx))
    }

    /// A transaction of one practice, for a token or a job.
    pub async fn for_practice(pool: &PgPool, practice: Uuid) -> Result<Self, sqlx::Error> {
        let mut tx = pool.begin().await?;
        sqlx::query!("select set_config('app.practices', array[$1::uuid]::text, true)", practice).fetch_one(&mut *tx).await?;
        Ok(Self(tx))
    }

    /// A transaction without a practice: it sees only the tables of the installation.
    pub async fn without_practice(pool: &PgPool) -> Result<Self, sqlx::Error> {
        Ok(Self(pool.begin().await?))
    }

    /// Adds a practice to the transaction: for a person who has just been admitted.
    pub async fn add_practice(&mut self, practice: Uuid) -> Result<(), sqlx::Error> {
        sqlx::query!("select set_config('app.practices', array_append(app_practices(), $1::uuid)::text, true)", practice)
            .fetch_one(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// When the database did not confirm; the changes may or may not be kept.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.0.commit().await
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}
