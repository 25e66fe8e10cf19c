//! Ideas in the database. An idea with a name is sealed under its author's key, one without under the group's.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::pending::Pending;
use super::store::Tag;
use super::tidy::{MergeState, MergeTree};
use super::{BoardState, BrainstormId, IdeaAuthor, IdeaEntry, IdeaId, Visibility, idea_seal_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::fingerprint::{Fingerprint, FormContent};
use crate::kit::vault::{Owner, SealingKey, Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::{SessionId, tag};

crate::fingerprints!(IdeaId: "idea");

/// An idea from the database with its words unsealed.
#[derive(Clone, Debug)]
pub struct StoredIdea {
    pub id: IdeaId,
    pub author: Option<MembershipId>,
    pub logged_by: Option<MembershipId>,
    /// On a board without names: the keyed hash of its author's membership.
    pub tag: Option<Tag>,
    /// The words others see; none when the key was destroyed.
    pub text: Option<String>,
    /// Its number on the board; none until it is shown.
    pub number: Option<i32>,
    /// Whether others see it as withdrawn.
    pub withdrawn: bool,
    /// The author's changes that others do not see yet.
    pub pending: Pending,
    /// Incremented by every change.
    pub version: i32,
    /// Like `version`, but counts only changes that others have seen.
    pub shown_version: i32,
    /// The idea it was merged into.
    pub merged_into: Option<IdeaId>,
    /// Whether staff held it back before the board opened.
    pub held: bool,
    /// Whether staff have looked at it, without its author's name.
    pub looked: bool,
}

impl StoredIdea {
    /// The words its author sees.
    pub fn own_text(&self) -> Option<&str> {
        self.pending.text.as_deref().or(self.text.as_deref())
    }

    /// Whether its author sees it as withdrawn.
    pub fn own_withdrawn(&self) -> bool {
        self.pending.withdrawn.unwrap_or(self.withdrawn)
    }

    pub fn authorship(&self) -> IdeaAuthor {
        if self.tag.is_some() { IdeaAuthor::Nameless } else { IdeaAuthor::Named { author: self.author, logged_by: self.logged_by } }
    }
}

struct IdeaRow {
    id: IdeaId,
    practice: PracticeId,
    author: Option<MembershipId>,
    logged_by: Option<MembershipId>,
    tag: Option<Tag>,
    text: Vec<u8>,
    number: Option<i32>,
    withdrawn: bool,
    pending_text: Option<Vec<u8>>,
    pending_withdrawn: Option<bool>,
    version: i32,
    shown_version: i32,
    merged_into: Option<IdeaId>,
    held: bool,
    looked: bool,
}

async fn unseal_ideas(conn: &mut PgConnection, vault: &Vault, rows: Vec<IdeaRow>) -> Result<Vec<StoredIdea>, Error> {
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [Some(row.text.as_slice()), row.pending_text.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let open = |text: &Vec<u8>| ring.open(idea_seal_context(row.practice, row.id), text).map(Unsealed::text);
            let text = row.pending_text.as_ref().map(open).transpose()?.flatten();
            Ok(StoredIdea {
                pending: Pending { text, withdrawn: row.pending_withdrawn },
                text: ring.open(idea_seal_context(row.practice, row.id), &row.text).map(Unsealed::text)?,
                id: row.id,
                author: row.author,
                logged_by: row.logged_by,
                tag: row.tag,
                number: row.number,
                withdrawn: row.withdrawn,
                version: row.version,
                shown_version: row.shown_version,
                merged_into: row.merged_into,
                held: row.held,
                looked: row.looked,
            })
        })
        .collect()
}

/// All ideas of a board: the shown ones, newest first, then the unseen ones by random id, an order that reveals nothing.
pub async fn ideas(conn: &mut PgConnection, vault: &Vault, board: BrainstormId) -> Result<Vec<StoredIdea>, Error> {
    let rows = sqlx::query_as!(
        IdeaRow,
        r#"select id, practice_id as "practice: PracticeId", author, logged_by, author_tag as tag, text, number, withdrawn,
                  pending_text, pending_withdrawn, version, shown_version, merged_into, held, looked
           from idea where brainstorm_id = $1 order by number desc nulls last, id"#,
        board as BrainstormId
    )
    .fetch_all(&mut *conn)
    .await?;
    unseal_ideas(conn, vault, rows).await
}

pub async fn ideas_in(conn: &mut PgConnection, vault: &Vault, ids: &[Uuid]) -> Result<Vec<StoredIdea>, Error> {
    let rows = sqlx::query_as!(
        IdeaRow,
        r#"select id, practice_id as "practice: PracticeId", author, logged_by, author_tag as tag, text, number, withdrawn,
                  pending_text, pending_withdrawn, version, shown_version, merged_into, held, looked
           from idea where id = any($1) order by number"#,
        ids
    )
    .fetch_all(&mut *conn)
    .await?;
    unseal_ideas(conn, vault, rows).await
}

pub async fn idea(conn: &mut PgConnection, vault: &Vault, id: IdeaId) -> Result<Option<StoredIdea>, Error> {
    let rows = sqlx::query_as!(
        IdeaRow,
        r#"select id, practice_id as "practice: PracticeId", author, logged_by, author_tag as tag, text, number, withdrawn,
                  pending_text, pending_withdrawn, version, shown_version, merged_into, held, looked
           from idea where id = $1"#,
        id as IdeaId
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(unseal_ideas(conn, vault, rows).await?.pop())
}

/// The merge tree of a board's shown ideas.
pub async fn merge_tree(conn: &mut PgConnection, board: BrainstormId) -> Result<MergeTree, sqlx::Error> {
    let states = sqlx::query_as!(
        MergeState,
        "select id, merged_into as above, withdrawn from idea where brainstorm_id = $1 and number is not null",
        board as BrainstormId
    )
    .fetch_all(conn)
    .await?;
    Ok(states.into_iter().collect())
}

/// Inserts an idea. `tag` is the keyed hash of the sender; only a board without names stores it, and then nothing else of the sender.
///
/// # Errors
/// Constraint `idea_pkey` when the id exists already.
#[expect(clippy::too_many_arguments, reason = "the idea, its board, its sender, the vault and the clock")]
pub async fn add(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    board: &BoardState,
    id: IdeaId,
    text: &str,
    logged: IdeaEntry,
    tag: Option<Tag>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = key_of(conn, vault, by, logged.author).await?;
    let (author, logged_by, tag, at) = match logged.author {
        IdeaAuthor::Named { author, logged_by } => (author, logged_by, None, Some(now)),
        IdeaAuthor::Nameless => (None, None, tag, None),
    };
    let number = match logged.visibility {
        Visibility::Now(number) => Some(number),
        Visibility::Later => None,
    };
    sqlx::query!(
        "insert into idea (id, practice_id, brainstorm_id, author, logged_by, author_tag, text, number, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id as IdeaId,
        by.practice() as PracticeId,
        board.id as BrainstormId,
        author as Option<MembershipId>,
        logged_by as Option<MembershipId>,
        tag,
        key.seal(idea_seal_context(by.practice(), id), text),
        number,
        at
    )
    .execute(&mut *conn)
    .await?;
    if let Some(number) = number {
        sqlx::query!("update brainstorm set shown = $2 where id = $1", board.id as BrainstormId, number).execute(conn).await?;
    }
    Ok(())
}

/// The key that seals an entry: the author's, or the group's for an entry of the group or without a name.
pub(super) async fn key_of(conn: &mut PgConnection, vault: &Vault, by: Actor, author: IdeaAuthor) -> Result<SealingKey, Error> {
    vault.key(conn, owner_of(by, author)).await
}

fn owner_of(by: Actor, author: IdeaAuthor) -> Owner {
    match author {
        IdeaAuthor::Named { author: Some(author), .. } => group::membership_owner(by.practice(), author),
        IdeaAuthor::Named { author: None, .. } | IdeaAuthor::Nameless => group::owner(by.practice(), by.group()),
    }
}

/// The fingerprint of a form that adds an entry to a board: under the owner's key, or, without a name, under the session's key, which is
/// deleted when the session freezes.
pub(super) async fn fingerprint_of(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    author: IdeaAuthor,
    content: &FormContent,
) -> Result<Option<Fingerprint>, Error> {
    match author {
        IdeaAuthor::Nameless => tag::fingerprint(conn, vault, session, by.membership(), content).await,
        IdeaAuthor::Named { .. } => content.fingerprint(conn, vault, owner_of(by, author)).await,
    }
}

/// Numbers unseen ideas in this order, which shows them, and saves the board's last number.
pub async fn show(conn: &mut PgConnection, board: &BoardState, ids: &[IdeaId]) -> Result<(), sqlx::Error> {
    let mut number = board.shown;
    for id in ids {
        number += 1;
        sqlx::query!("update idea set number = $2 where id = $1", *id as IdeaId, number).execute(&mut *conn).await?;
    }
    sqlx::query!("update brainstorm set shown = $2 where id = $1", board.id as BrainstormId, number).execute(conn).await?;
    Ok(())
}

/// A shown idea and the person who added it.
#[derive(Clone, Copy, Debug)]
pub struct AddedIdea {
    pub id: IdeaId,
    /// The author, or the staff member who logged it.
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// The shown ideas of a board and who added each, oldest first; none for a board without names.
pub async fn added(conn: &mut PgConnection, board: BrainstormId) -> Result<Vec<AddedIdea>, sqlx::Error> {
    sqlx::query_as!(
        AddedIdea,
        r#"select i.id, m.person_id as "by!: PersonId", i.created_at as "at!"
           from idea i join membership m on m.id = coalesce(i.logged_by, i.author)
           where i.brainstorm_id = $1 and i.number is not null and i.created_at is not null and m.person_id is not null
           order by i.created_at, i.number"#,
        board as BrainstormId
    )
    .fetch_all(conn)
    .await
}

/// Changes an idea's words: for its author only when the change `waits`, else for all. New words are neither held back nor looked at, so
/// both marks are reset.
pub async fn set_text(conn: &mut PgConnection, vault: &Vault, by: Actor, idea: &StoredIdea, text: &str, waits: bool) -> Result<(), Error> {
    let key = key_of(conn, vault, by, idea.authorship()).await?;
    let sealed = key.seal(idea_seal_context(by.practice(), idea.id), text);
    if waits {
        let pending = (idea.text.as_deref() != Some(text)).then_some(sealed);
        sqlx::query!("update idea set pending_text = $2, version = version + 1 where id = $1", idea.id as IdeaId, pending)
            .execute(conn)
            .await?;
        return Ok(());
    }
    sqlx::query!("update idea set text = $2, version = version + 1, held = false, looked = false where id = $1", idea.id as IdeaId, sealed)
        .execute(conn)
        .await?;
    Ok(())
}

/// Withdraws or restores an idea: for its author only when the change `waits`, else for all.
pub async fn set_withdrawn(conn: &mut PgConnection, id: IdeaId, withdrawn: bool, waits: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update idea set pending_withdrawn = case when $3 then nullif($2, withdrawn) end,
                         withdrawn = case when $3 then withdrawn else $2 end, version = version + 1 where id = $1",
        id as IdeaId,
        withdrawn,
        waits
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last idea that a staff member logged on a board and that is not withdrawn.
pub async fn last_logged(conn: &mut PgConnection, board: BrainstormId, by: MembershipId) -> Result<Option<IdeaId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select id from idea where brainstorm_id = $1 and logged_by = $2 and not coalesce(pending_withdrawn, withdrawn)
         order by created_at desc, number desc limit 1",
        board as BrainstormId,
        by as MembershipId
    )
    .fetch_optional(conn)
    .await
}
