//! The doors of a session in progress: the page for whoever comes, the stream that keeps it current, and what is one's own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use serde::Deserialize;
use uuid::Uuid;

use super::views::{ConsolePage, LiveFormValues, PersonalFragments, PhonePage, Scene, UnsignedCharterNotice};
use super::{arc, carried, concern, render, wall};
use crate::brainstorm::{QUESTION_LIMIT, board};
use crate::charter::{self, diff};
use crate::concern::{ConcernActor, ConcernId};
use crate::group::{self, AnySeat, GroupAccess, Role};
use crate::kit::house::AppState;
use crate::kit::relay::{self, Audience, Listener, PageCounters, StreamAccess, StreamGuard};
use crate::kit::text::clip;
use crate::kit::web::{Access, AppRoutes, Chrome, FormErrors, InQuery, Problem};
use crate::person::sign_in::{self, SignInId, SignedIn, gate};
use crate::session::arc::{Course, Stage};
use crate::session::{self, Session, SessionAccess, SessionId, SessionState};
use crate::voices;
use crate::voices::own::OwnVoice;

/// The doors of this room.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/sessions/{session}/live", page)
        .get(Access::AnySeat, "/sessions/{session}/stream", stream)
        .get(Access::AnySeat, "/sessions/{session}/mine", mine)
        .and(wall::doors())
}

#[derive(Deserialize)]
struct StreamStart {
    /// The concern on which staff would like to begin a brainstorm.
    concern: Option<ConcernId>,
}

