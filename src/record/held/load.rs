//! Loads the record for one reader, through the loaders of the modules that own its parts.

use super::parts;
use super::views::{RecordPage, RecordedCommitment};
use crate::brainstorm::{self, Board};
use crate::climate::{self, CheckOutStatus, Moment, figure_store};
use crate::closing::{self, assembled};
use crate::commitment::{self, CommitmentStatus};
use crate::concern::{ConcernActor, OwnConcerns, own as own_concerns, table};
use crate::group::access::RequiredRole;
use crate::group::{Group, GroupAccess, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::web::Chrome;
use crate::session::arc::{self, Stage};
use crate::session::{Session, attendance, backstage, shown, substitution};
use crate::voices::{self, picture};

pub(super) async fn record(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<impl RequiredRole>,
    group: Group,
    session: Session,
) -> Result<RecordPage, Error> {
    let (actor, me, role) = (access.actor(), access.membership(), access.role());
    let (is_staff, is_therapist) = (role.is_staff(), role == Role::Therapist);
    let (tx, vault, id) = (&mut access.tx, &app.vault, session.id);
    let people = substitution::store::people(tx, vault, session.group, id).await?;
    let names: table::ConcernNames = people.iter().map(|one| (one.id, one.name.clone())).collect();
    let course = arc::store::course(tx, &session).await?;

    let mut roll = if is_staff {
        attendance::store::roll_with_words(tx, vault, &session).await?
    } else {
        attendance::store::roll(tx, vault, &session).await?
    };
    let sat_in = if is_staff { shown::store::sat_in(tx, id).await? } else { Vec::new() };
    let sat_in = people.iter().filter(|one| sat_in.contains(&one.id)).filter_map(|one| one.name.clone()).collect();
    let article = assembled::article(tx, vault, &session, chrome.locale()).await?;

    let floor = voices::scene::load(tx, vault, id, chrome.now).await?;
    let voices = floor.as_ref().filter(|floor| is_staff && !floor.turns.is_empty()).map(|floor| picture::draw(floor, &people));
    let share = floor.as_ref().filter(|_| !is_staff).and_then(|floor| voices::own::share(floor, &people, me));

    let middle = table::in_the_middle_of(tx, vault, &session).await?;
    let (mut laid, mut mine) = (Vec::new(), OwnConcerns::default());
    if is_staff {
        laid = table::of_session(tx, vault, &session, &names).await?.laid;
        laid.retain(|one| !one.was_in_middle);
    }
    if is_therapist {
        mine = own_concerns::of(tx, vault, &session, ConcernActor { me, role }, true, &names).await?;
    }

    let mut boards = brainstorm::board::all_of_session(tx, vault, &session, &names).await?;
    boards.retain(|board: &Board| !board.ideas.is_empty() || board.is_closed());
    let commitments: Vec<RecordedCommitment> = commitment::store::of_session(tx, vault, id)
        .await?
        .into_iter()
        .filter(|one| one.is_seen_by(me, role) && matches!(one.status, CommitmentStatus::Accepted | CommitmentStatus::Offered))
        .map(|one| RecordedCommitment { sees_outcome: one.outcome_is_seen_by(me, role), one })
        .collect();

    let (mut arrival_moods, mut departure_moods) = (Vec::new(), Vec::new());
    if is_therapist {
        arrival_moods = climate::store::shared(tx, vault, id, Moment::In, me).await?;
        departure_moods = climate::store::shared(tx, vault, id, Moment::Out, me).await?;
    }
    let figures = figure_store::held(tx, session.group).await?.into_iter().find(|one| one.session == id && one.frozen);
    let closing = closing::store::versions(tx, vault, &[id.0]).await?.into_iter().next();
    let lines_wait = is_staff && backstage::store::are_waiting(tx, id).await?;
    let reasons = substitution::notice_store::reasons(tx, vault, id, actor.person()).await?;
    let in_place = substitution::store::in_place(tx, vault, &[id]).await?;
    let was_there = roll.iter().any(|one| one.member == me && one.has_attended());
    let check_out = CheckOutStatus::of(session.state, was_there, session.open_until(), chrome.now);
    if !is_staff {
        // Who came is told as a number: the page of a member holds nobody else's line.
        for one in &mut roll {
            if one.member != me {
                (one.name, one.regrets) = (None, None);
            }
        }
    }
    let has_content = |stage| match stage {
        Stage::Arrive => true,
        Stage::Open => article.is_some(),
        Stage::Round => voices.is_some() || share.is_some(),
        Stage::Explore => !middle.is_empty() || !laid.is_empty(),
        Stage::Brainstorm => !boards.is_empty(),
        Stage::Close => !commitments.is_empty(),
        Stage::Weigh => false,
    };
    Ok(RecordPage {
        parts: parts(&course.visits, has_content),
        leads: people
            .iter()
            .filter(|one| one.role.is_staff() && one.state == MembershipState::Active)
            .filter_map(|one| one.name.clone())
            .collect(),
        group,
        session,
        me,
        is_staff,
        is_therapist,
        stands_in: actor.stands_in(),
        in_place,
        reasons,
        roll,
        sat_in,
        article,
        voices,
        share,
        middle,
        laid,
        mine,
        boards,
        commitments,
        arrival_moods,
        departure_moods,
        figures,
        closing,
        lines_wait,
        may_check_out: !is_staff && check_out == CheckOutStatus::Open,
    })
}
