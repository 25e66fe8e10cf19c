//! Leaving: by the member, now or after a goodbye; or by the therapist, for a member without an account.

use super::member;
use super::when::{TransitionTime, ahead};
use crate::group::own_membership::MembershipRef;
use crate::group::store::StateChange;
use crate::group::{
    self, ChangedBy, GroupAccess, MembershipId, MembershipRefusal, MembershipStep, OwnMembership, Role, RosterHooks, Therapist,
};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::transitions::store::NewTransition;
use crate::transitions::views::{LeavingPage, TransitionForm as Shown};
use crate::transitions::{
    FAREWELL_MESSAGE_LIMIT, REASON_LIMIT, TransitionKind, farewell_message_store, may_leave_message, may_plan, store,
};

pub(super) fn routes(hooks: RosterHooks) -> AppRoutes {
    let leave =
        move |app: State<AppState>, chrome: Chrome, own: OwnMembership, typed: FormBody<LeavingForm>| leave(hooks, app, chrome, own, typed);
    let record_leaving =
        move |app: State<AppState>,
              chrome: Chrome,
              access: GroupAccess<Therapist>,
              way: PathParams<LeavingPathParams>,
              typed: FormBody<LeavingNotice>| { record_leaving(hooks, app, chrome, access, way, typed) };
    AppRoutes::new()
        .get(Access::OwnInAnyState, "/groups/{group}/leaving", show)
        .post(Access::OwnInAnyState, "/groups/{group}/leaving", leave)
        .post(Access::OwnInAnyState, "/groups/{group}/leaving/withdrawal", stay)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/leaving", record_leaving)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeavingForm {
    #[serde(default)]
    when: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    word: String,
    #[serde(default)]
    shown: bool,
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut own: OwnMembership) -> Result<Response, Problem> {
    let typed = Shown { shown: true, ..Shown::default() };
    let place = own.membership();
    let (page, chrome) = page(&app, chrome, &mut own.tx, place, typed, FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    tx: &mut Tx,
    place: MembershipRef,
    typed: Shown,
    errors: FormErrors,
) -> Result<(LeavingPage, Chrome), Problem> {
    let group = group::store::find(tx, &app.vault, place.group).await?.ok_or(Problem::NotFound)?;
    let sessions =
        if may_leave_message(place.role, place.state) { ahead(tx, &app.vault, place.group, chrome.now).await? } else { Vec::new() };
    let chrome = chrome.in_zone(group.time_zone);
    Ok((LeavingPage { group, role: place.role, state: place.state, sessions, typed, errors }, chrome))
}

async fn leave(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut own: OwnMembership,
    FormBody(typed): FormBody<LeavingForm>,
) -> Result<Response, Problem> {
    let place = own.membership();
    let locale = chrome.locale();
    // Lock order: the group's row first, as for everything of a group.
    let capacity = group::store::lock(&mut own.tx, place.group).await?.ok_or(Problem::NotFound)?;
    let held = group::store::lock_membership(&mut own.tx, place.group, place.membership).await?;
    let (role, state, _) = held.ok_or(Problem::NotFound)?;
    let place = MembershipRef { role, state, ..place };
    let sessions = ahead(&mut own.tx, &app.vault, place.group, chrome.now).await?;
    let mut errors = FormErrors::default();
    let mut clean = |field, text: &str, limit| match text.trim() {
        "" => Some(None),
        _ => errors.check(field, clean_paragraphs(text, limit), |refusal| refusal.message(locale)).map(Some),
    };
    let (reason, word) = (clean("reason", &typed.reason, REASON_LIMIT), clean("word", &typed.word, FAREWELL_MESSAGE_LIMIT));
    let when = errors.check("when", TransitionTime::read(&typed.when, &sessions).ok_or(()), |()| locale.message("leaving-when-missing"));
    let mut result = Ok(());
    if let (Some(reason), Some(word), Some(when)) = (reason, word, when) {
        result = match &when {
            TransitionTime::Now => {
                go(hooks, &app, &chrome, &mut own.tx, place, capacity, reason.as_deref()).await?.map_err(MembershipRefusal::key)
            }
            TransitionTime::In(session) => match may_plan(TransitionKind::Leaving, role, state, session.state) {
                Ok(()) => {
                    let new = NewTransition {
                        kind: TransitionKind::Leaving,
                        member: Some(place.membership),
                        session: session.id,
                        reason: reason.as_deref(),
                    };
                    store::plan(&mut own.tx, &app.vault, place, &new, chrome.now).await?;
                    Ok(())
                }
                Err(refusal) => Err(refusal.key()),
            },
        };
        if result.is_ok() {
            if let Some(word) = word.filter(|_| may_leave_message(role, state)) {
                // Without a goodbye in a session, only the therapist can read it out.
                let shown = typed.shown && matches!(when, TransitionTime::In(_));
                farewell_message_store::set(&mut own.tx, &app.vault, place, &word, shown, chrome.now).await?;
            }
            own.tx.commit().await?;
            app.events.recheck(Some(place.person.0));
            return Ok(Redirect::to(&format!("/groups/{}/own", place.group)).into_response());
        }
    }
    if let Err(key) = result {
        errors.add("when", locale.message(key));
    }
    let typed = Shown { when: typed.when, reason: typed.reason, word: typed.word, shown: typed.shown };
    let (page, chrome) = page(&app, chrome, &mut own.tx, place, typed, errors).await?;
    Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The member leaves now; what was planned for them is withdrawn.
async fn go(
    hooks: RosterHooks,
    app: &AppState,
    chrome: &Chrome,
    tx: &mut Tx,
    place: MembershipRef,
    capacity: group::GroupCapacity,
    reason: Option<&str>,
) -> Result<Result<(), MembershipRefusal>, Problem> {
    let state = match place.state.step(MembershipStep::Leave, ChangedBy::Themselves, place.role, capacity) {
        Ok(state) => state,
        // Left already, by a double click: nothing is left to do.
        Err(MembershipRefusal::NotNow) => return Ok(Ok(())),
        Err(refusal) => return Ok(Err(refusal)),
    };
    store::withdraw(tx, place.membership, chrome.now).await?;
    let change = StateChange {
        membership: place.membership,
        group: place.group,
        practice: place.practice,
        role: place.role,
        state,
        reason,
        by: Some(place.membership),
    };
    group::store::set_state(tx, &app.vault, &change, hooks.changed, chrome.now).await?;
    let (practice, subject) = (place.practice.0, place.membership.0);
    audit::record(tx, AuditEntry { practice, actor: Some(place.person.0), action: AuditAction::MemberLeft, subject }, chrome.now).await?;
    Ok(Ok(()))
}

async fn stay(chrome: Chrome, mut own: OwnMembership, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let place = own.membership();
    store::withdraw(&mut own.tx, place.membership, chrome.now).await?;
    own.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/own", place.group)).into_response())
}

#[derive(Deserialize)]
struct LeavingPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeavingNotice {
    #[serde(default)]
    reason: String,
}

/// The therapist records that a member without an account leaves.
async fn record_leaving(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(LeavingPathParams { member }): PathParams<LeavingPathParams>,
    FormBody(typed): FormBody<LeavingNotice>,
) -> Result<Response, Problem> {
    use crate::group::membership_change::{LockedMember, RequestedChange, change};
    let actor = access.actor();
    let capacity = access.lock_group().await?;
    let found = LockedMember::hold(&mut access, member).await?;
    // A member with an account leaves by themselves.
    if found.person.is_some() || found.role != Role::Member {
        return Err(Problem::Forbidden);
    }
    let mut errors = FormErrors::default();
    let reason = match typed.reason.trim() {
        "" => None,
        _ => errors.check("reason", clean_paragraphs(&typed.reason, REASON_LIMIT), |refusal| refusal.message(chrome.locale())),
    };
    if !errors.is_empty() {
        let (page, chrome) = member::page(&app, chrome, &mut access, member, typed.reason, errors).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    store::withdraw(&mut access.tx, member, chrome.now).await?;
    let wanted = RequestedChange { step: MembershipStep::Leave, by: ChangedBy::OnBehalf, reason: reason.as_deref(), room: capacity };
    if change(hooks, &app, &chrome, &mut access, found, wanted).await?.is_ok() {
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{}/members/{member}/membership", actor.group())).into_response())
}
