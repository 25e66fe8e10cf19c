//! Entries in the database. An entry with a name is sealed under its author's key, one without under the group's.

use chrono::{DateTime, Utc};
use rand::seq::SliceRandom;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{About, EntryAuthor, EntryKind, NewEntry, StoredEntry, Visibility};
use crate::brainstorm::pending::Pending;
use crate::brainstorm::points::PointKind;
use crate::brainstorm::{BoardState, BrainstormId, EntryId, IdeaId};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::fingerprint::{Fingerprint, FormContent};
use crate::kit::vault::{Owner, SealContext, SealingKey, Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::tag::{self, Tag};

crate::fingerprints!(EntryId: "entry");

/// The name under which an entry is sealed. Ideas and points had tables of their own once, and sealed texts stay bound to those names.
pub(in crate::brainstorm) fn seal_context(practice: PracticeId, kind: EntryKind, id: EntryId) -> SealContext {
    let table = match kind {
        EntryKind::Idea => "idea",
        EntryKind::Point => "point",
    };
    SealContext { table, column: "text", row: id.0, practice: practice.0 }
}

struct EntryRow {
    id: EntryId,
    practice: PracticeId,
    board: BrainstormId,
    idea: Option<IdeaId>,
    kind: Option<PointKind>,
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
    held: bool,
    looked: bool,
}

async fn unseal(conn: &mut PgConnection, vault: &Vault, rows: Vec<EntryRow>) -> Result<Vec<StoredEntry>, Error> {
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [Some(row.text.as_slice()), row.pending_text.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let about = row.idea.zip(row.kind).map(|(idea, kind)| About { idea, kind });
            let kind = EntryKind::of(about);
            let open = |text: &Vec<u8>| ring.open(seal_context(row.practice, kind, row.id), text).map(Unsealed::text);
            let pending = row.pending_text.as_ref().map(open).transpose()?.flatten();
            Ok(StoredEntry {
                pending: Pending { text: pending, withdrawn: row.pending_withdrawn },
                text: open(&row.text)?,
                id: row.id,
                board: row.board,
                about,
                author: row.author,
                logged_by: row.logged_by,
                tag: row.tag,
                number: row.number,
                withdrawn: row.withdrawn,
                version: row.version,
                shown_version: row.shown_version,
                held: row.held,
                looked: row.looked,
            })
        })
        .collect()
}

/// Selects entries by a condition on `$1`: ideas and points by number, then the unseen ones by random id, an order that reveals nothing.
macro_rules! entries {
    ($conn:expr, $vault:expr, $condition:tt, $value:expr) => {{
        let rows = sqlx::query_as!(
            EntryRow,
            r#"select id, practice_id as "practice: PracticeId", brainstorm_id as board, idea_id as idea, kind, author, logged_by,
                      author_tag as tag, text, number, withdrawn, pending_text, pending_withdrawn, version, shown_version, held, looked
               from entry where "#
                + $condition
                + " order by number nulls last, id",
            $value
        )
        .fetch_all(&mut *$conn)
        .await?;
        unseal($conn, $vault, rows).await
    }};
}

/// All ideas of a board, and its points when `with_points`.
pub async fn of_board(conn: &mut PgConnection, vault: &Vault, board: BrainstormId, with_points: bool) -> Result<Vec<StoredEntry>, Error> {
    if with_points {
        entries!(conn, vault, "brainstorm_id = $1", board as BrainstormId)
    } else {
        entries!(conn, vault, "brainstorm_id = $1 and is_idea", board as BrainstormId)
    }
}

/// These ideas and their points.
pub async fn of_ideas(conn: &mut PgConnection, vault: &Vault, ideas: &[Uuid]) -> Result<Vec<StoredEntry>, Error> {
    entries!(conn, vault, "id = any($1) or idea_id = any($1)", ideas)
}

