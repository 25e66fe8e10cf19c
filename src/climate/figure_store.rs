//! Stores the group's figures: written once when a session freezes, and read from session to session.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::curve::HeldSession;
use super::figure::{self, AnswerOrigin, FigureAnswer, FigureKind, Level, ShownFigure, Spread};
use super::{Answers, Moment, Question, answer_store, store};
use crate::commitment;
use crate::group::{GroupId, Role};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::{PersonId, zone};
use crate::practice::PracticeId;
use crate::session::{self, Session, SessionId, attendance, freeze};
use crate::voices;

/// This module's part of freezing a session.
pub fn on_freeze<'a>(
    conn: &'a mut PgConnection,
    vault: &'a Vault,
    session: SessionId,
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<(), Error>> {
    freeze(conn, vault, session, now).boxed()
}

/// Freezes a session's figures and deletes the nameless answers. A session that is frozen already keeps its figures.
pub async fn freeze(conn: &mut PgConnection, vault: &Vault, session: SessionId, now: DateTime<Utc>) -> Result<(), Error> {
    let Some(session) = session::store::find(conn, vault, session).await? else { return Ok(()) };
    if session.frozen_at.is_none() {
        for (kind, shown) in figures(conn, vault, &session, now).await? {
            keep(conn, session.practice, session.id, kind, shown).await?;
        }
    }
    answer_store::forget(conn, session.id).await?;
    Ok(())
}

