//! The page of a session's voices: the staff's picture with its turns and kind words, or one's own share.

use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, GroupAccess, Role};
use crate::kit::web::prelude::*;
use crate::session::{self, SessionAccess, SessionId};
use crate::voices::scene;
use crate::voices::views::{Complaint, NewWord, OwnVoicePage, VoicesPage, logged, rows};
use crate::voices::{own, picture, store};

/// The refused form that the page shows again: a turn's correction, or a kind word.
#[derive(Default)]
pub(super) struct ReturnedVoicesForm {
    pub turn: Option<Complaint>,
    pub word: NewWord,
}

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    let id = access.session();
    show(&app, &chrome, &mut access.group_access, id, StatusCode::OK, ReturnedVoicesForm::default()).await
}

/// The page, with a refused form where it was typed.
pub(super) async fn show<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    group_access: &mut GroupAccess<R>,
    id: SessionId,
    status: StatusCode,
    returned: ReturnedVoicesForm,
) -> Result<Response, Problem> {
    let session = session::store::find(&mut group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut group_access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(&mut group_access.tx, &app.vault, session.group, id).await?;
    let floor = scene::load(&mut group_access.tx, &app.vault, id, app.clock.now()).await?.ok_or(Problem::NotFound)?;
    let chrome = chrome.clone().in_zone(group.time_zone);
    let me = group_access.membership();
    if !group_access.role().is_staff() {
        let asked = store::wants_own_share(&mut group_access.tx, &[me.0]).await?.contains(&me);
        let own = own::own(&floor, &people, me, asked);
        return Ok(chrome.page_with(status, &OwnVoicePage { group, session, own }));
    }
    let everyone = group_access.role() == Role::Therapist;
    let page = VoicesPage {
        rows: rows(&floor, &people, returned.turn.as_ref()),
        log: logged(&floor, &people, |nudge| everyone || nudge.by == me),
        new_word: returned.word,
        own_words: floor.words.iter().filter(|word| !word.put_away).cloned().collect(),
        voices: picture::draw(&floor, &people),
        people,
        group,
        session,
    };
    Ok(chrome.page_with(status, &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VoicesQuery {
    live: bool,
}

/// Stores whether a member would like to see their own share live.
pub(super) async fn ask(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<AnyRole>,
    FormBody(typed): FormBody<VoicesQuery>,
) -> Result<Response, Problem> {
    let session = access.session();
    let group_access = &mut access.group_access;
    let (practice, me) = (group_access.practice(), group_access.membership());
    store::set_own_share(&mut group_access.tx, practice, me, typed.live).await?;
    access.group_access.tx.commit().await?;
    drop(app);
    Ok(if chrome.fragment {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Redirect::to(&format!("/sessions/{session}/live")).into_response()
    })
}
