//! Commitments in the database. All words are sealed under the owner's key.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Commitment, CommitmentId, CommitmentOrigin, CommitmentStatus, LastCommitments, LatestOutcome, NewOutcome, Outcome, OutcomeNote,
    seal_context,
};
use crate::brainstorm::{BrainstormId, IdeaId};
use crate::group::actor::Actor;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{SealContext, Unsealed, Vault};
use crate::person::zone;
use crate::practice::PracticeId;
use crate::session::SessionId;

crate::fingerprints!(CommitmentId: "commitment");

pub async fn session_of(conn: &mut PgConnection, id: CommitmentId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select b.session_id from commitment c join brainstorm b on b.id = c.brainstorm_id where c.id = $1",
        id as CommitmentId
    )
    .fetch_optional(conn)
    .await
}

pub struct NewCommitment<'a> {
    pub id: CommitmentId,
    pub board: BrainstormId,
    pub idea: Option<IdeaId>,
    pub made: CommitmentOrigin,
    pub what: &'a str,
    /// How the owner will know that it is done.
    pub sign: Option<&'a str>,
    pub due: Option<NaiveDate>,
}

/// Inserts a commitment.
///
/// # Errors
/// Constraint `commitment_pkey` when the id exists already.
pub async fn insert(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    new: &NewCommitment<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(practice, new.made.owner)).await?;
    sqlx::query!(
        "insert into commitment (id, practice_id, brainstorm_id, idea_id, owner, what, sign, due, written_by, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id as CommitmentId,
        practice as PracticeId,
        new.board as BrainstormId,
        new.idea as Option<IdeaId>,
        new.made.owner as MembershipId,
        key.seal(seal_context("what", practice, new.id), new.what),
        new.sign.map(|sign| key.seal(seal_context("sign", practice, new.id), sign)),
        new.due,
        new.made.written_by as Option<MembershipId>,
        new.made.status as CommitmentStatus,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks a commitment's row.
pub async fn lock_commitment(conn: &mut PgConnection, id: CommitmentId) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!("select version from commitment where id = $1 for update", id as CommitmentId).fetch_optional(conn).await?;
    Ok(())
}

pub async fn find(conn: &mut PgConnection, vault: &Vault, id: CommitmentId) -> Result<Option<Commitment>, Error> {
    Ok(load_by_ids(conn, vault, &[id.0]).await?.pop())
}

/// A session's commitments that are not withdrawn, oldest first.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<Commitment>, Error> {
    let ids = sqlx::query_scalar!(
        r#"select c.id as "id: Uuid" from commitment c join brainstorm b on b.id = c.brainstorm_id
           where b.session_id = $1 and c.status <> 'withdrawn'"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    load_by_ids(conn, vault, &ids).await
}

/// A member's accepted and offered commitments, newest first.
pub async fn of_member(conn: &mut PgConnection, vault: &Vault, owner: MembershipId) -> Result<Vec<Commitment>, Error> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id: Uuid" from commitment where owner = $1 and status in ('offered', 'accepted')
           order by created_at desc limit 40"#,
        owner as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut all = load_by_ids(conn, vault, &ids).await?;
    all.reverse();
    Ok(all)
}

/// A group's accepted commitments from its last ended session, and earlier ones due on that session's day or later.
pub async fn taken_home(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Commitment>, Error> {
    let Some(last) = last(conn, group).await? else { return Ok(Vec::new()) };
    let ids = sqlx::query_scalar!(
        r#"select c.id as "id: Uuid" from commitment c
           join brainstorm b on b.id = c.brainstorm_id join session s on s.id = b.session_id join membership m on m.id = c.owner
           where s.group_id = $1 and s.state = 'ended' and c.status = 'accepted' and m.state = 'active' and (s.id = $2 or c.due >= $3)"#,
        group as GroupId,
        last.session as SessionId,
        last.day
    )
    .fetch_all(&mut *conn)
    .await?;
    load_by_ids(conn, vault, &ids).await
}

pub async fn last(conn: &mut PgConnection, group: GroupId) -> Result<Option<LastCommitments>, sqlx::Error> {
    let row = sqlx::query!(
        "select id, starts_at, time_zone from session where group_id = $1 and state = 'ended' order by ended_at desc, number desc limit 1",
        group as GroupId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| LastCommitments { session: row.id, day: row.starts_at.with_timezone(&zone(&row.time_zone)).date_naive() }))
}

