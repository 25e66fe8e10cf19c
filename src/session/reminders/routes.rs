//! The doors of reminders: one's own, and those that staff keep for somebody without an account.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use serde::Deserialize;

use super::store::{self, NewReminder};
use super::views::{ReminderForm, RemindersPage};
use super::{
    CODE, CODE_LASTS, CODES_A_DAY, ReminderRefusal, USUAL, WayId, code_text, fresh_code, letters, messages, off, path, read_address,
    read_leads, slips, sweep,
};
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, Group, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::mail::store as outbox;
use crate::kit::mail::{Channel, MessageId, NewMessage};
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, FormErrors, InQuery, PathParams, Problem, Submission};
use crate::person;

/// The doors of reminders.
pub(in crate::session) fn doors() -> AppRoutes {
    AppRoutes::new()
        .and(off::doors())
        .get(Access::AnySeat, "/groups/{group}/reminders", own)
        .post(Access::AnySeat, "/groups/{group}/reminders", ask_own)
        .post(Access::AnySeat, "/groups/{group}/reminders/code", confirm_own)
        .post(Access::AnySeat, "/groups/{group}/reminders/times", set_own)
        .post(Access::AnySeat, "/groups/{group}/reminders/end", end_own)
        .get(Access::SeatOfStaff, "/groups/{group}/members/{member}/reminders", of)
        .post(Access::SeatOfStaff, "/groups/{group}/members/{member}/reminders", ask_for)
        .post(Access::SeatOfStaff, "/groups/{group}/members/{member}/reminders/code", confirm_for)
        .post(Access::SeatOfStaff, "/groups/{group}/members/{member}/reminders/times", set_for)
        .post(Access::SeatOfStaff, "/groups/{group}/members/{member}/reminders/end", end_for)
        .and(messages::doors())
        .get(Access::Arranges, "/sessions/{session}/slips", slips::show)
}

/// Whose reminders a page is about.
struct ReminderOwner {
    member: MembershipId,
    /// For whom staff do it, by name; none when it is one's own.
    of: Option<String>,
    /// They have an account, and choose for themselves.
    theirs: bool,
    path: String,
}

fn oneself(seat: &GroupAccess<AnySeat>) -> ReminderOwner {
    ReminderOwner { member: seat.membership(), of: None, theirs: false, path: path(seat.group(), None) }
}

/// An active member of the group in the path. Whoever has an account chooses for themselves.
async fn somebody(house: &AppState, seat: &mut GroupAccess<Staff>, member: MembershipId) -> Result<ReminderOwner, Problem> {
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &house.vault, group).await?;
    let found = people.into_iter().find(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active);
    let one = found.ok_or(Problem::NotFound)?;
    Ok(ReminderOwner { member, of: Some(one.name.unwrap_or_default()), theirs: one.person.is_some(), path: path(group, Some(member)) })
}

pub(super) async fn group_of<R: RequiredRole>(house: &AppState, seat: &mut GroupAccess<R>) -> Result<Group, Problem> {
    let id = seat.group();
    group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)
}

#[derive(Default, Deserialize)]
struct RemindersQuery {
    #[serde(default)]
    kept: bool,
    #[serde(default)]
    anew: bool,
}

