//! Taking a post by a link. Looking changes nothing: previews and mail scanners open links too.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{StaffLinkGonePage, TakePage};
use super::{PURPOSE, StaffInvitation, StaffInvitationId, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::mail::Address;
use crate::kit::secret::Secret;
use crate::kit::text::clean_line;
use crate::kit::token;
use crate::kit::web::{Chrome, FormBody, FormErrors, PathParams, Problem, Submission};
use crate::person::passphrase::Passphrase;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::routes::let_in;
use crate::person::{self, NewPerson, PersonId, sign_in};
use crate::practice::{self, Practice, StaffRole};

/// An invitation that leads in, inside a transaction of its practice.
struct OpenStaffInvitation {
    tx: Tx,
    invitation: StaffInvitation,
    practice: Practice,
}

/// The invitation; or what is said instead: that the link leads nowhere, or the answer that the same press has had.
async fn open(
    house: &AppState,
    chrome: &Chrome,
    press: Option<&Submission>,
    text: &str,
) -> Result<Result<OpenStaffInvitation, Response>, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(press) = press
        && let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await?
    {
        return Ok(Err(answer));
    }
    Ok(found(house, chrome, tx, text).await?.ok_or_else(|| gone(chrome)))
}

async fn found(house: &AppState, chrome: &Chrome, mut tx: Tx, text: &str) -> Result<Option<OpenStaffInvitation>, Problem> {
    let Some(secret) = Secret::brought(text) else { return Ok(None) };
    let Some(stands) = token::look(&mut tx, &secret, PURPOSE, chrome.now).await? else { return Ok(None) };
    let Some(id) = stands.practice else { return Ok(None) };
    tx.enter(id).await?;
    let Some(invitation) = store::find(&mut tx, StaffInvitationId(stands.subject), chrome.now).await? else { return Ok(None) };
    let practices = practice::store::all(&mut tx, &house.vault).await?;
    let practice = practices.into_iter().find(|one| one.id.0 == id).ok_or(Problem::NotFound)?;
    Ok(Some(OpenStaffInvitation { tx, invitation, practice }))
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptPositionForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    passphrase: String,
}

type InvitedPerson = Option<axum::Extension<SignedIn>>;

pub(super) async fn page(
    State(house): State<AppState>,
    chrome: Chrome,
    me: InvitedPerson,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let opened = match open(&house, &chrome, None, &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    answer(&house, &chrome, opened, &text, me.map(|me| me.person), (AcceptPositionForm::default(), FormErrors::default())).await
}

fn gone(chrome: &Chrome) -> Response {
    chrome.as_requested().page_with(StatusCode::NOT_FOUND, &StaffLinkGonePage)
}

async fn answer(
    house: &AppState,
    chrome: &Chrome,
    mut opened: OpenStaffInvitation,
    text: &str,
    me: Option<PersonId>,
    (typed, complaints): (AcceptPositionForm, FormErrors),
) -> Result<Response, Problem> {
    let known = match me {
        Some(person) => Some(person::name_of(&mut opened.tx, &house.vault, person).await?.unwrap_or_default()),
        None => None,
    };
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (practice, role) = (opened.practice.name, opened.invitation.role);
    let page = TakePage { path: format!("/staff/{text}"), practice, role, known, name: typed.name, email: typed.email, complaints };
    Ok(chrome.page_with(status, &page))
}

pub(super) async fn take(
    State(house): State<AppState>,
    chrome: Chrome,
    me: InvitedPerson,
    (from, press): (sign_in::ClientOrigin, Submission),
    headers: HeaderMap,
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<AcceptPositionForm>,
) -> Result<Response, Problem> {
    let sign_in = me.as_ref().map(|me| me.id);
    let me = me.map(|me| me.person);
    let mut opened = match open(&house, &chrome, Some(&press), &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let (person, is_new) = match me {
        Some(person) => (person, false),
        None => {
            let mut complaints = FormErrors::default();
            let locale = chrome.locale();
            let name = complaints.take("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(locale));
            let email = complaints.take("email", Address::read(&typed.email).ok_or(()), |()| locale.message("email-not-one"));
            let own = [typed.name.as_str(), typed.email.as_str(), opened.practice.name.as_str()];
            let passphrase = complaints.take("passphrase", Passphrase::chosen(&typed.passphrase, &own), |weak| locale.message(weak.key()));
            let (Some(name), Some(email), Some(passphrase)) = (name, email, passphrase) else {
                return answer(&house, &chrome, opened, &text, None, (typed, complaints)).await;
            };
            // Hashing takes a tenth of a second: no connection waits for it, so the way is looked at anew afterwards.
            drop(opened);
            let hash = sign_in::choose(&house, from, passphrase, chrome.now).await?;
            opened = match open(&house, &chrome, Some(&press), &text).await? {
                Ok(again) => again,
                Err(answer) => {
                    if answer.status() == StatusCode::NOT_FOUND {
                        sign_in::in_vain(&house, from, chrome.now).await?;
                    }
                    return Ok(answer);
                }
            };
            let hash = match hash {
                Ok(hash) => hash,
                Err(later) => {
                    complaints.say("passphrase", later.message(locale));
                    return Ok(later.on(answer(&house, &chrome, opened, &text, None, (typed, complaints)).await?));
                }
            };
            let account = NewPerson {
                id: PersonId::random(),
                name,
                email: Some(email),
                passphrase: Some(hash),
                locale,
                calendar: locale.calendar(),
                time_zone: opened.practice.time_zone,
            };
            person::insert(&mut opened.tx, &house.vault, &account, chrome.now).await?;
            (account.id, true)
        }
    };
    let OpenStaffInvitation { mut tx, invitation, practice } = opened;
    store::hold(&mut tx, practice.id).await?;
    if !store::take(&mut tx, invitation.id, chrome.now).await? {
        return Ok(gone(&chrome));
    }
    practice::store::stand(&mut tx, person, practice.id, true).await?;
    employ(&mut tx, &practice, person, invitation.role, &chrome).await?;
    // Neither a link that a therapist made for a member nor a sign-in that began with one opens a post.
    sign_in::void_links(&mut tx, person).await?;
    if let Some(sign_in) = sign_in {
        sign_in::end_others(&mut tx, person, sign_in).await?;
    }
    let act =
        AuditEntry { practice: practice.id.0, actor: Some(person.0), act: "took", kind: "staff_invitation", subject: invitation.id.0 };
    audit::record(&mut tx, act, chrome.now).await?;
    let to = Redirect::to("/").into_response();
    if is_new {
        // Staff sign in by their e-mail address; the user name is shown with the recovery word.
        return let_in(&house, tx, person, &headers, &chrome, &press, "/").await;
    }
    let to = press.keep(&mut tx, &house.vault, chrome.now, to).await?;
    tx.commit().await?;
    Ok(to)
}

/// Whoever has a post here already is given the new role instead, unless that would leave nobody to administer or a group without its lead.
async fn employ(tx: &mut Tx, practice: &Practice, person: PersonId, role: StaffRole, chrome: &Chrome) -> Result<(), Problem> {
    let posts = store::posts(tx, practice.id).await?;
    let Some(post) = posts.iter().find(|one| one.person == person) else {
        practice::store::employ(tx, practice.id, person, role, chrome.now).await?;
        return Ok(());
    };
    let administrators = posts.iter().filter(|one| one.role == StaffRole::Administrator).count();
    let leads = store::leads(tx, practice.id).await?.get(&person).copied().unwrap_or(0);
    if super::may_become(post.role, Some(role), administrators, leads).is_ok() {
        store::set_role(tx, practice.id, post.id, role).await?;
    }
    Ok(())
}
