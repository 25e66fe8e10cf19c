//! The door by which staff bring the charter up.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{ShownCharter, store};
use crate::charter::{self, LineId};
use crate::group::Staff;
use crate::kit::house::AppState;
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess};

/// The doors of this subject.
pub fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfStaff, "/sessions/{session}/charter", show)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewShown {
    shown: ShownTarget,
    line: Option<LineId>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ShownTarget {
    Nothing,
    Whole,
    Article,
}

async fn show(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff>,
    FormBody(typed): FormBody<NewShown>,
) -> Result<Response, Problem> {
    let id = here.session();
    let seat = &mut here.seat;
    let sits = seat.sitting();
    let shown = match typed.shown {
        ShownTarget::Nothing => ShownCharter::Nothing,
        ShownTarget::Whole => ShownCharter::Whole,
        ShownTarget::Article => ShownCharter::Article(typed.line.ok_or(Problem::BadForm)?),
    };
    let live = session::store::hold(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.live();
    let charter = charter::store::current(&mut seat.tx, &house.vault, sits.group).await?;
    // Over, or no charter yet: there is nothing to bring up, and nothing went wrong.
    if let (Some(_), Some(charter)) = (live, charter) {
        store::show(&mut seat.tx, id, shown.of(&charter.articles)).await?;
        let change = EventChange { kind: charter::CHARTER, subject: sits.group.0, to: Recipients::Everyone };
        relay::record(&mut seat.tx, sits.practice.0, id.0, change).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(id.0);
    }
    Ok(if chrome.fragment { StatusCode::OK.into_response() } else { Redirect::to(&format!("/sessions/{id}/live")).into_response() })
}
