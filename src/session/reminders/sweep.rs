//! What the house does by itself every few seconds: whoever is to be told something is told, once.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::due_store::{self, DueNotice};
use super::letters::{self, ReminderContent};
use super::{REMINDER, SessionNews, off, store};
use crate::group::{self, MembershipId};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::job::{self, DueJob};
use crate::kit::locale::LocaleContext;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Channel, MessageId, NewMessage, WantedChecks};
use crate::person::{self, PersonId};
use crate::session;

/// The list's word for members, and practices, whom telling failed for: they wait longer each time.
const FAILED: &str = "telling";

/// What is asked before a reminder is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: REMINDER, still };

fn still(conn: &mut PgConnection, id: MessageId, _: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move { Ok(due_store::still(conn, id).await?) })
}

/// Writes what is due into the outbox. How many messages.
///
/// # Errors
/// When the practices cannot be read. What goes wrong with one message is logged, and keeps no other.
pub async fn run(house: &AppState) -> Result<usize, Error> {
    let channels: Vec<String> = house.post.channels().into_iter().map(|channel| channel.code().to_owned()).collect();
    if channels.is_empty() {
        return Ok(0);
    }
    let mut tx = Tx::outside(&house.pool).await?;
    let practices = outbox::practices(&mut tx).await?;
    drop(tx);
    let (mut told, now) = (0, house.clock.now());
    let waiting = job::waiting(house, FAILED).await?;
    for practice in practices.into_iter().filter(|practice| !waiting.contains(practice)) {
        let here = DueJob { practice, subject: practice };
        let news = async { Ok(due_store::all_news(&mut *Tx::within(&house.pool, practice).await?, &channels, now).await?) };
        told += tell_all(house, job::found(house, FAILED, here, news).await, &waiting, now).await;
        // Only now: whoever was just told of another time needs no reminder of it.
        let reminders = async { Ok(due_store::reminders(&mut *Tx::within(&house.pool, practice).await?, &channels, now).await?) };
        told += tell_all(house, job::found(house, FAILED, here, reminders).await, &waiting, now).await;
    }
    Ok(told)
}

async fn tell_all(house: &AppState, all: Option<Vec<DueNotice>>, waiting: &BTreeSet<Uuid>, now: DateTime<Utc>) -> usize {
    let mut told = 0;
    for to_tell in all.into_iter().flatten().filter(|one| !waiting.contains(&one.member.0)) {
        let due = DueJob { practice: to_tell.practice.0, subject: to_tell.member.0 };
        told += usize::from(job::found(house, FAILED, due, tell(house, &to_tell, now)).await.unwrap_or(false));
    }
    told
}

async fn tell(house: &AppState, to_tell: &DueNotice, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = Tx::within(&house.pool, to_tell.practice.0).await?;
    let id = MessageId::random();
    if !due_store::keep(&mut tx, id, to_tell, now).await? {
        return Ok(false);
    }
    let Some(session) = session::store::find(&mut tx, &house.vault, to_tell.session).await? else { return Ok(false) };
    let Some(way) = store::of(&mut tx, &house.vault, to_tell.member).await?.filter(|way| way.id == to_tell.way) else { return Ok(false) };
    let Some(to) = way.to else { return Ok(false) };
    let Some(group) = group::store::find(&mut tx, &house.vault, to_tell.group).await? else { return Ok(false) };
    let reader = reader(&mut tx, house, to_tell.member, &group).await?;
    let about = ReminderContent {
        session: &session,
        telling: to_tell.telling,
        told_for: to_tell.told_for,
        group: way.says_group.then_some(group.name.as_str()),
        home: house.url.to("/"),
        off: off::links(house, way.id),
    };
    let letter = match way.channel {
        Channel::Mail => letters::about(reader, &about)?,
        Channel::Text => letters::about_in_short(reader, &about),
    };
    let new = NewMessage {
        id,
        practice: to_tell.practice.0,
        kind: REMINDER,
        scope: Some(to_tell.group.0),
        owner: group::membership_owner(to_tell.practice, to_tell.member),
        to: &to,
        letter: &letter,
        due_at: now,
        // A reminder is of no use once it has begun; news are, for whoever is on their way.
        useless_at: session.starts_at.to_utc() + TimeDelta::hours(if to_tell.telling == SessionNews::Ahead { 0 } else { 1 }),
    };
    outbox::queue(&mut tx, &house.vault, &new, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// How somebody reads: as they chose for themselves; without an account, as their group does.
pub(super) async fn reader(
    conn: &mut PgConnection,
    house: &AppState,
    member: MembershipId,
    group: &group::Group,
) -> Result<LocaleContext, Error> {
    let person: Option<PersonId> =
        group::store::memberships(conn, &house.vault, group.id).await?.into_iter().find(|one| one.id == member).and_then(|one| one.person);
    let found = match person {
        Some(person) => person::find(conn, &house.vault, person).await?,
        None => None,
    };
    Ok(found.map_or(LocaleContext::at_home(group.locale, group.calendar, group.time_zone), |person| {
        LocaleContext::at_home(person.locale, person.calendar, person.time_zone)
    }))
}
