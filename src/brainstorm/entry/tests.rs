use chrono::DateTime;

use super::*;
use crate::brainstorm::{BrainstormId, Manner};
use crate::session::SessionId;

const STEPS: [BoardStep; 6] = [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done];

fn board(phase: BoardStep, manner: Manner, named: bool, open: bool) -> BoardState {
    BoardState {
        id: BrainstormId::random(),
        session: SessionId::random(),
        phase,
        manner,
        named,
        opened_at: open.then_some(DateTime::UNIX_EPOCH),
        shown: 4,
        points_shown: 6,
        waiting_announced: 0,
    }
}

#[test]
fn a_member_adds_their_own_entry_and_staff_log_for_a_member() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let aloud = board(BoardStep::Gather, Manner::Aloud, true, false);
    let weighed = board(BoardStep::Weigh, Manner::Quiet, true, true);
    for (kind, board, next) in [(EntryKind::Idea, aloud, 5), (EntryKind::Point, weighed, 7)] {
        let own = NewEntry { author: EntryAuthor::Named { author: Some(me), logged_by: None }, visibility: Visibility::Now(next) };
        assert_eq!(board.log(kind, me, Role::Member, None), Ok(own));
        assert_eq!(board.log(kind, me, Role::Member, Some(other)), Ok(own), "a member cannot add an entry for another");
        let author = |role, on_behalf| board.log(kind, me, role, on_behalf).unwrap().author;
        assert_eq!(author(Role::Facilitator, Some(other)), EntryAuthor::Named { author: Some(other), logged_by: Some(me) });
        assert_eq!(author(Role::Therapist, None), EntryAuthor::Named { author: None, logged_by: Some(me) });
    }
}

#[test]
fn a_board_without_names_stores_no_author_and_shows_no_entry_alone() {
    for (kind, step, open) in [
        (EntryKind::Idea, BoardStep::Gather, false),
        (EntryKind::Idea, BoardStep::Gather, true),
        (EntryKind::Point, BoardStep::Weigh, true),
    ] {
        for role in [Role::Member, Role::Facilitator, Role::Therapist] {
            let logged = board(step, Manner::Quiet, false, open).log(kind, MembershipId::random(), role, Some(MembershipId::random()));
            assert_eq!(logged, Ok(NewEntry { author: EntryAuthor::Nameless, visibility: Visibility::Later }), "{kind:?} {role:?}");
        }
    }
}

#[test]
fn an_idea_of_a_quiet_board_waits_until_it_opens() {
    let visibility = |open| {
        board(BoardStep::Gather, Manner::Quiet, true, open).log(EntryKind::Idea, MembershipId::random(), Role::Member, None).unwrap()
    };
    assert_eq!(visibility(false).visibility, Visibility::Later);
    assert_eq!(visibility(true).visibility, Visibility::Now(5));
}

#[test]
fn ideas_are_added_while_gathering_and_points_while_weighing() {
    for (kind, takes) in [(EntryKind::Idea, BoardStep::Gather), (EntryKind::Point, BoardStep::Weigh)] {
        for step in STEPS {
            let logged = board(step, Manner::Aloud, true, true).log(kind, MembershipId::random(), Role::Facilitator, None);
            assert_eq!(logged.is_ok(), step == takes, "{kind:?} {step:?}");
        }
    }
}

#[test]
fn an_author_changes_only_their_own_entry_in_the_version_they_read() {
    for (kind, takes) in [(EntryKind::Idea, &[BoardStep::Gather, BoardStep::Tidy][..]), (EntryKind::Point, &[BoardStep::Weigh][..])] {
        let refused = |why| Err(kind.refused(why));
        let own = EntryState { kind, mine: true, logged_by_me: false, withdrawn: false, version: 3 };
        let foreign = EntryState { mine: false, ..own };
        let logged = EntryState { logged_by_me: true, ..foreign };
        for step in STEPS {
            let in_time = if takes.contains(&step) { Ok(()) } else { refused(EntryRefusal::NotNow) };
            assert_eq!(own.edit(step, 3), in_time, "{kind:?} {step:?}");
            assert_eq!(logged.touch(step), in_time, "{kind:?} {step:?}");
            assert_eq!(own.take_back(step), Ok(()), "an author may withdraw at any time");
            assert_eq!(logged.take_back(step), in_time, "{kind:?} {step:?}");
            assert_eq!(foreign.edit(step, 3), refused(EntryRefusal::NotYours));
            assert_eq!(foreign.take_back(step), refused(EntryRefusal::NotYours));
        }
        assert_eq!(own.edit(takes[0], 2), refused(EntryRefusal::Changed));
        assert_eq!(EntryState { withdrawn: true, ..own }.edit(takes[0], 3), refused(EntryRefusal::Withdrawn));
    }
}

#[test]
fn staff_undo_only_an_unchanged_entry_they_logged() {
    for (kind, takes, over) in
        [(EntryKind::Idea, BoardStep::Tidy, BoardStep::Weigh), (EntryKind::Point, BoardStep::Weigh, BoardStep::Narrow)]
    {
        let refused = |why| Err(kind.refused(why));
        let logged = EntryState { kind, mine: false, logged_by_me: true, withdrawn: false, version: 1 };
        assert_eq!(logged.undo(takes), Ok(true));
        assert_eq!(logged.undo(over), refused(EntryRefusal::NotNow));
        assert_eq!(EntryState { withdrawn: true, version: 2, ..logged }.undo(takes), Ok(false), "withdrawn already");
        assert_eq!(EntryState { version: 2, ..logged }.undo(takes), refused(EntryRefusal::Reworded));
        assert_eq!(EntryState { logged_by_me: false, ..logged }.undo(takes), refused(EntryRefusal::NotYours));
    }
}
