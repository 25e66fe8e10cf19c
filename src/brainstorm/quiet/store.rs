//! A quiet board in the database, before it opens.

use rand::seq::SliceRandom;
use sqlx::PgConnection;

use crate::brainstorm::entry::store::{self, key_of};
use crate::brainstorm::entry::{EntryAuthor, EntryKind};
use crate::brainstorm::{BoardState, BrainstormId, IdeaId};
use crate::group::actor::Actor;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// The number of ideas with words or changes that staff have not looked at.
pub async fn unlooked(conn: &mut PgConnection, board: BrainstormId) -> Result<usize, sqlx::Error> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from entry where brainstorm_id = $1 and is_idea and number is null
           and ((not withdrawn and not looked) or pending_text is not null or pending_withdrawn is not null)"#,
        board as BrainstormId
    )
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Whether staff are offered to look: from the moment there is `enough` until they look.
pub async fn offer(conn: &mut PgConnection, board: BrainstormId, enough: bool) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"with latched as (update brainstorm set look_offered = true where id = $1 and $2 and not look_offered)
           select look_offered or $2 as "offered!" from brainstorm where id = $1"#,
        board as BrainstormId,
        enough
    )
    .fetch_one(conn)
    .await
}

/// Marks the waiting ideas as looked at, and applies pending changes to those that staff looked at before.
pub async fn look(conn: &mut PgConnection, board: BrainstormId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update entry set text = coalesce(pending_text, text), withdrawn = coalesce(pending_withdrawn, withdrawn),
                          held = held and pending_text is null, looked = true, pending_text = null, pending_withdrawn = null
         where brainstorm_id = $1 and is_idea and number is null and (not withdrawn or pending_withdrawn is not null)",
        board as BrainstormId
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update brainstorm set look_offered = false where id = $1", board as BrainstormId).execute(conn).await?;
    Ok(())
}

pub async fn set_held(conn: &mut PgConnection, id: IdeaId, held: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update entry set held = $2 where id = $1", id as IdeaId, held).execute(conn).await?;
    Ok(())
}

/// Removes a board's names and returns the number of its ideas. Inserts the existing ideas again with new ids, in another order and without
/// an author. No other row links an idea to its author: until a quiet board opens, neither the audit nor the change log names an idea
/// together with a person.
pub async fn unname(conn: &mut PgConnection, vault: &Vault, by: Actor, board: &BoardState) -> Result<usize, Error> {
    let mut ideas = store::of_board(conn, vault, board.id, false).await?;
    ideas.shuffle(&mut rand::rng());
    let key = key_of(conn, vault, by, EntryAuthor::Nameless).await?;
    sqlx::query!("delete from entry where brainstorm_id = $1", board.id as BrainstormId).execute(&mut *conn).await?;
    let count = ideas.len();
    let waiting = ideas.iter().filter(|idea| !idea.own_withdrawn() && !idea.held).count();
    let announced = BoardState { named: false, waiting_announced: 0, ..*board }.next_announced(waiting).unwrap_or(0);
    for idea in ideas {
        let Some(text) = idea.own_text() else { continue };
        let (is_new, withdrawn) = (idea.pending.text.is_some(), idea.own_withdrawn());
        let tag = match idea.author.or(idea.logged_by) {
            Some(author) => store::tag_of(conn, vault, EntryKind::Idea, board.session, author).await?,
            None => None,
        };
        let id = IdeaId::random();
        sqlx::query!(
            "insert into entry (id, practice_id, brainstorm_id, author_tag, text, withdrawn, held, looked) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            id as IdeaId,
            by.practice() as PracticeId,
            board.id as BrainstormId,
            tag,
            key.seal(store::seal_context(by.practice(), EntryKind::Idea, id), text),
            withdrawn,
            idea.held && !is_new,
            idea.looked && !is_new
        )
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query!(
        "update brainstorm set named = false, manner = 'quiet', waiting_announced = $2, version = version + 1 where id = $1",
        board.id as BrainstormId,
        announced
    )
    .execute(conn)
    .await?;
    Ok(count)
}
