//! Rules for correcting a turn: its edges, or its speaker. Two turns never overlap.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Turn, TurnId, VoicesRefusal};
use crate::kit::text::plain;

/// The period in which the session's turns may lie.
#[derive(Clone, Copy, Debug)]
pub struct TurnBounds {
    pub from: DateTime<Utc>,
    /// Now, or the session's end.
    pub until: DateTime<Utc>,
}

/// Checks a turn's new edges. Only the open turn may stay open.
///
/// # Errors
/// [`VoicesRefusal::Outside`], [`VoicesRefusal::Backwards`] or [`VoicesRefusal::Overlaps`].
pub fn edges(
    turns: &[Turn],
    id: TurnId,
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    bounds: TurnBounds,
) -> Result<(), VoicesRefusal> {
    let end = until.unwrap_or(bounds.until);
    if from < bounds.from || end > bounds.until || from > bounds.until {
        return Err(VoicesRefusal::Outside);
    }
    if end <= from && until.is_some() {
        return Err(VoicesRefusal::Backwards);
    }
    let was_open = turns.iter().any(|turn| turn.id == id && turn.ended_at.is_none());
    if until.is_none() && !was_open {
        return Err(VoicesRefusal::Backwards);
    }
    let overlaps = |other: &Turn| {
        // An open turn has no end.
        let before_its_end = other.ended_at.is_none_or(|end| from < end);
        before_its_end && until.is_none_or(|until| other.started_at < until)
    };
    if turns.iter().any(|other| other.id != id && overlaps(other)) { Err(VoicesRefusal::Overlaps) } else { Ok(()) }
}

/// Reads an edge typed as minutes and seconds since the session began. People type whole seconds: an unchanged edge, or one in the same
/// second as a neighbour's, keeps that exact instant.
///
/// # Errors
/// [`VoicesRefusal::NoTime`].
pub fn read_edge(typed: &str, start: DateTime<Utc>, near: &[DateTime<Utc>]) -> Result<DateTime<Utc>, VoicesRefusal> {
    let typed = plain(typed).replace(['٫', '.', '،'], ":");
    let parts: Vec<i64> = typed
        .split(':')
        .map(|part| part.trim().parse().ok().filter(|n| (0..=999).contains(n)))
        .collect::<Option<_>>()
        .ok_or(VoicesRefusal::NoTime)?;
    let seconds = match *parts.as_slice() {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => (hours * 60 + minutes) * 60 + seconds,
        _ => return Err(VoicesRefusal::NoTime),
    };
    let at = start + TimeDelta::seconds(seconds);
    Ok(near.iter().copied().find(|edge| (*edge - start).num_seconds() == seconds).unwrap_or(at))
}

/// Formats an edge as it is typed: minutes and seconds since the session began.
pub fn write_edge(at: DateTime<Utc>, start: DateTime<Utc>) -> String {
    super::balance::clock((at - start).num_milliseconds())
}

/// A turn's length up to `until`, computed from its edges as written: whole seconds since the session began.
pub fn write_length(turn: &Turn, start: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let since = |at: DateTime<Utc>| (at - start).num_seconds();
    super::balance::clock((since(turn.started_at + turn.lasted(until)) - since(turn.started_at)) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::MembershipId;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn turn(from: i64, until: Option<i64>) -> Turn {
        Turn { id: TurnId::random(), whose: MembershipId::random(), started_at: at(from), ended_at: until.map(at), version: 1 }
    }

    #[test]
    fn the_length_of_a_turn_matches_its_written_edges() {
        let begun = at(0) + TimeDelta::milliseconds(298_900);
        let turn = Turn { started_at: begun, ended_at: Some(at(0) + TimeDelta::milliseconds(390_100)), ..turn(0, None) };
        let edges = [turn.started_at, turn.ended_at.unwrap()].map(|edge| write_edge(edge, at(0)));
        assert_eq!((edges, write_length(&turn, at(0), at(600))), (["4:58".to_owned(), "6:30".to_owned()], "1:32".to_owned()));
    }

    #[test]
    fn edges_move_within_the_session_and_between_the_neighbours() {
        let turns = [turn(100, Some(200)), turn(200, Some(300)), turn(400, Some(500))];
        let bounds = TurnBounds { from: at(0), until: at(600) };
        for (from, until, expected) in [
            (200, 300, Ok(())),
            (210, 290, Ok(())),
            (200, 400, Ok(())),
            (300, 400, Ok(())),
            (500, 600, Ok(())),
            (0, 100, Ok(())),
            (199, 300, Err(VoicesRefusal::Overlaps)),
            (200, 401, Err(VoicesRefusal::Overlaps)),
            (50, 550, Err(VoicesRefusal::Overlaps)),
            (120, 130, Err(VoicesRefusal::Overlaps)),
            (-1, 50, Err(VoicesRefusal::Outside)),
            (500, 601, Err(VoicesRefusal::Outside)),
            (601, 602, Err(VoicesRefusal::Outside)),
            (300, 300, Err(VoicesRefusal::Backwards)),
            (300, 250, Err(VoicesRefusal::Backwards)),
        ] {
            assert_eq!(edges(&turns, turns[1].id, at(from), Some(at(until)), bounds), expected, "{from}–{until}");
        }
    }

    #[test]
    fn only_the_open_turn_stays_open() {
        let turns = [turn(100, Some(200)), turn(300, None)];
        let bounds = TurnBounds { from: at(0), until: at(600) };
        assert_eq!(edges(&turns, turns[1].id, at(200), None, bounds), Ok(()));
        assert_eq!(edges(&turns, turns[1].id, at(150), None, bounds), Err(VoicesRefusal::Overlaps));
        assert_eq!(edges(&turns, turns[0].id, at(100), None, bounds), Err(VoicesRefusal::Backwards));
        assert_eq!(
            edges(&turns, turns[0].id, at(100), Some(at(301)), bounds),
            Err(VoicesRefusal::Overlaps),
            "an open turn covers everything after it"
        );
        assert_eq!(edges(&turns, turns[1].id, at(300), Some(at(600)), bounds), Ok(()), "and may be ended");
    }

    #[test]
    fn a_typed_edge_is_read_and_meets_its_neighbours() {
        let start = at(0);
        for (typed, seconds) in
            [("0:00", 0), ("12:34", 754), ("۱۲:۳۴", 754), (" ١:٠٥ ", 65), ("1:02:03", 3723), ("90:00", 5400), ("12.34", 754)]
        {
            assert_eq!(read_edge(typed, start, &[]), Ok(at(seconds)), "{typed}");
        }
        for typed in ["", "12", "1:60", "a:b", "-1:00", "1:2:3:4", "1:70:00"] {
            assert_eq!(read_edge(typed, start, &[]), Err(VoicesRefusal::NoTime), "{typed}");
        }
        let exact = at(754) + TimeDelta::milliseconds(456);
        assert_eq!(read_edge("12:34", start, &[at(10), exact]), Ok(exact));
        assert_eq!(read_edge("12:35", start, &[at(10), exact]), Ok(at(755)));
        assert_eq!(write_edge(exact, start), "12:34");
    }
}
