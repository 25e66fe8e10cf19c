//! Naming and withdrawing a substitute, for both the group's therapist and the practice.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::{self, NewSubstitution};
use super::views::{ChosenSubstitute, Eligible, NamingPage, OpenSeat};
use super::{REASON_LIMIT, Substitution, SubstitutionId, SubstitutionRefusal, may_change, may_stand_in, notice_store};
use crate::group::store::NewMembership;
use crate::group::{self, Membership, MembershipId, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::i18n::Message;
use crate::kit::text::{TextRefusal, clean_paragraphs};
use crate::kit::web::prelude::*;
use crate::person::PersonId;
use crate::person::sign_in::{SignInId, step_up};
use crate::practice::{self, StaffId, StaffMember, StaffRole};
use crate::session::attendance::departure::{self, OnDeparture};
use crate::session::clash::{self, Slot};
use crate::session::{self, Session, SessionId, SessionState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubstituteForm {
    pub id: SubstitutionId,
    #[serde(default)]
    pub whose: String,
    #[serde(default)]
    pub colleague: String,
    /// Whether to name the colleague although they lead another session at that time.
    #[serde(default)]
    pub despite: bool,
    /// The reason; only of a colleague who names themselves.
    #[serde(default)]
    pub reason: String,
    /// The passphrase again; only of a colleague who names themselves.
    #[serde(default)]
    pub passphrase: String,
}

/// An error beside a form field.
pub(super) struct NamingFieldErrors {
    pub field: &'static str,
    pub words: Message,
    /// The refusal, if a rule caused the error.
    pub refusal: Option<SubstitutionRefusal>,
}

impl NamingFieldErrors {
    fn of(refusal: SubstitutionRefusal, chrome: &Chrome) -> Self {
        Self { field: refusal.field(), words: chrome.locale().message(refusal.key()), refusal: Some(refusal) }
    }
}

/// The person who names or withdraws.
#[derive(Clone, Copy)]
pub(super) struct NamingActor {
    pub person: PersonId,
    pub sign_in: SignInId,
    /// Whether the form itself contained the passphrase.
    pub confirmed: bool,
    /// Whether they act for the practice, not as the group's therapist.
    pub by_practice: bool,
}

impl NamingActor {
    async fn has_step_up(self, tx: &mut Tx, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
        Ok(self.confirmed || step_up::is_confirmed(tx, self.sign_in, now).await?)
    }

    /// The path of the forms.
    pub fn path(self, session: SessionId) -> String {
        format!("{}/sessions/{session}/substitutions", if self.by_practice { "/practice" } else { "" })
    }
}

/// Names a substitute, or returns the error for the form.
pub(super) async fn name(
    tx: &mut Tx,
    app: &AppState,
    chrome: &Chrome,
    actor: NamingActor,
    session: &Session,
    (content, form): (&FormContent, &SubstituteForm),
) -> Result<Result<(), NamingFieldErrors>, Problem> {
    let reason = match form.reason.trim() {
        "" => Err(TextRefusal::Empty),
        text => clean_paragraphs(text, REASON_LIMIT),
    };
    let (reason, wrong) = match reason {
        Ok(reason) => (Some(reason), None),
        Err(refusal) => (None, Some(refusal)),
    };
    let staff = practice::store::staff(tx, &app.vault, session.practice).await?;
    let names_self = actor.by_practice && staff.iter().any(|one| one.person == actor.person && one.id.to_string() == form.colleague);
    if let Some(wrong) = wrong.filter(|_| names_self) {
        return Ok(Err(NamingFieldErrors { field: "reason", words: wrong.message(chrome.locale()), refusal: None }));
    }
    let reason = reason.filter(|_| names_self);
    Ok(name_by_rules(tx, app, chrome, actor, session, (content, form), reason.as_deref())
        .await?
        .map_err(|refusal| NamingFieldErrors::of(refusal, chrome)))
}

/// Locks the group's row, then the session's, and checks the actor's right again: the group may have another therapist by now, or a staff
/// position may have ended. A substitute for the therapist has the therapist's role.
async fn lock_session(tx: &mut Tx, actor: NamingActor, session: &Session) -> Result<SessionState, Problem> {
    group::store::lock(tx, session.group).await?.ok_or(Problem::NotFound)?;
    let state = session::store::lock_in_any_state(tx, session.id).await?.ok_or(Problem::NotFound)?;
    let may = if actor.by_practice {
        practice::store::positions_of(tx, actor.person).await?.contains(&(session.practice, StaffRole::Administrator))
    } else {
        group::actor::store::in_session(tx, actor.person, session.id.0).await?.ok_or(Problem::NotFound)?.role() == Role::Therapist
    };
    if may { Ok(state) } else { Err(Problem::Forbidden) }
}

/// Checks the rules and names the substitute. `reason` is set only if the actor names themselves.
async fn name_by_rules(
    tx: &mut Tx,
    app: &AppState,
    chrome: &Chrome,
    actor: NamingActor,
    session: &Session,
    (content, form): (&FormContent, &SubstituteForm),
    reason: Option<&str>,
) -> Result<Result<(), SubstitutionRefusal>, Problem> {
    // Lock order: staff position before group, as when a position ends.
    let position = form.colleague.parse::<StaffId>().ok();
    let has_position = match position {
        Some(position) => practice::store::lock_staff_position(tx, session.practice, position).await?,
        None => false,
    };
    let state = lock_session(tx, actor, session).await?;
    let print = content.fingerprint(tx, &app.vault, group::owner(session.practice, session.group)).await?;
    if store::find(tx, session.id, form.id).await?.is_some() {
        return Ok(if fingerprint::is_resend(tx, form.id, print.as_ref()).await? { Ok(()) } else { Err(SubstitutionRefusal::SentBefore) });
    }
    if let Err(refusal) = may_change(state) {
        return Ok(Err(refusal));
    }
    store::clear(tx, session.id, chrome.now).await?;
    let people = group::store::memberships(tx, &app.vault, session.group).await?;
    let substitutions = store::in_force(tx, session.id).await?;
    let Some(seat) = leader_seats(&people).find(|one| one.id.to_string() == form.whose) else {
        return Ok(Err(SubstitutionRefusal::NoSuchSeat));
    };
    if substitutions.iter().any(|one| one.seat == seat.id) {
        return Ok(Err(SubstitutionRefusal::Taken));
    }
    let staff = practice::store::staff(tx, &app.vault, session.practice).await?;
    let chosen = staff.iter().find(|one| one.id.to_string() == form.colleague);
    let Some(colleague) = chosen.filter(|one| may_stand_in(one.role, &memberships_of(&people, one), seat.role)) else {
        return Ok(Err(SubstitutionRefusal::NotThey));
    };
    if is_busy(&people, &substitutions, colleague) {
        return Ok(Err(SubstitutionRefusal::Busy));
    }
    let slot = Slot::new(session.id, &session.timing(), session.time_zone);
    if !form.despite && clash::is_busy(tx, session.practice, session.group, colleague.person, &slot).await? {
        return Ok(Err(SubstitutionRefusal::Elsewhere));
    }
    if reason.is_some() && !actor.has_step_up(tx, chrome.now).await? {
        return Ok(Err(SubstitutionRefusal::Passphrase));
    }
    if !has_position {
        return Ok(Err(SubstitutionRefusal::NotThey));
    }
    let substitute = ensure_membership(tx, app, chrome, session, &people, colleague, seat.role).await?;
    let new = NewSubstitution {
        id: form.id,
        practice: session.practice,
        group: session.group,
        session: session.id,
        substitute,
        seat: seat.id,
        role: seat.role,
        by: actor.person,
        reason,
    };
    store::insert(tx, &app.vault, new, chrome.now).await?;
    fingerprint::store_fingerprint(tx, form.id, print).await?;
    let leads =
        people.iter().any(|one| one.person == Some(actor.person) && (one.role, one.state) == (Role::Therapist, MembershipState::Active));
    if actor.by_practice && !leads {
        notice_store::give(tx, session.group, form.id, colleague.person).await?;
    }
    record(tx, chrome, actor, session, AuditAction::SubstituteNamed, form.id).await?;
    publish_change(tx, session, state, [substitute, seat.id]).await?;
    Ok(Ok(()))
}

/// Withdraws a substitution.
pub(super) async fn withdraw(
    on_departure: OnDeparture,
    tx: &mut Tx,
    chrome: &Chrome,
    actor: NamingActor,
    session: &Session,
    id: SubstitutionId,
) -> Result<Result<(), NamingFieldErrors>, Problem> {
    let state = lock_session(tx, actor, session).await?;
    let (substitute, seat) = store::find(tx, session.id, id).await?.ok_or(Problem::NotFound)?;
    if let Err(refusal) = may_change(state) {
        return Ok(Err(NamingFieldErrors::of(refusal, chrome)));
    }
    if store::withdraw(tx, id, chrome.now).await? {
        if state == SessionState::Live {
            departure::without_a_seat(tx, on_departure, session.practice, session.id, chrome.now).await?;
        }
        record(tx, chrome, actor, session, AuditAction::SubstituteWithdrawn, id).await?;
        publish_change(tx, session, state, [substitute, seat]).await?;
    }
    Ok(Ok(()))
}

/// The naming page, with an error beside its field if a request was refused.
pub(super) async fn page(
    tx: &mut Tx,
    app: &AppState,
    chrome: &Chrome,
    actor: NamingActor,
    session: Session,
    refused: Option<(ChosenSubstitute, NamingFieldErrors)>,
) -> Result<Response, Problem> {
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(tx, &app.vault, session.group).await?;
    let substitutions = store::in_force(tx, session.id).await?;
    let open: Vec<&Membership> = leader_seats(&people).filter(|one| substitutions.iter().all(|known| known.seat != one.id)).collect();
    let mut colleagues = practice::store::staff(tx, &app.vault, session.practice).await?;
    colleagues.retain(|one| {
        let memberships = memberships_of(&people, one);
        open.iter().any(|seat| may_stand_in(one.role, &memberships, seat.role)) && !is_busy(&people, &substitutions, one)
    });
    let facilitates = |one: &StaffMember| memberships_of(&people, one).contains(&(Role::Facilitator, MembershipState::Active));
    let refusal = refused.as_ref().and_then(|(_, error)| error.refusal);
    let elsewhere = refusal == Some(SubstitutionRefusal::Elsewhere);
    let status = match (&refused, refusal) {
        (None, _) => StatusCode::OK,
        (_, Some(SubstitutionRefusal::SentBefore)) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut errors = FormErrors::default();
    let chosen = refused.map(|(chosen, error)| {
        errors.add(error.field, error.words);
        chosen
    });
    let asks = actor.by_practice && colleagues.iter().any(|one| one.person == actor.person);
    let passphrase = asks && !actor.has_step_up(tx, chrome.now).await?;
    let chrome = chrome.clone().in_zone(group.time_zone);
    let page = NamingPage {
        path: actor.path(session.id),
        by_practice: actor.by_practice,
        open: may_change(session.state).is_ok(),
        in_force: store::in_place(tx, &app.vault, &[session.id]).await?,
        seats: open.iter().map(|one| OpenSeat { id: one.id, name: one.name.clone().unwrap_or_default(), role: one.role }).collect(),
        colleagues: colleagues.into_iter().map(|one| Eligible { facilitates: facilitates(&one), id: one.id, name: one.name }).collect(),
        id: SubstitutionId::random(),
        chosen: chosen.unwrap_or_default(),
        elsewhere,
        asks,
        passphrase,
        errors,
        group,
        session,
    };
    Ok(chrome.page_with(status, &page))
}

/// The memberships that a substitute can replace: those of the group's active leaders.
fn leader_seats(people: &[Membership]) -> impl Iterator<Item = &Membership> {
    people.iter().filter(|one| one.role.is_staff() && one.state == MembershipState::Active)
}

/// A colleague's past and present memberships in the group.
fn memberships_of(people: &[Membership], colleague: &StaffMember) -> Vec<(Role, MembershipState)> {
    people.iter().filter(|one| one.person == Some(colleague.person)).map(|one| (one.role, one.state)).collect()
}

/// Whether a colleague already stands in for another seat in this session.
fn is_busy(people: &[Membership], substitutions: &[Substitution], colleague: &StaffMember) -> bool {
    substitutions.iter().any(|known| people.iter().any(|one| one.id == known.substitute && one.person == Some(colleague.person)))
}

/// The membership with which a colleague stands in: their own as facilitator; otherwise one in state `substitute`, which gives no access to
/// the group and is created when first needed.
async fn ensure_membership(
    tx: &mut Tx,
    app: &AppState,
    chrome: &Chrome,
    session: &Session,
    people: &[Membership],
    colleague: &StaffMember,
    role: Role,
) -> Result<MembershipId, Problem> {
    if let Some(own) = leader_seats(people).find(|one| one.person == Some(colleague.person)) {
        return Ok(own.id);
    }
    if let Some(existing) = store::place_of(tx, session.group, colleague.person).await? {
        return Ok(existing);
    }
    let new = NewMembership {
        id: MembershipId::random(),
        group: session.group,
        practice: session.practice,
        person: Some(colleague.person),
        role,
        state: MembershipState::Substitute,
        name: &colleague.given,
        invitation: None,
    };
    group::store::insert_membership(tx, &app.vault, &new, chrome.now).await?;
    Ok(new.id)
}

async fn record(
    conn: &mut PgConnection,
    chrome: &Chrome,
    actor: NamingActor,
    session: &Session,
    action: AuditAction,
    id: SubstitutionId,
) -> Result<(), Problem> {
    let entry = AuditEntry { practice: session.practice.0, actor: Some(actor.person.0), action, subject: id.0 };
    Ok(audit::record(conn, entry, chrome.now).await?)
}

/// Publishes the change to the open screens of a live session, and to both colleagues concerned, because their own fragments change too.
async fn publish_change(conn: &mut PgConnection, session: &Session, state: SessionState, both: [MembershipId; 2]) -> Result<(), Problem> {
    if state != SessionState::Live {
        return Ok(());
    }
    for to in [Recipients::Everyone, Recipients::Membership(both[0].0), Recipients::Membership(both[1].0)] {
        let change = EventChange { kind: events::BOARD, subject: session.id.0, to };
        events::record(conn, session.practice.0, session.id.0, change).await?;
    }
    Ok(())
}
