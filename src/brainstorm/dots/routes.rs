//! The routes of narrowing: give and take back dots, for oneself or for a member without a phone; open them; begin a new round.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::views::{DotsFragment, EnteredDots};
use super::{DotVote, DotsRefusal, active_round, how_many, next_round, own, store};
use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::routes::reply::{IdeaForm, kept, publish, refuse};
use crate::brainstorm::{BoardState, BoardStep, BrainstormId, IdeaId, store as boards};
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::error::Error;
use crate::kit::events;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::{SessionAccess, SessionId, attendance};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/dots", put)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/dots/opening", open)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/dots/rounds", begin_round)
}

/// Locks the board and loads its last round.
async fn lock_board_and_round(
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    id: BrainstormId,
) -> Result<(BoardState, Option<DotVote>), Problem> {
    let (_, board) = boards::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let round = store::round(&mut access.tx, id).await?;
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
    /// The number of the round that the page showed.
    round: i32,
    idea: IdeaId,
    /// The total on the idea, so that the same form sent twice changes nothing.
    dots: i32,
    /// The member for whom staff enter dots.
    #[serde(default)]
    whose: String,
}

async fn put(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByBrainstorm>,
    FormBody(typed): FormBody<PlaceDotsForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let (board, round) = lock_board_and_round(access, session, id).await?;
    let giver = match giver(access, session, &typed.whose).await? {
        Ok(giver) => giver,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let is_staff = access.role().is_staff();
    let round = match active_round(board.phase, round, typed.round) {
        Ok(round) => round,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let merge_tree = boards::merge_tree(&mut access.tx, board.id).await?;
    if !merge_tree.is_active(typed.idea) {
        return Ok(refused(&chrome, session, DotsRefusal::NoSuchIdea));
    }
    let tag = store::tag(&mut access.tx, &app.vault, session, board.id, round.number, giver).await?.ok_or(Problem::NotFound)?;
    let given = store::given(&mut access.tx, board.id, round.number, &tag).await?;
    let family = merge_tree.family(typed.idea);
    let on_idea: i32 = family.iter().filter_map(|id| given.get(id)).sum();
    let elsewhere = given.values().sum::<i32>() - on_idea;
    let change = match round.put(typed.dots, on_idea, elsewhere) {
        Ok(change) => change,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    if change > 0 {
        let practice = access.practice();
        store::give(&mut access.tx, practice, board.id, round, &tag, typed.idea, change, is_staff).await?;
    } else if change < 0 {
        let family: Vec<_> = family.into_iter().map(|id| id.0).collect();
        store::take(&mut access.tx, board.id, round, &tag, &family, -change).await?;
    }
    // Nothing is published: no visible change may coincide with a dot.
    if change != 0 {
        let act = AuditEntry { practice: access.practice().0, actor: None, act: "gave dots", kind: "session", subject: session.0 };
        audit::record_once(&mut access.tx, act, chrome.now).await?;
    }
    let answer = if is_staff {
        let name = group::store::name_of(&mut access.tx, &app.vault, giver).await?.unwrap_or_default();
        chrome.render(&EnteredDots { name, given: elsewhere + typed.dots, of: round.dots })
    } else {
        let dots = own::load_own_dots(&mut access.tx, &app.vault, &board, giver).await?.ok_or(Problem::NotFound)?;
        chrome.render(&DotsFragment { dots, idea: typed.idea, form_token: chrome.form_token.clone() })
    };
    let answer = answer.map_err(Error::Page)?;
    session_access.group_access.tx.commit().await?;
    Ok(kept(&chrome, session, &board.id.to_string(), answer))
}

/// The member whose dots a form changes: the actor, who entered the session on their phone, or a member who did not, for whom staff enter
/// dots. So no one else can ever probe the dots a member gave: what is accepted would reveal where they are. This function does not record
/// the member's presence: a row written in a dot's transaction would name its giver.
async fn giver(access: &mut GroupAccess<AnyRole>, session: SessionId, typed: &str) -> Result<Result<MembershipId, DotsRefusal>, Problem> {
    let me = access.membership();
    if !access.role().is_staff() {
        let entered = attendance::store::came_by_phone(&mut access.tx, session, me).await?;
        return Ok(if entered { Ok(me) } else { Err(DotsRefusal::EnterFirst) });
    }
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(DotsRefusal::NotAMember)) };
    let group = access.group();
    let found = group::store::lock_membership(&mut access.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(DotsRefusal::NotAMember));
    }
    // Checked first, with the same answer whether or not the member has left: a second answer would reveal more.
    if attendance::store::came_by_phone(&mut access.tx, session, id).await? {
        return Ok(Err(DotsRefusal::OwnPhone));
    }
    Ok(if attendance::store::is_gone(&mut access.tx, session, id).await? { Err(DotsRefusal::NotHere) } else { Ok(id) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenVoteForm {
    round: i32,
}

async fn open(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<OpenVoteForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let (board, round) = lock_board_and_round(access, session, id).await?;
    let done = || kept(&chrome, session, &board.id.to_string(), String::new());
    match active_round(board.phase, round, typed.round) {
        Ok(round) => {
            let givers = store::givers(&mut access.tx, board.id, round.number).await?;
            if let Err(refusal) = round.open(givers) {
                return Ok(refused(&chrome, session, refusal));
            }
        }
        // Opened already, by a double click or a colleague: the request is fulfilled.
        Err(DotsRefusal::Opened) => return Ok(done()),
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    let by = access.actor();
    store::open(&mut access.tx, by, board.id, typed.round, chrome.now).await?;
    publish(access, session, events::BOARD, session.0).await?;
    let response = done();
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoteForm {
    /// The number of the round that the page showed.
    round: i32,
    dots: Option<i32>,
}

async fn begin_round(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<VoteForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let (board, round) = lock_board_and_round(access, session, id).await?;
    // The same form twice, or a colleague's: the new round has begun already.
    if board.phase == BoardStep::Narrow && round.is_some_and(|round| round.number == typed.round + 1 && !round.opened) {
        return Ok(kept(&chrome, session, &board.id.to_string(), String::new()));
    }
    let number = next_round(board.phase, round, typed.round).and_then(|number| Ok((number, how_many(typed.dots)?)));
    let (number, dots) = match number {
        Ok(found) => found,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    };
    let by = access.actor();
    store::ask(&mut access.tx, by, board.id, number, dots, chrome.now).await?;
    publish(access, session, events::BOARD, session.0).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, &board.id.to_string(), String::new()))
}
