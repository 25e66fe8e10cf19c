//! Routes of a practice.

use chrono_tz::Tz;

use super::setup::{self, NAME_LIMIT};
use super::views::PracticePage;
use super::{AsAdministrator, Colleague, Practice, PracticeId, help, outbox, rooms, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::prelude::*;

/// The routes. `on_room` is the hook for a new room.
pub fn routes(on_room: rooms::OnRoom) -> AppRoutes {
    AppRoutes::new()
        .get(Access::TokenHolder, "/setup/{token}", setup::form)
        .post(Access::TokenHolder, "/setup/{token}", setup::set_up)
        .get(Access::PracticeAdministrator, "/practice", show)
        .post(Access::PracticeAdministrator, "/practice", change)
        .merge(help::routes::routes())
        .merge(outbox::routes::routes())
        .merge(rooms::routes::routes(on_room))
}

#[derive(Deserialize)]
struct PracticeQuery {
    #[serde(default)]
    kept: bool,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    QueryParams(query): QueryParams<PracticeQuery>,
) -> Result<Response, Problem> {
    let practice = administered_practice(&mut me, &app).await?;
    let page = page(&mut me, &app, practice, None, FormErrors::default(), query.kept).await?;
    Ok(chrome.page(&page))
}

async fn administered_practice(me: &mut Colleague<AsAdministrator>, app: &AppState) -> Result<Practice, Problem> {
    let id = me.practices()[0];
    store::all(&mut me.tx, &app.vault).await?.into_iter().find(|practice| practice.id == id).ok_or(Problem::NotFound)
}

async fn page(
    me: &mut Colleague<AsAdministrator>,
    app: &AppState,
    practice: Practice,
    theirs: Option<Practice>,
    errors: FormErrors,
    kept: bool,
) -> Result<PracticePage, Problem> {
    let staff = store::staff(&mut me.tx, &app.vault, practice.id).await?;
    let help = help::store::of(&mut me.tx, &app.vault, practice.id).await?.ok_or(Problem::NotFound)?;
    Ok(PracticePage { practice, numbers: help.numbers, staff, zones: &chrono_tz::TZ_VARIANTS, errors, theirs, kept })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PracticeForm {
    name: String,
    locale: Locale,
    calendar: Calendar,
    time_zone: Tz,
    version: i32,
}

async fn change(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    FormBody(typed): FormBody<PracticeForm>,
) -> Result<Response, Problem> {
    let id: PracticeId = me.practices()[0];
    let mut errors = FormErrors::default();
    let words = |refusal: TextRefusal| refusal.message(chrome.locale());
    let name = errors.check("name", clean_line(&typed.name, NAME_LIMIT), words);
    let as_typed =
        |name| Practice { id, name, locale: typed.locale, calendar: typed.calendar, time_zone: typed.time_zone, version: typed.version };
    let Some(name) = name else {
        let practice = as_typed(typed.name.clone());
        let page = page(&mut me, &app, practice, None, errors, false).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let mut practice = as_typed(name);
    if !store::update(&mut me.tx, &app.vault, &practice).await? {
        let theirs = administered_practice(&mut me, &app).await?;
        // A second submission, after having seen both versions, is intended.
        practice.version = theirs.version;
        if practice == theirs {
            // A double click has already saved the same values.
            return Ok(Redirect::to("/practice?kept=true").into_response());
        }
        let page = page(&mut me, &app, practice, Some(theirs), errors, false).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let act = AuditEntry { practice: id.0, actor: Some(me.person.0), action: AuditAction::PracticeChanged, subject: id.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/practice?kept=true").into_response())
}
