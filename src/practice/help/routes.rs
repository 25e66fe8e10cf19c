//! The form in which the administrator writes the crisis help. The page that everyone reads also holds what later modules know
//! (`contact::support`).

use super::views::HelpFormPage;
use super::{CrisisHelp, MOST, NumberRow, read, store, ways};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::practice::{self, AsAdministrator, Colleague, PracticeId};

/// The most characters of the note.
const NOTE_LIMIT: usize = 2000;
/// How many empty rows follow the numbers.
const EMPTY_ROWS: usize = 2;
const FORM: &str = "/practice/help";

pub fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::PracticeAdministrator, FORM, form).post(Access::PracticeAdministrator, FORM, keep)
}

#[derive(Deserialize)]
struct HelpQuery {
    #[serde(default)]
    kept: bool,
}

async fn form(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    QueryParams(query): QueryParams<HelpQuery>,
) -> Result<Response, Problem> {
    let now = current(&mut me, &app).await?;
    let rows = now.numbers.iter().map(NumberRow::from).collect();
    let (note, version) = (now.note.clone().unwrap_or_default(), now.version);
    let page = HelpFormPage { kept: query.kept, ..page(&mut me, &app, now, rows, note, version).await? };
    Ok(chrome.page(&page))
}

async fn current(me: &mut Colleague<AsAdministrator>, app: &AppState) -> Result<CrisisHelp, Problem> {
    let id = me.practices()[0];
    store::of(&mut me.tx, &app.vault, id).await?.ok_or(Problem::NotFound)
}

async fn page(
    me: &mut Colleague<AsAdministrator>,
    app: &AppState,
    now: CrisisHelp,
    mut rows: Vec<NumberRow>,
    note: String,
    version: i32,
) -> Result<HelpFormPage, Problem> {
    let id = me.practices()[0];
    let own = practice::store::all(&mut me.tx, &app.vault).await?.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    rows.retain(|row| !row.is_empty());
    rows.resize((rows.len() + EMPTY_ROWS).min(MOST.max(rows.len())), NumberRow::default());
    let errors = FormErrors::default();
    Ok(HelpFormPage { now, rows, note, version, ways: ways(own.time_zone), errors, meanwhile: false, kept: false })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpForm {
    #[serde(default)]
    help_name: Vec<String>,
    #[serde(default)]
    help_number: Vec<String>,
    #[serde(default)]
    help_hours: Vec<String>,
    #[serde(default)]
    crisis_help: String,
    /// The row to move up before the form is saved.
    up: Option<usize>,
    version: i32,
}

async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsAdministrator>,
    FormBody(typed): FormBody<HelpForm>,
) -> Result<Response, Problem> {
    let id: PracticeId = me.practices()[0];
    let locale = chrome.locale();
    let mut errors = FormErrors::default();
    let mut rows = NumberRow::typed(&typed.help_name, &typed.help_number, &typed.help_hours);
    if let Some(row) = typed.up.filter(|row| (1..rows.len()).contains(row)) {
        rows.swap(row - 1, row);
    }
    let numbers = read(&mut rows, locale);
    let note = if typed.crisis_help.trim().is_empty() {
        Some(None)
    } else {
        errors.check("crisis_help", clean_paragraphs(&typed.crisis_help, NOTE_LIMIT), |refusal| refusal.message(locale)).map(Some)
    };
    let now = current(&mut me, &app).await?;
    let (Some(numbers), Some(note)) = (numbers, note) else {
        let page = HelpFormPage { errors, ..page(&mut me, &app, now, rows, typed.crisis_help, typed.version).await? };
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let kept = Redirect::to("/practice/help?kept=true").into_response();
    let new = CrisisHelp { numbers, note, version: typed.version };
    if new == (CrisisHelp { version: new.version, ..now.clone() }) {
        return Ok(kept);
    }
    if !store::set(&mut me.tx, &app.vault, id, &new).await? {
        let now = current(&mut me, &app).await?;
        if new == (CrisisHelp { version: new.version, ..now.clone() }) {
            // A double click has already saved the same.
            return Ok(kept);
        }
        // A second submission, after having seen both versions, is intended.
        let version = now.version;
        let page = HelpFormPage { meanwhile: true, ..page(&mut me, &app, now, rows, typed.crisis_help, version).await? };
        return Ok(chrome.page_with(StatusCode::CONFLICT, &page));
    }
    let act = AuditEntry { practice: id.0, actor: Some(me.person.0), action: AuditAction::PracticeChanged, subject: id.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(kept)
}
