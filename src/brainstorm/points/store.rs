//! Points in the database. A point with a name is sealed under its author's key, one without under the group's.

use chrono::{DateTime, Utc};
use rand::seq::SliceRandom;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{PointId, PointKind, point_seal_context};
use crate::brainstorm::pending::Pending;
use crate::brainstorm::store::{self, Tag, key_of};
use crate::brainstorm::{BoardState, BrainstormId, IdeaAuthor, IdeaEntry, IdeaId, Visibility};
use crate::group::MembershipId;
use crate::group::actor::Actor;
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

crate::fingerprints!(PointId: "point");

/// A point from the database with its words unsealed.
#[derive(Clone, Debug)]
pub struct StoredPoint {
    pub id: PointId,
    pub board: BrainstormId,
    pub idea: IdeaId,
    pub kind: PointKind,
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
}

impl StoredPoint {
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

    /// Whether it belongs to a reader: as author, as the staff member who logged it, or by keyed hash.
    pub fn is_of(&self, me: MembershipId, tag: Option<&Tag>) -> bool {
        self.author == Some(me) || self.logged_by == Some(me) || (self.tag.is_some() && self.tag.as_ref() == tag)
    }
}

struct PointRow {
    id: PointId,
    practice: PracticeId,
    board: BrainstormId,
    idea: IdeaId,
    kind: PointKind,
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
}

async fn unseal_points(conn: &mut PgConnection, vault: &Vault, rows: Vec<PointRow>) -> Result<Vec<StoredPoint>, Error> {
    let sealed: Vec<&[u8]> = rows.iter().flat_map(|row| [Some(row.text.as_slice()), row.pending_text.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let open = |text: &Vec<u8>| ring.open(point_seal_context(row.practice, row.id), text).map(Unsealed::text);
            let text = row.pending_text.as_ref().map(open).transpose()?.flatten();
            Ok(StoredPoint {
                pending: Pending { text, withdrawn: row.pending_withdrawn },
                text: ring.open(point_seal_context(row.practice, row.id), &row.text).map(Unsealed::text)?,
                id: row.id,
                board: row.board,
                idea: row.idea,
                kind: row.kind,
                author: row.author,
                logged_by: row.logged_by,
                tag: row.tag,
                number: row.number,
                withdrawn: row.withdrawn,
                version: row.version,
                shown_version: row.shown_version,
            })
        })
        .collect()
}

/// The keyed hash of a membership for its points on boards without names; none once the session is frozen.
pub async fn tag(conn: &mut PgConnection, vault: &Vault, session: SessionId, membership: MembershipId) -> Result<Option<Tag>, Error> {
    store::tag_for(conn, vault, session, membership, &[b"points"]).await
}

pub async fn session_of(conn: &mut PgConnection, id: PointId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select b.session_id from point p join brainstorm b on b.id = p.brainstorm_id where p.id = $1", id as PointId)
        .fetch_optional(conn)
        .await
}

pub async fn board_of(conn: &mut PgConnection, id: PointId) -> Result<Option<BrainstormId>, sqlx::Error> {
    sqlx::query_scalar!("select brainstorm_id from point where id = $1", id as PointId).fetch_optional(conn).await
}

/// All points of a board: the shown ones by number, then the unseen ones by random id, an order that reveals nothing.
pub async fn points(conn: &mut PgConnection, vault: &Vault, board: BrainstormId) -> Result<Vec<StoredPoint>, Error> {
    let rows = sqlx::query_as!(
        PointRow,
        r#"select id, practice_id as "practice: PracticeId", brainstorm_id as board, idea_id as idea, kind, author, logged_by,
                  author_tag as tag, text, number, withdrawn, pending_text, pending_withdrawn, version, shown_version
           from point where brainstorm_id = $1 order by number nulls last, id"#,
        board as BrainstormId
    )
    .fetch_all(&mut *conn)
    .await?;
    unseal_points(conn, vault, rows).await
}

/// The points of these ideas, ordered as in [`points`].
pub async fn points_on(conn: &mut PgConnection, vault: &Vault, ideas: &[Uuid]) -> Result<Vec<StoredPoint>, Error> {
    let rows = sqlx::query_as!(
        PointRow,
        r#"select id, practice_id as "practice: PracticeId", brainstorm_id as board, idea_id as idea, kind, author, logged_by,
                  author_tag as tag, text, number, withdrawn, pending_text, pending_withdrawn, version, shown_version
           from point where idea_id = any($1) order by number nulls last, id"#,
        ideas
    )
    .fetch_all(&mut *conn)
    .await?;
    unseal_points(conn, vault, rows).await
}

