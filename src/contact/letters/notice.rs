//! The notice of a letter, for members who have asked for reminders: it says only that there is something on their page.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{LetterId, store};
use crate::group::{self, Group, MembershipId};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::i18n::LocaleContext;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Channel, Letter, MessageId, MessageText, NewMessage, WantedChecks};
use crate::notify::reminders::{self, off, sweep};

/// The outbox kind of these notices.
pub const LETTER: &str = "letter";
/// The check before a notice is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: LETTER, still };

/// How long a notice is of use.
const USEFUL: TimeDelta = TimeDelta::days(3);

fn still(conn: &mut PgConnection, id: MessageId, _: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move { Ok(store::is_unread(conn, LetterId(id.0)).await?) })
}

/// Queues the notice in the transaction that stores the letter, under the letter's id: a letter is announced once. A member without a
/// confirmed address gets none.
pub async fn queue(
    conn: &mut PgConnection,
    app: &AppState,
    group: &Group,
    member: MembershipId,
    id: LetterId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(way) = reminders::store::of(conn, &app.vault, member).await?.filter(reminders::ReminderSettings::is_confirmed) else {
        return Ok(());
    };
    let Some(to) = way.to.filter(|_| app.mail.carries(way.channel)) else { return Ok(()) };
    let reader = sweep::reader(conn, app, member, group).await?;
    let letter = match way.channel {
        Channel::Mail => by_mail(reader, app.url.to("/"), off::links(app, way.id))?,
        Channel::Text => {
            Letter { subject: String::new(), text: reader.locale.message("text-letter").bare(), html: String::new(), off: String::new() }
        }
    };
    let new = NewMessage {
        id: MessageId(id.0),
        practice: group.practice.0,
        kind: LETTER,
        scope: Some(group.id.0),
        owner: group::membership_owner(group.practice, member),
        to: &to,
        letter: &letter,
        due_at: now,
        useless_at: now + USEFUL,
    };
    outbox::queue(conn, &app.vault, &new, now).await?;
    Ok(())
}

fn by_mail(reader: LocaleContext, home: String, (page, one_click): (String, String)) -> Result<Letter, Error> {
    let locale = reader.locale;
    let words = MessageText {
        subject: locale.text("mail-letter-subject"),
        lines: vec![locale.text("mail-letter")],
        link: Some((locale.text("mail-more"), home)),
        off: Some((locale.text("mail-off"), page, one_click)),
        ..MessageText::default()
    };
    words.letter(reader)
}
