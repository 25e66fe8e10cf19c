//! The doors of whereabouts: saying it, and the therapist's page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{AllPage, OwnWhereaboutsFragment, OwnWhereaboutsPage};
use super::{LIMIT, OwnWhereabouts, WHEREABOUTS, asked, on_behalf, store};
use crate::group::seat::RequiredRole;
use crate::group::{self, GroupAccess, Member, Membership, MembershipId, MembershipState, Role, Therapist};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::text::clean_line;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess, SessionId, attendance, reply};

/// The doors of whereabouts.
pub(in crate::session) fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::SeatOfMember, "/sessions/{session}/whereabouts", say)
        .get(Access::SeatOfTherapist, "/sessions/{session}/whereabouts", all)
        .get(Access::SeatOfStaff, "/sessions/{session}/whereabouts/{member}", on_behalf::form)
        .post(Access::SeatOfStaff, "/sessions/{session}/whereabouts/{member}", on_behalf::note)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhereaboutsForm {
    /// Empty takes it back.
    text: String,
}

/// What was typed, as it is kept; none when it is empty.
pub(super) fn read(chrome: &Chrome, text: &str) -> Result<Option<String>, Message> {
    match text.trim() {
        "" => Ok(None),
        _ => clean_line(text, LIMIT).map(Some).map_err(|refusal| refusal.message(chrome.locale())),
    }
}

async fn say(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Member>,
    FormBody(typed): FormBody<WhereaboutsForm>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let sits = seat.sitting();
    let state = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.state();
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let entered = attendance::store::is_here(&mut seat.tx, id, sits.membership).await?;
    let asked = asked(group.meets, state, entered).map_err(|refusal| chrome.locale().message(refusal.key()));
    let text = asked.and_then(|()| read(&chrome, &typed.text));
    let text = match text {
        Ok(text) => text,
        Err(words) => {
            if chrome.fragment {
                return Ok(reply::refused_within(&chrome, id, &words));
            }
            let own = OwnWhereabouts { session: id, text: Some(typed.text), arriving: true };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &OwnWhereaboutsPage { own, refusal: Some(words) }));
        }
    };
    store::set(&mut seat.tx, &house.vault, (sits.practice, id, sits.membership), text.as_deref(), None, chrome.now).await?;
    let people = session::substitution::store::people(&mut seat.tx, &house.vault, sits.group, id).await?;
    tell(seat, id, &people, sits.membership).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    if chrome.fragment {
        return Ok(chrome.page(&OwnWhereaboutsFragment { own: OwnWhereabouts { session: id, text, arriving: true } }));
    }
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

/// The member's own other pages hear of it, and the therapist's; no other page is told even that something was said.
pub(super) async fn tell<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    session: SessionId,
    people: &[Membership],
    member: MembershipId,
) -> Result<(), Problem> {
    let therapists = people.iter().filter(|one| one.role == Role::Therapist && one.state == MembershipState::Active).map(|one| one.id);
    let practice = seat.practice().0;
    for who in therapists.chain([member]) {
        let change = EventChange { kind: WHEREABOUTS, subject: who.0, to: Recipients::Seat(who.0) };
        relay::record(&mut seat.tx, practice, session.0, change).await?;
    }
    Ok(())
}

async fn all(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Therapist>) -> Result<Response, Problem> {
    let (id, me) = (here.session(), here.seat.membership());
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let all = store::all(tx, &house.vault, id, me).await?;
    Ok(chrome.page(&AllPage { group, session, all }))
}
