//! Naming somebody and taking them back, the same whether the group's therapist does it or the practice.

use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use super::store::{self, NewSubstitution};
use super::views::{ChosenSubstitute, Eligible, NamingPage, OpenSeat};
use super::{REASON_LIMIT, Substitution, SubstitutionId, SubstitutionRefusal, may_change, may_stand_in, notice_store};
use crate::group::store::NewMembership;
use crate::group::{self, Membership, MembershipId, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::text::{TextRefusal, clean_paragraphs};
use crate::kit::web::{Chrome, FormErrors, Problem};
use crate::person::PersonId;
use crate::person::sign_in::{SignInId, step_up};
use crate::practice::{self, StaffId, StaffMember, StaffRole};
use crate::session::attendance::gone::{self, OnDeparture};
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
    /// Whether they are named though they lead another session then.
    #[serde(default)]
    pub despite: bool,
    /// Why, of who names themselves.
    #[serde(default)]
    pub reason: String,
    /// The passphrase once more, of who names themselves.
    #[serde(default)]
    pub passphrase: String,
}

/// What is said beside a field of the form.
pub(super) struct NamingFieldErrors {
    pub field: &'static str,
    pub words: Message,
    /// The rule that refused it, if it was one.
    pub refusal: Option<SubstitutionRefusal>,
}

impl NamingFieldErrors {
    fn of(refusal: SubstitutionRefusal, chrome: &Chrome) -> Self {
        Self { field: refusal.field(), words: chrome.locale().message(refusal.key()), refusal: Some(refusal) }
    }
}

/// Whose hand it is.
#[derive(Clone, Copy)]
pub(super) struct NamingActor {
    pub person: PersonId,
    pub sign_in: SignInId,
    /// Whether the form itself brought the passphrase.
    pub confirmed: bool,
    /// Whether it is the practice's, not the group's own therapist's.
    pub by_practice: bool,
}

impl NamingActor {
    async fn holds(self, tx: &mut Tx, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
        Ok(self.confirmed || step_up::holds(tx, self.sign_in, now).await?)
    }

    /// Where the forms go.
    pub fn path(self, session: SessionId) -> String {
        format!("{}/sessions/{session}/substitutions", if self.by_practice { "/practice" } else { "" })
    }
}

/// Names somebody, or says what is in the way.
pub(super) async fn name(
    tx: &mut Tx,
    house: &AppState,
    chrome: &Chrome,
    hand: NamingActor,
    session: &Session,
    (content, typed): (&FormContent, &SubstituteForm),
) -> Result<Result<(), NamingFieldErrors>, Problem> {
    let reason = match typed.reason.trim() {
        "" => Err(TextRefusal::Empty),
        text => clean_paragraphs(text, REASON_LIMIT),
    };
    let (reason, wrong) = match reason {
        Ok(reason) => (Some(reason), None),
        Err(refusal) => (None, Some(refusal)),
    };
    let staff = practice::store::staff(tx, &house.vault, session.practice).await?;
    let names_self = hand.by_practice && staff.iter().any(|one| one.person == hand.person && one.id.to_string() == typed.colleague);
    if let Some(wrong) = wrong.filter(|_| names_self) {
        return Ok(Err(NamingFieldErrors { field: "reason", words: wrong.message(chrome.locale()), refusal: None }));
    }
    let reason = reason.filter(|_| names_self);
    Ok(by_rule(tx, house, chrome, hand, session, (content, typed), reason.as_deref())
        .await?
        .map_err(|refusal| NamingFieldErrors::of(refusal, chrome)))
}

/// Holds the group's row and then the session's, and looks again by what this hand acts: the group may have another therapist now, and a post
/// may have ended. Whoever stands in as therapist has the therapist's role.
async fn hold(tx: &mut Tx, hand: NamingActor, session: &Session) -> Result<SessionState, Problem> {
    group::store::hold(tx, session.group).await?.ok_or(Problem::NotFound)?;
    let state = session::store::hold_in_any_state(tx, session.id).await?.ok_or(Problem::NotFound)?;
    let may = if hand.by_practice {
        practice::store::posts(tx, hand.person).await?.contains(&(session.practice, StaffRole::Administrator))
    } else {
        session::store::sitting(tx, hand.person, session.id).await?.ok_or(Problem::NotFound)?.role == Role::Therapist
    };
    if may { Ok(state) } else { Err(Problem::Forbidden) }
}

