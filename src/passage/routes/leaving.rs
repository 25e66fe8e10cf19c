//! Leaving: by one's own hand, now or after a goodbye; or by the therapist's, for somebody without a phone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::member;
use super::when::{When, ahead};
use crate::group::own::Place;
use crate::group::store::StateChange;
use crate::group::{self, AfterRoster, By, MembershipId, Own, Refusal, Role, Seat, Step, Therapist};
use crate::kit::audit::{self, Act};
use crate::kit::db::Tx;
use crate::kit::house::House;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, Complaints, Doors, Fields, InPath, NoFields, Problem, Who};
use crate::passage::store::NewPassage;
use crate::passage::views::{LeavingPage, Typed as Shown};
use crate::passage::{Kind, REASON_LIMIT, WORD_LIMIT, may_leave_a_word, may_plan, store, word_store};

pub(super) fn doors(after: AfterRoster) -> Doors {
    let leave = move |house: State<House>, chrome: Chrome, own: Own, typed: Fields<Typed>| leave(after, house, chrome, own, typed);
    let leaves = move |house: State<House>, chrome: Chrome, seat: Seat<Therapist>, way: InPath<ThePath>, typed: Fields<Said>| {
        leaves(after, house, chrome, seat, way, typed)
    };
    Doors::new()
        .get(Who::OnesOwn, "/groups/{group}/leaving", show)
        .post(Who::OnesOwn, "/groups/{group}/leaving", leave)
        .post(Who::OnesOwn, "/groups/{group}/leaving/withdrawal", stay)
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/leaving", leaves)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    when: String,
    /// To the therapist.
    #[serde(default)]
    reason: String,
    /// To the group.
    #[serde(default)]
    word: String,
    #[serde(default)]
    shown: bool,
}