pub async fn find(conn: &mut PgConnection, vault: &Vault, id: EntryId) -> Result<Option<StoredEntry>, Error> {
    Ok(entries!(conn, vault, "id = $1", id as EntryId)?.pop())
}

pub async fn idea(conn: &mut PgConnection, vault: &Vault, id: IdeaId) -> Result<Option<StoredEntry>, Error> {
    Ok(find(conn, vault, id).await?.filter(|entry| entry.about.is_none()))
}

#[derive(Clone, Copy, Debug)]
pub struct EntryLocation {
    pub session: SessionId,
    pub board: BrainstormId,
    pub is_idea: bool,
}

pub async fn locate(conn: &mut PgConnection, id: EntryId) -> Result<Option<EntryLocation>, sqlx::Error> {
    sqlx::query_as!(
        EntryLocation,
        r#"select b.session_id as session, b.id as board, e.is_idea as "is_idea!"
           from entry e join brainstorm b on b.id = e.brainstorm_id where e.id = $1"#,
        id as EntryId
    )
    .fetch_optional(conn)
    .await
}

/// Inserts an entry. `tag` is the keyed hash of the sender; only a board without names stores it, and then nothing else of the sender.
///
/// # Errors
/// Constraint `entry_pkey` when the id exists already.
#[expect(clippy::too_many_arguments, reason = "the entry, its board, its sender, the vault and the clock")]
pub async fn add(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    board: &BoardState,
    (id, about): (EntryId, Option<About>),
    text: &str,
    new: NewEntry,
    tag: Option<Tag>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = key_of(conn, vault, by, new.author).await?;
    let (author, logged_by, tag, at) = match new.author {
        EntryAuthor::Named { author, logged_by } => (author, logged_by, None, Some(now)),
        EntryAuthor::Nameless => (None, None, tag, None),
    };
    let number = match new.visibility {
        Visibility::Now(number) => Some(number),
        Visibility::Later => None,
    };
    let kind = EntryKind::of(about);
    sqlx::query!(
        "insert into entry (id, practice_id, brainstorm_id, idea_id, kind, author, logged_by, author_tag, text, number, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id as EntryId,
        by.practice() as PracticeId,
        board.id as BrainstormId,
        about.map(|about| about.idea) as Option<IdeaId>,
        about.map(|about| about.kind) as Option<PointKind>,
        author as Option<MembershipId>,
        logged_by as Option<MembershipId>,
        tag,
        key.seal(seal_context(by.practice(), kind, id), text),
        number,
        at
    )
    .execute(&mut *conn)
    .await?;
    match number {
        Some(number) => Ok(set_last_number(conn, kind, board.id, number).await?),
        None => Ok(()),
    }
}

async fn set_last_number(conn: &mut PgConnection, kind: EntryKind, board: BrainstormId, number: i32) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update brainstorm set shown = case when $3 then $2 else shown end, points_shown = case when $3 then points_shown else $2 end
         where id = $1",
        board as BrainstormId,
        number,
        kind == EntryKind::Idea
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The key that seals an entry: the author's, or the group's for an entry of the group or without a name.
pub(in crate::brainstorm) async fn key_of(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    author: EntryAuthor,
) -> Result<SealingKey, Error> {
    vault.key(conn, owner_of(by, author)).await
}

fn owner_of(by: Actor, author: EntryAuthor) -> Owner {
    match author {
        EntryAuthor::Named { author: Some(author), .. } => group::membership_owner(by.practice(), author),
        EntryAuthor::Named { author: None, .. } | EntryAuthor::Nameless => group::owner(by.practice(), by.group()),
    }
}

/// The fingerprint of a form that adds an entry to a board: under the owner's key, or, without a name, under the session's key, which is
/// deleted when the session freezes.
pub(super) async fn fingerprint_of(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    author: EntryAuthor,
    content: &FormContent,
) -> Result<Option<Fingerprint>, Error> {
    match author {
        EntryAuthor::Nameless => tag::fingerprint(conn, vault, session, by.membership(), content).await,
        EntryAuthor::Named { .. } => content.fingerprint(conn, vault, owner_of(by, author)).await,
    }
}

