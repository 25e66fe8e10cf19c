//! Stores notices about substitutes named by the practice.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Notice, SubstitutionId, reason_context};
use crate::group::{self, GroupId, MembershipId, Role};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::{self, SessionId};

/// Adds a notice for the therapist and for every active or paused member with an account, except the substitute.
pub async fn give(conn: &mut PgConnection, group: GroupId, id: SubstitutionId, substitute: PersonId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into substitution_notice (practice_id, group_id, substitution_id, membership_id)
         select practice_id, group_id, $2, id from membership
         where group_id = $1 and role in ('therapist', 'member') and state in ('active', 'paused') and person_id <> $3",
        group as GroupId,
        id as SubstitutionId,
        substitute as PersonId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A person's unread notices, oldest first. Only the therapist gets the reason.
pub async fn unread(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Vec<Notice>, Error> {
    notices_of(conn, vault, person, None).await
}

/// The notices with a reason for naming themselves, for the therapist who was notified; read or unread.
pub async fn reasons(conn: &mut PgConnection, vault: &Vault, session: SessionId, person: PersonId) -> Result<Vec<Notice>, Error> {
    Ok(notices_of(conn, vault, person, Some(session)).await?.into_iter().filter(|one| one.reason.is_some()).collect())
}

/// A person's notices of a session; without one, their unread notices of all sessions.
async fn notices_of(conn: &mut PgConnection, vault: &Vault, person: PersonId, session: Option<SessionId>) -> Result<Vec<Notice>, Error> {
    let rows = sqlx::query!(
        r#"select x.id as "id: SubstitutionId", x.session_id as "session: SessionId", x.practice_id as "practice: PracticeId",
                  x.names_self, x.reason, x.made_at, x.withdrawn_at, r.role as "reader: Role",
                  x.membership_id as "by: MembershipId", x.for_membership_id as "seat: MembershipId"
           from substitution_notice u join membership r on r.id = u.membership_id join substitution x on x.id = u.substitution_id
           where r.person_id = $1 and case when $2::uuid is null then u.read_at is null else x.session_id = $2 end
           order by x.made_at, x.id"#,
        person as PersonId,
        session as Option<SessionId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let names = group::store::names_of(conn, vault, rows.iter().flat_map(|row| [row.by, row.seat])).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(session) = session::store::find(conn, vault, row.session).await? else { continue };
        let Some(group) = group::store::find(conn, vault, session.group).await? else { continue };
        let reason = match row.reason.filter(|_| row.reader == Role::Therapist) {
            None => None,
            Some(sealed) => vault.open(conn, reason_context(row.practice, row.id), &sealed).await?.text(),
        };
        all.push(Notice {
            id: row.id,
            group: group.name,
            name: names.get(&row.by).cloned(),
            of: names.get(&row.seat).cloned(),
            names_self: row.names_self,
            reason,
            made_at: row.made_at,
            withdrawn_at: row.withdrawn_at,
            session,
        });
    }
    Ok(all)
}

/// Marks a person's notice as read; returns whether they have one.
pub async fn read(conn: &mut PgConnection, id: SubstitutionId, person: PersonId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update substitution_notice u set read_at = coalesce(u.read_at, $3) from membership m
         where u.substitution_id = $1 and m.id = u.membership_id and m.person_id = $2",
        id as SubstitutionId,
        person as PersonId,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}
