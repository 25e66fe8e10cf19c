//! Stores answers to the four questions. An unshared row names no one and is sealed with the group's key; a shared row belongs to its
//! giver.

use chrono::{DateTime, Utc};
use rand::seq::SliceRandom;
use sqlx::PgConnection;

use super::figure::AnswerOrigin;
use super::store::MoodOwner;
use super::{AnswerId, Answers, answer_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::tag::{Tag, once_tag_for};

const NAMELESS: &str = "climate_answer";
const SHARED: &str = "shared_answer";

/// The keyed hash of a member's answers. It differs from the hash of the same member's ideas, so the two cannot be matched.
async fn tag(conn: &mut PgConnection, vault: &Vault, session: SessionId, seat: MembershipId) -> Result<Option<Tag>, Error> {
    once_tag_for(conn, vault, session, seat, &[b"climate"]).await
}

/// Replaces a member's answers, named or nameless: each person has one set, or none. Nameless answers are the only thing that their
/// transaction writes. Returns false, and stores nothing, while earlier nameless answers may exist that the member cannot open.
pub async fn set(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    answers: Answers,
    shared: bool,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some(tag) = tag(conn, vault, session, by.membership()).await? else { return Ok(answers.is_empty()) };
    sqlx::query!("delete from climate_answer where session_id = $1 and giver_tag = $2", session as SessionId, tag)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "delete from shared_answer where session_id = $1 and membership_id = $2",
        session as SessionId,
        by.membership() as MembershipId
    )
    .execute(&mut *conn)
    .await?;
    if answers.is_empty() {
        return Ok(true);
    }
    if !shared {
        insert_nameless(conn, vault, by, session, answers, Some(tag)).await?;
        return Ok(true);
    }
    // Each save inserts a new row: a value sealed for one row opens in no other.
    let id = AnswerId::random();
    let key = vault.key(conn, group::membership_owner(by.practice(), by.membership())).await?;
    sqlx::query!(
        "insert into shared_answer (id, practice_id, session_id, membership_id, answers, given_at) values ($1, $2, $3, $4, $5, $6)",
        id as AnswerId,
        by.practice() as PracticeId,
        session as SessionId,
        by.membership() as MembershipId,
        key.seal(answer_context(SHARED, by.practice(), id), &answers.write()),
        now
    )
    .execute(conn)
    .await?;
    Ok(true)
}

async fn insert_nameless(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    answers: Answers,
    tag: Option<Vec<u8>>,
) -> Result<(), Error> {
    let id = AnswerId::random();
    let key = vault.key(conn, group::owner(by.practice(), by.group())).await?;
    sqlx::query!(
        "insert into climate_answer (id, practice_id, session_id, giver_tag, answers) values ($1, $2, $3, $4, $5)",
        id as AnswerId,
        by.practice() as PracticeId,
        session as SessionId,
        tag,
        key.seal(answer_context(NAMELESS, by.practice(), id), &answers.write())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A member's answers, and whether they are shared. Nameless answers can be read only until the figures freeze.
pub async fn own(conn: &mut PgConnection, vault: &Vault, of: MoodOwner) -> Result<Option<(Answers, bool)>, Error> {
    let tag = tag(conn, vault, of.session, of.member).await?;
    let rows = sqlx::query!(
        r#"select id as "id!: AnswerId", answers as "answers!", shared as "shared!" from (
             select id, answers, true as shared from shared_answer where session_id = $1 and membership_id = $2
             union all
             select id, answers, false from climate_answer where session_id = $1 and giver_tag = $3) given"#,
        of.session as SessionId,
        of.member as MembershipId,
        tag
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = rows else { return Ok(None) };
    let place = answer_context(if row.shared { SHARED } else { NAMELESS }, of.practice, row.id);
    let text = vault.open(conn, place, &row.answers).await?.text();
    Ok(text.as_deref().and_then(Answers::read).map(|answers| (answers, row.shared)))
}

/// Answers shared with the therapist.
#[derive(Clone, Debug)]
pub struct SharedAnswers {
    pub name: String,
    pub answers: Answers,
}

/// What members shared with the therapist `reads` in a session, by seat. The query reads nothing else: not even what was shared with
/// another therapist who led the group before.
pub async fn shared(conn: &mut PgConnection, vault: &Vault, session: SessionId, reads: MembershipId) -> Result<Vec<SharedAnswers>, Error> {
    let rows = sqlx::query!(
        r#"select s.id, s.practice_id as "practice: PracticeId", s.answers, m.id as "member: MembershipId"
           from shared_answer s join membership m on m.id = s.membership_id
           where s.session_id = $1 and s.shown_to in (select sees_as($1, $2)) order by m.seat nulls last, m.id"#,
        session as SessionId,
        reads as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.answers.as_slice())).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    let mut shared = Vec::new();
    for row in rows {
        let answers = ring.open(answer_context(SHARED, row.practice, row.id), &row.answers)?.text();
        let name = names.get(&row.member).cloned();
        // A member who withdrew their words withdrew these answers too.
        if let (Some(answers), Some(name)) = (answers.as_deref().and_then(Answers::read), name) {
            shared.push(SharedAnswers { name, answers });
        }
    }
    Ok(shared)
}

/// The number of paper cards entered.
pub async fn cards(conn: &mut PgConnection, session: SessionId) -> Result<usize, sqlx::Error> {
    let cards = sqlx::query_scalar!(
        r#"select count(*) as "n!" from climate_answer where session_id = $1 and giver_tag is null"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(cards).unwrap_or(0))
}

/// Replaces the answers of the paper cards, in a random order that reveals nothing.
pub async fn set_cards(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    mut cards: Vec<Answers>,
) -> Result<(), Error> {
    sqlx::query!("delete from climate_answer where session_id = $1 and giver_tag is null", session as SessionId)
        .execute(&mut *conn)
        .await?;
    cards.shuffle(&mut rand::rng());
    for card in cards {
        insert_nameless(conn, vault, by, session, card, None).await?;
    }
    Ok(())
}

/// Every answer of a session with its origin, in random order, for the figures.
pub async fn all(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<(Answers, AnswerOrigin)>, Error> {
    let rows = sqlx::query!(
        r#"select id as "id!: AnswerId", practice_id as "practice!: PracticeId", answers as "answers!", shared as "shared!", card as "card!" from (
             select id, practice_id, answers, true as shared, false as card from shared_answer where session_id = $1
             union all
             select id, practice_id, answers, false, giver_tag is null from climate_answer where session_id = $1) given"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.answers.as_slice())).await?;
    let mut all = Vec::new();
    for row in rows {
        let (table, origin) = match (row.shared, row.card) {
            (true, _) => (SHARED, AnswerOrigin::Known),
            (false, true) => (NAMELESS, AnswerOrigin::Card),
            (false, false) => (NAMELESS, AnswerOrigin::Alone),
        };
        let text = ring.open(answer_context(table, row.practice, row.id), &row.answers)?.text();
        all.extend(text.as_deref().and_then(Answers::read).map(|answers| (answers, origin)));
    }
    all.shuffle(&mut rand::rng());
    Ok(all)
}

/// Deletes every nameless answer: only the group's figures remain.
pub async fn forget(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from climate_answer where session_id = $1", session as SessionId).execute(conn).await?;
    Ok(())
}
