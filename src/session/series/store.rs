//! Stores series and creates their sessions.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use sqlx::PgConnection;

use super::{MovedSeries, Rule, Series, SeriesId, place_context, rrule};
use crate::group::{GroupId, place_store};
use crate::kit::error::Error;
use crate::kit::i18n::entry;
use crate::kit::vault::Vault;
use crate::person::zone;
use crate::practice::PracticeId;
use crate::practice::rooms::RoomId;
use crate::session::clash::{self, Slot};
use crate::session::timing::Timing;
use crate::session::{Session, SessionId, SessionState, store};

/// The place of a session in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub series: SeriesId,
    /// The start that the rule gave to the session, in wall-clock time.
    pub recurrence: NaiveDateTime,
}

crate::fingerprints!(SeriesId: "series");

/// Inserts a series; `false` if its id already exists. [`extend`] creates its sessions.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: &Series, now: DateTime<Utc>) -> Result<bool, Error> {
    let context = place_context(new.practice, new.id);
    let place = place_store::stored(conn, vault, (new.practice, new.group), context, new.place.as_deref()).await?;
    let done = sqlx::query!(
        "insert into series (id, practice_id, group_id, rule, local_start, time_zone, minutes, place, skipped, created_at, room_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing",
        new.id as SeriesId,
        new.practice as PracticeId,
        new.group as GroupId,
        rrule::write(&new.rule, new.local_start, new.time_zone),
        new.local_start,
        new.time_zone.name(),
        new.minutes,
        place.sealed,
        &new.skipped,
        now,
        place.room as Option<RoomId>
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The series of a group, ordered by their first session.
pub async fn of_group(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Series>, Error> {
    let rows = sqlx::query!(
        "select id, practice_id, group_id, rule, local_start, time_zone, minutes, place, room_id,
                (select r.name from room r where r.id = room_id) as room_name, skipped, version
         from series where group_id = $1 order by local_start, created_at, id",
        group as GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let sealed: Vec<&[u8]> = rows.iter().filter_map(|row| row.place.as_deref().or(row.room_name.as_deref())).collect();
    let ring = vault.keyring(conn, sealed).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let time_zone = zone(&row.time_zone);
        // A rule that `rrule::write` did not write is not one of our series.
        let Some(rule) = rrule::read(&row.rule, time_zone) else { continue };
        let context = place_context(row.practice_id, row.id);
        let place = place_store::shown(&ring, context, row.place.as_deref(), row.practice_id, row.room_id, row.room_name.as_deref())?;
        all.push(Series {
            id: row.id,
            practice: row.practice_id,
            group: row.group_id,
            rule,
            local_start: row.local_start,
            time_zone,
            minutes: row.minutes,
            place,
            skipped: row.skipped,
            version: row.version,
        });
    }
    Ok(all)
}

pub async fn find(conn: &mut PgConnection, vault: &Vault, group: GroupId, id: SeriesId) -> Result<Option<Series>, Error> {
    Ok(of_group(conn, vault, group).await?.into_iter().find(|one| one.id == id))
}

pub async fn group_of(conn: &mut PgConnection, id: SeriesId) -> Result<Option<GroupId>, sqlx::Error> {
    sqlx::query_scalar!("select group_id from series where id = $1", id as SeriesId).fetch_optional(conn).await
}

/// The occurrences of all sessions of a group that belong to a series.
pub async fn occurrences(conn: &mut PgConnection, group: GroupId) -> Result<HashMap<SessionId, Occurrence>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id, series_id as "series!", recurrence as "recurrence!" from session where group_id = $1 and series_id is not null"#,
        group as GroupId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, Occurrence { series: row.series, recurrence: row.recurrence })).collect())
}

/// Creates the missing sessions of a series up to `upto` and returns how many. Leaves out days that have one, were skipped or are past, and
/// days on which the group has another session at that time. The caller holds the lock on the group's row.
pub async fn extend(conn: &mut PgConnection, vault: &Vault, series: &Series, upto: NaiveDate, now: DateTime<Utc>) -> Result<usize, Error> {
    let existing = occurrences(conn, series.group).await?;
    let today = now.with_timezone(&series.time_zone).date_naive();
    let mut sessions = store::of_groups(conn, vault, &[series.group.0]).await?;
    let mut made = 0;
    for day in series.days_to(upto) {
        let recurrence = series.recurrence(day);
        let exists = existing.values().any(|one| one.series == series.id && one.recurrence == recurrence);
        if exists || day < today || series.skipped.contains(&day) {
            continue;
        }
        let new = planned_session(series, recurrence);
        if clash::group_conflict(&[Slot::new(new.id, &new.timing(), new.time_zone)], &sessions).is_some() {
            continue;
        }
        store::insert(conn, vault, &new, now).await?;
        join(conn, new.id, Occurrence { series: series.id, recurrence }).await?;
        sessions.push(new);
        made += 1;
    }
    store::renumber(conn, series.group, None).await?;
    Ok(made)
}

