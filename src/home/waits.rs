//! What waits for staff, in one list: people first, then what is to be written or read.

use uuid::Uuid;

use super::views::GroupRow;
use crate::climate::WishedWord;
use crate::closing;
use crate::contact::letters;
use crate::group::Role;
use crate::key;
use crate::kit::db::Tx;
use crate::kit::i18n::{Message, MessageKey};
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;
use crate::session::regrets;
use crate::session::{self, Session, SessionId, SessionState};

/// The most unsent closings in the list.
const CLOSINGS: usize = 6;

/// One thing that waits.
pub(super) struct Wait {
    pub words: Message,
    pub group: String,
    /// Where it is done.
    pub href: String,
    pub button: MessageKey,
}

/// What waits for the reader in these groups.
pub(super) async fn load(
    app: &AppState,
    chrome: &Chrome,
    tx: &mut Tx,
    me: SignedIn,
    groups: &[GroupRow],
    wishes: &[WishedWord],
) -> Result<Vec<Wait>, Problem> {
    let (reader, locale) = (chrome.reader, chrome.locale());
    let mut waits = Vec::new();
    for wish in wishes {
        let words = match wish.request.session {
            Some((_, number)) => locale.message("waits-word").arg("n", number),
            None => locale.message("waits-word-between"),
        };
        let words = words.arg("name", &wish.request.name);
        waits.push(Wait { words, group: wish.group.clone(), href: "/messages#words".to_owned(), button: key!("home-see") });
    }
    for letter in letters::store::written(tx, &app.vault, me.person, true).await? {
        let words = locale.message("waits-answer").arg("name", &letter.name);
        let href = format!("/messages#letter-{}", letter.id);
        waits.push(Wait { words, group: letter.group_name, href, button: key!("waits-read") });
    }
    let staffed = || groups.iter().filter(|row| row.role.is_staff() && row.group.ended_at.is_none());
    for row in staffed().filter(|row| row.waiting > 0) {
        let words = locale.message("waits-joined").arg("n", row.waiting);
        waits.push(Wait {
            words,
            group: row.group.name.clone(),
            href: format!("/groups/{}/members", row.group.id),
            button: key!("home-see"),
        });
    }
    let next: Vec<(&GroupRow, &Session)> = staffed().filter_map(|row| Some((row, row.session.as_ref()?))).collect();
    let ids: Vec<SessionId> = next.iter().map(|(_, session)| session.id).collect();
    let regrets = regrets::store::counts(tx, &ids).await?;
    for (row, session) in next {
        let Some(n) = regrets.get(&session.id) else { continue };
        let words = locale.message("waits-regrets").arg("n", *n).arg("when", reader.when(session.starts_at));
        waits.push(Wait { words, group: row.group.name.clone(), href: format!("/sessions/{}", session.id), button: key!("home-see") });
    }
    waits.extend(closings(app, chrome, tx, groups).await?);
    for row in staffed().filter(|row| row.proposals > 0) {
        let words = locale.message("waits-proposals").arg("n", row.proposals);
        let href = format!("/groups/{}/charter", row.group.id);
        waits.push(Wait { words, group: row.group.name.clone(), href, button: key!("waits-read") });
    }
    Ok(waits)
}

/// The sessions without a published closing in the groups that the reader leads: therapists publish closings.
async fn closings(app: &AppState, chrome: &Chrome, tx: &mut Tx, groups: &[GroupRow]) -> Result<Vec<Wait>, Problem> {
    let ids: Vec<Uuid> = groups.iter().filter(|row| row.role == Role::Therapist).map(|row| row.group.id.0).collect();
    let sessions = session::store::of_groups(tx, &app.vault, &ids).await?;
    let held: Vec<Session> = sessions.into_iter().rev().filter(|one| one.state == SessionState::Ended).collect();
    let (sent, begun) = (closing::store::sent(tx, &held).await?, closing::store::begun(tx, &held).await?);
    let name = |session: &Session| groups.iter().find(|row| row.group.id == session.group).map(|row| row.group.name.clone());
    let open = held.iter().filter(|session| !sent.contains(&session.id)).take(CLOSINGS);
    Ok(open
        .map(|session| {
            let words = match session.closing_due_at {
                Some(at) => {
                    let time = chrome.reader.time(at.with_timezone(&session.time_zone));
                    chrome.locale().message("waits-goes-out").arg("time", time)
                }
                None if begun.contains(&session.id) => chrome.locale().message("waits-closing-begun"),
                None => chrome.locale().message("waits-closing"),
            };
            let button = if session.closing_due_at.is_some() { key!("home-see") } else { key!("waits-write") };
            let href = format!("/sessions/{}/closing", session.id);
            Wait { words: words.arg("n", session.number), group: name(session).unwrap_or_default(), href, button }
        })
        .collect())
}
