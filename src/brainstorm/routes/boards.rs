//! Beginning a board, opening it, undoing.

use super::IDEA;
use super::reply::{Typed, kept, refuse, tell, tell_author};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::points::{self, POINT};
use crate::brainstorm::store::NewBoard;
use crate::brainstorm::{BoardState, BrainstormId, Manner, Phase, QUESTION_LIMIT, store};
use crate::concern::{self, ConcernId};
use crate::group::{self, MembershipId, Seat, Staff};
use crate::kit::audit::{self, Act};
use crate::kit::fingerprint::{self, FormContent, Sent};
use crate::kit::house::House;
use crate::kit::relay::{self};
use crate::kit::text::clean_line;
use crate::kit::web::{Chrome, Fields, NoFields, Problem, SENT_BEFORE};
use crate::session::{self, InSession, SessionState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBrainstorm {
    id: BrainstormId,
    question: String,
    kind: Kind,
    /// The concern it is on.
    #[serde(default)]
    concern: Option<ConcernId>,
}

/// The ways in which a group may brainstorm.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    AloudNamed,
    QuietNamed,
    QuietNameless,
}

impl Kind {
    fn parts(self) -> (Manner, bool) {
        match self {
            Self::AloudNamed => (Manner::Aloud, true),
            Self::QuietNamed => (Manner::Quiet, true),
            Self::QuietNameless => (Manner::Quiet, false),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::AloudNamed => "aloud-named",
            Self::QuietNamed => "quiet-named",
            Self::QuietNameless => "quiet-nameless",
        }
    }
}

pub(super) async fn begin(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    content: FormContent,
    Fields(typed): Fields<NewBrainstorm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    let back = |board: BrainstormId| Typed {
        action: format!("/sessions/{session}/brainstorms"),
        fields: [("id", board.to_string()), ("kind", typed.kind.code().to_owned()), ("question", typed.question.clone())]
            .into_iter()
            .chain(typed.concern.map(|id| ("concern", id.to_string())))
            .collect(),
    };
    let state = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?;
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    if state != SessionState::Live {
        return refused(chrome.locale().message(session::Refusal::NotNow.key()));
    }
    let question = match clean_line(&typed.question, QUESTION_LIMIT) {
        Ok(question) => question,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let (manner, named) = typed.kind.parts();
    if let Err(refusal) = crate::brainstorm::begin(manner, named) {
        return refused(chrome.locale().message(refusal.key()));
    }
    // One board at a time: the one before is put away, with all that is on it.
    if let Some((before, _)) = store::current(&mut seat.tx, &house.vault, session).await?
        && before.phase != Phase::Done
        && before.id != typed.id
    {
        finish(seat, &before).await?;
    }
    // Only on one that the group has, or had, in the middle: its words become everybody's.
    let on = match typed.concern {
        Some(id) if !concern::store::was_in_the_middle(&mut seat.tx, session, id).await? => return Err(Problem::NotFound),
        on => on,
    };
    let sitting = seat.sitting();
    let new = NewBoard { id: typed.id, session, question: &question, manner, named, concern: on };
    let made = store::insert_board(&mut seat.tx, &house.vault, sitting, &new, chrome.now).await?;
    let print = content.under(&mut seat.tx, &house.vault, group::owner(sitting.practice, sitting.group)).await?;
    match fingerprint::settle(&mut seat.tx, typed.id, print, made).await? {
        Sent::First => {
            tell(seat, session, relay::BOARD, session.0).await?;
            here.seat.tx.commit().await?;
            house.relay.nudge(session.0);
        }
        Sent::Again => {}
        Sent::Other => {
            let words = chrome.locale().message(SENT_BEFORE);
            return Ok(refuse(&chrome, session, StatusCode::CONFLICT, words, None, back(BrainstormId::random())));
        }
    }
    Ok(kept(&chrome, session, &typed.id.to_string(), String::new()))
}

pub(super) async fn open(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff, ByBrainstorm>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?;
    let board = store::hold_board(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    // Opened already, by a double click or a colleague: what was wanted is so.
    if board.open().is_ok() {
        store::open(&mut seat.tx, id, chrome.now).await?;
        store::show_late(&mut seat.tx, &board).await?;
        if board.named {
            note_shown(seat, id).await?;
        }
        tell(seat, session, relay::BOARD, session.0).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

/// Now that everybody sees whose an idea is, the audit may say so as well: who added it, and when.
async fn note_shown(seat: &mut Seat<Staff>, board: BrainstormId) -> Result<(), Problem> {
    let practice = seat.practice().0;
    for added in store::added(&mut seat.tx, board).await? {
        let act = Act { practice, actor: Some(added.by.0), act: "added", kind: IDEA, subject: added.id.0 };
        audit::record(&mut seat.tx, act, added.at).await?;
    }
    Ok(())
}

/// Puts a board away. What waited for a third is shown now, however it ends.
async fn finish(seat: &mut Seat<Staff>, board: &BoardState) -> Result<(), Problem> {
    if board.opened_at.is_some() && !board.named {
        store::show_late(&mut seat.tx, board).await?;
    }
    Ok(store::set_phase(&mut seat.tx, board.id, Phase::Done).await?)
}

pub(super) async fn undo(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff, ByBrainstorm>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?;
    let board = store::hold_board(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    let taken = match board.phase {
        Phase::Gather | Phase::Tidy => undo_idea(&house, seat, &board, me).await?,
        Phase::Weigh => undo_point(&house, seat, &board, me).await?,
        _ => false,
    };
    if taken {
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

async fn undo_idea(house: &House, seat: &mut Seat<Staff>, board: &BoardState, me: MembershipId) -> Result<bool, Problem> {
    let Some(last) = store::last_logged(&mut seat.tx, board.id, me).await? else { return Ok(false) };
    store::set_withdrawn(&mut seat.tx, last, true).await?;
    if board.is_closed() {
        tell(seat, board.session, relay::BOARD, board.session.0).await?;
        return Ok(true);
    }
    tell(seat, board.session, IDEA, last.0).await?;
    if let Some(idea) = store::idea(&mut seat.tx, &house.vault, last).await?.filter(|_| board.named) {
        tell_author(seat, board.session, IDEA, last.0, idea.author).await?;
    }
    Ok(true)
}

async fn undo_point(house: &House, seat: &mut Seat<Staff>, board: &BoardState, me: MembershipId) -> Result<bool, Problem> {
    let Some(last) = points::store::last_logged(&mut seat.tx, board.id, me).await? else { return Ok(false) };
    points::store::set_withdrawn(&mut seat.tx, last, true).await?;
    tell(seat, board.session, POINT, last.0).await?;
    if let Some(point) = points::store::point(&mut seat.tx, &house.vault, last).await?.filter(|_| board.named) {
        tell_author(seat, board.session, POINT, last.0, point.author).await?;
    }
    Ok(true)
}
