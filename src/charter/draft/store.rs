//! Stores proposals, their wordings, answers and comments. Each text is sealed under the key of the person who wrote it or, for an answer
//! that staff recorded, of the member who spoke it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    AnswerId, Comment, CommentId, GivenAnswer, Proposal, ProposalAct, ProposalAnswer, ProposalId, Revision, RevisionId, answer_context,
    comment_context, revision_context,
};
use crate::charter::{ArticleText, LineId, Starter, VersionId};
use crate::group::actor::Actor;
use crate::group::{GroupId, MembershipId, membership_owner};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;

crate::fingerprints!(ProposalId: "charter_proposal", CommentId: "charter_comment");

/// The active members of a group. All of them must agree before a draft is ratified.
pub async fn members(conn: &mut PgConnection, group: GroupId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select id from membership where group_id = $1 and role = 'member' and state = 'active' order by seat, created_at, id",
        group as GroupId
    )
    .fetch_all(conn)
    .await
}

struct ProposalRecord {
    id: ProposalId,
    practice: PracticeId,
    author: MembershipId,
    act: ProposalAct,
    line: LineId,
    place: Option<i32>,
    revision: i32,
    opened: Vec<i32>,
    created_at: DateTime<Utc>,
    withdrawn: bool,
    ratified_in: Option<VersionId>,
    worded: RevisionId,
    text: Option<Vec<u8>>,
    starter: Option<Starter>,
}

async fn unseal_proposals(conn: &mut PgConnection, vault: &Vault, rows: Vec<ProposalRecord>) -> Result<Vec<Proposal>, Error> {
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.text.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let own = row.text.map(|sealed| ring.open(revision_context(row.practice, row.worded), &sealed)).transpose()?;
            Ok(Proposal {
                id: row.id,
                author: row.author,
                act: row.act,
                line: row.line,
                place: row.place,
                revision: row.revision,
                words: row.starter.map(ArticleText::Starter).or_else(|| own.and_then(Unsealed::text).map(ArticleText::Own)),
                opened: row.opened,
                at: row.created_at,
                withdrawn: row.withdrawn,
                ratified_in: row.ratified_in,
            })
        })
        .collect()
}

/// The open proposals of a group, in the order in which they were made.
pub async fn open(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Proposal>, Error> {
    select(conn, vault, group, None, None).await
}

/// The proposals that were ratified together as `version`, in the order in which they were made.
pub async fn ratified_in(conn: &mut PgConnection, vault: &Vault, group: GroupId, version: VersionId) -> Result<Vec<Proposal>, Error> {
    select(conn, vault, group, None, Some(version)).await
}

/// One proposal of a group, in any state.
pub async fn find(conn: &mut PgConnection, vault: &Vault, group: GroupId, id: ProposalId) -> Result<Option<Proposal>, Error> {
    Ok(select(conn, vault, group, Some(id), None).await?.pop())
}

/// With an id: that proposal, in any state. Without one: the proposals that became part of `version`, or all open ones if `version` is
/// `None`.
async fn select(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
    id: Option<ProposalId>,
    version: Option<VersionId>,
) -> Result<Vec<Proposal>, Error> {
    let rows = sqlx::query_as!(
        ProposalRecord,
        r#"select p.id, p.practice_id as practice, p.author, p.act, p.line, p.place, p.revision, p.opened, p.created_at,
                  p.withdrawn_at is not null as "withdrawn!", p.ratified_in, r.id as worded, r.text, r.starter as "starter: Starter"
           from charter_proposal p join charter_revision r on r.proposal_id = p.id and r.number = p.revision
           where p.group_id = $1
             and (p.id = $2 or ($2::uuid is null and p.withdrawn_at is null and p.ratified_in is not distinct from $3::uuid))
           order by p.created_at, p.id"#,
        group as GroupId,
        id as Option<ProposalId>,
        version as Option<VersionId>
    )
    .fetch_all(&mut *conn)
    .await?;
    unseal_proposals(conn, vault, rows).await
}

/// Inserts a proposal and its first wording. Constraint `one_open_proposal_per_article` allows one open proposal for each article.
///
/// # Errors
/// Constraint `charter_proposal_pkey` or `charter_revision_pkey` when the id is taken.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, by: Actor, new: &Proposal) -> Result<(), Error> {
    sqlx::query!(
        "insert into charter_proposal (id, practice_id, group_id, author, act, line, place, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id as ProposalId,
        by.practice() as PracticeId,
        by.group() as GroupId,
        by.membership() as MembershipId,
        new.act as ProposalAct,
        new.line as LineId,
        new.place,
        new.at
    )
    .execute(&mut *conn)
    .await?;
    insert_revision(conn, vault, by, new.id, RevisionId(new.id.0), 1, new.words.as_ref(), new.at).await
}

