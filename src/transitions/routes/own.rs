//! A member's own membership: its state, what remains of it, and a message to the group.

use crate::group::{self, OwnMembership, life_store};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;
use crate::transitions::views::{OwnTransitionPage, TransitionForm as Shown};
use crate::transitions::{FAREWELL_MESSAGE_LIMIT, TransitionKind, farewell_message_store, may_leave_message, store};

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::OwnInAnyState, "/groups/{group}/own", show).post(
        Access::OwnInAnyState,
        "/groups/{group}/farewell-word",
        leave_a_word,
    )
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut own: OwnMembership) -> Result<Response, Problem> {
    let (page, chrome) = page(&app, chrome, &mut own, None, FormErrors::default()).await?;
    Ok(chrome.page(&page))
}

async fn page(
    app: &AppState,
    chrome: Chrome,
    own: &mut OwnMembership,
    typed: Option<Shown>,
    errors: FormErrors,
) -> Result<(OwnTransitionPage, Chrome), Problem> {
    let place = own.membership();
    let tx = &mut own.tx;
    let group = group::store::find(tx, &app.vault, place.group).await?.ok_or(Problem::NotFound)?;
    let mut history = life_store::history(tx, &app.vault, place.membership).await?;
    // Reasons that others wrote are for the therapist only; one's own reasons are shown.
    for line in history.iter_mut().filter(|line| line.by != Some(place.membership)) {
        line.reason = None;
    }
    let open = store::open(tx, &app.vault, place.group).await?;
    let transition = open.iter().find(|one| one.member == Some(place.membership) && one.kind.is_farewell()).cloned();
    let ending = open.into_iter().find(|one| one.kind == TransitionKind::Ending && one.is_ahead());
    let word = farewell_message_store::of_group(tx, &app.vault, place.group, Some(place.membership)).await?.pop();
    let takes_part = may_leave_message(place.role, place.state);
    let has_farewell = transition.is_some() || ending.is_some() || group.ended_at.is_some();
    let typed = typed.unwrap_or_else(|| Shown {
        word: word.as_ref().map(|word| word.text.clone()).unwrap_or_default(),
        shown: word.as_ref().is_none_or(|word| word.shown),
        ..Shown::default()
    });
    let chrome = chrome.in_zone(group.time_zone);
    let page = OwnTransitionPage {
        role: place.role,
        state: place.state,
        history,
        transition,
        ending,
        may_leave_message: takes_part && has_farewell && group.ended_at.is_none(),
        word,
        typed,
        errors,
        group,
    };
    Ok((page, chrome))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnTransitionForm {
    #[serde(default)]
    text: String,
    #[serde(default)]
    shown: bool,
}

async fn leave_a_word(
    State(app): State<AppState>,
    chrome: Chrome,
    mut own: OwnMembership,
    FormBody(typed): FormBody<OwnTransitionForm>,
) -> Result<Response, Problem> {
    let place = own.membership();
    if !may_leave_message(place.role, place.state) {
        return Err(Problem::ReadOnly);
    }
    if typed.text.trim().is_empty() {
        farewell_message_store::clear(&mut own.tx, place.membership).await?;
    } else {
        match clean_paragraphs(&typed.text, FAREWELL_MESSAGE_LIMIT) {
            Ok(text) => farewell_message_store::set(&mut own.tx, &app.vault, place, &text, typed.shown, chrome.now).await?,
            Err(refusal) => {
                let mut errors = FormErrors::default();
                errors.add("word", refusal.message(chrome.locale()));
                let typed = Shown { word: typed.text, shown: typed.shown, ..Shown::default() };
                let (page, chrome) = page(&app, chrome, &mut own, Some(typed), errors).await?;
                return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
            }
        }
    }
    own.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{}/own#word", place.group)).into_response())
}
