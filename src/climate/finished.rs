//! How many have checked in or out, for the console: passing counts, no name is told, and the number moves in steps (product.md, *Checking in
//! and out on the console*).

use askama::Template;
use sqlx::PgConnection;

use super::{Moment, store};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::SessionId;
use crate::session::arc::{Course, Stage};
use crate::session::attendance::{self, RollEntry};

/// By how many the number moves: a single answer cannot be told from it.
const STEP: usize = 3;

/// How many of the present members have said how they are, or passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    pub moment: Moment,
    /// A multiple of three, or everyone.
    pub shown: usize,
    /// Those who are present, and those who said it and left.
    pub of: usize,
}

impl Finished {
    /// `members` with whether they said it.
    fn count(moment: Moment, roll: &[RollEntry], members: &[(MembershipId, bool)]) -> Self {
        let said = members.iter().filter(|(_, said)| *said).count();
        let is_present = |who| roll.iter().any(|one| one.who == who && one.is_present());
        let waiting = members.iter().filter(|(who, said)| !said && is_present(*who)).count();
        Self { moment, shown: if waiting == 0 { said } else { said - said % STEP }, of: said + waiting }
    }

    pub fn is_everyone(&self) -> bool {
        self.shown == self.of
    }

    /// In the stages that ask everyone; none in the others.
    pub async fn load(conn: &mut PgConnection, session: SessionId, course: &Course) -> Result<Option<Self>, sqlx::Error> {
        let moment = match course.now().map(|visit| visit.stage) {
            Some(Stage::Arrive) => Moment::In,
            Some(Stage::Close) => Moment::Out,
            _ => return Ok(None),
        };
        let roll = attendance::store::noted(conn, session).await?;
        Ok(Some(Self::count(moment, &roll, &store::who_said(conn, session, moment).await?)))
    }
}

/// The card beside the work of the stage.
#[derive(Template)]
#[template(path = "climate/_finished.html")]
pub struct FinishedCard {
    pub session: SessionId,
    pub finished: Option<Finished>,
}

#[derive(Template)]
#[template(path = "climate/_finished_fragment.html")]
struct FinishedFragment {
    card: FinishedCard,
}

/// The card as a partial with its own target; for staff only.
pub async fn fragment(conn: &mut PgConnection, chrome: &Chrome, session: SessionId, course: &Course) -> Result<String, Error> {
    let card = FinishedCard { session, finished: Finished::load(conn, session, course).await? };
    chrome.render(&FinishedFragment { card }).map_err(Error::Page)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::session::attendance::PresenceInterval;

    #[test]
    fn the_number_moves_in_steps_and_ends_with_everyone() {
        let members: Vec<MembershipId> = (0..8).map(|_| MembershipId::random()).collect();
        let stay =
            |who: &MembershipId, left| RollEntry { who: *who, stays: vec![PresenceInterval { from: DateTime::UNIX_EPOCH, until: left }] };
        let roll: Vec<RollEntry> = members.iter().map(|who| stay(who, None)).collect();
        let of = |roll: &[RollEntry], said: std::ops::Range<usize>| {
            let members: Vec<_> = members.iter().enumerate().map(|(n, who)| (*who, said.contains(&n))).collect();
            let finished = Finished::count(Moment::In, roll, &members);
            (finished.shown, finished.of, finished.is_everyone())
        };
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8].map(|n| of(&roll, 0..n).0), [0, 0, 0, 3, 3, 3, 6, 6, 8]);
        // A member who left without a word is not waited for; one who said it and left still counts. Staff are in the roll only.
        let mut left: Vec<RollEntry> =
            members.iter().enumerate().map(|(n, who)| stay(who, (n < 2).then_some(DateTime::UNIX_EPOCH))).collect();
        left.push(stay(&MembershipId::random(), None));
        assert_eq!(of(&left, 2..8), (6, 6, true));
        assert_eq!(of(&left, 1..7), (6, 7, false));
    }
}
