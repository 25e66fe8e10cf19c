//! What is to be told now, read from what is so now; and what was told, kept so that it is told once.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{LEADS, SessionNews, WayId, due, news};
use crate::group::{GroupId, MembershipId};
use crate::kit::mail::MessageId;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Something that somebody is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueNotice {
    pub practice: PracticeId,
    pub group: GroupId,
    pub session: SessionId,
    pub member: MembershipId,
    pub way: WayId,
    pub telling: SessionNews,
    /// How long before, in minutes; 0 for news.
    pub lead: i32,
    /// How many pieces of news came before.
    pub round: i32,
    /// The start it speaks of.
    pub starts_at: DateTime<Utc>,
    /// Of news: the start that they were told of last.
    pub told_for: Option<DateTime<Utc>>,
}

/// The reminders that are due in a practice, but those by channels that do not go out.
pub async fn reminders(conn: &mut PgConnection, channels: &[String], now: DateTime<Utc>) -> Result<Vec<DueNotice>, sqlx::Error> {
    let horizon = now + TimeDelta::minutes(LEADS[0].into());
    let rows = sqlx::query!(
        r#"select s.practice_id as "practice: PracticeId", s.group_id as "group: GroupId", s.id as "session: SessionId", s.starts_at,
                  m.id as "member: MembershipId", w.id as "way: WayId", w.leads,
                  array(select r.lead from reminder r
                        where r.session_id = s.id and r.membership_id = m.id and r.kind = 'ahead' and r.starts_at = s.starts_at) as "told!",
                  (select max(r.made_at) from reminder r join outbox o on o.id = r.id and o.state <> 'failed'
                   where r.session_id = s.id and r.membership_id = m.id and r.kind = 'moved' and r.starts_at = s.starts_at) as moved_at
           from reminder_way w
           join membership m on m.id = w.membership_id and m.state = 'active'
           join session s on s.group_id = m.group_id and s.state = 'planned' and s.starts_at > $1 and s.starts_at <= $2
           where w.confirmed_at is not null and w.channel = any($3)
           and not exists (select from regrets g where g.session_id = s.id and g.membership_id = m.id)"#,
        now,
        horizon,
        channels
    )
    .fetch_all(conn)
    .await?;
    let to_tell = rows.into_iter().filter_map(|row| {
        let lead = due(&row.leads, row.starts_at, now, &row.told, row.moved_at)?;
        Some(DueNotice {
            practice: row.practice,
            group: row.group,
            session: row.session,
            member: row.member,
            way: row.way,
            telling: SessionNews::Ahead,
            lead,
            round: 0,
            starts_at: row.starts_at,
            told_for: None,
        })
    });
    Ok(to_tell.collect())
}

/// The news for whoever was told of a session that was moved or cancelled since.
pub async fn all_news(conn: &mut PgConnection, channels: &[String], now: DateTime<Utc>) -> Result<Vec<DueNotice>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select distinct on (r.session_id, r.membership_id)
                  s.practice_id as "practice: PracticeId", s.group_id as "group: GroupId", s.id as "session: SessionId", s.starts_at,
                  s.state = 'cancelled' as "cancelled!", m.id as "member: MembershipId", w.id as "way: WayId",
                  r.kind as "told: SessionNews", r.starts_at as told_for,
                  (select count(*)::int from reminder n where n.session_id = s.id and n.membership_id = m.id and n.lead = 0) as "round!"
           from reminder r
           join outbox o on o.id = r.id and o.state in ('claimed', 'sent', 'unsure')
           join session s on s.id = r.session_id and s.state in ('planned', 'cancelled')
           join membership m on m.id = r.membership_id and m.state = 'active'
           join reminder_way w on w.membership_id = m.id and w.confirmed_at is not null and w.channel = any($1)
           -- Of a session that is over nothing is looked at; of any other everything, so that the last word counts and no older one.
           where (s.starts_at > $2 or exists (select from reminder a where a.session_id = s.id and a.starts_at > $2))
           and not exists (select from regrets g where g.session_id = s.id and g.membership_id = m.id)
           and not exists (select from reminder n join outbox q on q.id = n.id and q.state = 'queued'
                           where n.session_id = s.id and n.membership_id = m.id and n.lead = 0)
           -- News that failed for good is not made again for the same change.
           and not exists (select from reminder n join outbox q on q.id = n.id and q.state = 'failed'
                           where n.session_id = s.id and n.membership_id = m.id and n.made_at > r.made_at and n.starts_at = s.starts_at
                           and n.kind = case when s.state = 'cancelled' then 'cancelled' else 'moved' end)
           order by r.session_id, r.membership_id, r.made_at desc, r.lead, r.round desc"#,
        channels,
        now
    )
    .fetch_all(conn)
    .await?;
    let to_tell = rows.into_iter().filter_map(|row| {
        let telling = news(row.told, row.told_for, row.cancelled, row.starts_at, now)?;
        Some(DueNotice {
            practice: row.practice,
            group: row.group,
            session: row.session,
            member: row.member,
            way: row.way,
            telling,
            lead: 0,
            round: row.round,
            starts_at: row.starts_at,
            told_for: Some(row.told_for),
        })
    });
    Ok(to_tell.collect())
}

/// Writes down that somebody is being told; false when another program does so already.
pub async fn keep(conn: &mut PgConnection, id: MessageId, to_tell: &DueNotice, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into reminder (id, practice_id, session_id, membership_id, way_id, kind, lead, round, starts_at, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict on constraint told_once do nothing",
        id as MessageId,
        to_tell.practice as PracticeId,
        to_tell.session as SessionId,
        to_tell.member as MembershipId,
        to_tell.way as WayId,
        to_tell.telling as SessionNews,
        to_tell.lead,
        to_tell.round,
        to_tell.starts_at,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether what a reminder says is still so: the session at that time (or cancelled), the seat, the way, no regrets. If not, that it was
/// to be told is forgotten.
pub async fn still(conn: &mut PgConnection, id: MessageId) -> Result<bool, sqlx::Error> {
    let so = sqlx::query_scalar!(
        r#"select exists (
               select from reminder r
               join session s on s.id = r.session_id and s.starts_at = r.starts_at
                    and s.state = case when r.kind = 'cancelled' then 'cancelled' else 'planned' end
               join membership m on m.id = r.membership_id and m.state = 'active'
               join reminder_way w on w.id = r.way_id and w.confirmed_at is not null
               where r.id = $1 and not exists (select from regrets g where g.session_id = s.id and g.membership_id = m.id)) as "so!""#,
        id as MessageId
    )
    .fetch_one(&mut *conn)
    .await?;
    if !so {
        sqlx::query!("delete from reminder where id = $1", id as MessageId).execute(conn).await?;
    }
    Ok(so)
}
