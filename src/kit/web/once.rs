//! One-time forms: a second submission gets the answer of the first.
//!
//! A double click aborts the first request, and with it the answer that signs a person in or shows a secret once. The transaction that does
//! the work keeps that answer for a minute. Only a request with the same path, fields and form token, and with the cookie of that token,
//! gets it again (docs/decisions/0038-kept-answers.md).

use axum::body::{Body, to_bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::answered::AnsweredPage;
use super::problem::Problem;
use crate::kit::error::Error;
use crate::kit::secret::Secret;
use crate::kit::vault::{SealContext, SealingKey, Vault};

/// How long an answer is kept.
const KEEP_FOR: TimeDelta = TimeDelta::minutes(1);

/// The request's cookies from which form tokens are derived; the cookie of its own token comes first.
#[derive(Clone, Debug)]
pub struct TokenCookies(pub Vec<Secret>);

/// One submission of a form, recognized when it is sent again.
#[derive(Clone, Debug)]
pub struct Submission {
    /// SHA-256 of path, token and fields, in hexadecimal.
    hash: String,
    cookies: TokenCookies,
}

impl Submission {
    pub(super) fn new(path: &str, token: &str, fields: &str, cookies: TokenCookies) -> Self {
        let mut hasher = Sha256::new();
        for part in [path, token, fields] {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part);
        }
        Self { hash: hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), cookies }
    }

    fn keys(&self, vault: &Vault) -> Vec<SealingKey> {
        self.cookies.0.iter().map(|cookie| vault.derived_key("kept answer", &format!("{} {}", self.hash, cookie.reveal()))).collect()
    }

    /// Takes the submission's lock until the end of this transaction, after waiting for any other transaction that handles the same
    /// submission, and returns the answer that the other one kept.
    pub async fn wait_for_answer(&self, conn: &mut PgConnection, vault: &Vault, now: DateTime<Utc>) -> Result<Option<Response>, Error> {
        if let Some(own) = self.keys(vault).first() {
            sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", own.id().to_string()).fetch_one(&mut *conn).await?;
        }
        self.find_answer(conn, vault, now).await
    }

    /// The kept answer of the same submission.
    pub async fn find_answer(&self, conn: &mut PgConnection, vault: &Vault, now: DateTime<Utc>) -> Result<Option<Response>, Error> {
        for key in self.keys(vault) {
            let sealed = sqlx::query_scalar!("select sealed from kept_answer where id = $1 and kept_at > $2", key.id(), now - KEEP_FOR)
                .fetch_optional(&mut *conn)
                .await?;
            if let Some(sealed) = sealed {
                return Ok(parse_answer(&key.open(seal_context(&key), &sealed)?));
            }
        }
        Ok(None)
    }

    /// Stores the answer and returns it to be sent. Call it in the transaction that does the work; if the work commits separately, it must
    /// be idempotent, because a resend may arrive in between.
    pub async fn keep_answer(
        &self,
        conn: &mut PgConnection,
        vault: &Vault,
        now: DateTime<Utc>,
        mut answer: Response,
    ) -> Result<Response, Problem> {
        if let Some(answered) = answer.extensions_mut().remove::<AnsweredPage>() {
            answered.seal(&mut answer, vault);
        }
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(|_| Problem::Internal)?;
        let mut text = format!("{}\n", parts.status.as_u16());
        for (name, value) in &parts.headers {
            text.push_str(&format!("{name}: {}\n", value.to_str().map_err(|_| Problem::Internal)?));
        }
        text.push('\n');
        text.push_str(std::str::from_utf8(&body).map_err(|_| Problem::Internal)?);
        // The work may change the cookie of the token: any cookie of this request finds the answer.
        for key in self.keys(vault) {
            sqlx::query!(
                "insert into kept_answer (id, sealed, kept_at) values ($1, $2, $3)
                 on conflict (id) do update set sealed = excluded.sealed, kept_at = excluded.kept_at",
                key.id(),
                key.seal(seal_context(&key), &text),
                now
            )
            .execute(&mut *conn)
            .await?;
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

/// Deletes the expired answers.
pub async fn delete_expired(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from kept_answer where kept_at <= $1", now - KEEP_FOR).execute(conn).await?;
    Ok(())
}

fn seal_context(key: &SealingKey) -> SealContext {
    SealContext { table: "kept_answer", column: "sealed", row: key.id(), practice: Uuid::nil() }
}

fn parse_answer(text: &str) -> Option<Response> {
    let (head, body) = text.split_once("\n\n")?;
    let mut lines = head.lines();
    let mut answer = Response::new(Body::from(body.to_owned()));
    *answer.status_mut() = StatusCode::from_u16(lines.next()?.parse().ok()?).ok()?;
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        answer.headers_mut().append(name.parse::<HeaderName>().ok()?, value.parse::<HeaderValue>().ok()?);
    }
    Some(answer)
}

impl<S: Sync> FromRequestParts<S> for Submission {
    type Rejection = Problem;

    /// The gate inserts it: only a request that passed the gate is a submission.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::BadForm)
    }
}
