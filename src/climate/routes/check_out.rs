//! Check-out: the mood, the four questions, and a wish for a word. Named and nameless data are written in two transactions.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::climate::store::{self, MoodOwner};
use crate::climate::views::{CheckOutForm, CheckOutKept, CheckOutMeanwhile, CheckOutPage};
use crate::climate::{
    Answers, CheckOutStatus, ClimateRefusal, Moment, Mood, Question, WORD_LIMIT, answer_store, check_out_mood, contact_request_store,
    read_value,
};
use crate::group::{self, GroupAccess, Member, MembershipId};
use crate::kit::error::Error;
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::session::substitution::NamedSubstitution;
use crate::session::{self, LiveAct, Session, SessionAccess, SessionId, freeze};

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

/// The check-out status of the member who acts.
async fn own_status(act: &mut LiveAct<Member>, now: DateTime<Utc>) -> Result<CheckOutStatus, Problem> {
    let (id, me, tx) = (act.session, act.access.membership(), &mut act.access.tx);
    let session = session::store::find(tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    Ok(check_out_status(tx, &session, me, now).await?)
}

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Member>) -> Result<Response, Problem> {
    let id = access.session();
    show(&app, &chrome, &mut access.group_access, id, None).await
}

/// The page: the stored values, or what was typed and why it was refused.
async fn show(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<Member>,
    id: SessionId,
    refused: Option<(CheckOutForm, Problem)>,
) -> Result<Response, Problem> {
    let (practice, me) = (access.practice(), access.membership());
    let tx = &mut access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let check_out = check_out_status(tx, &session, me, chrome.now).await?;
    let (given, seen) = given(tx, app, MoodOwner { practice, session: id, member: me }).await?;
    let until = freeze::freezes_at(session.ended_at.unwrap_or(chrome.now), session.time_zone).with_timezone(&session.time_zone);
    let kept = (!seen.is_empty()).then(|| given.clone());
    let (form, refusal, status) = match refused {
        Some((form, refusal)) => (form, Some(refusal.words(chrome)), refusal.status()),
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
    form: &CheckOutBody,
) -> Result<bool, Error> {
    let kept = answer_store::own(conn, &app.vault, of).await?;
    Ok(store::own(conn, &app.vault, of.session, of.member, Moment::Out).await?.as_ref() == Some(mood)
        && contact_request_store::wished(conn, of.session, of.member).await? == form.wish
        && kept.is_none_or(|kept| kept == (answers, form.share)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckOutBody {
    /// The version of the stored values that the form was based on. After a conflict the form sends a later one as well, because its reader
    /// has seen both.
    #[serde(default)]
    seen: Vec<String>,
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

    /// Reads mood and answers; a pass discards both. A wish for a word is independent of it.
    fn read(&self, status: CheckOutStatus) -> Result<(Mood, Answers), Problem> {
        let mut answers = Answers::default();
        if self.pass {
            status.takes(&answers)?;
            return Ok((Mood::Passed, answers));
        }
        for (answer, question) in answers.0.iter_mut().zip(Question::ALL) {
            *answer = read_value(self.of(question))?;
        }
        status.takes(&answers)?;
        let word = match self.word.trim() {
            "" => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT)?),
        };
        Ok((check_out_mood(read_value(&self.value)?, word, self.share)?, answers))
    }
}

pub(super) async fn check_out(mut act: LiveAct<Member>, FormBody(form): FormBody<CheckOutBody>) -> Result<Response, Problem> {
    let (id, now, actor) = (act.session, act.chrome.now, act.access.actor());
    let status = own_status(&mut act, now).await?;
    let of = MoodOwner { practice: actor.practice(), session: id, member: actor.membership() };
    let (mood, answers) = match form.read(status) {
        Ok(read) => read,
        Err(refusal) => return refused(act, &form, refusal).await,
    };
    // Another tab stored a check-out meanwhile: the member compares the two, unless they are the same.
    let LiveAct { app, chrome, access, .. } = &mut act;
    let tx = &mut access.tx;
    if let Some(kept) = store::kept(tx, of, Moment::Out).await?
        && !form.seen.contains(&kept.to_string())
        && !is_same(tx, app, of, (&mood, answers), &form).await?
    {
        if !chrome.fragment {
            return refused(act, &form, ClimateRefusal::GivenMeanwhile.into()).await;
        }
        let (kept, seen) = given(tx, app, of).await?;
        return Ok(chrome.page_with(StatusCode::CONFLICT, &CheckOutMeanwhile { kept, seen }));
    }
    store::set(tx, &app.vault, of, Moment::Out, &mood, None, now).await?;
    contact_request_store::wish(tx, of, form.wish, now).await?;
    if status == CheckOutStatus::Open {
        // Nameless answers get a transaction of their own: nothing beside them shows who was present at that moment.
        let LiveAct { app, chrome, access, .. } = act;
        access.tx.commit().await?;
        let access = SessionAccess::prove(&app, actor.person(), id.0).await?;
        act = LiveAct::new(app, chrome, access).await?;
        let later = act.app.clock.now();
        let status = own_status(&mut act, later).await?;
        if let Err(refusal) = status.takes(&answers) {
            return refused(act, &form, refusal.into()).await;
        }
        let LiveAct { app, access, .. } = &mut act;
        let actor = access.actor();
        if status == CheckOutStatus::Open && !answer_store::set(&mut access.tx, &app.vault, actor, id, answers, form.share, now).await? {
            return refused(act, &form, ClimateRefusal::AnswersClosed.into()).await;
        }
    }
    let kept = act.chrome.render(&CheckOutKept { page: format!("/sessions/{id}/check-out") }).map_err(Error::Page)?;
    act.unseen().done(form.id.unwrap_or_default(), kept).await
}

/// A script keeps its values and shows the refusal within the form; else the page shows both.
async fn refused(mut act: LiveAct<Member>, form: &CheckOutBody, refusal: Problem) -> Result<Response, Problem> {
    if act.chrome.fragment {
        return Err(refusal);
    }
    show(&act.app, &act.chrome, &mut act.access, act.session, Some((form.refilled(), refusal))).await
}
