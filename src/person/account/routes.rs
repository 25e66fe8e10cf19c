//! The doors of one's own account.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use serde::Deserialize;

use super::views::AccountPage;
use crate::key;
use crate::kit::db::Tx;
use crate::kit::house::House;
use crate::kit::locale::{Calendar, Locale};
use crate::kit::web::{Chrome, Complaints, Doors, Fields, InPath, InQuery, NoFields, Press, Problem, Who};
use crate::person::passphrase::Passphrase;
use crate::person::sign_in::{self, SignInId, SignedIn, own};
use crate::person::store;

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::SignedIn, "/account", show)
        .post(Who::SignedIn, "/account/reading", set_reading)
        .post(Who::SignedIn, "/account/passphrase", set_passphrase)
        .post(Who::SignedIn, "/account/sign-ins/end", end_others)
        .post(Who::SignedIn, "/account/sign-ins/{sign_in}/end", end_one)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    kept: bool,
}

async fn show(State(house): State<House>, chrome: Chrome, me: SignedIn, InQuery(asked): InQuery<Asked>) -> Result<Response, Problem> {
    page(&house, &chrome, me, Complaints::default(), asked.kept).await
}

async fn page(house: &House, chrome: &Chrome, me: SignedIn, complaints: Complaints, kept: bool) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let person = store::find(&mut tx, &house.vault, me.person).await?.ok_or(Problem::NotFound)?;
    let sign_ins = own::list(&mut tx, me.person).await?;
    let status = if complaints.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(chrome.page_with(status, &AccountPage { person, zones: &chrono_tz::TZ_VARIANTS, sign_ins, this: me.id, complaints, kept }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    locale: Locale,
    calendar: Calendar,
    time_zone: Tz,
}

async fn set_reading(State(house): State<House>, me: SignedIn, Fields(typed): Fields<Reading>) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    store::set_locale(&mut tx, me.person, typed.locale).await?;
    store::set_calendar(&mut tx, me.person, typed.calendar, typed.time_zone).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?kept=true").into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassphrase {
    now: String,
    new: String,
}

async fn set_passphrase(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    Fields(typed): Fields<NewPassphrase>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    let person = store::find(&mut tx, &house.vault, me.person).await?.ok_or(Problem::NotFound)?;
    let kept = store::passphrase(&mut tx, me.person).await?;
    drop(tx);
    let mut complaints = Complaints::default();
    // Who came by a link may never have had one.
    if kept.is_some() && !Passphrase::typed(&typed.now).is(kept).await {
        complaints.say("now", chrome.locale().message(key!("passphrase-not-this")));
    }
    let own: Vec<&str> =
        [Some(person.name.as_str()), Some(person.user_name.as_str()), person.email.as_deref()].into_iter().flatten().collect();
    let chosen = complaints.take("new", Passphrase::chosen(&typed.new, &own), |weak| chrome.locale().message(weak.key()));
    let Some(chosen) = chosen.filter(|_| complaints.is_empty()) else {
        return page(&house, &chrome, me, complaints, false).await;
    };
    let hash = chosen.hash().await;
    let mut tx = Tx::outside(&house.pool).await?;
    store::set_passphrase(&mut tx, me.person, &hash).await?;
    sign_in::end_others(&mut tx, me.person, me.id).await?;
    own::void_links(&mut tx, me.person).await?;
    tx.commit().await?;
    house.relay.recheck(Some(me.person.0));
    Ok(Redirect::to("/account?kept=true").into_response())
}

async fn end_others(State(house): State<House>, me: SignedIn, Fields(NoFields {}): Fields<NoFields>) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    sign_in::end_others(&mut tx, me.person, me.id).await?;
    tx.commit().await?;
    house.relay.recheck(Some(me.person.0));
    Ok(Redirect::to("/account?kept=true").into_response())
}

async fn end_one(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    press: Press,
    InPath(id): InPath<SignInId>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, chrome.now).await? {
        return Ok(answer);
    }
    if !own::end(&mut tx, me.person, id).await? {
        return Err(Problem::NotFound);
    }
    let answer = press.keep(&mut tx, &house.vault, chrome.now, Redirect::to("/account?kept=true").into_response()).await?;
    tx.commit().await?;
    house.relay.recheck(Some(me.person.0));
    Ok(answer)
}
