//! The frozen figures of the demo's past sessions: a group of six that grew, and one of four, of which only words are shown.

use crate::climate::figure::{Kind, Level, Shown, Spread};

/// In half points, for each session after the first, of which only a word is known.
const GROWN: [(Kind, [u8; 5]); 7] = [
    (Kind::Climate, [9, 11, 12, 13, 15]),
    (Kind::Heard, [8, 10, 13, 12, 15]),
    (Kind::Safe, [9, 10, 12, 14, 15]),
    (Kind::Belonging, [9, 12, 12, 13, 14]),
    (Kind::Hope, [10, 11, 12, 13, 15]),
    (Kind::MoodIn, [8, 9, 9, 10, 11]),
    (Kind::MoodOut, [9, 11, 12, 12, 14]),
];
const CAME: [u16; 6] = [4, 5, 5, 6, 5, 6];
const BALANCE: [u16; 6] = [48, 55, 61, 58, 70, 74];
const SPREADS: [Spread; 6] = [Spread::Apart, Spread::Apart, Spread::Mixed, Spread::Mixed, Spread::Close, Spread::Close];
const WORDS: [Level; 4] = [Level::Middling, Level::Low, Level::Middling, Level::Good];

/// How many sessions a group of so many has behind it.
pub(super) fn sessions(members: usize) -> i64 {
    if members > 4 { 6 } else { 4 }
}

/// The figures of a past session, counted from 0.
pub(super) fn past(members: usize, session: usize) -> Vec<(Kind, Shown)> {
    let grows = members > 4;
    let mut figures: Vec<(Kind, Shown)> = GROWN
        .into_iter()
        .map(|(kind, halves)| match session.checked_sub(1) {
            Some(after) if grows => (kind, Shown::Mean { halves: halves[after], spread: SPREADS[session], answers: CAME[session] }),
            Some(_) => (kind, Shown::Word(WORDS[session])),
            None => (kind, Shown::Word(Level::Middling)),
        })
        .collect();
    figures.push((Kind::Kept, kept(grows, session)));
    figures.push((Kind::Balance, Shown::Part(BALANCE[session], 100)));
    let all = if grows { 6 } else { 4 };
    figures.push((Kind::Attendance, Shown::Part(if grows { CAME[session] } else { all }, all)));
    figures
}

/// What was kept of what was taken home from the session before: nothing is known of the first, and of the second too few said anything.
fn kept(grows: bool, session: usize) -> Shown {
    match session {
        0 | 1 => Shown::Nothing,
        _ if !grows => Shown::Word(Level::Middling),
        2 => Shown::Word(Level::Middling),
        _ => Shown::Mean { halves: [13, 12, 15][(session - 3).min(2)], spread: Spread::Mixed, answers: 5 },
    }
}
