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
        waiting_announced: 0,
    }
}

#[test]
fn a_member_adds_their_own_idea_and_staff_log_for_a_member() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let aloud = board(Manner::Aloud, true, false);
    let own = IdeaEntry { author: IdeaAuthor::Named { author: Some(me), logged_by: None }, visibility: Visibility::Now(5) };
    assert_eq!(aloud.log(me, Role::Member, None), Ok(own));
    assert_eq!(aloud.log(me, Role::Member, Some(other)), Ok(own), "a member cannot add an idea for another");
    assert_eq!(
        aloud.log(me, Role::Facilitator, Some(other)).unwrap().author,
        IdeaAuthor::Named { author: Some(other), logged_by: Some(me) }
    );
    assert_eq!(aloud.log(me, Role::Therapist, None).unwrap().author, IdeaAuthor::Named { author: None, logged_by: Some(me) });
}

#[test]
fn a_board_without_names_stores_no_author_and_shows_no_idea_alone() {
    for open in [false, true] {
        let nameless = board(Manner::Quiet, false, open);
        for role in [Role::Member, Role::Facilitator, Role::Therapist] {
            let logged = nameless.log(MembershipId::random(), role, Some(MembershipId::random())).unwrap();
            assert_eq!(logged, IdeaEntry { author: IdeaAuthor::Nameless, visibility: Visibility::Later }, "{role:?}");
        }
    }
    assert_eq!(begin(Manner::Aloud, false), Err(BrainstormRefusal::AloudNeedsNames));
}

#[test]
fn a_quiet_board_is_counted_and_opened_once() {
    let quiet = board(Manner::Quiet, true, false);
    assert_eq!(quiet.log(MembershipId::random(), Role::Member, None).unwrap().visibility, Visibility::Later);
    assert_eq!(quiet.shown_count(7), Count::Exactly(7));
    let nameless = board(Manner::Quiet, false, false);
    assert_eq!((nameless.next_announced(2), nameless.next_announced(7), nameless.shown_count(7)), (None, Some(6), Count::AFew));
    let announced = BoardState { waiting_announced: 6, ..nameless };
    assert_eq!((announced.next_announced(5), announced.next_announced(8), announced.next_announced(9)), (None, None, Some(9)));
    assert_eq!(announced.shown_count(5), Count::AtLeast(6), "the announced count never decreases");
    assert_eq!(quiet.open(), Ok(()));
    let open = board(Manner::Quiet, true, true);
    assert_eq!(open.open(), Err(BrainstormRefusal::NothingToOpen));
    assert_eq!(open.log(MembershipId::random(), Role::Member, None).unwrap().visibility, Visibility::Now(5));
    assert_eq!(board(Manner::Aloud, true, false).open(), Err(BrainstormRefusal::NothingToOpen));
}

#[test]
fn an_author_changes_only_their_own_idea_in_the_version_they_read() {
    let idea = IdeaState { mine: true, logged_by_me: false, withdrawn: false, version: 3 };
    assert_eq!(idea.edit(BoardStep::Gather, 3), Ok(()));
    assert_eq!(idea.edit(BoardStep::Gather, 2), Err(BrainstormRefusal::Changed));
    assert_eq!(idea.edit(BoardStep::Tidy, 3), Ok(()), "ideas may change while tidying");
    assert_eq!(idea.edit(BoardStep::Weigh, 3), Err(BrainstormRefusal::Over));
    assert_eq!(IdeaState { withdrawn: true, ..idea }.edit(BoardStep::Gather, 3), Err(BrainstormRefusal::Withdrawn));
    let foreign = IdeaState { mine: false, ..idea };
    assert_eq!(foreign.edit(BoardStep::Gather, 3), Err(BrainstormRefusal::NotYours));
    assert_eq!(foreign.touch(BoardStep::Gather), Err(BrainstormRefusal::NotYours));
    let logged = IdeaState { logged_by_me: true, ..foreign };
    assert_eq!(logged.touch(BoardStep::Gather), Ok(()));
    assert_eq!(idea.take_back(BoardStep::Done), Ok(()), "an author may withdraw at any time");
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
fn staff_undo_only_an_unchanged_entry_they_logged() {
    assert_eq!(undo(true, false, 1), Ok(true));
    assert_eq!(undo(true, true, 2), Ok(false), "withdrawn already");
    assert_eq!(undo(true, false, 2), Err(BrainstormRefusal::Reworded));
    assert_eq!(undo(false, false, 1), Err(BrainstormRefusal::NotYours));
}
