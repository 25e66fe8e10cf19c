//! Stores substitutions.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{NamedSubstitution, SubstitutedSession, Substitution, SubstitutionId, reason_context, seated};
use crate::group::life::state_during;
use crate::group::{self, GroupId, Membership, MembershipId, Role};
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::{self, SessionId};

/// The memberships of a group as they count in one of its sessions; for an ended session, as they were then. Membership changes are dated,
/// so a later pause, departure or arrival changes nothing.
pub async fn people(conn: &mut PgConnection, vault: &Vault, group: GroupId, session: SessionId) -> Result<Vec<Membership>, Error> {
    let mut people = group::store::memberships(conn, vault, group).await?;
    if let Some(held) = session::store::actual_span(conn, session).await? {
        let changes = group::life_store::changes(conn, group).await?;
        for one in &mut people {
            one.state = state_during(&changes, one.id, held);
        }
    }
    Ok(seated(people, &in_force(conn, session).await?))
}

/// The memberships of a group as they are today, with the substitutions of one of its sessions applied.
pub async fn people_today(conn: &mut PgConnection, vault: &Vault, group: GroupId, session: SessionId) -> Result<Vec<Membership>, Error> {
    let people = group::store::memberships(conn, vault, group).await?;
    Ok(seated(people, &in_force(conn, session).await?))
}

/// The substitutions of a session. Before it begins, those for a colleague who has left the group do not count.
pub async fn in_force(conn: &mut PgConnection, session: SessionId) -> Result<Vec<Substitution>, sqlx::Error> {
    sqlx::query_as!(
        Substitution,
        "select x.id, x.membership_id as substitute, x.for_membership_id as seat, x.role
         from substitution x join session s on s.id = x.session_id join membership f on f.id = x.for_membership_id
         where x.session_id = $1 and x.withdrawn_at is null and (s.state <> 'planned' or f.state = 'active') order by x.made_at, x.id",
        session as SessionId
    )
    .fetch_all(conn)
    .await
}

/// [`in_force`] with names, for several sessions; cancelled ones are left out.
pub async fn in_place(conn: &mut PgConnection, vault: &Vault, sessions: &[SessionId]) -> Result<Vec<NamedSubstitution>, Error> {
    let sessions: Vec<Uuid> = sessions.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select x.id, x.session_id, x.role, n.id as "by: MembershipId", f.id as "seat: MembershipId",
                  s.state = 'ended' as "over!"
           from substitution x join session s on s.id = x.session_id
           join membership n on n.id = x.membership_id join membership f on f.id = x.for_membership_id
           where x.session_id = any($1) and x.withdrawn_at is null and s.state <> 'cancelled' and (s.state <> 'planned' or f.state = 'active')
           order by x.role desc, x.made_at, x.id"#,
        &sessions
    )
    .fetch_all(&mut *conn)
    .await?;
    let names = group::store::names_of(conn, vault, rows.iter().flat_map(|row| [row.by, row.seat])).await?;
    rows.into_iter()
        .map(|row| {
            Ok(NamedSubstitution {
                id: row.id,
                session: row.session_id,
                role: row.role,
                substitute: row.by,
                name: names.get(&row.by).cloned(),
                seat: row.seat,
                of: names.get(&row.seat).cloned(),
                over: row.over,
            })
        })
        .collect()
}

/// Those of the given planned sessions that have a substitute.
pub async fn named_in(conn: &mut PgConnection, sessions: &[SessionId]) -> Result<Vec<SessionId>, sqlx::Error> {
    let sessions: Vec<Uuid> = sessions.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        r#"select distinct x.session_id as "id!: SessionId" from substitution x
           join session s on s.id = x.session_id join membership f on f.id = x.for_membership_id
           where x.session_id = any($1) and x.withdrawn_at is null and s.state = 'planned' and f.state = 'active'"#,
        &sessions
    )
    .fetch_all(conn)
    .await
}

/// A substitution to insert.
#[derive(Clone, Copy, Debug)]
pub struct NewSubstitution<'a> {
    pub id: SubstitutionId,
    pub practice: PracticeId,
    pub group: GroupId,
    pub session: SessionId,
    pub substitute: MembershipId,
    pub seat: MembershipId,
    pub role: Role,
    pub by: PersonId,
    /// The reason; only of a colleague who names themselves for the practice.
    pub reason: Option<&'a str>,
}

crate::fingerprints!(SubstitutionId: "substitution");

