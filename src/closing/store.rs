//! Drafts in the database, under the group's key; published versions have a store of their own.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Content, DraftHead, DraftId, DraftSave, DraftSaveStep, PageId, SaveId, draft_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

pub use super::held_store::{HeldClosing, held};
pub use super::version_store::*;

/// A draft, unsealed.
#[derive(Clone, Debug)]
pub struct ClosingDraft {
    pub id: DraftId,
    /// The number of the version it leads to.
    pub version: i32,
    /// Its number among that version's drafts; none when it was set aside.
    pub number: Option<i32>,
    pub save: SaveId,
    /// The page it was written on.
    pub writing: PageId,
    pub author: MembershipId,
    /// None when the group's key was destroyed.
    pub content: Option<Content>,
    pub began_at: DateTime<Utc>,
    pub saved_at: DateTime<Utc>,
}

impl ClosingDraft {
    /// What a save needs to know about the current draft.
    pub fn head(&self) -> Option<DraftHead> {
        let number = self.number?;
        Some(DraftHead {
            save: self.save,
            version: self.version,
            number,
            author: self.author,
            writing: self.writing,
            began_at: self.began_at,
        })
    }
}

/// Every draft of a session's closing, newest first.
pub async fn drafts(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<ClosingDraft>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", version, number, save_id, writing, author, summary, points, began_at, saved_at
           from closing_draft where session_id = $1 order by version desc, number desc nulls last, saved_at desc, id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.summary.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let summary = ring.open(draft_context("summary", row.practice, row.id), &row.summary).map(Unsealed::text)?;
            let points = ring.open(draft_context("points", row.practice, row.id), &row.points).map(Unsealed::text)?;
            Ok(ClosingDraft {
                content: summary.zip(points).map(|(summary, points)| content(summary, &points)),
                id: row.id,
                version: row.version,
                number: row.number,
                save: row.save_id,
                writing: row.writing,
                author: row.author,
                began_at: row.began_at,
                saved_at: row.saved_at,
            })
        })
        .collect()
}

/// The current draft: the newest one with a number.
pub fn current_draft(drafts: &[ClosingDraft]) -> Option<&ClosingDraft> {
    drafts.iter().find(|draft| draft.number.is_some())
}

pub(super) fn content(summary: String, points: &str) -> Content {
    Content { summary, points: points.lines().map(str::to_owned).collect() }
}

/// Stores a save as its outcome requires. The caller holds the lock of the session's row and has read `drafts` under it.
#[expect(clippy::too_many_arguments, reason = "what was read under the lock is not read again")]
pub async fn keep(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    drafts: &[ClosingDraft],
    published: i32,
    save: DraftSave,
    content: &Content,
    now: DateTime<Utc>,
) -> Result<DraftSaveStep, Error> {
    let head = current_draft(drafts);
    let step = save.upon(head.and_then(ClosingDraft::head).as_ref(), published, now);
    let (continued, version, number) = match step {
        DraftSaveStep::GoesOn => (head.map(|draft| draft.id), 0, None),
        DraftSaveStep::Begins(version, number) => (None, version, Some(number)),
        // The refused saves of one page replace each other: each contains what the one before it contained, and more.
        DraftSaveStep::Aside => {
            (drafts.iter().find(|one| one.number.is_none() && one.writing == save.writing).map(|one| one.id), published + 1, None)
        }
    };
    let id = continued.unwrap_or_else(DraftId::random);
    let key = vault.key(conn, group::owner(by.practice(), by.group())).await?;
    let summary = key.seal(draft_context("summary", by.practice(), id), &content.summary);
    let points = key.seal(draft_context("points", by.practice(), id), &content.lines());
    if continued.is_some() {
        sqlx::query!(
            "update closing_draft set summary = $2, points = $3, save_id = $4, saved_at = greatest(saved_at, $5) where id = $1",
            id as DraftId,
            summary,
            points,
            save.id as SaveId,
            now
        )
        .execute(conn)
        .await?;
        return Ok(step);
    }
    sqlx::query!(
        "insert into closing_draft (id, practice_id, session_id, version, number, save_id, writing, author, summary, points, began_at, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        id as DraftId,
        by.practice() as PracticeId,
        session as SessionId,
        version,
        number,
        save.id as SaveId,
        save.writing as PageId,
        by.membership() as MembershipId,
        summary,
        points,
        now
    )
    .execute(conn)
    .await?;
    Ok(step)
}