/// Every figure of a session. To add a figure, add a kind here and to the table's list of kinds.
async fn figures(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<(FigureKind, ShownFigure)>, Error> {
    let people = session::substitution::store::people(conn, vault, session.group, session.id).await?;
    let (began, ended) = (session.started_at.unwrap_or(session.starts_at.to_utc()), session.ended_at.unwrap_or(now));
    let roll = attendance::store::roll(conn, vault, session).await?;
    let (present, expected) = (attendance::came(&roll), roll.len());
    let answers = limit_to_people(answer_store::all(conn, vault, session.id).await?, present);
    let mut figures =
        vec![(FigureKind::Climate, shown_figure(answers.iter().filter_map(|(given, origin)| Some((given.mean()?, *origin)))))];
    for (kind, question) in [FigureKind::Heard, FigureKind::Safe, FigureKind::Belonging, FigureKind::Hope].into_iter().zip(Question::ALL) {
        let given = answers.iter().filter_map(|(given, origin)| Some((f64::from(given.to(question)?), *origin)));
        figures.push((kind, shown_figure(given)));
    }
    for (kind, moment) in [(FigureKind::MoodIn, Moment::In), (FigureKind::MoodOut, Moment::Out)] {
        let values = store::values(conn, vault, session.id, moment).await?;
        figures.push((kind, shown_figure(values.into_iter().map(|(value, origin)| (f64::from(value), origin)))));
    }
    let balance = match voices::scene::load(conn, vault, session.id, ended).await? {
        Some(floor) => floor.shares(&people).balance().map_or(ShownFigure::Nothing, percent),
        None => ShownFigure::Nothing,
    };
    figures.push((FigureKind::Balance, balance));
    let part = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    figures.push((FigureKind::Kept, shown_figure(kept_commitments(conn, session, began, ended).await?.into_iter())));
    figures
        .push((FigureKind::Attendance, if expected > 0 { ShownFigure::Part(part(present), part(expected)) } else { ShownFigure::Nothing }));
    Ok(figures)
}

/// How much each member kept of their commitments from the last session, from 0 to 10. Staff know every answer, so the figure must protect
/// an author from the group only: a member who shared none of theirs with it. Answers after noon are not counted, even if the figure is
/// computed later.
async fn kept_commitments(
    conn: &mut PgConnection,
    session: &Session,
    began: DateTime<Utc>,
    ended: DateTime<Utc>,
) -> Result<Vec<(f64, AnswerOrigin)>, sqlx::Error> {
    let noon = freeze::freezes_at(ended, session.time_zone);
    let answers = commitment::store::answered_before(conn, session.group, began, noon).await?;
    let origin = |shared| if shared { AnswerOrigin::Known } else { AnswerOrigin::Alone };
    Ok(commitment::kept(&answers).into_iter().map(|one| (one.share * 10.0, origin(one.shared))).collect())
}

fn shown_figure(given: impl Iterator<Item = (f64, AnswerOrigin)>) -> ShownFigure {
    figure::shown(&given.map(|(value, origin)| FigureAnswer { value, origin }).collect::<Vec<_>>())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(balance: f64) -> ShownFigure {
    ShownFigure::Part((balance.clamp(0.0, 1.0) * 100.0).round() as u16, 100)
}

/// Limits the answers to the number of people: a member who filled in a card and then answered by phone counts once. Cards bear no name, so
/// their random order decides which are dropped.
fn limit_to_people(mut answers: Vec<(Answers, AnswerOrigin)>, present: usize) -> Vec<(Answers, AnswerOrigin)> {
    let phones = answers.iter().filter(|(_, origin)| *origin != AnswerOrigin::Card).count();
    let mut cards_left = present.saturating_sub(phones);
    answers.retain(|(_, origin)| {
        let is_kept = *origin != AnswerOrigin::Card || cards_left > 0;
        cards_left = cards_left.saturating_sub(usize::from(*origin == AnswerOrigin::Card));
        is_kept
    });
    answers
}

/// Stores a figure, reduced to what may be shown.
pub async fn keep(
    conn: &mut PgConnection,
    practice: PracticeId,
    session: SessionId,
    kind: FigureKind,
    shown: ShownFigure,
) -> Result<(), sqlx::Error> {
    let (mut word, mut mean, mut part) = (None, None, None);
    match shown {
        ShownFigure::Nothing => {}
        ShownFigure::Word(level) => word = Some(level),
        ShownFigure::Mean { halves, spread, answers } => mean = Some((i32::from(halves), spread, i32::from(answers))),
        ShownFigure::Part(of, whole) => part = Some((i32::from(of), i32::from(whole))),
    }
    sqlx::query!(
        "insert into session_figure (practice_id, session_id, kind, word, halves, spread, answers, part, whole)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        practice as PracticeId,
        session as SessionId,
        kind as FigureKind,
        word as Option<Level>,
        mean.map(|mean| mean.0),
        mean.map(|mean| mean.1) as Option<Spread>,
        mean.map(|mean| mean.2),
        part.map(|part| part.0),
        part.map(|part| part.1)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The sessions that a group held, oldest first, each with what may be shown of it. Always all of them: a figure is never split.
pub async fn held(conn: &mut PgConnection, group: GroupId) -> Result<Vec<HeldSession>, sqlx::Error> {
    let sessions = sqlx::query!(
        "select id, number, coalesce(started_at, starts_at) as \"at!\" from session where group_id = $1 and state = 'ended' order by number",
        group as GroupId
    )
    .fetch_all(&mut *conn)
    .await?;
    let figures = sqlx::query!(
        "select f.session_id, f.kind, f.word, f.halves, f.spread, f.answers, f.part, f.whole
         from session_figure f join session s on s.id = f.session_id where s.group_id = $1",
        group as GroupId
    )
    .fetch_all(conn)
    .await?;
    let mut held: Vec<HeldSession> = sessions
        .into_iter()
        .map(|row| HeldSession { session: row.id, number: row.number, at: row.at, frozen: false, figures: [].into() })
        .collect();
    let small = |n: i32| u16::try_from(n).unwrap_or(0);
    for row in figures {
        let Some(one) = held.iter_mut().find(|one| one.session == row.session_id) else { continue };
        let shown = match (row.word, row.halves, row.part) {
            (Some(level), ..) => ShownFigure::Word(level),
            (_, Some(halves), _) => ShownFigure::Mean {
                halves: u8::try_from(halves).unwrap_or(0),
                spread: row.spread.unwrap_or(Spread::Mixed),
                answers: small(row.answers.unwrap_or(0)),
            },
            (.., Some(part)) => ShownFigure::Part(small(part), small(row.whole.unwrap_or(0))),
            _ => ShownFigure::Nothing,
        };
        one.frozen = true;
        one.figures.insert(row.kind, shown);
    }
    Ok(held)
}

/// A check-out that a member has not filled in.
#[derive(Clone, Debug)]
pub struct OpenCheckOut {
    pub session: SessionId,
    pub number: i32,
    pub group: Uuid,
    /// When the four questions close; `None` while the session is live.
    pub until: Option<DateTime<Tz>>,
}

/// The sessions that a person left without a check-out: ended ones until their figures freeze, and a live one that they left.
pub async fn open_check_outs(conn: &mut PgConnection, person: PersonId, now: DateTime<Utc>) -> Result<Vec<OpenCheckOut>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.id, s.number, s.group_id as "group: Uuid", s.ended_at, s.time_zone
           from session s
           join membership m on m.group_id = s.group_id and m.person_id = $1 and m.role = $2 and m.state = 'active'
           join attendance a on a.session_id = s.id and a.membership_id = m.id
           where ((s.state = 'ended' and s.frozen_at is null) or (s.state = 'live' and a.left_at is not null))
             and not exists (select from mood d where d.session_id = s.id and d.membership_id = m.id and d.moment = 'out')
           order by s.starts_at"#,
        person as PersonId,
        Role::Member as Role
    )
    .fetch_all(conn)
    .await?;
    let open = rows.into_iter().map(|row| OpenCheckOut {
        session: row.id,
        number: row.number,
        group: row.group,
        until: row.ended_at.map(|at| freeze::freezes_at(at, zone(&row.time_zone)).with_timezone(&zone(&row.time_zone))),
    });
    Ok(open.filter(|one| one.until.is_none_or(|until| until > now)).collect())
}
