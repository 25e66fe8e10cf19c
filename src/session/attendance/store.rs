//! The roll in the database.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{Attendee, Correction};
use crate::group::seat::Sitting;
use crate::group::{Membership, MembershipId, MembershipState, Role};
use crate::kit::failure::Failure;
use crate::kit::relay::{self, Change, To};
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::{self, SessionId, SessionState, regrets};

/// Who was an active member at any time of a session that has ended: membership is dated, so whoever came or went since changes nothing.
async fn were_members(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select distinct c.membership_id as "id!: MembershipId" from session s
           join membership m on m.group_id = s.group_id and m.role = 'member'
           join membership_change c on c.membership_id = m.id and c.state = 'active' and c.at <= s.ended_at
           where s.id = $1 and not exists
               (select from membership_change d where d.membership_id = m.id and d.at > c.at and d.at <= s.started_at)"#,
        session as SessionId
    )
    .fetch_all(conn)
    .await
}

/// The roll of a session: of these people its group's active members (of one that has ended, those who were it then), and who came while
/// they were one. Regrets come without words.
///
/// # Errors
/// When the database does not answer.
pub async fn roll(conn: &mut PgConnection, session: SessionId, people: &[Membership]) -> Result<Vec<Attendee>, sqlx::Error> {
    let came = sqlx::query!(
        "select membership_id, entered_at, left_at, away_seconds, entered_by from attendance where session_id = $1",
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let absent =
        sqlx::query_scalar!("select membership_id from absence where session_id = $1", session as SessionId).fetch_all(&mut *conn).await?;
    let sorry = regrets::store::without_words(conn, session).await?;
    let ended = session::store::state(conn, session).await? == Some(SessionState::Ended);
    let then = if ended { were_members(conn, session).await? } else { Vec::new() };
    Ok(people
        .iter()
        .filter(|one| one.role == Role::Member)
        .filter_map(|one| {
            let row = came.iter().find(|row| row.membership_id == one.id);
            let expected = if ended { then.contains(&one.id) } else { one.state == MembershipState::Active };
            if row.is_none() && !expected {
                return None;
            }
            Some(Attendee {
                member: one.id,
                name: one.name.clone(),
                has_account: one.person.is_some(),
                entered_at: row.map(|row| row.entered_at),
                left_at: row.and_then(|row| row.left_at),
                away: TimeDelta::seconds(row.map_or(0, |row| row.away_seconds.into())),
                by_staff: row.is_some_and(|row| row.entered_by.is_some()),
                marked_absent: absent.contains(&one.id),
                regrets: sorry.iter().find(|(who, _)| *who == one.id).map(|(_, regrets)| regrets.clone()),
            })
        })
        .collect())
}

/// The same with the words of regrets: for those who lead.
///
/// # Errors
/// When the database or the vault fails.
pub async fn roll_with_words(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    people: &[Membership],
) -> Result<Vec<Attendee>, Failure> {
    let mut roll = roll(conn, session, people).await?;
    let mut words = regrets::store::words(conn, vault, session, None).await?;
    for one in &mut roll {
        if let Some(regrets) = &mut one.regrets {
            regrets.word = words.remove(&one.member);
        }
    }
    Ok(roll)
}

/// Tells each who is in a session, and its staff, that what is their own there is another now: a stage or the end asks other things
/// of everybody.
///
/// # Errors
/// When the database refuses.
pub async fn tell_each(conn: &mut PgConnection, practice: PracticeId, session: SessionId, kind: &'static str) -> Result<(), sqlx::Error> {
    let seats = sqlx::query_scalar!(
        r#"select m.membership_id as "id!: MembershipId" from seats_in($1) m
           where m.person_id is not null and (m.role <> 'member' or exists
                 (select from attendance a where a.session_id = $1 and a.membership_id = m.membership_id and a.left_at is null))
           order by m.membership_id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    for who in seats {
        relay::record(conn, practice.0, session.0, Change { kind, subject: who.0, to: To::Seat(who.0) }).await?;
    }
    Ok(())
}

/// Writes down that somebody entered; the first time counts, and the time away when they come back. Whether anything changed.
///
/// # Errors
/// When the database refuses.
pub async fn enter(conn: &mut PgConnection, session: SessionId, by: Sitting, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    sqlx::query!("delete from absence where session_id = $1 and membership_id = $2", session as SessionId, by.membership as MembershipId)
        .execute(&mut *conn)
        .await?;
    // Who comes after all has taken their regrets back.
    regrets::store::withdraw(conn, session, by.membership).await?;
    let done = sqlx::query!(
        "insert into attendance (practice_id, session_id, membership_id, entered_at) values ($1, $2, $3, $4)
         on conflict (session_id, membership_id) do update
         set away_seconds = attendance.away_seconds + greatest(0, extract(epoch from $4 - attendance.left_at))::int, left_at = null
         where attendance.left_at is not null",
        by.practice as PracticeId,
        session as SessionId,
        by.membership as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether somebody came in by their own phone, not by the hand of staff.
///
/// # Errors
/// When the database does not answer.
pub async fn came_by_phone(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from attendance where session_id = $1 and membership_id = $2 and entered_by is null) as "found!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Writes down that somebody who was here left. Whether that changed anything.
///
/// # Errors
/// When the database refuses.
pub async fn leave(conn: &mut PgConnection, session: SessionId, member: MembershipId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update attendance set left_at = greatest(entered_at, $3) where session_id = $1 and membership_id = $2 and left_at is null",
        session as SessionId,
        member as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether somebody has come and not left.
///
/// # Errors
/// When the database does not answer.
pub async fn is_here(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from attendance where session_id = $1 and membership_id = $2 and left_at is null) as "here!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// When somebody came; none when they did not.
///
/// # Errors
/// When the database does not answer.
pub async fn entered_at(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "select entered_at from attendance where session_id = $1 and membership_id = $2",
        session as SessionId,
        member as MembershipId
    )
    .fetch_optional(conn)
    .await
}

/// Keeps what staff say about somebody.
///
/// # Errors
/// When the database refuses.
pub async fn correct(
    conn: &mut PgConnection,
    session: SessionId,
    by: Sitting,
    member: MembershipId,
    correction: Correction,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    if let Correction::Left(at) = correction {
        sqlx::query!(
            "update attendance set left_at = $3, entered_by = $4 where session_id = $1 and membership_id = $2",
            session as SessionId,
            member as MembershipId,
            at,
            by.membership as MembershipId
        )
        .execute(conn)
        .await?;
        return Ok(());
    }
    if let Correction::Here(at) = correction {
        sqlx::query!(
            "insert into attendance (practice_id, session_id, membership_id, entered_at, entered_by) values ($1, $2, $3, $4, $5)
             on conflict (session_id, membership_id) do update
             set entered_at = excluded.entered_at, left_at = null, away_seconds = 0, entered_by = excluded.entered_by",
            by.practice as PracticeId,
            session as SessionId,
            member as MembershipId,
            at,
            by.membership as MembershipId
        )
        .execute(&mut *conn)
        .await?;
    } else {
        sqlx::query!("delete from attendance where session_id = $1 and membership_id = $2", session as SessionId, member as MembershipId)
            .execute(&mut *conn)
            .await?;
    }
    if correction == Correction::Absent {
        sqlx::query!(
            "insert into absence (practice_id, session_id, membership_id, marked_by, marked_at) values ($1, $2, $3, $4, $5)
             on conflict do nothing",
            by.practice as PracticeId,
            session as SessionId,
            member as MembershipId,
            by.membership as MembershipId,
            now
        )
        .execute(conn)
        .await?;
    } else {
        sqlx::query!("delete from absence where session_id = $1 and membership_id = $2", session as SessionId, member as MembershipId)
            .execute(conn)
            .await?;
    }
    Ok(())
}