async fn load_by_ids(conn: &mut PgConnection, vault: &Vault, ids: &[Uuid]) -> Result<Vec<Commitment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select c.id, c.practice_id as "practice: PracticeId", c.brainstorm_id, b.session_id as "session: SessionId",
                  s.number as session_number, s.state = 'live' as "live!", c.idea_id, c.owner, m.person_id is not null as "has_account!",
                  c.what, c.sign, c.due, c.written_by, c.status, c.version,
                  o.id as "outcome_id?", o.outcome as "outcome?: Outcome", o.word as "word?", o.shared as "shared?"
           from commitment c
           join brainstorm b on b.id = c.brainstorm_id join session s on s.id = b.session_id join membership m on m.id = c.owner
           left join lateral (select id, outcome, word, shared from commitment_outcome where commitment_id = c.id order by number desc limit 1) o on true
           where c.id = any($1) order by c.created_at, c.id"#,
        ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let sealed: Vec<&[u8]> =
        rows.iter().flat_map(|row| [Some(row.what.as_slice()), row.sign.as_deref(), row.word.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.owner)).await?;
    rows.into_iter()
        .map(|row| {
            let open =
                |at: SealContext, sealed: Option<Vec<u8>>| sealed.map(|sealed| ring.open(at, &sealed).map(Unsealed::text)).transpose();
            Ok(Commitment {
                name: names.get(&row.owner).cloned(),
                what: ring.open(seal_context("what", row.practice, row.id), &row.what).map(Unsealed::text)?,
                sign: open(seal_context("sign", row.practice, row.id), row.sign)?.flatten(),
                word: match row.outcome_id {
                    Some(outcome) => open(outcome_seal_context("word", row.practice, outcome), row.word)?.flatten(),
                    None => None,
                },
                id: row.id,
                practice: row.practice,
                board: row.brainstorm_id,
                session: row.session,
                session_number: row.session_number,
                live: row.live,
                idea: row.idea_id,
                owner: row.owner,
                has_account: row.has_account,
                due: row.due,
                written_by: row.written_by,
                status: row.status,
                outcome: row.outcome,
                shared: row.shared.unwrap_or(false),
                version: row.version,
            })
        })
        .collect()
}

/// The seal context of an outcome's words, which are sealed under the owner's key.
fn outcome_seal_context(column: &'static str, practice: PracticeId, id: Uuid) -> SealContext {
    SealContext { table: "commitment_outcome", column, row: id, practice: practice.0 }
}

pub async fn set_status(conn: &mut PgConnection, id: CommitmentId, status: CommitmentStatus) -> Result<(), sqlx::Error> {
    sqlx::query!("update commitment set status = $2, version = version + 1 where id = $1", id as CommitmentId, status as CommitmentStatus)
        .execute(conn)
        .await?;
    Ok(())
}

/// Saves an outcome. When the words change, saves the previous ones with it.
pub async fn say(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    of: &Commitment,
    new: &NewOutcome,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(of.practice, of.owner)).await?;
    let id = Uuid::new_v4();
    let before = (new.outcome == Outcome::Changed).then(|| of.what.clone().unwrap_or_default());
    sqlx::query!(
        "insert into commitment_outcome (id, practice_id, commitment_id, number, outcome, word, before, by_membership, at, shared)
         values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from commitment_outcome where commitment_id = $3), $4, $5, $6, $7, $8, $9)",
        id,
        of.practice as PracticeId,
        of.id as CommitmentId,
        new.outcome as Outcome,
        new.word.as_deref().map(|word| key.seal(outcome_seal_context("word", of.practice, id), word)),
        before.map(|before| key.seal(outcome_seal_context("before", of.practice, id), &before)),
        by.membership() as MembershipId,
        now,
        new.shared
    )
    .execute(&mut *conn)
    .await?;
    let what = new.what.as_deref().filter(|_| new.outcome == Outcome::Changed);
    sqlx::query!(
        "update commitment set what = coalesce($2, what), version = version + 1 where id = $1",
        of.id as CommitmentId,
        what.map(|what| key.seal(seal_context("what", of.practice, of.id), what))
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All outcomes of a commitment, oldest first.
pub async fn history(conn: &mut PgConnection, vault: &Vault, of: &Commitment) -> Result<Vec<OutcomeNote>, Error> {
    let rows = sqlx::query!(
        "select id, outcome, word, before, by_membership, at, shared from commitment_outcome where commitment_id = $1 order by number",
        of.id as CommitmentId
    )
    .fetch_all(&mut *conn)
    .await?;
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [row.word.as_deref(), row.before.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let open = |column, sealed: Option<Vec<u8>>| {
                sealed.map(|sealed| ring.open(outcome_seal_context(column, of.practice, row.id), &sealed).map(Unsealed::text)).transpose()
            };
            Ok(OutcomeNote {
                word: open("word", row.word)?.flatten(),
                before: open("before", row.before)?.flatten(),
                outcome: row.outcome,
                shared: row.shared,
                by_staff: row.by_membership != of.owner,
                at: row.at,
            })
        })
        .collect()
}

/// The last outcome before `until` of each accepted commitment from the group's last session that had ended when a session `began`. Omits
/// commitments without an outcome by then.
pub async fn answered_before(
    conn: &mut PgConnection,
    group: GroupId,
    began: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<LatestOutcome>, sqlx::Error> {
    sqlx::query_as!(
        LatestOutcome,
        r#"select c.owner, o.outcome as "outcome!: Outcome", o.shared as "shared!"
           from commitment c join brainstorm b on b.id = c.brainstorm_id
           join lateral (select outcome, shared from commitment_outcome where commitment_id = c.id and at < $3 order by number desc limit 1) o on true
           where c.status = 'accepted' and b.session_id = (
               select id from session where group_id = $1 and state = 'ended' and ended_at <= $2 order by ended_at desc, number desc limit 1)"#,
        group as GroupId,
        began,
        until
    )
    .fetch_all(conn)
    .await
}
