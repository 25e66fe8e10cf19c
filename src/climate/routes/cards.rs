//! Paper cards: answers of people in the room without a phone, entered in any order and without a name.

use crate::climate::views::CardsPage;
use crate::climate::{Answers, CheckOutStatus, ClimateRefusal, Question, answer_store, read_value};
use crate::group::{self, GroupAccess, Staff};
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, SessionAccess, SessionId, attendance};

/// The most rows of the form: a group has no more seats.
const MOST_CARDS: usize = 15;

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let id = access.session();
    show(&app, &chrome, &mut access.group_access, id, Vec::new(), None).await
}

async fn show(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<Staff>,
    id: SessionId,
    typed: Vec<[String; 4]>,
    refusal: Option<ClimateRefusal>,
) -> Result<Response, Problem> {
    let tx = &mut access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let group = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let max_cards = max_cards(tx, app, &session).await?;
    let check_out = CheckOutStatus::of(session.state, true, session.open_until(), chrome.now);
    let entered = answer_store::cards(tx, id).await?;
    let mut rows = typed;
    rows.resize(rows.len().max(max_cards.clamp(1, MOST_CARDS)), Default::default());
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let chrome = chrome.clone().in_zone(group.time_zone);
    Ok(chrome.page_with(status, &CardsPage { group, session, check_out, entered, rows, refusal }))
}

/// One card for each member who came without a phone. The bound ignores how many answered by phone: it would reveal who did.
async fn max_cards(conn: &mut sqlx::PgConnection, app: &AppState, session: &session::Session) -> Result<usize, Problem> {
    Ok(attendance::store::roll(conn, &app.vault, session).await?.iter().filter(|one| one.came_without_phone()).count())
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
    fn rows(&self) -> Vec<[String; 4]> {
        let columns = [&self.heard, &self.safe, &self.belonging, &self.hope];
        let rows = columns.iter().map(|column| column.len()).max().unwrap_or(0).min(MOST_CARDS);
        (0..rows).map(|row| columns.map(|column| column.get(row).cloned().unwrap_or_default())).collect()
    }
}

/// Reads the cards; an empty row is no card.
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

pub(super) async fn enter(mut act: LiveAct<Staff>, FormBody(form): FormBody<PaperCardForm>) -> Result<Response, Problem> {
    let (id, actor) = (act.session, act.access.actor());
    let LiveAct { app, chrome, access, .. } = &mut act;
    let session = session::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let open = CheckOutStatus::of(session.state, true, session.open_until(), chrome.now).open();
    let max_cards = max_cards(&mut access.tx, app, &session).await?;
    let rows = form.rows();
    let cards = open
        .and_then(|()| read(&rows))
        .and_then(|cards| if cards.len() > max_cards { Err(ClimateRefusal::TooManyCards) } else { Ok(cards) });
    let cards = match cards {
        Ok(cards) => cards,
        Err(refusal) => return show(app, chrome, access, id, rows, Some(refusal)).await,
    };
    answer_store::set_cards(&mut access.tx, &app.vault, actor, id, cards).await?;
    // The audit entry names the staff member who entered the cards; it says nothing of their authors.
    act.audit(AuditAction::CardsEntered, id.0).await?;
    act.unseen().commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}/cards")).into_response())
}
