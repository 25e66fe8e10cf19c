//! The way into a calendar, and what it shows, in the database.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Event, Feed, FeedDetail};
use crate::group::{self, MembershipState};
use crate::kit::failure::Error;
use crate::kit::secret::Secret;
use crate::kit::vault::Vault;
use crate::person::{self, PersonId};
use crate::session::{SessionId, store, substitution};

/// How long what was stays in a calendar.
const KEPT: TimeDelta = TimeDelta::days(366);

/// A calendar's way in, as its owner sees it.
#[derive(Clone, Copy, Debug)]
pub struct OwnFeed {
    pub tells: FeedDetail,
    /// Since when it has its address.
    pub made_at: DateTime<Utc>,
}

/// Gives a person's calendar a new address; an earlier one leads nowhere any more.
pub async fn make(conn: &mut PgConnection, person: PersonId, tells: FeedDetail, now: DateTime<Utc>) -> Result<Secret, sqlx::Error> {
    let secret = Secret::random();
    sqlx::query!(
        "insert into calendar_feed (person_id, token_hash, group_names, places, made_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id) do update set token_hash = $2, group_names = $3, places = $4, made_at = $5",
        person as PersonId,
        secret.hash(),
        tells.group_names,
        tells.places,
        now
    )
    .execute(conn)
    .await?;
    Ok(secret)
}

/// Changes what a calendar tells.
pub async fn set_tells(conn: &mut PgConnection, person: PersonId, tells: FeedDetail) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update calendar_feed set group_names = $2, places = $3 where person_id = $1",
        person as PersonId,
        tells.group_names,
        tells.places
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Closes a person's calendar.
pub async fn end(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from calendar_feed where person_id = $1", person as PersonId).execute(conn).await?;
    Ok(())
}

/// A person's calendar, if it has an address.
pub async fn of(conn: &mut PgConnection, person: PersonId) -> Result<Option<OwnFeed>, sqlx::Error> {
    let row = sqlx::query!("select group_names, places, made_at from calendar_feed where person_id = $1", person as PersonId)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| OwnFeed { tells: FeedDetail { group_names: row.group_names, places: row.places }, made_at: row.made_at }))
}

/// Whose calendar an address leads to.
pub async fn holder(conn: &mut PgConnection, secret: &Secret) -> Result<Option<PersonId>, sqlx::Error> {
    sqlx::query_scalar!("select person_id from calendar_feed where token_hash = $1", secret.hash()).fetch_optional(conn).await
}

/// The calendar of a person: what they may see now, in their practices.
pub async fn feed(conn: &mut PgConnection, vault: &Vault, person: PersonId, now: DateTime<Utc>) -> Result<Option<Feed>, Error> {
    let (Some(kept), Some(owner)) = (of(conn, person).await?, person::find(conn, vault, person).await?) else { return Ok(None) };
    let seats = group::store::of_person(conn, person).await?;
    let ids: Vec<Uuid> = seats.into_iter().filter(|(_, _, state)| *state == MembershipState::Active).map(|(id, ..)| id.0).collect();
    let mut groups = group::store::find_all(conn, vault, &ids).await?;
    let stands_in: Vec<SessionId> =
        substitution::store::of_person(conn, person).await?.into_iter().filter(|(_, guest)| *guest).map(|(id, _)| id).collect();
    let guest_in: Vec<Uuid> = stands_in.iter().map(|id| id.0).collect();
    let changed = sqlx::query!(
        r#"select id, coalesce(changed_at, created_at) as "at!" from session
           where (group_id = any($1) or id = any($3)) and starts_at > $2"#,
        &ids,
        now - KEPT,
        &guest_in
    )
    .fetch_all(&mut *conn)
    .await?;
    let changed: std::collections::HashMap<SessionId, DateTime<Utc>> = changed.into_iter().map(|row| (row.id, row.at)).collect();
    let mut events = Vec::new();
    let mut sessions = store::of_groups(conn, vault, &ids).await?;
    for id in stands_in {
        let Some(session) = store::find(conn, vault, id).await? else { continue };
        groups.extend(group::store::find(conn, vault, session.group).await?);
        sessions.push(session);
    }
    for session in sessions {
        let Some(changed_at) = changed.get(&session.id) else { continue };
        let Some(group) = groups.iter().find(|group| group.id == session.group) else { continue };
        events.push(Event {
            session: session.id,
            starts_at: session.starts_at.to_utc(),
            minutes: session.minutes,
            state: session.state,
            version: session.version,
            changed_at: *changed_at,
            group: group.name.clone(),
            place: session.place.or_else(|| group.place.clone()),
        });
    }
    Ok(Some(Feed { person, locale: owner.locale, tells: kept.tells, events }))
}
