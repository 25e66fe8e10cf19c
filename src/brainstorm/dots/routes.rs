//! The doors of narrowing: giving dots and taking them back, for oneself or for somebody without a phone; opening them; asking anew.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::views::{DotsFragment, EnteredDots};
use super::{DotVote, DotsRefusal, again, asked, how_many, own, store};
use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::routes::reply::{IdeaForm, kept, refuse, tell};
use crate::brainstorm::{BoardState, BoardStep, BrainstormId, IdeaId, store as boards};
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::relay;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::{SessionAccess, SessionId, attendance};

/// The doors of narrowing.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/dots", put)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/dots/opening", open)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/dots/rounds", ask_anew)
}

/// The board and its last asking, held.
async fn hold(
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    id: BrainstormId,
) -> Result<(BoardState, Option<DotVote>), Problem> {
    let (_, board) = boards::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let round = store::round(&mut seat.tx, id).await?;
    Ok((board, round))
}

fn refused(chrome: &Chrome, session: SessionId, refusal: DotsRefusal) -> Response {
    let stale = matches!(refusal, DotsRefusal::Opened | DotsRefusal::AskedAnew);
    let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    refuse(chrome, session, status, chrome.locale().message(refusal.key()), None, IdeaForm::default())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceDotsForm {
    /// The asking that was on the screen.
    round: i32,
    idea: IdeaId,
    /// How many are to lie there: sent twice, it is the same.
    dots: i32,
    /// For whom staff give them.
    #[serde(default)]
    whose: String,
}

async fn put(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByBrainstorm>,
    FormBody(typed): FormBody<PlaceDotsForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let (board, round) = hold(seat, session, id).await?;
    let giver = match giver(seat, session, &typed.whose).await? {
        Ok(giver) => giver,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let is_staff = seat.role().is_staff();
    let round = match asked(board.phase, round, typed.round) {
        Ok(round) => round,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let kin = boards::kin(&mut seat.tx, board.id).await?;
    if !kin.lives(typed.idea) {
        return Ok(refused(&chrome, session, DotsRefusal::NoSuchIdea));
    }
    let tag = store::tag(&mut seat.tx, &house.vault, session, board.id, round.number, giver).await?.ok_or(Problem::NotFound)?;
    let given = store::given(&mut seat.tx, board.id, round.number, &tag).await?;
    let family = kin.family(typed.idea);
    let here_now: i32 = family.iter().filter_map(|id| given.get(id)).sum();
    let elsewhere = given.values().sum::<i32>() - here_now;
    let change = match round.put(typed.dots, here_now, elsewhere) {
        Ok(change) => change,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    if change > 0 {
        let practice = seat.practice();
        store::give(&mut seat.tx, practice, board.id, round, &tag, typed.idea, change, is_staff).await?;
    } else if change < 0 {
        let family: Vec<_> = family.into_iter().map(|id| id.0).collect();
        store::take(&mut seat.tx, board.id, round, &tag, &family, -change).await?;
    }
    // Nothing is told to any screen: a dot that is given coincides with nothing that anybody sees.
    if change != 0 {
        let act = AuditEntry { practice: seat.practice().0, actor: None, act: "gave dots", kind: "session", subject: session.0 };
        audit::record_once(&mut seat.tx, act, chrome.now).await?;
    }
    let answer = if is_staff {
        let name = group::store::name_of(&mut seat.tx, &house.vault, giver).await?.unwrap_or_default();
        chrome.render(&EnteredDots { name, given: elsewhere + typed.dots, of: round.dots })
    } else {
        let dots = own::of(&mut seat.tx, &house.vault, &board, giver).await?.ok_or(Problem::NotFound)?;
        chrome.render(&DotsFragment { dots, idea: typed.idea, form_token: chrome.form_token.clone() })
    };
    let answer = answer.map_err(Error::Page)?;
    here.seat.tx.commit().await?;
    Ok(kept(&chrome, session, &board.id.to_string(), answer))
}

/// Whose dots these are: a member's own, who has come in by their phone, or those of a member for whom staff give them, because they have
/// not. So nobody else can ever try on dots that somebody gave: what is accepted would tell how they lie. The mark is not made here: a row
/// beside a dot, in its transaction, would be its giver's name.
async fn giver(seat: &mut GroupAccess<AnySeat>, session: SessionId, typed: &str) -> Result<Result<MembershipId, DotsRefusal>, Problem> {
    let me = seat.membership();
    if !seat.role().is_staff() {
        let entered = attendance::store::came_by_phone(&mut seat.tx, session, me).await?;
        return Ok(if entered { Ok(me) } else { Err(DotsRefusal::EnterFirst) });
    }
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(DotsRefusal::NotAMember)) };
    let group = seat.group();
    let found = group::store::hold_membership(&mut seat.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(DotsRefusal::NotAMember));
    }
    // First, and alike whether they are still here: a second answer would be one more thing to read.
    if attendance::store::came_by_phone(&mut seat.tx, session, id).await? {
        return Ok(Err(DotsRefusal::OwnPhone));
    }
    Ok(if attendance::store::is_gone(&mut seat.tx, session, id).await? { Err(DotsRefusal::NotHere) } else { Ok(id) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenVoteForm {
    round: i32,
}

async fn open(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<OpenVoteForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let (board, round) = hold(seat, session, id).await?;
    let done = || kept(&chrome, session, &board.id.to_string(), String::new());
    match asked(board.phase, round, typed.round) {
        Ok(round) => {
            let givers = store::givers(&mut seat.tx, board.id, round.number).await?;
            if let Err(refusal) = round.open(givers) {
                return Ok(refused(&chrome, session, refusal));
            }
        }
        // Opened already, by a double click or a colleague: what was wanted is so.
        Err(DotsRefusal::Opened) => return Ok(done()),
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    let by = seat.sitting();
    store::open(&mut seat.tx, by, board.id, typed.round, chrome.now).await?;
    tell(seat, session, relay::BOARD, session.0).await?;
    let response = done();
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoteForm {
    /// The asking that was on the screen.
    round: i32,
    dots: Option<i32>,
}

async fn ask_anew(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<VoteForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let (board, round) = hold(seat, session, id).await?;
    // The same form twice, or a colleague's: they are asked for already.
    if board.phase == BoardStep::Narrow && round.is_some_and(|round| round.number == typed.round + 1 && !round.opened) {
        return Ok(kept(&chrome, session, &board.id.to_string(), String::new()));
    }
    let number = again(board.phase, round, typed.round).and_then(|number| Ok((number, how_many(typed.dots)?)));
    let (number, dots) = match number {
        Ok(asking) => asking,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let by = seat.sitting();
    store::ask(&mut seat.tx, by, board.id, number, dots, chrome.now).await?;
    tell(seat, session, relay::BOARD, session.0).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, &board.id.to_string(), String::new()))
}
