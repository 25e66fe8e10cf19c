//! The passphrase once more, before what is most private opens. It holds for ten minutes and for this sign-in alone.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::attempt::{self, Delayed};
use super::gate::{SIGN_IN_COOKIE, add_cookie};
use super::limit::LimitKeys;
use super::{SignInId, SignedIn, store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, Problem, Submission, cookie};
use crate::person::store as people;

/// How long it holds.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// By this header a script knows that the passphrase is asked for again, and where.
const STEP_UP: &str = "hamdel-step-up";

/// What became of a try.
pub enum StepUpOutcome {
    /// It was theirs. Nothing is written until [`Confirmed::along`].
    Confirmed(Confirmed),
    /// It was, at the same press a moment ago: its answer.
    Answered(Response),
    /// It was not.
    Not,
    /// They have none: there is nothing to ask for.
    None,
    /// It was not looked at.
    Later(Delayed),
}

/// A right passphrase, before what it opens is done. Meanwhile the same form sent again waits for the answer.
pub struct Confirmed {
    tx: Tx,
    id: SignInId,
}

impl Confirmed {
    /// Notes that it was right, gives the browser a fresh secret along with an answer, and keeps the answer for the same form sent again.
    /// Call it when what was to be done is committed: if that fails, the form sent again is a first one.
    pub async fn along(
        mut self,
        house: &AppState,
        press: &Submission,
        now: DateTime<Utc>,
        mut answer: Response,
    ) -> Result<Response, Problem> {
        let secret = store::confirm(&mut self.tx, self.id, now).await?.reveal().to_owned();
        add_cookie(&mut answer, &cookie::set(&house.url, SIGN_IN_COOKIE, secret, TimeDelta::hours(24)));
        let answer = press.keep(&mut self.tx, &house.vault, now, answer).await?;
        self.tx.commit().await?;
        Ok(answer)
    }
}

/// Whether the passphrase was asked for a short while ago.
pub async fn holds(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let at = store::confirmed_at(conn, id).await?;
    Ok(at.is_some_and(|at| at <= now && now - at < LASTS))
}

/// Leads to the page that asks, and back from there; a script is told instead.
pub fn ask(chrome: &Chrome, back: &str) -> Response {
    let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    let to = format!("/step-up?back={escaped}");
    if chrome.fragment { (StatusCode::UNAUTHORIZED, [(STEP_UP, to)]).into_response() } else { Redirect::to(&to).into_response() }
}

/// Holds a passphrase against the kept one. Guesses are counted as at sign-in, under this sign-in.
pub async fn confirm(
    house: &AppState,
    me: SignedIn,
    typed: &str,
    press: &Submission,
    now: DateTime<Utc>,
) -> Result<StepUpOutcome, Problem> {
    let mut tx = Tx::outside(&house.pool).await?;
    if people::passphrase(&mut tx, me.person).await?.is_none() {
        return Ok(StepUpOutcome::None);
    }
    let tried = attempt::passphrase(house, tx, &LimitKeys::signed_in(&house.vault, me.id), Some(me.person), typed, now).await?;
    let mut tx = Tx::outside(&house.pool).await?;
    if let Some(answer) = press.answered(&mut tx, &house.vault, now).await? {
        return Ok(StepUpOutcome::Answered(answer));
    }
    Ok(match tried {
        Ok(true) => StepUpOutcome::Confirmed(Confirmed { tx, id: me.id }),
        Ok(false) => StepUpOutcome::Not,
        Err(later) => StepUpOutcome::Later(later),
    })
}
