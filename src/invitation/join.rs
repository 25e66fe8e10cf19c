//! Joining by a link. Looking changes nothing: previews and mail scanners open links too.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use serde::Deserialize;

use super::views::{InvitationGonePage, JoinPage, JoinedStatus, KeepPage};
use super::{Invitation, InvitationId, InvitationStatus, PURPOSE, store};
use crate::charter;
use crate::charter::draft::settle;
use crate::group::store::NewMembership;
use crate::group::{self, ChangedBy, Group, MembershipId, MembershipState, MembershipStep, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::Locale;
use crate::kit::mail::Address;
use crate::kit::secret::Secret;
use crate::kit::text::clean_line;
use crate::kit::token;
use crate::kit::web::{Chrome, FormBody, FormErrors, PathParams, Problem, Submission};
use crate::person::passphrase::{Passphrase, STRANGERS};
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::gate;
use crate::person::sign_in::routes::begin;
use crate::person::{self, NewPerson, PersonId, sign_in};
use crate::practice::{self, PracticeId};

/// An invitation that leads somewhere, inside a transaction of its practice.
struct OpenInvitation {
    tx: Tx,
    invitation: Invitation,
    group: Group,
    practice: PracticeId,
}

/// One answer for links that are unknown, used, expired or revoked.
fn gone(chrome: &Chrome) -> Response {
    chrome.as_requested().page_with(StatusCode::NOT_FOUND, &InvitationGonePage)
}

/// The invitation; or what is said instead: that the link leads nowhere, or the answer that the same press has had.
async fn open(
    house: &AppState,
    chrome: &Chrome,
    press: Option<&Submission>,
    text: &str,
) -> Result<Result<OpenInvitation, Response>, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(press) = press
        && let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await?
    {
        return Ok(Err(answer));
    }
    Ok(found(house, chrome, tx, text).await?.ok_or_else(|| gone(chrome)))
}

async fn found(house: &AppState, chrome: &Chrome, mut tx: Tx, text: &str) -> Result<Option<OpenInvitation>, Problem> {
    let Some(secret) = Secret::brought(text) else { return Ok(None) };
    let Some(stands) = token::look(&mut tx, &secret, PURPOSE, chrome.now).await? else { return Ok(None) };
    let Some(practice) = stands.practice else { return Ok(None) };
    tx.enter(practice).await?;
    let Some((invitation, group, practice)) = store::find(&mut tx, InvitationId(stands.subject)).await? else { return Ok(None) };
    if invitation.standing(chrome.now) != InvitationStatus::Open {
        return Ok(None);
    }
    let group = group::store::find(&mut tx, &house.vault, group).await?.ok_or(Problem::NotFound)?;
    if group.ended_at.is_some() {
        return Ok(None);
    }
    Ok(Some(OpenInvitation { tx, invitation, group, practice }))
}

