//! Answers in the database: *I know this too*, without a membership and without a time. Nothing here can say who gave one.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{ConcernId, EndorsementCount, ResonanceId};
use crate::group::MembershipId;
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::tag::{self, Tag};

fn count(of: i64) -> usize {
    usize::try_from(of).unwrap_or(0)
}

/// The tag of somebody's answer to a concern; none once the session's figures are frozen.
pub async fn tag(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    concern: ConcernId,
    seat: MembershipId,
) -> Result<Option<Tag>, Error> {
    tag::once_of_seat_for(conn, vault, session, seat, &[concern.0.as_bytes()]).await
}

/// Keeps an answer, once.
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

/// Takes an answer back.
pub async fn unsay(conn: &mut PgConnection, concern: ConcernId, tag: &Tag) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from resonance where concern_id = $1 and tag = $2", concern as ConcernId, tag).execute(conn).await?;
    Ok(())
}

/// Whether this answer is there.
pub async fn said(conn: &mut PgConnection, concern: ConcernId, tag: &Tag) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from resonance where concern_id = $1 and tag = $2) as "said!""#, concern as ConcernId, tag)
        .fetch_one(conn)
        .await
}

/// Opens the answers that came while it is in the middle, once. Whether that changed anything.
pub async fn open(conn: &mut PgConnection, session: SessionId, concern: ConcernId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update concern set opened = true where id = $1 and in_middle and not opened", concern as ConcernId)
        .execute(&mut *conn)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    tell(conn, session, concern).await?;
    Ok(true)
}

/// Tells the answers: what was counted now is what everybody reads from now on.
pub(super) async fn tell(conn: &mut PgConnection, session: SessionId, concern: ConcernId) -> Result<(), sqlx::Error> {
    let row = sqlx::query!(
        r#"select (select count(*) from resonance where concern_id = $1) as "phones!", cards, told_phones, told_cards, told_others
           from concern where id = $1"#,
        concern as ConcernId
    )
    .fetch_one(&mut *conn)
    .await?;
    let size = |of: i32| usize::try_from(of).unwrap_or(0);
    let before = match (row.told_phones, row.told_cards, row.told_others) {
        (Some(phones), Some(cards), Some(others)) => {
            Some(EndorsementCount { phones: size(phones), cards: size(cards), others: size(others) })
        }
        _ => None,
    };
    let heard = EndorsementCount::now(count(row.phones), size(row.cards), present(conn, session).await?).after(before);
    let int = |of: usize| i32::try_from(of).unwrap_or(i32::MAX);
    sqlx::query!(
        "update concern set told_phones = $2, told_cards = $3, told_others = $4 where id = $1",
        concern as ConcernId,
        int(heard.phones),
        int(heard.cards),
        int(heard.others)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many members are here.
async fn present(conn: &mut PgConnection, session: SessionId) -> Result<usize, sqlx::Error> {
    let here = sqlx::query_scalar!(
        r#"select count(*) as "n!" from attendance a join membership m on m.id = a.membership_id
           where a.session_id = $1 and a.left_at is null and m.role = 'member' and m.state = 'active'"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(count(here))
}

/// How many members are here without a phone: none of them came in by it.
pub async fn without_phone(conn: &mut PgConnection, session: SessionId) -> Result<usize, sqlx::Error> {
    let here = sqlx::query_scalar!(
        r#"select count(*) as "n!" from attendance a join membership m on m.id = a.membership_id
           where a.session_id = $1 and a.left_at is null and m.role = 'member' and m.state = 'active'
             and not exists (select from phone_entry p where p.session_id = a.session_id and p.membership_id = a.membership_id)"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(count(here))
}

/// Keeps how many cards there are, in place of what was counted before.
pub async fn set_cards(conn: &mut PgConnection, concern: ConcernId, cards: usize) -> Result<(), sqlx::Error> {
    let cards = i32::try_from(cards).unwrap_or(i32::MAX);
    sqlx::query!("update concern set cards = $2 where id = $1", concern as ConcernId, cards).execute(conn).await?;
    Ok(())
}

/// What this room does when a session freezes.
pub fn on_freeze<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: SessionId, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    forget_tags(conn, session).boxed()
}

/// Forgets whose any answer was, when a session's figures freeze.
async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), Error> {
    sqlx::query!(
        "update resonance set tag = null where tag is not null and concern_id in (select id from concern where session_id = $1)",
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(())
}
