//! The routes of an individual note: 404 for everyone but the group's therapist.

use super::store::{self, NewNote};
use super::views::NotePage;
use super::{IndividualNoteId, NOTE_LIMIT, NameGuard};
use crate::group;
use crate::intake::ApplicantAccess;
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;

pub(in crate::record) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/note", show).post(
        Access::GroupTherapistOr404,
        "/groups/{group}/members/{member}/note",
        save,
    )
}

crate::coded! {
    /// What to do with other members' names in the text.
    enum NamesChoice {
        /// Write "another member" in their place.
        Replace = "replace",
        /// Keep them, after the page has warned.
        Keep = "keep",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndividualNoteForm {
    id: IndividualNoteId,
    text: String,
    #[serde(default)]
    based_on: i32,
    /// The names that the page has warned of.
    #[serde(default)]
    warned: String,
    names: Option<NamesChoice>,
}

/// The values of the form's fields.
struct Shown {
    id: IndividualNoteId,
    /// None for the newest version's.
    text: Option<String>,
    names: (Vec<String>, String),
    meanwhile: bool,
    errors: FormErrors,
}

impl Shown {
    fn new(text: Option<String>) -> Self {
        Self { id: IndividualNoteId::random(), text, names: (Vec::new(), String::new()), meanwhile: false, errors: FormErrors::default() }
    }
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut applicant: ApplicantAccess) -> Result<Response, Problem> {
    applicant.audit_read(AuditAction::MemberSheetRead, chrome.now).await?;
    let response = page(&app, chrome, &mut applicant, Shown::new(None), StatusCode::OK).await?;
    applicant.access.tx.commit().await?;
    Ok(response)
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    applicant: &mut ApplicantAccess,
    shown: Shown,
    status: StatusCode,
) -> Result<Response, Problem> {
    let tx = &mut applicant.access.tx;
    let versions = store::versions(tx, &app.vault, applicant.member).await?;
    let names = group::store::names_of(tx, &app.vault, versions.iter().map(|one| one.by)).await?;
    let newest = versions.first();
    let page = NotePage {
        group: applicant.group.clone(),
        member: applicant.member,
        name: applicant.name.clone(),
        id: shown.id,
        text: shown.text.or_else(|| newest.and_then(|one| one.text.clone())).unwrap_or_default(),
        based_on: newest.map_or(0, |one| one.number),
        names: shown.names.0,
        warned: shown.names.1,
        meanwhile: shown.meanwhile,
        versions: versions.into_iter().map(|one| (names.get(&one.by).cloned(), one)).map(|(name, one)| (one, name)).collect(),
        errors: shown.errors,
    };
    Ok(chrome.in_zone(page.group.time_zone).page_with(status, &page))
}

async fn save(
    State(app): State<AppState>,
    chrome: Chrome,
    mut applicant: ApplicantAccess,
    content: FormContent,
    FormBody(typed): FormBody<IndividualNoteForm>,
) -> Result<Response, Problem> {
    let (actor, member, now) = (applicant.access.actor(), applicant.member, chrome.now);
    let to = Redirect::to(&format!("{}#note", applicant.path()));
    let tx = &mut applicant.access.tx;
    let print = content.fingerprint(tx, &app.vault, group::membership_owner(actor.practice(), member)).await?;
    match fingerprint::compare_with_row(tx, typed.id, print.as_ref()).await? {
        Some(Submitted::Again) => return Ok(to.into_response()),
        Some(_) => {
            let mut shown = Shown::new(Some(typed.text));
            shown.errors.add("text", chrome.locale().message(SENT_BEFORE));
            return page(&app, chrome, &mut applicant, shown, StatusCode::CONFLICT).await;
        }
        None => {}
    }
    let mut errors = FormErrors::default();
    let cleaned = errors.check("text", clean_paragraphs(&typed.text, NOTE_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(mut text) = cleaned else {
        let shown = Shown { id: typed.id, errors, ..Shown::new(Some(typed.text)) };
        return page(&app, chrome, &mut applicant, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let newest = store::versions(tx, &app.vault, member).await?.into_iter().next();
    let number = newest.as_ref().map_or(0, |one| one.number);
    if number != typed.based_on {
        let shown = Shown { id: typed.id, meanwhile: true, ..Shown::new(Some(text)) };
        return page(&app, chrome, &mut applicant, shown, StatusCode::CONFLICT).await;
    }
    let people = group::store::memberships(tx, &app.vault, actor.group()).await?;
    let guard = NameGuard::of(&text, member, &people);
    match typed.names {
        Some(NamesChoice::Replace) => text = guard.without(&text, chrome.locale()),
        Some(NamesChoice::Keep) if guard.was_warned(&typed.warned) => {}
        _ if guard.names().is_empty() => {}
        _ => {
            let names = guard.names().into_iter().map(str::to_owned).collect();
            let shown = Shown { id: typed.id, names: (names, guard.warned()), ..Shown::new(Some(text)) };
            return page(&app, chrome, &mut applicant, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    }
    if newest.and_then(|one| one.text).as_ref() != Some(&text) {
        let new = NewNote { id: typed.id, member, number: number + 1, text: &text, print: print.as_ref() };
        store::write(tx, &app.vault, actor, &new, now).await?;
        applicant.audit(AuditAction::IndividualNoteWritten, now).await?;
    }
    applicant.access.tx.commit().await?;
    Ok(to.into_response())
}
