//! Routes of reminders: the reader's own, and those that staff keep for members without an account.

use chrono::TimeDelta;

use super::store::{self, NewReminder};
use super::views::{ReminderForm, RemindersPage};
use super::{
    CODE, CODE_LASTS, CODES_A_DAY, ReminderRefusal, USUAL, WayId, code_text, fresh_code, letters, messages, off, path, read_address,
    read_leads, slips, sweep,
};
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, Group, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Channel, MessageId, NewMessage};
use crate::kit::web::prelude::*;
use crate::person;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .merge(off::routes())
        .get(Access::GroupParticipant, "/groups/{group}/reminders", own)
        .post(Access::GroupParticipant, "/groups/{group}/reminders", ask_own)
        .post(Access::GroupParticipant, "/groups/{group}/reminders/code", confirm_own)
        .post(Access::GroupParticipant, "/groups/{group}/reminders/times", set_own)
        .post(Access::GroupParticipant, "/groups/{group}/reminders/end", end_own)
        .get(Access::GroupStaff, "/groups/{group}/members/{member}/reminders", of_member)
        .post(Access::GroupStaff, "/groups/{group}/members/{member}/reminders", ask_for)
        .post(Access::GroupStaff, "/groups/{group}/members/{member}/reminders/code", confirm_for)
        .post(Access::GroupStaff, "/groups/{group}/members/{member}/reminders/times", set_for)
        .post(Access::GroupStaff, "/groups/{group}/members/{member}/reminders/end", end_for)
        .merge(messages::routes())
        .get(Access::GroupStaffOrScheduler, "/sessions/{session}/slips", slips::show)
}

/// The member whose reminders a page shows.
struct ReminderOwner {
    member: MembershipId,
    /// The member's name if staff act for them; `None` on the reader's own page.
    of: Option<String>,
    /// Whether the member has an account, and so chooses for themselves.
    has_account: bool,
    path: String,
}

fn own_reminders(access: &GroupAccess<AnyRole>) -> ReminderOwner {
    ReminderOwner { member: access.membership(), of: None, has_account: false, path: path(access.group(), None) }
}

/// An active member of the group in the path.
async fn member_reminders(app: &AppState, access: &mut GroupAccess<Staff>, member: MembershipId) -> Result<ReminderOwner, Problem> {
    let group = access.group();
    let people = group::store::memberships(&mut access.tx, &app.vault, group).await?;
    let found = people.into_iter().find(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active);
    let one = found.ok_or(Problem::NotFound)?;
    Ok(ReminderOwner { member, of: Some(one.name.unwrap_or_default()), has_account: one.person.is_some(), path: path(group, Some(member)) })
}

pub(super) async fn group_of<R: RequiredRole>(app: &AppState, access: &mut GroupAccess<R>) -> Result<Group, Problem> {
    let id = access.group();
    group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)
}

#[derive(Default, Deserialize)]
struct RemindersQuery {
    #[serde(default)]
    kept: bool,
    #[serde(default)]
    anew: bool,
}

