//! What the wall shows. Everything on it is safe for any onlooker: no names, no shares, nothing private.

use askama::Template;
use chrono::{DateTime, Datelike, TimeDelta, Utc};

use crate::brainstorm::BoardStep;
use crate::commitment::Commitment;
use crate::key;
use crate::kit::events::Position;
use crate::kit::i18n::{Calendar, Locale, dates, filters};
use crate::live::views::Scene;
use crate::session::SessionState;
use crate::session::arc::{Stage, StageClock};

/// The most commitments that are shown at once.
const MOST: usize = 6;

/// The wall's one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WallView {
    /// The session has ended.
    Over,
    /// The whole charter, or one of its articles.
    Charter,
    /// The closing question and what members take home.
    Closing,
    /// The concern in the middle.
    Concern,
    /// What members took home last time.
    LookBack,
    Board,
    /// The stage in a sentence.
    Stage,
}

impl WallView {
    /// The first that fits, from what staff show on purpose to the stage alone.
    fn of(scene: &Scene, articles: &[String]) -> Self {
        let stage = scene.course.now().map(|visit| visit.stage);
        let at_a_board = matches!(stage, Some(Stage::Brainstorm | Stage::Weigh));
        if scene.session.state != SessionState::Live {
            Self::Over
        } else if !articles.is_empty() {
            Self::Charter
        } else if stage == Some(Stage::Close) {
            Self::Closing
        } else if scene.is_at_a_concern() {
            Self::Concern
        } else if scene.carried.opening && !scene.carried.on_wall().is_empty() {
            Self::LookBack
        } else if scene.board.as_ref().is_some_and(|board| board.phase != BoardStep::Done || at_a_board) {
            Self::Board
        } else {
            Self::Stage
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Charter => "charter",
            Self::Closing => "closing",
            Self::Concern => "concern",
            Self::LookBack => "look-back",
            Self::Board => "board",
            Self::Stage => "stage",
        }
    }
}

/// A commitment without its owner and its outcome.
pub(super) struct WallCommitment {
    pub what: String,
    pub due: String,
}

impl WallCommitment {
    fn of(one: &Commitment, today: chrono::NaiveDate, locale: Locale, calendar: Calendar) -> Self {
        let soon = |day: chrono::NaiveDate| (TimeDelta::zero()..TimeDelta::days(7)).contains(&(day - today));
        let due = match one.due {
            None => locale.message(key!("commitment-by-next")),
            Some(day) if soon(day) => locale.message(key!("commitment-by-day")).arg("day", dates::weekday_name(locale, day.weekday()).0),
            Some(day) => {
                locale.message(key!("commitment-by-day")).arg("day", dates::weekday_and_day(day, chrono_tz::Tz::UTC, locale, calendar))
            }
        };
        Self { what: one.what.clone().unwrap_or_default(), due: due.to_string() }
    }
}

/// The time that a stage still has, in words that change seldom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeLeft {
    pub clock: StageClock,
    /// The word for now; none when the time is over.
    pub now: Option<i64>,
    /// Those that may come.
    pub words: Vec<i64>,
    pub percent: i64,
}

/// Minutes as the wall tells them, rounded up: each one to fifteen, then every fifth. `static/js/clock.js` does the same.
fn told(left: TimeDelta) -> Option<i64> {
    let minutes = (left.num_milliseconds() + 59_999).div_euclid(60_000);
    match minutes {
        ..=0 => None,
        1..=15 => Some(minutes),
        _ => Some(((minutes + 2) / 5 * 5).min(65)),
    }
}

impl TimeLeft {
    /// The words that may come, and whether each is the one for now.
    fn told(&self) -> Vec<(i64, bool)> {
        self.words.iter().map(|word| (*word, self.now == Some(*word))).collect()
    }

    fn of(clock: StageClock, now: DateTime<Utc>) -> Self {
        let whole = TimeDelta::minutes(clock.minutes.into());
        let left = (whole - clock.elapsed(now)).max(TimeDelta::zero());
        let mut words: Vec<i64> = (1..=i64::from(clock.minutes)).filter_map(|n| told(TimeDelta::minutes(n))).collect();
        words.dedup();
        Self { clock, now: told(left), words, percent: left.num_seconds() * 100 / whole.num_seconds().max(1) }
    }
}

/// Everything that the wall shows, for the page and the stream.
pub(super) struct Wall {
    pub scene: Scene,
    pub view: WallView,
    /// The articles of the charter that every screen shows now, in the wall's language.
    pub articles: Vec<String>,
    pub commitments: Vec<WallCommitment>,
    /// How many commitments there is no room for.
    pub beyond: usize,
    pub time: Option<TimeLeft>,
}

impl Wall {
    pub fn of(scene: Scene, locale: Locale, calendar: Calendar, now: DateTime<Utc>) -> Self {
        let articles = match (scene.charter.brought_up(), &scene.charter.charter) {
            (Some((_, article)), _) => vec![article.words.text(locale)],
            (None, Some(charter)) if scene.charter.whole() => charter.texts(locale),
            _ => Vec::new(),
        };
        let view = WallView::of(&scene, &articles);
        let today = dates::today(now, scene.session.time_zone);
        let all = scene.carried.on_wall();
        let commitments = all.iter().take(MOST).map(|one| WallCommitment::of(one, today, locale, calendar)).collect();
        let beyond = all.len().saturating_sub(MOST);
        let time = scene.course.clock().map(|clock| TimeLeft::of(clock, now));
        Self { view, articles, commitments, beyond, time, scene }
    }
}

/// The wall as a page.
#[derive(Template)]
#[template(path = "live/wall.html")]
pub(super) struct WallPage {
    pub wall: Wall,
    pub position: Position,
    pub path: String,
}

/// The wall as partials.
#[derive(Template)]
#[template(path = "live/_wall.html")]
pub(super) struct WallBoard {
    pub wall: Wall,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_in_few_words_and_never_after_its_end() {
        let after = |minutes, seconds| {
            let clock = StageClock { began: DateTime::UNIX_EPOCH, minutes };
            TimeLeft::of(clock, DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds))
        };
        for (seconds, told) in
            [(0, Some(20)), (60, Some(20)), (180, Some(15)), (480, Some(12)), (1199, Some(1)), (1200, None), (9999, None)]
        {
            assert_eq!(after(20, seconds).now, told, "{seconds}");
        }
        assert_eq!(after(18, 0).words, (1..=15).chain([20]).collect::<Vec<_>>());
        assert_eq!((after(90, 0).now, after(20, 300).percent, after(20, 5000).percent), (Some(65), 75, 0));
        let everything = after(480, 0);
        assert!((0..480 * 60).all(|second| everything.words.contains(&after(480, second).now.unwrap())), "each word is on the page");
    }
}
