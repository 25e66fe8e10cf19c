//! A chart's geometry: points by session number, from right to left for right-to-left scripts; no line crosses a gap.

use super::curve::HeldSession;
use super::figure::{FigureKind, Level, ShownFigure, points};

/// The width of the drawing, in its own units.
pub const WIDTH: i32 = 340;
/// The height of the drawing, in the same units.
pub const HEIGHT: i32 = 186;
const TOP: i32 = 22;
const BOTTOM: i32 = 154;
/// The distance of the scale's numbers from the side where reading begins.
const SCALE: i32 = 14;
const FIRST: i32 = 62;
const LAST: i32 = 302;
/// The most session numbers that fit below the chart.
const MOST_TICKS: usize = 10;

/// A drawn mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartDot {
    pub number: i32,
    pub x: i32,
    pub y: i32,
    /// The label's vertical position.
    pub label_y: i32,
    /// In half points, or percent.
    pub value: u16,
    /// The value as it is written.
    pub text: String,
    /// Only the lowest and the latest are labelled.
    pub labelled: bool,
    pub latest: bool,
}

/// A drawn word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartWord {
    pub number: i32,
    pub x: i32,
    pub y: i32,
    pub level: Level,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartLine {
    /// Runs of sessions without a gap, as points of a polyline.
    pub runs: Vec<String>,
    pub dots: Vec<ChartDot>,
    pub words: Vec<ChartWord>,
}

/// A session's number below the chart, or a number of the scale beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    pub x: i32,
    pub y: i32,
    pub n: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// One or two lines.
    pub lines: Vec<ChartLine>,
    pub sessions: Vec<Tick>,
    pub scale: Vec<Tick>,
    /// Whether the values are percentages.
    pub percent: bool,
}

impl ChartLine {
    pub fn lowest(&self) -> Option<&ChartDot> {
        self.dots.iter().min_by_key(|dot| dot.value)
    }
}

impl Chart {
    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.dots.is_empty() && line.words.is_empty())
    }
}

/// Draws these figures of a group's sessions. `rtl` is true when the page runs from right to left.
pub fn draw(held: &[HeldSession], kinds: &[FigureKind], rtl: bool) -> Chart {
    let steps = i32::try_from(held.len().max(2) - 1).unwrap_or(1);
    let mirrored = |x: i32| if rtl { WIDTH - x } else { x };
    let x = |at: usize| mirrored(FIRST + (LAST - FIRST) * i32::try_from(at).unwrap_or(0) / steps);
    let every = held.len().div_ceil(MOST_TICKS).max(1);
    let tick = |(at, one): (usize, &HeldSession)| Tick { x: x(at), y: HEIGHT - 8, n: one.number };
    // Counted back from the latest, which always has a number.
    let sessions = held.iter().enumerate().filter(|(at, _)| (held.len() - 1 - at).is_multiple_of(every)).map(tick).collect();
    let percent = kinds.iter().all(|kind| matches!(kind, FigureKind::Balance | FigureKind::Attendance));
    let scale = if percent { [0, 50, 100] } else { [0, 5, 10] };
    let top = if percent { 100 } else { 10 };
    let scale = scale.map(|n| Tick { x: mirrored(SCALE), y: BOTTOM - (BOTTOM - TOP) * n / top, n }).to_vec();
    let mut lines: Vec<ChartLine> = kinds.iter().map(|kind| line(held, *kind, &x)).collect();
    // Of two lines, the lower is labelled below and the upper above, so that no number lies on a line.
    let ends = |line: &ChartLine| line.dots.last().map(|dot| dot.value);
    let below = if lines.len() > 1 && ends(&lines[0]) > ends(&lines[1]) { 1 } else { 0 };
    let both = lines.len() > 1;
    for (at, line) in lines.iter_mut().enumerate() {
        label(&mut line.dots, both.then_some(at == below));
    }
    Chart { lines, sessions, scale, percent }
}

fn line(held: &[HeldSession], kind: FigureKind, x: &impl Fn(usize) -> i32) -> ChartLine {
    let y = |part: i32, of: i32| BOTTOM - (BOTTOM - TOP) * part / of;
    let mut line = ChartLine::default();
    let mut run: Vec<(i32, i32)> = Vec::new();
    let mut before = None;
    for (at, one) in held.iter().enumerate() {
        let x = x(at);
        // A cancelled session has a number but was never held: that is a gap too.
        let follows = before.is_some_and(|number| one.number == number + 1);
        before = Some(one.number);
        let point = match one.of(kind) {
            ShownFigure::Mean { halves, .. } => Some((y(halves.into(), 20), u16::from(halves), points(halves))),
            ShownFigure::Part(part, whole) if whole > 0 => {
                let percent = (u32::from(part) * 100 + u32::from(whole) / 2) / u32::from(whole);
                let percent = u16::try_from(percent).unwrap_or(100);
                Some((y(percent.into(), 100), percent, percent.to_string()))
            }
            ShownFigure::Word(level) => {
                line.words.push(ChartWord { number: one.number, x, y: y(level.chart_halves().into(), 20), level });
                None
            }
            ShownFigure::Part(..) | ShownFigure::Nothing => None,
        };
        if !follows || point.is_none() {
            line.runs.extend(polyline(&run));
            run.clear();
        }
        if let Some((y, value, text)) = point {
            run.push((x, y));
            line.dots.push(ChartDot { number: one.number, x, y, label_y: y - 11, value, text, labelled: false, latest: false });
        }
    }
    line.runs.extend(polyline(&run));
    line
}

