//! The bare reference: a durable insert and a fan-out of the same bytes. Nobody is asked who they are, nothing is sealed, rendered,
//! numbered, resumed or taken back.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::{Path as Of, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Form, Router};
use futures_util::StreamExt;
use sqlx::postgres::{PgPool, PgPoolOptions};
use tokio::sync::broadcast::{self, Sender};
use tokio_stream::wrappers::BroadcastStream;
use uuid::Uuid;

/// What stands in the frame for the idea's id.
pub const ID: &str = "{id}";
/// What stands in it for its words.
pub const TEXT: &str = "{text}";

#[derive(Clone)]
struct Bare {
    pool: PgPool,
    rooms: Arc<Mutex<HashMap<Uuid, Sender<Bytes>>>>,
    frame: Arc<str>,
}

#[derive(serde::Deserialize)]
struct Idea {
    id: Uuid,
    text: String,
}

/// Serves until it is killed.
pub async fn serve(listen: SocketAddr, database: &str, frame: &Path) {
    let pool = PgPoolOptions::new().max_connections(16).connect(database).await.expect("the database");
    sqlx::raw_sql(
        "create table if not exists public.bare_idea (id uuid primary key, room uuid not null, text text not null, at timestamptz not null default now())",
    )
    .execute(&pool)
    .await
    .expect("a table");
    let frame = std::fs::read_to_string(frame).expect("the frame").into();
    let bare = Bare { pool, rooms: Arc::default(), frame };
    let app = Router::new().route("/{room}/ideas", post(add)).route("/{room}/stream", get(stream)).with_state(bare);
    let listener = tokio::net::TcpListener::bind(listen).await.expect("an address");
    axum::serve(listener, app).await.expect("served");
}

impl Bare {
    fn room(&self, room: Uuid) -> Sender<Bytes> {
        self.rooms.lock().expect("rooms").entry(room).or_insert_with(|| broadcast::channel(256).0).clone()
    }
}

async fn add(State(bare): State<Bare>, Of(room): Of<Uuid>, Form(idea): Form<Idea>) -> impl IntoResponse {
    sqlx::query("insert into public.bare_idea (id, room, text) values ($1, $2, $3)")
        .bind(idea.id)
        .bind(room)
        .bind(&idea.text)
        .execute(&bare.pool)
        .await
        .expect("kept");
    let frame = Bytes::from(bare.frame.replace(ID, &idea.id.to_string()).replace(TEXT, &idea.text));
    let _nobody_listens = bare.room(room).send(frame.clone());
    ([(CONTENT_TYPE, "text/html"), (axum::http::HeaderName::from_static("hamdel-kept"), "yes")], frame)
}

async fn stream(State(bare): State<Bare>, Of(room): Of<Uuid>) -> impl IntoResponse {
    let frames = BroadcastStream::new(bare.room(room).subscribe()).filter_map(|frame| async { frame.ok().map(Ok::<_, Infallible>) });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(frames))
}
