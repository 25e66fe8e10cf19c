//! The routes of narrowing: give and take back dots, for oneself or for a member without a phone; open them; begin a new round.

use super::views::{DotsFragment, EnteredDots};
use super::{DotVote, DotsRefusal, active_round, how_many, next_round, own, store};
use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{BoardStep, IdeaId, store as boards};
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, MembershipId, MembershipState, Role, Staff};
use crate::kit::error::Error;
use crate::kit::web::prelude::*;
use crate::session::{LiveAct, SessionAnchor, attendance};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/dots", put)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/dots/opening", open)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/dots/rounds", begin_round)
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

/// Locks the board and loads its last round.
async fn lock_board_and_round<R: RequiredRole>(
    act: LiveAct<R, ByBrainstorm>,
) -> Result<(BoardAct<R, ByBrainstorm>, Option<DotVote>), Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let board = act.board.id;
    let round = store::round(act.tx(), board).await?;
    Ok((act, round))
}

async fn put(act: LiveAct<AnyRole, ByBrainstorm>, FormBody(form): FormBody<PlaceDotsForm>) -> Result<Response, Problem> {
    let (mut act, round) = lock_board_and_round(act).await?;
    let giver = act.giver(&form.whose).await?;
    let (board, session, practice) = (act.board, act.session, act.access.practice());
    let is_staff = act.access.role().is_staff();
    let round = active_round(board.phase, round, form.round)?;
    let merge_tree = boards::merge_tree(act.tx(), board.id).await?;
    if !merge_tree.is_active(form.idea) {
        return Err(DotsRefusal::NoSuchIdea.into());
    }
    let LiveAct { access, app, .. } = &mut act.act;
    let tag = store::tag(&mut access.tx, &app.vault, session, board.id, round.number, giver).await?.ok_or(Problem::NotFound)?;
    let given = store::given(&mut access.tx, board.id, round.number, &tag).await?;
    let family = merge_tree.family(form.idea);
    let on_idea: i32 = family.iter().filter_map(|id| given.get(id)).sum();
    let elsewhere = given.values().sum::<i32>() - on_idea;
    let change = round.put(form.dots, on_idea, elsewhere)?;
    if change > 0 {
        store::give(act.tx(), practice, board.id, round, &tag, form.idea, change, is_staff).await?;
    } else if change < 0 {
        let family: Vec<_> = family.into_iter().map(|id| id.0).collect();
        store::take(act.tx(), board.id, round, &tag, &family, -change).await?;
    }
    // Nothing is published: no visible change may coincide with a dot.
    if change != 0 {
        act.audit_nameless(AuditAction::DotsGivenNameless).await?;
    }
    let LiveAct { access, app, chrome, .. } = &mut act.act;
    let fragment = if is_staff {
        let name = group::store::name_of(&mut access.tx, &app.vault, giver).await?.unwrap_or_default();
        chrome.render(&EnteredDots { name, given: elsewhere + form.dots, of: round.dots })
    } else {
        let dots = own::load_own_dots(&mut access.tx, &app.vault, &board, giver).await?.ok_or(Problem::NotFound)?;
        chrome.render(&DotsFragment { dots, idea: form.idea, form_token: chrome.form_token.clone() })
    };
    act.act.unseen().done(board.id, fragment.map_err(Error::Page)?).await
}

impl BoardAct<AnyRole, ByBrainstorm> {
    /// The member whose dots a form changes: the actor, who entered the session on their phone, or a member who did not, for whom staff
    /// enter dots. So no one else can ever probe the dots a member gave: what is accepted would reveal where they are. This function does
    /// not record the member's presence: a row written in a dot's transaction would name its giver.
    async fn giver(&mut self, typed: &str) -> Result<MembershipId, Problem> {
        let (me, group, session) = (self.access.membership(), self.access.group(), self.session);
        if !self.access.role().is_staff() {
            let entered = attendance::store::came_by_phone(self.tx(), session, me).await?;
            return if entered { Ok(me) } else { Err(DotsRefusal::EnterFirst.into()) };
        }
        let id: MembershipId = typed.parse().map_err(|_| DotsRefusal::NotAMember)?;
        let found = group::store::lock_membership(self.tx(), group, id).await?;
        if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
            return Err(DotsRefusal::NotAMember.into());
        }
        // Checked first, with the same answer whether or not the member has left: a second answer would reveal more.
        if attendance::store::came_by_phone(self.tx(), session, id).await? {
            return Err(DotsRefusal::OwnPhone.into());
        }
        if attendance::store::is_gone(self.tx(), session, id).await? { Err(DotsRefusal::NotHere.into()) } else { Ok(id) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenVoteForm {
    round: i32,
}

async fn open(act: LiveAct<Staff, ByBrainstorm>, FormBody(form): FormBody<OpenVoteForm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    act.open_dots(form.round).await?;
    let board = act.board.id;
    act.act.done(board, String::new()).await
}

impl<On: SessionAnchor> BoardAct<Staff, On> {
    /// Opens the dots of the round that the page showed; nothing changes when a double click or a colleague opened them already.
    pub(in crate::brainstorm) async fn open_dots(&mut self, seen: i32) -> Result<(), Problem> {
        let (board, by, now) = (self.board, self.access.actor(), self.chrome.now);
        let round = store::round(self.tx(), board.id).await?;
        match active_round(board.phase, round, seen) {
            Ok(round) => {
                let givers = store::givers(self.tx(), board.id, round.number).await?;
                round.open(givers)?;
            }
            Err(DotsRefusal::Opened) => return Ok(()),
            Err(refusal) => return Err(refusal.into()),
        }
        store::open(self.tx(), by, board.id, seen, now).await?;
        self.publish_board();
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoteForm {
    /// The number of the round that the page showed.
    round: i32,
    dots: Option<i32>,
}

async fn begin_round(act: LiveAct<Staff, ByBrainstorm>, FormBody(form): FormBody<VoteForm>) -> Result<Response, Problem> {
    let (mut act, round) = lock_board_and_round(act).await?;
    let (board, by, now) = (act.board, act.access.actor(), act.chrome.now);
    // The same form twice, or a colleague's: the new round has begun already.
    if board.phase == BoardStep::Narrow && round.is_some_and(|round| round.number == form.round + 1 && !round.opened) {
        return Ok(act.unchanged(board.id, String::new()));
    }
    let number = next_round(board.phase, round, form.round)?;
    store::ask(act.tx(), by, board.id, number, how_many(form.dots)?, now).await?;
    act.publish_board();
    act.act.done(board.id, String::new()).await
}
