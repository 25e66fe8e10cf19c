//! The whole house: it knows every room, and no room knows it.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tracing::Instrument;

use crate::group::GroupId;
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::mail::{self, WantedChecks};
use crate::kit::vault::Vault;
use crate::kit::web::{AppRoutes, GetRoutes, Problem, assets, gate, headers, serve};
use crate::person::sign_in;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::arc::OnStage;
use crate::session::attendance::gone::OnDeparture;
use crate::session::ending::OnEnd;
use crate::session::freeze::OnFreeze;
use crate::{brainstorm, charter, climate, closing, concern, group, home, invitation, live, passage, person, practice, session, voices};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What rooms do when a session ends, in this order.
const ON_END: &[OnEnd] = &[voices::store::on_end, concern::store::on_end];

/// What rooms do when a session goes to another stage: what waited for a step is shown.
const ON_STAGE: &[OnStage] = &[concern::store::on_stage, brainstorm::store::on_stage];

/// What rooms do when a session freezes, in this order: figures are drawn before anything is forgotten.
const ON_FREEZE: &[OnFreeze] = &[climate::figure_store::on_freeze, brainstorm::store::on_freeze, concern::store::on_freeze, farewells];

/// What rooms know of who is here, and end when somebody is here no more.
const ON_GONE: OnDeparture = voices::gone_store::ON_GONE;

/// What rooms do after somebody came into a group or went.
fn after_roster<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        charter::draft::settle::after_roster(conn, vault, practice, group, now).await?;
        session::attendance::gone::after_roster(conn, ON_GONE, practice, group, now).await
    })
}

/// Farewells that come to pass when a session freezes.
fn farewells<'a>(conn: &'a mut PgConnection, vault: &'a Vault, session: SessionId, now: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    passage::store::on_freeze(conn, vault, session, after_roster, now)
}

/// Which rooms are asked before a message of theirs is sent.
const CHECKS: &[WantedChecks] = &[session::reminders::sweep::CHECK, invitation::mailed::CHECK];

/// Every door of the house.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .and(person::sign_in::routes::doors())
        .and(person::account::routes::doors())
        .and(practice::routes::doors())
        .and(group::routes::doors(after_roster, closing::notes::store::sealed_notes))
        .and(charter::routes::doors())
        .and(invitation::routes::doors())
        .and(session::routes::doors(ON_END, ON_STAGE, ON_GONE))
        .and(passage::routes::doors(after_roster))
        .and(voices::routes::doors())
        .and(concern::routes::doors())
        .and(brainstorm::routes::doors())
        .and(climate::routes::doors())
        .and(closing::routes::doors())
        .and(live::routes::doors())
        .and(home::routes::doors())
}

/// The routes with every layer around them.
///
/// # Panics
/// When the public origin is not one, which the configuration has refused before.
pub fn router(house: AppState) -> Router {
    let same_origin = CsrfLayer::new().add_trusted_origin(house.url.origin()).expect("the configuration has checked the origin");
    let doors = doors();
    let pages = doors.pages();
    let knowing = (house.clone(), pages.clone());
    let rooms = doors
        .into_router()
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(move |request: Request| async move { wrong_method(&pages, &request) })
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(knowing, sign_in::gate::know))
                .layer(same_origin)
                .layer(middleware::from_fn_with_state(house.clone(), gate::pass))
                .layer(CatchPanicLayer::custom(|_| Problem::Broken.into_response()))
                .layer(DefaultBodyLimit::max(gate::READ_LIMIT)),
        );
    let https = house.url.is_https();
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route(assets::ROUTE, get(assets::serve))
        .merge(session::reminders::off::one_click())
        .merge(rooms)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, FreshId))
                .layer(middleware::from_fn(log))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(middleware::from_fn(move |request, next| protect(https, request, next))),
        )
        .with_state(house)
}

/// A `GET` of a path that only takes forms (from the address bar, after a form was answered there) leads to the nearest page.
fn wrong_method(pages: &GetRoutes, request: &Request) -> Response {
    if request.method().is_safe() {
        return Redirect::to(&pages.nearest(request.uri().path())).into_response();
    }
    Problem::WrongMethod.into_response()
}

/// Ids that a client brings are not believed: they would let one request pose as another in the log.
#[derive(Clone, Default)]
struct FreshId;

impl tower_http::request_id::MakeRequestId for FreshId {
    fn make_request_id<B>(&mut self, request: &axum::http::Request<B>) -> Option<tower_http::request_id::RequestId> {
        MakeRequestUuid.make_request_id(request)
    }
}

