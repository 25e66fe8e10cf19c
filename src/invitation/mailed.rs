//! A link that is sent by e-mail: neutral words, and the address is forgotten once it went.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{Invitation, InvitationId, Standing, store};
use crate::group::{self, Group};
use crate::kit::failure::Failure;
use crate::kit::house::House;
use crate::kit::locale::Reader;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Address, Check, Letter, MessageId, New, To, Words};

/// The outbox's word for it.
pub const INVITATION: &str = "invitation";
/// What is asked before a link is sent.
pub const CHECK: Check = Check { kind: INVITATION, still };

/// Whether the invitation still leads anywhere: one that was taken back while its message waited is not sent.
fn still(conn: &mut PgConnection, id: MessageId, now: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Failure>> {
    Box::pin(async move { Ok(store::find(conn, InvitationId(id.0)).await?.is_some_and(|(one, ..)| one.standing(now) == Standing::Open)) })
}

/// Sends a link that was made just now, in the transaction that makes it. One invitation is sent once: the message has its id.
///
/// # Errors
/// When the database, the vault or the template fails.
pub async fn send(
    conn: &mut PgConnection,
    house: &House,
    group: &Group,
    invitation: &Invitation,
    link: &str,
    to: Address,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let new = New {
        id: MessageId(invitation.id.0),
        practice: group.practice.0,
        kind: INVITATION,
        scope: Some(group.id.0),
        owner: group::owner(group.practice, group.id),
        to: &To::Mail(to),
        letter: &letter(group, link)?,
        due_at: now,
        useless_at: invitation.expires_at,
    };
    outbox::queue(conn, &house.vault, &new, now).await
}

/// Nothing in it says of what: whoever shares a letter box learns only that there is a link.
fn letter(group: &Group, link: &str) -> Result<Letter, Failure> {
    let locale = group.locale;
    let words = Words {
        subject: locale.text("mail-invitation-subject"),
        lines: vec![locale.text("mail-invitation"), locale.text("mail-invitation-not-you")],
        link: Some((locale.text("mail-invitation-link"), link.to_owned())),
        ..Words::default()
    };
    words.letter(Reader::at_home(locale, locale.calendar(), group.time_zone))
}
