//! The sweep: every few seconds it queues each due reminder and each piece of news once.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::due_store::{self, DueNotice};
use super::letters::{self, ReminderContent};
use super::{REMINDER, SessionNews, off, store};
use crate::group::{self, MembershipId};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::LocaleContext;
use crate::kit::jobs::{self, DueJob};
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Channel, MessageId, NewMessage, WantedChecks};
use crate::person::{self, PersonId};
use crate::session;

/// The job kind of members and practices for which queueing failed; each failure makes them wait longer.
const FAILED: &str = "telling";

/// The check before a reminder is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: REMINDER, still };

fn still(conn: &mut PgConnection, id: MessageId, _: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move { Ok(due_store::still(conn, id).await?) })
}

/// Writes due messages into the outbox and returns how many.
///
/// # Errors
/// If the practices cannot be read. A failure of one message is logged and does not stop the others.
pub async fn run(app: &AppState) -> Result<usize, Error> {
    let channels: Vec<String> = app.mail.channels().into_iter().map(|channel| channel.code().to_owned()).collect();
    if channels.is_empty() {
        return Ok(0);
    }
    let mut tx = Tx::without_practice(&app.pool).await?;
    let practices = outbox::practices(&mut tx).await?;
    drop(tx);
    let (mut queued, now) = (0, app.clock.now());
    let waiting = jobs::waiting(app, FAILED).await?;
    for practice in practices.into_iter().filter(|practice| !waiting.contains(practice)) {
        let of_practice = DueJob { practice, subject: practice };
        let news = async { Ok(due_store::all_news(&mut *Tx::for_practice(&app.pool, practice).await?, &channels, now).await?) };
        queued += queue_all(app, jobs::run_found(app, FAILED, of_practice, news).await, &waiting, now).await;
        // Reminders after news: a member who was just notified of a new time needs no reminder of it.
        let reminders = async { Ok(due_store::reminders(&mut *Tx::for_practice(&app.pool, practice).await?, &channels, now).await?) };
        queued += queue_all(app, jobs::run_found(app, FAILED, of_practice, reminders).await, &waiting, now).await;
    }
    Ok(queued)
}

async fn queue_all(app: &AppState, all: Option<Vec<DueNotice>>, waiting: &BTreeSet<Uuid>, now: DateTime<Utc>) -> usize {
    let mut queued = 0;
    for notice in all.into_iter().flatten().filter(|one| !waiting.contains(&one.member.0)) {
        let due = DueJob { practice: notice.practice.0, subject: notice.member.0 };
        queued += usize::from(jobs::run_found(app, FAILED, due, queue_notice(app, &notice, now)).await.unwrap_or(false));
    }
    queued
}

async fn queue_notice(app: &AppState, notice: &DueNotice, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = Tx::for_practice(&app.pool, notice.practice.0).await?;
    let id = MessageId::random();
    if !due_store::keep(&mut tx, id, notice, now).await? {
        return Ok(false);
    }
    let Some(session) = session::store::find(&mut tx, &app.vault, notice.session).await? else { return Ok(false) };
    let Some(way) = store::of(&mut tx, &app.vault, notice.member).await?.filter(|way| way.id == notice.way) else { return Ok(false) };
    let Some(to) = way.to else { return Ok(false) };
    let Some(group) = group::store::find(&mut tx, &app.vault, notice.group).await? else { return Ok(false) };
    let reader = reader(&mut tx, app, notice.member, &group).await?;
    let about = ReminderContent {
        session: &session,
        news: notice.news,
        announced_start: notice.announced_start,
        group: way.says_group.then_some(group.name.as_str()),
        home: app.url.to("/"),
        off: off::links(app, way.id),
    };
    let letter = match way.channel {
        Channel::Mail => letters::about(reader, &about)?,
        Channel::Text => letters::about_in_short(reader, &about),
    };
    let new = NewMessage {
        id,
        practice: notice.practice.0,
        kind: REMINDER,
        scope: Some(notice.group.0),
        owner: group::membership_owner(notice.practice, notice.member),
        to: &to,
        letter: &letter,
        due_at: now,
        // A reminder is useless once the session has begun; news still helps a member on the way.
        useless_at: session.starts_at.to_utc() + TimeDelta::hours(if notice.news == SessionNews::Ahead { 0 } else { 1 }),
    };
    outbox::queue(&mut tx, &app.vault, &new, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// The locale of a member: their own choice, or the group's if they have no account.
pub async fn reader(conn: &mut PgConnection, app: &AppState, member: MembershipId, group: &group::Group) -> Result<LocaleContext, Error> {
    let person: Option<PersonId> =
        group::store::memberships(conn, &app.vault, group.id).await?.into_iter().find(|one| one.id == member).and_then(|one| one.person);
    let found = match person {
        Some(person) => person::find(conn, &app.vault, person).await?,
        None => None,
    };
    Ok(found.map_or(LocaleContext::in_own_zone(group.locale, group.calendar, group.time_zone), |person| {
        LocaleContext::in_own_zone(person.locale, person.calendar, person.time_zone)
    }))
}
