//! Stores kind words: those sent, and the practice's own on offer.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Encouragement, EncouragementText, NudgeId, NudgeKind, OwnEncouragement, WordId, word_context};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::{self, PracticeId};
use crate::session::{Live, SessionId};

/// A kind word that was sent.
#[derive(Clone, Debug)]
pub struct Nudge {
    pub id: NudgeId,
    pub to: MembershipId,
    pub by: MembershipId,
    pub word: Encouragement,
    pub sent_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// All kind words sent in a session, the oldest first. `own` are the practice's.
pub async fn nudges(conn: &mut PgConnection, session: SessionId, own: &[OwnEncouragement]) -> Result<Vec<Nudge>, sqlx::Error> {
    let rows = sqlx::query!(
        "select id, to_membership, by_membership, kind, word_id, sent_at, answered_at from nudge where session_id = $1 order by sent_at, id",
        session as SessionId
    )
    .fetch_all(conn)
    .await?;
    let nudge = rows.into_iter().filter_map(|row| {
        let of_practice = || own.iter().find(|word| Some(word.id) == row.word_id).cloned().map(Encouragement::Own);
        Some(Nudge {
            id: row.id,
            to: row.to_membership,
            by: row.by_membership,
            word: row.kind.map(Encouragement::Built).or_else(of_practice)?,
            sent_at: row.sent_at,
            answered_at: row.answered_at,
        })
    });
    Ok(nudge.collect())
}

pub async fn session_of_nudge(conn: &mut PgConnection, id: NudgeId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select session_id from nudge where id = $1", id as NudgeId).fetch_optional(conn).await
}

/// Stores a kind word that is sent.
///
/// # Errors
/// The constraint `one_unanswered_nudge_per_member` enforces the rule that one waits at a time.
pub async fn send_nudge(
    conn: &mut PgConnection,
    _: Live,
    practice: PracticeId,
    session: SessionId,
    nudge: &Nudge,
) -> Result<(), sqlx::Error> {
    let (kind, word) = match &nudge.word {
        Encouragement::Built(kind) => (Some(*kind), None),
        Encouragement::Own(word) => (None, Some(word.id)),
    };
    sqlx::query!(
        "insert into nudge (id, practice_id, session_id, to_membership, by_membership, kind, word_id, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        nudge.id as NudgeId,
        practice as PracticeId,
        session as SessionId,
        nudge.to as MembershipId,
        nudge.by as MembershipId,
        kind as Option<NudgeKind>,
        word as Option<WordId>,
        nudge.sent_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks a kind word as answered by its recipient. Returns whether it was unanswered.
pub async fn answer_nudge(conn: &mut PgConnection, id: NudgeId, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("update nudge set answered_at = $2 where id = $1 and answered_at is null", id as NudgeId, at).execute(conn).await?;
    Ok(done.rows_affected() > 0)
}

/// The kind words of the session's practice, including those put away.
pub async fn own_words(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<OwnEncouragement>, Error> {
    let rows = sqlx::query!(
        r#"select w.id as "id!: WordId", w.practice_id as "practice!: PracticeId", w.text as "text!", w.locale as "locale!: Locale", w.other_text,
                  w.put_away as "put_away!"
           from kind_word w join session s on s.practice_id = w.practice_id where s.id = $1 order by w.id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let texts = rows.iter().map(|row| row.text.as_slice());
    let sealed: Vec<&[u8]> = texts.chain(rows.iter().filter_map(|row| row.other_text.as_deref())).collect();
    let ring = vault.keyring(conn, sealed).await?;
    let mut words = Vec::with_capacity(rows.len());
    for row in rows {
        let open = |column, sealed: &[u8]| ring.open(word_context(row.practice, row.id, column), sealed).map(Unsealed::text);
        let other = row.other_text.as_deref().map(|sealed| open("other_text", sealed)).transpose()?.flatten();
        if let Some(text) = open("text", &row.text)? {
            words.push(OwnEncouragement {
                id: row.id,
                says: EncouragementText { text, locale: row.locale, other },
                put_away: row.put_away,
            });
        }
    }
    Ok(words)
}

crate::fingerprints!(WordId: "kind_word");

/// Stores one of the practice's own kind words. Returns false when the same form was sent before.
pub async fn add_word(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    id: WordId,
    says: &EncouragementText,
) -> Result<bool, Error> {
    let key = vault.key(conn, practice::owner(practice)).await?;
    let done = sqlx::query!(
        "insert into kind_word (id, practice_id, text, locale, other_text) values ($1, $2, $3, $4, $5) on conflict (id) do nothing",
        id as WordId,
        practice as PracticeId,
        key.seal(word_context(practice, id, "text"), &says.text),
        says.locale as Locale,
        says.other.as_ref().map(|other| key.seal(word_context(practice, id, "other_text"), other))
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts one of the practice's kind words away: it is no longer on offer.
pub async fn put_word_away(conn: &mut PgConnection, practice: PracticeId, id: WordId) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("update kind_word set put_away = true where id = $1 and practice_id = $2", id as WordId, practice as PracticeId)
            .execute(conn)
            .await?;
    Ok(done.rows_affected() > 0)
}
