//! The page of a session that was not held yet, with a refused form where it was sent. A later module has the record of a held one.

use super::regrets;
use super::views::SessionPage;
use super::{SessionId, SessionRefusal, SessionState, arc, attendance, series, shown, store, substitution};
use crate::group::access::RequiredRole;
use crate::group::{self, FEWEST_MEMBERS, GroupAccess, MembershipState, Role};
use crate::kit::i18n::Message;
use crate::kit::web::prelude::*;

/// The notice on a session's page.
pub enum SessionNotice {
    /// The page was requested.
    Nothing,
    /// An action of staff was refused.
    Refused(SessionRefusal),
    /// A member's regrets were refused: the submitted text and the reason.
    Regrets { word: String, words: Message },
}

pub async fn session_page<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<R>,
    id: SessionId,
    notice: SessionNotice,
) -> Result<Response, Problem> {
    let actor = access.actor();
    let session = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    let memberships = group::store::memberships(&mut access.tx, &app.vault, actor.group()).await?;
    let sat_in = shown::store::sat_in(&mut access.tx, id).await?;
    let sat_in = memberships.iter().filter(|one| sat_in.contains(&one.id)).filter_map(|one| one.name.clone()).collect();
    let course = arc::store::course(&mut access.tx, &session).await?;
    let is_staff = access.role().is_staff();
    let mut roll = Vec::new();
    if is_staff {
        roll = attendance::store::roll_with_words(&mut access.tx, &app.vault, &session).await?;
    }
    let own_regrets = regrets::store::of(&mut access.tx, &app.vault, id, actor.membership()).await?;
    let has_entered = attendance::store::entered_at(&mut access.tx, id, actor.membership()).await?.is_some();
    let occurrence = series::store::occurrences(&mut access.tx, actor.group()).await?.remove(&id);
    let members: Vec<_> = memberships.into_iter().filter(|one| one.role == Role::Member && one.state == MembershipState::Active).collect();
    let status = match notice {
        SessionNotice::Nothing => StatusCode::OK,
        SessionNotice::Refused(SessionRefusal::Changed) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (refusal, typed) = match notice {
        SessionNotice::Nothing => (None, None),
        SessionNotice::Refused(refusal) => (Some(refusal), None),
        SessionNotice::Regrets { word, words } => (None, Some((word, words))),
    };
    let chrome = chrome.clone().in_zone(group.time_zone);
    let may_send_regrets = !is_staff && !has_entered && matches!(session.state, SessionState::Planned | SessionState::Live);
    let few = members.len() < FEWEST_MEMBERS;
    let is_therapist = access.role() == Role::Therapist;
    let in_place = substitution::store::in_place(&mut access.tx, &app.vault, &[id]).await?;
    let reasons = substitution::notice_store::reasons(&mut access.tx, &app.vault, id, actor.person()).await?;
    let page = SessionPage {
        group,
        session,
        is_staff,
        members,
        few,
        course,
        roll,
        sat_in,
        is_therapist,
        me: actor.membership(),
        stands_in: actor.stands_in(),
        in_place,
        reasons,
        regrets: may_send_regrets.then_some(own_regrets),
        typed,
        occurrence,
        refusal,
    };
    Ok(chrome.page_with(status, &page))
}
