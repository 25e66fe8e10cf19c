//! The end of a group: a last session announced ahead, messages to one another, and a group that stays readable. Also the handover to
//! another therapist.

use super::when::{TransitionTime, ahead, own_membership};
use crate::group::{self, EvenAfterEnd, GroupAccess, MembershipState, Role, RosterHooks, Therapist, life_store};
use crate::key;
use crate::kit::web::prelude::*;
use crate::practice;
use crate::transitions::store::NewTransition;
use crate::transitions::views::{EndingPage, HandoverPage};
use crate::transitions::{TransitionKind, TransitionRefusal, farewell_message_store, may_plan, store};

pub(super) fn routes(hooks: RosterHooks) -> AppRoutes {
    let end = move |app: State<AppState>, chrome: Chrome, access: GroupAccess<Therapist>, typed: FormBody<EndingForm>| {
        end(hooks, app, chrome, access, typed)
    };
    AppRoutes::new()
        .get(Access::GroupTherapist, "/groups/{group}/ending", show)
        .post(Access::GroupTherapist, "/groups/{group}/ending", end)
        .post(Access::GroupTherapist, "/groups/{group}/ending/withdrawal", take_back)
        .get(Access::GroupTherapist, "/groups/{group}/handover", handover)
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let (page, chrome) = page(&app, chrome, &mut access, FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    access: &mut GroupAccess<Therapist>,
    errors: FormErrors,
) -> Result<(EndingPage, Chrome), Problem> {
    let id = access.group();
    let tx = &mut access.tx;
    let group = group::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let sessions = ahead(tx, &app.vault, id, chrome.now).await?;
    let ending = store::open(tx, &app.vault, id).await?.into_iter().find(|one| one.kind == TransitionKind::Ending);
    let words = farewell_message_store::of_group(tx, &app.vault, id, None).await?;
    let chrome = chrome.in_zone(group.time_zone);
    Ok((EndingPage { group, sessions, ending, words, errors }, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingForm {
    #[serde(default)]
    when: String,
}

async fn end(
    hooks: RosterHooks,
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(typed): FormBody<EndingForm>,
) -> Result<Response, Problem> {
    let actor = access.actor();
    access.lock_group().await?;
    let sessions = ahead(&mut access.tx, &app.vault, actor.group(), chrome.now).await?;
    let refused = match TransitionTime::read(&typed.when, &sessions) {
        None => Some(key!("leaving-when-missing")),
        Some(TransitionTime::In(session)) => {
            match may_plan(TransitionKind::Ending, Role::Therapist, MembershipState::Active, session.state) {
                Err(refusal) => Some(refusal.key()),
                Ok(()) => {
                    let new = NewTransition { kind: TransitionKind::Ending, member: None, session: session.id, reason: None };
                    store::plan(&mut access.tx, &app.vault, own_membership(actor), &new, chrome.now).await?;
                    None
                }
            }
        }
        Some(TransitionTime::Now) => {
            if life_store::end(&mut access.tx, &app.vault, actor, hooks, chrome.now).await? {
                access.audit(AuditAction::GroupEnded, access.group().0, chrome.now).await?;
                None
            } else {
                Some(TransitionRefusal::Live.key())
            }
        }
    };
    if let Some(key) = refused {
        let mut errors = FormErrors::default();
        errors.add("when", chrome.locale().message(key));
        let (page, chrome) = page(&app, chrome, &mut access, errors).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/ending", actor.group())).into_response())
}

/// Withdraws the planned end, or opens an ended group again.
async fn take_back(
    chrome: Chrome,
    EvenAfterEnd(mut access): EvenAfterEnd<Therapist>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let id = access.group();
    access.lock_group().await?;
    if life_store::has_ended(&mut access.tx, id).await? {
        life_store::reopen(&mut access.tx, id).await?;
        access.audit(AuditAction::GroupReopened, access.group().0, chrome.now).await?;
    }
    store::withdraw_ending(&mut access.tx, id, chrome.now).await?;
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{id}/ending")).into_response())
}

/// Lists who could lead the group instead; the form goes to a route of the group module.
async fn handover(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let actor = access.actor();
    let group = group::store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let all = group::store::memberships(&mut access.tx, &app.vault, actor.group()).await?;
    let mut colleagues = practice::store::staff(&mut access.tx, &app.vault, actor.practice()).await?;
    let is_member = |person| all.iter().any(|one| one.person == Some(person) && one.role == Role::Member && !one.state.is_gone());
    colleagues.retain(|one| one.role.may_form_groups() && one.person != actor.person() && !is_member(one.person));
    Ok(chrome.page(&HandoverPage { group, colleagues }))
}
