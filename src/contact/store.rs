//! What the last sessions say about each member, and which hints a therapist has dismissed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{ContactHint, ContactNeed, ContactReason, EndedSession, needs};
use crate::group::actor::Actor;
use crate::group::{self, Group, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::voices;

/// The members of a group who may need contact, by seat. What this membership has dismissed is left out until a later session says it
/// again.
pub async fn of_group(conn: &mut PgConnection, vault: &Vault, group: &Group, by: MembershipId) -> Result<Vec<ContactHint>, Error> {
    // A session counts for a membership that was active when it began, or that attended it.
    let rows = sqlx::query!(
        r#"select m.id, s.id as "session: SessionId", s.number,
                  a.membership_id is not null as "attended!",
                  exists (select from regrets r where r.session_id = s.id and r.membership_id = m.id) as "regrets!",
                  exists (select from turn t where t.session_id = s.id) as "followed!",
                  coalesce((select max(extract(epoch from t.ended_at - t.started_at) * 1000)::bigint from turn t
                            where t.session_id = s.id and t.membership_id = m.id), 0) as "longest!"
           from membership m
           join session s on s.group_id = m.group_id and s.state = 'ended'
           left join attendance a on a.session_id = s.id and a.membership_id = m.id
           where m.group_id = $1 and m.role = 'member' and m.state = 'active'
             and s.id in (select id from session where group_id = $1 and state = 'ended' order by ended_at desc limit 8)
             and (a.membership_id is not null
                  or (select c.state from membership_change c where c.membership_id = m.id and c.at <= s.started_at
                      order by c.at desc, c.id limit 1) = 'active')
           order by m.seat nulls last, m.id, s.ended_at desc"#,
        group.id as group::GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let dismissed = load_dismissed(conn, by).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.id)).await?;
    let mut settled = BTreeMap::new();
    for session in rows.iter().map(|row| row.session).collect::<BTreeSet<_>>() {
        settled.insert(session, voices::scene::settled(conn, session).await?);
    }
    let mut found = Vec::new();
    for member_rows in rows.chunk_by(|one, next| one.id == next.id) {
        let Some(first) = member_rows.first() else { continue };
        let ended: Vec<EndedSession> = member_rows
            .iter()
            .map(|row| EndedSession {
                session: row.session,
                number: row.number,
                attended: row.attended,
                regrets: row.regrets,
                followed: row.followed,
                longest: row.longest,
                settled: settled.get(&row.session).is_some_and(|members| members.contains(&row.id)),
            })
            .collect();
        let Some(name) = names.get(&first.id) else { continue };
        for need in needs(&ended).into_iter().filter(|need| !dismissed.contains(&(first.id, need.reason, need.since))) {
            found.push(ContactHint { group: group.id, group_name: group.name.clone(), member: first.id, name: name.clone(), need });
        }
    }
    Ok(found)
}

async fn load_dismissed(conn: &mut PgConnection, by: MembershipId) -> Result<Vec<(MembershipId, ContactReason, SessionId)>, sqlx::Error> {
    let rows = sqlx::query!("select membership_id, reason, session_id from not_needed where by_membership = $1", by as MembershipId)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.membership_id, row.reason, row.session_id)).collect())
}

/// Dismisses a hint until a later session says it again.
pub async fn dismiss(
    conn: &mut PgConnection,
    by: Actor,
    member: MembershipId,
    need: ContactNeed,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into not_needed (practice_id, by_membership, membership_id, reason, session_id, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (by_membership, membership_id, reason) do update set session_id = excluded.session_id, at = excluded.at",
        by.practice() as PracticeId,
        by.membership() as MembershipId,
        member as MembershipId,
        need.reason as ContactReason,
        need.since as SessionId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The session up to which this membership has dismissed its group's falling climate.
pub async fn climate_dismissed_up_to(conn: &mut PgConnection, by: MembershipId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select session_id as "session: SessionId" from climate_not_needed where by_membership = $1"#, by as MembershipId)
        .fetch_optional(conn)
        .await
}

/// Dismisses the falling climate until a later session says it again.
pub async fn dismiss_climate(conn: &mut PgConnection, by: Actor, since: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into climate_not_needed (practice_id, by_membership, session_id, at) values ($1, $2, $3, $4)
         on conflict (by_membership) do update set session_id = excluded.session_id, at = excluded.at",
        by.practice() as PracticeId,
        by.membership() as MembershipId,
        since as SessionId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
