//! The outbox in the database. Callers [`queue`] a message in the transaction that causes it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Channel, DeliveryReason, DeliveryStep, KEPT, LEASE, Letter, MessageId, MessageState, NewMessage, Recipient, seal_context};
use crate::kit::error::Error;
use crate::kit::jobs::{self, DueJob};
use crate::kit::vault::{Unsealed, Vault};

/// The job kind of messages in the outbox.
pub(super) const JOB: &str = "post";

/// Puts a message into the outbox; false when it is already there. It is sent when it is due, after the commit.
pub async fn queue(conn: &mut PgConnection, vault: &Vault, new: &NewMessage<'_>, now: DateTime<Utc>) -> Result<bool, Error> {
    let key = vault.key(conn, new.owner).await?;
    let done = sqlx::query!(
        "insert into outbox (id, practice_id, kind, channel, scope, recipient, words, due_at, useless_at, state, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10) on conflict (id) do nothing",
        new.id as MessageId,
        new.practice,
        new.kind,
        new.to.channel() as Channel,
        new.scope,
        key.seal(seal_context("recipient", new.practice, new.id), new.to.as_str()),
        key.seal(seal_context("words", new.practice, new.id), &new.letter.packed()),
        new.due_at,
        new.useless_at,
        now
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 1 {
        jobs::schedule(conn, JOB, DueJob { practice: new.practice, subject: new.id.0 }, new.due_at).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// A claimed message with its content opened.
pub(super) struct ClaimedMessage {
    pub claim: Uuid,
    pub tries: i32,
    pub useless_at: DateTime<Utc>,
    /// `None` when the owner destroyed their key.
    pub content: Option<(Recipient, Letter)>,
}

/// A message that is due.
pub(super) struct QueuedMessage {
    pub kind: String,
    pub channel: Channel,
    pub useless_at: DateTime<Utc>,
}

/// Loads a waiting message that is due and locks its row; other processes skip it.
pub(super) async fn lock_due(conn: &mut PgConnection, id: MessageId, now: DateTime<Utc>) -> Result<Option<QueuedMessage>, sqlx::Error> {
    sqlx::query_as!(
        QueuedMessage,
        r#"select kind, channel as "channel: Channel", useless_at from outbox
           where id = $1 and state = 'queued' and due_at <= $2 for update skip locked"#,
        id as MessageId,
        now
    )
    .fetch_optional(conn)
    .await
}

/// Defers a message without an attempt: no sender for its channel is set up now.
pub(super) async fn postpone(conn: &mut PgConnection, practice: Uuid, id: MessageId, to: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update outbox set due_at = $2 where id = $1 and state = 'queued'", id as MessageId, to).execute(&mut *conn).await?;
    jobs::delete(conn, JOB, id.0).await?;
    jobs::schedule(conn, JOB, DueJob { practice, subject: id.0 }, to).await
}

/// Claims a message whose row is locked. Until it is settled, or the lease is over, no other process takes it.
pub(super) async fn claim(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: Uuid,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<Option<ClaimedMessage>, Error> {
    let claim = Uuid::new_v4();
    let row = sqlx::query!(
        r#"update outbox set state = 'claimed', claim = $2, claimed_at = $3, attempts = attempts + 1 where id = $1 and state = 'queued'
           returning channel as "channel: Channel", recipient as "recipient!", words as "words!", attempts, useless_at"#,
        id as MessageId,
        claim,
        now
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    jobs::delete(conn, JOB, id.0).await?;
    jobs::schedule(conn, JOB, DueJob { practice, subject: id.0 }, now + LEASE).await?;
    let ring = vault.keyring(conn, [row.recipient.as_slice(), row.words.as_slice()]).await?;
    let to = ring.open(seal_context("recipient", practice, id), &row.recipient).map(Unsealed::text)?;
    let words = ring.open(seal_context("words", practice, id), &row.words).map(Unsealed::text)?;
    let content = to.and_then(|to| Recipient::read(row.channel, &to)).zip(words.and_then(|words| Letter::unpacked(&words)));
    Ok(Some(ClaimedMessage { claim, tries: row.attempts, useless_at: row.useless_at, content }))
}

/// Marks a claimed message as unsure if its lease is over. Returns whether it did.
pub(super) async fn expire(conn: &mut PgConnection, id: MessageId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update outbox set state = 'unsure', settled_at = $2 where id = $1 and state = 'claimed' and claimed_at <= $3",
        id as MessageId,
        now,
        now - LEASE
    )
    .execute(&mut *conn)
    .await?;
    // A settled message is removed from the jobs; one that another process holds stays.
    let settled = sqlx::query_scalar!(
        r#"select not exists (select from outbox where id = $1 and state in ('queued', 'claimed')) as "settled!""#,
        id as MessageId
    )
    .fetch_one(&mut *conn)
    .await?;
    if settled {
        jobs::delete(conn, JOB, id.0).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// Records the outcome of a claim. A late answer to this claim is still recorded; one to another claim is ignored.
pub(super) async fn settle(
    conn: &mut PgConnection,
    practice: Uuid,
    (id, claim): (MessageId, Uuid),
    next: DeliveryStep,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = match next {
        DeliveryStep::Settled(state, reason) => {
            sqlx::query!(
                "update outbox set state = $3, reason = $4, settled_at = $5,
                        recipient = case when $3 in ('sent', 'withdrawn') then null else recipient end,
                        words = case when $3 in ('sent', 'withdrawn') then null else words end
                 where id = $1 and claim = $2 and state in ('claimed', 'unsure')",
                id as MessageId,
                claim,
                state as MessageState,
                reason as Option<DeliveryReason>,
                now
            )
            .execute(&mut *conn)
            .await?
        }
        DeliveryStep::Again(due_at) => {
            sqlx::query!(
                "update outbox set state = 'queued', claim = null, claimed_at = null, due_at = $3 where id = $1 and claim = $2 and state = 'claimed'",
                id as MessageId,
                claim,
                due_at
            )
            .execute(&mut *conn)
            .await?
        }
    };
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    jobs::delete(conn, JOB, id.0).await?;
    if let DeliveryStep::Again(due_at) = next {
        jobs::schedule(conn, JOB, DueJob { practice, subject: id.0 }, due_at).await?;
    }
    Ok(true)
}

/// Withdraws a waiting message: it is no longer true, or too late. Returns whether it still waited.
pub async fn withdraw(conn: &mut PgConnection, id: MessageId, late: bool, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let (state, reason) = if late { (MessageState::Failed, Some(DeliveryReason::Late)) } else { (MessageState::Withdrawn, None) };
    let done = sqlx::query!(
        "update outbox set state = $2, reason = $3, recipient = null, words = null, settled_at = $4 where id = $1 and state = 'queued'",
        id as MessageId,
        state as MessageState,
        reason as Option<DeliveryReason>,
        now
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 1 {
        jobs::delete(conn, JOB, id.0).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// Queues an unsure or failed message again: staff decided so, knowing that it may arrive twice. Returns whether it could be queued.
pub async fn requeue(conn: &mut PgConnection, practice: Uuid, scope: Uuid, id: MessageId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update outbox set state = 'queued', claim = null, claimed_at = null, reason = null, settled_at = null, attempts = 0, due_at = $3
         where id = $1 and scope = $2 and state in ('unsure', 'failed') and recipient is not null and useless_at > $3",
        id as MessageId,
        scope,
        now
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 1 {
        jobs::delete(conn, JOB, id.0).await?;
        jobs::schedule(conn, JOB, DueJob { practice, subject: id.0 }, now).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// Closes an unsure or failed message: it has arrived after all, or is not needed. Returns whether it was one.
pub async fn dismiss(conn: &mut PgConnection, scope: Uuid, id: MessageId, arrived: bool, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let state = if arrived { MessageState::Sent } else { MessageState::Withdrawn };
    let done = sqlx::query!(
        "update outbox set state = $3, reason = 'by_hand', recipient = null, words = null, settled_at = $4
         where id = $1 and scope = $2 and state in ('unsure', 'failed')",
        id as MessageId,
        scope,
        state as MessageState,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Counts the messages of a scope (or of the whole practice) by state, created since `since`.
pub async fn counts(
    conn: &mut PgConnection,
    practice: Uuid,
    scope: Option<Uuid>,
    since: DateTime<Utc>,
) -> Result<Vec<(MessageState, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select state as "state: MessageState", count(*) as "count!" from outbox
           where practice_id = $1 and ($2::uuid is null or scope = $2) and created_at >= $3 group by state"#,
        practice,
        scope,
        since
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}

/// A message that staff have to decide about.
#[derive(Clone, Debug)]
pub struct FailedMessage {
    pub id: MessageId,
    /// The name that a module gives this kind of message.
    pub kind: String,
    pub channel: Channel,
    pub state: MessageState,
    pub reason: Option<DeliveryReason>,
    pub settled_at: DateTime<Utc>,
    /// Whether it can still be sent: it has its content, and is still of use.
    pub can_go: bool,
}

/// The unsure and failed messages of a scope, newest first.
pub async fn list_undelivered(
    conn: &mut PgConnection,
    scope: Uuid,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<FailedMessage>, sqlx::Error> {
    sqlx::query_as!(
        FailedMessage,
        r#"select id as "id: MessageId", kind, channel as "channel: Channel", state as "state: MessageState", reason as "reason: DeliveryReason",
                  settled_at as "settled_at!", (recipient is not null and useless_at > $3) as "can_go!"
           from outbox where scope = $1 and state in ('unsure', 'failed') and settled_at >= $2 order by settled_at desc, id"#,
        scope,
        since,
        now
    )
    .fetch_all(conn)
    .await
}

/// Counts the messages of a kind written under a scope since then, as a limit against floods.
pub async fn written_since(conn: &mut PgConnection, kind: &str, scope: Uuid, since: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from outbox where kind = $1 and scope = $2 and created_at > $3"#, kind, scope, since)
        .fetch_one(conn)
        .await
}

/// Deletes the content of messages that no one decided about for [`KEPT`].
pub(super) async fn forget(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update outbox set recipient = null, words = null where settled_at < $1 and recipient is not null", now - KEPT)
        .execute(conn)
        .await?;
    Ok(())
}

/// All practices of the installation: background work runs in each of them.
pub async fn practices(conn: &mut PgConnection) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select distinct practice_id as "practice!: Uuid" from practice_access"#).fetch_all(conn).await
}
