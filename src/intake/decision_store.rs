//! Decisions and the waiting list in the database. A note is read by its author only.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::decision::Decision;
use super::{DecisionId, note_seal_context};
use crate::group::actor::Actor;
use crate::group::membership_change::LockedMember;
use crate::group::{GroupId, MembershipId, MembershipState, SealedNotes};
use crate::kit::error::Error;
use crate::kit::fingerprint::Fingerprint;
use crate::kit::vault::{Owner, Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::{self, PracticeId};

crate::fingerprints!(DecisionId: "admission_decision");

/// The waiting list, in its order.
pub async fn list(conn: &mut PgConnection, group: GroupId) -> Result<Vec<(MembershipId, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select w.membership_id, w.since from waiting_place w join membership m on m.id = w.membership_id
         where w.group_id = $1 and m.state = 'waiting' order by w.place",
        group as GroupId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.membership_id, row.since)).collect())
}

/// Adds a person to the end of the waiting list; a person on it keeps their place. The caller has locked the group's row.
pub async fn enlist(
    conn: &mut PgConnection,
    practice: PracticeId,
    group: GroupId,
    membership: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into waiting_place (membership_id, practice_id, group_id, place, since)
         select $1, $2, $3, coalesce(max(place), 0) + 1, $4 from waiting_place where group_id = $3
         on conflict (membership_id) do nothing",
        membership as MembershipId,
        practice as PracticeId,
        group as GroupId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a person back at the end of the waiting list, since the day on which they were kept waiting; a person who was never kept waiting has
/// no place there.
async fn relist(conn: &mut PgConnection, by: Actor, membership: MembershipId) -> Result<(), sqlx::Error> {
    let kept = sqlx::query_scalar!(
        "select at from admission_decision where membership_id = $1 and decision = 'keep_waiting' order by at desc limit 1",
        membership as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    match kept {
        Some(since) => enlist(conn, by.practice(), by.group(), membership, since).await,
        None => Ok(()),
    }
}

async fn delist(conn: &mut PgConnection, membership: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from waiting_place where membership_id = $1", membership as MembershipId).execute(conn).await?;
    Ok(())
}

/// Swaps two places on the waiting list. The caller has locked the group's row.
pub async fn swap(conn: &mut PgConnection, one: MembershipId, other: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update waiting_place w set place = o.place from waiting_place o
         where (w.membership_id = $1 and o.membership_id = $2) or (w.membership_id = $2 and o.membership_id = $1)",
        one as MembershipId,
        other as MembershipId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records a decision for good, with the fingerprint of its form and its note sealed under the key of [`notes_owner`]. A person who is not
/// kept waiting loses their place on the list.
#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
pub async fn decide(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    id: DecisionId,
    about: MembershipId,
    decision: Decision,
    note: Option<(&str, Owner)>,
    print: Option<&Fingerprint>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if decision != Decision::KeepWaiting {
        delist(conn, about).await?;
    }
    let note = match note {
        None => None,
        Some((note, owner)) => Some(vault.key(conn, owner).await?.seal(note_seal_context(by.practice(), id), note)),
    };
    sqlx::query!(
        "insert into admission_decision (id, practice_id, membership_id, decision, note, decided_by, at, fingerprint)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id as DecisionId,
        by.practice() as PracticeId,
        about as MembershipId,
        decision as Decision,
        note,
        by.membership() as MembershipId,
        now,
        print.map(Fingerprint::bytes)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records the decision that a change of a membership's state is, if it is one. A person whose admission is undone gets their place on the
/// waiting list again.
pub fn after_step<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    by: Actor,
    was: LockedMember,
    is: MembershipState,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        if (was.state, is) == (MembershipState::Active, MembershipState::Waiting) {
            return Ok(relist(conn, by, was.member).await?);
        }
        let Some(decision) = Decision::of(was.state, was.role, is) else { return Ok(()) };
        decide(conn, vault, by, DecisionId::random(), was.member, decision, None, None, now).await
    })
}

/// The therapist's own staff position, which owns the key of their notes. It gets its key when nothing is sealed under one yet, here or in
/// a later module.
pub async fn notes_owner(conn: &mut PgConnection, vault: &Vault, by: Actor, later: SealedNotes) -> Result<Owner, Error> {
    let position = sqlx::query_scalar!(
        r#"select id as "id: Uuid" from staff where person_id = $1 and practice_id = $2 and ended_at is null for no key update"#,
        by.person() as PersonId,
        by.practice() as PracticeId
    )
    .fetch_one(&mut *conn)
    .await?;
    let owner = practice::owned(by.practice(), "private notes", position);
    let mut sealed = sealed_notes(conn, by.person(), by.practice()).await?;
    sealed.extend(later(conn, by.person(), by.practice()).await?);
    vault.key_or_first(conn, owner, &sealed).await?;
    Ok(owner)
}

/// The heads of a person's notes on decisions. A head names its key.
pub async fn sealed_notes(conn: &mut PgConnection, person: PersonId, practice: PracticeId) -> Result<Vec<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select distinct substring(d.note from 1 for 17) as "head!" from admission_decision d join membership m on m.id = d.decided_by
           where m.person_id = $1 and d.practice_id = $2 and d.note is not null"#,
        person as PersonId,
        practice as PracticeId
    )
    .fetch_all(conn)
    .await
}

/// How many keys of notes on decisions are missing although none was erased.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, Error> {
    let sealed =
        sqlx::query_scalar!(r#"select distinct substring(note from 1 for 17) as "head!" from admission_decision where note is not null"#)
            .fetch_all(&mut *conn)
            .await?;
    Vault::lost(conn, &sealed).await
}

pub async fn is_decided(conn: &mut PgConnection, id: DecisionId) -> Result<bool, sqlx::Error> {
    let found =
        sqlx::query_scalar!(r#"select 1 as "one!" from admission_decision where id = $1"#, id as DecisionId).fetch_optional(conn).await?;
    Ok(found.is_some())
}

/// A decision as shown to its reader.
#[derive(Clone, Debug)]
pub struct Decided {
    pub decision: Decision,
    pub at: DateTime<Utc>,
    /// The reader's own note on it.
    pub note: Option<String>,
}

/// The decisions about a person, newest first; notes are opened for their author.
pub async fn decisions(conn: &mut PgConnection, vault: &Vault, about: MembershipId, reader: MembershipId) -> Result<Vec<Decided>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id, decision, case when decided_by = $2 then note end as note, at from admission_decision
           where membership_id = $1 order by at desc, id"#,
        about as MembershipId,
        reader as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.note.as_deref())).await?;
    rows.into_iter()
        .map(|row| {
            let note =
                row.note.map(|sealed| ring.open(note_seal_context(row.practice_id, row.id), &sealed).map(Unsealed::text)).transpose()?;
            Ok(Decided { decision: row.decision, at: row.at, note: note.flatten() })
        })
        .collect()
}
