//! Paper cards: answers of whoever sat in the room without a phone, entered as they lie on the table, without a name.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::climate::views::CardsPage;
use crate::climate::{Answers, CheckOutStatus, ClimateRefusal, Question, answer_store, read_value};
use crate::group::{self, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess, SessionId, attendance};

/// Rows of the form, at the most: a group has no more seats.
const MOST_CARDS: usize = 15;

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Staff>) -> Result<Response, Problem> {
    show(&house, &chrome, &mut here, Vec::new(), None).await
}

async fn show(
    house: &AppState,
    chrome: &Chrome,
    here: &mut SessionAccess<Staff>,
    typed: Vec<[String; 4]>,
    refusal: Option<ClimateRefusal>,
) -> Result<Response, Problem> {
    let id = here.session();
    let tx = &mut here.seat.tx;
    let session = session::store::find(tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &house.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let room = room(tx, house, &session).await?;
    let stands = CheckOutStatus::of(session.state, true, session.open_until(), chrome.now);
    let entered = answer_store::cards(tx, id).await?;
    let mut rows = typed;
    rows.resize(rows.len().max(room.clamp(1, MOST_CARDS)), Default::default());
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &CardsPage { group, session, stands, entered, rows, refusal }))
}

/// One card for each who came without a phone. How many have answered by phone plays no part: the bound would tell who has.
async fn room(conn: &mut sqlx::PgConnection, house: &AppState, session: &session::Session) -> Result<usize, Problem> {
    Ok(attendance::store::roll(conn, &house.vault, session).await?.iter().filter(|one| one.came_without_phone()).count())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperCardForm {
    #[serde(default)]
    heard: Vec<String>,
    #[serde(default)]
    safe: Vec<String>,
    #[serde(default)]
    belonging: Vec<String>,
    #[serde(default)]
    hope: Vec<String>,
}

impl PaperCardForm {
    /// The rows as they were typed.
    fn rows(&self) -> Vec<[String; 4]> {
        let columns = [&self.heard, &self.safe, &self.belonging, &self.hope];
        let rows = columns.iter().map(|column| column.len()).max().unwrap_or(0).min(MOST_CARDS);
        (0..rows).map(|row| columns.map(|column| column.get(row).cloned().unwrap_or_default())).collect()
    }
}

/// The cards; an empty row is none.
fn read(rows: &[[String; 4]]) -> Result<Vec<Answers>, ClimateRefusal> {
    let mut cards = Vec::new();
    for row in rows {
        let mut card = Answers::default();
        for (answer, question) in card.0.iter_mut().zip(Question::ALL) {
            *answer = read_value(&row[question as usize])?;
        }
        cards.push(card);
    }
    cards.retain(|card| !card.is_empty());
    if cards.is_empty() { Err(ClimateRefusal::NoCard) } else { Ok(cards) }
}

pub(super) async fn enter(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<PaperCardForm>,
) -> Result<Response, Problem> {
    let id: SessionId = here.session();
    let seat = &mut here.seat;
    session::store::hold_in_any_state(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let open = CheckOutStatus::of(session.state, true, session.open_until(), chrome.now).open();
    let room = room(&mut seat.tx, &house, &session).await?;
    let rows = typed.rows();
    let cards =
        open.and_then(|()| read(&rows)).and_then(|cards| if cards.len() > room { Err(ClimateRefusal::TooManyCards) } else { Ok(cards) });
    let cards = match cards {
        Ok(cards) => cards,
        Err(refusal) => return show(&house, &chrome, &mut here, rows, Some(refusal)).await,
    };
    let sits = seat.sitting();
    answer_store::set_cards(&mut seat.tx, &house.vault, sits, id, cards).await?;
    // It is the act of staff, and says so; of whoever wrote the cards it says nothing.
    let act = AuditEntry { practice: sits.practice.0, actor: Some(sits.person.0), act: "entered", kind: "cards", subject: id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    here.seat.tx.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}/cards")).into_response())
}
