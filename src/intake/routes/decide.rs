//! The therapist's decision about a candidate, and the order of the waiting list.

use super::{ApplicantAccess, TherapistOr404, fit};
use crate::group::store::StateChange;
use crate::group::{
    self, AfterRoster, ChangedBy, GroupId, MembershipRefusal, MembershipState, MembershipStep, PURPOSE_LIMIT, Role, SealedNotes,
};
use crate::intake::decision::{ListDirection, swap};
use crate::intake::{Decision, DecisionId, decision_store};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;

pub(super) fn routes(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    let deciding =
        move |state: State<AppState>, chrome: Chrome, applicant: ApplicantAccess, content: FormContent, typed: FormBody<DecisionForm>| {
            decide(after, notes, state, chrome, applicant, content, typed)
        };
    AppRoutes::new().post(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/decision", deciding).post(
        Access::GroupTherapistOr404,
        "/groups/{group}/members/{member}/waiting-place",
        move_on_list,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionForm {
    id: DecisionId,
    decision: Decision,
    #[serde(default)]
    note: String,
    /// Admits although the group is closed and has begun.
    #[serde(default)]
    closed_too: bool,
    /// Whether the form was on the list of members, and leads back there.
    #[serde(default)]
    from_list: bool,
}

async fn decide(
    after: AfterRoster,
    notes: SealedNotes,
    State(app): State<AppState>,
    chrome: Chrome,
    mut applicant: ApplicantAccess,
    content: FormContent,
    FormBody(typed): FormBody<DecisionForm>,
) -> Result<Response, Problem> {
    let to = format!("/groups/{}/{}", applicant.group.id, if typed.from_list { "members" } else { "fit" });
    let by = applicant.access.actor();
    let owner = decision_store::notes_owner(&mut applicant.access.tx, &app.vault, by, notes).await?;
    let print = content.fingerprint(&mut applicant.access.tx, &app.vault, owner).await?;
    if decision_store::is_decided(&mut applicant.access.tx, typed.id).await? {
        let is_resend = fingerprint::is_resend(&mut applicant.access.tx, typed.id, print.as_ref()).await?;
        return if is_resend { Ok(Redirect::to(&to).into_response()) } else { Err(Problem::SentBefore) };
    }
    let mut errors = FormErrors::default();
    let note = if typed.note.trim().is_empty() {
        None
    } else {
        errors.check("note", clean_paragraphs(&typed.note, PURPOSE_LIMIT), |refusal| refusal.message(chrome.locale()))
    };
    let new_state = match next_state(&mut applicant, typed.decision, typed.closed_too).await? {
        Ok(new_state) => Some(new_state),
        Err(refusal) => {
            errors.add("decision", chrome.locale().message(refusal.key()));
            None
        }
    };
    let Some(new_state) = new_state.filter(|_| errors.is_empty()) else {
        let refused = fit::FitForm { id: typed.id, note: typed.note, errors };
        return fit::render(&app, chrome, &mut applicant, refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    carry_out(after, &app, &chrome, &mut applicant, new_state).await?;
    decision_store::decide(
        &mut applicant.access.tx,
        &app.vault,
        by,
        typed.id,
        applicant.member,
        typed.decision,
        note.as_deref().map(|note| (note, owner)),
        print.as_ref(),
        chrome.now,
    )
    .await?;
    applicant.audit(AuditAction::AdmissionDecided, chrome.now).await?;
    applicant.access.tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}

/// The state that follows; the group's and the membership's rows are locked. Only a person who waits can be decided about.
async fn next_state(
    applicant: &mut ApplicantAccess,
    decision: Decision,
    closed_too: bool,
) -> Result<Result<MembershipState, MembershipRefusal>, Problem> {
    if applicant.state != MembershipState::Waiting {
        return Ok(Err(MembershipRefusal::NotNow));
    }
    let step = match decision {
        Decision::Admit => MembershipStep::Admit,
        Decision::KeepWaiting => return Ok(Ok(MembershipState::Waiting)),
        Decision::NotThisGroup => MembershipStep::Remove,
    };
    let capacity = applicant.access.lock_group().await?.allowing_newcomers(closed_too);
    Ok(applicant.state.step(step, ChangedBy::Therapist, Role::Member, capacity))
}

async fn carry_out(
    after: AfterRoster,
    app: &AppState,
    chrome: &Chrome,
    applicant: &mut ApplicantAccess,
    new_state: MembershipState,
) -> Result<(), Problem> {
    let actor = applicant.access.actor();
    if new_state == MembershipState::Waiting {
        decision_store::enlist(&mut applicant.access.tx, actor.practice(), actor.group(), applicant.member, chrome.now).await?;
        return Ok(());
    }
    let change = StateChange {
        membership: applicant.member,
        group: actor.group(),
        practice: actor.practice(),
        role: Role::Member,
        state: new_state,
        reason: None,
        by: Some(actor.membership()),
    };
    Ok(group::store::set_state(&mut applicant.access.tx, &app.vault, &change, after, chrome.now).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingListMoveForm {
    way: ListDirection,
}

#[derive(Deserialize)]
struct DecisionPathParams {
    group: GroupId,
    member: crate::group::MembershipId,
}

/// Moves a person one place earlier or later on the waiting list.
async fn move_on_list(
    TherapistOr404 { mut access }: TherapistOr404,
    PathParams(path): PathParams<DecisionPathParams>,
    FormBody(typed): FormBody<WaitingListMoveForm>,
) -> Result<Response, Problem> {
    access.lock_group().await?;
    let list = decision_store::list(&mut access.tx, path.group).await?;
    let at = list.iter().position(|(id, _)| *id == path.member).ok_or(Problem::NotFound)?;
    if let Some((one, other)) = swap(at, typed.way, list.len()) {
        decision_store::swap(&mut access.tx, list[one].0, list[other].0).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{}/fit#list", path.group)).into_response())
}
