//! The answers of an intake in the database: each step sealed under the key of the membership it is about.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::answer::{IntakeAnswer, Part, Profile};
use super::decision::ApplicantStatus;
use super::fit::ProfiledMember;
use super::{IntakeStep, PartId, answer_seal_context};
use crate::group::{self, Group, GroupId, Membership, MembershipId, MembershipState, Role, Severity, membership_owner};
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::vault::{Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::PracticeId;

/// A person's membership in a group, in any state.
#[derive(Clone, Copy, Debug)]
pub struct IntakeMembership {
    pub membership: MembershipId,
    pub group: GroupId,
    pub practice: PracticeId,
    pub role: Role,
    pub state: MembershipState,
    /// Since when it is on the waiting list.
    pub listed: Option<DateTime<Utc>>,
    /// Whether it was ever active, other than by an admission that was undone.
    pub was_in: bool,
    /// When its state began.
    pub since: DateTime<Utc>,
}

impl IntakeMembership {
    /// The status that the person's own page shows.
    pub fn status(&self) -> Option<ApplicantStatus> {
        ApplicantStatus::of(self.state, self.listed.is_some(), self.was_in)
    }
}

/// A person's memberships, one per group: an open one before an ended one, then the newest.
pub async fn memberships(conn: &mut PgConnection, person: PersonId) -> Result<Vec<IntakeMembership>, sqlx::Error> {
    sqlx::query_as!(
        IntakeMembership,
        r#"select distinct on (m.group_id) m.id as membership, m.group_id as "group", m.practice_id as practice, m.role, m.state,
                  w.since as "listed?",
                  exists (select from membership_change c where c.membership_id = m.id and c.state = 'active' and not exists (
                      select from membership_change u where u.membership_id = m.id and u.state = 'waiting' and u.at > c.at)) as "was_in!",
                  (select max(c.at) from membership_change c where c.membership_id = m.id) as "since!"
           from membership m left join waiting_place w on w.membership_id = m.id
           where m.person_id = $1
           order by m.group_id, m.state in ('invited', 'waiting', 'active', 'paused') desc, m.created_at desc, m.id"#,
        person as PersonId
    )
    .fetch_all(conn)
    .await
}

pub async fn membership_of(conn: &mut PgConnection, person: PersonId, group: GroupId) -> Result<Option<IntakeMembership>, sqlx::Error> {
    Ok(memberships(conn, person).await?.into_iter().find(|one| one.group == group))
}

pub async fn role_and_state(
    conn: &mut PgConnection,
    group: GroupId,
    id: MembershipId,
) -> Result<Option<(Role, MembershipState)>, sqlx::Error> {
    let row = sqlx::query!("select role, state from membership where id = $1 and group_id = $2", id as MembershipId, group as GroupId)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| (row.role, row.state)))
}

/// The answers of these memberships.
pub async fn load_parts_of_all(conn: &mut PgConnection, vault: &Vault, ids: &[Uuid]) -> Result<HashMap<MembershipId, Vec<Part>>, Error> {
    let rows = sqlx::query!(
        "select id, practice_id, membership_id, step, answer, version, written_by, saved_at from intake_part
         where membership_id = any($1) order by membership_id, step",
        ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.answer.as_slice())).await?;
    let mut all: HashMap<MembershipId, Vec<Part>> = HashMap::new();
    for row in rows {
        let answer = ring.open(answer_seal_context(row.practice_id, row.id), &row.answer).map(Unsealed::text)?;
        all.entry(row.membership_id).or_default().push(Part {
            step: row.step,
            answer: answer.and_then(|text| IntakeAnswer::opened(&text)),
            version: row.version,
            written_by: row.written_by,
            saved_at: row.saved_at,
        });
    }
    Ok(all)
}

pub async fn load_parts(conn: &mut PgConnection, vault: &Vault, membership: MembershipId) -> Result<Vec<Part>, Error> {
    Ok(load_parts_of_all(conn, vault, &[membership.0]).await?.remove(&membership).unwrap_or_default())
}

