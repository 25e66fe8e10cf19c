//! Making a commitment: for oneself, or offered by staff; and the page with those of a session.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::reply::{kept, note, refused, tell};
use crate::brainstorm::commitment::store::NewCommitment;
use crate::brainstorm::commitment::views::{CommitmentForm, CommitmentsView, ListPage, told_here};
use crate::brainstorm::commitment::{
    CommitmentFor, CommitmentId, CommitmentOrigin, CommitmentRefusal, SIGN_LIMIT, WHAT_LIMIT, may_commit, scene, store,
};
use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::{self, BrainstormId, IdeaId, board, commitment};
use crate::group::{self, AnySeat, Group, Membership, MembershipState, Role};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::locale::entry::DateEntry;
use crate::kit::locale::{Calendar, dates};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem, SENT_BEFORE, sent_before};
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
    /// "day", or by the next session.
    #[serde(default)]
    by: String,
    /// The calendar that the form was written in.
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

/// What a form says, read.
struct ReadCommitment {
    what: String,
    sign: Option<String>,
    due: Option<NaiveDate>,
    idea: Option<IdeaId>,
    made: CommitmentOrigin,
}

/// What is around a board.
struct CommitmentContext {
    group: Group,
    session: Session,
    people: Vec<Membership>,
    carried: CommitmentsView,
}

async fn around(house: &AppState, here: &mut SessionAccess<AnySeat, ByBrainstorm>) -> Result<CommitmentContext, Problem> {
    let (id, seat) = (here.session(), &mut here.seat);
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut seat.tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut seat.tx, &house.vault, session.group).await?;
    let names = people.iter().map(|one| (one.id, one.name.clone())).collect();
    let board = board::of_session(&mut seat.tx, &house.vault, id, &names).await?;
    let carried = scene::load(&mut seat.tx, &house.vault, &session, &people, board.as_ref()).await?;
    Ok(CommitmentContext { group, session, people, carried })
}

pub(super) async fn list(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByBrainstorm>,
) -> Result<Response, Problem> {
    let CommitmentContext { group, session, carried, .. } = around(&house, &mut here).await?;
    let chrome = chrome.in_zone(group.time_zone);
    let page = ListPage {
        group,
        number: session.number,
        state: session.state,
        board: BrainstormId(here.found_by()),
        carried,
        is_staff: here.seat.role().is_staff(),
        id: Uuid::new_v4(),
        typed: CommitmentForm::empty(&chrome),
        complaints: FormErrors::default(),
    };
    Ok(chrome.page(&page))
}

