//! Sign-ins in the database. Tokens are stored only as hashes.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Lifetime, ListedSignIn, SignInId, SignInRecord};
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::secret::Secret;
use crate::kit::vault::Vault;
use crate::person::{PersonId, store as people};

/// A sign-in with what a page needs to know of its person.
pub(super) struct LiveSignIn {
    pub id: SignInId,
    pub person: PersonId,
    pub kept: SignInRecord,
    pub locale: Locale,
    pub calendar: Calendar,
    pub time_zone: String,
    pub wants_word: bool,
    /// Whether data stays closed until they enter their recovery word.
    pub held: bool,
    /// The codes of their positions in the practices that are open to them.
    pub roles: Vec<String>,
}

/// Begins a sign-in; its secret goes only into the cookie. Until `may_choose_until` it may set a passphrase without the old one.
pub async fn begin(
    conn: &mut PgConnection,
    person: PersonId,
    device: &str,
    may_choose_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Secret, sqlx::Error> {
    let secret = Secret::random();
    // A person who works in any practice has the shorter lifetime; all others have the same one.
    let staff = sqlx::query_scalar!(
        r#"select exists (select from practice_access where person_id = $1 and staff) as "staff!""#,
        person as PersonId
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into sign_in (id, person_id, token_hash, device, staff, created_at, seen_at, expires_at, may_choose_until)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
        SignInId::random() as SignInId,
        person as PersonId,
        secret.hash(),
        device,
        staff,
        now,
        now + Lifetime::of(staff).absolute,
        may_choose_until
    )
    .execute(conn)
    .await?;
    Ok(secret)
}

/// Until when this sign-in may set a passphrase without the old one.
pub(in crate::person) async fn may_choose_until(
    conn: &mut PgConnection,
    id: SignInId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let until = sqlx::query_scalar!("select may_choose_until from sign_in where id = $1", id as SignInId).fetch_optional(conn).await?;
    Ok(until.flatten().filter(|until| now < *until))
}

/// Uses up the right to set a passphrase; of two concurrent attempts, one succeeds.
pub(in crate::person) async fn use_choice(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update sign_in set may_choose_until = null where id = $1 and may_choose_until > $2", id as SignInId, now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The most browsers remembered per account, and for how long.
const BROWSERS: i64 = 20;
pub(super) const REMEMBERED: TimeDelta = TimeDelta::days(400);

/// Whether a browser has signed in to this account before.
pub(super) async fn is_known(conn: &mut PgConnection, tag: &[u8]) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from known_browser where tag = $1) as "known!""#, tag).fetch_one(conn).await
}

/// Remembers a browser for an account.
pub(super) async fn remember(conn: &mut PgConnection, person: PersonId, tag: &[u8], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into known_browser (tag, person_id, seen_at) values ($1, $2, $3) on conflict (tag) do update set seen_at = excluded.seen_at",
        tag,
        person as PersonId,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from known_browser where tag in (select tag from known_browser where person_id = $1 order by seen_at desc offset $2)",
        person as PersonId,
        BROWSERS
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets every browser of an account except this one.
pub(in crate::person) async fn forget_browsers(conn: &mut PgConnection, person: PersonId, but: Option<&[u8]>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from known_browser where person_id = $1 and tag is distinct from $2", person as PersonId, but)
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn find(conn: &mut PgConnection, secret: &Secret, now: DateTime<Utc>) -> Result<Option<LiveSignIn>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select s.id, s.person_id, s.staff, s.seen_at, s.expires_at, p.locale, p.calendar, p.time_zone,
                  exists (select from sign_in_entry e where e.sign_in_id = s.id and (e.ends_at is null or e.ends_at > $2)) as "entered!",
                  p.passphrase is not null and not p.recovery_word_confirmed as "wants_word!",
                  p.nameless_held_before is not null
                  or exists (select from practice_access t where t.person_id = p.id and t.closed_at is not null) as "held!",
                  array(select t.role from practice_access t where t.person_id = p.id and t.role is not null and t.closed_at is null)
                      as "roles!: Vec<String>"
           from sign_in s join person p on p.id = s.person_id where s.token_hash = $1"#,
        secret.hash(),
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| LiveSignIn {
        id: row.id,
        person: row.person_id,
        kept: SignInRecord { seen_at: row.seen_at, expires_at: row.expires_at, held: row.entered, staff: row.staff },
        locale: row.locale,
        calendar: row.calendar,
        time_zone: row.time_zone,
        wants_word: row.wants_word,
        held: row.held,
        roles: row.roles,
    }))
}

