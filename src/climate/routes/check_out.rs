//! Check-out: the mood, the four questions, and a wish for a word. Named and nameless data are written in two transactions.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::climate::store::{self, MoodOwner};
use crate::climate::views::{CheckOutForm, CheckOutKept, CheckOutPage, ClimateRefusalFragment};
use crate::climate::{
    Answers, CheckOutStatus, ClimateRefusal, Moment, Mood, Question, WORD_LIMIT, answer_store, check_out_mood, contact_request_store,
    read_value,
};
use crate::group::{self, Member, MembershipId};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::i18n::Message;
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::substitution::NamedSubstitution;
use crate::session::{self, Session, SessionAccess, freeze};

/// The header that tells a script that its form was stored, and which.
const KEPT: &str = "hamdel-kept";

/// What a member may still enter at the check-out of a session.
pub(super) async fn check_out_status(
    conn: &mut PgConnection,
    session: &Session,
    member: MembershipId,
    now: DateTime<Utc>,
) -> Result<CheckOutStatus, sqlx::Error> {
    let was_there = session::attendance::store::entered_at(conn, session.id, member).await?.is_some();
    Ok(CheckOutStatus::of(session.state, was_there, session.open_until(), now))
}

/// Locks the session's row, then reads the check-out status.
async fn locked_status(app: &AppState, access: &mut SessionAccess<Member>, now: DateTime<Utc>) -> Result<CheckOutStatus, Problem> {
    let (id, me) = (access.session(), access.group_access.membership());
    let tx = &mut access.group_access.tx;
    session::store::lock_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    Ok(check_out_status(tx, &session, me, now).await?)
}

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Member>) -> Result<Response, Problem> {
    show(&app, &chrome, &mut access, None).await
}

/// The page: the stored values, or what was typed and why it was refused.
async fn show(
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<Member>,
    refused: Option<(CheckOutForm, Message, StatusCode)>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let (practice, me) = (seat.practice(), seat.membership());
    let tx = &mut seat.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let check_out = check_out_status(tx, &session, me, chrome.now).await?;
    let (given, seen) = given(tx, app, MoodOwner { practice, session: id, member: me }).await?;
    let until = freeze::freezes_at(session.ended_at.unwrap_or(chrome.now), session.time_zone).with_timezone(&session.time_zone);
    let kept = (!seen.is_empty()).then(|| given.clone());
    let (form, refusal, status) = match refused {
        Some((form, words, status)) => (form, Some(words), status),
        None => (given, None, StatusCode::OK),
    };
    let mut in_place = session::substitution::store::in_place(tx, &app.vault, &[id]).await?;
    in_place.retain(NamedSubstitution::leads);
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &CheckOutPage { group, session, check_out, until, in_place, form, kept, seen, refusal }))
}

/// A member's stored values and their version, which is empty when nothing is stored.
async fn given(conn: &mut PgConnection, app: &AppState, of: MoodOwner) -> Result<(CheckOutForm, String), Error> {
    let mood = store::own(conn, &app.vault, of.session, of.member, Moment::Out).await?;
    let answers = answer_store::own(conn, &app.vault, of).await?;
    let wishes = contact_request_store::wished(conn, of.session, of.member).await?;
    let seen = store::kept(conn, of, Moment::Out).await?.map(|id| id.to_string()).unwrap_or_default();
    Ok((CheckOutForm::given(mood.as_ref(), answers, wishes), seen))
}

