//! The door of a member's own line. Nothing is audited and nothing is told: that there is one is theirs as well.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{LINE_LIMIT, store};
use crate::group::{GroupAccess, Member};
use crate::home::views::LinePage;
use crate::kit::house::AppState;
use crate::kit::relay;
use crate::kit::text::{TextRefusal, clean_paragraphs};
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};

/// The door.
pub fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfMember, "/groups/{group}/line", keep)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportLineForm {
    #[serde(default)]
    text: String,
    /// Whether it was put away on the page of a session.
    #[serde(default)]
    live: bool,
}

async fn keep(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Member>,
    FormBody(typed): FormBody<SupportLineForm>,
) -> Result<Response, Problem> {
    let (sitting, group) = (seat.sitting(), seat.group());
    match clean_paragraphs(&typed.text, LINE_LIMIT) {
        Ok(text) => store::set(&mut seat.tx, &house.vault, sitting, &text, chrome.now).await?,
        // An emptied field takes it away.
        Err(TextRefusal::Empty) => store::clear(&mut seat.tx, sitting.membership).await?,
        Err(refusal) => {
            let words = refusal.message(chrome.locale());
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &LinePage { group, text: typed.text, words }));
        }
    }
    let live = if typed.live { relay::live_of(&mut seat.tx, group.0).await? } else { None };
    seat.tx.commit().await?;
    if chrome.fragment {
        // The page asks for what is its reader's own, and finds it gone.
        return Ok((StatusCode::OK, [("content-type", "text/html; charset=utf-8")], String::new()).into_response());
    }
    Ok(Redirect::to(&live.map_or_else(|| "/#line".to_owned(), |live| format!("/sessions/{live}/live"))).into_response())
}