pub(super) async fn record_request(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update sign_in set seen_at = greatest(seen_at, $2) where id = $1", id as SignInId, now).execute(conn).await?;
    Ok(())
}

/// Loads a sign-in without recording the request: streams check this at each heartbeat.
pub(super) async fn load_record(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<Option<SignInRecord>, sqlx::Error> {
    sqlx::query_as!(
        SignInRecord,
        r#"select seen_at, expires_at, staff,
                  exists (select from sign_in_entry e where e.sign_in_id = s.id and (e.ends_at is null or e.ends_at > $2)) as "held!"
           from sign_in s where id = $1"#,
        id as SignInId,
        now
    )
    .fetch_optional(conn)
    .await
}

/// When the passphrase was last confirmed in this sign-in.
pub(super) async fn confirmed_at(conn: &mut PgConnection, id: SignInId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let at = sqlx::query_scalar!("select confirmed_at from sign_in where id = $1", id as SignInId).fetch_optional(conn).await?;
    Ok(at.flatten())
}

/// Records a confirmation and replaces the secret: a holder of the former secret gets no access to what opens now.
pub(super) async fn confirm(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<Secret, sqlx::Error> {
    let secret = Secret::random();
    sqlx::query!("update sign_in set token_hash = $2, confirmed_at = $3 where id = $1", id as SignInId, secret.hash(), now)
        .execute(conn)
        .await?;
    Ok(secret)
}

/// Records that a sign-in entered a live session: it does not idle out until [`release`] sets an end.
pub async fn enter(conn: &mut PgConnection, id: SignInId, session: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into sign_in_entry (sign_in_id, session_id) values ($1, $2) on conflict on constraint one_entry_per_session do nothing",
        id as SignInId,
        session
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a sign-in entered a session.
pub async fn has_entered(conn: &mut PgConnection, id: SignInId, session: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sign_in_entry where sign_in_id = $1 and session_id = $2) as "entered!""#,
        id as SignInId,
        session
    )
    .fetch_one(conn)
    .await
}

/// Sets when the sign-ins that entered a session may idle out again; the row of the session is ended.
pub async fn release(conn: &mut PgConnection, session: Uuid, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update sign_in_entry set ends_at = $2 where session_id = $1 and ends_at is null", session, at).execute(conn).await?;
    Ok(())
}

/// Takes [`release`] back: the row of the session is live again.
pub async fn hold(conn: &mut PgConnection, session: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("update sign_in_entry set ends_at = null where session_id = $1", session).execute(conn).await?;
    Ok(())
}

pub(in crate::person) async fn list(conn: &mut PgConnection, person: PersonId) -> Result<Vec<ListedSignIn>, sqlx::Error> {
    sqlx::query_as!(
        ListedSignIn,
        r#"select id, person_id as person, device, created_at, seen_at from sign_in where person_id = $1 order by seen_at desc"#,
        person as PersonId
    )
    .fetch_all(conn)
    .await
}

pub(in crate::person) async fn end(conn: &mut PgConnection, person: PersonId, id: SignInId) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("delete from sign_in where id = $1 and person_id = $2", id as SignInId, person as PersonId).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every sign-in of a person except this one.
pub async fn end_others(conn: &mut PgConnection, person: PersonId, but: SignInId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in where person_id = $1 and id <> $2", person as PersonId, but as SignInId).execute(conn).await?;
    Ok(())
}

/// Ends the sign-ins of a person that began before then, and those that began with a link and never had a passphrase.
pub async fn end_earlier(conn: &mut PgConnection, person: PersonId, then: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from sign_in where person_id = $1 and (created_at < $2 or may_choose_until is not null)",
        person as PersonId,
        then
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn end_all(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in where person_id = $1", person as PersonId).execute(conn).await?;
    Ok(())
}

pub(super) async fn sweep(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in where expires_at <= $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from sign_in_entry where ends_at <= $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from sign_in_failure where at < $1", now - TimeDelta::days(1)).execute(&mut *conn).await?;
    sqlx::query!("delete from known_browser where seen_at < $1", now - REMEMBERED).execute(&mut *conn).await?;
    sqlx::query!("delete from token where expires_at < $1", now - TimeDelta::days(1)).execute(conn).await?;
    Ok(())
}

/// The account with this user name or address.
pub async fn find_by_name(conn: &mut PgConnection, vault: &Vault, name: &str) -> Result<Option<PersonId>, sqlx::Error> {
    people::by_sign_in_name(conn, vault, name).await
}
