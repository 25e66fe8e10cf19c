//! Routes of a session in progress: the page for staff or members, the stream that keeps it current, and the reader's own fragments.

use std::sync::Arc;

use axum::http::HeaderMap;
use futures_util::FutureExt;
use uuid::Uuid;

use super::views::{ConsolePage, LiveFormValues, PersonalFragments, PhonePage, Scene, UnsignedCharterNotice};
use super::{arc, carried, concern, render, wall};
use crate::brainstorm::{QUESTION_LIMIT, board};
use crate::charter::{self, diff};
use crate::climate::finished::FinishedCard;
use crate::concern::{ConcernActor, ConcernId};
use crate::group::{self, AnyRole, GroupAccess, Role};
use crate::kit::events::{self, Audience, Listener, PageCounters, StreamAccess, StreamGuard};
use crate::kit::text::clip;
use crate::kit::web::prelude::*;
use crate::person::sign_in::{self, SignInId, SignedIn, gate};
use crate::session::arc::{Course, Stage};
use crate::session::{self, Session, SessionAccess, SessionId, SessionState, reader_store};
use crate::voices;
use crate::voices::own::OwnVoice;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/sessions/{session}/live", page)
        .get(Access::GroupParticipant, "/sessions/{session}/stream", stream)
        .get(Access::GroupParticipant, "/sessions/{session}/mine", mine)
        .merge(wall::routes())
}

#[derive(Deserialize)]
struct StreamStart {
    /// The concern on which staff want to begin a brainstorm.
    concern: Option<ConcernId>,
}

