//! The routes of regrets: a member's own, and those that staff record for a member.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{RegretBy, WORD_LIMIT, may, store};
use crate::group::access::RequiredRole;
use crate::group::{Member, MembershipId, MembershipState, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::i18n::Message;
use crate::kit::text::clean_line;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::attendance::departure::{DepartedMembers, OnDeparture};
use crate::session::routes::{SessionNotice, session_page};
use crate::session::{self, SessionAccess, SessionState, attendance, reply};

pub(in crate::session) fn routes(on_departure: OnDeparture) -> AppRoutes {
    let send = move |app: State<AppState>, chrome: Chrome, access: SessionAccess<Member>, typed: FormBody<RegretForm>| {
        send(on_departure, app, chrome, access, typed)
    };
    let send_for = move |app: State<AppState>,
                         chrome: Chrome,
                         access: SessionAccess<Staff>,
                         way: PathParams<RegretPathParams>,
                         typed: FormBody<NotedRegret>| { send_for(on_departure, app, chrome, access, way, typed) };
    AppRoutes::new()
        .post(Access::GroupMember, "/sessions/{session}/regrets", send)
        .post(Access::GroupMember, "/sessions/{session}/regrets/withdrawal", take_back)
        .post(Access::GroupStaff, "/sessions/{session}/regrets/{member}", send_for)
        .post(Access::GroupStaff, "/sessions/{session}/regrets/{member}/withdrawal", take_back_for)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegretForm {
    #[serde(default)]
    word: String,
    /// Whether the form is on the home page, which the response then redirects to.
    #[serde(default)]
    home: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    #[serde(default)]
    home: bool,
}

/// Parses the text; none when it is empty.
fn parse_word(chrome: &Chrome, word: &str) -> Result<Option<String>, Message> {
    match word.trim() {
        "" => Ok(None),
        _ => clean_line(word, WORD_LIMIT).map(Some).map_err(|refusal| refusal.message(chrome.locale())),
    }
}

/// Locks the session's row and checks whether the regrets may be sent or, without `on_departure`, withdrawn.
async fn check_allowed<R: RequiredRole>(
    on_departure: Option<OnDeparture>,
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<R>,
    by: RegretBy,
    member: MembershipId,
) -> Result<Result<(), Message>, Problem> {
    let id = access.session();
    let tx = &mut access.group_access.tx;
    let state = session::store::lock_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let frozen = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?.is_frozen(chrome.now);
    let mut entered = attendance::store::entered_at(tx, id, member).await?.is_some();
    if let Some(on_departure) = on_departure.filter(|_| !entered) {
        entered = (on_departure.since)(tx, id, member).await?.is_some();
    }
    let known = store::of(tx, &app.vault, id, member).await?;
    Ok(may(by, (state, frozen), entered, known.as_ref()).map_err(|refusal| chrome.locale().message(refusal.key())))
}

async fn send(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Member>,
    FormBody(typed): FormBody<RegretForm>,
) -> Result<Response, Problem> {
    let id = access.session();
    let me = access.group_access.actor();
    let allowed = check_allowed(Some(on_departure), &app, &chrome, &mut access, RegretBy::Themselves, me.membership).await?;
    match allowed.and_then(|()| parse_word(&chrome, &typed.word)) {
        Err(words) => session_page(&app, &chrome, &mut access, SessionNotice::Regrets { word: typed.word, words }).await,
        Ok(word) => {
            let seat = &mut access.group_access;
            store::set(&mut seat.tx, &app.vault, (me.practice, id, me.membership), word.as_deref(), None, chrome.now).await?;
            let departed = DepartedMembers { practice: me.practice, session: id, who: &[me.membership], at: app.clock.now(), noted: false };
            (on_departure.end)(&mut seat.tx, departed).await?;
            commit_and_redirect(&app, access, typed.home).await
        }
    }
}

async fn take_back(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Member>,
    FormBody(typed): FormBody<Withdrawn>,
) -> Result<Response, Problem> {
    let id = access.session();
    let me = access.group_access.membership();
    if let Err(words) = check_allowed(None, &app, &chrome, &mut access, RegretBy::Themselves, me).await? {
        let notice = SessionNotice::Regrets { word: String::new(), words };
        return session_page(&app, &chrome, &mut access, notice).await;
    }
    store::withdraw(&mut access.group_access.tx, id, me).await?;
    commit_and_redirect(&app, access, typed.home).await
}

async fn commit_and_redirect(app: &AppState, mut access: SessionAccess<Member>, home: bool) -> Result<Response, Problem> {
    let id = access.session();
    attendance::routes::record_roll_change(&mut access.group_access, id).await?;
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
    Ok(if home { Redirect::to("/") } else { Redirect::to(&format!("/sessions/{id}")) }.into_response())
}

#[derive(Deserialize)]
struct RegretPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotedRegret {
    #[serde(default)]
    word: String,
}

async fn send_for(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    PathParams(RegretPathParams { member }): PathParams<RegretPathParams>,
    FormBody(typed): FormBody<NotedRegret>,
) -> Result<Response, Problem> {
    on_behalf(Some(on_departure), &app, &chrome, access, member, Some(typed.word)).await
}

async fn take_back_for(
    State(app): State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    PathParams(RegretPathParams { member }): PathParams<RegretPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    on_behalf(None, &app, &chrome, access, member, None).await
}

/// Records a member's regrets for staff, or withdraws such a record when `word` is none; responds with the current roll.
async fn on_behalf(
    on_departure: Option<OnDeparture>,
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff>,
    member: MembershipId,
    word: Option<String>,
) -> Result<Response, Problem> {
    let id = access.session();
    let actor = access.group_access.actor();
    let allowed = check_allowed(on_departure, app, chrome, &mut access, RegretBy::Staff, member).await?;
    let seat = &mut access.group_access;
    let people = session::substitution::store::people(&mut seat.tx, &app.vault, actor.group, id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let local = chrome.clone().in_zone(session.time_zone);
    let word = match allowed.and_then(|()| word.map(|word| parse_word(chrome, &word)).transpose()) {
        Ok(word) => word,
        Err(words) => return Ok(reply::refused_within(chrome, id, &words)),
    };
    let act = if let Some(word) = word {
        let by = Some(actor.membership);
        store::set(&mut seat.tx, &app.vault, (actor.practice, id, member), word.as_deref(), by, chrome.now).await?;
        if let Some(on_departure) = on_departure {
            let departed = DepartedMembers { practice: actor.practice, session: id, who: &[member], at: app.clock.now(), noted: false };
            (on_departure.end)(&mut seat.tx, departed).await?;
        }
        "noted"
    } else {
        store::withdraw(&mut seat.tx, id, member).await?;
        "took back"
    };
    let act = AuditEntry { practice: actor.practice.0, actor: Some(actor.person.0), act, kind: "regrets", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    attendance::routes::record_roll_change(seat, id).await?;
    let roll = attendance::store::roll_with_words(&mut seat.tx, &app.vault, &session).await?;
    access.group_access.tx.commit().await?;
    app.events.wake(id.0);
    if session.state != SessionState::Live && !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    Ok(reply::done(chrome, id, attendance::told(&local, &session, &roll)?))
}