fn planned_session(series: &Series, recurrence: NaiveDateTime) -> Session {
    Session {
        id: SessionId::random(),
        practice: series.practice,
        group: series.group,
        number: 0,
        local_start: recurrence,
        time_zone: series.time_zone,
        starts_at: entry::zoned(recurrence, series.time_zone),
        minutes: series.minutes,
        place: series.place.clone(),
        question: None,
        state: SessionState::Planned,
        started_at: None,
        ended_at: None,
        frozen_at: None,
        closing_due_at: None,
        version: 1,
    }
}

/// Makes a session an occurrence of a series.
pub async fn join(conn: &mut PgConnection, session: SessionId, one: Occurrence) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update session set series_id = $2, recurrence = $3 where id = $1",
        session as SessionId,
        one.series as SeriesId,
        one.recurrence
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes the time and place of a planned session, or of a cancelled one, which may be restored. The session keeps its id.
pub async fn set_time(conn: &mut PgConnection, vault: &Vault, session: &Session, timing: &Timing, now: DateTime<Utc>) -> Result<(), Error> {
    let context = crate::session::place_context(session.practice, session.id);
    let place = place_store::stored(conn, vault, (session.practice, session.group), context, timing.place.as_deref()).await?;
    let starts_at = entry::zoned(timing.local_start, session.time_zone).to_utc();
    sqlx::query!(
        "update session set local_start = $2, starts_at = $3, minutes = $4, place = $5, room_id = $7, version = version + 1, changed_at = $6
         where id = $1 and state in ('planned', 'cancelled')",
        session.id as SessionId,
        timing.local_start,
        starts_at,
        timing.minutes,
        place.sealed,
        now,
        place.room as Option<RoomId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces the rule and the skipped days of a series.
pub async fn set_rule(conn: &mut PgConnection, series: &Series, rule: &Rule, skipped: &[NaiveDate]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update series set rule = $2, skipped = $3, version = version + 1 where id = $1",
        series.id as SeriesId,
        rrule::write(rule, series.local_start, series.time_zone),
        skipped
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The sessions of a series from a recurrence on that can still change: planned or cancelled. Locks their rows.
pub async fn following(conn: &mut PgConnection, from: Occurrence) -> Result<Vec<(SessionId, Occurrence)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id, recurrence as "recurrence!" from session
           where series_id = $1 and recurrence >= $2 and state in ('planned', 'cancelled') order by recurrence for update"#,
        from.series as SeriesId,
        from.recurrence
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, Occurrence { series: from.series, recurrence: row.recurrence })).collect())
}

/// Splits a series before a session that moves together with all that follow it: earlier sessions keep their rule, the others get a new
/// series. The caller sets their times.
pub async fn cut(
    conn: &mut PgConnection,
    vault: &Vault,
    old: &Series,
    new: &Series,
    moved: &MovedSeries,
    following: &[(SessionId, Occurrence)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    insert(conn, vault, new, now).await?;
    let left: Vec<_> = old.skipped.iter().copied().filter(|day| !moved.pairs.iter().any(|(from, _)| from == day)).collect();
    set_rule(conn, old, &moved.before, &left).await?;
    for (session, occurrence) in following {
        let Some((_, day)) = moved.pairs.iter().find(|(from, _)| *from == occurrence.recurrence.date()) else { continue };
        join(conn, *session, Occurrence { series: new.id, recurrence: new.recurrence(*day) }).await?;
    }
    // A series that moved from its first session on has no sessions left.
    sqlx::query!("delete from series where id = $1 and not exists (select from session where series_id = $1)", old.id as SeriesId)
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn session_of(conn: &mut PgConnection, one: Occurrence) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select id from session where series_id = $1 and recurrence = $2", one.series as SeriesId, one.recurrence)
        .fetch_optional(conn)
        .await
}

/// The last day of a series that has a session.
pub fn last_known(following: &[(SessionId, Occurrence)], from: Occurrence) -> NaiveDate {
    following.last().map_or(from.recurrence, |(_, one)| one.recurrence).date()
}
