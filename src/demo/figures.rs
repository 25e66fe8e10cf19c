//! The frozen figures of the demo's past sessions: a group of six that grew, and one of four, which shows only words.

use crate::climate::figure::{FigureKind, Level, ShownFigure, Spread};

/// In half points, for each session after the first; the first has only a word.
const GROWN: [(FigureKind, [u8; 5]); 7] = [
    (FigureKind::Climate, [9, 11, 12, 13, 15]),
    (FigureKind::Heard, [8, 10, 13, 12, 15]),
    (FigureKind::Safe, [9, 10, 12, 14, 15]),
    (FigureKind::Belonging, [9, 12, 12, 13, 14]),
    (FigureKind::Hope, [10, 11, 12, 13, 15]),
    (FigureKind::MoodIn, [8, 9, 9, 10, 11]),
    (FigureKind::MoodOut, [9, 11, 12, 12, 14]),
];
const CAME: [u16; 6] = [4, 5, 5, 6, 5, 6];
const BALANCE: [u16; 6] = [48, 55, 61, 58, 70, 74];
const SPREADS: [Spread; 6] = [Spread::Apart, Spread::Apart, Spread::Mixed, Spread::Mixed, Spread::Close, Spread::Close];
const WORDS: [Level; 4] = [Level::Middling, Level::Low, Level::Middling, Level::Good];

/// How many past sessions a group of this size has.
pub(super) fn sessions(members: usize) -> i64 {
    if members > 4 { 6 } else { 4 }
}

/// The figures of a past session, counted from 0.
pub(super) fn past(members: usize, session: usize) -> Vec<(FigureKind, ShownFigure)> {
    let grows = members > 4;
    let mut figures: Vec<(FigureKind, ShownFigure)> = GROWN
        .into_iter()
        .map(|(kind, halves)| match session.checked_sub(1) {
            Some(after) if grows => (kind, ShownFigure::Mean { halves: halves[after], spread: SPREADS[session], answers: CAME[session] }),
            Some(_) => (kind, ShownFigure::Word(WORDS[session])),
            None => (kind, ShownFigure::Word(Level::Middling)),
        })
        .collect();
    figures.push((FigureKind::Kept, kept(grows, session)));
    figures.push((FigureKind::Balance, ShownFigure::Part(BALANCE[session], 100)));
    let all = if grows { 6 } else { 4 };
    figures.push((FigureKind::Attendance, ShownFigure::Part(if grows { CAME[session] } else { all }, all)));
    figures
}

/// How many commitments of the session before were kept: unknown for the first session, and for the second too few members said so.
fn kept(grows: bool, session: usize) -> ShownFigure {
    match session {
        0 | 1 => ShownFigure::Nothing,
        _ if !grows => ShownFigure::Word(Level::Middling),
        2 => ShownFigure::Word(Level::Middling),
        _ => ShownFigure::Mean { halves: [13, 12, 15][(session - 3).min(2)], spread: Spread::Mixed, answers: 5 },
    }
}