fn polyline(run: &[(i32, i32)]) -> Option<String> {
    let points = || run.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    (run.len() > 1).then(points)
}

/// Labels the lowest and the latest: the lowest below and the latest above, unless another line is there.
fn label(dots: &mut [ChartDot], below: Option<bool>) {
    let Some(end) = dots.last().map(|dot| dot.value) else { return };
    let lowest = dots.iter().map(|dot| dot.value).min();
    let label_y = |y: i32, below: bool| if below { y + 20 } else { y - 11 };
    // When nothing is lower than the latest, one number serves as both.
    if let Some(low) = dots.iter_mut().find(|dot| Some(dot.value) == lowest && dot.value < end) {
        low.labelled = true;
        low.label_y = label_y(low.y, below.unwrap_or(true));
    }
    if let Some(last) = dots.last_mut() {
        (last.latest, last.labelled) = (true, true);
        last.label_y = label_y(last.y, below.unwrap_or(false));
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::super::figure::Spread;
    use super::*;
    use crate::session::SessionId;

    fn held(of: &[(i32, ShownFigure)]) -> Vec<HeldSession> {
        of.iter()
            .map(|(number, shown)| HeldSession {
                session: SessionId::random(),
                number: *number,
                at: DateTime::UNIX_EPOCH,
                frozen: true,
                figures: [(FigureKind::Climate, *shown)].into(),
            })
            .collect()
    }

    fn mean(halves: u8) -> ShownFigure {
        ShownFigure::Mean { halves, spread: Spread::Close, answers: 5 }
    }

    #[test]
    fn no_line_is_drawn_across_a_gap_or_a_word() {
        for (of, runs) in [
            (&[(1, mean(8)), (2, mean(9)), (3, mean(10))][..], 1),
            (&[(1, mean(8)), (2, mean(9)), (3, ShownFigure::Nothing), (4, mean(9)), (5, mean(10))], 2),
            (&[(1, mean(8)), (2, ShownFigure::Word(Level::Good)), (3, mean(9))], 0),
            (&[(1, mean(8)), (3, mean(9))], 0),
            (&[(1, mean(8))], 0),
            (&[], 0),
        ] {
            assert_eq!(draw(&held(of), &[FigureKind::Climate], false).lines[0].runs.len(), runs, "{of:?}");
        }
    }

    #[test]
    fn only_the_lowest_and_the_latest_are_labelled() {
        let chart = draw(&held(&[(1, mean(12)), (2, mean(9)), (3, mean(9)), (4, mean(15))]), &[FigureKind::Climate], false);
        let labelled: Vec<_> = chart.lines[0].dots.iter().map(|dot| (dot.labelled, dot.latest)).collect();
        assert_eq!(labelled, [(false, false), (true, false), (false, false), (true, true)]);
        let level = draw(&held(&[(1, mean(12)), (2, mean(12))]), &[FigureKind::Climate], false);
        assert_eq!(level.lines[0].dots.iter().filter(|dot| dot.labelled).count(), 1, "nothing is lower than the latest");
        let alone = draw(&held(&[(1, mean(12))]), &[FigureKind::Climate], false);
        assert!(alone.lines[0].dots[0].labelled && alone.lines[0].dots[0].latest);
    }

    #[test]
    fn time_runs_with_the_script_and_stays_within_the_drawing() {
        let of: Vec<_> = (1..=30).map(|number| (number, mean(u8::try_from(number % 21).unwrap()))).collect();
        let (ltr, rtl) = (draw(&held(&of), &[FigureKind::Climate], false), draw(&held(&of), &[FigureKind::Climate], true));
        for (one, other) in ltr.lines[0].dots.iter().zip(&rtl.lines[0].dots) {
            assert_eq!((one.x, one.y), (WIDTH - other.x, other.y));
            assert!((FIRST..=LAST).contains(&one.x) && (TOP..=BOTTOM).contains(&one.y));
        }
        assert!(ltr.lines[0].dots.is_sorted_by_key(|dot| dot.x) && ltr.sessions.len() <= MOST_TICKS);
        assert_eq!(ltr.sessions.last().map(|tick| tick.n), Some(30), "the latest number is always there");
    }

    #[test]
    fn parts_are_drawn_as_percentages() {
        let mut of = held(&[(1, ShownFigure::Nothing), (2, ShownFigure::Nothing)]);
        of[0].figures.insert(FigureKind::Attendance, ShownFigure::Part(5, 6));
        of[1].figures.insert(FigureKind::Attendance, ShownFigure::Part(6, 6));
        let chart = draw(&of, &[FigureKind::Attendance], false);
        assert!(chart.percent);
        assert_eq!(chart.lines[0].dots.iter().map(|dot| (dot.value, dot.y)).collect::<Vec<_>>(), [(83, 45), (100, TOP)]);
    }
}
