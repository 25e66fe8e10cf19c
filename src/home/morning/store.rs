//! The morning mail in the database: who asks for it, and what waits for them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;

use crate::kit::mail::MessageId;
use crate::person::{PersonId, zone};
use crate::practice::PracticeId;

/// Who asks for the mail in the practice of the transaction: their zone, and the day of the last one.
pub(super) async fn readers(conn: &mut PgConnection) -> Result<Vec<(PersonId, Tz, Option<NaiveDate>)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.person_id as "person: PersonId", p.time_zone, s.morning_mailed_on
           from staff s join person p on p.id = s.person_id where s.morning_mail and s.ended_at is null"#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, zone(&row.time_zone), row.morning_mailed_on)).collect())
}

/// Whether a person asks for the mail in any practice.
pub(super) async fn asks(conn: &mut PgConnection, person: PersonId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from staff where person_id = $1 and morning_mail and ended_at is null) as "asks!""#,
        person as PersonId
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn set(conn: &mut PgConnection, person: PersonId, asks: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update staff set morning_mail = $2 where person_id = $1 and ended_at is null", person as PersonId, asks)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a day for its message; false when another process has it.
pub(super) async fn claim_day(
    conn: &mut PgConnection,
    practice: PracticeId,
    person: PersonId,
    day: NaiveDate,
    message: MessageId,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update staff set morning_mailed_on = $3, morning_message = $4
         where practice_id = $1 and person_id = $2 and morning_mail and ended_at is null
           and (morning_mailed_on is null or morning_mailed_on < $3)",
        practice as PracticeId,
        person as PersonId,
        day,
        message as MessageId
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn is_wanted(conn: &mut PgConnection, message: MessageId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from staff where morning_message = $1 and morning_mail and ended_at is null) as "wanted!""#,
        message as MessageId
    )
    .fetch_one(conn)
    .await
}

/// How many things wait for a person in the groups that they lead as therapist: people to admit, wishes for a word, closings to send.
pub(super) async fn waiting(
    conn: &mut PgConnection,
    practice: PracticeId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with led as (
               select m.id, m.group_id from membership m
               join therapy_group g on g.id = m.group_id and g.trial_until is null and g.ended_at is null
               where m.practice_id = $1 and m.person_id = $2 and m.role = 'therapist' and m.state = 'active')
           select (select count(*) from membership w join led on led.group_id = w.group_id where w.state = 'waiting')
                + (select count(*) from session s join led on led.group_id = s.group_id
                   where s.state = 'ended' and s.closing_sent_at is null and s.ended_at < $3)
                + (select count(*) from contact_request c join led on led.id = c.shown_to where c.answered_at is null) as "waiting!""#,
        practice as PracticeId,
        person as PersonId,
        now
    )
    .fetch_one(conn)
    .await
}
