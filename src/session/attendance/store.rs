//! Queries for the roll.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Attendee, Correction, MemberAttendance, RollEntry, stays};
use crate::group::actor::Actor;
use crate::group::life::state_during;
use crate::group::{GroupId, MembershipId, MembershipState, Role, life_store};
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::regrets::Regrets;
use crate::session::{Session, SessionId, regrets, substitution};

/// The roll of a session: the active members of its group, and every other member who attended. Regrets are without their text.
pub async fn roll(conn: &mut PgConnection, vault: &Vault, session: &Session) -> Result<Vec<Attendee>, Error> {
    let people = substitution::store::people(conn, vault, session.group, session.id).await?;
    let id = session.id;
    let attended =
        sqlx::query!("select membership_id, entered_at, left_at, entered_by from attendance where session_id = $1", id as SessionId)
            .fetch_all(&mut *conn)
            .await?;
    let absent =
        sqlx::query_scalar!("select membership_id from absence where session_id = $1", id as SessionId).fetch_all(&mut *conn).await?;
    let by_phone =
        sqlx::query_scalar!("select membership_id from phone_entry where session_id = $1", id as SessionId).fetch_all(&mut *conn).await?;
    let regrets_sent = regrets::store::without_words(conn, id).await?;
    Ok(people
        .into_iter()
        .filter(|one| one.role == Role::Member)
        .filter_map(|one| {
            let row = attended.iter().find(|row| row.membership_id == one.id);
            if row.is_none() && one.state != MembershipState::Active {
                return None;
            }
            Some(Attendee {
                member: one.id,
                name: one.name,
                has_account: one.person.is_some(),
                by_phone: by_phone.contains(&one.id),
                entered_at: row.map(|row| row.entered_at),
                left_at: row.and_then(|row| row.left_at),
                by_staff: row.is_some_and(|row| row.entered_by.is_some_and(|by| by != one.id)),
                marked_absent: absent.contains(&one.id),
                regrets: regrets_sent.iter().find(|(who, _)| *who == one.id).map(|(_, regrets)| regrets.clone()),
            })
        })
        .collect())
}

/// The same with the text of regrets, for staff.
pub async fn roll_with_words(conn: &mut PgConnection, vault: &Vault, session: &Session) -> Result<Vec<Attendee>, Error> {
    let mut roll = roll(conn, vault, session).await?;
    let mut words = regrets::store::words(conn, vault, session.id, None).await?;
    for one in &mut roll {
        if let Some(regrets) = &mut one.regrets {
            regrets.word = words.remove(&one.member);
        }
    }
    Ok(roll)
}

/// The members who attended a session, however long they stayed.
pub async fn came(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from attendance where session_id = $1", session as SessionId).fetch_all(conn).await
}

/// The sessions that a member attended.
pub async fn came_to(conn: &mut PgConnection, member: MembershipId) -> Result<Vec<SessionId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select session_id as "session: SessionId" from attendance where membership_id = $1"#, member as MembershipId)
        .fetch_all(conn)
        .await
}

/// The held sessions of a group to which a member belonged, oldest first.
pub async fn of_member(conn: &mut PgConnection, group: GroupId, member: MembershipId) -> Result<Vec<MemberAttendance>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.id as "session: SessionId", s.number, coalesce(s.started_at, s.starts_at) as "began!",
                  coalesce(s.ended_at, s.starts_at) as "ended!", a.entered_at as "entered_at?", a.left_at as "left_at?",
                  exists (select from regrets r where r.session_id = s.id and r.membership_id = $2) as "regrets!"
           from session s left join attendance a on a.session_id = s.id and a.membership_id = $2
           where s.group_id = $1 and s.state = 'ended' order by s.number"#,
        group as GroupId,
        member as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let changes = life_store::changes(conn, group).await?;
    let was_in = |from, until| state_during(&changes, member, (from, until)) == MembershipState::Active;
    Ok(rows
        .into_iter()
        .filter(|row| row.entered_at.is_some() || was_in(row.began, row.ended))
        .map(|row| {
            let attendee = Attendee {
                member,
                name: None,
                has_account: false,
                by_phone: false,
                entered_at: row.entered_at,
                left_at: row.left_at,
                by_staff: false,
                marked_absent: false,
                regrets: row.regrets.then_some(Regrets { word: None, by_staff: false }),
            };
            let late_by = attendee.late_by(row.began);
            MemberAttendance { session: row.session, number: row.number, at: row.began, mode: attendee.attends(true), late_by }
        })
        .collect())
}

/// Publishes an event to staff and to each present member that their own part of the page changed: each stage, and the end, ask different
/// questions of each person.
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
        events::record(conn, practice.0, session.0, EventChange { kind, subject: who.0, to: Recipients::Membership(who.0) }).await?;
    }
    Ok(())
}

