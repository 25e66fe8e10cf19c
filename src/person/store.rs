//! Accounts in the database: names are sealed under the key of the person and looked up by keyed hash.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;
use uuid::Uuid;

use super::passphrase::{CanonicalForm, HashedPassphrase};
use super::user_name;
use super::{KEY, NewPerson, Person, PersonId, owner, seal_context};
use crate::kit::error::Error;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::mail::Address;
use crate::kit::vault::{Unsealed, Vault};

/// Creates an account with an unused user name; returns that name, to be shown once. An address that another account already has is
/// silently left out, so that the result does not reveal whether another person has an account.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: &NewPerson, now: DateTime<Utc>) -> Result<String, Error> {
    let key = vault.make_key(conn, owner(new.id)).await?;
    let mut email = new
        .email
        .as_ref()
        .map(Address::as_str)
        .map(|email| (key.seal(seal_context("email", new.id), email), vault.tag("sign-in name", &user_name::folded(email))));
    loop {
        let user_name = user_name::draw(new.locale);
        let done = sqlx::query!(
            "insert into person (id, name, user_name, user_name_tag, email, email_tag, passphrase, passphrase_form, locale, calendar, time_zone, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing",
            new.id as PersonId,
            key.seal(seal_context("name", new.id), &new.name),
            key.seal(seal_context("user_name", new.id), &user_name),
            vault.tag("sign-in name", &user_name::folded(&user_name)),
            email.as_ref().map(|(sealed, _)| sealed.as_slice()),
            email.as_ref().map(|(_, tag)| tag.as_slice()),
            new.passphrase,
            CanonicalForm::Canonical as CanonicalForm,
            new.locale as Locale,
            new.calendar as Calendar,
            new.time_zone.name(),
            now
        )
        .execute(&mut *conn)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(user_name);
        }
        let tag = email.as_ref().map(|(_, tag)| tag.as_slice());
        if sqlx::query_scalar!(r#"select exists (select from person where email_tag = $1) as "taken!""#, tag).fetch_one(&mut *conn).await? {
            email = None;
        }
    }
}

/// The account as its owner sees it.
pub async fn find(conn: &mut PgConnection, vault: &Vault, id: PersonId) -> Result<Option<Person>, Error> {
    let Some(row) = sqlx::query!("select name, user_name, email, locale, calendar, time_zone from person where id = $1", id as PersonId)
        .fetch_optional(&mut *conn)
        .await?
    else {
        return Ok(None);
    };
    let ring = vault.keyring(conn, [row.name.as_slice()]).await?;
    let open = |column, sealed: &[u8]| ring.open(seal_context(column, id), sealed).map(|unsealed| unsealed.text().unwrap_or_default());
    Ok(Some(Person {
        id,
        name: open("name", &row.name)?,
        user_name: open("user_name", &row.user_name)?,
        email: row.email.map(|sealed| open("email", &sealed)).transpose()?,
        locale: row.locale,
        calendar: row.calendar,
        time_zone: zone(&row.time_zone),
    }))
}

/// The name that a person wants to be called by.
pub async fn name_of(conn: &mut PgConnection, vault: &Vault, id: PersonId) -> Result<Option<String>, Error> {
    let Some(sealed) = sqlx::query_scalar!("select name from person where id = $1", id as PersonId).fetch_optional(&mut *conn).await?
    else {
        return Ok(None);
    };
    match vault.open(conn, seal_context("name", id), &sealed).await? {
        Unsealed::Text(name) => Ok(Some(name)),
        Unsealed::TakenBack => Ok(None),
    }
}

/// The account with this user name or address.
pub(super) async fn by_sign_in_name(conn: &mut PgConnection, vault: &Vault, typed: &str) -> Result<Option<PersonId>, sqlx::Error> {
    let tag = vault.tag("sign-in name", &user_name::folded(typed));
    sqlx::query_scalar!(r#"select id as "id: PersonId" from person where user_name_tag = $1 or email_tag = $1"#, tag)
        .fetch_optional(conn)
        .await
}

pub(super) async fn passphrase_of(conn: &mut PgConnection, id: PersonId) -> Result<Option<HashedPassphrase>, sqlx::Error> {
    sqlx::query_as!(
        HashedPassphrase,
        r#"select passphrase as "hash!", passphrase_form as "form: CanonicalForm" from person where id = $1 and passphrase is not null"#,
        id as PersonId
    )
    .fetch_optional(conn)
    .await
}

pub async fn set_locale(conn: &mut PgConnection, id: PersonId, locale: Locale) -> Result<(), sqlx::Error> {
    sqlx::query!("update person set locale = $2 where id = $1", id as PersonId, locale as Locale).execute(conn).await?;
    Ok(())
}

pub async fn set_calendar(conn: &mut PgConnection, id: PersonId, calendar: Calendar, time_zone: Tz) -> Result<(), sqlx::Error> {
    sqlx::query!("update person set calendar = $2, time_zone = $3 where id = $1", id as PersonId, calendar as Calendar, time_zone.name())
        .execute(conn)
        .await?;
    Ok(())
}

/// Replaces the passphrase hash by one of the canonical form.
pub async fn set_passphrase(conn: &mut PgConnection, id: PersonId, hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update person set passphrase = $2, passphrase_form = $3 where id = $1",
        id as PersonId,
        hash,
        CanonicalForm::Canonical as CanonicalForm
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces an old hash by one of the canonical form of the same passphrase, unless it was changed meanwhile.
pub(super) async fn renew_passphrase(conn: &mut PgConnection, id: PersonId, old: &str, hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update person set passphrase = $3, passphrase_form = $4 where id = $1 and passphrase = $2",
        id as PersonId,
        old,
        hash,
        CanonicalForm::Canonical as CanonicalForm
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts the accounts that have no key although it was not destroyed.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Error> {
    let all = sqlx::query_scalar!(r#"select id as "id: Uuid" from person"#).fetch_all(&mut *conn).await?;
    Vault::missing(conn, KEY, &all).await
}

/// A zone by its IANA name; an unknown name gives UTC.
pub(crate) fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}