pub async fn part(conn: &mut PgConnection, vault: &Vault, membership: MembershipId, step: IntakeStep) -> Result<Option<Part>, Error> {
    Ok(load_parts(conn, vault, membership).await?.into_iter().find(|part| part.step == step))
}

/// A step to be saved; the caller has locked its membership.
pub struct NewPart<'a> {
    pub membership: MembershipId,
    pub practice: PracticeId,
    pub step: IntakeStep,
    pub answer: &'a IntakeAnswer,
    /// Its new version.
    pub version: i32,
    pub by: MembershipId,
}

/// Inserts a step, or replaces its answer.
pub async fn write(conn: &mut PgConnection, vault: &Vault, new: &NewPart<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    let known = sqlx::query_scalar!(
        "select id from intake_part where membership_id = $1 and step = $2",
        new.membership as MembershipId,
        new.step as IntakeStep
    )
    .fetch_optional(&mut *conn)
    .await?;
    let id = known.unwrap_or_else(PartId::random);
    let key = vault.key(conn, membership_owner(new.practice, new.membership)).await?;
    sqlx::query!(
        "insert into intake_part (id, practice_id, membership_id, step, answer, version, written_by, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set answer = excluded.answer, version = excluded.version, written_by = excluded.written_by,
                                        saved_at = excluded.saved_at",
        id as PartId,
        new.practice as PracticeId,
        new.membership as MembershipId,
        new.step as IntakeStep,
        key.seal(answer_seal_context(new.practice, id), &new.answer.sealed_text()),
        new.version,
        new.by as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes a person's answers about themselves; the severity stays, which is the therapist's answer.
pub async fn withdraw(conn: &mut PgConnection, membership: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from intake_part where membership_id = $1 and step <> 'severity'", membership as MembershipId)
        .execute(conn)
        .await?;
    Ok(())
}

/// The members with whom a candidate is compared, and the people who wait. Staff are not compared with anyone.
pub async fn members_and_waiting(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
) -> Result<(Vec<ProfiledMember>, Vec<(Membership, Vec<Part>)>), Error> {
    let people = group::store::memberships(conn, vault, group).await?;
    let people: Vec<Membership> = people.into_iter().filter(|one| one.role == Role::Member).collect();
    let ids: Vec<Uuid> = people.iter().map(|one| one.id.0).collect();
    let mut parts_by_member = load_parts_of_all(conn, vault, &ids).await?;
    let (mut members, mut waiting) = (Vec::new(), Vec::new());
    for one in people {
        let parts = parts_by_member.remove(&one.id).unwrap_or_default();
        match one.state {
            MembershipState::Active | MembershipState::Paused => {
                members.push(ProfiledMember { id: one.id, name: one.name, profile: Profile::of(&parts) });
            }
            MembershipState::Waiting => waiting.push((one, parts)),
            _ => {}
        }
    }
    Ok((members, waiting))
}

/// Changes whom a group is meant for if its version is still current, and returns whether it was.
pub async fn set_meant(conn: &mut PgConnection, vault: &Vault, to: &Group) -> Result<bool, Error> {
    let key = vault.key(conn, group::owner(to.practice, to.id)).await?;
    let changed = sqlx::query!(
        "update therapy_group set focus = $3, age_from = $4, age_to = $5, severity_from = $6, severity_to = $7, areas = $8, locale = $9,
                                  version = version + 1
         where id = $1 and version = $2",
        to.id as GroupId,
        to.version,
        to.focus.as_deref().map(|focus| key.seal(group::seal_context("focus", to.practice, to.id), focus)),
        to.ages.0,
        to.ages.1,
        to.severity.0 as Option<Severity>,
        to.severity.1 as Option<Severity>,
        group::store::sealed_areas(&key, to),
        to.locale as Locale
    )
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}
