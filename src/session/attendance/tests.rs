//! How people attend, and when they were here.

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn attendee(entered: Option<i64>, left: Option<i64>) -> Attendee {
    Attendee {
        member: MembershipId::random(),
        name: None,
        has_account: true,
        by_phone: true,
        entered_at: entered.map(at),
        left_at: left.map(at),
        by_staff: false,
        marked_absent: false,
        regrets: None,
    }
}

#[test]
fn how_somebody_attends_follows_from_when_they_came_and_went() {
    assert_eq!(attendee(None, None).attends(false), AttendanceMode::Expected);
    assert_eq!(attendee(None, None).attends(true), AttendanceMode::Absent);
    assert_eq!(Attendee { marked_absent: true, ..attendee(None, None) }.attends(false), AttendanceMode::Absent);
    assert_eq!(attendee(Some(3), None).attends(true), AttendanceMode::Present);
    assert_eq!(attendee(Some(3), Some(50)).attends(false), AttendanceMode::Left);
}

#[test]
fn who_sent_regrets_is_neither_expected_nor_just_absent_and_may_come_after_all() {
    let sorry = |entered, left, marked_absent| Attendee {
        regrets: Some(Regrets { word: None, by_staff: false }),
        marked_absent,
        ..attendee(entered, left)
    };
    for over in [false, true] {
        for marked in [false, true] {
            assert_eq!(sorry(None, None, marked).attends(over), AttendanceMode::Regrets);
        }
        assert_eq!(sorry(Some(3), None, false).attends(over), AttendanceMode::Present, "they came after all");
        assert_eq!(sorry(Some(3), Some(9), false).attends(over), AttendanceMode::Left);
    }
    let roll = [sorry(None, None, true), sorry(Some(3), None, false), attendee(None, None)];
    assert_eq!((regrets(&roll), here(&roll)), (1, 1));
}

#[test]
fn who_left_early_came_as_well() {
    let by_staff = Attendee { by_phone: false, by_staff: true, ..attendee(Some(3), None) };
    let roll = [attendee(Some(0), Some(50)), by_staff, attendee(None, None)];
    assert_eq!((came(&roll), here(&roll)), (2, 1));
    assert_eq!(roll.map(|one| one.came_without_phone()), [false, true, false]);
}

#[test]
fn five_minutes_are_on_time() {
    assert_eq!(attendee(Some(5), None).late_by(at(0)), None);
    assert_eq!(attendee(Some(12), None).late_by(at(0)), Some(12));
    assert_eq!(attendee(None, None).late_by(at(0)), None);
}

#[test]
fn what_somebody_was_away_is_cut_out_of_their_stay() {
    let of = |left: Option<i64>, away: &[(i64, i64)]| -> Vec<(i64, Option<i64>)> {
        let away: Vec<_> = away.iter().map(|(left, back)| (at(*left), at(*back))).collect();
        let minute = |at: DateTime<Utc>| at.timestamp() / 60;
        stays(at(10), left.map(at), &away).iter().map(|stay| (minute(stay.from), stay.until.map(minute))).collect()
    };
    assert_eq!(of(None, &[]), [(10, None)]);
    assert_eq!(of(Some(50), &[(20, 30)]), [(10, Some(20)), (30, Some(50))]);
    assert_eq!(of(None, &[(40, 45), (20, 30), (25, 35)]), [(10, Some(20)), (35, Some(40)), (45, None)], "in any order, and overlapping");
    assert_eq!(of(None, &[(10, 20)]), [(20, None)]);
    assert_eq!(of(Some(25), &[(20, 30)]), [(10, Some(20))], "a correction to a time at which they were away");
    assert_eq!(of(Some(15), &[(20, 30)]), [(10, Some(15))]);
    assert_eq!(of(Some(10), &[]), []);
}

#[test]
fn who_left_or_was_said_not_to_come_is_not_here_and_of_whom_nothing_is_noted_may_be() {
    let who = MembershipId::random();
    let noted = |stays| [RollEntry { who, stays }];
    let stay = |until: Option<i64>| PresenceInterval { from: at(10), until: until.map(at) };
    assert!(is_gone(&noted(vec![]), who), "absent, or sorry");
    assert!(is_gone(&noted(vec![stay(Some(20))]), who));
    assert!(!is_gone(&noted(vec![stay(Some(20)), stay(None)]), who));
    assert!(!is_gone(&[], who));
}

#[test]
fn a_correction_stays_within_the_session() {
    let of = |correction: Correction, entered: Option<i64>| correction.of(entered.map(at), at(0), at(60));
    assert_eq!(of(Correction::Here(at(-1)), None), Err(AttendanceRefusal::Outside));
    let begun = at(0) + TimeDelta::seconds(40);
    assert_eq!(Correction::Here(at(0)).of(None, begun, at(60)), Ok(Correction::Here(begun)), "in the minute of the start");
    assert_eq!(of(Correction::Here(at(61)), None), Err(AttendanceRefusal::Outside));
    assert_eq!(of(Correction::Left(at(61)), Some(0)), Err(AttendanceRefusal::Outside));
    assert_eq!(of(Correction::Left(at(-1)), Some(0)), Err(AttendanceRefusal::Outside));
    assert_eq!(of(Correction::Left(at(20)), Some(21)), Err(AttendanceRefusal::LeftFirst));
    assert_eq!(of(Correction::Left(at(20)), None), Err(AttendanceRefusal::NeverHere));
    assert_eq!(of(Correction::Left(at(20)), Some(20)), Ok(Correction::Left(at(20))));
    for correction in [Correction::Absent, Correction::Expected] {
        assert_eq!(of(correction, Some(3)), Ok(correction));
    }
}

#[test]
fn a_page_in_a_pocket_rests_before_it_is_gone() {
    assert_eq!(PageState::of(PagePresence::Open, at(60)), PageState::Here);
    assert_eq!(PageState::of(PagePresence::Until(at(56)), at(60)), PageState::Away);
    assert_eq!(PageState::of(PagePresence::Until(at(55)), at(60)), PageState::Gone);
}
