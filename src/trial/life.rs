//! Begins a trial and deletes it.

use std::collections::BTreeSet;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use uuid::Uuid;

use super::{people, store};
use crate::group::store::NewMembership;
use crate::group::{self, AdmissionPolicy, Group, GroupId, Meets, MembershipId, MembershipState, Role};
use crate::key;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditAction, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::{LocaleContext, entry};
use crate::kit::jobs::{self, DueJob};
use crate::person::{self, PersonId, sign_in};
use crate::practice::Practice;
use crate::session::freeze::freezes_at;
use crate::session::{self, Session, SessionId, SessionState};

const DELETE: &str = "trial";
const MINUTES: i32 = 90;

/// Makes a trial group with a session that can be started at once. The caller has locked the therapist's staff position and deleted an
/// earlier trial.
pub(super) async fn begin(
    tx: &mut Tx,
    app: &AppState,
    practice: &Practice,
    me: PersonId,
    reader: LocaleContext,
    now: DateTime<Utc>,
) -> Result<SessionId, Error> {
    let locale = reader.locale;
    let group = Group {
        id: GroupId::random(),
        practice: practice.id,
        name: locale.message(key!("trial-group")).bare(),
        purpose: locale.message(key!("trial-purpose")).bare(),
        focus: None,
        ages: (None, None),
        severity: (None, None),
        areas: BTreeSet::new(),
        locale,
        capacity: 8,
        admission: AdmissionPolicy::Closed,
        meets: Meets::InPerson,
        place: None,
        time_zone: practice.time_zone,
        calendar: reader.calendar,
        ended_at: None,
        trial_until: Some(freezes_at(now, practice.time_zone)),
        version: 1,
    };
    group::store::insert(tx, &app.vault, &group, now).await?;
    group::store::make_trial(tx, &group, me).await?;
    let name = person::name_of(tx, &app.vault, me).await?.unwrap_or_default();
    let therapist = NewMembership {
        id: MembershipId::random(),
        group: group.id,
        practice: practice.id,
        person: Some(me),
        role: Role::Therapist,
        state: MembershipState::Active,
        name: &name,
        invitation: None,
    };
    group::store::insert_membership(tx, &app.vault, &therapist, now).await?;
    for name in people::names(locale) {
        people::add_member(tx, app, &group, None, name, now).await?;
    }
    let local_start = now.with_timezone(&group.time_zone).naive_local().duration_trunc(TimeDelta::minutes(1)).unwrap_or_default();
    let session = Session {
        id: SessionId::random(),
        practice: practice.id,
        group: group.id,
        number: 0,
        local_start,
        time_zone: group.time_zone,
        starts_at: entry::zoned(local_start, group.time_zone),
        minutes: MINUTES,
        place: None,
        question: None,
        state: SessionState::Planned,
        started_at: None,
        ended_at: None,
        frozen_at: None,
        closing_due_at: None,
        version: 1,
    };
    session::store::insert(tx, &app.vault, &session, now).await?;
    let until = group.trial_until.unwrap_or(now);
    jobs::schedule(tx, DELETE, DueJob { practice: practice.id.0, subject: group.id.0 }, until).await?;
    record(tx, practice.id.0, Some(me.0), AuditAction::TrialBegun, group.id, now).await?;
    Ok(session.id)
}

async fn record(
    tx: &mut Tx,
    practice: Uuid,
    actor: Option<Uuid>,
    action: AuditAction,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Ok(audit::record(tx, AuditEntry { practice, actor, action, subject: group.0 }, now).await?)
}

/// Deletes a trial group with everything in it. Returns its sessions, whose open pages are to be woken.
pub(super) async fn delete(
    tx: &mut Tx,
    practice: Uuid,
    actor: Option<Uuid>,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, Error> {
    group::store::lock(tx, group).await?;
    let sessions = session::store::ids_of_group(tx, group).await?;
    for session in &sessions {
        session::store::lock_in_any_state(tx, *session).await?;
        // A session that is deleted while it runs must not hold a sign-in for ever.
        sign_in::release(tx, session.0, now).await?;
    }
    jobs::delete(tx, DELETE, group.0).await?;
    if store::delete(tx, group).await? {
        record(tx, practice, actor, AuditAction::TrialDeleted, group, now).await?;
    }
    Ok(sessions)
}

/// Deletes the trial groups whose noon has come.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one group is logged and does not block the others.
pub async fn run(app: &AppState) -> Result<(), Error> {
    let now = app.clock.now();
    let work = |DueJob { practice, subject }| async move {
        let mut tx = Tx::for_practice(&app.pool, practice).await?;
        let sessions = delete(&mut tx, practice, None, GroupId(subject), now).await?;
        tx.commit().await?;
        forget(app, &sessions);
        Ok(())
    };
    jobs::run(app, DELETE, 1, work).await?;
    Ok(())
}

pub(super) fn forget(app: &AppState, sessions: &[SessionId]) {
    app.vault.forget();
    for session in sessions {
        app.events.wake(session.0);
    }
}