async fn page<R: RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    whose: ReminderOwner,
    typed: Option<ReminderForm>,
    complaints: FormErrors,
    asked: RemindersQuery,
) -> Result<Response, Problem> {
    let group = group_of(house, seat).await?;
    let channels = house.post.channels();
    let way = if whose.theirs { None } else { store::of(&mut seat.tx, &house.vault, whose.member).await? };
    let mut address = String::new();
    if whose.of.is_none() && way.is_none() && channels.contains(&Channel::Mail) {
        let me = seat.person();
        address = person::find(&mut seat.tx, &house.vault, me).await?.and_then(|me| me.email).unwrap_or_default();
    }
    let first = channels.first().copied().unwrap_or(Channel::Mail);
    let typed = typed.unwrap_or_else(|| match &way {
        Some(way) => ReminderForm { channel: way.channel, address, leads: way.leads.clone(), says_group: way.says_group },
        None => ReminderForm { channel: first, address, leads: vec![USUAL], says_group: false },
    });
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ReminderOwner { of, theirs, path, .. } = whose;
    let page = RemindersPage { group, path, of, theirs, channels, way, typed, complaints, kept: asked.kept, anew: asked.anew };
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
    house: &AppState,
    chrome: &Chrome,
    mut seat: GroupAccess<R>,
    whose: ReminderOwner,
    typed: ReminderChange,
) -> Result<Response, Problem> {
    if whose.theirs || !house.post.carries(typed.channel) {
        return Err(Problem::Conflict);
    }
    let (sits, locale, now) = (seat.sitting(), chrome.locale(), chrome.now);
    let mut complaints = FormErrors::default();
    let words = |refusal: ReminderRefusal| locale.message(refusal.key());
    let to = complaints.take("address", read_address(typed.channel, &typed.address), words);
    let leads = complaints.take("lead", read_leads(&typed.lead), words);
    let written = outbox::written_since(&mut seat.tx, CODE, whose.member.0, now - TimeDelta::days(1)).await?;
    if written >= CODES_A_DAY {
        complaints.say("address", words(ReminderRefusal::TooOften));
    }
    let again = ReminderForm { channel: typed.channel, address: typed.address, leads: typed.lead, says_group: typed.says_group };
    let (Some(to), Some(leads), true) = (to, leads, complaints.is_empty()) else {
        return page(house, chrome, &mut seat, whose, Some(again), complaints, RemindersQuery { kept: false, anew: true }).await;
    };
    let (id, code, until) = (WayId::random(), fresh_code(), now + CODE_LASTS);
    let tag = house.vault.tag(CODE, &code_text(id, &code));
    let wish = NewReminder {
        id,
        member: whose.member,
        practice: sits.practice,
        to: &to,
        leads: &leads,
        says_group: typed.says_group,
        code: &tag,
        until,
    };
    store::ask(&mut seat.tx, &house.vault, &wish, now).await?;
    let group = group_of(house, &mut seat).await?;
    let reader = sweep::reader(&mut seat.tx, house, whose.member, &group).await?;
    let letter = match typed.channel {
        Channel::Mail => letters::code(reader, &code)?,
        Channel::Text => letters::code_in_short(reader, &code),
    };
    let new = NewMessage {
        id: MessageId::random(),
        practice: sits.practice.0,
        kind: CODE,
        scope: Some(whose.member.0),
        owner: group::membership_owner(sits.practice, whose.member),
        to: &to,
        letter: &letter,
        due_at: now,
        useless_at: until,
    };
    outbox::queue(&mut seat.tx, &house.vault, &new, now).await?;
    done(chrome, seat, &whose, "asked for").await
}

/// Writes down what staff did for somebody, keeps it, and goes back to the page.
async fn done<R: RequiredRole>(
    chrome: &Chrome,
    mut seat: GroupAccess<R>,
    whose: &ReminderOwner,
    act: &'static str,
) -> Result<Response, Problem> {
    if whose.of.is_some() {
        let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind: "reminders", subject: whose.member.0 };
        audit::record(&mut seat.tx, act, chrome.now).await?;
    }
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("{}?kept=true", whose.path)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
}

