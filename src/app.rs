//! Composes the whole application. This module uses every feature module; no feature module uses it.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
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
use uuid::Uuid;

use crate::group::{GroupId, RosterHooks};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::mail::{self, WantedChecks};
use crate::kit::vault::Vault;
use crate::kit::web::prelude::*;
use crate::kit::web::{GetRoutes, assets, gate, headers, serve};
use crate::person::PersonId;
use crate::person::sign_in;
use crate::practice::PracticeId;
use crate::practice::staff::StaffHooks;
use crate::session::SessionId;
use crate::session::arc::OnStage;
use crate::session::attendance::departure::OnDeparture;
use crate::session::ending::{LastAct, OnEnd};
use crate::session::freeze::OnFreeze;
use crate::{
    brainstorm, charter, climate, closing, commitment, concern, contact, group, home, intake, invitation, live, notify, person, practice,
    record, session, transitions, trial, voices,
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the modules do when a session ends, in this order.
const ON_END: &[OnEnd] = &[voices::store::on_end, concern::store::on_end];

/// What the modules do when a session enters a stage: the round, the concern in the middle and the board follow it, and what waited for it
/// is published.
const ON_STAGE: &[OnStage] = &[voices::store::on_stage, concern::store::on_stage, brainstorm::store::on_stage];

/// What the modules do when a session freezes, in this order: figures are computed before anything is erased.
const ON_FREEZE: &[OnFreeze] =
    &[climate::figure_store::on_freeze, brainstorm::store::on_freeze, concern::store::on_freeze, complete_farewells];

/// What the modules know about present participants, and end when a participant leaves.
const ON_DEPARTURE: OnDeparture = voices::gone_store::ON_GONE;

/// What the modules do after a membership begins or ends.
fn after_roster<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    practice: PracticeId,
    group: GroupId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        charter::draft::settle::after_roster(conn, vault, practice, group, now).await?;
        session::attendance::departure::after_roster(conn, ON_DEPARTURE, practice, group, now).await
    })
}

const ROSTER: RosterHooks = RosterHooks {
    changed: after_roster,
    stepped: intake::decision_store::after_step,
    ending: on_group_end,
    waiting: intake::card::waiting,
};

/// Cancels the planned sessions of a group and revokes its invitations, unless a session is live.
fn on_group_end(conn: &mut PgConnection, group: GroupId, now: DateTime<Utc>) -> BoxFuture<'_, Result<bool, Error>> {
    Box::pin(async move {
        let may_end = session::store::cancel_planned(conn, group, now).await?;
        if may_end {
            invitation::store::revoke_all(conn, group, now).await?;
        }
        Ok(may_end)
    })
}

/// When each later module last recorded an act in a session.
pub const LAST_ACTS: &[LastAct] = &[voices::store::last_act, brainstorm::store::last_act, climate::store::last_act];

const STAFF: StaffHooks = StaffHooks { leads: group::store::leads, is_member: group::store::is_member, ended: staff_ended };

fn staff_ended<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    practice: PracticeId,
    person: PersonId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<Vec<Uuid>, Error>> {
    Box::pin(session::substitution::store::end_substitutions(conn, vault, practice, person, after_roster, now))
}

/// Completes the farewells of a session when it freezes.
fn complete_farewells<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    session: SessionId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    transitions::store::on_freeze(conn, vault, session, after_roster, now)
}

/// The checks by which a module confirms, before one of its messages is sent, that the message is still wanted.
const CHECKS: &[WantedChecks] =
    &[notify::reminders::sweep::CHECK, invitation::mailed::CHECK, contact::letters::notice::CHECK, home::morning::CHECK];