/// The same by the rules. A reason has only who names themselves.
async fn by_rule(
    tx: &mut Tx,
    house: &AppState,
    chrome: &Chrome,
    hand: NamingActor,
    session: &Session,
    (content, typed): (&FormContent, &SubstituteForm),
    reason: Option<&str>,
) -> Result<Result<(), SubstitutionRefusal>, Problem> {
    // Posts before groups, as the act that ends a post does.
    let post = typed.colleague.parse::<StaffId>().ok();
    let has_post = match post {
        Some(post) => practice::store::hold_post(tx, session.practice, post).await?,
        None => false,
    };
    let state = hold(tx, hand, session).await?;
    let print = content.under(tx, &house.vault, group::owner(session.practice, session.group)).await?;
    if store::find(tx, session.id, typed.id).await?.is_some() {
        return Ok(if fingerprint::is_resend(tx, typed.id, print.as_ref()).await? { Ok(()) } else { Err(SubstitutionRefusal::SentBefore) });
    }
    if let Err(refusal) = may_change(state) {
        return Ok(Err(refusal));
    }
    store::clear(tx, session.id, chrome.now).await?;
    let people = group::store::memberships(tx, &house.vault, session.group).await?;
    let standing = store::standing(tx, session.id).await?;
    let Some(seat) = seats(&people).find(|one| one.id.to_string() == typed.whose) else { return Ok(Err(SubstitutionRefusal::NoSuchSeat)) };
    if standing.iter().any(|one| one.seat == seat.id) {
        return Ok(Err(SubstitutionRefusal::Taken));
    }
    let staff = practice::store::staff(tx, &house.vault, session.practice).await?;
    let chosen = staff.iter().find(|one| one.id.to_string() == typed.colleague);
    let Some(colleague) = chosen.filter(|one| may_stand_in(one.role, &places(&people, one), seat.role)) else {
        return Ok(Err(SubstitutionRefusal::NotThey));
    };
    if is_busy(&people, &standing, colleague) {
        return Ok(Err(SubstitutionRefusal::Busy));
    }
    let slot = Slot::new(session.id, &session.timing(), session.time_zone);
    if !typed.despite && clash::is_busy(tx, session.practice, session.group, colleague.person, &slot).await? {
        return Ok(Err(SubstitutionRefusal::Elsewhere));
    }
    if reason.is_some() && !hand.holds(tx, chrome.now).await? {
        return Ok(Err(SubstitutionRefusal::Passphrase));
    }
    if !has_post {
        return Ok(Err(SubstitutionRefusal::NotThey));
    }
    let substitute = sits_at(tx, house, chrome, session, &people, colleague, seat.role).await?;
    let new = NewSubstitution {
        id: typed.id,
        practice: session.practice,
        group: session.group,
        session: session.id,
        substitute,
        seat: seat.id,
        role: seat.role,
        by: hand.person,
        reason,
    };
    store::insert(tx, &house.vault, new, chrome.now).await?;
    fingerprint::keep(tx, typed.id, print).await?;
    let leads =
        people.iter().any(|one| one.person == Some(hand.person) && (one.role, one.state) == (Role::Therapist, MembershipState::Active));
    if hand.by_practice && !leads {
        notice_store::give(tx, session.group, typed.id, colleague.person).await?;
    }
    record(tx, chrome, hand, session, "named", typed.id).await?;
    tell(tx, session, state, [substitute, seat.id]).await?;
    Ok(Ok(()))
}

/// Takes somebody back.
pub(super) async fn withdraw(
    on_gone: OnDeparture,
    tx: &mut Tx,
    chrome: &Chrome,
    hand: NamingActor,
    session: &Session,
    id: SubstitutionId,
) -> Result<Result<(), NamingFieldErrors>, Problem> {
    let state = hold(tx, hand, session).await?;
    let (substitute, seat) = store::find(tx, session.id, id).await?.ok_or(Problem::NotFound)?;
    if let Err(refusal) = may_change(state) {
        return Ok(Err(NamingFieldErrors::of(refusal, chrome)));
    }
    if store::withdraw(tx, id, chrome.now).await? {
        if state == SessionState::Live {
            gone::without_a_seat(tx, on_gone, session.practice, session.id, chrome.now).await?;
        }
        record(tx, chrome, hand, session, "withdrew", id).await?;
        tell(tx, session, state, [substitute, seat]).await?;
    }
    Ok(Ok(()))
}

