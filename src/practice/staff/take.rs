//! Accepting a staff position by a link. Reading the page changes nothing: previews and mail scanners open links too.

use axum::http::HeaderMap;

use super::views::{AcceptPositionPage, StaffLinkGonePage};
use super::{PURPOSE, StaffHooks, StaffInvitation, StaffInvitationId, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::mail::Address;
use crate::kit::secret::Secret;
use crate::kit::text::clean_line;
use crate::kit::token;
use crate::kit::web::prelude::*;
use crate::person::passphrase::Passphrase;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::begin::let_in;
use crate::person::{self, NewPerson, PersonId, sign_in};
use crate::practice::{self, Practice, StaffRole};

/// An open invitation, in a transaction that has entered its practice.
struct OpenStaffInvitation {
    tx: Tx,
    invitation: StaffInvitation,
    practice: Practice,
}

/// Finds the open invitation, or the response to give instead: that the link is not valid, or the answer that the same submission has had.
async fn find_or_answer(
    app: &AppState,
    chrome: &Chrome,
    press: Option<&Submission>,
    text: &str,
) -> Result<Result<OpenStaffInvitation, Response>, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(press) = press
        && let Some(answer) = press.wait_for_answer(&mut tx, &app.vault, chrome.now).await?
    {
        return Ok(Err(answer));
    }
    Ok(find_invitation(app, chrome, tx, text).await?.ok_or_else(|| link_gone(chrome)))
}

async fn find_invitation(app: &AppState, chrome: &Chrome, mut tx: Tx, text: &str) -> Result<Option<OpenStaffInvitation>, Problem> {
    let Some(secret) = Secret::parse(text) else { return Ok(None) };
    let Some(claims) = token::find(&mut tx, &secret, PURPOSE, chrome.now).await? else { return Ok(None) };
    let Some(id) = claims.practice else { return Ok(None) };
    tx.add_practice(id).await?;
    let Some(invitation) = store::find(&mut tx, StaffInvitationId(claims.subject), chrome.now).await? else { return Ok(None) };
    let practices = practice::store::all(&mut tx, &app.vault).await?;
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

pub(super) type InvitedPerson = Option<axum::Extension<SignedIn>>;

pub(super) async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    me: InvitedPerson,
    PathParams(text): PathParams<String>,
) -> Result<Response, Problem> {
    let opened = match find_or_answer(&app, &chrome, None, &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    render(&app, &chrome, opened, &text, me.map(|me| me.person), (AcceptPositionForm::default(), FormErrors::default())).await
}

fn link_gone(chrome: &Chrome) -> Response {
    chrome.as_requested().page_with(StatusCode::NOT_FOUND, &StaffLinkGonePage)
}

async fn render(
    app: &AppState,
    chrome: &Chrome,
    mut opened: OpenStaffInvitation,
    text: &str,
    me: Option<PersonId>,
    (typed, errors): (AcceptPositionForm, FormErrors),
) -> Result<Response, Problem> {
    let known = match me {
        Some(person) => Some(person::name_of(&mut opened.tx, &app.vault, person).await?.unwrap_or_default()),
        None => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (practice, role) = (opened.practice.name, opened.invitation.role);
    let page = AcceptPositionPage { path: format!("/staff/{text}"), practice, role, known, name: typed.name, email: typed.email, errors };
    Ok(chrome.page_with(status, &page))
}

pub(super) async fn accept(
    hooks: StaffHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    me: InvitedPerson,
    (from, press, headers): (sign_in::ClientOrigin, Submission, HeaderMap),
    PathParams(text): PathParams<String>,
    FormBody(typed): FormBody<AcceptPositionForm>,
) -> Result<Response, Problem> {
    let sign_in = me.as_ref().map(|me| me.id);
    let me = me.map(|me| me.person);
    let mut opened = match find_or_answer(&app, &chrome, Some(&press), &text).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    let (person, is_new) = match me {
        Some(person) => (person, false),
        None => {
            let mut errors = FormErrors::default();
            let locale = chrome.locale();
            let name = errors.check("name", clean_line(&typed.name, person::NAME_LIMIT), |refusal| refusal.message(locale));
            let email = errors.check("email", Address::read(&typed.email).ok_or(()), |()| locale.message("email-not-one"));
            let own = [typed.name.as_str(), typed.email.as_str(), opened.practice.name.as_str()];
            let passphrase = errors.check("passphrase", Passphrase::chosen(&typed.passphrase, &own), |weak| locale.message(weak.key()));
            let (Some(name), Some(email), Some(passphrase)) = (name, email, passphrase) else {
                return render(&app, &chrome, opened, &text, None, (typed, errors)).await;
            };
            // Hashing takes a tenth of a second. No connection waits for it, so the invitation is looked up again afterwards.
            drop(opened);
            let hash = sign_in::choose(&app, from, passphrase, chrome.now).await?;
            opened = match find_or_answer(&app, &chrome, Some(&press), &text).await? {
                Ok(opened) => opened,
                Err(answer) => {
                    if answer.status() == StatusCode::NOT_FOUND {
                        sign_in::in_vain(&app, from, chrome.now).await?;
                    }
                    return Ok(answer);
                }
            };
            let hash = match hash {
                Ok(hash) => hash,
                Err(later) => {
                    errors.add("passphrase", later.message(locale));
                    return Ok(later.on(render(&app, &chrome, opened, &text, None, (typed, errors)).await?));
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
            person::insert(&mut opened.tx, &app.vault, &account, chrome.now).await?;
            (account.id, true)
        }
    };
    let OpenStaffInvitation { mut tx, invitation, practice } = opened;
    store::lock_staff(&mut tx, practice.id).await?;
    if !store::accept(&mut tx, invitation.id, chrome.now).await? {
        return Ok(link_gone(&chrome));
    }
    practice::store::grant_access(&mut tx, person, practice.id, true).await?;
    employ(hooks, &mut tx, &practice, person, invitation.role, &chrome).await?;
    // Neither a link that a therapist made for a member nor a sign-in that began with one may open a staff position.
    sign_in::void_links(&mut tx, person).await?;
    if let Some(sign_in) = sign_in {
        sign_in::end_others(&mut tx, person, sign_in).await?;
    }
    let act = AuditEntry {
        practice: practice.id.0,
        actor: Some(person.0),
        action: AuditAction::StaffInvitationAccepted,
        subject: invitation.id.0,
    };
    audit::record(&mut tx, act, chrome.now).await?;
    let to = Redirect::to("/").into_response();
    if is_new {
        // Staff sign in by their e-mail address; the user name is shown with the recovery word.
        return let_in(&app, tx, person, &headers, &chrome, &press, "/").await;
    }
    let to = press.keep_answer(&mut tx, &app.vault, chrome.now, to).await?;
    tx.commit().await?;
    Ok(to)
}

/// Creates the position. A person who has one here already gets the new role instead, unless the practice would lose its last administrator
/// or a group its leader.
async fn employ(
    hooks: StaffHooks,
    tx: &mut Tx,
    practice: &Practice,
    person: PersonId,
    role: StaffRole,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let positions = store::positions(tx, practice.id).await?;
    let Some(post) = positions.iter().find(|one| one.person == person) else {
        practice::store::employ(tx, practice.id, person, role, chrome.now).await?;
        return Ok(());
    };
    let administrators = positions.iter().filter(|one| one.role == StaffRole::Administrator).count();
    let leads = (hooks.leads)(tx, practice.id).await?.get(&person).copied().unwrap_or(0);
    if super::may_become(post.role, Some(role), administrators, leads).is_ok() {
        store::set_role(tx, practice.id, post.id, role).await?;
    }
    Ok(())
}
