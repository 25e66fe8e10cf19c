//! Stores answers (*I know this too*) without a membership and without a time: no row shows who answered.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{ConcernId, EndorsementCount, ResonanceId};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::tag::{self, Tag};

fn count(of: i64) -> usize {
    usize::try_from(of).unwrap_or(0)
}

/// The tag of a member's answer to a concern; `None` once the session's figures are frozen.
pub async fn tag(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    concern: ConcernId,
    seat: MembershipId,
) -> Result<Option<Tag>, Error> {
    tag::once_tag_for(conn, vault, session, seat, &[concern.0.as_bytes()]).await
}

/// Stores an answer, once.
pub async fn say(conn: &mut PgConnection, practice: PracticeId, concern: ConcernId, tag: &Tag) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into resonance (id, practice_id, concern_id, tag) values ($1, $2, $3, $4) on conflict do nothing",
        ResonanceId::random() as ResonanceId,
        practice as PracticeId,
        concern as ConcernId,
        tag
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn unsay(conn: &mut PgConnection, concern: ConcernId, tag: &Tag) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from resonance where concern_id = $1 and tag = $2", concern as ConcernId, tag).execute(conn).await?;
    Ok(())
}

/// Whether the answer with this tag exists.
pub async fn said(conn: &mut PgConnection, concern: ConcernId, tag: &Tag) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from resonance where concern_id = $1 and tag = $2) as "said!""#, concern as ConcernId, tag)
        .fetch_one(conn)
        .await
}

/// Opens the answers to the concern in the middle, once. Returns whether they were closed.
pub async fn open(conn: &mut PgConnection, session: SessionId, concern: ConcernId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update concern set opened = true where id = $1 and in_middle and not opened", concern as ConcernId)
        .execute(&mut *conn)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    publish_count(conn, session, concern).await?;
    Ok(true)
}

/// Publishes the count of answers: from now on everyone reads this count.
pub(super) async fn publish_count(conn: &mut PgConnection, session: SessionId, concern: ConcernId) -> Result<(), sqlx::Error> {
    let row = sqlx::query!(
        r#"select (select count(*) from resonance where concern_id = $1) as "phones!", cards, announced_phones, announced_cards, announced_others
           from concern where id = $1"#,
        concern as ConcernId
    )
    .fetch_one(&mut *conn)
    .await?;
    let size = |of: i32| usize::try_from(of).unwrap_or(0);
    let before = match (row.announced_phones, row.announced_cards, row.announced_others) {
        (Some(phones), Some(cards), Some(others)) => {
            Some(EndorsementCount { phones: size(phones), cards: size(cards), others: size(others) })
        }
        _ => None,
    };
    let published = EndorsementCount::now(count(row.phones), size(row.cards), present(conn, session).await?).after(before);
    let int = |of: usize| i32::try_from(of).unwrap_or(i32::MAX);
    sqlx::query!(
        "update concern set announced_phones = $2, announced_cards = $3, announced_others = $4 where id = $1",
        concern as ConcernId,
        int(published.phones),
        int(published.cards),
        int(published.others)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The number of members present.
async fn present(conn: &mut PgConnection, session: SessionId) -> Result<usize, sqlx::Error> {
    let present = sqlx::query_scalar!(
        r#"select count(*) as "n!" from attendance a join membership m on m.id = a.membership_id
           where a.session_id = $1 and a.left_at is null and m.role = 'member' and m.state = 'active'"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(count(present))
}

/// The number of members present who did not enter by phone.
pub async fn without_phone(conn: &mut PgConnection, session: SessionId) -> Result<usize, sqlx::Error> {
    let present = sqlx::query_scalar!(
        r#"select count(*) as "n!" from attendance a join membership m on m.id = a.membership_id
           where a.session_id = $1 and a.left_at is null and m.role = 'member' and m.state = 'active'
             and not exists (select from phone_entry p where p.session_id = a.session_id and p.membership_id = a.membership_id)"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(count(present))
}

/// Replaces the number of cards.
pub async fn set_cards(conn: &mut PgConnection, concern: ConcernId, cards: usize) -> Result<(), sqlx::Error> {
    let cards = i32::try_from(cards).unwrap_or(i32::MAX);
    sqlx::query!("update concern set cards = $2 where id = $1", concern as ConcernId, cards).execute(conn).await?;
    Ok(())
}

/// This module's part of freezing a session.
pub fn on_freeze<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: SessionId, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    forget_tags(conn, session).boxed()
}

/// Deletes the tags when a session's figures freeze: afterwards no answer can be matched to a member.
async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), Error> {
    sqlx::query!(
        "update resonance set tag = null where tag is not null and concern_id in (select id from concern where session_id = $1)",
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(())
}