async fn confirm<R: RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    press: &Submission,
    mut seat: GroupAccess<R>,
    whose: ReminderOwner,
    typed: Code,
) -> Result<Response, Problem> {
    // The second of a double click waits for the first, and finds it confirmed.
    if let Some(answer) = press.answered(&mut seat.tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    let practice = seat.practice();
    let way = store::of(&mut seat.tx, &house.vault, whose.member).await?;
    let Some(way) = way.filter(|way| !way.is_confirmed()) else {
        // Confirmed already, by a double click; or turned off meanwhile.
        return Ok(Redirect::to(&whose.path).into_response());
    };
    let tag = house.vault.tag(CODE, &code_text(way.id, &typed.code));
    let refusal = match store::confirm(&mut seat.tx, &house.vault, (practice, way.id), &tag, chrome.now).await? {
        Some(true) => return done(chrome, seat, &whose, "confirmed").await,
        Some(false) => ReminderRefusal::WrongCode,
        None => ReminderRefusal::CodeOver,
    };
    let mut complaints = FormErrors::default();
    complaints.say("code", chrome.locale().message(refusal.key()));
    let answer = page(house, chrome, &mut seat, whose, None, complaints, RemindersQuery::default()).await?;
    // That it was tried counts, once for a double click.
    let answer = press.keep(&mut seat.tx, &house.vault, chrome.now, answer).await?;
    seat.tx.commit().await?;
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
    house: &AppState,
    chrome: &Chrome,
    mut seat: GroupAccess<R>,
    whose: ReminderOwner,
    typed: Times,
) -> Result<Response, Problem> {
    match read_leads(&typed.lead) {
        Ok(leads) => {
            store::set_times(&mut seat.tx, whose.member, &leads, typed.says_group).await?;
            done(chrome, seat, &whose, "changed").await
        }
        Err(refusal) => {
            let mut complaints = FormErrors::default();
            complaints.say("lead", chrome.locale().message(refusal.key()));
            page(house, chrome, &mut seat, whose, None, complaints, RemindersQuery::default()).await
        }
    }
}

async fn end<R: RequiredRole>(chrome: &Chrome, mut seat: GroupAccess<R>, whose: ReminderOwner) -> Result<Response, Problem> {
    store::end(&mut seat.tx, whose.member).await?;
    done(chrome, seat, &whose, "ended").await
}

async fn own(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<AnySeat>,
    InQuery(asked): InQuery<RemindersQuery>,
) -> Result<Response, Problem> {
    let whose = oneself(&seat);
    page(&house, &chrome, &mut seat, whose, None, FormErrors::default(), asked).await
}

async fn ask_own(
    State(house): State<AppState>,
    chrome: Chrome,
    seat: GroupAccess<AnySeat>,
    FormBody(typed): FormBody<ReminderChange>,
) -> Result<Response, Problem> {
    let whose = oneself(&seat);
    ask(&house, &chrome, seat, whose, typed).await
}

async fn confirm_own(
    State(house): State<AppState>,
    chrome: Chrome,
    press: Submission,
    seat: GroupAccess<AnySeat>,
    FormBody(typed): FormBody<Code>,
) -> Result<Response, Problem> {
    let whose = oneself(&seat);
    confirm(&house, &chrome, &press, seat, whose, typed).await
}

async fn set_own(
    State(house): State<AppState>,
    chrome: Chrome,
    seat: GroupAccess<AnySeat>,
    FormBody(typed): FormBody<Times>,
) -> Result<Response, Problem> {
    let whose = oneself(&seat);
    set(&house, &chrome, seat, whose, typed).await
}

async fn end_own(chrome: Chrome, seat: GroupAccess<AnySeat>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let whose = oneself(&seat);
    end(&chrome, seat, whose).await
}

#[derive(Deserialize)]
struct MemberRemindersPathParams {
    member: MembershipId,
}

async fn of(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    InQuery(asked): InQuery<RemindersQuery>,
) -> Result<Response, Problem> {
    let whose = somebody(&house, &mut seat, member).await?;
    page(&house, &chrome, &mut seat, whose, None, FormErrors::default(), asked).await
}

/// Somebody for whom staff may do it: they have no account.
async fn without_account(house: &AppState, seat: &mut GroupAccess<Staff>, member: MembershipId) -> Result<ReminderOwner, Problem> {
    let whose = somebody(house, seat, member).await?;
    if whose.theirs { Err(Problem::Conflict) } else { Ok(whose) }
}

async fn ask_for(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<ReminderChange>,
) -> Result<Response, Problem> {
    let whose = without_account(&house, &mut seat, member).await?;
    ask(&house, &chrome, seat, whose, typed).await
}

async fn confirm_for(
    State(house): State<AppState>,
    chrome: Chrome,
    press: Submission,
    mut seat: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<Code>,
) -> Result<Response, Problem> {
    let whose = without_account(&house, &mut seat, member).await?;
    confirm(&house, &chrome, &press, seat, whose, typed).await
}

async fn set_for(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(typed): FormBody<Times>,
) -> Result<Response, Problem> {
    let whose = without_account(&house, &mut seat, member).await?;
    set(&house, &chrome, seat, whose, typed).await
}

async fn end_for(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Staff>,
    PathParams(MemberRemindersPathParams { member }): PathParams<MemberRemindersPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let whose = without_account(&house, &mut seat, member).await?;
    end(&chrome, seat, whose).await
}