async fn page(
    State(house): State<AppState>,
    chrome: Chrome,
    signed_in: SignedIn,
    mut here: SessionAccess<AnySeat>,
    InQuery(beginning): InQuery<StreamStart>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    // The numbers before the board: what changes in between is told again, never lost.
    let reader = reader(seat);
    let position = relay::position(&mut seat.tx, id.0, reader).await?;
    let scene = render::scene(&mut seat.tx, &house.vault, id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let (me, role) = (seat.membership(), seat.role());
    let own = board::own(&mut seat.tx, &house.vault, &scene.session, me, role).await?;
    let chrome = chrome.in_zone(scene.group.time_zone);
    let (form, mut typed, complaints) = (Uuid::new_v4(), LiveFormValues::default(), FormErrors::default());
    let who = ConcernActor { me, role: seat.role() };
    let before = arc::before(&mut seat.tx, &scene).await?;
    let is_in = sign_in::has_entered(&mut seat.tx, signed_in.id, id.0).await?;
    if seat.role().is_staff() {
        let roll = session::attendance::store::roll_with_words(&mut seat.tx, &house.vault, &scene.session).await?;
        let lines = session::backstage::store::lines(&mut seat.tx, &house.vault, id).await?;
        let is_therapist = seat.role() == Role::Therapist;
        let mine = Some(concern::mine(&mut seat.tx, &house.vault, &scene.session, who, true, &scene.charter.names).await?);
        if let Some((id, words)) = beginning.concern.and_then(|id| scene.concerns.to_begin_on(id)) {
            (typed.concern, typed.question) = (Some(id), clip(words, QUESTION_LIMIT));
        }
        let has_wall = wall::is_open(&mut seat.tx, id, chrome.now).await?;
        let there = arc::there(&mut seat.tx, &house.vault, &scene.session, scene.group.meets, is_therapist.then_some(me)).await?;
        let page = ConsolePage {
            scene,
            position,
            id: form,
            own,
            typed,
            complaints,
            is_in,
            roll,
            lines,
            mine,
            is_therapist,
            has_wall,
            there,
            before,
        };
        if let Some(mine) = &page.mine {
            seen(here, mine, &chrome).await?;
        }
        return Ok(chrome.page(&page));
    }
    let entered = session::attendance::store::is_here_by_phone(&mut seat.tx, id, me).await?;
    let unsigned = charter::store::lacks_signature(&mut seat.tx, scene.group.id, me).await?;
    if unsigned && !entered && scene.session.state == SessionState::Live {
        return doorstep(&house, &chrome, seat, scene).await;
    }
    let voice = voice(&house, &chrome, seat, &scene.session, &scene.course).await?;
    let whereabouts = arc::whereabouts(&mut seat.tx, &house.vault, &scene.session, scene.group.meets, &scene.course, me, entered).await?;
    let check_in = arc::check_in(&mut seat.tx, &house.vault, &scene.session, arc::is_arriving(&scene.course), me, entered).await?;
    let mine = Some(concern::mine(&mut seat.tx, &house.vault, &scene.session, who, entered, &scene.charter.names).await?);
    let brought = carried::brought(&mut seat.tx, &house.vault, &scene.session, me, scene.carried.opening).await?;
    let page = PhonePage {
        scene,
        position,
        id: form,
        own,
        typed,
        complaints,
        entered,
        is_in,
        unsigned,
        voice,
        mine,
        check_in,
        whereabouts,
        brought,
        before,
    };
    Ok(chrome.page(&page))
}

/// Who has not signed the charter is asked to before they come in, and may sit in without.
async fn doorstep(house: &AppState, chrome: &Chrome, seat: &mut GroupAccess<AnySeat>, scene: Scene) -> Result<Response, Problem> {
    let me = seat.membership();
    let name = scene.charter.names.get(&me).cloned().flatten().unwrap_or_default();
    let since = match (&scene.charter.charter, charter::store::signed_last(&mut seat.tx, scene.group.id, me).await?) {
        (Some(charter), Some(last)) => charter::store::version(&mut seat.tx, &house.vault, scene.group.id, last)
            .await?
            .map(|before| (last, diff::between(&before.articles, &charter.articles, chrome.locale()))),
        _ => None,
    };
    Ok(chrome.page(&UnsignedCharterNotice { scene, name, since }))
}

async fn mine(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<AnySeat>) -> Result<Response, Problem> {
    let id = here.session();
    let (me, role) = (here.seat.membership(), here.seat.role());
    let session = session::store::find(&mut here.seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let own = board::own(&mut here.seat.tx, &house.vault, &session, me, role).await?;
    let people = session::substitution::store::people(&mut here.seat.tx, &house.vault, session.group, id).await?;
    let (names, who) = (render::names(&people), ConcernActor { me, role });
    let entered = session::attendance::store::is_here_by_phone(&mut here.seat.tx, id, me).await?;
    let table = concern::mine(&mut here.seat.tx, &house.vault, &session, who, entered, &names).await?;
    let group = group::store::find(&mut here.seat.tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let meets = group.meets;
    if here.seat.role().is_staff() {
        let is_therapist = here.seat.role() == Role::Therapist;
        let there = arc::there(&mut here.seat.tx, &house.vault, &session, meets, is_therapist.then_some(me)).await?;
        seen(here, &table, &chrome).await?;
        return Ok(chrome.page(&PersonalFragments {
            session: id,
            own,
            table,
            voice: None,
            check_in: None,
            whereabouts: None,
            there,
            brought: None,
        }));
    }
    let course = session::arc::store::course(&mut here.seat.tx, &session).await?;
    let voice = voice(&house, &chrome, &mut here.seat, &session, &course).await?;
    let whereabouts = arc::whereabouts(&mut here.seat.tx, &house.vault, &session, meets, &course, me, entered).await?;
    let check_in = arc::check_in(&mut here.seat.tx, &house.vault, &session, arc::is_arriving(&course), me, entered).await?;
    let brought = carried::brought(&mut here.seat.tx, &house.vault, &session, me, carried::is_opening(&course)).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&PersonalFragments {
        session: id,
        own,
        table,
        voice: Some(voice),
        check_in,
        whereabouts,
        there: None,
        brought: Some(brought),
    }))
}

/// Writes down what a therapist was shown.
async fn seen(mut here: SessionAccess<AnySeat>, mine: &crate::concern::OwnConcerns, chrome: &Chrome) -> Result<(), Problem> {
    let session = here.session();
    if crate::concern::own::note_read(&mut here.seat, session, mine, chrome.now).await? {
        here.seat.tx.commit().await?;
    }
    Ok(())
}

/// A member's own place among the voices.
async fn voice(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<AnySeat>,
    session: &Session,
    course: &Course,
) -> Result<OwnVoice, Problem> {
    let me = seat.membership();
    let floor = voices::scene::load(&mut seat.tx, &house.vault, session.id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut seat.tx, &house.vault, session.group, session.id).await?;
    let asked = voices::store::wants_own_share(&mut seat.tx, &[me.0]).await?.contains(&me);
    let mut own = voices::own::own(&floor, &people, me, asked);
    if own.live && course.now().is_some_and(|visit| visit.stage == Stage::Open) {
        own.last = voices::scene::share_last_time(&mut seat.tx, &house.vault, session, me, chrome.now).await?;
    }
    Ok(own)
}

fn reader(seat: &GroupAccess<AnySeat>) -> PageCounters {
    let audience = if seat.role().is_staff() { Audience::Staff } else { Audience::Member };
    PageCounters { audience, membership: Some(seat.membership().0) }
}

#[derive(Deserialize)]
struct StreamQuery {
    after: Option<String>,
}

async fn stream(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    mut here: SessionAccess<AnySeat>,
    InQuery(from): InQuery<StreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let session = here.session();
    if !session::store::is_streamed(&mut here.seat.tx, session, chrome.now).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let reader = reader(&here.seat);
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = Listener {
        practice: here.seat.practice().0,
        session: session.0,
        after: relay::resume_from(last_event_id, from.after.as_deref(), reader),
        reader,
        locale: chrome.locale(),
        calendar: chrome.reader.calendar,
        person: Some(me.person.0),
        page: page_id(&headers),
        watch: watch(&house, me, session),
    };
    // The transaction ends here: a stream lives for hours.
    drop(here);
    Ok(relay::reply(house.relay.listen(listener)))
}

/// The page that asks for a stream, as it names itself.
pub(super) fn page_id(headers: &HeaderMap) -> Option<Uuid> {
    headers.get("hamdel-page")?.to_str().ok()?.parse().ok()
}

/// Whether this sign-in still lives and still has a seat; asked with every heartbeat, and never noted as a sign of life. A sign-in that
/// ended leads back to the session.
fn watch(house: &AppState, me: SignedIn, session: SessionId) -> StreamGuard {
    let house = house.clone();
    let id: SignInId = me.id;
    Arc::new(move || {
        let house = house.clone();
        async move {
            if !gate::still_lives(&house, id).await? {
                let back: String = form_urlencoded::byte_serialize(format!("/sessions/{session}/live").as_bytes()).collect();
                return Ok(StreamAccess::Ended(format!("/sign-in?back={back}")));
            }
            let mut tx = crate::kit::db::Tx::of(&house.pool, me.person.0).await?;
            if session::store::sitting(&mut tx, me.person, session).await?.is_none() {
                return Ok(StreamAccess::Ended("/sign-in".to_owned()));
            }
            let is_streamed = session::store::is_streamed(&mut tx, session, house.clock.now()).await?;
            Ok(if is_streamed { StreamAccess::Stands } else { StreamAccess::Over })
        }
        .boxed()
    })
}
