//! Finds the messages due now and records the queued ones, so that each is sent once.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{LEADS, SessionNews, WayId, due, news};
use crate::group::{GroupId, MembershipId};
use crate::kit::mail::MessageId;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// A message due to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueNotice {
    pub practice: PracticeId,
    pub group: GroupId,
    pub session: SessionId,
    pub member: MembershipId,
    pub way: WayId,
    pub news: SessionNews,
    /// Lead time in minutes; 0 for news.
    pub lead: i32,
    /// How many pieces of news preceded this one.
    pub round: i32,
    /// The start that the message names.
    pub starts_at: DateTime<Utc>,
    /// For news: the start that the member's last message named.
    pub announced_start: Option<DateTime<Utc>>,
}

/// The reminders due in a practice, for the channels that can send.
pub async fn reminders(conn: &mut PgConnection, channels: &[String], now: DateTime<Utc>) -> Result<Vec<DueNotice>, sqlx::Error> {
    let horizon = now + TimeDelta::minutes(LEADS[0].into());
    let rows = sqlx::query!(
        r#"select s.practice_id as "practice: PracticeId", s.group_id as "group: GroupId", s.id as "session: SessionId", s.starts_at,
                  m.id as "member: MembershipId", w.id as "way: WayId", w.leads,
                  array(select r.lead from reminder r
                        where r.session_id = s.id and r.membership_id = m.id and r.kind = 'ahead' and r.starts_at = s.starts_at) as "announced!",
                  (select max(r.made_at) from reminder r join outbox o on o.id = r.id and o.state <> 'failed'
                   where r.session_id = s.id and r.membership_id = m.id and r.kind = 'moved' and r.starts_at = s.starts_at) as moved_at
           from reminder_way w
           join membership m on m.id = w.membership_id and m.state = 'active'
           join session s on s.group_id = m.group_id and s.state = 'planned' and s.starts_at > $1 and s.starts_at <= $2
           where w.confirmed_at is not null and w.channel = any($3)
           and not exists (select from therapy_group t where t.id = s.group_id and t.trial_until is not null)
           and not exists (select from regrets g where g.session_id = s.id and g.membership_id = m.id)"#,
        now,
        horizon,
        channels
    )
    .fetch_all(conn)
    .await?;
    let notices = rows.into_iter().filter_map(|row| {
        let lead = due(&row.leads, row.starts_at, now, &row.announced, row.moved_at)?;
        Some(DueNotice {
            practice: row.practice,
            group: row.group,
            session: row.session,
            member: row.member,
            way: row.way,
            news: SessionNews::Ahead,
            lead,
            round: 0,
            starts_at: row.starts_at,
            announced_start: None,
        })
    });
    Ok(notices.collect())
}

/// The notices due to members whose last message is out of date because the session was moved or cancelled.
pub async fn all_news(conn: &mut PgConnection, channels: &[String], now: DateTime<Utc>) -> Result<Vec<DueNotice>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select distinct on (r.session_id, r.membership_id)
                  s.practice_id as "practice: PracticeId", s.group_id as "group: GroupId", s.id as "session: SessionId", s.starts_at,
                  s.state = 'cancelled' as "cancelled!", m.id as "member: MembershipId", w.id as "way: WayId",
                  r.kind as "announced: SessionNews", r.starts_at as announced_for,
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
    let notices = rows.into_iter().filter_map(|row| {
        let news = news(row.announced, row.announced_for, row.cancelled, row.starts_at, now)?;
        Some(DueNotice {
            practice: row.practice,
            group: row.group,
            session: row.session,
            member: row.member,
            way: row.way,
            news,
            lead: 0,
            round: row.round,
            starts_at: row.starts_at,
            announced_start: Some(row.announced_for),
        })
    });
    Ok(notices.collect())
}

/// Records a message as queued; `false` if another process has already queued it.
pub async fn keep(conn: &mut PgConnection, id: MessageId, notice: &DueNotice, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into reminder (id, practice_id, session_id, membership_id, way_id, kind, lead, round, starts_at, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict on constraint reminder_once do nothing",
        id as MessageId,
        notice.practice as PracticeId,
        notice.session as SessionId,
        notice.member as MembershipId,
        notice.way as WayId,
        notice.news as SessionNews,
        notice.lead,
        notice.round,
        notice.starts_at,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a queued message is still true: the session has that start (or is cancelled), membership and address are active, and the
/// member has sent no regrets. If not, deletes the record of the message.
pub async fn still(conn: &mut PgConnection, id: MessageId) -> Result<bool, sqlx::Error> {
    let is_true = sqlx::query_scalar!(
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
    if !is_true {
        sqlx::query!("delete from reminder where id = $1", id as MessageId).execute(conn).await?;
    }
    Ok(is_true)
}
