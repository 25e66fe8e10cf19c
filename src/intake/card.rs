//! What other pages show of forming a group: the group's page to its therapist, and the home page to a person who waits.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::decision::ApplicantStatus;
use super::fit::GroupLikeness;
use super::{PendingMembership, TogetherCard, sentence, store};
use crate::group::{self, GroupId, Role};
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::vault::Vault;
use crate::person::PersonId;

/// How long a home page shows that a group did not admit the person.
const SHOWN_FOR: TimeDelta = TimeDelta::days(30);

/// The group by itself, in short.
pub async fn together(conn: &mut PgConnection, vault: &Vault, group: GroupId, locale: Locale) -> Result<TogetherCard, Error> {
    let (members, waiting) = store::members_and_waiting(conn, vault, group).await?;
    let together = GroupLikeness::of(members.iter().map(|one| &one.profile));
    let figure = together.figure();
    let says = if figure.is_some() { sentence::of_group(&together.says(), locale) } else { String::new() };
    Ok(TogetherCard { figure, says, counted: (together.counted(), members.len()), waiting: waiting.len() })
}

/// The groups that a person waits for, and for a while those that did not admit them.
pub async fn places(conn: &mut PgConnection, vault: &Vault, person: PersonId, now: DateTime<Utc>) -> Result<Vec<PendingMembership>, Error> {
    let mut pending = Vec::new();
    for membership in store::memberships(conn, person).await? {
        let Some(status) = ApplicantStatus::of(membership.state, membership.listed.is_some(), membership.was_in) else { continue };
        let answered_count = match status {
            ApplicantStatus::Admitted => continue,
            ApplicantStatus::NotThisGroup if now - membership.since > SHOWN_FOR => continue,
            // A colleague who waits for admission answers no questions.
            _ if membership.role != Role::Member => 0,
            _ => answered(&store::load_parts(conn, vault, membership.membership).await?),
        };
        let Some(group) = group::store::find(conn, vault, membership.group).await? else { continue };
        pending.push(PendingMembership {
            group: group.id,
            name: group.name,
            status,
            listed: membership.listed,
            asks: membership.role == Role::Member,
            answered: answered_count,
        });
    }
    Ok(pending)
}

/// How many of a candidate's questions have an answer.
pub fn answered(parts: &[super::Part]) -> usize {
    parts
        .iter()
        .filter(|part| part.step != super::IntakeStep::Severity && part.answer.as_ref().is_some_and(|answer| !answer.is_empty()))
        .count()
}
