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
fn the_attendance_mode_follows_from_entry_and_departure() {
    assert_eq!(attendee(None, None).attends(false), AttendanceMode::Expected);
    assert_eq!(attendee(None, None).attends(true), AttendanceMode::Absent);
    assert_eq!(Attendee { marked_absent: true, ..attendee(None, None) }.attends(false), AttendanceMode::Absent);
    assert_eq!(attendee(Some(3), None).attends(true), AttendanceMode::Present);
    assert_eq!(attendee(Some(3), Some(50)).attends(false), AttendanceMode::Left);
}

#[test]
fn regrets_replace_expected_and_absent_until_the_member_enters() {
    let with_regrets = |entered, left, marked_absent| Attendee {
        regrets: Some(Regrets { word: None, by_staff: false }),
        marked_absent,
        ..attendee(entered, left)
    };
    for over in [false, true] {
        for marked in [false, true] {
            assert_eq!(with_regrets(None, None, marked).attends(over), AttendanceMode::Regrets);
        }
        assert_eq!(with_regrets(Some(3), None, false).attends(over), AttendanceMode::Present, "the member entered after all");
        assert_eq!(with_regrets(Some(3), Some(9), false).attends(over), AttendanceMode::Left);
    }
    let roll = [with_regrets(None, None, true), with_regrets(Some(3), None, false), attendee(None, None)];
    assert_eq!((regrets(&roll), here(&roll)), (1, 1));
}

#[test]
fn a_member_who_left_early_has_attended() {
    let by_staff = Attendee { by_phone: false, by_staff: true, ..attendee(Some(3), None) };
    let roll = [attendee(Some(0), Some(50)), by_staff, attendee(None, None)];
    assert_eq!((came(&roll), here(&roll)), (2, 1));
    assert_eq!(roll.map(|one| one.came_without_phone()), [false, true, false]);
}

#[test]
fn an_entry_within_five_minutes_is_on_time() {
    assert_eq!(attendee(Some(5), None).late_by(at(0)), None);
    assert_eq!(attendee(Some(12), None).late_by(at(0)), Some(12));
    assert_eq!(attendee(None, None).late_by(at(0)), None);
}

#[test]
fn time_away_is_cut_out_of_a_stay() {
    let of = |left: Option<i64>, away: &[(i64, i64)]| -> Vec<(i64, Option<i64>)> {
        let away: Vec<_> = away.iter().map(|(left, back)| (at(*left), at(*back))).collect();
        let minute = |at: DateTime<Utc>| at.timestamp() / 60;
        stays(at(10), left.map(at), &away).iter().map(|stay| (minute(stay.from), stay.until.map(minute))).collect()
    };
    assert_eq!(of(None, &[]), [(10, None)]);
    assert_eq!(of(Some(50), &[(20, 30)]), [(10, Some(20)), (30, Some(50))]);
    assert_eq!(of(None, &[(40, 45), (20, 30), (25, 35)]), [(10, Some(20)), (35, Some(40)), (45, None)], "in any order, and overlapping");
    assert_eq!(of(None, &[(10, 20)]), [(20, None)]);
    assert_eq!(of(Some(25), &[(20, 30)]), [(10, Some(20))], "a correction to a time within a period away");
    assert_eq!(of(Some(15), &[(20, 30)]), [(10, Some(15))]);
    assert_eq!(of(Some(10), &[]), []);
}

#[test]
fn a_member_who_left_or_is_absent_is_gone_and_one_without_a_record_is_not() {
    let who = MembershipId::random();
    let record = |stays| [RollEntry { who, stays }];
    let stay = |until: Option<i64>| PresenceInterval { from: at(10), until: until.map(at) };
    assert!(is_gone(&record(vec![]), who), "absent, or sent regrets");
    assert!(is_gone(&record(vec![stay(Some(20))]), who));
    assert!(!is_gone(&record(vec![stay(Some(20)), stay(None)]), who));
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
fn a_closed_page_is_away_before_it_is_gone() {
    assert_eq!(PageState::of(PagePresence::Open, at(60)), PageState::Here);
    assert_eq!(PageState::of(PagePresence::Until(at(56)), at(60)), PageState::Away);
    assert_eq!(PageState::of(PagePresence::Until(at(55)), at(60)), PageState::Gone);
}
