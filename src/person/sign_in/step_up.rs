//! Step-up: the passphrase is asked for again before the most private pages. It is valid for ten minutes and for this sign-in alone.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::attempt::{self, Delayed};
use super::gate::{SIGN_IN_COOKIE, add_cookie};
use super::limit::LimitKeys;
use super::{SignInId, SignedIn, store};
use crate::kit::db::Tx;
use crate::kit::web::cookie;
use crate::kit::web::prelude::*;
use crate::person::store as people;

/// How long a step-up is valid.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// The header that tells a script that the passphrase is asked for again, and where.
const STEP_UP: &str = "hamdel-step-up";

pub enum StepUpOutcome {
    /// The passphrase was right. Nothing is written until [`Confirmed::along`].
    Confirmed(Confirmed),
    /// It was right in the same submission a moment ago: the stored answer.
    Answered(Response),
    /// It was wrong.
    Not,
    /// The person has none: there is nothing to ask for.
    None,
    /// It was not checked now.
    Later(Delayed),
}

/// A confirmed passphrase, before the action that it permits. Its transaction makes a repeated submission wait for the answer.
pub struct Confirmed {
    tx: Tx,
    id: SignInId,
}

impl Confirmed {
    /// Records the confirmation, adds a fresh secret to the answer, and stores the answer for a repeated submission. Call it after the
    /// action is committed: if the action fails, a repeated submission counts as the first.
    pub async fn along(
        mut self,
        app: &AppState,
        submission: &Submission,
        now: DateTime<Utc>,
        mut answer: Response,
    ) -> Result<Response, Problem> {
        let secret = store::confirm(&mut self.tx, self.id, now).await?.reveal().to_owned();
        add_cookie(&mut answer, &cookie::set(&app.url, SIGN_IN_COOKIE, secret, TimeDelta::hours(24)));
        let answer = submission.keep_answer(&mut self.tx, &app.vault, now, answer).await?;
        self.tx.commit().await?;
        Ok(answer)
    }
}

/// Whether the passphrase was confirmed less than [`LASTS`] ago.
pub async fn is_confirmed(conn: &mut PgConnection, id: SignInId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let at = store::confirmed_at(conn, id).await?;
    Ok(at.is_some_and(|at| at <= now && now - at < LASTS))
}

/// Redirects to the page that asks, with the way back; a script gets the header instead.
pub fn ask(chrome: &Chrome, back: &str) -> Response {
    let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    let to = format!("/step-up?back={escaped}");
    if chrome.fragment { (StatusCode::UNAUTHORIZED, [(STEP_UP, to)]).into_response() } else { Redirect::to(&to).into_response() }
}

/// Checks a passphrase against the stored one. Guesses are counted as at sign-in, under this sign-in.
pub async fn confirm(
    app: &AppState,
    me: SignedIn,
    typed: &str,
    submission: &Submission,
    now: DateTime<Utc>,
) -> Result<StepUpOutcome, Problem> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if people::passphrase_of(&mut tx, me.person).await?.is_none() {
        return Ok(StepUpOutcome::None);
    }
    let tried = attempt::check_passphrase(app, tx, &LimitKeys::signed_in(&app.vault, me.id), Some(me.person), typed, now).await?;
    let mut tx = Tx::without_practice(&app.pool).await?;
    if let Some(answer) = submission.wait_for_answer(&mut tx, &app.vault, now).await? {
        return Ok(StepUpOutcome::Answered(answer));
    }
    Ok(match tried {
        Ok(true) => StepUpOutcome::Confirmed(Confirmed { tx, id: me.id }),
        Ok(false) => StepUpOutcome::Not,
        Err(delay) => StepUpOutcome::Later(delay),
    })
}
