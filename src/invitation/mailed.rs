//! Sends a link by e-mail: in neutral words, and the address is deleted once the message is sent.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{Invitation, InvitationId, InvitationStatus, store};
use crate::group::{self, Group};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::i18n::LocaleContext;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Address, Letter, MessageId, MessageText, NewMessage, Recipient, WantedChecks};

/// The outbox kind of these messages.
pub const INVITATION: &str = "invitation";
/// The check before a link is sent.
pub const CHECK: WantedChecks = WantedChecks { kind: INVITATION, still };

/// Whether the invitation is still open: one that was revoked while its message waited is not sent.
fn still(conn: &mut PgConnection, id: MessageId, now: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(
        async move { Ok(store::find(conn, InvitationId(id.0)).await?.is_some_and(|(one, ..)| one.status(now) == InvitationStatus::Open)) },
    )
}

/// Queues a new link, in the transaction that makes it. The message has the invitation's id, so an invitation is sent only once.
pub async fn send(
    conn: &mut PgConnection,
    app: &AppState,
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
    outbox::queue(conn, &app.vault, &new, now).await
}

/// The message does not say what the link is for: another reader of the mailbox learns only that there is a link.
fn letter(group: &Group, link: &str) -> Result<Letter, Error> {
    let locale = group.locale;
    let words = MessageText {
        subject: locale.text("mail-invitation-subject"),
        lines: vec![locale.text("mail-invitation"), locale.text("mail-invitation-not-you")],
        link: Some((locale.text("mail-invitation-link"), link.to_owned())),
        ..MessageText::default()
    };
    words.letter(LocaleContext::in_own_zone(locale, locale.calendar(), group.time_zone))
}