/// Inserts a new wording of a proposal and makes it the current one. The caller has locked the group's row.
pub async fn reword(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    proposal: &Proposal,
    id: RevisionId,
    words: &ArticleText,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let number = proposal.revision + 1;
    insert_revision(conn, vault, by, proposal.id, id, number, Some(words), now).await?;
    sqlx::query!("update charter_proposal set revision = $2 where id = $1", proposal.id as ProposalId, number).execute(conn).await?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
async fn insert_revision(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    proposal: ProposalId,
    id: RevisionId,
    number: i32,
    words: Option<&ArticleText>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (text, starter) = match words {
        Some(ArticleText::Own(text)) => {
            let key = vault.key(conn, membership_owner(by.practice(), by.membership())).await?;
            (Some(key.seal(revision_context(by.practice(), id), text)), None)
        }
        Some(ArticleText::Starter(starter)) => (None, Some(*starter)),
        None => (None, None),
    };
    sqlx::query!(
        "insert into charter_revision (id, practice_id, group_id, proposal_id, number, author, text, starter, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id as RevisionId,
        by.practice() as PracticeId,
        by.group() as GroupId,
        proposal as ProposalId,
        number,
        by.membership() as MembershipId,
        text,
        starter as Option<Starter>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every wording of a proposal, in order.
pub async fn revisions(conn: &mut PgConnection, vault: &Vault, proposal: ProposalId) -> Result<Vec<(RevisionId, Revision)>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id, number, author, text, starter as "starter: Starter", created_at
           from charter_revision where proposal_id = $1 order by number"#,
        proposal as ProposalId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.text.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let own = row.text.map(|sealed| ring.open(revision_context(row.practice_id, row.id), &sealed)).transpose()?;
            let words = row.starter.map(ArticleText::Starter).or_else(|| own.and_then(Unsealed::text).map(ArticleText::Own));
            Ok((row.id, Revision { number: row.number, author: row.author, words, at: row.created_at }))
        })
        .collect()
}

/// Saves a member's answer to the current wording of a proposal. It replaces the member's earlier answer to that wording.
#[expect(clippy::too_many_arguments, reason = "the answer, its member, the vault and the time")]
pub async fn answer(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    member: MembershipId,
    proposal: &Proposal,
    answer: ProposalAnswer,
    words: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let kept = sqlx::query_scalar!(
        "select id from charter_answer where proposal_id = $1 and revision = $2 and member = $3",
        proposal.id as ProposalId,
        proposal.revision,
        member as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    let id = kept.unwrap_or_else(AnswerId::random);
    let sealed = match words {
        None => None,
        Some(words) => Some(vault.key(conn, membership_owner(by.practice(), member)).await?.seal(answer_context(by.practice(), id), words)),
    };
    let entered_by = (member != by.membership()).then_some(by.membership());
    sqlx::query!(
        "insert into charter_answer (id, practice_id, group_id, proposal_id, revision, member, answer, words, entered_by, answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict on constraint one_answer_each do update
         set answer = excluded.answer, words = excluded.words, entered_by = excluded.entered_by, answered_at = excluded.answered_at",
        id as AnswerId,
        by.practice() as PracticeId,
        by.group() as GroupId,
        proposal.id as ProposalId,
        proposal.revision,
        member as MembershipId,
        answer as ProposalAnswer,
        sealed,
        entered_by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The answers to all wordings of these proposals.
pub async fn answers(conn: &mut PgConnection, vault: &Vault, proposals: &[Proposal]) -> Result<Vec<GivenAnswer>, Error> {
    let ids: Vec<uuid::Uuid> = proposals.iter().map(|one| one.id.0).collect();
    let rows = sqlx::query!(
        "select id, practice_id, proposal_id, revision, member, answer, words, entered_by, answered_at
         from charter_answer where proposal_id = any($1) order by answered_at, id",
        &ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.words.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let words = row.words.map(|sealed| ring.open(answer_context(row.practice_id, row.id), &sealed)).transpose()?;
            Ok(GivenAnswer {
                proposal: row.proposal_id,
                revision: row.revision,
                member: row.member,
                answer: row.answer,
                words: words.and_then(Unsealed::text),
                entered: row.entered_by.is_some(),
                at: row.answered_at,
            })
        })
        .collect()
}

/// Records that everyone in the group may read the answers to the current wording of a proposal.
pub async fn open_answers(conn: &mut PgConnection, id: ProposalId) -> Result<(), sqlx::Error> {
    sqlx::query!("update charter_proposal set opened = opened || revision where id = $1 and not revision = any(opened)", id as ProposalId)
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn withdraw(conn: &mut PgConnection, id: ProposalId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update charter_proposal set withdrawn_at = $2 where id = $1", id as ProposalId, now).execute(conn).await?;
    Ok(())
}

/// Records which version these proposals became part of.
pub async fn ratify(conn: &mut PgConnection, proposals: &[Proposal], version: VersionId) -> Result<(), sqlx::Error> {
    let ids: Vec<uuid::Uuid> = proposals.iter().map(|one| one.id.0).collect();
    sqlx::query!("update charter_proposal set ratified_in = $2 where id = any($1)", &ids, version as VersionId).execute(conn).await?;
    Ok(())
}

/// Inserts a comment. Returns `false`, and stores nothing, when the id is taken.
pub async fn say(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    proposal: ProposalId,
    id: CommentId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let key = vault.key(conn, membership_owner(by.practice(), by.membership())).await?;
    let done = sqlx::query!(
        "insert into charter_comment (id, practice_id, group_id, proposal_id, author, text, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        id as CommentId,
        by.practice() as PracticeId,
        by.group() as GroupId,
        proposal as ProposalId,
        by.membership() as MembershipId,
        key.seal(comment_context(by.practice(), id), text),
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn comments(conn: &mut PgConnection, vault: &Vault, proposal: ProposalId) -> Result<Vec<Comment>, Error> {
    let rows = sqlx::query!(
        "select id, practice_id, author, text, created_at from charter_comment where proposal_id = $1 order by created_at, id",
        proposal as ProposalId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let text = ring.open(comment_context(row.practice_id, row.id), &row.text)?.text();
            Ok(Comment { author: row.author, text, at: row.created_at })
        })
        .collect()
}