/// Records that a member entered through their own sign-in. The first entry counts; a return records the time away. From then on, staff do
/// nothing on the member's behalf: no correction removes the record of the phone. Returns whether the roll changed.
pub async fn enter(conn: &mut PgConnection, session: SessionId, by: Actor, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    sqlx::query!("delete from absence where session_id = $1 and membership_id = $2", session as SessionId, by.membership() as MembershipId)
        .execute(&mut *conn)
        .await?;
    // Entering takes regrets back.
    regrets::store::withdraw(conn, session, by.membership()).await?;
    sqlx::query!(
        "insert into phone_entry (practice_id, session_id, membership_id, at) values ($1, $2, $3, $4) on conflict do nothing",
        by.practice() as PracticeId,
        session as SessionId,
        by.membership() as MembershipId,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into away (practice_id, session_id, membership_id, left_at, back_at)
         select practice_id, session_id, membership_id, left_at, $3 from attendance
         where session_id = $1 and membership_id = $2 and left_at < $3
         on conflict (session_id, membership_id, left_at) do update set back_at = greatest(away.back_at, excluded.back_at)",
        session as SessionId,
        by.membership() as MembershipId,
        now
    )
    .execute(&mut *conn)
    .await?;
    let done = sqlx::query!(
        "insert into attendance (practice_id, session_id, membership_id, entered_at) values ($1, $2, $3, $4)
         on conflict (session_id, membership_id) do update set left_at = null where attendance.left_at is not null",
        by.practice() as PracticeId,
        session as SessionId,
        by.membership() as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a member entered by their own phone; corrections by staff do not change this.
pub async fn came_by_phone(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from phone_entry where session_id = $1 and membership_id = $2) as "found!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// Whether a member is present and entered by their own phone.
pub async fn is_here_by_phone(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    Ok(is_here(conn, session, member).await? && came_by_phone(conn, session, member).await?)
}

/// Who is present and entered by their own phone.
pub async fn here_by_phone(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    let by_phone =
        sqlx::query_scalar!(r#"select membership_id as "who: MembershipId" from phone_entry where session_id = $1"#, session as SessionId)
            .fetch_all(&mut *conn)
            .await?;
    let roll = noted(conn, session).await?;
    Ok(roll.iter().filter(|one| one.is_present() && by_phone.contains(&one.who)).map(|one| one.who).collect())
}

/// Records that a present member left. Returns whether they were present.
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

/// The record of every member that the roll of a session mentions. Only this function knows how presence is stored.
pub async fn noted(conn: &mut PgConnection, session: SessionId) -> Result<Vec<RollEntry>, sqlx::Error> {
    let away = sqlx::query!("select membership_id, left_at, back_at from away where session_id = $1", session as SessionId)
        .fetch_all(&mut *conn)
        .await?;
    let rows = sqlx::query!(
        r#"select membership_id as "who!: MembershipId", entered_at as "entered_at?", left_at from attendance where session_id = $1
           union all select membership_id, null, null from (
               select membership_id from absence where session_id = $1 union select membership_id from regrets where session_id = $1) n
           where not exists (select from attendance a where a.session_id = $1 and a.membership_id = n.membership_id)"#,
        session as SessionId
    )
    .fetch_all(conn)
    .await?;
    let entry = |who, entered: Option<_>, left| {
        let away: Vec<_> = away.iter().filter(|row| row.membership_id == who).map(|row| (row.left_at, row.back_at)).collect();
        RollEntry { who, stays: entered.map_or_else(Vec::new, |entered| stays(entered, left, &away)) }
    };
    Ok(rows.into_iter().map(|row| entry(row.who, row.entered_at, row.left_at)).collect())
}

/// Whether a member is recorded as not present.
pub async fn is_gone(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    Ok(super::is_gone(&noted(conn, session).await?, member))
}

/// Records a stay of a member without an attendance record. Returns whether there was no record before.
pub async fn was_here(
    conn: &mut PgConnection,
    practice: PracticeId,
    session: SessionId,
    member: MembershipId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into attendance (practice_id, session_id, membership_id, entered_at, left_at, entered_by)
         values ($1, $2, $3, $4::timestamptz, greatest($4::timestamptz, $5), $3) on conflict do nothing",
        practice as PracticeId,
        session as SessionId,
        member as MembershipId,
        from,
        until
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Members without a seat in a session who may have something open in it: they are present, or their seat ended since the start. Members
/// who left the group earlier are not included.
pub async fn without_a_seat(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select m.id as "id!: MembershipId" from session s join membership m on m.group_id = s.group_id
           where s.id = $1 and not exists (select from seats_in($1) t where t.membership_id = m.id) and (
               exists (select from attendance a where a.session_id = s.id and a.membership_id = m.id and a.left_at is null)
               or exists (select from membership_change c where c.membership_id = m.id and c.at >= s.started_at)
               or exists (select from substitution x where x.session_id = s.id and x.membership_id = m.id))
           order by m.id"#,
        session as SessionId
    )
    .fetch_all(conn)
    .await
}

/// Whether a member has entered and not left.
pub async fn is_here(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from attendance where session_id = $1 and membership_id = $2 and left_at is null) as "here!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// The entry time of a member; none when they have not entered.
pub async fn entered_at(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "select entered_at from attendance where session_id = $1 and membership_id = $2",
        session as SessionId,
        member as MembershipId
    )
    .fetch_optional(conn)
    .await
}

/// Applies a correction by staff.
pub async fn correct(
    conn: &mut PgConnection,
    session: SessionId,
    by: Actor,
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
            by.membership() as MembershipId
        )
        .execute(conn)
        .await?;
        return Ok(());
    }
    if let Correction::Here(at) = correction {
        sqlx::query!("delete from away where session_id = $1 and membership_id = $2", session as SessionId, member as MembershipId)
            .execute(&mut *conn)
            .await?;
        sqlx::query!(
            "insert into attendance (practice_id, session_id, membership_id, entered_at, entered_by) values ($1, $2, $3, $4, $5)
             on conflict (session_id, membership_id) do update
             set entered_at = excluded.entered_at, left_at = null, entered_by = excluded.entered_by",
            by.practice() as PracticeId,
            session as SessionId,
            member as MembershipId,
            at,
            by.membership() as MembershipId
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
            by.practice() as PracticeId,
            session as SessionId,
            member as MembershipId,
            by.membership() as MembershipId,
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

/// Whether a member has attended a session of their group.
pub async fn has_attended(conn: &mut PgConnection, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from attendance where membership_id = $1) as "attended!""#, member as MembershipId)
        .fetch_one(conn)
        .await
}
