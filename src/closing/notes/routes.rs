//! Routes of private notes. They answer 404 to everyone but the group's therapist, and to the therapist only after the passphrase.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::store::{self, Author, Note, NoteTarget};
use super::views::{AgainPage, ChangedNote, NoteConflictFragment, NotePage, NoteStatusFragment, NoteSubject};
use super::{NOTE_LIMIT, NoteSaveStep, both, step};
use crate::closing::{PageId, SaveId};
use crate::group::{self, AnyRole, GroupAccess, GroupId, Role};
use crate::kit::db::Tx;
use crate::kit::i18n::Message;
use crate::kit::text::{TextRefusal, clean_paragraphs};
use crate::kit::web::kept::{DRAFT, KEPT, with_header};
use crate::kit::web::path_id;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::step_up::{self, Confirmed, StepUpOutcome};
use crate::session::{self, BySession, SessionAccess, SessionId, backstage};

pub(in crate::closing) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupTherapistOr404, "/sessions/{session}/private-notes", show)
        .post(Access::GroupTherapistOr404, "/sessions/{session}/private-notes", save)
        .get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/private-notes", show)
        .post(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/private-notes", save)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrivateNoteForm {
    id: SaveId,
    page: PageId,
    #[serde(default)]
    based_on: String,
    #[serde(default)]
    text: String,
    /// Sent along when the passphrase had to be asked for again.
    passphrase: Option<String>,
}

/// The therapist's access to a note: the proof of access to its group, what the note is on, and the path of its page.
struct NoteAccess {
    access: GroupAccess<AnyRole>,
    on: NoteTarget,
    path: String,
}

impl FromRequestParts<AppState> for NoteAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        match path_id::<SessionId>(parts, "session").await {
            Ok(session) => Self::prove(app, me, None, NoteTarget::Session(session)).await,
            Err(_) => Self::prove(app, me, Some(path_id(parts, "group").await?), NoteTarget::Member(path_id(parts, "member").await?)).await,
        }
    }
}

impl NoteAccess {
    async fn prove(app: &AppState, me: SignedIn, group: Option<GroupId>, on: NoteTarget) -> Result<Self, Problem> {
        let (mut access, path) = match (on, group) {
            (NoteTarget::Session(id), _) => {
                let session_access = SessionAccess::<AnyRole, BySession>::prove(app, me.person, id.0).await?;
                (session_access.group_access, format!("/sessions/{id}/private-notes"))
            }
            (NoteTarget::Member(id), Some(group)) => {
                let access = GroupAccess::<AnyRole>::prove(app, me.person, group).await?;
                (access, format!("/groups/{group}/members/{id}/private-notes"))
            }
            (NoteTarget::Member(_), None) => return Err(Problem::NotFound),
        };
        // Everyone else gets a 404, which does not show that the route exists; so does a substitute therapist, who could not read the note
        // again.
        if access.role() != Role::Therapist || access.actor().stands_in() {
            return Err(Problem::NotFound);
        }
        if let NoteTarget::Member(id) = on {
            // A therapist may have written about a former member.
            let group = access.group();
            let found = group::store::lock_membership(&mut access.tx, group, id).await?;
            found.filter(|(role, ..)| *role == Role::Member).ok_or(Problem::NotFound)?;
        }
        Ok(Self { access, on, path })
    }

    /// The same access again, in a new transaction.
    async fn again(app: &AppState, me: SignedIn, group: GroupId, on: NoteTarget) -> Result<Self, Problem> {
        Self::prove(app, me, Some(group), on).await
    }

    fn author(&self) -> Author {
        Author { person: self.access.person(), practice: self.access.practice() }
    }