pub(super) async fn make(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByBrainstorm>,
    content: FormContent,
    FormBody(sent): FormBody<NewCommitmentForm>,
) -> Result<Response, Problem> {
    let (session, board) = (here.session(), BrainstormId(here.found_by()));
    let (live, state) = brainstorm::store::hold_board(&mut here.seat.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let around = around(&house, &mut here).await?;
    let mut complaints = FormErrors::default();
    let read = read(&chrome, &here, &around, &sent, &mut complaints);
    if let Some(earlier) = store::find(&mut here.seat.tx, &house.vault, sent.id).await? {
        let owner = group::membership_owner(here.seat.practice(), earlier.owner);
        let print = content.under(&mut here.seat.tx, &house.vault, owner).await?;
        if fingerprint::is_resend(&mut here.seat.tx, sent.id, print.as_ref()).await? {
            return answer(&house, &chrome, &mut here, sent.id).await;
        }
        complaints.say("what", chrome.locale().message(SENT_BEFORE));
        let sent = NewCommitmentForm { id: CommitmentId::random(), ..sent };
        return Ok(sent_before(back(&chrome, &here, around, &sent, complaints)));
    }
    if live.is_none() {
        complaints.say("what", chrome.locale().message(CommitmentRefusal::Over.key()));
    } else if !may_commit(state.phase) {
        complaints.say("what", chrome.locale().message(CommitmentRefusal::Early.key()));
    }
    let Some(read) = read.filter(|_| complaints.is_empty()) else {
        return Ok(back(&chrome, &here, around, &sent, complaints));
    };
    let (practice, owner) = (here.seat.practice(), read.made.owner);
    let new =
        NewCommitment { id: sent.id, board, idea: read.idea, made: read.made, what: &read.what, sign: read.sign.as_deref(), due: read.due };
    match store::insert(&mut here.seat.tx, &house.vault, practice, &new, chrome.now).await {
        // An id that exists where this person cannot see it.
        Err(failure) if failure.constraint() == Some("commitment_pkey") => return Err(Problem::SentBefore),
        other => other?,
    }
    let print = content.under(&mut here.seat.tx, &house.vault, group::membership_owner(practice, owner)).await?;
    fingerprint::keep(&mut here.seat.tx, sent.id, print).await?;
    note(&mut here.seat, if read.made.written_by.is_some() { "offered" } else { "made" }, sent.id, &chrome).await?;
    tell(&mut here.seat, Some(session), session, owner.0).await?;
    let response = answer(&house, &chrome, &mut here, sent.id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

/// Reads the form; what will not do is said beside its field.
fn read(
    chrome: &Chrome,
    here: &SessionAccess<AnySeat, ByBrainstorm>,
    around: &CommitmentContext,
    sent: &NewCommitmentForm,
    complaints: &mut FormErrors,
) -> Option<ReadCommitment> {
    let locale = chrome.locale();
    let what = complaints.take("what", clean_line(&sent.what, WHAT_LIMIT), |refusal| refusal.message(locale));
    let sign = match sent.sign.trim() {
        "" => Some(None),
        _ => complaints.take("sign", clean_line(&sent.sign, SIGN_LIMIT), |refusal| refusal.message(locale)).map(Some),
    };
    let due = match sent.by.as_str() {
        "day" => complaints.take("date", sent.typed().date.read(sent.calendar), |refusal| refusal.message(locale)).map(Some),
        _ => Some(None),
    };
    if due.flatten().is_some_and(|due| due < dates::today(chrome.now, around.group.time_zone)) {
        complaints.say("date", locale.message(CommitmentRefusal::Past.key()));
    }
    // What is not on the board, or is not one, is simply no idea.
    let idea = sent.idea.parse::<IdeaId>().ok().filter(|id| around.carried.ideas.iter().any(|(known, _)| known == id));
    let whose = around
        .people
        .iter()
        .find(|one| one.id.to_string() == sent.whose && one.role == Role::Member && one.state == MembershipState::Active)
        .map(|one| CommitmentFor { member: one.id, has_account: one.person.is_some() });
    let made = complaints
        .take("whose", commitment::make(here.seat.membership(), here.seat.role(), whose), |refusal| locale.message(refusal.key()));
    Some(ReadCommitment { what: what?, sign: sign?, due: due?, idea, made: made? })
}

/// What was typed, given back: beside the form for a script, else on the page of its own.
fn back(
    chrome: &Chrome,
    here: &SessionAccess<AnySeat, ByBrainstorm>,
    around: CommitmentContext,
    sent: &NewCommitmentForm,
    complaints: FormErrors,
) -> Response {
    if chrome.fragment {
        let words = ["whose", "what", "date", "sign"].iter().filter_map(|field| complaints.of(field)).map(ToString::to_string).collect();
        return refused(chrome, words);
    }
    let mut chrome = chrome.clone().in_zone(around.group.time_zone);
    chrome.reader.calendar = sent.calendar;
    let page = ListPage {
        group: around.group,
        number: around.session.number,
        state: around.session.state,
        board: BrainstormId(here.found_by()),
        carried: around.carried,
        is_staff: here.seat.role().is_staff(),
        id: sent.id.0,
        typed: sent.typed(),
        complaints,
    };
    chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What whoever made one gets back: the list as it is now.
async fn answer(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<AnySeat, ByBrainstorm>,
    id: CommitmentId,
) -> Result<Response, Problem> {
    let session = here.session();
    if !chrome.fragment {
        return Ok(Redirect::to(&format!("/sessions/{session}/live")).into_response());
    }
    let CommitmentContext { session, carried, .. } = around(house, here).await?;
    let reading = chrome.clone().in_zone(session.time_zone);
    let partials = told_here(&reading, &carried, here.seat.role().is_staff())?;
    Ok(kept(chrome, id, "", partials))
}
