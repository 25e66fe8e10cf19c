//! The doors of inviting; joining has a file of its own.

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::qr::Qr;
use super::views::{Fresh, InvitationTyped, InvitationsPage};
use super::{DAYS, Invitation, InvitationId, expiry, join, mailed, store};
use crate::group::{self, Role, Seat, Staff};
use crate::kit::audit::{self, Act};
use crate::kit::db::Tx;
use crate::kit::house::House;
use crate::kit::locale::dates;
use crate::kit::mail::{Address, Channel};
use crate::kit::text::latin_digits;
use crate::kit::web::{Chrome, Complaints, Doors, Fields, NoFields, Problem, Who, path_id};
use crate::person::sign_in::SignedIn;

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::SeatOfStaff, "/groups/{group}/invitations", list)
        .post(Who::SeatOfStaff, "/groups/{group}/invitations", create)
        .post(Who::SeatOfStaff, "/invitations/{invitation}/revocation", revoke)
        .get(Who::Holder, "/join/{token}", join::page)
        .post(Who::Holder, "/join/{token}", join::join)
}

async fn list(State(house): State<House>, chrome: Chrome, mut seat: Seat<Staff>) -> Result<Response, Problem> {
    let typed = InvitationTyped { role: Role::Member, seats: "1".to_owned(), days: DAYS[0], admits: false, email: String::new() };
    Ok(chrome.page(&page(&house, chrome.now, &mut seat, Uuid::new_v4(), None, typed, Complaints::default()).await?))
}

async fn page(
    house: &House,
    now: DateTime<Utc>,
    seat: &mut Seat<Staff>,
    id: Uuid,
    fresh: Option<Fresh>,
    typed: InvitationTyped,
    complaints: Complaints,
) -> Result<InvitationsPage, Problem> {
    let sits = seat.sitting();
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    let invitations = store::of_group(&mut seat.tx, sits.group).await?;
    let invitations = invitations.into_iter().map(|one| (one.clone(), one.standing(now))).collect();
    let closed = group::store::is_closed(&mut seat.tx, sits.group).await?;
    Ok(InvitationsPage {
        group,
        is_therapist: seat.role() == Role::Therapist,
        closed,
        id,
        invitations,
        fresh,
        typed,
        mail_on: house.post.carries(Channel::Mail),
        complaints,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    id: InvitationId,
    role: Role,
    seats: String,
    days: i64,
    #[serde(default)]
    admits: bool,
    #[serde(default)]
    email: String,
}

async fn create(
    State(house): State<House>,
    chrome: Chrome,
    mut seat: Seat<Staff>,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    let sits = seat.sitting();
    let again = InvitationTyped {
        role: typed.role,
        seats: typed.seats.clone(),
        days: typed.days,
        admits: typed.admits,
        email: typed.email.clone(),
    };
    let mut complaints = Complaints::default();
    let seats = latin_digits(typed.seats.trim()).parse().ok().filter(|n| (1..=15).contains(n));
    let seats = complaints.take("seats", seats.ok_or(()), |()| chrome.locale().message("invitation-seats-range"));
    let address = match typed.email.trim() {
        "" => Some(None),
        _ if !house.post.carries(Channel::Mail) => return Err(Problem::BadForm),
        email => complaints.take("email", Address::read(email).ok_or(()), |()| chrome.locale().message("email-not-one")).map(Some),
    };
    if typed.role == Role::Therapist {
        return Err(Problem::BadForm);
    }
    // A closed group that has begun takes nobody in by a link: the therapist admits, one by one and by word.
    if typed.admits && typed.role == Role::Member && group::store::is_closed(&mut seat.tx, sits.group).await? {
        return Err(Problem::Conflict);
    }
    // To admit is the therapist's; so is to say who runs the console.
    if seat.role() != Role::Therapist && (typed.admits || typed.role == Role::Facilitator) {
        return Err(Problem::Forbidden);
    }
    let (Some(seats), Some(address)) = (seats, address) else {
        let page = page(&house, chrome.now, &mut seat, typed.id.0, None, again, complaints).await?;
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = Invitation {
        id: typed.id,
        role: typed.role,
        seats,
        taken: 0,
        // Whom the therapist asks to the console by name is admitted by being asked.
        admits: typed.admits || typed.role == Role::Facilitator,
        created_at: chrome.now,
        expires_at: expiry(chrome.now, typed.days),
        revoked_at: None,
    };
    let sitting = seat.sitting();
    let Some(secret) = store::insert(&mut seat.tx, sitting, &new).await? else {
        return Ok(Redirect::to(&format!("/groups/{}/invitations", sits.group)).into_response());
    };
    let act = Act { practice: sits.practice.0, actor: Some(seat.person().0), act: "made", kind: "invitation", subject: new.id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    let link = house.url.to(&format!("/join/{}", secret.reveal()));
    let group = group::store::find(&mut seat.tx, &house.vault, sits.group).await?.ok_or(Problem::NotFound)?;
    if let Some(address) = address {
        mailed::send(&mut seat.tx, &house, &group, &new, &link, address, chrome.now).await?;
    }
    let again = InvitationTyped { email: String::new(), ..again };
    let until = [group.locale, group.locale.other()]
        .map(|language| (language, dates::date(new.expires_at, group.time_zone, language, language.calendar())));
    let fresh = Fresh { qr: Qr::of(&link), link, role: new.role, seats, expires_at: new.expires_at, until };
    let page = page(&house, chrome.now, &mut seat, Uuid::new_v4(), Some(fresh), again, complaints).await?;
    seat.tx.commit().await?;
    // The link is only here, now: no redirect could show it.
    Ok(chrome.page(&page))
}

/// A seat of staff in the group of the invitation in the path.
struct OfInvitation {
    seat: Seat<Staff>,
    id: InvitationId,
}

impl FromRequestParts<House> for OfInvitation {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let id = path_id(parts, "invitation").await?;
        let mut tx = Tx::of(&house.pool, me.person.0).await?;
        let group = store::group_of(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        let sitting = group::store::sitting(&mut tx, me.person, group).await?.ok_or(Problem::NotFound)?;
        Ok(Self { seat: Seat::of(tx, sitting)?, id })
    }
}

async fn revoke(
    chrome: Chrome,
    OfInvitation { mut seat, id }: OfInvitation,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    store::revoke(&mut seat.tx, id, chrome.now).await?;
    let act = Act { practice: seat.practice().0, actor: Some(seat.person().0), act: "revoked", kind: "invitation", subject: id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    let group = seat.group();
    seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{group}/invitations")).into_response())
}
