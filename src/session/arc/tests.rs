use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

/// A course through these steps at these minutes; the flag marks a restart.
fn course(visits: &[(usize, bool, i64)]) -> Course {
    let plan = plan::usual(90);
    let ends = visits.iter().skip(1).map(|(.., from)| Some(at(*from))).chain([None]);
    let visits = (1..)
        .zip(visits.iter().zip(ends))
        .map(|(number, ((place, again, from), ended_at))| Visit {
            number,
            place: *place,
            stage: plan[place - 1].stage,
            again: *again,
            tender: false,
            taken_back: false,
            started_at: at(*from),
            ended_at,
            by: None,
        })
        .collect();
    Course { plan, visits }
}

#[test]
fn the_arc_moves_within_its_plan_and_only_from_the_stage_on_the_screen() {
    let by = Target::By;
    let round = course(&[(1, false, 0), (2, false, 9), (3, false, 17)]);
    assert_eq!(round.destination(3, by(StageMove::Next)), Ok(4));
    assert_eq!(round.destination(3, by(StageMove::Back)), Ok(2));
    assert_eq!(round.destination(3, by(StageMove::Again)), Ok(3));
    assert_eq!(round.destination(3, by(StageMove::Skip)), Ok(5));
    assert_eq!(round.destination(3, Target::To(7)), Ok(7));
    for seen in [0, 1, 2, 4] {
        assert_eq!(round.destination(seen, by(StageMove::Next)), Err(StageRefusal::Moved), "{seen}");
    }
    for nowhere in [0, 8, usize::MAX] {
        assert_eq!(round.destination(3, Target::To(nowhere)), Err(StageRefusal::NothingThere));
    }
    let first = course(&[(1, false, 0)]);
    assert_eq!(first.destination(1, by(StageMove::Back)), Err(StageRefusal::NothingThere));
    let last = course(&[(7, false, 0)]);
    assert_eq!(last.destination(1, by(StageMove::Next)), Err(StageRefusal::NothingThere));
    assert_eq!(course(&[(6, false, 0)]).destination(1, by(StageMove::Skip)), Err(StageRefusal::NothingThere));
    assert_eq!(course(&[]).destination(0, by(StageMove::Next)), Ok(1), "before the first stage");
}

#[test]
fn a_return_continues_the_clock_and_a_restart_begins_at_zero() {
    let began = |visits: &[(usize, bool, i64)]| course(visits).clock().map(|clock| (clock.began, clock.minutes));
    assert_eq!(began(&[(3, false, 10)]), Some((at(10), 25)));
    // Nine minutes of arriving, two minutes in the next stage by mistake, and back: the clock shows nine.
    assert_eq!(began(&[(1, false, 0), (2, false, 9), (1, false, 11)]), Some((at(2), 9)));
    assert_eq!(began(&[(3, false, 0), (3, true, 20)]), Some((at(20), 25)));
    // After the restart (20 to 26) another stage, and back: the six minutes since the restart count, the first twenty do not.
    assert_eq!(began(&[(3, false, 0), (3, true, 20), (4, false, 26), (3, false, 30)]), Some((at(24), 25)));
    assert_eq!(began(&[]), None);
}

#[test]
fn the_clock_compares_the_elapsed_time_with_the_plan() {
    let clock = StageClock { began: at(0), minutes: 9 };
    let against = |seconds| clock.against(at(0) + TimeDelta::seconds(seconds));
    assert_eq!(against(9 * 60 - 1), ClockDeviation::Within);
    assert_eq!(against(9 * 60), ClockDeviation::Due);
    assert_eq!(against(9 * 60 + 59), ClockDeviation::Due);
    assert_eq!(against(10 * 60), ClockDeviation::Over(1));
    assert_eq!(against(31 * 60 + 59), ClockDeviation::Over(22));
    assert_eq!(clock.against(at(-5)), ClockDeviation::Within, "a client clock that lags behind shows nothing odd");
    let text = |seconds| clock.elapsed_text(at(0) + TimeDelta::seconds(seconds));
    assert_eq!([text(-9), text(0), text(65), text(3599), text(3600), text(7384)], ["0:00", "0:00", "1:05", "59:59", "1:00:00", "2:03:04"]);
}

#[test]
fn every_step_shows_its_progress() {
    let shown = course(&[(1, false, 0), (3, false, 9), (1, false, 30), (4, false, 32)]).shown(at(40));
    let progress: Vec<_> = shown.iter().map(|step| step.progress).collect();
    use StageProgress::{Ahead, Done, Now, Skipped};
    assert_eq!(progress, [Done, Skipped, Done, Now, Ahead, Ahead, Ahead]);
    let spent: Vec<_> = shown.iter().map(|step| step.spent).collect();
    assert_eq!(spent, [11, 0, 21, 8, 0, 0, 0]);
    let mut over = course(&[(1, false, 0)]);
    over.visits[0].ended_at = Some(at(50));
    assert!(over.now().is_none() && over.clock().is_none(), "no stage is current when the session is over");
    assert_eq!(over.shown(at(90))[0].progress, Done);
    assert_eq!(over.shown(at(90))[0].spent, 50);
}
