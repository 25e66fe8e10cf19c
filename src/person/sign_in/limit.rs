//! Rate limits for guesses. Only failures count (a whole group may share one address), and unknown accounts count like known ones. A
//! failure delays the next attempt, longer each time up to a cap; nothing is ever locked (decision 39).

use std::net::IpAddr;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::SignInId;
use crate::kit::vault::Vault;
use crate::person::passphrase::{HashQueue, KNOWN, STRANGERS};
use crate::person::{PersonId, user_name};

/// How failures of one kind delay the next attempt.
#[derive(Clone, Copy)]
struct FailurePace {
    /// The number of failures that cause no delay.
    free: i64,
    /// The first wait, in seconds; each further failure doubles it.
    first: i64,
    /// The longest wait, in seconds.
    cap: i64,
    /// How long a failure counts.
    window: TimeDelta,
}

const PASSPHRASE: FailurePace = FailurePace { free: 5, first: 2, cap: 30, window: TimeDelta::minutes(15) };
/// Three words are fewer than a passphrase has, so the cap is longer.
const WORD: FailurePace = FailurePace { free: 5, first: 2, cap: 900, window: TimeDelta::hours(24) };
/// A code is short, but good for five minutes only: after five failures an address has no more tries while it lasts.
const CODE: FailurePace = FailurePace { free: 5, first: 300, cap: 300, window: TimeDelta::minutes(5) };
/// Failures for one account from all addresses in 15 minutes, after which answers to strangers are delayed.
const ACCOUNT_FREE: i64 = 20;
/// Failures from one address in a minute, after which answers to strangers are delayed.
const ADDRESS_FREE: i64 = 30;
/// Failures from one address in a minute, after which strangers are asked to wait.
const ADDRESS_MOST: i64 = 120;
const ADDRESS_WAIT: u32 = 10;

/// The keys under which failures of one attempt are counted.
pub(in crate::person) struct LimitKeys {
    /// Guesses of one browser, address or person at one secret.
    own: Option<Vec<u8>>,
    account: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
    pace: FailurePace,
}

impl LimitKeys {
    /// For a browser that has not signed in to this account before.
    pub(super) fn stranger(vault: &Vault, typed: &str, from: IpAddr) -> Self {
        let (name, network) = (user_name::folded(typed), network(from));
        Self {
            own: Some(vault.tag("failures of account from", &format!("{name} {network}"))),
            account: Some(vault.tag("failures of account", &name)),
            ..Self::holder(vault, from)
        }
    }

    /// For a browser that has: failures of strangers do not affect it.
    pub(super) fn known(vault: &Vault, browser: &[u8]) -> Self {
        let browser: String = browser.iter().map(|byte| format!("{byte:02x}")).collect();
        Self::alone(vault.tag("failures of known browser", &browser), PASSPHRASE)
    }

    /// For a signed-in person, at their own passphrase.
    pub(in crate::person) fn signed_in(vault: &Vault, id: SignInId) -> Self {
        Self::alone(vault.tag("failures of step-up", &id.to_string()), PASSPHRASE)
    }

    /// For the recovery word of a person, over all addresses.
    pub(in crate::person) fn word(vault: &Vault, person: PersonId) -> Self {
        Self::alone(vault.tag("failures of recovery word", &person.to_string()), WORD)
    }

    /// For the holder of a link: there is nothing to guess, but hashing for an invalid link counts.
    pub(super) fn holder(vault: &Vault, from: IpAddr) -> Self {
        Self { own: None, account: None, address: Some(vault.tag("failures from", &network(from))), pace: PASSPHRASE }
    }

    /// For the codes of walls that are typed at one address.
    pub(super) fn code(vault: &Vault, from: IpAddr) -> Self {
        Self::alone(vault.tag("failures of wall code from", &network(from)), CODE)
    }

    fn alone(own: Vec<u8>, pace: FailurePace) -> Self {
        Self { own: Some(own), account: None, address: None, pace }
    }

    /// The queue that hashes the secret.
    pub(super) fn queue(&self) -> &'static HashQueue {
        if self.address.is_some() { &STRANGERS } else { &KNOWN }
    }
}

#[derive(Clone, Copy, Default)]
struct Counts {
    own: i64,
    last: Option<DateTime<Utc>>,
    account: i64,
    address: i64,
}

/// The longest delay of an answer.
pub(super) const LATEST: Duration = Duration::from_secs(5);

