//! The rooms of a practice, listed by those who keep its times.

use super::views::{PracticeRooms, RefusedRoom, RoomsPage};
use super::{NAME_LIMIT, OnRoom, Room, RoomId, may_be_named, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::practice::{self, AsScheduler, Colleague, PracticeId};

const PAGE: &str = "/practice/rooms";

/// The routes. `on_room` is the hook of modules that depend on this one, for a new room or a new name.
pub fn routes(on_room: OnRoom) -> AppRoutes {
    let keep = move |app: State<AppState>, chrome: Chrome, me: Colleague<AsScheduler>, form: FormBody<RoomForm>| {
        keep(on_room, app, chrome, me, form)
    };
    AppRoutes::new().get(Access::Scheduler, PAGE, show).post(Access::Scheduler, PAGE, keep)
}

#[derive(Deserialize)]
struct RoomsQuery {
    #[serde(default)]
    kept: bool,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsScheduler>,
    QueryParams(query): QueryParams<RoomsQuery>,
) -> Result<Response, Problem> {
    let page = RoomsPage { kept: query.kept, ..page(&app, &mut me, None).await? };
    Ok(chrome.page(&page))
}

async fn page(app: &AppState, me: &mut Colleague<AsScheduler>, refused: Option<RefusedRoom>) -> Result<RoomsPage, Problem> {
    let own = me.practices();
    let mut practices = Vec::new();
    for practice in practice::store::all(&mut me.tx, &app.vault).await?.into_iter().filter(|one| own.contains(&one.id)) {
        let rooms = store::open(&mut me.tx, &app.vault, practice.id).await?;
        practices.push(PracticeRooms { id: practice.id, name: practice.name, rooms });
    }
    Ok(RoomsPage { practices, refused, kept: false })
}

crate::coded! {
    /// What the pressed button asks for.
    #[derive(Default)]
    enum RoomAct {
        /// Add the room, or give it this name.
        #[default]
        Keep = "keep",
        /// Take it off the list.
        Close = "close",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoomForm {
    practice: PracticeId,
    /// The room; none for a new one.
    room: Option<RoomId>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    act: RoomAct,
}

async fn keep(
    on_room: OnRoom,
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsScheduler>,
    FormBody(form): FormBody<RoomForm>,
) -> Result<Response, Problem> {
    let practice = me.practices().into_iter().find(|one| *one == form.practice).ok_or(Problem::NotFound)?;
    let kept = Redirect::to("/practice/rooms?kept=true").into_response();
    store::lock(&mut me.tx, practice).await?;
    let rooms = store::open(&mut me.tx, &app.vault, practice).await?;
    let room = match form.room {
        None => None,
        // Another page has just taken it off the list.
        Some(id) if !rooms.iter().any(|room| room.id == id) => return Ok(kept),
        Some(id) => Some(id),
    };
    if let (RoomAct::Close, Some(id)) = (form.act, room) {
        store::close(&mut me.tx, practice, id, chrome.now).await?;
    } else {
        let locale = chrome.locale();
        let name = clean_line(&form.name, NAME_LIMIT).map_err(|refusal| refusal.message(locale));
        let name = match name {
            // The same form sent twice has added it already.
            Ok(name) if room.is_none() && rooms.iter().any(|one| one.is_named(&name)) => return Ok(kept),
            Ok(name) => may_be_named(&rooms, room, &name).map(|()| name).map_err(|refusal| locale.message(refusal.key())),
            Err(words) => Err(words),
        };
        let name = match name {
            Ok(name) => name,
            Err(words) => {
                let page = page(&app, &mut me, Some(RefusedRoom { practice, room, name: form.name, words })).await?;
                return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
            }
        };
        let room = match room {
            None => store::add(&mut me.tx, &app.vault, practice, &name, chrome.now).await?,
            Some(id) => {
                let room = Room { id, name };
                store::rename(&mut me.tx, &app.vault, practice, &room).await?;
                room
            }
        };
        on_room(&mut me.tx, &app.vault, practice, &room).await?;
    }
    let act = AuditEntry { practice: practice.0, actor: Some(me.person.0), action: AuditAction::PracticeChanged, subject: practice.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(kept)
}
