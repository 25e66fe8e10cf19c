//! The door by which staff bring the charter up.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Shown, store};
use crate::charter::{self, LineId};
use crate::group::Staff;
use crate::kit::house::House;
use crate::kit::relay::{self, Change, To};
use crate::kit::web::{Chrome, Doors, Fields, Problem, Who};
use crate::session::{self, InSession};

/// The doors of this subject.
#[must_use]
pub fn doors() -> Doors {
    Doors::new().post(Who::SeatOfStaff, "/sessions/{session}/charter", show)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewShown {
    shown: What,
    line: Option<LineId>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Nothing,
    Whole,
    Article,
}

async fn show(
    State(house): State<House>,
    chrome: Chrome,
    mut here: InSession<Staff>,
    Fields(typed): Fields<NewShown>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let sits = seat.sitting();
    let shown = match typed.shown {
        What::Nothing => Shown::Nothing,
        What::Whole => Shown::Whole,
        What::Article => Shown::Article(typed.line.ok_or(Problem::BadForm)?),
    };
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.live();
    let charter = charter::store::current(&mut seat.tx, &house.vault, sits.group).await?;
    // Over, or no charter yet: there is nothing to bring up, and nothing went wrong.
    if let (Some(_), Some(charter)) = (live, charter) {
        store::show(&mut seat.tx, id, shown.of(&charter.articles)).await?;
        let change = Change { kind: charter::CHARTER, subject: sits.group.0, to: To::Everyone };
        relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(id.0);
    }
    Ok(if chrome.fragment { StatusCode::OK.into_response() } else { Redirect::to(&format!("/sessions/{id}/live")).into_response() })
}
