//! The route by which staff show the charter.

use super::{ShownCharter, store};
use crate::charter::{self, LineId};
use crate::group::Staff;
use crate::kit::events::Recipients;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

pub fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/sessions/{session}/charter", show)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewShown {
    shown: ShownTarget,
    line: Option<LineId>,
}

crate::coded! {
    enum ShownTarget {
        Nothing = "nothing",
        Whole = "whole",
        Article = "article",
    }
}

async fn show(mut act: LiveAct<Staff>, FormBody(form): FormBody<NewShown>) -> Result<Response, Problem> {
    let (session, group) = (act.session, act.access.group());
    let shown = match form.shown {
        ShownTarget::Nothing => ShownCharter::Nothing,
        ShownTarget::Whole => ShownCharter::Whole,
        ShownTarget::Article => ShownCharter::Article(form.line.ok_or(Problem::BadForm)?),
    };
    let charter = charter::store::current(&mut act.access.tx, &act.app.vault, group).await?;
    // Without a live session or a charter there is nothing to show; that is no error.
    let (Some(_), Some(charter)) = (act.locked.live(), charter) else { return Ok(act.unchanged(session, String::new())) };
    store::show(act.tx(), session, shown.of(&charter.articles)).await?;
    act.publish(charter::CHARTER, group.0, Recipients::Everyone);
    act.done(session, String::new()).await
}
