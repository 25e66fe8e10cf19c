//! Joining by a link. GET changes nothing, because link previews and mail scanners open links too.

use axum::http::HeaderMap;
use chrono_tz::Tz;

use super::views::{InvitationGonePage, JoinPage, JoinedStatus, KeepPage};
use super::{Invitation, InvitationId, InvitationStatus, PURPOSE, store};
use crate::charter;
use crate::charter::draft::settle;
use crate::group::store::NewMembership;
use crate::group::{self, ChangedBy, Group, MembershipId, MembershipState, MembershipStep, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::mail::Address;
use crate::kit::secret::Secret;
use crate::kit::text::clean_line;
use crate::kit::token;
use crate::kit::web::prelude::*;
use crate::person::passphrase::{Passphrase, STRANGERS};
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::begin::begin;
use crate::person::sign_in::gate;
use crate::person::{self, NewPerson, PersonId, sign_in};
use crate::practice::{self, PracticeId};

/// An open invitation, with a transaction that sees its practice.
struct OpenInvitation {
    tx: Tx,
    invitation: Invitation,
    group: Group,
    practice: PracticeId,
}

/// The same page for unknown, used, expired and revoked links.
fn gone_page(chrome: &Chrome) -> Response {
    chrome.as_requested().page_with(StatusCode::NOT_FOUND, &InvitationGonePage)
}

/// The open invitation of a link; or the response instead: the gone page, or the stored response to a repeated submission.
async fn open_invitation(
    app: &AppState,
    chrome: &Chrome,
    press: Option<&Submission>,
    text: &str,
) -> Result<Result<OpenInvitation, Response>, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(press) = press
        && let Some(answer) = press.wait_for_answer(&mut tx, &app.vault, chrome.now).await?
    {
        return Ok(Err(answer));
    }
    Ok(find_open_invitation(app, chrome, tx, text).await?.ok_or_else(|| gone_page(chrome)))
}

