//! Letters in the database, each under the member's key and then under the group's.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{LetterId, LetterSide, MemberLetter, seal_context};
use crate::group::actor::Actor;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Owner, Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::PracticeId;

crate::fingerprints!(LetterId: "member_letter");

fn owners(practice: PracticeId, group: GroupId, member: MembershipId) -> (Owner, Owner) {
    (group::owner(practice, group), group::membership_owner(practice, member))
}

/// Stores a letter; false when the id exists already.
pub async fn send(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    to: MembershipId,
    id: LetterId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let practice = by.practice();
    let sealed = vault.seal_under_both(conn, owners(practice, by.group(), to), seal_context("text", practice, id), text).await?;
    let done = sqlx::query!(
        "insert into member_letter (id, practice_id, membership_id, by_membership, text, sent_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do nothing",
        id as LetterId,
        practice as PracticeId,
        to as MembershipId,
        by.membership() as MembershipId,
        sealed,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct LetterRow {
    id: LetterId,
    practice: PracticeId,
    group: GroupId,
    /// The other one.
    other: MembershipId,
    text: Vec<u8>,
    sent_at: DateTime<Utc>,
    answer: Option<Vec<u8>>,
    answered_at: Option<DateTime<Utc>>,
    may_answer: bool,
    put_away: bool,
}

/// Letters that a person received, the newest first. `waiting` restricts them to those that are still on the home page.
pub async fn received(conn: &mut PgConnection, vault: &Vault, person: PersonId, waiting: bool) -> Result<Vec<MemberLetter>, Error> {
    let rows = sqlx::query_as!(
        LetterRow,
        r#"select l.id, l.practice_id as practice, m.group_id as "group", l.by_membership as other, l.text, l.sent_at, l.answer, l.answered_at,
                  l.answered_at is null and w.role = 'therapist' and w.state = 'active' and m.state in ('active', 'paused')
                  and g.ended_at is null as "may_answer!",
                  l.put_away_at is not null as "put_away!"
           from member_letter l join membership m on m.id = l.membership_id join membership w on w.id = l.by_membership
           join therapy_group g on g.id = m.group_id
           where m.person_id = $1 and (not $2 or l.put_away_at is null) order by l.sent_at desc, l.id limit 200"#,
        person as PersonId,
        waiting
    )
    .fetch_all(&mut *conn)
    .await?;
    open(conn, vault, rows).await
}

/// The letters that a person wrote in the groups that they lead now, the newest first. `waiting` restricts them to those with an answer
/// that is still on the home page.
pub async fn written(conn: &mut PgConnection, vault: &Vault, person: PersonId, waiting: bool) -> Result<Vec<MemberLetter>, Error> {
    let rows = sqlx::query_as!(
        LetterRow,
        r#"select l.id, l.practice_id as practice, w.group_id as "group", l.membership_id as other, l.text, l.sent_at, l.answer, l.answered_at,
                  false as "may_answer!", l.answered_at is null or l.answer_seen_at is not null as "put_away!"
           from member_letter l join membership w on w.id = l.by_membership and w.role = 'therapist' and w.state = 'active'
           where w.person_id = $1 and (not $2 or l.answered_at is not null and l.answer_seen_at is null)
           order by l.sent_at desc, l.id limit 200"#,
        person as PersonId,
        waiting
    )
    .fetch_all(&mut *conn)
    .await?;
    open(conn, vault, rows).await
}

/// Opens the letters. One whose key was destroyed is left out.
async fn open(conn: &mut PgConnection, vault: &Vault, rows: Vec<LetterRow>) -> Result<Vec<MemberLetter>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut sealed = Vec::new();
    for row in &rows {
        sealed.push((seal_context("text", row.practice, row.id), row.text.as_slice()));
        sealed.extend(row.answer.as_deref().map(|answer| (seal_context("answer", row.practice, row.id), answer)));
    }
    let mut opened = vault.open_under_both(conn, &sealed).await?.into_iter();
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.other)).await?;
    let mut ids: Vec<Uuid> = rows.iter().map(|row| row.group.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let groups = group::store::find_all(conn, vault, &ids).await?;
    let mut letters = Vec::with_capacity(rows.len());
    for row in rows {
        let text = opened.next().and_then(Unsealed::text);
        let answer = if row.answer.is_some() { opened.next().and_then(Unsealed::text) } else { None };
        let Some(text) = text else { continue };
        letters.push(MemberLetter {
            id: row.id,
            group: row.group,
            group_name: groups.iter().find(|group| group.id == row.group).map(|group| group.name.clone()).unwrap_or_default(),
            name: names.get(&row.other).cloned().unwrap_or_default(),
            text,
            sent_at: row.sent_at,
            answer: answer.zip(row.answered_at),
            may_answer: row.may_answer,
            put_away: row.put_away,
        });
    }
    Ok(letters)
}

/// Locks a letter of a group for one of its two readers; `None` for anyone else.
pub(super) async fn lock(
    conn: &mut PgConnection,
    group: GroupId,
    id: LetterId,
    person: PersonId,
) -> Result<Option<LetterSide>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select l.membership_id, m.person_id is not distinct from $3 as "reads!"
           from member_letter l join membership m on m.id = l.membership_id join membership w on w.id = l.by_membership
           where l.id = $1 and m.group_id = $2
             and (m.person_id = $3 or w.person_id = $3 and w.role = 'therapist' and w.state = 'active')
           for no key update of l"#,
        id as LetterId,
        group as GroupId,
        person as PersonId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| if row.reads { LetterSide::Reader(row.membership_id) } else { LetterSide::Writer }))
}

/// Stores the answer, and puts the letter away. The caller has locked it.
pub async fn answer(
    conn: &mut PgConnection,
    vault: &Vault,
    (practice, group, member): (PracticeId, GroupId, MembershipId),
    id: LetterId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let sealed = vault.seal_under_both(conn, owners(practice, group, member), seal_context("answer", practice, id), text).await?;
    sqlx::query!(
        "update member_letter set answer = $2, answered_at = $3, put_away_at = coalesce(put_away_at, $3) where id = $1 and answer is null",
        id as LetterId,
        sealed,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a letter away from the home page of its reader, or its answer from that of its writer.
pub(super) async fn put_away(conn: &mut PgConnection, id: LetterId, side: LetterSide, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update member_letter set put_away_at = case when $2 then coalesce(put_away_at, $3) else put_away_at end,
                answer_seen_at = case when not $2 and answered_at is not null then coalesce(answer_seen_at, $3) else answer_seen_at end
         where id = $1",
        id as LetterId,
        matches!(side, LetterSide::Reader(_)),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the notice of a letter is still wanted: the letter waits on the member's home page, and they are still reminded at this address.
pub(super) async fn is_unread(conn: &mut PgConnection, id: LetterId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from member_letter l join membership m on m.id = l.membership_id and m.state in ('active', 'paused')
                          join reminder_way r on r.membership_id = m.id and r.confirmed_at is not null
                          where l.id = $1 and l.put_away_at is null) as "unread!""#,
        id as LetterId
    )
    .fetch_one(conn)
    .await
}