/// The page of it; what was refused is said beside its field.
pub(super) async fn page(
    tx: &mut Tx,
    house: &AppState,
    chrome: &Chrome,
    hand: NamingActor,
    session: Session,
    refused: Option<(ChosenSubstitute, NamingFieldErrors)>,
) -> Result<Response, Problem> {
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(tx, &house.vault, session.group).await?;
    let standing = store::standing(tx, session.id).await?;
    let open: Vec<&Membership> = seats(&people).filter(|one| standing.iter().all(|known| known.seat != one.id)).collect();
    let mut colleagues = practice::store::staff(tx, &house.vault, session.practice).await?;
    colleagues.retain(|one| {
        let places = places(&people, one);
        open.iter().any(|seat| may_stand_in(one.role, &places, seat.role)) && !is_busy(&people, &standing, one)
    });
    let facilitates = |one: &StaffMember| places(&people, one).contains(&(Role::Facilitator, MembershipState::Active));
    let why = refused.as_ref().and_then(|(_, said)| said.refusal);
    let elsewhere = why == Some(SubstitutionRefusal::Elsewhere);
    let status = match (&refused, why) {
        (None, _) => StatusCode::OK,
        (_, Some(SubstitutionRefusal::SentBefore)) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut complaints = FormErrors::default();
    let chosen = refused.map(|(chosen, said)| {
        complaints.say(said.field, said.words);
        chosen
    });
    let asks = hand.by_practice && colleagues.iter().any(|one| one.person == hand.person);
    let passphrase = asks && !hand.holds(tx, chrome.now).await?;
    let chrome = chrome.clone().in_zone(group.time_zone);
    let page = NamingPage {
        path: hand.path(session.id),
        by_practice: hand.by_practice,
        open: may_change(session.state).is_ok(),
        standing: store::in_place(tx, &house.vault, &[session.id]).await?,
        seats: open.iter().map(|one| OpenSeat { id: one.id, name: one.name.clone().unwrap_or_default(), role: one.role }).collect(),
        colleagues: colleagues.into_iter().map(|one| Eligible { facilitates: facilitates(&one), id: one.id, name: one.name }).collect(),
        id: SubstitutionId::random(),
        chosen: chosen.unwrap_or_default(),
        elsewhere,
        asks,
        passphrase,
        complaints,
        group,
        session,
    };
    Ok(chrome.page_with(status, &page))
}

/// The seats that somebody can stand in for: those of whoever leads the group now.
fn seats(people: &[Membership]) -> impl Iterator<Item = &Membership> {
    people.iter().filter(|one| one.role.is_staff() && one.state == MembershipState::Active)
}

/// What a colleague is and was in the group.
fn places(people: &[Membership], colleague: &StaffMember) -> Vec<(Role, MembershipState)> {
    people.iter().filter(|one| one.person == Some(colleague.person)).map(|one| (one.role, one.state)).collect()
}

/// Whether a colleague stands in for somebody in this session already.
fn is_busy(people: &[Membership], standing: &[Substitution], colleague: &StaffMember) -> bool {
    standing.iter().any(|known| people.iter().any(|one| one.id == known.substitute && one.person == Some(colleague.person)))
}

/// Where a colleague sits: at their own seat as facilitator, else at a place that is none in the group, made when they first need it.
async fn sits_at(
    tx: &mut Tx,
    house: &AppState,
    chrome: &Chrome,
    session: &Session,
    people: &[Membership],
    colleague: &StaffMember,
    role: Role,
) -> Result<MembershipId, Problem> {
    if let Some(own) = seats(people).find(|one| one.person == Some(colleague.person)) {
        return Ok(own.id);
    }
    if let Some(place) = store::place_of(tx, session.group, colleague.person).await? {
        return Ok(place);
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
    group::store::insert_membership(tx, &house.vault, &new, chrome.now).await?;
    Ok(new.id)
}

async fn record(
    conn: &mut PgConnection,
    chrome: &Chrome,
    hand: NamingActor,
    session: &Session,
    act: &'static str,
    id: SubstitutionId,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: session.practice.0, actor: Some(hand.person.0), act, kind: "substitution", subject: id.0 };
    Ok(audit::record(conn, act, chrome.now).await?)
}

/// Open screens of a live session hear of it, and both whom it concerns: what is their own there is another now.
async fn tell(conn: &mut PgConnection, session: &Session, state: SessionState, both: [MembershipId; 2]) -> Result<(), Problem> {
    if state != SessionState::Live {
        return Ok(());
    }
    for to in [Recipients::Everyone, Recipients::Seat(both[0].0), Recipients::Seat(both[1].0)] {
        let change = EventChange { kind: relay::BOARD, subject: session.id.0, to };
        relay::record(conn, session.practice.0, session.id.0, change).await?;
    }
    Ok(())
}