pub async fn point(conn: &mut PgConnection, vault: &Vault, id: PointId) -> Result<Option<StoredPoint>, Error> {
    let rows = sqlx::query_as!(
        PointRow,
        r#"select id, practice_id as "practice: PracticeId", brainstorm_id as board, idea_id as idea, kind, author, logged_by,
                  author_tag as tag, text, number, withdrawn, pending_text, pending_withdrawn, version, shown_version
           from point where id = $1"#,
        id as PointId
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(unseal_points(conn, vault, rows).await?.pop())
}

#[derive(Clone, Copy, Debug)]
pub struct NewPoint<'a> {
    pub id: PointId,
    pub idea: IdeaId,
    pub kind: PointKind,
    pub text: &'a str,
}

/// Inserts a point. `tag` is the keyed hash of the sender; only a board without names stores it, and then nothing else of the sender.
///
/// # Errors
/// Constraint `point_pkey` when the id exists already.
#[expect(clippy::too_many_arguments, reason = "the point, its board, its sender, the vault and the clock")]
pub async fn add(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    board: &BoardState,
    new: NewPoint<'_>,
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
        "insert into point (id, practice_id, brainstorm_id, idea_id, kind, author, logged_by, author_tag, text, number, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id as PointId,
        by.practice() as PracticeId,
        board.id as BrainstormId,
        new.idea as IdeaId,
        new.kind as PointKind,
        author as Option<MembershipId>,
        logged_by as Option<MembershipId>,
        tag,
        key.seal(point_seal_context(by.practice(), new.id), new.text),
        number,
        at
    )
    .execute(&mut *conn)
    .await?;
    if let Some(number) = number {
        sqlx::query!("update brainstorm set points_shown = $2 where id = $1", board.id as BrainstormId, number).execute(conn).await?;
    }
    Ok(())
}

/// Shows the unseen points, shuffled. Returns them in the order in which to publish them.
pub async fn show_waiting(conn: &mut PgConnection, board: &BoardState) -> Result<Vec<PointId>, sqlx::Error> {
    let mut waiting =
        sqlx::query_scalar!("select id from point where brainstorm_id = $1 and number is null and not withdrawn", board.id as BrainstormId)
            .fetch_all(&mut *conn)
            .await?;
    waiting.shuffle(&mut rand::rng());
    let mut number = board.points_shown;
    for id in &waiting {
        number += 1;
        sqlx::query!("update point set number = $2 where id = $1", *id as PointId, number).execute(&mut *conn).await?;
    }
    sqlx::query!("update brainstorm set points_shown = $2 where id = $1", board.id as BrainstormId, number).execute(conn).await?;
    Ok(waiting)
}

/// Changes a point's words: for its author only when the change `waits`, else for all.
pub async fn set_text(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    point: &StoredPoint,
    text: &str,
    waits: bool,
) -> Result<(), Error> {
    let key = key_of(conn, vault, by, point.authorship()).await?;
    let sealed = key.seal(point_seal_context(by.practice(), point.id), text);
    if waits {
        let pending = (point.text.as_deref() != Some(text)).then_some(sealed);
        sqlx::query!("update point set pending_text = $2, version = version + 1 where id = $1", point.id as PointId, pending)
            .execute(conn)
            .await?;
        return Ok(());
    }
    sqlx::query!("update point set text = $2, version = version + 1 where id = $1", point.id as PointId, sealed).execute(conn).await?;
    Ok(())
}

/// Withdraws or restores a point: for its author only when the change `waits`, else for all.
pub async fn set_withdrawn(conn: &mut PgConnection, id: PointId, withdrawn: bool, waits: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update point set pending_withdrawn = case when $3 then nullif($2, withdrawn) end,
                          withdrawn = case when $3 then withdrawn else $2 end, version = version + 1 where id = $1",
        id as PointId,
        withdrawn,
        waits
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last point that a staff member logged on a board and that is not withdrawn.
pub async fn last_logged(conn: &mut PgConnection, board: BrainstormId, by: MembershipId) -> Result<Option<PointId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select id from point where brainstorm_id = $1 and logged_by = $2 and not coalesce(pending_withdrawn, withdrawn)
         order by created_at desc, number desc limit 1",
        board as BrainstormId,
        by as MembershipId
    )
    .fetch_optional(conn)
    .await
}

/// Deletes the keyed hashes of a session's points.
pub async fn forget_tags(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update point set author_tag = null, fingerprint = null where author_tag is not null
         and brainstorm_id in (select id from brainstorm where session_id = $1)",
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(())
}