    async fn subject(&mut self, app: &AppState) -> Result<(group::Group, NoteSubject), Problem> {
        let group = self.access.group();
        let tx = &mut self.access.tx;
        let group = group::store::find(tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
        let subject = match self.on {
            NoteTarget::Session(id) => {
                NoteSubject::Session(Box::new(session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?))
            }
            NoteTarget::Member(id) => NoteSubject::Member(group::store::name_of(tx, &app.vault, id).await?),
        };
        Ok((group, subject))
    }
}

async fn show(State(app): State<AppState>, chrome: Chrome, me: SignedIn, mut desk: NoteAccess) -> Result<Response, Problem> {
    if !step_up::is_confirmed(&mut desk.access.tx, me.id, chrome.now).await? {
        return Ok(step_up::ask(&chrome, &desk.path));
    }
    let author = desk.author();
    let note = store::find(&mut desk.access.tx, &app.vault, author, desk.on).await?;
    let text = note.as_ref().and_then(|note| note.text.clone()).unwrap_or_default();
    let shown = NoteFields { based_on: note.as_ref().map(|note| note.save), text, page: PageId::random(), other: None, refusal: None };
    page(&app, chrome, desk, note, shown, StatusCode::OK).await
}

/// The values of the page's fields.
struct NoteFields {
    text: String,
    based_on: Option<SaveId>,
    page: PageId,
    other: Option<ChangedNote>,
    refusal: Option<Message>,
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    mut desk: NoteAccess,
    note: Option<Note>,
    shown: NoteFields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (group, subject) = desk.subject(app).await?;
    let lines = match desk.on {
        NoteTarget::Session(id) => {
            backstage::store::lines(&mut desk.access.tx, &app.vault, id).await?.into_iter().filter(|line| line.kept).collect()
        }
        NoteTarget::Member(_) => Vec::new(),
    };
    let chrome = chrome.in_zone(group.time_zone);
    let page = NotePage {
        group,
        subject,
        path: desk.path,
        text: shown.text,
        save: SaveId::random(),
        page: shown.page,
        based_on: shown.based_on,
        saved_at: note.map(|note| note.saved_at),
        lines,
        other: shown.other,
        refusal: shown.refusal,
    };
    Ok(chrome.page_with(status, &page))
}

async fn save(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    press: Submission,
    desk: NoteAccess,
    FormBody(typed): FormBody<PrivateNoteForm>,
) -> Result<Response, Problem> {
    let (group, on, path) = (desk.access.group(), desk.on, desk.path.clone());
    // Hashing takes a tenth of a second: no connection waits for it.
    drop(desk);
    let confirmed = match confirm_passphrase(&app, &chrome, me, &press, &typed, &path).await? {
        Ok(confirmed) => confirmed,
        Err(asked) => return Ok(asked),
    };
    let mut desk = NoteAccess::again(&app, me, group, on).await?;
    let now = chrome.now;
    // Check again in this transaction: the ten minutes may have ended in between.
    if confirmed.is_none() && !step_up::is_confirmed(&mut desk.access.tx, me.id, now).await? {
        return Ok(step_up::ask(&chrome, &desk.path));
    }
    let response = write(&app, chrome, desk, typed).await?;
    match confirmed {
        Some(confirmed) => confirmed.along(&app, &press, now, response).await,
        None => Ok(response),
    }
}

/// The passphrase that was sent along, if any; and when none is fresh, the page that asks for it and carries the note's words.
async fn confirm_passphrase(
    app: &AppState,
    chrome: &Chrome,
    me: SignedIn,
    press: &Submission,
    typed: &PrivateNoteForm,
    path: &str,
) -> Result<Result<Option<Confirmed>, Response>, Problem> {
    let mut refusal = None;
    if let Some(passphrase) = &typed.passphrase {
        match step_up::confirm(app, me, passphrase, press, chrome.now).await? {
            StepUpOutcome::Answered(answer) => return Ok(Err(answer)),
            StepUpOutcome::Confirmed(confirmed) => return Ok(Ok(Some(confirmed))),
            StepUpOutcome::Later(later) => refusal = Some(later.message(chrome.locale())),
            StepUpOutcome::Not | StepUpOutcome::None => refusal = Some(chrome.locale().message("passphrase-not-this")),
        }
    }
    let mut tx = Tx::without_practice(&app.pool).await?;
    if step_up::is_confirmed(&mut tx, me.id, chrome.now).await? {
        return Ok(Ok(None));
    }
    if chrome.fragment {
        return Ok(Err(step_up::ask(chrome, path)));
    }
    let page = AgainPage {
        path: path.to_owned(),
        text: typed.text.clone(),
        save: typed.id,
        page: typed.page,
        based_on: typed.based_on.clone(),
        refusal,
    };
    Ok(Err(chrome.page_with(StatusCode::FORBIDDEN, &page)))
}

async fn write(app: &AppState, chrome: Chrome, mut desk: NoteAccess, typed: PrivateNoteForm) -> Result<Response, Problem> {
    let author = desk.author();
    let post = store::lock_post(&mut desk.access.tx, author).await?.ok_or(Problem::NotFound)?;
    let note = store::find(&mut desk.access.tx, &app.vault, author, desk.on).await?;
    let based_on = typed.based_on.parse().ok();
    let text = match clean_paragraphs(&typed.text, NOTE_LIMIT) {
        Err(TextRefusal::Empty) => String::new(),
        Ok(text) => text,
        Err(refusal) => {
            let words = refusal.message(chrome.locale());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            if chrome.fragment {
                return Ok(chrome.page_with(status, &crate::closing::views::ClosingRefusalFragment { words: words.to_string() }));
            }
            let shown = NoteFields { text: typed.text, based_on, page: typed.page, other: None, refusal: Some(words) };
            return page(app, chrome, desk, note, shown, status).await;
        }
    };
    let same_words = note.as_ref().is_some_and(|note| note.text.as_ref() == Some(&text));
    let on = desk.on;
    match step(note.as_ref().map(|note| note.save), typed.id, based_on, same_words) {
        NoteSaveStep::Kept => {}
        NoteSaveStep::Written => {
            let known = note.as_ref().map(|note| note.id);
            store::write(&mut desk.access.tx, &app.vault, author, post, on, known, typed.id, &text, chrome.now).await?;
        }
        NoteSaveStep::Conflict => return conflict(app, chrome, desk, note.ok_or(Problem::Conflict)?, text, typed.page).await,
    }
    let saved = store::find(&mut desk.access.tx, &app.vault, author, on).await?.ok_or(Problem::NotFound)?;
    let (group, _) = desk.subject(app).await?;
    desk.access.tx.commit().await?;
    if !chrome.fragment {
        return Ok(Redirect::to(&desk.path).into_response());
    }
    let response = chrome.in_zone(group.time_zone).page(&NoteStatusFragment { saved_at: Some(saved.saved_at) });
    Ok(with_header(with_header(response, KEPT, typed.id), DRAFT, saved.save))
}

/// The page with both texts, and the choice between them.
async fn conflict(app: &AppState, chrome: Chrome, mut desk: NoteAccess, note: Note, mine: String, of: PageId) -> Result<Response, Problem> {
    let theirs = note.text.clone().unwrap_or_default();
    let other = ChangedNote {
        both: both(&theirs, &mine),
        text: theirs,
        saved_at: note.saved_at,
        based_on: note.save,
        saves: [SaveId::random(), SaveId::random()],
    };
    if chrome.fragment {
        let (group, _) = desk.subject(app).await?;
        let fragment = NoteConflictFragment { path: &desk.path, page: of, mine: &mine, other: &other };
        return Ok(chrome.in_zone(group.time_zone).page_with(StatusCode::CONFLICT, &fragment));
    }
    let shown = NoteFields { text: mine, based_on: None, page: of, other: Some(other), refusal: None };
    page(app, chrome, desk, Some(note), shown, StatusCode::CONFLICT).await
}
