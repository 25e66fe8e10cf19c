//! What other pages show of forming a group: the group's page to its therapist, and the home page to a person who waits.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::decision::ApplicantStatus;
use super::fit::{Fit, GroupLikeness};
use super::views::AnswerInWords;
use super::{IntakeStep, PendingMembership, Profile, TogetherCard, decision_store, sentence, store};
use crate::group::waiting::{ToldAnswer, WaitingCard};
use crate::group::{self, GroupId, MembershipId, Role};
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
        let Some(status) = membership.status() else { continue };
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

/// The answers that a card of the waiting list shows. The others are on the person's own page.
const TOLD: [IntakeStep; 4] = [IntakeStep::Age, IntakeStep::Focus, IntakeStep::Load, IntakeStep::Goals];

/// The cards of the waiting list.
pub fn waiting<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    group: GroupId,
) -> BoxFuture<'a, Result<HashMap<MembershipId, WaitingCard>, Error>> {
    Box::pin(async move {
        let (members, waiting) = store::members_and_waiting(conn, vault, group).await?;
        let listed: HashMap<_, _> = decision_store::list(conn, group).await?.into_iter().collect();
        let card = |id: MembershipId, parts: &[super::Part]| WaitingCard {
            told: TOLD.iter().filter_map(|step| told(*step, parts)).collect(),
            figure: Fit::of(&Profile::of(parts), &members).figure(),
            listed: listed.get(&id).copied(),
        };
        Ok(waiting.iter().map(|(one, parts)| (one.id, card(one.id, parts))).collect())
    })
}

fn told(step: IntakeStep, parts: &[super::Part]) -> Option<ToldAnswer> {
    let answer = parts.iter().find(|part| part.step == step)?.answer.as_ref().filter(|answer| !answer.is_empty())?;
    Some(ToldAnswer { question: step.key(), chosen: AnswerInWords::of(&step, answer).chosen, words: answer.words.clone() })
}

/// How many of a candidate's questions have an answer.
pub fn answered(parts: &[super::Part]) -> usize {
    parts
        .iter()
        .filter(|part| part.step != super::IntakeStep::Severity && part.answer.as_ref().is_some_and(|answer| !answer.is_empty()))
        .count()
}
