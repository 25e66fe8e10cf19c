//! How often somebody may guess. Only failures count (a whole group may share one address), and unknown accounts count like known ones.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::kit::vault::Vault;
use crate::person::{PersonId, user_name};

/// Failures for one account name in five minutes, after which it is left alone for that long.
const PER_ACCOUNT: i64 = 5;
/// Failures from one address in a minute.
const PER_ADDRESS: i64 = 30;

/// What the failures of one attempt are counted under.
pub(super) struct Tags {
    account: Vec<u8>,
    address: Vec<u8>,
}

impl Tags {
    pub(super) fn of(vault: &Vault, typed: &str, from: IpAddr) -> Self {
        Self { account: vault.tag("failures of account", &user_name::folded(typed)), address: vault.tag("failures from", &network(from)) }
    }

    /// Of somebody who is signed in already: their guesses lock nobody out at the front door.
    pub(super) fn of_person(vault: &Vault, person: PersonId, from: IpAddr) -> Self {
        let account = vault.tag("failures of step-up", &person.to_string());
        Self { account, address: vault.tag("failures from", &network(from)) }
    }
}

/// Lets an attempt through and counts it against its account beforehand, so that attempts side by side are no more than one after
/// the other; or says how many seconds to wait.
pub(super) async fn admit(conn: &mut PgConnection, tags: &Tags, now: DateTime<Utc>) -> Result<Option<u32>, sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))", tags.account).fetch_one(&mut *conn).await?;
    let counts = sqlx::query!(
        r#"select (select count(*) from sign_in_failure where tag = $1 and at > $3) as "account!",
                  (select count(*) from sign_in_failure where tag = $2 and at > $4) as "address!""#,
        tags.account,
        tags.address,
        now - TimeDelta::minutes(5),
        now - TimeDelta::minutes(1)
    )
    .fetch_one(&mut *conn)
    .await?;
    if counts.account >= PER_ACCOUNT {
        return Ok(Some(300));
    }
    if counts.address >= PER_ADDRESS {
        return Ok(Some(60));
    }
    sqlx::query!("insert into sign_in_failure (tag, at) values ($1, $2)", tags.account, now).execute(conn).await?;
    Ok(None)
}

/// Counts a failure against its address as well; its account was charged when it was let through.
pub(super) async fn count(conn: &mut PgConnection, tags: &Tags, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("insert into sign_in_failure (tag, at) values ($1, $2)", tags.address, now).execute(conn).await?;
    Ok(())
}

pub(super) async fn forgive(conn: &mut PgConnection, tags: &Tags) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in_failure where tag = $1", tags.account).execute(conn).await?;
    Ok(())
}

/// One household or line: an IPv4 address, the /64 of an IPv6 one.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("{:x?}", &v6.segments()[..4]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }
}