/// The keyed hash of a membership for its ideas or its points on boards without names; none once the session is frozen.
pub async fn tag_of(
    conn: &mut PgConnection,
    vault: &Vault,
    kind: EntryKind,
    session: SessionId,
    me: MembershipId,
) -> Result<Option<Tag>, Error> {
    match kind {
        EntryKind::Idea => tag::member_tag(conn, vault, session, me).await,
        EntryKind::Point => tag::member_tag_for(conn, vault, session, me, &[b"points"]).await,
    }
}

/// Numbers unseen entries of one kind in this order, which shows them, and saves the board's last number.
pub async fn show(conn: &mut PgConnection, board: &BoardState, kind: EntryKind, ids: &[EntryId]) -> Result<(), sqlx::Error> {
    let mut number = kind.last_number(board);
    for id in ids {
        number += 1;
        sqlx::query!("update entry set number = $2 where id = $1", *id as EntryId, number).execute(&mut *conn).await?;
    }
    set_last_number(conn, kind, board.id, number).await
}

/// Shows the waiting entries of one kind, shuffled. Returns them in the order in which to publish them.
pub async fn show_waiting(conn: &mut PgConnection, board: &BoardState, kind: EntryKind) -> Result<Vec<EntryId>, sqlx::Error> {
    let mut waiting = sqlx::query_scalar!(
        "select id from entry where brainstorm_id = $1 and is_idea = $2 and number is null and not withdrawn and not held",
        board.id as BrainstormId,
        kind == EntryKind::Idea
    )
    .fetch_all(&mut *conn)
    .await?;
    waiting.shuffle(&mut rand::rng());
    show(conn, board, kind, &waiting).await?;
    Ok(waiting)
}

/// Changes an entry's words: for its author only when the change `waits`, else for all. New words are neither held back nor looked at, so
/// both marks are reset.
pub async fn set_text(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    entry: &StoredEntry,
    text: &str,
    waits: bool,
) -> Result<(), Error> {
    let key = key_of(conn, vault, by, entry.authorship()).await?;
    let sealed = key.seal(seal_context(by.practice(), entry.kind(), entry.id), text);
    if waits {
        let pending = (entry.text.as_deref() != Some(text)).then_some(sealed);
        sqlx::query!("update entry set pending_text = $2, version = version + 1 where id = $1", entry.id as EntryId, pending)
            .execute(conn)
            .await?;
        return Ok(());
    }
    sqlx::query!(
        "update entry set text = $2, version = version + 1, held = false, looked = false where id = $1",
        entry.id as EntryId,
        sealed
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws or restores an entry: for its author only when the change `waits`, else for all.
pub async fn set_withdrawn(conn: &mut PgConnection, id: EntryId, withdrawn: bool, waits: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update entry set pending_withdrawn = case when $3 then nullif($2, withdrawn) end,
                          withdrawn = case when $3 then withdrawn else $2 end, version = version + 1 where id = $1",
        id as EntryId,
        withdrawn,
        waits
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last entry of a kind that a staff member logged on a board and that is not withdrawn.
pub async fn last_logged(
    conn: &mut PgConnection,
    board: BrainstormId,
    kind: EntryKind,
    by: MembershipId,
) -> Result<Option<EntryId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select id from entry where brainstorm_id = $1 and is_idea = $2 and logged_by = $3 and not coalesce(pending_withdrawn, withdrawn)
         order by created_at desc, number desc limit 1",
        board as BrainstormId,
        kind == EntryKind::Idea,
        by as MembershipId
    )
    .fetch_optional(conn)
    .await
}

/// Deletes the keyed hashes of a session's entries.
pub async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update entry set author_tag = null, fingerprint = null where author_tag is not null
         and brainstorm_id in (select id from brainstorm where session_id = $1)",
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(())
}