async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    signed_in: SignedIn,
    mut access: SessionAccess<AnyRole>,
    QueryParams(start): QueryParams<StreamStart>,
) -> Result<Response, Problem> {
    let id = access.session();
    let group_access = &mut access.group_access;
    // Read the event position before the board: a change in between is then published again, never lost.
    let reader = counters(group_access);
    let position = events::position(&mut group_access.tx, id.0, reader).await?;
    let scene = render::scene(&mut group_access.tx, &app.vault, id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let (me, role) = (group_access.membership(), group_access.role());
    if reader_store::is_closed_to(&mut group_access.tx, &scene.session, role, me).await? {
        return Err(Problem::NotFound);
    }
    let own = board::own(&mut group_access.tx, &app.vault, &scene.session, me, role).await?;
    let chrome = chrome.in_zone(scene.group.time_zone);
    let (form, mut typed, errors) = (Uuid::new_v4(), LiveFormValues::default(), FormErrors::default());
    let actor = ConcernActor { me, role: group_access.role() };
    let before = arc::opening_curve(&mut group_access.tx, &scene).await?;
    let is_in = sign_in::has_entered(&mut group_access.tx, signed_in.id, id.0).await?;
    if group_access.role().is_staff() {
        let roll = session::attendance::store::roll_with_words(&mut group_access.tx, &app.vault, &scene.session).await?;
        let lines = session::backstage::store::lines(&mut group_access.tx, &app.vault, id).await?;
        let is_therapist = group_access.role() == Role::Therapist;
        let mine = Some(concern::load_own(&mut group_access.tx, &app.vault, &scene.session, actor, true, &scene.charter.names).await?);
        if let Some((id, words)) = scene.concerns.to_begin_on().find(|(id, _)| start.concern == Some(*id)) {
            (typed.concern, typed.question) = (Some(id), clip(words, QUESTION_LIMIT));
        }
        let wall = wall::WallTool::load(&mut group_access.tx, id, chrome.now).await?;
        let known_whereabouts =
            arc::all_whereabouts(&mut group_access.tx, &app.vault, &scene.session, scene.group.meets, is_therapist.then_some(me)).await?;
        let finished = FinishedCard::load(&mut group_access.tx, id, &scene.course).await?;
        let page = ConsolePage {
            scene,
            position,
            id: form,
            own,
            typed,
            errors,
            is_in,
            roll,
            lines,
            mine,
            is_therapist,
            wall,
            known_whereabouts,
            finished,
            before,
        };
        if let Some(mine) = &page.mine {
            record_read(access, mine, &chrome).await?;
        }
        return Ok(chrome.page(&page));
    }
    let entered = session::attendance::store::is_here_by_phone(&mut group_access.tx, id, me).await?;
    let unsigned = charter::store::lacks_signature(&mut group_access.tx, scene.group.id, me).await?;
    if unsigned && !entered && scene.session.state == SessionState::Live {
        return unsigned_charter_page(&app, &chrome, group_access, scene).await;
    }
    let voice = load_voice(&app, &chrome, group_access, &scene.session, &scene.course).await?;
    let whereabouts =
        arc::whereabouts(&mut group_access.tx, &app.vault, &scene.session, scene.group.meets, &scene.course, me, entered).await?;
    let check_in = arc::check_in(&mut group_access.tx, &app.vault, &scene.session, arc::is_arriving(&scene.course), me, entered).await?;
    let mine = Some(concern::load_own(&mut group_access.tx, &app.vault, &scene.session, actor, entered, &scene.charter.names).await?);
    let contribution = carried::load_own(&mut group_access.tx, &app.vault, &scene.session, me, scene.carried.opening).await?;
    let page = PhonePage {
        scene,
        position,
        id: form,
        own,
        typed,
        errors,
        entered,
        is_in,
        unsigned,
        voice,
        mine,
        check_in,
        whereabouts,
        contribution,
        before,
    };
    Ok(chrome.page(&page))
}

/// Asks a member who has not signed the charter to sign before entering; they may enter without signing.
async fn unsigned_charter_page(
    app: &AppState,
    chrome: &Chrome,
    group_access: &mut GroupAccess<AnyRole>,
    scene: Scene,
) -> Result<Response, Problem> {
    let me = group_access.membership();
    let name = scene.charter.names.get(&me).cloned().flatten().unwrap_or_default();
    let since = match (&scene.charter.charter, charter::store::signed_last(&mut group_access.tx, scene.group.id, me).await?) {
        (Some(charter), Some(last)) => charter::store::version(&mut group_access.tx, &app.vault, scene.group.id, last)
            .await?
            .map(|before| (last, diff::between(&before.articles, &charter.articles, chrome.locale()))),
        _ => None,
    };
    Ok(chrome.page(&UnsignedCharterNotice { scene, name, since }))
}

async fn mine(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    let id = access.session();
    let (me, role) = (access.group_access.membership(), access.group_access.role());
    let session = session::store::find(&mut access.group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if reader_store::is_closed_to(&mut access.group_access.tx, &session, role, me).await? {
        return Err(Problem::NotFound);
    }
    let own = board::own(&mut access.group_access.tx, &app.vault, &session, me, role).await?;
    let people = session::substitution::store::people(&mut access.group_access.tx, &app.vault, session.group, id).await?;
    let (names, actor) = (render::names(&people), ConcernActor { me, role });
    let entered = session::attendance::store::is_here_by_phone(&mut access.group_access.tx, id, me).await?;
    let table = concern::load_own(&mut access.group_access.tx, &app.vault, &session, actor, entered, &names).await?;
    let group = group::store::find(&mut access.group_access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let meets = group.meets;
    if access.group_access.role().is_staff() {
        let is_therapist = access.group_access.role() == Role::Therapist;
        let known_whereabouts =
            arc::all_whereabouts(&mut access.group_access.tx, &app.vault, &session, meets, is_therapist.then_some(me)).await?;
        record_read(access, &table, &chrome).await?;
        return Ok(chrome.page(&PersonalFragments {
            session: id,
            own,
            table,
            voice: None,
            check_in: None,
            whereabouts: None,
            known_whereabouts,
            contribution: None,
        }));
    }
    let course = session::arc::store::course(&mut access.group_access.tx, &session).await?;
    let voice = load_voice(&app, &chrome, &mut access.group_access, &session, &course).await?;
    let whereabouts = arc::whereabouts(&mut access.group_access.tx, &app.vault, &session, meets, &course, me, entered).await?;
    let check_in = arc::check_in(&mut access.group_access.tx, &app.vault, &session, arc::is_arriving(&course), me, entered).await?;
    let contribution = carried::load_own(&mut access.group_access.tx, &app.vault, &session, me, carried::is_opening(&course)).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok(chrome.page(&PersonalFragments {
        session: id,
        own,
        table,
        voice: Some(voice),
        check_in,
        whereabouts,
        known_whereabouts: None,
        contribution: Some(contribution),
    }))
}

/// Records in the audit log which concerns a therapist was shown.
async fn record_read(mut access: SessionAccess<AnyRole>, mine: &crate::concern::OwnConcerns, chrome: &Chrome) -> Result<(), Problem> {
    let session = access.session();
    if crate::concern::own::note_read(&mut access.group_access, session, mine, chrome.now).await? {
        access.group_access.tx.commit().await?;
    }
    Ok(())
}

/// A member's own share of speaking time.
async fn load_voice(
    app: &AppState,
    chrome: &Chrome,
    group_access: &mut GroupAccess<AnyRole>,
    session: &Session,
    course: &Course,
) -> Result<OwnVoice, Problem> {
    let me = group_access.membership();
    let floor = voices::scene::load(&mut group_access.tx, &app.vault, session.id, chrome.now).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut group_access.tx, &app.vault, session.group, session.id).await?;
    let asked = voices::store::wants_own_share(&mut group_access.tx, &[me.0]).await?.contains(&me);
    let mut own = voices::own::own(&floor, &people, me, asked);
    if own.live && course.now().is_some_and(|visit| visit.stage == Stage::Open) {
        own.last = voices::scene::share_last_time(&mut group_access.tx, &app.vault, session, me, chrome.now).await?;
    }
    Ok(own)
}

fn counters(group_access: &GroupAccess<AnyRole>) -> PageCounters {
    let audience = if group_access.role().is_staff() { Audience::Staff } else { Audience::Member };
    PageCounters { audience, membership: Some(group_access.membership().0) }
}

#[derive(Deserialize)]
struct StreamQuery {
    after: Option<String>,
}

async fn stream(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    mut access: SessionAccess<AnyRole>,
    QueryParams(from): QueryParams<StreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let session = access.session();
    if !session::store::is_streamed(&mut access.group_access.tx, session, chrome.now).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let reader = counters(&access.group_access);
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = Listener {
        practice: access.group_access.practice().0,
        session: session.0,
        after: events::resume_from(last_event_id, from.after.as_deref(), reader),
        reader,
        locale: chrome.locale(),
        calendar: chrome.reader.calendar,
        person: Some(me.person.0),
        page: page_id(&headers),
        watch: watch(&app, me, session),
    };
    // End the transaction here: a stream lives for hours.
    drop(access);
    Ok(events::reply(app.events.listen(listener)))
}

/// The id that the requesting page sends of itself.
pub(super) fn page_id(headers: &HeaderMap) -> Option<Uuid> {
    headers.get("hamdel-page")?.to_str().ok()?.parse().ok()
}

/// Checks with every heartbeat whether the sign-in is still valid and still has access to the session. The check does not count as activity
/// of the sign-in. If the sign-in has ended, the sign-in page leads back to the session.
fn watch(app: &AppState, me: SignedIn, session: SessionId) -> StreamGuard {
    let app = app.clone();
    let id: SignInId = me.id;
    Arc::new(move || {
        let app = app.clone();
        async move {
            if !gate::still_lives(&app, id).await? {
                let back: String = form_urlencoded::byte_serialize(format!("/sessions/{session}/live").as_bytes()).collect();
                return Ok(StreamAccess::Ended(format!("/sign-in?back={back}")));
            }
            let mut tx = crate::kit::db::Tx::for_person(&app.pool, me.person.0).await?;
            if group::actor::store::in_session(&mut tx, me.person, session.0).await?.is_none() {
                return Ok(StreamAccess::Ended("/sign-in".to_owned()));
            }
            let is_streamed = session::store::is_streamed(&mut tx, session, app.clock.now()).await?;
            Ok(if is_streamed { StreamAccess::Granted } else { StreamAccess::Finished })
        }
        .boxed()
    })
}
