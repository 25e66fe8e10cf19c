//! Arrivals and farewells in the database, and how a farewell is completed.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{SessionTransitions, Transition, TransitionId, TransitionKind, farewell_message_store, reason_context};
use crate::group::own_membership::MembershipRef;
use crate::group::store::StateChange;
use crate::group::{self, AfterRoster, ChangedBy, GroupId, MembershipId, MembershipState};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::person::zone;
use crate::practice::PracticeId;
use crate::session::arc::Stage;
use crate::session::{Session, SessionId, SessionState};

/// A transition to be planned.
pub struct NewTransition<'a> {
    pub kind: TransitionKind,
    pub member: Option<MembershipId>,
    pub session: SessionId,
    pub reason: Option<&'a str>,
}

/// Plans a transition. It replaces one that was planned for the same person before.
pub async fn plan(
    conn: &mut PgConnection,
    vault: &Vault,
    by: MembershipRef,
    new: &NewTransition<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    match new.member {
        Some(member) => withdraw(conn, member, now).await?,
        None => withdraw_ending(conn, by.group, now).await?,
    };
    let id = TransitionId::random();
    let reason = match new.reason {
        None => None,
        Some(reason) => {
            let own = new.member == Some(by.membership);
            let of = if own { group::membership_owner(by.practice, by.membership) } else { group::owner(by.practice, by.group) };
            Some(vault.key(conn, of).await?.seal(reason_context(by.practice, id), reason))
        }
    };
    sqlx::query!(
        "insert into transition (id, practice_id, group_id, membership_id, kind, session_id, reason, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id as TransitionId,
        by.practice as PracticeId,
        by.group as GroupId,
        new.member as Option<MembershipId>,
        new.kind as TransitionKind,
        new.session as SessionId,
        reason,
        by.membership as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws what was planned for a member. Returns whether there was anything.
pub async fn withdraw(conn: &mut PgConnection, member: MembershipId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update transition set withdrawn_at = $2 where membership_id = $1 and withdrawn_at is null and settled_at is null",
        member as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Withdraws the planned end of a group. Returns whether it was planned.
pub async fn withdraw_ending(conn: &mut PgConnection, group: GroupId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update transition set withdrawn_at = $2 where group_id = $1 and kind = 'ending' and withdrawn_at is null and settled_at is null",
        group as GroupId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The open transitions of a group, by time: planned, and neither withdrawn nor completed. Their session may be over or cancelled: then
/// another one is to be chosen.
pub async fn open(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Transition>, Error> {
    let rows = sqlx::query!(
        r#"select p.id, p.practice_id, p.membership_id, p.kind, p.session_id, p.reason, p.made_by, s.number, s.starts_at, s.time_zone,
                  s.state as "state: SessionState", m.state as "member_state?: MembershipState"
           from transition p join session s on s.id = p.session_id left join membership m on m.id = p.membership_id
           where p.group_id = $1 and p.withdrawn_at is null and p.settled_at is null order by s.starts_at, p.made_at, p.id"#,
        group as GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().filter_map(|row| row.reason.as_deref())).await?;
    let names = group::store::names_of(conn, vault, rows.iter().filter_map(|row| row.membership_id)).await?;
    rows.into_iter()
        .map(|row| {
            let known = row.member_state.is_some_and(|state| state != MembershipState::Waiting);
            let name = row.membership_id.filter(|_| known).and_then(|member| names.get(&member).cloned());
            let reason = row.reason.map(|sealed| ring.open(reason_context(row.practice_id, row.id), &sealed)).transpose()?;
            Ok(Transition {
                id: row.id,
                member: row.membership_id,
                kind: row.kind,
                name,
                session: row.session_id,
                number: row.number,
                starts_at: row.starts_at.with_timezone(&zone(&row.time_zone)),
                state: row.state,
                reason: reason.and_then(Unsealed::text),
                made_by: row.made_by,
            })
        })
        .collect()
}

/// What the group is shown: the transitions ahead, without reasons.
pub async fn announced(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Vec<Transition>, Error> {
    let mut all = open(conn, vault, group).await?;
    all.retain(Transition::is_ahead);
    all.iter_mut().for_each(|one| one.reason = None);
    Ok(all)
}

/// What a session's screens show in a stage: the transitions in it; while it closes, also those ahead and the messages that were left.
pub async fn in_session(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    stage: Option<Stage>,
) -> Result<SessionTransitions, Error> {
    let mut transitions = SessionTransitions::default();
    if !matches!(session.state, SessionState::Planned | SessionState::Live) {
        return Ok(transitions);
    }
    (transitions.today, transitions.later) =
        announced(conn, vault, session.group).await?.into_iter().partition(|one| one.session == session.id);
    if stage == Some(Stage::Close) {
        let authors = farewell_message_store::authors_in(conn, session.id).await?;
        if !authors.is_empty() {
            transitions.words = farewell_message_store::of_group(conn, vault, session.group, None).await?;
            transitions.words.retain(|word| authors.contains(&word.member));
        }
    }
    Ok(transitions.at(stage))
}

/// Completes, at noon of the day after a session, the farewells of those who attended it: until then they can check out and read what was
/// published. A member who missed their own farewell is not removed behind their back.
pub fn on_freeze<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    session: SessionId,
    after: AfterRoster,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        let rows = sqlx::query!(
            r#"select p.id, p.practice_id, p.group_id, p.membership_id, p.kind, p.made_by,
                      exists (select from attendance a where a.session_id = p.session_id and a.membership_id = p.membership_id) as "came!"
               from transition p join session s on s.id = p.session_id
               where p.session_id = $1 and s.state = 'ended' and p.withdrawn_at is null and p.settled_at is null order by p.made_at, p.id"#,
            session as SessionId
        )
        .fetch_all(&mut *conn)
        .await?;
        for row in rows {
            if let (Some(step), Some(member)) = (row.kind.leads_to(), row.membership_id) {
                if !row.came {
                    continue;
                }
                let capacity = group::store::lock(conn, row.group_id).await?;
                let held = group::store::lock_membership(conn, row.group_id, member).await?;
                let (Some(capacity), Some((role, state, _))) = (capacity, held) else { continue };
                let by = match (step, row.made_by == member) {
                    (group::MembershipStep::Leave, true) => ChangedBy::Themselves,
                    (group::MembershipStep::Leave, false) => ChangedBy::OnBehalf,
                    _ => ChangedBy::Therapist,
                };
                // A member who has left meanwhile stays as they are.
                if let Ok(state) = state.step(step, by, role, capacity) {
                    let reason = reason(conn, vault, row.practice_id, row.id).await?;
                    let change = StateChange {
                        membership: member,
                        group: row.group_id,
                        practice: row.practice_id,
                        role,
                        state,
                        reason: reason.as_deref(),
                        by: Some(row.made_by),
                    };
                    group::store::set_state(conn, vault, &change, after, now).await?;
                }
            }
            sqlx::query!("update transition set settled_at = $2 where id = $1", row.id as TransitionId, now).execute(&mut *conn).await?;
        }
        Ok(())
    })
}

async fn reason(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, id: TransitionId) -> Result<Option<String>, Error> {
    let sealed = sqlx::query_scalar!("select reason from transition where id = $1", id as TransitionId).fetch_one(&mut *conn).await?;
    match sealed {
        None => Ok(None),
        Some(sealed) => Ok(vault.open(conn, reason_context(practice, id), &sealed).await?.text()),
    }
}