/// Inserts a substitution. The constraints `one_substitute_per_seat` and `one_seat_per_substitute` back the rules.
pub async fn insert(conn: &mut PgConnection, vault: &Vault, new: NewSubstitution<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    let reason = match new.reason {
        Some(reason) => {
            let key = vault.key(conn, group::owner(new.practice, new.group)).await?;
            Some(key.seal(reason_context(new.practice, new.id), reason))
        }
        None => None,
    };
    sqlx::query!(
        "insert into substitution
             (id, practice_id, group_id, session_id, membership_id, for_membership_id, role, made_by, made_at, names_self, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8 = (select person_id from membership where id = $5), $10)",
        new.id as SubstitutionId,
        new.practice as PracticeId,
        new.group as GroupId,
        new.session as SessionId,
        new.substitute as MembershipId,
        new.seat as MembershipId,
        new.role as Role,
        new.by as PersonId,
        now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The substitute's and the replaced membership of a substitution in this session, withdrawn or not.
pub async fn find(
    conn: &mut PgConnection,
    session: SessionId,
    id: SubstitutionId,
) -> Result<Option<(MembershipId, MembershipId)>, sqlx::Error> {
    let row = sqlx::query!(
        "select membership_id, for_membership_id from substitution where id = $1 and session_id = $2",
        id as SubstitutionId,
        session as SessionId
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.membership_id, row.for_membership_id)))
}

/// Withdraws a substitution; `false` if it was withdrawn already.
pub async fn withdraw(conn: &mut PgConnection, id: SubstitutionId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update substitution set withdrawn_at = $2 where id = $1 and withdrawn_at is null", id as SubstitutionId, now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Withdraws the substitutions of a planned session whose replaced colleague is no longer active in the group.
pub async fn clear(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update substitution x set withdrawn_at = $2 from session s, membership f
         where x.session_id = $1 and s.id = x.session_id and f.id = x.for_membership_id and x.withdrawn_at is null
         and s.state = 'planned' and f.state <> 'active'",
        session as SessionId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A person's membership in state `substitute` in a group.
pub async fn place_of(conn: &mut PgConnection, group: GroupId, person: PersonId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select id from membership where group_id = $1 and person_id = $2 and state = 'substitute'",
        group as GroupId,
        person as PersonId
    )
    .fetch_optional(conn)
    .await
}

/// The sessions in which a person stands in now (planned, live, or ended until their figures freeze), and whether as a guest.
pub async fn of_person(conn: &mut PgConnection, person: PersonId) -> Result<Vec<(SessionId, bool)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select x.session_id, t.guest as "guest!" from substitution x
           join membership m on m.id = x.membership_id and m.person_id = $1
           join lateral seats_in(x.session_id) t on t.membership_id = m.id and t.stands_in
           where x.withdrawn_at is null order by x.made_at, x.id"#,
        person as PersonId
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.session_id, row.guest)).collect())
}

/// [`of_person`] for the home page, ordered by start.
pub async fn for_home(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Vec<SubstitutedSession>, Error> {
    let mut all = Vec::new();
    for (id, _) in of_person(conn, person).await? {
        let Some(session) = session::store::find(conn, vault, id).await? else { continue };
        let Some(group) = group::store::find(conn, vault, session.group).await? else { continue };
        let Some(actor) = group::actor::store::in_session(conn, person, id.0).await? else { continue };
        let of = in_place(conn, vault, &[id]).await?.into_iter().find(|one| one.substitute == actor.membership());
        all.push(SubstitutedSession {
            until: session.open_until().map(|until| until.with_timezone(&session.time_zone)),
            group: group.name,
            place: session.place.clone().or(group.place),
            of: of.and_then(|one| one.of),
            role: actor.role(),
            session,
        });
    }
    all.sort_by_key(|one| one.session.starts_at);
    Ok(all)
}

/// Ends a person's substitutions: they left the practice, or became a secretary. Returns those of the sessions that are live.
pub async fn end_substitutions(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    person: PersonId,
    after: crate::group::AfterRoster,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, Error> {
    let ended = sqlx::query!(
        r#"update substitution x set withdrawn_at = $3 from session s, membership m
           where s.id = x.session_id and m.id = x.membership_id and m.person_id = $1 and m.practice_id = $2
             and x.withdrawn_at is null and s.state in ('planned', 'live')
           returning s.id as "session: Uuid", s.group_id as "group: GroupId", s.state = 'live' as "live!""#,
        person as PersonId,
        practice as PracticeId,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut live_sessions = Vec::new();
    for row in ended.into_iter().filter(|row| row.live) {
        after(conn, vault, practice, row.group, now).await?;
        let change = EventChange { kind: events::BOARD, subject: row.session, to: Recipients::Everyone };
        events::record(conn, practice.0, row.session, change).await?;
        live_sessions.push(row.session);
    }
    Ok(live_sessions)
}