/// Whether the stored values equal the sent ones. The answers may be missing still: they are written after the mood.
async fn is_same(
    conn: &mut PgConnection,
    app: &AppState,
    of: MoodOwner,
    (mood, answers): (&Mood, Answers),
    typed: &CheckOutBody,
) -> Result<bool, Error> {
    let kept = answer_store::own(conn, &app.vault, of).await?;
    Ok(store::own(conn, &app.vault, of.session, of.member, Moment::Out).await?.as_ref() == Some(mood)
        && contact_request_store::wished(conn, of.session, of.member).await? == typed.wish
        && kept.is_none_or(|kept| kept == (answers, typed.share)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckOutBody {
    /// The version of the stored values that the form was based on.
    #[serde(default)]
    seen: String,
    /// The script's id for this submission, returned to it once stored.
    #[serde(default)]
    id: Option<Uuid>,
    #[serde(default)]
    pass: bool,
    #[serde(default)]
    value: String,
    #[serde(default)]
    word: String,
    #[serde(default)]
    heard: String,
    #[serde(default)]
    safe: String,
    #[serde(default)]
    belonging: String,
    #[serde(default)]
    hope: String,
    #[serde(default)]
    share: bool,
    #[serde(default)]
    wish: bool,
}

impl CheckOutBody {
    fn of(&self, question: Question) -> &str {
        match question {
            Question::Heard => &self.heard,
            Question::Safe => &self.safe,
            Question::Belonging => &self.belonging,
            Question::Hope => &self.hope,
        }
    }

    fn refilled(&self) -> CheckOutForm {
        CheckOutForm {
            value: self.value.clone(),
            word: self.word.clone(),
            answers: Question::ALL.map(|question| self.of(question).to_owned()),
            share: self.share,
            wish: self.wish,
        }
    }

    /// Reads mood and answers; a pass discards both, whatever was chosen before. A wish for a word is independent of it.
    fn read(&self, chrome: &Chrome, status: CheckOutStatus) -> Result<(Mood, Answers), Message> {
        let message = |refusal: ClimateRefusal| chrome.locale().message(refusal.key());
        let mut answers = Answers::default();
        if self.pass {
            return status.takes(&answers).map(|()| (Mood::Passed, answers)).map_err(message);
        }
        for (answer, question) in answers.0.iter_mut().zip(Question::ALL) {
            *answer = read_value(self.of(question)).map_err(message)?;
        }
        status.takes(&answers).map_err(message)?;
        let word = match self.word.trim() {
            "" => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT).map_err(|refusal| refusal.message(chrome.locale()))?),
        };
        let mood = check_out_mood(read_value(&self.value).map_err(message)?, word, self.share).map_err(message)?;
        Ok((mood, answers))
    }
}

pub(super) async fn check_out(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Member>,
    FormBody(typed): FormBody<CheckOutBody>,
) -> Result<Response, Problem> {
    let id = access.session();
    let status = locked_status(&app, &mut access, chrome.now).await?;
    let seat = &mut access.group_access;
    let (me, person) = (seat.membership(), seat.person());
    let of = MoodOwner { practice: seat.practice(), session: id, member: me };
    let (mood, answers) = match typed.read(&chrome, status) {
        Ok(read) => read,
        Err(words) => return refused(&app, &chrome, &mut access, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    // Another tab stored a check-out meanwhile: the member compares the two, unless they are the same.
    let tx = &mut seat.tx;
    let kept = store::kept(tx, of, Moment::Out).await?.map(|id| id.to_string()).unwrap_or_default();
    if kept != typed.seen && !kept.is_empty() && !is_same(tx, &app, of, (&mood, answers), &typed).await? {
        let words = chrome.locale().message("check-out-given-meanwhile");
        return refused(&app, &chrome, &mut access, &typed, words, StatusCode::CONFLICT).await;
    }
    store::set(&mut seat.tx, &app.vault, of, Moment::Out, &mood, None, chrome.now).await?;
    contact_request_store::wish(&mut seat.tx, of, typed.wish, chrome.now).await?;
    access.group_access.tx.commit().await?;
    if status == CheckOutStatus::Open {
        // Nameless answers get a transaction of their own: nothing beside them shows who was present at that moment.
        let mut access = SessionAccess::<Member>::prove(&app, person, id.0).await?;
        let status = locked_status(&app, &mut access, app.clock.now()).await?;
        if let Err(refusal) = status.takes(&answers) {
            let words = chrome.locale().message(refusal.key());
            return refused(&app, &chrome, &mut access, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        if status == CheckOutStatus::Open {
            let actor = access.group_access.actor();
            if !answer_store::set(&mut access.group_access.tx, &app.vault, actor, id, answers, typed.share, chrome.now).await? {
                let words = chrome.locale().message("recovery-answers-closed");
                return refused(&app, &chrome, &mut access, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
        }
        access.group_access.tx.commit().await?;
    }
    let page = format!("/sessions/{id}/check-out");
    let Some(sent) = typed.id.filter(|_| chrome.fragment) else { return Ok(Redirect::to(&page).into_response()) };
    let mut response = chrome.page(&CheckOutKept { page });
    if let Ok(sent) = HeaderValue::from_str(&sent.to_string()) {
        response.headers_mut().insert(KEPT, sent);
    }
    Ok(response)
}

/// A refusal: beside the form for a script, which kept its values; else on the page with what was typed.
async fn refused(
    app: &AppState,
    chrome: &Chrome,
    access: &mut SessionAccess<Member>,
    typed: &CheckOutBody,
    words: Message,
    status: StatusCode,
) -> Result<Response, Problem> {
    if chrome.fragment {
        let of =
            MoodOwner { practice: access.group_access.practice(), session: access.session(), member: access.group_access.membership() };
        let (given, seen) = given(&mut access.group_access.tx, app, of).await?;
        let kept = (status == StatusCode::CONFLICT).then_some(given);
        return Ok(chrome.page_with(status, &ClimateRefusalFragment { words: words.to_string(), kept, seen }));
    }
    show(app, chrome, access, Some((typed.refilled(), words, status))).await
}
