//! Queries for whereabouts, each sealed under the member's key and deleted when the session ends.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{KnownWhereabouts, WhereaboutsId, whereabouts_context};
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// Replaces a member's whereabouts; without a text, deletes them. `noted_by` is the staff member who recorded them for the member.
pub async fn set(
    conn: &mut PgConnection,
    vault: &Vault,
    (practice, session, member): (PracticeId, SessionId, MembershipId),
    text: Option<&str>,
    noted_by: Option<MembershipId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let id = WhereaboutsId::random();
    sqlx::query!("delete from whereabouts where session_id = $1 and membership_id = $2", session as SessionId, member as MembershipId)
        .execute(&mut *conn)
        .await?;
    let Some(text) = text else { return Ok(()) };
    let sealed = vault.key(conn, group::membership_owner(practice, member)).await?.seal(whereabouts_context(practice, id), text);
    sqlx::query!(
        "insert into whereabouts (id, practice_id, session_id, membership_id, text, noted_by, given_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id as WhereaboutsId,
        practice as PracticeId,
        session as SessionId,
        member as MembershipId,
        sealed,
        noted_by as Option<MembershipId>,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether staff recorded the member's whereabouts; none when there are none.
pub async fn by_staff(conn: &mut PgConnection, session: SessionId, member: MembershipId) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select noted_by is not null as "by_staff!" from whereabouts where session_id = $1 and membership_id = $2"#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_optional(conn)
    .await
}

/// A member's own whereabouts.
pub async fn own(conn: &mut PgConnection, vault: &Vault, session: SessionId, member: MembershipId) -> Result<Option<String>, Error> {
    let row = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", text from whereabouts where session_id = $1 and membership_id = $2"#,
        session as SessionId,
        member as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let ring = vault.keyring(conn, [row.text.as_slice()]).await?;
    Ok(ring.open(whereabouts_context(row.practice, row.id), &row.text)?.text())
}

/// The whereabouts of all members, in the order of seats: only those shown to the therapist `reads`.
pub async fn all(conn: &mut PgConnection, vault: &Vault, session: SessionId, reads: MembershipId) -> Result<Vec<KnownWhereabouts>, Error> {
    let rows = sqlx::query!(
        r#"select w.id, w.practice_id as "practice: PracticeId", w.text, w.noted_by is not null as "by_staff!", m.id as "member: MembershipId"
           from whereabouts w join membership m on m.id = w.membership_id
           where w.session_id = $1 and w.shown_to in (select sees_as($1, $2)) order by m.seat nulls last, m.id"#,
        session as SessionId,
        reads as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    let names = group::store::names_of(conn, vault, rows.iter().map(|row| row.member)).await?;
    let mut all = Vec::new();
    for row in rows {
        let text = ring.open(whereabouts_context(row.practice, row.id), &row.text)?.text();
        if let (Some(text), Some(name)) = (text, names.get(&row.member)) {
            all.push(KnownWhereabouts { name: name.clone(), text, by_staff: row.by_staff });
        }
    }
    Ok(all)
}

/// Deletes the whereabouts of a session at its end.
pub async fn forget(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from whereabouts where session_id = $1", session as SessionId).execute(conn).await?;
    Ok(())
}
