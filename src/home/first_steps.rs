//! The first steps of a new practice, on the home of those who form groups there, until all are done, the first session was held, or the
//! reader puts them off.

use chrono_tz::Tz;
use sqlx::PgConnection;

use super::store::{self, FirstStepFacts};
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::{Message, MessageKey, dates, hours};
use crate::kit::web::prelude::*;
use crate::person::PersonId;
use crate::practice::{self, AsGroupCreator, Colleague, StaffRole};
use crate::session::SessionId;

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::CanCreateGroups, "/first-steps/dismissal", dismiss)
}

/// What the button of a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StepAct {
    Follow(String),
    /// Begins a trial session.
    Try,
}

pub(super) struct FirstStep {
    pub title: MessageKey,
    pub words: Message,
    pub done: bool,
    pub button: MessageKey,
    /// None while it waits for another step, or when nothing is left to do.
    pub act: Option<StepAct>,
    /// The first step that is not done: its button is the page's solid one.
    pub next: bool,
}

pub(super) struct FirstSteps {
    pub steps: Vec<FirstStep>,
    pub done: usize,
}

impl FirstSteps {
    /// Whether crisis numbers are among the steps, so that no other part of the page reminds of them.
    pub(super) fn ask_for_numbers(&self) -> bool {
        self.steps.iter().any(|step| step.title == key!("steps-numbers") && !step.done)
    }
}

/// The first steps of this person, who may have a trial session; none when there is nothing to show.
pub(super) async fn of_person(
    conn: &mut PgConnection,
    app: &AppState,
    chrome: &Chrome,
    person: PersonId,
    trial: Option<SessionId>,
) -> Result<Option<FirstSteps>, Error> {
    let Some(facts) = store::first_steps(conn, person, chrome.now).await? else { return Ok(None) };
    let practices = practice::store::all(conn, &app.vault).await?;
    let zone = practices.into_iter().find(|one| one.id == facts.practice).map_or(Tz::UTC, |one| one.time_zone);
    let session = trial.map(|session| format!("/sessions/{session}"));
    Ok(Some(steps(&facts, zone, session, chrome)).filter(|all| all.done < all.steps.len()))
}

fn steps(facts: &FirstStepFacts, zone: Tz, trial: Option<String>, chrome: &Chrome) -> FirstSteps {
    let administers = facts.role == StaffRole::Administrator;
    let words = |key| chrome.locale().message(key);
    let follow = |href: &str| Some(StepAct::Follow(href.to_owned()));
    let step = |title, words, done, button, act| FirstStep { title, words, done, button, act, next: false };
    let mut steps = Vec::new();
    let facilitator = |act: Option<StepAct>| {
        let (title, words, button) = (key!("steps-facilitator"), words(key!("steps-facilitator-words")), key!("steps-facilitator-button"));
        step(title, words, facts.facilitator, button, act.filter(|_| !facts.facilitator))
    };
    if administers {
        let numbers = if facts.numbers { key!("steps-change") } else { key!("help-missing-add") };
        steps.push(step(key!("steps-numbers"), words(key!("steps-numbers-words")), facts.numbers, numbers, follow("/practice/help")));
        let there = words(key!("steps-zone-words"))
            .arg("city", hours::city(zone, chrome.locale()))
            .arg("time", dates::time(chrome.now, zone, chrome.locale()));
        steps.push(step(key!("field-zone"), there, true, key!("steps-change"), follow("/practice")));
        steps.push(facilitator(follow("/practice/staff")));
    }
    let form = follow("/groups/new").filter(|_| facts.group.is_none());
    steps.push(step(key!("steps-group"), words(key!("steps-group-words")), facts.group.is_some(), key!("group-form"), form));
    if !administers {
        steps.push(facilitator(facts.group.map(|group| StepAct::Follow(format!("/groups/{group}/invitations")))));
    }
    let (button, act) = match trial {
        Some(session) => (key!("steps-trial-open"), StepAct::Follow(session)),
        None => (key!("steps-trial-button"), StepAct::Try),
    };
    steps.push(step(key!("trial-title"), words(key!("steps-trial-words")), facts.tried, button, Some(act)));
    if let Some(next) = steps.iter_mut().find(|step| !step.done && step.act.is_some()) {
        next.next = true;
    }
    FirstSteps { done: steps.iter().filter(|step| step.done).count(), steps }
}

async fn dismiss(
    chrome: Chrome,
    mut me: Colleague<AsGroupCreator>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    practice::store::dismiss_first_steps(&mut me.tx, me.person, chrome.now).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::group::GroupId;
    use crate::kit::i18n::{Calendar, Locale};
    use crate::practice::PracticeId;

    fn made(role: StaffRole, group: bool) -> FirstSteps {
        let chrome = Chrome::audience(Locale::En, Calendar::Gregorian, Tz::UTC, DateTime::UNIX_EPOCH);
        let group = group.then(GroupId::random);
        let facts = FirstStepFacts { practice: PracticeId::random(), role, numbers: false, facilitator: false, group, tried: false };
        steps(&facts, Tz::Asia__Tehran, None, &chrome)
    }

    #[test]
    fn one_step_is_next_and_only_an_administrator_cares_for_the_practice() {
        let all = made(StaffRole::Administrator, false);
        assert_eq!((all.steps.len(), all.done, all.ask_for_numbers()), (5, 1, true), "the zone is known");
        assert_eq!(all.steps.iter().map(|step| step.next).collect::<Vec<_>>(), [true, false, false, false, false]);
        let own = made(StaffRole::Therapist, false);
        assert_eq!((own.steps.len(), own.ask_for_numbers(), own.steps[1].act.is_none()), (3, false, true), "a group comes first");
        assert!(own.steps[0].next);
        assert!(made(StaffRole::Therapist, true).steps[1].next);
    }
}
