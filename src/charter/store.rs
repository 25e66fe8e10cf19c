//! The charter's versions and signatures in the database. The words are joint, so they are sealed under the group's key.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Article, ArticleId, ArticleText, Charter, Signature, Starter, VersionId, article_context};
use crate::group::actor::Actor;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;

/// The version in force: the newest ratified one.
pub async fn current(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Option<Charter>, Error> {
    let newest =
        sqlx::query_scalar!("select max(number) from charter_version where group_id = $1", group as GroupId).fetch_one(&mut *conn).await?;
    match newest {
        None => Ok(None),
        Some(number) => version(conn, vault, group, number).await,
    }
}

pub async fn version(conn: &mut PgConnection, vault: &Vault, group: GroupId, number: i32) -> Result<Option<Charter>, Error> {
    let Some(version) =
        sqlx::query!("select id, number, ratified_at from charter_version where group_id = $1 and number = $2", group as GroupId, number)
            .fetch_optional(&mut *conn)
            .await?
    else {
        return Ok(None);
    };
    let rows = sqlx::query!(
        r#"select id, practice_id, line, text, starter as "starter: Starter" from charter_article where version_id = $1 order by place"#,
        version.id as VersionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.text.as_deref())).await?;
    let mut articles = Vec::with_capacity(rows.len());
    for row in rows {
        let own = row.text.map(|sealed| ring.open(article_context(row.practice_id, row.id), &sealed)).transpose()?;
        let words = row.starter.map(ArticleText::Starter).or_else(|| own.and_then(|opened| opened.text()).map(ArticleText::Own));
        articles.extend(words.map(|words| Article { line: row.line, words }));
    }
    Ok(Some(Charter { id: version.id, number: version.number, ratified_at: version.ratified_at, articles }))
}

/// The version that a closed proposal was about. For a ratified proposal: the version before the one it became part of. For a withdrawn
/// one: the newest version when it was made, since every proposal that is open when a version is ratified becomes part of that version.
pub async fn before(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
    ratified_in: Option<VersionId>,
    made: DateTime<Utc>,
) -> Result<Option<Charter>, Error> {
    let number = sqlx::query_scalar!(
        "select max(number) from charter_version where group_id = $1
         and case when $2::uuid is null then ratified_at <= $3 else number < (select number from charter_version where id = $2) end",
        group as GroupId,
        ratified_in as Option<VersionId>,
        made
    )
    .fetch_one(&mut *conn)
    .await?;
    match number {
        None => Ok(None),
        Some(number) => version(conn, vault, group, number).await,
    }
}

/// Every version's number and when it was ratified, newest first.
pub async fn versions(conn: &mut PgConnection, group: GroupId) -> Result<Vec<(i32, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!("select number, ratified_at from charter_version where group_id = $1 order by number desc", group as GroupId)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.number, row.ratified_at)).collect())
}

/// Inserts a ratified version. Constraint `one_version_per_number` enforces the numbering.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, group: GroupId, charter: &Charter) -> Result<(), Error> {
    let key = vault.key(conn, group::owner(practice, group)).await?;
    sqlx::query!(
        "insert into charter_version (id, practice_id, group_id, number, ratified_at) values ($1, $2, $3, $4, $5)",
        charter.id as VersionId,
        practice as PracticeId,
        group as GroupId,
        charter.number,
        charter.ratified_at
    )
    .execute(&mut *conn)
    .await?;
    for (at, article) in (1..).zip(&charter.articles) {
        let id = ArticleId::random();
        let (text, starter) = match &article.words {
            ArticleText::Own(text) => (Some(key.seal(article_context(practice, id), text)), None),
            ArticleText::Starter(starter) => (None, Some(*starter)),
        };
        sqlx::query!(
            "insert into charter_article (id, practice_id, version_id, line, place, text, starter) values ($1, $2, $3, $4, $5, $6, $7)",
            id as ArticleId,
            practice as PracticeId,
            charter.id as VersionId,
            article.line as super::LineId,
            at,
            text,
            starter as Option<Starter>
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Signs a version; signing again changes nothing.
pub async fn sign(
    conn: &mut PgConnection,
    by: Actor,
    member: MembershipId,
    version: VersionId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let entered_by = (member != by.membership()).then_some(by.membership());
    sqlx::query!(
        "insert into charter_signature (practice_id, group_id, version_id, membership_id, entered_by, signed_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        by.practice() as PracticeId,
        by.group() as GroupId,
        version as VersionId,
        member as MembershipId,
        entered_by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The signatures under a version, in the order of signing.
pub async fn signatures(conn: &mut PgConnection, version: VersionId) -> Result<Vec<Signature>, sqlx::Error> {
    let rows = sqlx::query!(
        "select membership_id, entered_by, signed_at from charter_signature where version_id = $1 order by signed_at, membership_id",
        version as VersionId
    )
    .fetch_all(conn)
    .await?;
    let signature = |on_paper, member, at| Signature { member, at, on_paper };
    Ok(rows.into_iter().map(|row| signature(row.entered_by.is_some(), row.membership_id, row.signed_at)).collect())
}

/// The version that a member signed last in a group; the member is shown what changed since.
pub async fn signed_last(conn: &mut PgConnection, group: GroupId, member: MembershipId) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar!(
        "select max(v.number) from charter_signature s join charter_version v on v.id = s.version_id
         where s.group_id = $1 and s.membership_id = $2",
        group as GroupId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// What a group's charter asks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharterTasks {
    /// Proposals whose present wording they have not answered; always 0 for staff.
    pub answers: usize,
    /// Whether the newest version lacks their signature.
    pub signature: bool,
}

/// What a group's charter asks of a person with an active membership; none without one.
pub async fn asks(conn: &mut PgConnection, group: GroupId, person: PersonId) -> Result<Option<CharterTasks>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select (select count(*) from charter_proposal p
                   where p.group_id = m.group_id and p.withdrawn_at is null and p.ratified_in is null and m.role = 'member'
                     and not exists (select from charter_answer a
                                     where a.proposal_id = p.id and a.revision = p.revision and a.member = m.id)) as "answers!",
                  exists (select from charter_version v
                          where v.group_id = m.group_id and v.number = (select max(number) from charter_version where group_id = m.group_id)
                            and not exists (select from charter_signature s where s.version_id = v.id and s.membership_id = m.id))
                      as "signature!"
           from membership m where m.group_id = $1 and m.person_id = $2 and m.state = 'active'"#,
        group as GroupId,
        person as PersonId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| CharterTasks { answers: usize::try_from(row.answers).unwrap_or(0), signature: row.signature }))
}

/// Whether the newest version lacks a member's signature; false while there is no version.
pub async fn lacks_signature(conn: &mut PgConnection, group: GroupId, member: MembershipId) -> Result<bool, sqlx::Error> {
    let lacks = sqlx::query_scalar!(
        r#"select not exists (select from charter_signature s where s.version_id = v.id and s.membership_id = $2) as "lacks!"
           from charter_version v where v.group_id = $1 order by v.number desc limit 1"#,
        group as GroupId,
        member as MembershipId
    )
    .fetch_optional(conn)
    .await?;
    Ok(lacks.unwrap_or(false))
}
