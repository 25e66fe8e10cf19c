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
fn a_board_aloud_needs_names() {
    assert_eq!(begin(Manner::Aloud, false), Err(BrainstormRefusal::AloudNeedsNames));
    for (manner, named) in [(Manner::Aloud, true), (Manner::Quiet, true), (Manner::Quiet, false)] {
        assert_eq!(begin(manner, named), Ok(()), "{manner:?}");
    }
}

#[test]
fn a_quiet_board_is_counted_and_opened_once() {
    let quiet = board(Manner::Quiet, true, false);
    assert_eq!(quiet.shown_count(7), Count::Exactly(7));
    let nameless = board(Manner::Quiet, false, false);
    assert_eq!((nameless.next_announced(2), nameless.next_announced(7), nameless.shown_count(7)), (None, Some(6), Count::AFew));
    let announced = BoardState { waiting_announced: 6, ..nameless };
    assert_eq!((announced.next_announced(5), announced.next_announced(8), announced.next_announced(9)), (None, None, Some(9)));
    assert_eq!(announced.shown_count(5), Count::AtLeast(6), "the announced count never decreases");
    assert_eq!(quiet.open(), Ok(()));
    let open = board(Manner::Quiet, true, true);
    assert_eq!(open.open(), Err(BrainstormRefusal::NothingToOpen));
    assert_eq!(board(Manner::Aloud, true, false).open(), Err(BrainstormRefusal::NothingToOpen));
}
