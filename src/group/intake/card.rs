//! What other pages show of forming a group: its own page to the therapist, and their home to who waits.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::decision::ApplicantStatus;
use super::fit::GroupLikeness;
use super::{PendingMembership, TogetherCard, sentence, store};
use crate::group::{self, GroupId, Role};
use crate::kit::failure::Error;
use crate::kit::locale::Locale;
use crate::kit::vault::Vault;
use crate::person::PersonId;

/// How long a home still says that a group was not somebody's.
const SAID_FOR: TimeDelta = TimeDelta::days(30);

/// The group by itself, in short.
pub async fn together(conn: &mut PgConnection, vault: &Vault, group: GroupId, locale: Locale) -> Result<TogetherCard, Error> {
    let (members, waiting) = store::known(conn, vault, group).await?;
    let together = GroupLikeness::of(members.iter().map(|one| &one.profile));
    let figure = together.figure();
    let says = if figure.is_some() { sentence::of_group(&together.says(), locale) } else { String::new() };
    Ok(TogetherCard { figure, says, counted: (together.counted(), members.len()), waiting: waiting.len() })
}

/// The places that somebody waits for, and those that were not theirs, for a while.
pub async fn places(conn: &mut PgConnection, vault: &Vault, person: PersonId, now: DateTime<Utc>) -> Result<Vec<PendingMembership>, Error> {
    let mut places = Vec::new();
    for place in store::places(conn, person).await? {
        let Some(standing) = ApplicantStatus::of(place.state, place.listed.is_some(), place.was_in) else { continue };
        let told = match standing {
            ApplicantStatus::Admitted => continue,
            ApplicantStatus::NotThisGroup if now - place.since > SAID_FOR => continue,
            // A colleague who waits to be let in tells nothing of themselves.
            _ if place.role != Role::Member => 0,
            _ => answered(&store::of(conn, vault, place.membership).await?),
        };
        let Some(group) = group::store::find(conn, vault, place.group).await? else { continue };
        places.push(PendingMembership {
            group: group.id,
            name: group.name,
            standing,
            listed: place.listed,
            asks: place.role == Role::Member,
            answered: told,
        });
    }
    Ok(places)
}

/// How many of a candidate's questions have an answer.
pub fn answered(parts: &[super::Part]) -> usize {
    parts
        .iter()
        .filter(|part| part.step != super::IntakeStep::Severity && part.answer.as_ref().is_some_and(|answer| !answer.is_empty()))
        .count()
}
