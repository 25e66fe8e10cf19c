//! Checking out: how one goes, the four questions, and a wish for a word. What bears a name and what does not are two transactions.

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
    Answers, CheckOutStatus, ClimateRefusal, Moment, Mood, Question, WORD_LIMIT, answer_store, read_value, said_out, word_store,
};
use crate::group::{self, Member, MembershipId};
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::substitution::NamedSubstitution;
use crate::session::{self, Session, SessionAccess, freeze};

/// By this header a script knows that its form was kept, and which.
const KEPT: &str = "hamdel-kept";

/// How the check-out of a session stands for somebody.
pub(super) async fn stands(
    conn: &mut PgConnection,
    session: &Session,
    member: MembershipId,
    now: DateTime<Utc>,
) -> Result<CheckOutStatus, sqlx::Error> {
    let was_there = session::attendance::store::entered_at(conn, session.id, member).await?.is_some();
    Ok(CheckOutStatus::of(session.state, was_there, session.open_until(), now))
}

/// How it stands, with the session's row held.
async fn held(house: &AppState, here: &mut SessionAccess<Member>, now: DateTime<Utc>) -> Result<CheckOutStatus, Problem> {
    let (id, me) = (here.session(), here.seat.membership());
    let tx = &mut here.seat.tx;
    session::store::hold_in_any_state(tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    Ok(stands(tx, &session, me, now).await?)
}

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Member>) -> Result<Response, Problem> {
    show(&house, &chrome, &mut here, None).await
}

/// The page: what was said before, or what was typed and why it is not taken.
async fn show(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<Member>,
    refused: Option<(CheckOutForm, Message, StatusCode)>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let (practice, me) = (seat.practice(), seat.membership());
    let tx = &mut seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let stands = stands(tx, &session, me, chrome.now).await?;
    let (given, seen) = given(tx, house, MoodOwner { practice, session: id, member: me }).await?;
    let until = freeze::freezes_at(session.ended_at.unwrap_or(chrome.now), session.time_zone).with_timezone(&session.time_zone);
    let kept = (!seen.is_empty()).then(|| given.clone());
    let (form, refusal, status) = match refused {
        Some((form, words, status)) => (form, Some(words), status),
        None => (given, None, StatusCode::OK),
    };
    let mut in_place = session::substitution::store::in_place(tx, &house.vault, &[id]).await?;
    in_place.retain(NamedSubstitution::leads);
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &CheckOutPage { group, session, stands, until, in_place, form, kept, seen, refusal }))
}

/// What somebody gave before, and its version, which is empty before they gave anything.
async fn given(conn: &mut PgConnection, house: &AppState, of: MoodOwner) -> Result<(CheckOutForm, String), Error> {
    let mood = store::own(conn, &house.vault, of.session, of.member, Moment::Out).await?;
    let answers = answer_store::own(conn, &house.vault, of).await?;
    let wishes = word_store::wished(conn, of.session, of.member).await?;
    let seen = store::kept(conn, of, Moment::Out).await?.map(|id| id.to_string()).unwrap_or_default();
    Ok((CheckOutForm::given(mood.as_ref(), answers, wishes), seen))
}