pub(super) async fn page(
    State(house): State<AppState>,
    chrome: Chrome,
    me: Option<axum::Extension<SignedIn>>,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let mut opened = match open(&house, &chrome, None, &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let name = match me {
        Some(axum::Extension(me)) => person::name_of(&mut opened.tx, &house.vault, me.person).await?.unwrap_or_default(),
        None => String::new(),
    };
    let typed = JoinForm { name, ..JoinForm::default() };
    let me = me.map(|axum::Extension(me)| me.person);
    let page = join_page(&house, &mut opened, &text, &typed, me, chrome.locale(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn join_page(
    house: &AppState,
    opened: &mut OpenInvitation,
    text: &str,
    typed: &JoinForm,
    me: Option<PersonId>,
    locale: Locale,
    complaints: FormErrors,
) -> Result<JoinPage, Problem> {
    let therapist = group::store::therapist(&mut opened.tx, &house.vault, opened.group.id).await?;
    // Whoever hands links out may look at one, and reads no more than at their desk.
    let from_desk = match me {
        Some(me) => {
            let seat = group::store::sitting(&mut opened.tx, me, opened.group.id).await?;
            seat.is_none() && group::store::desk_of(&mut opened.tx, me, opened.group.id).await?.is_some()
        }
        None => false,
    };
    let charter = charter::store::current(&mut opened.tx, &house.vault, opened.group.id).await?;
    let room = group::store::room_behind(&mut opened.tx, &opened.group).await?;
    let fits = MembershipState::Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, opened.invitation.role, room).is_ok();
    Ok(JoinPage {
        path: format!("/join/{text}"),
        group: opened.group.clone(),
        therapist,
        role: opened.invitation.role,
        admits: opened.invitation.admits && fits,
        queues: opened.invitation.admits && !fits && !room.closed,
        from_desk,
        articles: charter.filter(|_| !from_desk).map(|charter| charter.texts(locale)).unwrap_or_default(),
        known: me.is_some(),
        name: typed.name.clone(),
        email: typed.email.clone(),
        complaints,
    })
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinForm {
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    passphrase: String,
}

pub(super) async fn join(
    State(house): State<AppState>,
    chrome: Chrome,
    me: Option<axum::Extension<SignedIn>>,
    (from, press): (sign_in::ClientOrigin, Submission),
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<JoinForm>,
) -> Result<Response, Problem> {
    let me = me.map(|axum::Extension(me)| me);
    let mut opened = match open(&house, &chrome, Some(&press), &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let locale = chrome.locale();
    let mut complaints = FormErrors::default();
    let name = complaints.take("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(locale));
    let mut new = None;
    if me.is_none() {
        let email = match typed.email.trim() {
            "" => Some(None),
            address => complaints.take("email", Address::read(address).ok_or(()), |()| locale.message("email-not-one")).map(Some),
        };
        let own = [typed.name.as_str(), opened.group.name.as_str()];
        let passphrase = complaints.take("passphrase", Passphrase::chosen(&typed.passphrase, &own), |weak| locale.message(weak.key()));
        new = email.zip(passphrase);
    }
    let Some(name) = name.filter(|_| complaints.is_empty()) else {
        return refused(&house, &chrome, &mut opened, &text, &typed, me.map(|me| me.person), complaints).await;
    };
    let (person, fresh) = match (me, new) {
        (Some(me), _) => (me.person, None),
        (None, Some((email, passphrase))) => {
            // Hashing takes a tenth of a second: no connection waits for it, so the way is looked at anew afterwards.
            drop(opened);
            let hashed = match sign_in::choose(&house, from, passphrase, chrome.now).await? {
                Ok(hash) => sign_in::fresh_word(locale, &STRANGERS).await.map(|fresh| (hash, fresh)),
                Err(later) => Err(later),
            };
            opened = match open(&house, &chrome, Some(&press), &text).await? {
                Ok(again) => again,
                Err(answer) => {
                    if answer.status() == StatusCode::NOT_FOUND {
                        sign_in::in_vain(&house, from, chrome.now).await?;
                    }
                    return Ok(answer);
                }
            };
            let (hash, (words, word)) = match hashed {
                Ok(hashed) => hashed,
                Err(later) => {
                    complaints.say("passphrase", later.message(locale));
                    return Ok(later.on(refused(&house, &chrome, &mut opened, &text, &typed, None, complaints).await?));
                }
            };
            let account = account(&chrome, &opened.group, &name, email, hash);
            let user_name = person::insert(&mut opened.tx, &house.vault, &account, chrome.now).await?;
            person::set_recovery_word(&mut opened.tx, account.id, &word, chrome.now).await?;
            (account.id, Some((user_name, words)))
        }
        (None, None) => return Err(Problem::BadForm),
    };
    let group = opened.group.clone();
    let (member, stands) = match take(&house, &chrome, &mut opened, person, &name).await? {
        TakenInvitation::Seat(member, stands) => (member, stands),
        TakenInvitation::InTheGroupAlready => return Ok(Redirect::to("/").into_response()),
        TakenInvitation::Nothing => return Ok(gone(&chrome)),
    };
    let Some((user_name, words)) = fresh else {
        let home = press.keep(&mut opened.tx, &house.vault, chrome.now, Redirect::to("/").into_response()).await?;
        opened.tx.commit().await?;
        return Ok(home);
    };
    // A fresh account is signed in, and sees its user name and recovery word this once.
    let begun = begin(&house, &mut opened.tx, person, &headers, &chrome, None).await?;
    let marked = match stands {
        JoinedStatus::Admitted => group::store::name_of(&mut opened.tx, &house.vault, member).await?.filter(|shown| *shown != name),
        _ => None,
    };
    let page = gate::entered(&house, chrome.clone(), person).page(&KeepPage { group: group.name, marked, user_name, words, stands });
    begun.along(&house, opened.tx, &chrome, &press, page).await
}

async fn refused(
    house: &AppState,
    chrome: &Chrome,
    opened: &mut OpenInvitation,
    text: &str,
    typed: &JoinForm,
    me: Option<PersonId>,
    complaints: FormErrors,
) -> Result<Response, Problem> {
    let page = join_page(house, opened, text, typed, me, chrome.locale(), complaints).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn account(chrome: &Chrome, group: &Group, name: &str, email: Option<Address>, hash: String) -> NewPerson {
    let time_zone: Tz = group.time_zone;
    NewPerson {
        id: PersonId::random(),
        name: name.to_owned(),
        email,
        passphrase: Some(hash),
        locale: chrome.locale(),
        calendar: chrome.locale().calendar(),
        time_zone,
    }
}

enum TakenInvitation {
    /// A seat of the invitation.
    Seat(MembershipId, JoinedStatus),
    InTheGroupAlready,
    Nothing,
}

/// Takes the invitation's seat and makes the membership, in one transaction: of two who try for the last seat, one gets it.
async fn take(
    house: &AppState,
    chrome: &Chrome,
    opened: &mut OpenInvitation,
    person: PersonId,
    name: &str,
) -> Result<TakenInvitation, Problem> {
    let (practice, group, role) = (opened.practice, opened.group.id, opened.invitation.role);
    // The group's row first: the one order in which everything of a group is held.
    let room = group::store::hold(&mut opened.tx, group).await?.ok_or(Problem::NotFound)?;
    if !store::take_seat(&mut opened.tx, opened.invitation.id, chrome.now).await? {
        return Ok(TakenInvitation::Nothing);
    }
    // A person who is asked to the console waits for the therapist's approval; their post in the practice begins with it.
    let (mut state, mut queued) = (MembershipState::Waiting, false);
    if opened.invitation.admits && !group::life_store::was_sent_away(&mut opened.tx, group, person).await? {
        // Where the group is full meanwhile, others wait for its seats, or it is closed and has begun, they wait like anybody else.
        let behind = group::store::room_behind(&mut opened.tx, &opened.group).await?;
        queued = role == Role::Member && behind.is_full();
        state = state.step(MembershipStep::Admit, ChangedBy::Therapist, role, behind).unwrap_or(MembershipState::Waiting);
    }
    practice::store::stand(&mut opened.tx, person, practice, false).await?;
    let new = NewMembership {
        id: MembershipId::random(),
        group,
        practice,
        person: Some(person),
        role,
        state,
        name,
        invitation: Some(opened.invitation.id.0),
    };
    match group::store::insert_membership(&mut opened.tx, &house.vault, &new, chrome.now).await {
        Ok(()) => {}
        Err(failure) if is_there_already(&failure) => return Ok(TakenInvitation::InTheGroupAlready),
        Err(failure) => return Err(failure.into()),
    }
    if state == MembershipState::Active {
        settle::after_roster(&mut opened.tx, &house.vault, practice, group, chrome.now).await?;
    }
    let act = AuditEntry { practice: practice.0, actor: Some(person.0), act: "joined", kind: "membership", subject: new.id.0 };
    audit::record(&mut opened.tx, act, chrome.now).await?;
    let stands = match state {
        MembershipState::Active => JoinedStatus::Admitted,
        _ if role == Role::Member && room.is_full() => JoinedStatus::Full,
        _ if queued => JoinedStatus::Queued,
        _ => JoinedStatus::Waiting,
    };
    Ok(TakenInvitation::Seat(new.id, stands))
}

fn is_there_already(failure: &Error) -> bool {
    failure.constraint() == Some("one_seat_per_person")
}