async fn page<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<R>,
    owner: ReminderOwner,
    typed: Option<ReminderForm>,
    errors: FormErrors,
    query: RemindersQuery,
) -> Result<Response, Problem> {
    let group = group_of(app, access).await?;
    let channels = app.mail.channels();
    let way = if owner.has_account { None } else { store::of(&mut access.tx, &app.vault, owner.member).await? };
    let mut address = String::new();
    if owner.of.is_none() && way.is_none() && channels.contains(&Channel::Mail) {
        let me = access.person();
        address = person::find(&mut access.tx, &app.vault, me).await?.and_then(|me| me.email).unwrap_or_default();
    }
    let first = channels.first().copied().unwrap_or(Channel::Mail);
    let typed = typed.unwrap_or_else(|| match &way {
        Some(way) => ReminderForm { channel: way.channel, address, leads: way.leads.clone(), says_group: way.says_group },
        None => ReminderForm { channel: first, address, leads: vec![USUAL], says_group: false },
    });
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ReminderOwner { of, has_account, path, .. } = owner;
    let page = RemindersPage { group, path, of, has_account, channels, way, typed, errors, kept: query.kept, anew: query.anew };
    Ok(chrome.page_with(status, &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReminderChange {
    channel: Channel,
    address: String,
    #[serde(default)]
    lead: Vec<i32>,
    #[serde(default)]
    says_group: bool,
}

async fn ask<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    mut access: GroupAccess<R>,
    owner: ReminderOwner,
    typed: ReminderChange,
) -> Result<Response, Problem> {
    if owner.has_account || !app.mail.carries(typed.channel) {
        return Err(Problem::Conflict);
    }
    let (actor, locale, now) = (access.actor(), chrome.locale(), chrome.now);
    let mut errors = FormErrors::default();
    let words = |refusal: ReminderRefusal| locale.message(refusal.key());
    let to = errors.check("address", read_address(typed.channel, &typed.address), words);
    let leads = errors.check("lead", read_leads(&typed.lead), words);
    let written = outbox::written_since(&mut access.tx, CODE, owner.member.0, now - TimeDelta::days(1)).await?;
    if written >= CODES_A_DAY {
        errors.add("address", words(ReminderRefusal::TooOften));
    }
    let again = ReminderForm { channel: typed.channel, address: typed.address, leads: typed.lead, says_group: typed.says_group };
    let (Some(to), Some(leads), true) = (to, leads, errors.is_empty()) else {
        return page(app, chrome, &mut access, owner, Some(again), errors, RemindersQuery { kept: false, anew: true }).await;
    };
    let (id, code, until) = (WayId::random(), fresh_code(), now + CODE_LASTS);
    let tag = app.vault.tag(CODE, &code_text(id, &code));
    let new_reminder = NewReminder {
        id,
        member: owner.member,
        practice: actor.practice(),
        to: &to,
        leads: &leads,
        says_group: typed.says_group,
        code: &tag,
        until,
    };
    store::ask(&mut access.tx, &app.vault, &new_reminder, now).await?;
    let group = group_of(app, &mut access).await?;
    let reader = sweep::reader(&mut access.tx, app, owner.member, &group).await?;
    let letter = match typed.channel {
        Channel::Mail => letters::code(reader, &code)?,
        Channel::Text => letters::code_in_short(reader, &code),
    };
    let new = NewMessage {
        id: MessageId::random(),
        practice: actor.practice().0,
        kind: CODE,
        scope: Some(owner.member.0),
        owner: group::membership_owner(actor.practice(), owner.member),
        to: &to,
        letter: &letter,
        due_at: now,
        useless_at: until,
    };
    outbox::queue(&mut access.tx, &app.vault, &new, now).await?;
    done(chrome, access, &owner, AuditAction::RemindersRequested).await
}

/// Records in the audit log what staff did for a member, commits, and redirects to the page.
async fn done<R: RequiredRole>(
    chrome: &Chrome,
    mut access: GroupAccess<R>,
    owner: &ReminderOwner,
    action: AuditAction,
) -> Result<Response, Problem> {
    if owner.of.is_some() {
        access.audit(action, owner.member.0, chrome.now).await?;
    }
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("{}?kept=true", owner.path)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
}

async fn confirm<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    press: &Submission,
    mut access: GroupAccess<R>,
    owner: ReminderOwner,
    typed: Code,
) -> Result<Response, Problem> {
    // The second request of a double click waits for the first and repeats its response.
    if let Some(answer) = press.wait_for_answer(&mut access.tx, &app.vault, chrome.now).await? {
        return Ok(answer);
    }
    let practice = access.practice();
    let way = store::of(&mut access.tx, &app.vault, owner.member).await?;
    let Some(way) = way.filter(|way| !way.is_confirmed()) else {
        // Already confirmed, or turned off meanwhile.
        return Ok(Redirect::to(&owner.path).into_response());
    };
    let tag = app.vault.tag(CODE, &code_text(way.id, &typed.code));
    let refusal = match store::confirm(&mut access.tx, &app.vault, (practice, way.id), &tag, chrome.now).await? {
        Some(true) => return done(chrome, access, &owner, AuditAction::RemindersConfirmed).await,
        Some(false) => ReminderRefusal::WrongCode,
        None => ReminderRefusal::CodeOver,
    };
    let mut errors = FormErrors::default();
    errors.add("code", chrome.locale().message(refusal.key()));
    let answer = page(app, chrome, &mut access, owner, None, errors, RemindersQuery::default()).await?;
    // Commit the attempt, so that it counts: once for a double click.
    let answer = press.keep_answer(&mut access.tx, &app.vault, chrome.now, answer).await?;
    access.tx.commit().await?;
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Times {
    #[serde(default)]
    lead: Vec<i32>,
    #[serde(default)]
    says_group: bool,
}

async fn set<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    mut access: GroupAccess<R>,
    owner: ReminderOwner,
    typed: Times,
) -> Result<Response, Problem> {
    match read_leads(&typed.lead) {
        Ok(leads) => {
            store::set_times(&mut access.tx, owner.member, &leads, typed.says_group).await?;
            done(chrome, access, &owner, AuditAction::RemindersChanged).await
        }
        Err(refusal) => {
            let mut errors = FormErrors::default();
            errors.add("lead", chrome.locale().message(refusal.key()));
            page(app, chrome, &mut access, owner, None, errors, RemindersQuery::default()).await
        }
    }
}

async fn end<R: RequiredRole>(chrome: &Chrome, mut access: GroupAccess<R>, owner: ReminderOwner) -> Result<Response, Problem> {
    store::end(&mut access.tx, owner.member).await?;
    done(chrome, access, &owner, AuditAction::RemindersEnded).await
}

async fn own(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<AnyRole>,
    QueryParams(query): QueryParams<RemindersQuery>,
) -> Result<Response, Problem> {
    let owner = own_reminders(&access);
    page(&app, &chrome, &mut access, owner, None, FormErrors::default(), query).await
}

async fn ask_own(
    State(app): State<AppState>,
    chrome: Chrome,
    access: GroupAccess<AnyRole>,
    FormBody(typed): FormBody<ReminderChange>,
) -> Result<Response, Problem> {
    let owner = own_reminders(&access);
    ask(&app, &chrome, access, owner, typed).await
}

async fn confirm_own(
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    access: GroupAccess<AnyRole>,
    FormBody(typed): FormBody<Code>,
) -> Result<Response, Problem> {
    let owner = own_reminders(&access);
    confirm(&app, &chrome, &press, access, owner, typed).await
}

async fn set_own(
    State(app): State<AppState>,
    chrome: Chrome,
    access: GroupAccess<AnyRole>,
    FormBody(typed): FormBody<Times>,
) -> Result<Response, Problem> {
    let owner = own_reminders(&access);
    set(&app, &chrome, access, owner, typed).await
}

async fn end_own(chrome: Chrome, access: GroupAccess<AnyRole>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let owner = own_reminders(&access);
    end(&chrome, access, owner).await
}

#[derive(Deserialize)]
struct MemberRemindersPathParams {
    member: MembershipId,
}

async fn of_member(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    QueryParams(query): QueryParams<RemindersQuery>,
) -> Result<Response, Problem> {
    let owner = member_reminders(&app, &mut access, member).await?;
    page(&app, &chrome, &mut access, owner, None, FormErrors::default(), query).await
}

/// A member for whom staff may act, because they have no account.
async fn without_account(app: &AppState, access: &mut GroupAccess<Staff>, member: MembershipId) -> Result<ReminderOwner, Problem> {
    let owner = member_reminders(app, access, member).await?;
    if owner.has_account { Err(Problem::Conflict) } else { Ok(owner) }
}

async fn ask_for(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<ReminderChange>,
) -> Result<Response, Problem> {
    let owner = without_account(&app, &mut access, member).await?;
    ask(&app, &chrome, access, owner, typed).await
}

async fn confirm_for(
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    mut access: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<Code>,
) -> Result<Response, Problem> {
    let owner = without_account(&app, &mut access, member).await?;
    confirm(&app, &chrome, &press, access, owner, typed).await
}

async fn set_for(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<Times>,
) -> Result<Response, Problem> {
    let owner = without_account(&app, &mut access, member).await?;
    set(&app, &chrome, access, owner, typed).await
}

async fn end_for(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let owner = without_account(&app, &mut access, member).await?;
    end(&chrome, access, owner).await
}
