//! The doors of regrets: one's own, and those that staff note for somebody.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{RegretBy, WORD_LIMIT, may, store};
use crate::group::seat::RequiredRole;
use crate::group::{Member, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::text::clean_line;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem};
use crate::session::attendance::gone::{DepartedMembers, OnDeparture};
use crate::session::routes::{SessionNotice, session_page};
use crate::session::{self, SessionAccess, SessionState, attendance, reply};

/// The doors of regrets.
pub(in crate::session) fn doors(on_gone: OnDeparture) -> AppRoutes {
    let send = move |house: State<AppState>, chrome: Chrome, here: SessionAccess<Member>, typed: FormBody<RegretForm>| {
        send(on_gone, house, chrome, here, typed)
    };
    let send_for = move |house: State<AppState>,
                         chrome: Chrome,
                         here: SessionAccess<Staff>,
                         way: PathParams<RegretPathParams>,
                         typed: FormBody<NotedRegret>| { send_for(on_gone, house, chrome, here, way, typed) };
    AppRoutes::new()
        .post(Access::SeatOfMember, "/sessions/{session}/regrets", send)
        .post(Access::SeatOfMember, "/sessions/{session}/regrets/withdrawal", take_back)
        .post(Access::SeatOfStaff, "/sessions/{session}/regrets/{member}", send_for)
        .post(Access::SeatOfStaff, "/sessions/{session}/regrets/{member}/withdrawal", take_back_for)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegretForm {
    #[serde(default)]
    word: String,
    /// Whether it was sent from one's home, where one goes back to.
    #[serde(default)]
    home: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    #[serde(default)]
    home: bool,
}

/// The word as it is kept; none when nothing was typed.
fn read(chrome: &Chrome, word: &str) -> Result<Option<String>, Message> {
    match word.trim() {
        "" => Ok(None),
        _ => clean_line(word, WORD_LIMIT).map(Some).map_err(|refusal| refusal.message(chrome.locale())),
    }
}

/// Whether these regrets may be sent (or, without `on_gone`, taken back), with the session's row held.
async fn allowed<R: RequiredRole>(
    on_gone: Option<OnDeparture>,
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<R>,
    by: RegretBy,
    member: MembershipId,
) -> Result<Result<(), Message>, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let state = session::store::hold_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let frozen = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?.is_frozen(chrome.now);
    let mut entered = attendance::store::entered_at(tx, id, member).await?.is_some();
    if let Some(on_gone) = on_gone.filter(|_| !entered) {
        entered = (on_gone.since)(tx, id, member).await?.is_some();
    }
    let known = store::of(tx, &house.vault, id, member).await?;
    Ok(may(by, (state, frozen), entered, known.as_ref()).map_err(|refusal| chrome.locale().message(refusal.key())))
}

async fn send(
    on_gone: OnDeparture,
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Member>,
    FormBody(typed): FormBody<RegretForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let me = here.seat.sitting();
    let allowed = allowed(Some(on_gone), &house, &chrome, &mut here, RegretBy::Themselves, me.membership).await?;
    match allowed.and_then(|()| read(&chrome, &typed.word)) {
        Err(words) => session_page(&house, &chrome, &mut here, SessionNotice::Regrets { word: typed.word, words }).await,
        Ok(word) => {
            let seat = &mut here.seat;
            store::set(&mut seat.tx, &house.vault, (me.practice, id, me.membership), word.as_deref(), None, chrome.now).await?;
            let gone = DepartedMembers { practice: me.practice, session: id, who: &[me.membership], at: house.clock.now(), noted: false };
            (on_gone.end)(&mut seat.tx, gone).await?;
            kept(&house, here, typed.home).await
        }
    }
}

async fn take_back(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Member>,
    FormBody(typed): FormBody<Withdrawn>,
) -> Result<Response, Problem> {
    let id = here.session();
    let me = here.seat.membership();
    if let Err(words) = allowed(None, &house, &chrome, &mut here, RegretBy::Themselves, me).await? {
        let said = SessionNotice::Regrets { word: String::new(), words };
        return session_page(&house, &chrome, &mut here, said).await;
    }
    store::withdraw(&mut here.seat.tx, id, me).await?;
    kept(&house, here, typed.home).await
}

async fn kept(house: &AppState, mut here: SessionAccess<Member>, home: bool) -> Result<Response, Problem> {
    let id = here.session();
    attendance::routes::tell(&mut here.seat, id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
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
    on_gone: OnDeparture,
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    PathParams(RegretPathParams { member }): PathParams<RegretPathParams>,
    FormBody(typed): FormBody<NotedRegret>,
) -> Result<Response, Problem> {
    on_behalf(Some(on_gone), &house, &chrome, here, member, Some(typed.word)).await
}

async fn take_back_for(
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<Staff>,
    PathParams(RegretPathParams { member }): PathParams<RegretPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    on_behalf(None, &house, &chrome, here, member, None).await
}

/// Notes what somebody told staff, or takes such a note back (`word` is none); answers with the roll as it is.
async fn on_behalf(
    on_gone: Option<OnDeparture>,
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<Staff>,
    member: MembershipId,
    word: Option<String>,
) -> Result<Response, Problem> {
    let id = here.session();
    let sits = here.seat.sitting();
    let allowed = allowed(on_gone, house, chrome, &mut here, RegretBy::Staff, member).await?;
    let seat = &mut here.seat;
    let people = session::substitution::store::people(&mut seat.tx, &house.vault, sits.group, id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let local = chrome.clone().in_zone(session.time_zone);
    let word = match allowed.and_then(|()| word.map(|word| read(chrome, &word)).transpose()) {
        Ok(word) => word,
        Err(words) => return Ok(reply::refused_within(chrome, id, &words)),
    };
    let act = if let Some(word) = word {
        let by = Some(sits.membership);
        store::set(&mut seat.tx, &house.vault, (sits.practice, id, member), word.as_deref(), by, chrome.now).await?;
        if let Some(on_gone) = on_gone {
            let gone = DepartedMembers { practice: sits.practice, session: id, who: &[member], at: house.clock.now(), noted: false };
            (on_gone.end)(&mut seat.tx, gone).await?;
        }
        "noted"
    } else {
        store::withdraw(&mut seat.tx, id, member).await?;
        "took back"
    };
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act, kind: "regrets", subject: member.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    attendance::routes::tell(seat, id).await?;
    let roll = attendance::store::roll_with_words(&mut seat.tx, &house.vault, &session).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    if session.state != SessionState::Live && !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    Ok(reply::done(chrome, id, attendance::told(&local, &session, &roll)?))
}
