//! Routes for administrators to manage the staff of their practice. Accepting a position is in `take`.

use axum::http::HeaderMap;

use super::views::{NewStaffLink, StaffPage, StaffRow};
use super::{GOOD_FOR, StaffHooks, StaffInvitation, StaffInvitationId, may_become, store, take};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::i18n::Message;
use crate::kit::web::prelude::*;
use crate::person::sign_in::once::Once;
use crate::person::sign_in::views::SignInLinkPage;
use crate::person::sign_in::{self, LINK_LASTS};
use crate::practice::{self, AsAdministrator, Colleague, PracticeId, StaffId, StaffRole};

pub fn routes(hooks: StaffHooks) -> AppRoutes {
    type StaffPath = PathParams<StaffId>;
    type Me = Once<Colleague<AsAdministrator>>;
    let show = move |app: State<AppState>, chrome: Chrome, me: Colleague<AsAdministrator>| show(hooks, app, chrome, me);
    let invite = move |app: State<AppState>,
                       chrome: Chrome,
                       press: Submission,
                       me: Colleague<AsAdministrator>,
                       content: FormContent,
                       form: FormBody<StaffInvitationForm>| { invite(hooks, app, chrome, press, me, content, form) };
    let change_role = move |state: State<AppState>, chrome: Chrome, me: Me, path: StaffPath, typed: FormBody<NewRole>| {
        change_role(hooks, state, chrome, me, path, typed)
    };
    let remove = move |state: State<AppState>, chrome: Chrome, me: Me, path: StaffPath, body: FormBody<EmptyBody>| {
        remove(hooks, state, chrome, me, path, body)
    };
    let accept =
        move |app: State<AppState>,
              chrome: Chrome,
              me: take::InvitedPerson,
              press: (sign_in::ClientOrigin, Submission, HeaderMap),
              token: PathParams<String>,
              form: FormBody<take::AcceptPositionForm>| { take::accept(hooks, app, chrome, me, press, token, form) };
    AppRoutes::new()
        .get(Access::PracticeAdministrator, "/practice/staff", show)
        .post(Access::PracticeAdministrator, "/practice/staff/invitations", invite)
        .post(Access::PracticeAdministrator, "/practice/staff/invitations/{staff_invitation}/revocation", revoke)
        .post(Access::PracticeAdministrator, "/practice/staff/{staff}/role", change_role)
        .post(Access::PracticeAdministrator, "/practice/staff/{staff}/removal", remove)
        .post(Access::PracticeAdministrator, "/practice/staff/{staff}/sign-in-link", sign_in_link)
        .get(Access::TokenHolder, "/staff/{token}", take::page)
        .post(Access::TokenHolder, "/staff/{token}", accept)
}

async fn show(
    hooks: StaffHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
) -> Result<Response, Problem> {
    let page = page(hooks, &app, &chrome, &mut me, None, None).await?;
    Ok(chrome.page(&page))
}

