//! The route by which staff show the charter.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{ShownCharter, store};
use crate::charter::{self, LineId};
use crate::group::Staff;
use crate::kit::app_state::AppState;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::{self, SessionAccess};

pub fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/sessions/{session}/charter", show)
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
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: SessionAccess<Staff>,
    FormBody(typed): FormBody<NewShown>,
) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let actor = seat.actor();
    let shown = match typed.shown {
        ShownTarget::Nothing => ShownCharter::Nothing,
        ShownTarget::Whole => ShownCharter::Whole,
        ShownTarget::Article => ShownCharter::Article(typed.line.ok_or(Problem::BadForm)?),
    };
    let live = session::store::lock(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?.live();
    let charter = charter::store::current(&mut seat.tx, &app.vault, actor.group).await?;
    // Without a live session or a charter there is nothing to show; that is no error.
    if let (Some(_), Some(charter)) = (live, charter) {
        store::show(&mut seat.tx, id, shown.of(&charter.articles)).await?;
        let change = EventChange { kind: charter::CHARTER, subject: actor.group.0, to: Recipients::Everyone };
        events::record(&mut seat.tx, actor.practice.0, id.0, change).await?;
        access.group_access.tx.commit().await?;
        app.events.wake(id.0);
    }
    Ok(if chrome.fragment { StatusCode::OK.into_response() } else { Redirect::to(&format!("/sessions/{id}/live")).into_response() })
}
