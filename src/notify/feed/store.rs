//! Stores feed addresses and loads what a feed shows.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Event, Feed, FeedDetail};
use crate::group::{self, MembershipState};
use crate::kit::error::Error;
use crate::kit::secret::Secret;
use crate::kit::vault::Vault;
use crate::person::{self, PersonId};
use crate::session::{SessionId, store, substitution};

/// How long past sessions stay in a feed.
const KEPT: TimeDelta = TimeDelta::days(366);

/// A feed, as its owner sees it.
#[derive(Clone, Copy, Debug)]
pub struct OwnFeed {
    pub detail: FeedDetail,
    /// When its address was made.
    pub made_at: DateTime<Utc>,
}

/// Gives a person's feed a new address; the earlier one stops working.
pub async fn make(conn: &mut PgConnection, person: PersonId, detail: FeedDetail, now: DateTime<Utc>) -> Result<Secret, sqlx::Error> {
    let secret = Secret::random();
    sqlx::query!(
        "insert into calendar_feed (person_id, token_hash, group_names, places, made_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id) do update set token_hash = $2, group_names = $3, places = $4, made_at = $5",
        person as PersonId,
        secret.hash(),
        detail.group_names,
        detail.places,
        now
    )
    .execute(conn)
    .await?;
    Ok(secret)
}

pub async fn set_detail(conn: &mut PgConnection, person: PersonId, detail: FeedDetail) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update calendar_feed set group_names = $2, places = $3 where person_id = $1",
        person as PersonId,
        detail.group_names,
        detail.places
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes a person's feed address.
pub async fn end(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from calendar_feed where person_id = $1", person as PersonId).execute(conn).await?;
    Ok(())
}

pub async fn of(conn: &mut PgConnection, person: PersonId) -> Result<Option<OwnFeed>, sqlx::Error> {
    let row = sqlx::query!("select group_names, places, made_at from calendar_feed where person_id = $1", person as PersonId)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| OwnFeed { detail: FeedDetail { group_names: row.group_names, places: row.places }, made_at: row.made_at }))
}

/// The owner of the feed with this address.
pub async fn holder(conn: &mut PgConnection, secret: &Secret) -> Result<Option<PersonId>, sqlx::Error> {
    sqlx::query_scalar!("select person_id from calendar_feed where token_hash = $1", secret.hash()).fetch_optional(conn).await
}

/// A person's feed: the sessions they may see now, in their practices.
pub async fn feed(conn: &mut PgConnection, vault: &Vault, person: PersonId, now: DateTime<Utc>) -> Result<Option<Feed>, Error> {
    let (Some(own), Some(owner)) = (of(conn, person).await?, person::find(conn, vault, person).await?) else { return Ok(None) };
    let seats = group::store::of_person(conn, person).await?;
    let ids: Vec<Uuid> = seats.into_iter().filter(|(_, _, state)| *state == MembershipState::Active).map(|(id, ..)| id.0).collect();
    let mut groups = group::store::find_all(conn, vault, &ids).await?;
    groups.retain(|group| group.trial_until.is_none());
    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.0).collect();
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
    Ok(Some(Feed { person, locale: owner.locale, detail: own.detail, events }))
}