async fn show(State(house): State<House>, chrome: Chrome, mut own: Own) -> Result<Response, Problem> {
    let typed = Shown { shown: true, ..Shown::default() };
    let place = own.place();
    let (page, chrome) = page(&house, chrome, &mut own.tx, place, typed, Complaints::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    house: &House,
    chrome: Chrome,
    tx: &mut Tx,
    place: Place,
    typed: Shown,
    complaints: Complaints,
) -> Result<(LeavingPage, Chrome), Problem> {
    let group = group::store::find(tx, &house.vault, place.group).await?.ok_or(Problem::NotFound)?;
    let sessions =
        if may_leave_a_word(place.role, place.state) { ahead(tx, &house.vault, place.group, chrome.now).await? } else { Vec::new() };
    let chrome = chrome.in_zone(group.time_zone);
    Ok((LeavingPage { group, role: place.role, state: place.state, sessions, typed, complaints }, chrome))
}

async fn leave(
    after: AfterRoster,
    State(house): State<House>,
    chrome: Chrome,
    mut own: Own,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let place = own.place();
    let locale = chrome.locale();
    // The group's row first: the one order in which everything of a group is held.
    let room = group::store::hold(&mut own.tx, place.group).await?.ok_or(Problem::NotFound)?;
    let held = group::store::hold_membership(&mut own.tx, place.group, place.membership).await?;
    let (role, state, _) = held.ok_or(Problem::NotFound)?;
    let place = Place { role, state, ..place };
    let sessions = ahead(&mut own.tx, &house.vault, place.group, chrome.now).await?;
    let mut complaints = Complaints::default();
    let mut clean = |field, text: &str, limit| match text.trim() {
        "" => Some(None),
        _ => complaints.take(field, clean_paragraphs(text, limit), |refusal| refusal.message(locale)).map(Some),
    };
    let (reason, word) = (clean("reason", &typed.reason, REASON_LIMIT), clean("word", &typed.word, WORD_LIMIT));
    let when = complaints.take("when", When::read(&typed.when, &sessions).ok_or(()), |()| locale.message("leaving-when-missing"));
    let mut result = Ok(());
    if let (Some(reason), Some(word), Some(when)) = (reason, word, when) {
        result = match &when {
            When::Now => go(after, &house, &chrome, &mut own.tx, place, room, reason.as_deref()).await?.map_err(Refusal::key),
            When::In(session) => match may_plan(Kind::Leaving, role, state, session.state) {
                Ok(()) => {
                    let new =
                        NewPassage { kind: Kind::Leaving, member: Some(place.membership), session: session.id, reason: reason.as_deref() };
                    store::plan(&mut own.tx, &house.vault, place, &new, chrome.now).await?;
                    Ok(())
                }
                Err(refusal) => Err(refusal.key()),
            },
        };
        if result.is_ok() {
            if let Some(word) = word.filter(|_| may_leave_a_word(role, state)) {
                // Without a goodbye in a session, only the therapist can read it out.
                let shown = typed.shown && matches!(when, When::In(_));
                word_store::set(&mut own.tx, &house.vault, place, &word, shown, chrome.now).await?;
            }
            own.tx.commit().await?;
            house.relay.recheck(Some(place.person.0));
            return Ok(Redirect::to(&format!("/groups/{}/own", place.group)).into_response());
        }
    }
    if let Err(key) = result {
        complaints.say("when", locale.message(key));
    }
    let typed = Shown { when: typed.when, reason: typed.reason, word: typed.word, shown: typed.shown };
    let (page, chrome) = page(&house, chrome, &mut own.tx, place, typed, complaints).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// They go now, by their own hand; with them goes what was planned.
async fn go(
    after: AfterRoster,
    house: &House,
    chrome: &Chrome,
    tx: &mut Tx,
    place: Place,
    room: group::Room,
    reason: Option<&str>,
) -> Result<Result<(), Refusal>, Problem> {
    let state = match place.state.step(Step::Leave, By::Themselves, place.role, room) {
        Ok(state) => state,
        // Gone already, by a double click: what was wanted is so.
        Err(Refusal::NotNow) => return Ok(Ok(())),
        Err(refusal) => return Ok(Err(refusal)),
    };
    store::withdraw(tx, place.membership, chrome.now).await?;
    let change = StateChange {
        membership: place.membership,
        group: place.group,
        practice: place.practice,
        role: place.role,
        state,
        reason,
        by: Some(place.membership),
    };
    group::store::set_state(tx, &house.vault, &change, after, chrome.now).await?;
    note(tx, chrome, place, "left", place.membership).await?;
    Ok(Ok(()))
}

async fn note(tx: &mut Tx, chrome: &Chrome, by: Place, act: &'static str, member: MembershipId) -> Result<(), Problem> {
    let act = Act { practice: by.practice.0, actor: Some(by.person.0), act, kind: "membership", subject: member.0 };
    Ok(audit::record(tx, act, chrome.now).await?)
}

async fn stay(chrome: Chrome, mut own: Own, Fields(NoFields {}): Fields<NoFields>) -> Result<Response, Problem> {
    let place = own.place();
    store::withdraw(&mut own.tx, place.membership, chrome.now).await?;
    own.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/own", place.group)).into_response())
}

#[derive(Deserialize)]
struct ThePath {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(default)]
    reason: String,
}

/// Somebody without a phone has said that they go.
async fn leaves(
    after: AfterRoster,
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Therapist>,
    InPath(ThePath { member }): InPath<ThePath>,
    Fields(typed): Fields<Said>,
) -> Result<Response, Problem> {
    use crate::group::routes::life::{Change, Found, change};
    let sits = seat.sitting();
    let room = seat.hold().await?;
    let found = Found::hold(&mut seat, member).await?;
    // Whoever has a way in goes by their own hand.
    if found.person.is_some() || found.role != Role::Member {
        return Err(Problem::Forbidden);
    }
    let mut complaints = Complaints::default();
    let reason = match typed.reason.trim() {
        "" => None,
        _ => complaints.take("reason", clean_paragraphs(&typed.reason, REASON_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    if !complaints.is_empty() {
        let (page, chrome) = member::page(&house, chrome, &mut seat, member, typed.reason, complaints).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    store::withdraw(&mut seat.tx, member, chrome.now).await?;
    let wanted = Change { step: Step::Leave, by: By::OnBehalf, reason: reason.as_deref(), room };
    if change(after, &house, &chrome, &mut seat, found, wanted).await?.is_ok() {
        seat.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{}/members/{member}", sits.group)).into_response())
}
