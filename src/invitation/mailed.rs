//! A link that is sent by e-mail: neutral words, and the address is forgotten once it went.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{Invitation, InvitationId, InvitationStatus, store};
use crate::group::{self, Group};
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::LocaleContext;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Address, Letter, MessageId, MessageText, NewMessage, Recipient, WantedChecks};

/// The outbox's word for it.
pub const INVITATION: &str = "invitation";
/// What is asked before a link is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: INVITATION, still };

/// Whether the invitation still leads anywhere: one that was taken back while its message waited is not sent.
fn still(conn: &mut PgConnection, id: MessageId, now: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move {
        Ok(store::find(conn, InvitationId(id.0)).await?.is_some_and(|(one, ..)| one.standing(now) == InvitationStatus::Open))
    })
}

/// Sends a link that was made just now, in the transaction that makes it. One invitation is sent once: the message has its id.
pub async fn send(
    conn: &mut PgConnection,
    house: &AppState,
    group: &Group,
    invitation: &Invitation,
    link: &str,
    to: Address,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let new = NewMessage {
        id: MessageId(invitation.id.0),
        practice: group.practice.0,
        kind: INVITATION,
        scope: Some(group.id.0),
        owner: group::owner(group.practice, group.id),
        to: &Recipient::Mail(to),
        letter: &letter(group, link)?,
        due_at: now,
        useless_at: invitation.expires_at,
    };
    outbox::queue(conn, &house.vault, &new, now).await
}

/// Nothing in it says of what: whoever shares a letter box learns only that there is a link.
fn letter(group: &Group, link: &str) -> Result<Letter, Error> {
    let locale = group.locale;
    let words = MessageText {
        subject: locale.text("mail-invitation-subject"),
        lines: vec![locale.text("mail-invitation"), locale.text("mail-invitation-not-you")],
        link: Some((locale.text("mail-invitation-link"), link.to_owned())),
        ..MessageText::default()
    };
    words.letter(LocaleContext::at_home(locale, locale.calendar(), group.time_zone))
}
