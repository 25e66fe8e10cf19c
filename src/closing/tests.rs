use super::*;

fn content(summary: &str, points: &[&str]) -> Content {
    Content { summary: summary.to_owned(), points: points.iter().map(|point| (*point).to_owned()).collect() }
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

#[test]
fn a_closing_may_be_written_from_the_stage_close_on() {
    use SessionState::*;
    assert_eq!(may_write(Ended, false), Ok(()));
    assert_eq!(may_write(Live, true), Ok(()));
    for (state, close_began) in [(Live, false), (Planned, false), (Cancelled, false), (Planned, true)] {
        assert_eq!(may_write(state, close_began), Err(ClosingRefusal::NotYet), "{state:?}");
    }
}

#[test]
fn points_are_one_line_each_and_limited_in_number() {
    let typed: Vec<String> = ["  یک  \r\n دو ", "", "\u{200C}", "three"].map(str::to_owned).into();
    assert_eq!(Content::read(" a \r\n\r\nb ", &typed), Ok(content("a \n\nb", &["یک دو", "three"])));
    assert_eq!(Content::read("", &[]), Ok(Content::default()), "an empty draft is valid");
    let many = vec!["x".to_owned(); POINTS + 1];
    assert_eq!(Content::read("", &many), Err(ClosingRefusal::Points));
    let long = vec!["ok".to_owned(), "x".repeat(POINT_LIMIT + 1)];
    assert_eq!(Content::read("", &long), Err(ClosingRefusal::Point(2, TextRefusal::TooLong { max: POINT_LIMIT })));
    let long = "x".repeat(SUMMARY_LIMIT + 1);
    assert_eq!(Content::read(&long, &[]), Err(ClosingRefusal::Summary(TextRefusal::TooLong { max: SUMMARY_LIMIT })));
    assert_eq!(ClosingRefusal::Point(2, TextRefusal::Unreadable).field(), "points");
}

#[test]
fn buttons_move_and_remove_points() {
    for (act, expected) in [("up-1", "bac"), ("down-1", "acb"), ("out-0", "bc"), ("up-0", "abc"), ("down-2", "abc"), ("out-9", "abc")] {
        let mut points = vec!['a', 'b', 'c'];
        act.parse::<PointAct>().unwrap().on(&mut points);
        assert_eq!(points.into_iter().collect::<String>(), expected, "{act}");
    }
    for nonsense in ["", "up", "sideways-1", "up-x", "up--1"] {
        assert!(nonsense.parse::<PointAct>().is_err(), "{nonsense}");
    }
}

#[test]
fn a_line_is_found_in_any_spelling() {
    let closing = content("کمک\u{200C}خواستن سخت است.", &["Ask ONE person"]);
    assert!(closing.holds("كمکخواستن سخت"));
    assert!(closing.holds("ask one  person"));
    assert!(!closing.holds("ask two"));
    assert!(!closing.holds("  "), "an empty line is never found");
}

#[test]
fn a_copied_line_becomes_the_last_paragraph() {
    let mut closing = Content::default();
    closing.take(" one ");
    closing.take("");
    closing.summary.push_str("\n\n\n");
    closing.take("two");
    assert_eq!(closing.summary, "one\n\ntwo");
}

#[test]
fn merging_two_texts_loses_nothing() {
    let theirs = content("we met\n\nthey wrote", &["same", "theirs"]);
    let mine = content("we met\n\nI wrote", &["mine", "same"]);
    let both = mine.with(&theirs);
    assert_eq!(both, content("we met\n\nthey wrote\n\nI wrote", &["same", "theirs", "mine"]));
    assert_eq!(both.with(&both), both, "merging again adds nothing");
    assert_eq!(mine.with(&Content::default()), mine);
    assert_eq!(Content::default().with(&theirs), theirs);
    assert_eq!(mine.opening(), "we met");
}

#[test]
fn no_one_overwrites_words_they_have_not_seen() {
    let (me, page) = (MembershipId::random(), PageId::random());
    let head = DraftHead { save: SaveId::random(), version: 1, number: 3, author: me, writing: page, began_at: at(10) };
    let save = DraftSave { id: SaveId::random(), based_on: Some(head.save), writing: page, author: me };
    assert_eq!(save.upon(None, 0, at(0)), DraftSaveStep::Begins(1, 1), "the first one");
    assert_eq!(save.upon(Some(&head), 0, at(11)), DraftSaveStep::GoesOn);
    assert_eq!(save.upon(Some(&head), 0, at(12)), DraftSaveStep::Begins(1, 4), "after a stretch another one begins");
    let other_page = DraftSave { writing: PageId::random(), ..save };
    assert_eq!(other_page.upon(Some(&head), 0, at(11)), DraftSaveStep::Begins(1, 4));
    let other_person = DraftSave { author: MembershipId::random(), ..save };
    assert_eq!(other_person.upon(Some(&head), 0, at(11)), DraftSaveStep::Begins(1, 4));
    for unseen in [None, Some(SaveId::random())] {
        assert_eq!(DraftSave { based_on: unseen, ..save }.upon(Some(&head), 0, at(11)), DraftSaveStep::Aside);
    }
    assert_eq!(
        DraftSave { id: head.save, based_on: None, ..save }.upon(Some(&head), 0, at(11)),
        DraftSaveStep::Aside,
        "other words under the same id"
    );
    assert_eq!(save.upon(Some(&head), 1, at(11)), DraftSaveStep::Begins(2, 1), "a published version stays; a correction begins");
}

#[test]
fn a_published_version_says_something_new() {
    let first = content("we met", &[]);
    assert_eq!(publish(&Content::default(), None), Err(ClosingRefusal::Nothing));
    assert_eq!(publish(&content("", &["a point alone"]), None), Err(ClosingRefusal::Nothing));
    assert_eq!(publish(&first, None), Ok(()));
    assert_eq!(publish(&first, Some(&first)), Err(ClosingRefusal::Unchanged));
    assert_eq!(publish(&content("we met", &["more"]), Some(&first)), Ok(()));
}
