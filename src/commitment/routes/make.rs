//! Routes that make a commitment (a member's own, or one that staff offer) and list those of a session.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::reply::{kept, publish, record_audit, refused};
use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::{self, BrainstormId, IdeaId, board};
use crate::commitment;
use crate::commitment::store::NewCommitment;
use crate::commitment::views::{CommitmentForm, CommitmentsView, ListPage, told_here};
use crate::commitment::{
    CommitmentFor, CommitmentId, CommitmentOrigin, CommitmentRefusal, SIGN_LIMIT, WHAT_LIMIT, may_commit, scene, store,
};
use crate::group::{self, AnyRole, Group, Membership, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::i18n::entry::DateEntry;
use crate::kit::i18n::{Calendar, dates};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem, SENT_BEFORE, sent_before_response};
use crate::session::{self, Session, SessionAccess};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCommitmentForm {
    id: CommitmentId,
    what: String,
    #[serde(default)]
    whose: String,
    #[serde(default)]
    idea: String,
    #[serde(default)]
    sign: String,
    /// `day` for a due day; anything else means by the next session.
    #[serde(default)]
    by: String,
    /// The calendar of the typed date.
    #[serde(default)]
    calendar: Calendar,
    #[serde(default)]
    date: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    day: String,
}

impl NewCommitmentForm {
    fn typed(&self) -> CommitmentForm {
        CommitmentForm {
            whose: self.whose.clone(),
            what: self.what.clone(),
            idea: self.idea.clone(),
            sign: self.sign.clone(),
            by_day: self.by == "day",
            date: DateEntry { date: self.date.clone(), year: self.year.clone(), month: self.month.clone(), day: self.day.clone() },
        }
    }
}

/// The values read from a form.
struct ReadCommitment {
    what: String,
    sign: Option<String>,
    due: Option<NaiveDate>,
    idea: Option<IdeaId>,
    made: CommitmentOrigin,
}

/// The group, session and commitments around a board.
struct CommitmentContext {
    group: Group,
    session: Session,
    people: Vec<Membership>,
    carried: CommitmentsView,
}

async fn load_context(app: &AppState, session_access: &mut SessionAccess<AnyRole, ByBrainstorm>) -> Result<CommitmentContext, Problem> {
    let (id, access) = (session_access.session(), &mut session_access.group_access);
    let session = session::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut access.tx, &app.vault, session.group).await?;
    let names = people.iter().map(|one| (one.id, one.name.clone())).collect();
    let board = board::of_session(&mut access.tx, &app.vault, id, &names).await?;
    let carried = scene::load(&mut access.tx, &app.vault, &session, &people, board.as_ref()).await?;
    Ok(CommitmentContext { group, session, people, carried })
}

pub(super) async fn list(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByBrainstorm>,
) -> Result<Response, Problem> {
    let CommitmentContext { group, session, carried, .. } = load_context(&app, &mut session_access).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = ListPage {
        group,
        number: session.number,
        state: session.state,
        board: BrainstormId(session_access.found_by()),
        carried,
        is_staff: session_access.group_access.role().is_staff(),
        id: Uuid::new_v4(),
        typed: CommitmentForm::empty(&chrome),
        complaints: FormErrors::default(),
    };
    Ok(chrome.page(&page))
}

