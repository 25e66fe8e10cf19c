//! The page on which staff ask for the morning mail.

use askama::Template;

use super::store;
use crate::kit::i18n::filters;
use crate::kit::mail::Channel;
use crate::kit::web::prelude::*;
use crate::person;
use crate::practice::Colleague;

const PAGE: &str = "/account/morning";

pub fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::PracticeStaff, PAGE, show).post(Access::PracticeStaff, PAGE, set)
}

#[derive(Template)]
#[template(path = "home/morning.html")]
struct MorningPage {
    asks: bool,
    /// Where it goes: the address of the account.
    email: Option<String>,
    mail_on: bool,
    kept: bool,
}

#[derive(Deserialize)]
struct MorningQuery {
    #[serde(default)]
    kept: bool,
}

async fn show(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague,
    QueryParams(MorningQuery { kept }): QueryParams<MorningQuery>,
) -> Result<Response, Problem> {
    let asks = store::asks(&mut me.tx, me.person).await?;
    let email = person::find(&mut me.tx, &app.vault, me.person).await?.and_then(|person| person.email);
    Ok(chrome.page(&MorningPage { asks, email, mail_on: app.mail.carries(Channel::Mail), kept }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MorningForm {
    #[serde(default)]
    asks: bool,
}

async fn set(mut me: Colleague, FormBody(MorningForm { asks }): FormBody<MorningForm>) -> Result<Response, Problem> {
    store::set(&mut me.tx, me.person, asks).await?;
    me.tx.commit().await?;
    Ok(Redirect::to("/account/morning?kept=true").into_response())
}
