//! Notes in the database. Every statement here selects only the author's own words.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{NoteId, PostId, note_context};
use crate::closing::SaveId;
use crate::group::MembershipId;
use crate::intake::decision_store;
use crate::kit::error::Error;
use crate::kit::vault::{Owner, Vault};
use crate::person::PersonId;
use crate::practice::{self, PracticeId};
use crate::session::SessionId;

/// What a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTarget {
    Session(SessionId),
    Member(MembershipId),
}

impl NoteTarget {
    fn columns(self) -> (Option<SessionId>, Option<MembershipId>) {
        match self {
            Self::Session(id) => (Some(id), None),
            Self::Member(id) => (None, Some(id)),
        }
    }
}

/// The author of notes, in one practice.
#[derive(Clone, Copy, Debug)]
pub struct Author {
    pub person: PersonId,
    pub practice: PracticeId,
}

/// A note, unsealed.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: NoteId,
    pub save: SaveId,
    /// None when its key was destroyed.
    pub text: Option<String>,
    pub saved_at: DateTime<Utc>,
}

/// Locks the row of the author's employment, which owns their key, so that their saves run one after the other. None when they have none.
pub async fn lock_post(conn: &mut PgConnection, author: Author) -> Result<Option<PostId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select id as "id: PostId" from staff where person_id = $1 and practice_id = $2 and ended_at is null for no key update"#,
        author.person as PersonId,
        author.practice as PracticeId
    )
    .fetch_optional(conn)
    .await
}

/// The author's own note on a session or a member.
pub async fn find(conn: &mut PgConnection, vault: &Vault, author: Author, on: NoteTarget) -> Result<Option<Note>, Error> {
    let (session, member) = on.columns();
    let row = sqlx::query!(
        "select id, practice_id, text, save_id, saved_at from private_note
         where author = $1 and practice_id = $2 and (session_id = $3 or membership_id = $4)",
        author.person as PersonId,
        author.practice as PracticeId,
        session as Option<SessionId>,
        member as Option<MembershipId>
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let text = vault.open(conn, note_context(row.practice_id, row.id), &row.text).await?.text();
    Ok(Some(Note { id: row.id, save: row.save_id, text, saved_at: row.saved_at }))
}

/// The beginnings of a person's private notes, which name their keys.
pub fn sealed_notes(conn: &mut PgConnection, person: PersonId, practice: PracticeId) -> BoxFuture<'_, Result<Vec<Vec<u8>>, sqlx::Error>> {
    Box::pin(async move {
        sqlx::query_scalar!(
            r#"select distinct substring(text from 1 for 17) as "head!" from private_note where author = $1 and practice_id = $2"#,
            person as PersonId,
            practice as PracticeId
        )
        .fetch_all(conn)
        .await
    })
}

/// How many keys of private notes are missing although none was erased.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Error> {
    let sealed =
        sqlx::query_scalar!(r#"select distinct substring(text from 1 for 17) as "head!" from private_note"#).fetch_all(&mut *conn).await?;
    Vault::lost(conn, &sealed).await
}

/// Saves a note in place of its earlier words. The caller holds the lock of the author's employment; the first note creates its key.
#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
pub async fn write(
    conn: &mut PgConnection,
    vault: &Vault,
    author: Author,
    post: PostId,
    on: NoteTarget,
    known: Option<NoteId>,
    save: SaveId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let owner: Owner = practice::owned(author.practice, "private notes", post.0);
    let mut sealed = sealed_notes(conn, author.person, author.practice).await?;
    sealed.extend(decision_store::sealed_notes(conn, author.person, author.practice).await?);
    let key = vault.key_or_first(conn, owner, &sealed).await?;
    let (session, member) = on.columns();
    let id = known.unwrap_or_else(NoteId::random);
    sqlx::query!(
        "insert into private_note (id, practice_id, author, session_id, membership_id, text, save_id, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set text = excluded.text, save_id = excluded.save_id, saved_at = excluded.saved_at",
        id as NoteId,
        author.practice as PracticeId,
        author.person as PersonId,
        session as Option<SessionId>,
        member as Option<MembershipId>,
        key.seal(note_context(author.practice, id), text),
        save as SaveId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