/// The delay of the answer, or the seconds to wait before the next attempt.
fn verdict(counts: Counts, pace: FailurePace, now: DateTime<Utc>) -> Result<Duration, u32> {
    let over = counts.own - pace.free;
    let gap = if over < 0 { 0 } else { pace.cap.min(pace.first << over.min(20)) };
    let left = counts.last.map_or(0, |last| ((last + TimeDelta::seconds(gap) - now).num_milliseconds() + 999).div_euclid(1000).min(gap));
    if left > 0 {
        return Err(u32::try_from(left).unwrap_or(u32::MAX));
    }
    if counts.address >= ADDRESS_MOST {
        return Err(ADDRESS_WAIT);
    }
    let late = |count: i64, free: i64| if count < free { 0 } else { 5.min(1 + (count - free) / 10) };
    let seconds = late(counts.account, ACCOUNT_FREE).max(late(counts.address, ADDRESS_FREE));
    Ok(Duration::from_secs(seconds.unsigned_abs()))
}

/// Admits an attempt and charges it beforehand, so that concurrent attempts cannot exceed sequential ones. Returns the delay of its answer,
/// or the seconds to wait.
pub(super) async fn admit(conn: &mut PgConnection, tags: &LimitKeys, now: DateTime<Utc>) -> Result<Result<Duration, u32>, sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))", tags.own).fetch_one(&mut *conn).await?;
    let counts = sqlx::query_as!(
        Counts,
        r#"select (select count(*) from sign_in_failure where tag = $1 and at > $4) as "own!",
                  (select max(at) from sign_in_failure where tag = $1 and at > $4) as last,
                  (select count(*) from sign_in_failure where tag = $2 and at > $5) as "account!",
                  (select count(*) from sign_in_failure where tag = $3 and at > $6) as "address!""#,
        tags.own,
        tags.account,
        tags.address,
        now - tags.pace.window,
        now - TimeDelta::minutes(15),
        now - TimeDelta::minutes(1)
    )
    .fetch_one(&mut *conn)
    .await?;
    let verdict = verdict(counts, tags.pace, now);
    if verdict.is_ok() {
        sqlx::query!(
            "insert into sign_in_failure (tag, at) select tag, $3::timestamptz from unnest(array[$1::bytea, $2::bytea]) tag where tag is not null",
            tags.own,
            tags.account,
            now
        )
        .execute(conn)
        .await?;
    }
    Ok(verdict)
}

/// Charges a failure to its address as well; the other keys were charged on admission.
pub(super) async fn count(conn: &mut PgConnection, tags: &LimitKeys, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("insert into sign_in_failure (tag, at) select $1::bytea, $2::timestamptz where $1::bytea is not null", tags.address, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes back the charge of an attempt that was not checked.
pub(super) async fn uncharge(conn: &mut PgConnection, tags: &LimitKeys, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from sign_in_failure where ctid in (
             select (array_agg(ctid))[1] from sign_in_failure where tag in ($1, $2) and at = $3 group by tag)",
        tags.own,
        tags.account,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes the failures after a successful attempt.
pub(super) async fn forgive(conn: &mut PgConnection, tags: &LimitKeys) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in_failure where tag in ($1, $2)", tags.own, tags.account).execute(conn).await?;
    Ok(())
}

/// The network of one household: an IPv4 address, the /64 of an IPv6 one.
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
    fn one_household_is_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }

    #[test]
    fn waits_grow_to_a_cap_and_end() {
        let now = DateTime::UNIX_EPOCH;
        let after = |own, pace| verdict(Counts { own, last: Some(now), ..Counts::default() }, pace, now);
        for (own, wait) in [(4, Ok(Duration::ZERO)), (5, Err(2)), (6, Err(4)), (8, Err(16)), (9, Err(30)), (500, Err(30))] {
            assert_eq!(after(own, PASSPHRASE), wait, "{own}");
        }
        assert_eq!((after(5, WORD), after(500, WORD)), (Err(2), Err(900)));
        assert_eq!((after(4, CODE), after(5, CODE), after(500, CODE)), (Ok(Duration::ZERO), Err(300), Err(300)));
        let waited = |milliseconds| {
            let last = Some(now - TimeDelta::milliseconds(milliseconds));
            verdict(Counts { own: 500, last, ..Counts::default() }, PASSPHRASE, now)
        };
        assert_eq!((waited(29_001), waited(30_000)), (Err(1), Ok(Duration::ZERO)));
    }

    #[test]
    fn failures_of_others_delay_an_answer_but_do_not_refuse_it() {
        let late = |account, address| verdict(Counts { account, address, ..Counts::default() }, PASSPHRASE, DateTime::UNIX_EPOCH);
        assert_eq!((late(19, 29), late(20, 0)), (Ok(Duration::ZERO), Ok(Duration::from_secs(1))));
        assert_eq!((late(9000, 0), late(0, 50)), (Ok(Duration::from_secs(5)), Ok(Duration::from_secs(3))));
        assert_eq!(late(0, 120), Err(10));
    }
}
