//! Routes of inviting; `join` has the handlers of joining.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::qr::Qr;
use super::views::{InvitationTyped, InvitationsPage, NewInvitationLink};
use super::{
    Invitation, InvitationId, InvitationRefusal, LinkLifetime, USUAL, is_expiry_allowed, is_seat_count_allowed, join, mailed, store,
};
use crate::group::{self, Group, Role, SchedulingAccess, SchedulingVia, Staff};
use crate::kit::db::Tx;
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::i18n::dates;
use crate::kit::i18n::entry::DateEntry;
use crate::kit::mail::{Address, Channel};
use crate::kit::text::plain;
use crate::kit::web::prelude::*;
use crate::kit::web::{path_id, sent_before_response};
use crate::person::sign_in::SignedIn;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaffOrScheduler, "/groups/{group}/invitations", list)
        .post(Access::GroupStaffOrScheduler, "/groups/{group}/invitations", create)
        .post(Access::GroupStaffOrScheduler, "/invitations/{invitation}/revocation", revoke)
        .get(Access::TokenHolder, "/join/{token}", join::page)
        .post(Access::TokenHolder, "/join/{token}", join::join)
}

async fn list(State(app): State<AppState>, chrome: Chrome, mut by: SchedulingAccess) -> Result<Response, Problem> {
    let typed = InvitationTyped {
        role: Role::Member,
        seats: "1".to_owned(),
        days: USUAL.to_string(),
        until: DateEntry::default(),
        admits: false,
        email: String::new(),
    };
    page(&app, chrome, &mut by, Uuid::new_v4(), None, typed, FormErrors::default()).await
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    by: &mut SchedulingAccess,
    id: Uuid,
    fresh: Option<NewInvitationLink>,
    typed: InvitationTyped,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let group_id = by.group();
    let group = group::store::find(&mut by.tx, &app.vault, group_id).await?.ok_or(Problem::NotFound)?;
    // Nobody real joins a trial.
    if group.trial_until.is_some() {
        return Err(Problem::NotFound);
    }
    let invitations = store::of_group(&mut by.tx, group.id).await?;
    let invitations = invitations.into_iter().map(|one| (one.clone(), one.status(chrome.now))).collect();
    let capacity = group::store::room_behind(&mut by.tx, &group).await?;
    let therapist = match by.via() {
        SchedulingVia::Seat => None,
        SchedulingVia::Desk => group::store::therapist(&mut by.tx, &app.vault, group.id).await?,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chrome = chrome.in_zone(group.time_zone);
    let page = InvitationsPage {
        group,
        via: by.via(),
        is_therapist: by.is_therapist(),
        therapist,
        closed: capacity.closed,
        free: capacity.free(),
        id,
        invitations,
        fresh,
        typed,
        mail_on: app.mail.carries(Channel::Mail),
        errors,
    };
    Ok(chrome.page_with(status, &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InvitationForm {
    id: InvitationId,
    role: Role,
    seats: String,
    days: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    admits: bool,
    #[serde(default)]
    email: String,
}

async fn create(
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    mut by: SchedulingAccess,
    content: FormContent,
    FormBody(typed): FormBody<InvitationForm>,
) -> Result<Response, Problem> {
    if let Some(answer) = press.wait_for_answer(&mut by.tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let group = by.group();
    let group = group::store::find(&mut by.tx, &app.vault, group).await?.filter(|group| group.trial_until.is_none());
    let group = group.ok_or(Problem::NotFound)?;
    let done = Redirect::to(&format!("/groups/{}/invitations", group.id));
    let print = content.fingerprint(&mut by.tx, &app.vault, group::owner(group.practice, group.id)).await?;
    if fingerprint::is_resend(&mut by.tx, typed.id, print.as_ref()).await? {
        // Do not validate a resend again: the requested expiry may have passed.
        return Ok(done.into_response());
    }
    let again = InvitationTyped {
        role: typed.role,
        seats: typed.seats.clone(),
        days: typed.days.clone(),
        until: DateEntry::typed(&typed.until),
        admits: typed.admits,
        email: typed.email.clone(),
    };
    let mut errors = FormErrors::default();
    let seats = plain(&typed.seats).parse().ok().filter(|n| (1..=15).contains(n));
    let seats = errors.check("seats", seats.ok_or(()), |()| chrome.locale().message("invitation-seats-range"));
    let expires_at = expiry(&again, &group, &chrome, &mut errors);
    if seats.is_some_and(|seats| !is_seat_count_allowed(typed.role, seats)) {
        errors.add("seats", chrome.locale().message("invitation-facilitator-alone"));
    }
    if expires_at.is_some_and(|ends| !is_expiry_allowed(typed.role, chrome.now, ends)) {
        errors.add(if typed.days == "until" { "until" } else { "days" }, chrome.locale().message("invitation-facilitator-week"));
    }
    let address = match typed.email.trim() {
        "" => Some(None),
        _ if !app.mail.carries(Channel::Mail) => return Err(Problem::BadForm),
        email => errors.check("email", Address::read(email).ok_or(()), |()| chrome.locale().message("email-not-one")).map(Some),
    };
    if typed.role == Role::Therapist {
        return Err(Problem::BadForm);
    }
    // No link admits to a closed group that has begun: the therapist admits each person individually.
    if typed.admits && typed.role == Role::Member && group::store::is_closed(&mut by.tx, group.id).await? {
        return Err(Problem::Conflict);
    }
    // Only the therapist may admit, and only the therapist may invite a facilitator.
    if !by.is_therapist() && (typed.admits || typed.role == Role::Facilitator) {
        return Err(Problem::Forbidden);
    }
    let (Some(seats), Some(expires_at), Some(address), true) = (seats, expires_at, address, errors.is_empty()) else {
        return page(&app, chrome, &mut by, typed.id.0, None, again, errors).await;
    };
    let new = Invitation {
        id: typed.id,
        role: typed.role,
        seats,
        taken: 0,
        admits: typed.admits && typed.role == Role::Member,
        created_at: chrome.now,
        expires_at,
        revoked_at: None,
    };
    let secret = store::insert(&mut by, &new).await?;
    let sent = fingerprint::record_submission(&mut by.tx, new.id, print, secret.is_some()).await?;
    let Some(secret) = secret else {
        if sent == Submitted::Again {
            return Ok(done.into_response());
        }
        errors.add("seats", chrome.locale().message(SENT_BEFORE));
        return Ok(sent_before_response(page(&app, chrome, &mut by, Uuid::new_v4(), None, again, errors).await?));
    };
    by.audit(AuditAction::InvitationMade, new.id.0, chrome.now).await?;
    let link = app.url.to(&format!("/join/{}", secret.reveal()));
    if let Some(address) = address {
        mailed::send(&mut by.tx, &app, &group, &new, &link, address, chrome.now).await?;
    }
    let again = InvitationTyped { email: String::new(), ..again };
    let until = [group.locale, group.locale.other()]
        .map(|language| (language, dates::date(new.expires_at, group.time_zone, language, language.calendar())));
    let fresh = NewInvitationLink { qr: Qr::of(&link), link, role: new.role, seats, expires_at: new.expires_at, until };
    // Only this response shows the link: it is not stored, so a redirect could not show it.
    let now = chrome.now;
    let page = page(&app, chrome, &mut by, Uuid::new_v4(), Some(fresh), again, errors).await?;
    let page = press.keep_answer(&mut by.tx, &app.vault, now, page).await?;
    by.tx.commit().await?;
    Ok(page)
}

/// Reads the link's expiry from the form; each error goes beside its field.
fn expiry(typed: &InvitationTyped, group: &Group, chrome: &Chrome, errors: &mut FormErrors) -> Option<DateTime<Utc>> {
    let locale = chrome.locale();
    let words = |refusal: InvitationRefusal| locale.message(refusal.key());
    if typed.days != "until" {
        let ends = LinkLifetime::chosen(&typed.days).and_then(|until| until.ends(chrome.now, group.time_zone));
        return errors.check("days", ends, words);
    }
    let day = errors.check("until", typed.until.read(chrome.reader.calendar), |refusal| refusal.message(locale))?;
    errors.check("until", LinkLifetime::Day(day).ends(chrome.now, group.time_zone), words)
}

/// Scheduling access to the group of the invitation in the path. A revoked link opens nothing, so revoking is allowed after the group's end
/// too.
struct InvitationPathParams {
    by: SchedulingAccess<Staff>,
    id: InvitationId,
}

impl FromRequestParts<AppState> for InvitationPathParams {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id = path_id(parts, "invitation").await?;
        let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
        let group = store::group_of(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { by: SchedulingAccess::of(tx, me.person, group).await?, id })
    }
}

async fn revoke(
    chrome: Chrome,
    InvitationPathParams { mut by, id }: InvitationPathParams,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    store::revoke(&mut by.tx, id, chrome.now).await?;
    by.audit(AuditAction::InvitationRevoked, id.0, chrome.now).await?;
    let group = by.group();
    by.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{group}/invitations")).into_response())
}
