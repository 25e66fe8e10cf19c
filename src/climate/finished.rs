//! How many have checked in or out, for the console: passing counts, names are not shown, and the number moves in steps (product.md, *Checking
//! in and out on the console*).

use askama::Template;
use sqlx::PgConnection;

use super::{Moment, store};
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::SessionId;
use crate::session::arc::{Course, Stage};

/// By how many the number of answers from phones moves.
const STEP: usize = 3;

/// Who has said how they are at one moment of a session, or passed, as numbers of members.
#[derive(Clone, Copy, Debug)]
pub struct SaidCount {
    /// On their own phone.
    pub own: usize,
    /// Written down by staff, who know these.
    pub by_staff: usize,
    /// Everyone who entered by phone, and those for whom staff wrote. It does not depend on what a phone has sent, nor on who is still here:
    /// otherwise a departure would show whether that person had answered.
    pub of: usize,
}

/// How many have said how they are, or passed, as staff see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    pub moment: Moment,
    pub shown: usize,
    pub of: usize,
}

impl Finished {
    fn count(moment: Moment, said: SaidCount) -> Self {
        let SaidCount { own, by_staff, of } = said;
        let shown = if own + by_staff == of { of } else { by_staff + own - own % STEP };
        Self { moment, shown, of }
    }

    pub fn is_everyone(&self) -> bool {
        self.shown == self.of
    }

    /// Reads it in the stages that ask everyone; there is none in the others.
    async fn load(conn: &mut PgConnection, session: SessionId, course: &Course) -> Result<Option<Self>, sqlx::Error> {
        let moment = match course.now().map(|visit| visit.stage) {
            Some(Stage::Arrive) => Moment::In,
            Some(Stage::Close) => Moment::Out,
            _ => return Ok(None),
        };
        Ok(Some(Self::count(moment, store::said(conn, session, moment).await?)))
    }
}

/// The card beside the work of the stage.
#[derive(Template)]
#[template(path = "climate/_finished.html")]
pub struct FinishedCard {
    pub session: SessionId,
    pub finished: Option<Finished>,
}

impl FinishedCard {
    pub async fn load(conn: &mut PgConnection, session: SessionId, course: &Course) -> Result<Self, sqlx::Error> {
        Ok(Self { session, finished: Finished::load(conn, session, course).await? })
    }
}

/// The card as a partial with its own target; for staff only.
#[derive(Template)]
#[template(path = "climate/_finished_fragment.html")]
pub struct FinishedFragment {
    card: FinishedCard,
}

impl FinishedFragment {
    pub async fn load(conn: &mut PgConnection, session: SessionId, course: &Course) -> Result<Self, sqlx::Error> {
        Ok(Self { card: FinishedCard::load(conn, session, course).await? })
    }
}

pub async fn fragment(conn: &mut PgConnection, chrome: &Chrome, session: SessionId, course: &Course) -> Result<String, Error> {
    chrome.render(&FinishedFragment::load(conn, session, course).await?).map_err(Error::Page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_moves_in_steps_and_ends_with_everyone() {
        let shown = |own, by_staff, of| Finished::count(Moment::Out, SaidCount { own, by_staff, of }).shown;
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8].map(|own| shown(own, 0, 8)), [0, 0, 0, 3, 3, 3, 6, 6, 8]);
        // What staff wrote down they know: it completes no step.
        assert_eq!([0, 1, 2, 3, 4, 5, 6].map(|own| shown(own, 2, 8)), [2, 2, 2, 5, 5, 5, 8]);
    }
}
