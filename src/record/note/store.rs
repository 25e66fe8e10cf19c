//! Individual notes in the database, sealed under the key of the member whom they are about.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{IndividualNote, IndividualNoteId, context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::fingerprint::Fingerprint;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;

crate::fingerprints!(IndividualNoteId: "individual_note");

/// Every version of the note on a member, newest first.
pub async fn versions(conn: &mut PgConnection, vault: &Vault, member: MembershipId) -> Result<Vec<IndividualNote>, Error> {
    let rows = sqlx::query!(
        r#"select id as "id: IndividualNoteId", practice_id as "practice: PracticeId", number, text, written_by as "by: MembershipId", written_at
           from individual_note where membership_id = $1 order by number desc"#,
        member as MembershipId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.text.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let text = ring.open(context(row.practice, row.id), &row.text).map(Unsealed::text)?;
            Ok(IndividualNote { number: row.number, text, by: row.by, at: row.written_at })
        })
        .collect()
}

/// A version to be written.
pub struct NewNote<'a> {
    pub id: IndividualNoteId,
    pub member: MembershipId,
    pub number: i32,
    pub text: &'a str,
    pub print: Option<&'a Fingerprint>,
}

/// Writes a version, for good. The caller has locked the membership.
pub async fn write(conn: &mut PgConnection, vault: &Vault, by: Actor, new: &NewNote<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(by.practice(), new.member)).await?;
    sqlx::query!(
        "insert into individual_note (id, practice_id, membership_id, number, text, written_by, written_at, fingerprint)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id as IndividualNoteId,
        by.practice() as PracticeId,
        new.member as MembershipId,
        new.number,
        key.seal(context(by.practice(), new.id), new.text),
        by.membership() as MembershipId,
        now,
        new.print.map(Fingerprint::bytes)
    )
    .execute(conn)
    .await?;
    Ok(())
}