/// Every route of the application.
pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .merge(person::sign_in::routes::routes())
        .merge(person::account::routes::routes())
        .merge(practice::routes::routes(session::place_store::ON_ROOM))
        .merge(practice::staff::routes::routes(STAFF))
        .merge(group::routes::routes(ROSTER))
        .merge(intake::routes::routes(after_roster, closing::notes::store::sealed_notes))
        .merge(charter::routes::routes())
        .merge(invitation::routes::routes())
        .merge(session::routes::routes(ON_END, ON_STAGE, ON_DEPARTURE))
        .merge(notify::reminders::routes::routes())
        .merge(notify::feed::routes::routes())
        .merge(transitions::routes::routes(ROSTER))
        .merge(voices::routes::routes())
        .merge(concern::routes::routes())
        .merge(brainstorm::routes::routes(ON_STAGE))
        .merge(commitment::routes::routes())
        .merge(climate::routes::routes())
        .merge(closing::routes::routes(ON_END))
        .merge(contact::letters::routes::routes())
        .merge(contact::support::routes::routes())
        .merge(trial::routes::routes())
        .merge(record::routes())
        .merge(live::routes::routes())
        .merge(home::routes::routes())
}

/// The router with every layer.
///
/// # Panics
/// When the public origin is invalid; the configuration refuses such an origin earlier.
pub fn router(app: AppState) -> Router {
    let same_origin = CsrfLayer::new().add_trusted_origin(app.url.origin()).expect("the configuration has checked the origin");
    let routes = routes();
    let pages = routes.pages();
    let sign_in_state = (app.clone(), pages.clone());
    let app_routes = routes
        .into_router()
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(move |request: Request| async move { wrong_method(&pages, &request) })
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(sign_in_state, sign_in::gate::authenticate))
                .layer(same_origin)
                .layer(middleware::from_fn_with_state(app.clone(), gate::verify_form_token))
                .layer(CatchPanicLayer::custom(|_| Problem::Internal.into_response()))
                .layer(DefaultBodyLimit::max(gate::READ_LIMIT)),
        );
    let https = app.url.is_https();
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route(assets::ROUTE, get(assets::serve))
        .merge(notify::reminders::off::one_click())
        .merge(app_routes)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, FreshId))
                .layer(middleware::from_fn(log))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(middleware::from_fn(move |request, next| protect(https, request, next))),
        )
        .with_state(app)
}

/// Redirects a `GET` of a path that accepts only forms (from the address bar, after a form was answered there) to the nearest page.
fn wrong_method(pages: &GetRoutes, request: &Request) -> Response {
    if request.method().is_safe() {
        return Redirect::to(&pages.nearest(request.uri().path())).into_response();
    }
    Problem::WrongMethod.into_response()
}

/// Replaces ids that a client sends: they would let one request pose as another in the log.
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

/// Logs one line per request, with the route's template and never the path itself, which may carry a token.
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