async fn protect(https: bool, mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(REQUEST_ID);
    let mut response = next.run(request).await;
    for (name, value) in headers::all(https) {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// One line for each request: the route's template, never the path itself, which may carry a token.
async fn log(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let method = request.method().clone();
    let began = tokio::time::Instant::now();
    let span = tracing::info_span!("request", %id, %method, %route);
    async move {
        let response = next.run(request).await;
        let status = response.status().as_u16();
        let took = began.elapsed().as_micros();
        tracing::info!(status, took_us = u64::try_from(took).unwrap_or(u64::MAX), "answered");
        response
    }
    .instrument(span)
    .await
}

/// Ready to serve: the database answers, the keys of what is in it are there, and the built-in files are complete.
async fn ready(State(house): State<AppState>) -> (StatusCode, [(HeaderName, HeaderValue); 1], &'static str) {
    let no_store = [(axum::http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    if !assets::complete() {
        return (StatusCode::SERVICE_UNAVAILABLE, no_store, "built without the parts that come by npm\n");
    }
    let answers = missing_keys(&house);
    match tokio::time::timeout(Duration::from_secs(2), answers).await {
        Ok(Ok(0)) => (StatusCode::OK, no_store, "ready\n"),
        Ok(Ok(missing)) => {
            tracing::error!(missing, "keys are missing that nobody erased: restore the schema keys");
            (StatusCode::SERVICE_UNAVAILABLE, no_store, "keys are missing\n")
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, no_store, "the database does not answer\n"),
    }
}

/// How many keys are missing, though none was erased: of every owner, of every sealed note, and of sessions that are not frozen.
async fn missing_keys(house: &AppState) -> Result<i64, Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    for practice in mail::store::practices(&mut tx).await? {
        tx.enter(practice).await?;
    }
    Ok(person::missing_keys(&mut tx).await?
        + practice::store::missing_keys(&mut tx).await?
        + group::store::missing_keys(&mut tx).await?
        + group::intake::decision_store::missing_keys(&mut tx).await?
        + session::nameless_store::missing_keys(&mut tx).await?
        + closing::notes::store::missing_keys(&mut tx).await?)
}

/// Freezes the sessions whose noon has come. How many they were.
///
/// # Errors
/// When the database or the vault fails; what was not frozen is tried again at the next call.
pub async fn freeze(house: &AppState) -> Result<usize, Error> {
    session::freeze::run(house, ON_FREEZE).await
}

/// What the house does by itself: it closes sessions that were left open, continues series, freezes figures, forgets keys it has not used, removes ended sign-ins.
pub async fn keep(house: AppState, stop: CancellationToken) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    let mut minutes = 0_u32;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = minute.tick() => {}
        }
        minutes += 1;
        if let Err(failure) = sign_in::gate::sweep_answers(&house).await {
            tracing::error!(code = failure.code(), "kept answers could not be removed; it is tried again");
        }
        if let Err(failure) = session::ending::close_left_open(&house, ON_END).await {
            tracing::error!(code = failure.code(), "a session that was left open could not be closed; it is tried again");
        }
        if let Err(failure) = session::freeze::settle_ended(&house, brainstorm::store::settle).await {
            tracing::error!(code = failure.code(), "what waited in quiet could not be settled; it is tried again");
        }
        if let Err(failure) = session::series::ahead::run(&house).await {
            tracing::error!(code = failure.code(), "a series could not be continued; it is tried again");
        }
        if let Err(failure) = freeze(&house).await {
            tracing::error!(code = failure.code(), "figures could not be frozen; they are tried again");
        }
        if minutes.is_multiple_of(10) {
            house.vault.forget();
            if let Err(failure) = mail::tidy(&house).await {
                tracing::error!(code = failure.code(), "old messages could not be dropped; it is tried again");
            }
            if let Err(failure) = sign_in::gate::sweep(&house).await {
                tracing::error!(code = failure.code(), "ended sign-ins could not be removed; it is tried again");
            }
        }
    }
}
/// Writes what people are to be told now, and sends what waits. How many messages went out, or perhaps did.
///
/// # Errors
/// When the database does not answer; it is tried again at the next call.
pub async fn send(house: &AppState) -> Result<usize, Error> {
    session::reminders::sweep::run(house).await?;
    mail::run_due(house, CHECKS).await
}

/// Sends by itself, beside everything else, until the house stops: what is under way is finished, and nothing new is begun.
async fn post(house: AppState, stop: CancellationToken) {
    let mut round = tokio::time::interval(house.post.every);
    round.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // The first tick comes at once; a test that sends by hand is alone with its outbox.
    round.reset();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = round.tick() => {}
        }
        if let Err(failure) = send(&house).await {
            tracing::error!(code = failure.code(), "what waits could not be sent; it is tried again");
        }
    }
}

/// Serves until `stop`, then lets what has begun come to its end (ten seconds at the most).
pub async fn serve(listener: tokio::net::TcpListener, house: AppState, stop: CancellationToken) -> std::io::Result<()> {
    let keeping = tokio::spawn(keep(house.clone(), stop.clone()));
    let mut posting = tokio::spawn(post(house.clone(), stop.clone()));
    let server = serve::serve(listener, router(house), serve::HEAD_LIMIT, stop.clone());
    let patience = async {
        stop.cancelled().await;
        tokio::time::sleep(Duration::from_secs(10)).await;
    };
    tokio::select! {
        () = server => {}
        () = patience => tracing::warn!("some requests did not come to their end in ten seconds"),
    }
    keeping.abort();
    // A message under way is waited for a little; one that takes longer is unsure, and shown so.
    if tokio::time::timeout(Duration::from_secs(5), &mut posting).await.is_err() {
        posting.abort();
    }
    Ok(())
}