pub(super) async fn make(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(sent): FormBody<NewCommitmentForm>,
) -> Result<Response, Problem> {
    let (session, board) = (session_access.session(), BrainstormId(session_access.found_by()));
    let (live, state) =
        brainstorm::store::lock_board(&mut session_access.group_access.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let context = load_context(&app, &mut session_access).await?;
    let mut complaints = FormErrors::default();
    let read = read(&chrome, &session_access, &context, &sent, &mut complaints);
    if let Some(earlier) = store::find(&mut session_access.group_access.tx, &app.vault, sent.id).await? {
        let owner = group::membership_owner(session_access.group_access.practice(), earlier.owner);
        let print = content.fingerprint(&mut session_access.group_access.tx, &app.vault, owner).await?;
        if fingerprint::is_resend(&mut session_access.group_access.tx, sent.id, print.as_ref()).await? {
            return answer(&app, &chrome, &mut session_access, sent.id).await;
        }
        complaints.add("what", chrome.locale().message(SENT_BEFORE));
        let sent = NewCommitmentForm { id: CommitmentId::random(), ..sent };
        return Ok(sent_before_response(back(&chrome, &session_access, context, &sent, complaints)));
    }
    if live.is_none() {
        complaints.add("what", chrome.locale().message(CommitmentRefusal::Over.key()));
    } else if !may_commit(state.phase) {
        complaints.add("what", chrome.locale().message(CommitmentRefusal::Early.key()));
    }
    let Some(read) = read.filter(|_| complaints.is_empty()) else {
        return Ok(back(&chrome, &session_access, context, &sent, complaints));
    };
    let (practice, owner) = (session_access.group_access.practice(), read.made.owner);
    let new =
        NewCommitment { id: sent.id, board, idea: read.idea, made: read.made, what: &read.what, sign: read.sign.as_deref(), due: read.due };
    match store::insert(&mut session_access.group_access.tx, &app.vault, practice, &new, chrome.now).await {
        // The id exists in a row that this actor cannot see.
        Err(failure) if failure.constraint() == Some("commitment_pkey") => return Err(Problem::SentBefore),
        other => other?,
    }
    let print = content.fingerprint(&mut session_access.group_access.tx, &app.vault, group::membership_owner(practice, owner)).await?;
    fingerprint::store_fingerprint(&mut session_access.group_access.tx, sent.id, print).await?;
    record_audit(&mut session_access.group_access, if read.made.written_by.is_some() { "offered" } else { "made" }, sent.id, &chrome)
        .await?;
    publish(&mut session_access.group_access, Some(session), session, owner.0).await?;
    let response = answer(&app, &chrome, &mut session_access, sent.id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

/// Reads the form and adds an error to each invalid field.
fn read(
    chrome: &Chrome,
    session_access: &SessionAccess<AnyRole, ByBrainstorm>,
    context: &CommitmentContext,
    sent: &NewCommitmentForm,
    complaints: &mut FormErrors,
) -> Option<ReadCommitment> {
    let locale = chrome.locale();
    let what = complaints.check("what", clean_line(&sent.what, WHAT_LIMIT), |refusal| refusal.message(locale));
    let sign = match sent.sign.trim() {
        "" => Some(None),
        _ => complaints.check("sign", clean_line(&sent.sign, SIGN_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    let due = match sent.by.as_str() {
        "day" => complaints.check("date", sent.typed().date.read(sent.calendar), |refusal| refusal.message(locale)).map(Some),
        _ => Some(None),
    };
    if due.flatten().is_some_and(|due| due < dates::today(chrome.now, context.group.time_zone)) {
        complaints.add("date", locale.message(CommitmentRefusal::Past.key()));
    }
    // An invalid id, or an idea that is not on the board, counts as no idea.
    let idea = sent.idea.parse::<IdeaId>().ok().filter(|id| context.carried.ideas.iter().any(|(known, _)| known == id));
    let owner = context
        .people
        .iter()
        .find(|one| one.id.to_string() == sent.whose && one.role == Role::Member && one.state == MembershipState::Active)
        .map(|one| CommitmentFor { member: one.id, has_account: one.person.is_some() });
    let made = complaints.check(
        "whose",
        commitment::make(session_access.group_access.membership(), session_access.group_access.role(), owner),
        |refusal| locale.message(refusal.key()),
    );
    Some(ReadCommitment { what: what?, sign: sign?, due: due?, idea, made: made? })
}

/// The refused form: a fragment beside the form for the script, else the page with what was typed.
fn back(
    chrome: &Chrome,
    session_access: &SessionAccess<AnyRole, ByBrainstorm>,
    context: CommitmentContext,
    sent: &NewCommitmentForm,
    complaints: FormErrors,
) -> Response {
    if chrome.fragment {
        let words = ["whose", "what", "date", "sign"].iter().filter_map(|field| complaints.get(field)).map(ToString::to_string).collect();
        return refused(chrome, words);
    }
    let mut chrome = chrome.clone().in_zone(context.group.time_zone);
    chrome.reader.calendar = sent.calendar;
    let page = ListPage {
        group: context.group,
        number: context.session.number,
        state: context.session.state,
        board: BrainstormId(session_access.found_by()),
        carried: context.carried,
        is_staff: session_access.group_access.role().is_staff(),
        id: sent.id.0,
        typed: sent.typed(),
        complaints,
    };
    chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The response to a new commitment: the current list for the script, else a redirect to the session.
async fn answer(
    app: &AppState,
    chrome: &Chrome,
    session_access: &mut SessionAccess<AnyRole, ByBrainstorm>,
    id: CommitmentId,
) -> Result<Response, Problem> {
    let session = session_access.session();
    if !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{session}/live")).into_response());
    }
    let CommitmentContext { session, carried, .. } = load_context(app, session_access).await?;
    let reading = chrome.clone().in_zone(session.time_zone);
    let partials = told_here(&reading, &carried, session_access.group_access.role().is_staff())?;
    Ok(kept(chrome, id, "", partials))
}