/// Whether nothing else is kept than what is given now. The answers may not have come in yet: they are written after the mood.
async fn is_same(
    conn: &mut PgConnection,
    house: &AppState,
    of: MoodOwner,
    (mood, answers): (&Mood, Answers),
    typed: &CheckOutBody,
) -> Result<bool, Error> {
    let kept = answer_store::own(conn, &house.vault, of).await?;
    Ok(store::own(conn, &house.vault, of.session, of.member, Moment::Out).await?.as_ref() == Some(mood)
        && word_store::wished(conn, of.session, of.member).await? == typed.wish
        && kept.is_none_or(|kept| kept == (answers, typed.share)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckOutBody {
    /// Which version of what is kept the form was on top of.
    #[serde(default)]
    seen: String,
    /// The script's own name for what it sends, given back to it once that is kept.
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

    fn again(&self) -> CheckOutForm {
        CheckOutForm {
            value: self.value.clone(),
            word: self.word.clone(),
            answers: Question::ALL.map(|question| self.of(question).to_owned()),
            share: self.share,
            wish: self.wish,
        }
    }

    /// Mood and answers; whoever passes says neither, whatever was chosen before. A wish for a word stands apart.
    fn read(&self, chrome: &Chrome, stands: CheckOutStatus) -> Result<(Mood, Answers), Message> {
        let say = |refusal: ClimateRefusal| chrome.locale().message(refusal.key());
        let mut answers = Answers::default();
        if self.pass {
            return stands.takes(&answers).map(|()| (Mood::Passed, answers)).map_err(say);
        }
        for (answer, question) in answers.0.iter_mut().zip(Question::ALL) {
            *answer = read_value(self.of(question)).map_err(say)?;
        }
        stands.takes(&answers).map_err(say)?;
        let word = match self.word.trim() {
            "" => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT).map_err(|refusal| refusal.message(chrome.locale()))?),
        };
        let mood = said_out(read_value(&self.value).map_err(say)?, word, self.share).map_err(say)?;
        Ok((mood, answers))
    }
}

pub(super) async fn check_out(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Member>,
    FormBody(typed): FormBody<CheckOutBody>,
) -> Result<Response, Problem> {
    let id = here.session();
    let stood = held(&house, &mut here, chrome.now).await?;
    let seat = &mut here.seat;
    let (me, person) = (seat.membership(), seat.person());
    let of = MoodOwner { practice: seat.practice(), session: id, member: me };
    let (mood, answers) = match typed.read(&chrome, stood) {
        Ok(read) => read,
        Err(words) => return refused(&house, &chrome, &mut here, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    // Given in another tab meanwhile: theirs to compare, unless it is the same.
    let tx = &mut seat.tx;
    let kept = store::kept(tx, of, Moment::Out).await?.map(|id| id.to_string()).unwrap_or_default();
    if kept != typed.seen && !kept.is_empty() && !is_same(tx, &house, of, (&mood, answers), &typed).await? {
        let words = chrome.locale().message("check-out-given-meanwhile");
        return refused(&house, &chrome, &mut here, &typed, words, StatusCode::CONFLICT).await;
    }
    store::set(&mut seat.tx, &house.vault, of, Moment::Out, &mood, None, chrome.now).await?;
    word_store::wish(&mut seat.tx, of, typed.wish, chrome.now).await?;
    here.seat.tx.commit().await?;
    if stood == CheckOutStatus::Open {
        // What bears no name is written by itself: nothing beside it says who was there at that moment.
        let mut here = SessionAccess::<Member>::prove(&house, person, id.0).await?;
        let stands = held(&house, &mut here, house.clock.now()).await?;
        if let Err(refusal) = stands.takes(&answers) {
            let words = chrome.locale().message(refusal.key());
            return refused(&house, &chrome, &mut here, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        if stands == CheckOutStatus::Open {
            let sits = here.seat.sitting();
            if !answer_store::set(&mut here.seat.tx, &house.vault, sits, id, answers, typed.share, chrome.now).await? {
                let words = chrome.locale().message("recovery-answers-closed");
                return refused(&house, &chrome, &mut here, &typed, words, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
        }
        here.seat.tx.commit().await?;
    }
    let page = format!("/sessions/{id}/check-out");
    let Some(sent) = typed.id.filter(|_| chrome.fragment) else { return Ok(Redirect::to(&page).into_response()) };
    let mut response = chrome.page(&CheckOutKept { page });
    if let Ok(sent) = HeaderValue::from_str(&sent.to_string()) {
        response.headers_mut().insert(KEPT, sent);
    }
    Ok(response)
}

/// Why it is not taken: beside the form for a script, which has kept it, else on the page with what was typed.
async fn refused(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<Member>,
    typed: &CheckOutBody,
    words: Message,
    status: StatusCode,
) -> Result<Response, Problem> {
    if chrome.fragment {
        let of = MoodOwner { practice: here.seat.practice(), session: here.session(), member: here.seat.membership() };
        let (given, seen) = given(&mut here.seat.tx, house, of).await?;
        let kept = (status == StatusCode::CONFLICT).then_some(given);
        return Ok(chrome.page_with(status, &ClimateRefusalFragment { words: words.to_string(), kept, seen }));
    }
    show(house, chrome, here, Some((typed.again(), words, status))).await
}