async fn find_open_invitation(app: &AppState, chrome: &Chrome, mut tx: Tx, text: &str) -> Result<Option<OpenInvitation>, Problem> {
    let Some(secret) = Secret::parse(text) else { return Ok(None) };
    let Some(claims) = token::find(&mut tx, &secret, PURPOSE, chrome.now).await? else { return Ok(None) };
    let Some(practice) = claims.practice else { return Ok(None) };
    tx.add_practice(practice).await?;
    let Some((invitation, group, practice)) = store::find(&mut tx, InvitationId(claims.subject)).await? else { return Ok(None) };
    if invitation.status(chrome.now) != InvitationStatus::Open {
        return Ok(None);
    }
    let group = group::store::find(&mut tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    if group.ended_at.is_some() {
        return Ok(None);
    }
    Ok(Some(OpenInvitation { tx, invitation, group, practice }))
}

pub(super) async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    me: Option<axum::Extension<SignedIn>>,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let mut opened = match open_invitation(&app, &chrome, None, &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let name = match me {
        Some(axum::Extension(me)) => person::name_of(&mut opened.tx, &app.vault, me.person).await?.unwrap_or_default(),
        None => String::new(),
    };
    let typed = JoinForm { name, ..JoinForm::default() };
    let me = me.map(|axum::Extension(me)| me.person);
    let page = join_page(&app, &mut opened, &text, &typed, me, chrome.locale(), FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn join_page(
    app: &AppState,
    opened: &mut OpenInvitation,
    text: &str,
    typed: &JoinForm,
    me: Option<PersonId>,
    locale: Locale,
    errors: FormErrors,
) -> Result<JoinPage, Problem> {
    let therapist = group::store::therapist(&mut opened.tx, &app.vault, opened.group.id).await?;
    // A person who schedules from the desk may open a link they made, but sees no more than at the desk.
    let from_desk = match me {
        Some(me) => {
            let seat = group::actor::store::in_group(&mut opened.tx, me, opened.group.id).await?;
            seat.is_none() && group::store::desk_of(&mut opened.tx, me, opened.group.id).await?.is_some()
        }
        None => false,
    };
    let charter = charter::store::current(&mut opened.tx, &app.vault, opened.group.id).await?;
    let capacity = group::store::room_behind(&mut opened.tx, &opened.group).await?;
    let fits = MembershipState::Waiting.step(MembershipStep::Admit, ChangedBy::Therapist, opened.invitation.role, capacity).is_ok();
    Ok(JoinPage {
        path: format!("/join/{text}"),
        group: opened.group.clone(),
        therapist,
        role: opened.invitation.role,
        admits: opened.invitation.admits && fits,
        queues: opened.invitation.admits && !fits && !capacity.closed,
        from_desk,
        articles: charter.filter(|_| !from_desk).map(|charter| charter.texts(locale)).unwrap_or_default(),
        known: me.is_some(),
        name: typed.name.clone(),
        email: typed.email.clone(),
        errors,
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
    State(app): State<AppState>,
    chrome: Chrome,
    me: Option<axum::Extension<SignedIn>>,
    (from, press): (sign_in::ClientOrigin, Submission),
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<JoinForm>,
) -> Result<Response, Problem> {
    let me = me.map(|axum::Extension(me)| me);
    let mut opened = match open_invitation(&app, &chrome, Some(&press), &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let locale = chrome.locale();
    let mut errors = FormErrors::default();
    let name = errors.check("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(locale));
    let mut new = None;
    if me.is_none() {
        let email = match typed.email.trim() {
            "" => Some(None),
            address => errors.check("email", Address::read(address).ok_or(()), |()| locale.message("email-not-one")).map(Some),
        };
        let own = [typed.name.as_str(), opened.group.name.as_str()];
        let passphrase = errors.check("passphrase", Passphrase::chosen(&typed.passphrase, &own), |weak| locale.message(weak.key()));
        new = email.zip(passphrase);
    }
    let Some(name) = name.filter(|_| errors.is_empty()) else {
        return refused(&app, &chrome, &mut opened, &text, &typed, me.map(|me| me.person), errors).await;
    };
    let (person, fresh) = match (me, new) {
        (Some(me), _) => (me.person, None),
        (None, Some((email, passphrase))) => {
            // Hashing takes a tenth of a second. Release the connection meanwhile and check the invitation again afterwards.
            drop(opened);
            let hashed = match sign_in::choose(&app, from, passphrase, chrome.now).await? {
                Ok(hash) => sign_in::fresh_word(locale, &STRANGERS).await.map(|fresh| (hash, fresh)),
                Err(later) => Err(later),
            };
            opened = match open_invitation(&app, &chrome, Some(&press), &text).await? {
                Ok(reopened) => reopened,
                Err(answer) => {
                    if answer.status() == StatusCode::NOT_FOUND {
                        sign_in::in_vain(&app, from, chrome.now).await?;
                    }
                    return Ok(answer);
                }
            };
            let (hash, (words, word)) = match hashed {
                Ok(hashed) => hashed,
                Err(later) => {
                    errors.add("passphrase", later.message(locale));
                    return Ok(later.on(refused(&app, &chrome, &mut opened, &text, &typed, None, errors).await?));
                }
            };
            let account = account(&chrome, &opened.group, &name, email, hash);
            let user_name = person::insert(&mut opened.tx, &app.vault, &account, chrome.now).await?;
            person::set_recovery_word(&mut opened.tx, account.id, &word, chrome.now).await?;
            (account.id, Some((user_name, words)))
        }
        (None, None) => return Err(Problem::BadForm),
    };
    let group = opened.group.clone();
    let (member, status) = match take(&app, &chrome, &mut opened, person, &name).await? {
        TakenInvitation::Seat(member, status) => (member, status),
        TakenInvitation::AlreadyInGroup => return Ok(Redirect::to("/").into_response()),
        TakenInvitation::NoSeat => return Ok(gone_page(&chrome)),
    };
    let Some((user_name, words)) = fresh else {
        let home = press.keep_answer(&mut opened.tx, &app.vault, chrome.now, Redirect::to("/").into_response()).await?;
        opened.tx.commit().await?;
        return Ok(home);
    };
    // Sign the new account in, and show its user name and recovery words this one time.
    let begun = begin(&app, &mut opened.tx, person, &headers, &chrome, None).await?;
    let marked = match status {
        JoinedStatus::Admitted => group::store::name_of(&mut opened.tx, &app.vault, member).await?.filter(|shown| *shown != name),
        _ => None,
    };
    let page =
        gate::chrome_for_person(&app, chrome.clone(), person).page(&KeepPage { group: group.name, marked, user_name, words, status });
    begun.along(&app, opened.tx, &chrome, &press, page).await
}

async fn refused(
    app: &AppState,
    chrome: &Chrome,
    opened: &mut OpenInvitation,
    text: &str,
    typed: &JoinForm,
    me: Option<PersonId>,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let page = join_page(app, opened, text, typed, me, chrome.locale(), errors).await?;
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
    Seat(MembershipId, JoinedStatus),
    AlreadyInGroup,
    NoSeat,
}

/// Takes a seat of the invitation and inserts the membership in one transaction. Of two concurrent requests for the last seat, one gets it.
async fn take(
    app: &AppState,
    chrome: &Chrome,
    opened: &mut OpenInvitation,
    person: PersonId,
    name: &str,
) -> Result<TakenInvitation, Problem> {
    let (practice, group, role) = (opened.practice, opened.group.id, opened.invitation.role);
    // Lock the group's row first: the lock order for everything in a group.
    let capacity = group::store::lock(&mut opened.tx, group).await?.ok_or(Problem::NotFound)?;
    if !store::take_seat(&mut opened.tx, opened.invitation.id, chrome.now).await? {
        return Ok(TakenInvitation::NoSeat);
    }
    // A facilitator waits for the therapist's approval; their staff position in the practice begins with it.
    let (mut state, mut queued) = (MembershipState::Waiting, false);
    if opened.invitation.admits && !group::life_store::was_sent_away(&mut opened.tx, group, person).await? {
        // If the group is full, others wait for its seats, or it is closed and has begun, the person waits like everyone else.
        let behind = group::store::room_behind(&mut opened.tx, &opened.group).await?;
        queued = role == Role::Member && behind.is_full();
        state = state.step(MembershipStep::Admit, ChangedBy::Therapist, role, behind).unwrap_or(MembershipState::Waiting);
    }
    practice::store::grant_access(&mut opened.tx, person, practice, false).await?;
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
    match group::store::insert_membership(&mut opened.tx, &app.vault, &new, chrome.now).await {
        Ok(()) => {}
        Err(failure) if is_member_already(&failure) => return Ok(TakenInvitation::AlreadyInGroup),
        Err(failure) => return Err(failure.into()),
    }
    if state == MembershipState::Active {
        settle::after_roster(&mut opened.tx, &app.vault, practice, group, chrome.now).await?;
    }
    let act = AuditEntry { practice: practice.0, actor: Some(person.0), action: AuditAction::MemberJoined, subject: new.id.0 };
    audit::record(&mut opened.tx, act, chrome.now).await?;
    let status = match state {
        MembershipState::Active => JoinedStatus::Admitted,
        _ if role == Role::Member && capacity.is_full() => JoinedStatus::Full,
        _ if queued => JoinedStatus::Queued,
        _ => JoinedStatus::Waiting,
    };
    Ok(TakenInvitation::Seat(new.id, status))
}

fn is_member_already(failure: &Error) -> bool {
    failure.constraint() == Some("one_seat_per_person")
}
