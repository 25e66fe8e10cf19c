//! Stores wishes for a word ("I'd like a word"): said at a check-out, or between sessions, without one. A wish is addressed to the therapist
//! who led the group when it was made (`shown_to`, set by a trigger) until its author addresses another.

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

/// Stores a member's wish without a session. One that the group's therapist sees already is enough; one that was addressed to an earlier
/// therapist goes to the present one.
pub async fn request(conn: &mut PgConnection, practice: PracticeId, member: MembershipId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into contact_request (practice_id, membership_id, asked_at)
         select $1, $2, $3 where not exists (
             select from contact_request w where w.membership_id = $2 and w.answered_at is null
               and w.shown_to in (select sees_as(w.session_id, therapist_of_member($2))))
         on conflict (membership_id) where session_id is null and answered_at is null
         do update set shown_to = excluded.shown_to, asked_at = excluded.asked_at",
        practice as PracticeId,
        member as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws what a member still waits for: a wish without a session, and one of a session whose check-out is closed.
pub async fn withdraw(conn: &mut PgConnection, member: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from contact_request w where membership_id = $1 and answered_at is null and (w.session_id is null
             or exists (select from session s where s.id = w.session_id and s.frozen_at is not null))",
        member as MembershipId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A group in which a person may say that they would like a word.
#[derive(Clone, Debug)]
pub struct ContactRequestGroup {
    pub group: GroupId,
    /// The name of its therapist.
    pub therapist: String,
    /// Whether the therapist sees an open wish of theirs.
    pub asked: bool,
    /// Whether [`withdraw`] withdraws all of them: none is of a session whose check-out is open.
    pub can_withdraw: bool,
}

/// The groups whose therapist a person may ask for a word, as an active member.
pub async fn in_groups(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Vec<ContactRequestGroup>, Error> {
    let rows = sqlx::query!(
        r#"select m.group_id as "group", t.id as therapist,
                  w.asked as "asked!", coalesce(w.can_withdraw, false) as "can_withdraw!"
           from membership m
           join membership t on t.group_id = m.group_id and t.role = 'therapist' and t.state = 'active'
           join therapy_group g on g.id = m.group_id and g.ended_at is null
           cross join lateral (
               select count(*) > 0 as asked, bool_and(r.session_id is null or s.frozen_at is not null) as can_withdraw
               from contact_request r left join session s on s.id = r.session_id
               where r.membership_id = m.id and r.answered_at is null and r.shown_to in (select sees_as(r.session_id, t.id))) w
           where m.person_id = $1 and m.role = 'member' and m.state = 'active' order by m.created_at, m.id"#,
        person as PersonId
    )
    .fetch_all(&mut *conn)
    .await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.therapist)).await?;
    Ok(rows
        .into_iter()
        .map(|row| ContactRequestGroup {
            group: row.group,
            therapist: names.get(&row.therapist).cloned().unwrap_or_default(),
            asked: row.asked,
            can_withdraw: row.can_withdraw,
        })
        .collect())
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

/// Marks a wish of a session, or without one, as answered. `None` when the member made no wish that this therapist sees; else whether it
/// was open until now.
pub async fn answer(
    conn: &mut PgConnection,
    session: Option<SessionId>,
    member: MembershipId,
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"update contact_request w set answered_at = coalesce(w.answered_at, $4)
           from (select id, answered_at from contact_request where session_id is not distinct from $1 and membership_id = $2
                 order by answered_at desc nulls first limit 1 for update) was
           where w.id = was.id and w.shown_to in (select sees_as($1, $3))
           returning was.answered_at is null as "open!""#,
        session as Option<SessionId>,
        member as MembershipId,
        by as MembershipId,
        now
    )
    .fetch_optional(conn)
    .await
}

/// A wish of a session that no present leader of the group reads: it was addressed to the therapist before.
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
    pub group: GroupId,
    /// The number of the session in which it was made; `None` for one made between sessions.
    pub number: Option<i32>,
    pub asked_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the group's present therapist sees it.
    pub seen: bool,
}

/// A person's own wishes, the newest first: every open one, and those answered since `since`.
pub async fn own(conn: &mut PgConnection, person: PersonId, since: DateTime<Utc>) -> Result<Vec<OwnRequest>, sqlx::Error> {
    sqlx::query_as!(
        OwnRequest,
        r#"select m.group_id as "group", s.number as "number?", w.asked_at, w.answered_at,
                  exists (select from sees_as(w.session_id, therapist_of_member(m.id)) sees where sees = w.shown_to) as "seen!"
           from contact_request w join membership m on m.id = w.membership_id and m.state = 'active'
           left join session s on s.id = w.session_id
           where m.person_id = $1 and (w.answered_at is null or w.answered_at > $2) order by w.asked_at desc, w.id"#,
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
    /// The session in which it was made, and its number; `None` for one made between sessions.
    pub session: Option<(SessionId, i32)>,
    pub group: GroupId,
    pub member: MembershipId,
    /// The author's name.
    pub name: String,
    pub asked_at: DateTime<Utc>,
    /// When the therapist marked it as answered.
    pub answered_at: Option<DateTime<Utc>>,
}

struct ContactRequestRow {
    session: Option<SessionId>,
    number: Option<i32>,
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
            requests.push(ContactRequest { session: session.zip(number), group, member, name, asked_at, answered_at });
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
        r#"select s.id as "session?", s.number as "number?", s.group_id as "group", m.id as member, w.asked_at, w.answered_at
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
        r#"select s.id as "session?", s.number as "number?", m.group_id as "group", m.id as member, w.asked_at, w.answered_at
           from contact_request w join membership m on m.id = w.membership_id left join session s on s.id = w.session_id
           join membership t on t.group_id = m.group_id and t.person_id = $1 and t.role = 'therapist' and t.state = 'active'
           where w.answered_at is null and w.shown_to in (select sees_as(w.session_id, t.id))
           order by w.asked_at, m.id"#,
        therapist as PersonId
    )
    .fetch_all(&mut *conn)
    .await?;
    with_names(conn, vault, rows).await
}