/// Ready to serve: the database answers, the keys of its sealed data exist, and the built-in files are complete.
async fn ready(State(app): State<AppState>) -> (StatusCode, [(HeaderName, HeaderValue); 1], &'static str) {
    let no_store = [(axum::http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    if !assets::complete() {
        return (StatusCode::SERVICE_UNAVAILABLE, no_store, "built without the parts that come by npm\n");
    }
    let answers = missing_keys(&app);
    match tokio::time::timeout(Duration::from_secs(2), answers).await {
        Ok(Ok(0)) => (StatusCode::OK, no_store, "ready\n"),
        Ok(Ok(missing)) => {
            tracing::error!(missing, "keys are missing that no one erased: restore the schema keys");
            (StatusCode::SERVICE_UNAVAILABLE, no_store, "keys are missing\n")
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, no_store, "the database does not answer\n"),
    }
}

/// Counts the keys that are missing although no one erased them: of every owner, of every sealed note, and of sessions that are not frozen.
async fn missing_keys(app: &AppState) -> Result<i64, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    for practice in mail::store::practices(&mut tx).await? {
        tx.add_practice(practice).await?;
    }
    Ok(person::missing_keys(&mut tx).await?
        + practice::store::missing_keys(&mut tx).await?
        + group::store::missing_keys(&mut tx).await?
        + intake::decision_store::missing_keys(&mut tx).await?
        + session::anonymity_store::missing_keys(&mut tx).await?
        + closing::notes::store::missing_keys(&mut tx).await?)
}

/// Freezes the sessions whose freezing time (a noon) has passed. Returns how many.
///
/// # Errors
/// When the database or the vault fails; the next call retries the sessions that were not frozen.
pub async fn freeze(app: &AppState) -> Result<usize, Error> {
    session::freeze::run(app, ON_FREEZE).await
}

/// Runs the periodic work until `stop`: closes sessions that were left open, continues series, freezes figures, makes the vault forget keys
/// it has not used, removes ended sign-ins.
pub async fn run_upkeep(app: AppState, stop: CancellationToken) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    let mut minutes = 0_u32;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = minute.tick() => {}
        }
        minutes += 1;
        if let Err(failure) = sign_in::gate::sweep_answers(&app).await {
            tracing::error!(code = failure.code(), "stored answers could not be removed; the next round retries");
        }
        if let Err(failure) = session::ending::close_left_open(&app, ON_END, LAST_ACTS).await {
            tracing::error!(code = failure.code(), "a session that was left open could not be closed; the next round retries");
        }
        if let Err(failure) = session::freeze::settle_ended(&app, brainstorm::store::settle).await {
            tracing::error!(code = failure.code(), "pending content of ended sessions could not be settled; the next round retries");
        }
        if let Err(failure) = session::series::ahead::run(&app).await {
            tracing::error!(code = failure.code(), "a series could not be continued; the next round retries");
        }
        // Before figures are frozen: a trial has none.
        if let Err(failure) = trial::run(&app).await {
            tracing::error!(code = failure.code(), "a trial group could not be deleted; the next round retries");
        }
        if let Err(failure) = freeze(&app).await {
            tracing::error!(code = failure.code(), "figures could not be frozen; the next round retries");
        }
        if minutes.is_multiple_of(10) {
            app.vault.forget();
            if let Err(failure) = mail::tidy(&app).await {
                tracing::error!(code = failure.code(), "old messages could not be dropped; the next round retries");
            }
            if let Err(failure) = sign_in::gate::sweep(&app).await {
                tracing::error!(code = failure.code(), "ended sign-ins could not be removed; the next round retries");
            }
        }
    }
}
/// Sends the closings and writes the reminders that are due, and sends the waiting messages. Returns how many messages went out, or perhaps did.
///
/// # Errors
/// When the database does not answer; the next call retries.
pub async fn send(app: &AppState) -> Result<usize, Error> {
    closing::publishing::run(app).await?;
    notify::reminders::sweep::run(app).await?;
    home::morning::run(app).await?;
    mail::run_due(app, CHECKS).await
}

/// Sends messages in the background until `stop`; it then finishes the current message and begins no other.
async fn send_loop(app: AppState, stop: CancellationToken) {
    let mut interval = tokio::time::interval(app.mail.every);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // Skip the immediate first tick: a test that sends by itself then has the outbox to itself.
    interval.reset();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = interval.tick() => {}
        }
        if let Err(failure) = send(&app).await {
            tracing::error!(code = failure.code(), "waiting messages could not be sent; the next round retries");
        }
    }
}

/// Serves until `stop`, then waits for the requests under way (ten seconds at most).
pub async fn serve(listener: tokio::net::TcpListener, app: AppState, stop: CancellationToken) -> std::io::Result<()> {
    let upkeep = tokio::spawn(run_upkeep(app.clone(), stop.clone()));
    let mut sending = tokio::spawn(send_loop(app.clone(), stop.clone()));
    let server = serve::serve(listener, router(app), serve::HEAD_LIMIT, stop.clone());
    let grace_period = async {
        stop.cancelled().await;
        tokio::time::sleep(Duration::from_secs(10)).await;
    };
    tokio::select! {
        () = server => {}
        () = grace_period => tracing::warn!("some requests did not come to their end in ten seconds"),
    }
    upkeep.abort();
    // Wait a little for a message under way; one that takes longer is unsure, and is shown so.
    if tokio::time::timeout(Duration::from_secs(5), &mut sending).await.is_err() {
        sending.abort();
    }
    Ok(())
}
