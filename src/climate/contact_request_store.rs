//! Stores wishes for a word ("I'd like a word"). A wish is addressed to the therapist who led the group when it was made (`shown_to`, set
//! by a trigger) until its author addresses another.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::MoodOwner;
use crate::group::{self, GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Stores or withdraws a member's wish. An answered wish stays as it is.
pub async fn wish(conn: &mut PgConnection, of: MoodOwner, wishes: bool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    if wishes {
        sqlx::query!(
            "insert into contact_request (practice_id, session_id, membership_id, asked_at) values ($1, $2, $3, $4) on conflict do nothing",
            of.practice as PracticeId,
            of.session as SessionId,
            of.member as MembershipId,
            now
        )
        .execute(conn)
        .await?;
    } else {
        sqlx::query!(
            "delete from contact_request where session_id = $1 and membership_id = $2 and answered_at is null",
            of.session as SessionId,
            of.member as MembershipId
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Whether a member wished for a word in a session.
pub async fn wished(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from contact_request where session_id = $1 and membership_id = $2) as "wished!""#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_one(conn)
    .await
}

/// Marks a wish as answered. `None` when the member made no wish that this therapist sees; else whether it was open until now.
pub async fn answer(
    conn: &mut PgConnection,
    session: SessionId,
    member: MembershipId,
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"update contact_request w set answered_at = coalesce(w.answered_at, $4)
           from (select answered_at from contact_request where session_id = $1 and membership_id = $2 for update) was
           where w.session_id = $1 and w.membership_id = $2 and w.shown_to in (select sees_as($1, $3))
           returning was.answered_at is null as "open!""#,
        session as SessionId,
        member as MembershipId,
        by as MembershipId,
        now
    )
    .fetch_optional(conn)
    .await
}

/// A wish that no present leader of the group reads: it was addressed to the therapist before.
#[derive(Clone, Copy, Debug)]
pub struct Unread {
    pub session: SessionId,
    pub number: i32,
}

/// A person's own open wishes that the present therapist does not see, the oldest first.
pub async fn unread(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Unread>, sqlx::Error> {
    sqlx::query_as!(
        Unread,
        r#"select s.id as session, s.number
           from contact_request w join membership m on m.id = w.membership_id and m.state = 'active' join session s on s.id = w.session_id
           where m.person_id = $1 and w.answered_at is null and therapist_of(s.id) is not null
             and not exists (select from sees_as(s.id, therapist_of(s.id)) sees where sees = w.shown_to)
           order by w.asked_at"#,
        person as PersonId
    )
    .fetch_all(conn)
    .await
}

/// A wish as its author sees it.
#[derive(Clone, Copy, Debug)]
pub struct OwnRequest {
    pub session: SessionId,
    pub number: i32,
    pub asked_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the group's present therapist sees it.
    pub seen: bool,
}

/// A person's own wishes, the newest first: every open one, and those answered since `since`.
pub async fn own(conn: &mut PgConnection, person: PersonId, since: DateTime<Utc>) -> Result<Vec<OwnRequest>, sqlx::Error> {
    sqlx::query_as!(
        OwnRequest,
        r#"select s.id as session, s.number, w.asked_at, w.answered_at,
                  exists (select from sees_as(s.id, therapist_of(s.id)) sees where sees = w.shown_to) as "seen!"
           from contact_request w join membership m on m.id = w.membership_id and m.state = 'active' join session s on s.id = w.session_id
           where m.person_id = $1 and (w.answered_at is null or w.answered_at > $2) order by w.asked_at desc, s.id"#,
        person as PersonId,
        since
    )
    .fetch_all(conn)
    .await
}

/// Addresses an open wish to the therapist who leads the group now. Returns whether there is one.
pub async fn ask_anew(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update contact_request set shown_to = coalesce(therapist_of(session_id), shown_to)
         where session_id = $1 and membership_id = $2 and answered_at is null",
        session as SessionId,
        member as MembershipId
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

#[derive(Clone, Debug)]
pub struct ContactRequest {
    pub session: SessionId,
    pub number: i32,
    pub group: GroupId,
    pub member: MembershipId,
    /// The author's name.
    pub name: String,
    pub asked_at: DateTime<Utc>,
    /// When the therapist marked it as answered.
    pub answered_at: Option<DateTime<Utc>>,
}

struct ContactRequestRow {
    session: SessionId,
    number: i32,
    group: GroupId,
    member: MembershipId,
    asked_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
}

async fn with_names(conn: &mut PgConnection, vault: &Vault, rows: Vec<ContactRequestRow>) -> Result<Vec<ContactRequest>, Error> {
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    let mut requests = Vec::new();
    for row in rows {
        let ContactRequestRow { session, number, group, member, asked_at, answered_at } = row;
        if let Some(name) = names.get(&member).cloned() {
            requests.push(ContactRequest { session, number, group, member, name, asked_at, answered_at });
        }
    }
    Ok(requests)
}

/// The wishes of a session that `reader` sees, answered ones last.
pub async fn of_session(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    reader: MembershipId,
) -> Result<Vec<ContactRequest>, Error> {
    let rows = sqlx::query_as!(
        ContactRequestRow,
        r#"select s.id as session, s.number, s.group_id as "group", m.id as member, w.asked_at, w.answered_at
           from contact_request w join session s on s.id = w.session_id join membership m on m.id = w.membership_id
           where s.id = $1 and w.shown_to in (select sees_as($1, $2)) order by w.answered_at nulls first, w.asked_at"#,
        session as SessionId,
        reader as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    with_names(conn, vault, rows).await
}

/// The open wishes that `therapist` sees in the groups they lead, the longest waiting first.
pub async fn open_for(conn: &mut PgConnection, vault: &Vault, therapist: PersonId) -> Result<Vec<ContactRequest>, Error> {
    let rows = sqlx::query_as!(
        ContactRequestRow,
        r#"select s.id as session, s.number, s.group_id as "group", m.id as member, w.asked_at, w.answered_at
           from contact_request w join session s on s.id = w.session_id join membership m on m.id = w.membership_id
           join membership t on t.group_id = s.group_id and t.person_id = $1 and t.role = 'therapist' and t.state = 'active'
           where w.answered_at is null and w.shown_to in (select sees_as(s.id, t.id))
           order by w.asked_at, m.id"#,
        therapist as PersonId
    )
    .fetch_all(&mut *conn)
    .await?;
    with_names(conn, vault, rows).await
}
