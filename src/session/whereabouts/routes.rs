//! The routes of whereabouts: the member's own form, and the therapist's page.

use super::views::{AllPage, OwnWhereaboutsFragment};
use super::{LIMIT, OwnWhereabouts, WHEREABOUTS, check_may_give, on_behalf, store};
use crate::group::access::RequiredRole;
use crate::group::{self, ActingTherapist, Member, Membership, MembershipId, MembershipState, Role};
use crate::kit::events::Recipients;
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, SessionAccess, attendance};

pub(in crate::session) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupMember, "/sessions/{session}/whereabouts", set_own)
        .get(Access::GroupTherapist, "/sessions/{session}/whereabouts", all)
        .get(Access::GroupStaff, "/sessions/{session}/whereabouts/{member}", on_behalf::form)
        .post(Access::GroupStaff, "/sessions/{session}/whereabouts/{member}", on_behalf::note)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhereaboutsForm {
    /// Empty deletes the text.
    text: String,
}

/// Parses the text; none when it is empty.
pub(super) fn parse_text(text: &str) -> Result<Option<String>, TextRefusal> {
    if text.trim().is_empty() { Ok(None) } else { clean_line(text, LIMIT).map(Some) }
}

async fn set_own(mut act: LiveAct<Member>, FormBody(form): FormBody<WhereaboutsForm>) -> Result<Response, Problem> {
    let (session, state, actor) = (act.session, act.state(), act.access.actor());
    let LiveAct { app, chrome, access, .. } = &mut act;
    let tx = &mut access.tx;
    let group = group::store::find(tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    check_may_give(group.meets, state, attendance::store::is_here(tx, session, actor.membership()).await?)?;
    let text = parse_text(&form.text)?;
    store::set(tx, &app.vault, (actor.practice(), session, actor.membership()), text.as_deref(), None, chrome.now).await?;
    let people = session::substitution::store::people(tx, &app.vault, actor.group(), session).await?;
    publish_change(&mut act, &people, actor.membership());
    let answer = if act.chrome.fragment {
        act.chrome.page(&OwnWhereaboutsFragment { own: OwnWhereabouts { session, text, arriving: true } })
    } else {
        Redirect::to(&format!("/sessions/{session}/live")).into_response()
    };
    act.commit().await?;
    Ok(answer)
}

/// Publishes the change to the member's own pages and the therapists'. No other page learns even that the member gave their whereabouts.
pub(super) fn publish_change<R: RequiredRole>(act: &mut LiveAct<R>, people: &[Membership], member: MembershipId) {
    let therapists = people.iter().filter(|one| one.role == Role::Therapist && one.state == MembershipState::Active).map(|one| one.id);
    for who in therapists.chain([member]) {
        act.publish(WHEREABOUTS, who.0, Recipients::Membership(who.0));
    }
}

async fn all(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<ActingTherapist>) -> Result<Response, Problem> {
    let (id, me) = (access.session(), access.group_access.membership());
    let tx = &mut access.group_access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let all = store::all(tx, &app.vault, id, me).await?;
    Ok(chrome.page(&AllPage { group, session, all }))
}
