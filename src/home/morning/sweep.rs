//! Every few seconds: queues the messages of a morning, each once.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{morning, store};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::LocaleContext;
use crate::kit::jobs::{self, DueJob};
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Address, Channel, Letter, MessageId, MessageText, NewMessage, Recipient, WantedChecks};
use crate::person::{self, PersonId};
use crate::practice::PracticeId;

/// The outbox kind of these messages.
const MORNING: &str = "morning";
/// The job kind of people for whom queueing failed.
const FAILED: &str = "morning";
/// The check before a message is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: MORNING, still };

/// A message that was queued is withdrawn when its reader no longer wants it.
fn still(conn: &mut PgConnection, id: MessageId, _: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move { Ok(store::is_wanted(conn, id).await?) })
}

/// Queues the messages of this morning. Returns how many.
///
/// # Errors
/// When the practices cannot be read. A failure of one message is logged and does not stop the others.
pub async fn run(app: &AppState) -> Result<usize, Error> {
    if !app.mail.carries(Channel::Mail) {
        return Ok(0);
    }
    let practices = outbox::practices(&mut *Tx::without_practice(&app.pool).await?).await?;
    let (now, waiting) = (app.clock.now(), jobs::waiting(app, FAILED).await?);
    let mut queued = 0;
    for practice in practices {
        let mut tx = Tx::for_practice(&app.pool, practice).await?;
        let readers = store::readers(&mut tx).await?;
        drop(tx);
        for (person, zone, last) in readers {
            let Some(today) = morning(now, zone).filter(|today| last.is_none_or(|last| last < *today)) else { continue };
            if waiting.contains(&person.0) {
                continue;
            }
            let due = DueJob { practice, subject: person.0 };
            queued += usize::from(jobs::run_found(app, FAILED, due, queue(app, practice, person, today, now)).await.unwrap_or(false));
        }
    }
    Ok(queued)
}

/// Decides for one reader and day, once: with nothing that waits, the day passes without a message.
async fn queue(app: &AppState, practice: Uuid, reader: PersonId, today: NaiveDate, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = Tx::for_practice(&app.pool, practice).await?;
    let id = MessageId::random();
    if !store::claim_day(&mut tx, PracticeId(practice), reader, today, id).await? {
        return Ok(false);
    }
    let count = store::waiting(&mut tx, PracticeId(practice), reader, now).await?;
    let found = person::find(&mut tx, &app.vault, reader).await?;
    let to = found.as_ref().and_then(|person| person.email.as_deref()).and_then(Address::read);
    let (Some(person), Some(to), true) = (found, to, count > 0) else {
        tx.commit().await?;
        return Ok(false);
    };
    let context = LocaleContext::in_own_zone(person.locale, person.calendar, person.time_zone);
    let new = NewMessage {
        id,
        practice,
        kind: MORNING,
        scope: None,
        owner: person::owner(reader),
        to: &Recipient::Mail(to),
        letter: &letter(app, context, count)?,
        due_at: now,
        useless_at: now + TimeDelta::hours(5),
    };
    outbox::queue(&mut tx, &app.vault, &new, now).await?;
    tx.commit().await?;
    Ok(true)
}

fn letter(app: &AppState, reader: LocaleContext, count: i64) -> Result<Letter, Error> {
    let locale = reader.locale;
    let words = MessageText {
        subject: locale.text("mail-morning-subject"),
        lines: vec![locale.message("mail-morning").arg("n", count).bare(), locale.text("mail-morning-off")],
        link: Some((locale.text("mail-more"), app.url.to("/"))),
        ..MessageText::default()
    };
    words.letter(reader)
}
