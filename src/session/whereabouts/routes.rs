//! The doors of whereabouts: saying it, and the therapist's page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::views::{AllPage, OwnPage, OwnPlace};
use super::{LIMIT, Own, WHEREABOUTS, asked, store};
use crate::group::{self, Member, MembershipState, Role, Therapist};
use crate::kit::house::House;
use crate::kit::relay::{self, Change};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, Doors, Fields, Problem, Who};
use crate::session::{self, InSession, attendance};

/// The doors of whereabouts.
#[must_use]
pub(in crate::session) fn doors() -> Doors {
    Doors::new().post(Who::SeatOfMember, "/sessions/{session}/whereabouts", say).get(
        Who::SeatOfTherapist,
        "/sessions/{session}/whereabouts",
        all,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Empty takes it back.
    text: String,
}

async fn say(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Member>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let sits = seat.sitting();
    let state = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let entered = attendance::store::is_here(&mut seat.tx, id, sits.membership).await?;
    let text = asked(group.meets, state, entered).map_err(|refusal| chrome.locale().message(refusal.key())).and_then(|()| {
        match typed.text.trim() {
            "" => Ok(None),
            _ => clean_line(&typed.text, LIMIT).map(Some).map_err(|refusal| refusal.message(chrome.locale())),
        }
    });
    let text = match text {
        Ok(text) => text,
        Err(words) => {
            let own = Own { session: id, text: Some(typed.text), arriving: true };
            let (status, refusal) = (StatusCode::UNPROCESSABLE_ENTITY, Some(words.to_string()));
            return Ok(if chrome.fragment {
                chrome.page_with(status, &OwnPlace { own, refusal })
            } else {
                chrome.page_with(status, &OwnPage { own, refusal })
            });
        }
    };
    store::set(&mut seat.tx, &house.vault, (sits.practice, id, sits.membership), text.as_deref(), chrome.now).await?;
    // Their own other pages hear of it, and the therapist's; no other page is told even that something was said.
    let people = group::store::memberships(&mut seat.tx, &house.vault, sits.group).await?;
    let therapists = people.iter().filter(|one| one.role == Role::Therapist && one.state == MembershipState::Active).map(|one| one.id);
    for who in therapists.chain([sits.membership]) {
        let change = Change { kind: WHEREABOUTS, subject: who.0, for_membership: Some(who.0) };
        relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
    }
    here.seat.tx.commit().await?;
    house.relay.nudge(id.0);
    if chrome.fragment {
        return Ok(chrome.page(&OwnPlace { own: Own { session: id, text, arriving: true }, refusal: None }));
    }
    Ok(Redirect::to(&format!("/sessions/{id}/live")).into_response())
}

async fn all(State(house): State<House>, chrome: Chrome, mut here: InSession<Therapist>) -> Result<Response, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let all = store::all(tx, &house.vault, id).await?;
    Ok(chrome.page(&AllPage { group, session, all }))
}