async fn page(
    hooks: StaffHooks,
    app: &AppState,
    chrome: &Chrome,
    me: &mut Colleague<AsAdministrator>,
    fresh: Option<NewStaffLink>,
    refused: Option<(StaffId, Message)>,
) -> Result<StaffPage, Problem> {
    let id = me.practices()[0];
    let practices = practice::store::all(&mut me.tx, &app.vault).await?;
    let practice = practices.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?.name;
    let leads = (hooks.leads)(&mut me.tx, id).await?;
    let rows = practice::store::staff(&mut me.tx, &app.vault, id).await?.into_iter();
    let open = store::open_invitations(&mut me.tx, id, chrome.now).await?;
    let refusal = |post: StaffId| refused.as_ref().filter(|(id, _)| *id == post).map(|(_, words)| words.clone());
    let rows =
        rows.map(|post| StaffRow { leads: leads.get(&post.person).copied().unwrap_or(0), refusal: refusal(post.id), post }).collect();
    let (chosen, refusal) = (StaffRole::ALL[0], None);
    Ok(StaffPage { practice, me: me.person, rows, open, fresh, id: StaffInvitationId::random(), chosen, refusal })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffInvitationForm {
    id: StaffInvitationId,
    role: StaffRole,
}

async fn invite(
    hooks: StaffHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    mut me: Colleague<AsAdministrator>,
    content: FormContent,
    FormBody(typed): FormBody<StaffInvitationForm>,
) -> Result<Response, Problem> {
    if let Some(answer) = press.wait_for_answer(&mut me.tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let practice = lock_staff(&mut me).await?;
    let new = StaffInvitation { id: typed.id, role: typed.role, expires_at: chrome.now + GOOD_FOR };
    let secret = store::invite(&mut me.tx, practice, &new, chrome.now).await?;
    let print = content.fingerprint(&mut me.tx, &app.vault, practice::owner(practice)).await?;
    let sent = fingerprint::record_submission(&mut me.tx, new.id, print, secret.is_some()).await?;
    let Some(secret) = secret else {
        if sent == Submitted::Again {
            return Ok(Redirect::to("/practice/staff").into_response());
        }
        let page = StaffPage {
            chosen: typed.role,
            refusal: Some(chrome.locale().message(SENT_BEFORE)),
            ..page(hooks, &app, &chrome, &mut me, None, None).await?
        };
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    };
    record(&mut me, &chrome, practice, AuditAction::StaffInvitationMade, new.id.0).await?;
    let link = app.url.to(&format!("/staff/{}", secret.reveal()));
    let page = page(hooks, &app, &chrome, &mut me, Some(NewStaffLink { link, role: new.role, expires_at: new.expires_at }), None).await?;
    // The link is shown only now: a redirect could not show it.
    let page = press.keep_answer(&mut me.tx, &app.vault, chrome.now, chrome.page(&page)).await?;
    me.tx.commit().await?;
    Ok(page)
}

async fn revoke(
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    PathParams(id): PathParams<StaffInvitationId>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let practice = lock_staff(&mut me).await?;
    if !store::revoke(&mut me.tx, practice, id, chrome.now).await? {
        return Err(Problem::NotFound);
    }
    record(&mut me, &chrome, practice, AuditAction::StaffInvitationRevoked, id.0).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/practice/staff").into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRole {
    role: StaffRole,
}

async fn change_role(
    hooks: StaffHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    me: Once<Colleague<AsAdministrator>>,
    PathParams(id): PathParams<StaffId>,
    FormBody(typed): FormBody<NewRole>,
) -> Result<Response, Problem> {
    change(hooks, &app, &chrome, me, id, Some(typed.role)).await
}

async fn remove(
    hooks: StaffHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    me: Once<Colleague<AsAdministrator>>,
    PathParams(id): PathParams<StaffId>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    change(hooks, &app, &chrome, me, id, None).await
}

/// Makes a sign-in link for a person of the staff who lost access. An administrator makes none for themselves: it would bypass the
/// passphrase, which is changed on the account's page.
async fn sign_in_link(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    PathParams(id): PathParams<StaffId>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let practice = lock_staff(&mut me).await?;
    let staff = practice::store::staff(&mut me.tx, &app.vault, practice).await?;
    let post = staff.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    if post.person == me.person {
        return Ok(Redirect::to("/account").into_response());
    }
    let link = sign_in::make_link_by(&mut me.tx, practice.0, post.person, LINK_LASTS, chrome.now).await?;
    record(&mut me, &chrome, practice, AuditAction::StaffSignInLinkMade, id.0).await?;
    let title = practice::store::all(&mut me.tx, &app.vault).await?.into_iter().find(|one| one.id == practice);
    me.tx.commit().await?;
    let title = title.map(|one| one.name).unwrap_or_default();
    let (link, back) = (app.url.to(&link), "/practice/staff".to_owned());
    Ok(chrome.page(&SignInLinkPage { over: title, back, name: post.name, link, hours: LINK_LASTS.num_hours() }))
}

/// Locks the practice's positions, then checks again that the person administers it: of two who change each other, the second is refused.
async fn lock_staff(me: &mut Colleague<AsAdministrator>) -> Result<PracticeId, Problem> {
    let practice = me.practices()[0];
    store::lock_staff(&mut me.tx, practice).await?;
    let positions = store::positions(&mut me.tx, practice).await?;
    let administers = positions.iter().any(|post| post.person == me.person && post.role == StaffRole::Administrator);
    if administers { Ok(practice) } else { Err(Problem::Forbidden) }
}

/// Changes the role of a position, or ends it.
async fn change(
    hooks: StaffHooks,
    app: &AppState,
    chrome: &Chrome,
    Once { proof: mut me, press, answer }: Once<Colleague<AsAdministrator>>,
    id: StaffId,
    becomes: Option<StaffRole>,
) -> Result<Response, Problem> {
    let practice = lock_staff(&mut me).await?;
    let staff = practice::store::staff(&mut me.tx, &app.vault, practice).await?;
    let Some(post) = staff.iter().find(|one| one.id == id) else { return answer.ok_or(Problem::NotFound) };
    let administrators = staff.iter().filter(|one| one.role == StaffRole::Administrator).count();
    let leads = (hooks.leads)(&mut me.tx, practice).await?.get(&post.person).copied().unwrap_or(0);
    if let Err(refusal) = may_become(post.role, becomes, administrators, leads) {
        let words = chrome.locale().message(refusal.key());
        let page = page(hooks, app, chrome, &mut me, None, Some((id, words))).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(role) = becomes {
        store::set_role(&mut me.tx, practice, id, role).await?;
    } else {
        let is_member = (hooks.is_member)(&mut me.tx, practice, post.person).await?;
        store::dismiss(&mut me.tx, practice, id, post.person, is_member, chrome.now).await?;
    }
    let mut live = Vec::new();
    if matches!(becomes, None | Some(StaffRole::Secretary)) {
        live = (hooks.ended)(&mut me.tx, &app.vault, practice, post.person, chrome.now).await?;
    }
    sign_in::void_links(&mut me.tx, post.person).await?;
    record(&mut me, chrome, practice, if becomes.is_some() { AuditAction::StaffRoleChanged } else { AuditAction::StaffRemoved }, id.0)
        .await?;
    // A person who gave up administering can no longer read this page.
    let stays = post.person != me.person || becomes == Some(StaffRole::Administrator);
    let answer = Redirect::to(if stays { "/practice/staff" } else { "/" }).into_response();
    let answer = press.keep_answer(&mut me.tx, &app.vault, chrome.now, answer).await?;
    me.tx.commit().await?;
    app.events.recheck(Some(post.person.0));
    for session in live {
        app.events.wake(session);
    }
    Ok(answer)
}

async fn record(
    me: &mut Colleague<AsAdministrator>,
    chrome: &Chrome,
    practice: PracticeId,
    action: AuditAction,
    subject: uuid::Uuid,
) -> Result<(), Problem> {
    let entry = AuditEntry { practice: practice.0, actor: Some(me.person.0), action, subject };
    Ok(audit::record(&mut me.tx, entry, chrome.now).await?)
}
