//! Routes of a member's own line. Nothing is audited or published: that the line exists is private as well.

use askama::Template;

use super::{LINE_LIMIT, store};
use crate::group::{GroupAccess, GroupId, Member};
use crate::kit::events;
use crate::kit::i18n::{Message, filters};
use crate::kit::text::{TextRefusal, clean_paragraphs};
use crate::kit::web::prelude::*;

pub fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupMember, "/groups/{group}/line", keep)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportLineForm {
    #[serde(default)]
    text: String,
    /// Whether the form was sent from the page of a live session.
    #[serde(default)]
    live: bool,
}

/// A line that was too long, returned in its form.
#[derive(Template)]
#[template(path = "commitment/line.html")]
struct LinePage {
    group: GroupId,
    text: String,
    words: Message,
}

async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Member>,
    FormBody(typed): FormBody<SupportLineForm>,
) -> Result<Response, Problem> {
    let (actor, group) = (access.actor(), access.group());
    match clean_paragraphs(&typed.text, LINE_LIMIT) {
        Ok(text) => store::set(&mut access.tx, &app.vault, actor, &text, chrome.now).await?,
        // An emptied field deletes the line.
        Err(TextRefusal::Empty) => store::clear(&mut access.tx, actor.membership()).await?,
        Err(refusal) => {
            let words = refusal.message(chrome.locale());
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &LinePage { group, text: typed.text, words }));
        }
    }
    let live = if typed.live { events::live_of(&mut access.tx, group.0).await? } else { None };
    access.tx.commit().await?;
    if chrome.fragment {
        // The page reloads its reader's own parts, and finds the line gone.
        return Ok((StatusCode::OK, [("content-type", "text/html; charset=utf-8")], String::new()).into_response());
    }
    Ok(Redirect::to(&live.map_or_else(|| "/#line".to_owned(), |live| format!("/sessions/{live}/live"))).into_response())
}
