//! The board's rules, one by one.

use super::*;

fn board(manner: Manner, named: bool, open: bool) -> BoardState {
    BoardState {
        id: BrainstormId::random(),
        session: SessionId::random(),
        phase: BoardStep::Gather,
        manner,
        named,
        opened_at: open.then_some(DateTime::UNIX_EPOCH),
        shown: 4,
        points_shown: 0,
        waiting_told: 0,
    }
}

#[test]
fn a_member_speaks_for_themself_and_staff_for_whom_they_name() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let aloud = board(Manner::Aloud, true, false);
    let own = IdeaEntry { whose: IdeaAuthor::Named { author: Some(me), logged_by: None }, seen: Visibility::Now(5) };
    assert_eq!(aloud.log(me, Role::Member, None), Ok(own));
    assert_eq!(aloud.log(me, Role::Member, Some(other)), Ok(own), "a member cannot speak in another's name");
    assert_eq!(
        aloud.log(me, Role::Facilitator, Some(other)).unwrap().whose,
        IdeaAuthor::Named { author: Some(other), logged_by: Some(me) }
    );
    assert_eq!(aloud.log(me, Role::Therapist, None).unwrap().whose, IdeaAuthor::Named { author: None, logged_by: Some(me) });
}

#[test]
fn a_board_without_names_names_nobody_and_shows_nothing_alone() {
    for open in [false, true] {
        let nameless = board(Manner::Quiet, false, open);
        for role in [Role::Member, Role::Facilitator, Role::Therapist] {
            let logged = nameless.log(MembershipId::random(), role, Some(MembershipId::random())).unwrap();
            assert_eq!(logged, IdeaEntry { whose: IdeaAuthor::Nameless, seen: Visibility::Later }, "{role:?}");
        }
    }
    assert_eq!(begin(Manner::Aloud, false), Err(BrainstormRefusal::AloudNeedsNames));
}

#[test]
fn a_quiet_board_is_counted_and_opened_once() {
    let quiet = board(Manner::Quiet, true, false);
    assert_eq!(quiet.log(MembershipId::random(), Role::Member, None).unwrap().seen, Visibility::Later);
    assert_eq!(quiet.told_count(7), Count::Exactly(7));
    let nameless = board(Manner::Quiet, false, false);
    assert_eq!((nameless.next_told(2), nameless.next_told(7), nameless.told_count(7)), (None, Some(6), Count::AFew));
    let told = BoardState { waiting_told: 6, ..nameless };
    assert_eq!((told.next_told(5), told.next_told(8), told.next_told(9)), (None, None, Some(9)));
    assert_eq!(told.told_count(5), Count::AtLeast(6), "what was told never gets smaller");
    assert_eq!(quiet.open(), Ok(()));
    let open = board(Manner::Quiet, true, true);
    assert_eq!(open.open(), Err(BrainstormRefusal::NothingToOpen));
    assert_eq!(open.log(MembershipId::random(), Role::Member, None).unwrap().seen, Visibility::Now(5));
    assert_eq!(board(Manner::Aloud, true, false).open(), Err(BrainstormRefusal::NothingToOpen));
}

#[test]
fn only_ones_own_words_change_and_only_the_version_that_was_read() {
    let idea = IdeaState { mine: true, logged_by_me: false, withdrawn: false, version: 3 };
    assert_eq!(idea.edit(BoardStep::Gather, 3), Ok(()));
    assert_eq!(idea.edit(BoardStep::Gather, 2), Err(BrainstormRefusal::Changed));
    assert_eq!(idea.edit(BoardStep::Tidy, 3), Ok(()), "tidying is for that, too");
    assert_eq!(idea.edit(BoardStep::Weigh, 3), Err(BrainstormRefusal::Over));
    assert_eq!(IdeaState { withdrawn: true, ..idea }.edit(BoardStep::Gather, 3), Err(BrainstormRefusal::Withdrawn));
    let foreign = IdeaState { mine: false, ..idea };
    assert_eq!(foreign.edit(BoardStep::Gather, 3), Err(BrainstormRefusal::NotYours));
    assert_eq!(foreign.touch(BoardStep::Gather), Err(BrainstormRefusal::NotYours));
    let logged = IdeaState { logged_by_me: true, ..foreign };
    assert_eq!(logged.touch(BoardStep::Gather), Ok(()));
    assert_eq!(idea.take_back(BoardStep::Done), Ok(()), "one's own words can be taken back at any time");
    assert_eq!(logged.take_back(BoardStep::Done), Err(BrainstormRefusal::Over));
    assert_eq!(foreign.take_back(BoardStep::Gather), Err(BrainstormRefusal::NotYours));
}

#[test]
fn nothing_is_added_after_gathering() {
    for phase in [BoardStep::Tidy, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done] {
        let later = BoardState { phase, ..board(Manner::Aloud, true, false) };
        assert_eq!(later.log(MembershipId::random(), Role::Facilitator, None), Err(BrainstormRefusal::Over), "{phase:?}");
    }
}

#[test]
fn undo_takes_back_what_this_hand_logged_and_nobody_has_changed() {
    assert_eq!(undo(true, false, 1), Ok(true));
    assert_eq!(undo(true, true, 2), Ok(false), "taken back already");
    assert_eq!(undo(true, false, 2), Err(BrainstormRefusal::Reworded));
    assert_eq!(undo(false, false, 1), Err(BrainstormRefusal::NotYours));
}
