//! The page of a search. The query is sent as a form: an address would be kept by the browser's history, and by proxies that log it.

use askama::Template;

use super::found::{self, Found};
use super::{QUERY_LIMIT, Query};
use crate::key;
use crate::kit::db::Tx;
use crate::kit::i18n::filters;
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;

pub fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::SignedIn, "/search", form).post(Access::SignedIn, "/search", search)
}

#[derive(Template)]
#[template(path = "home/search.html")]
struct SearchPage {
    typed: String,
    /// None before the first search.
    found: Option<Found>,
    errors: FormErrors,
}

async fn form(chrome: Chrome, _: SignedIn) -> Result<Response, Problem> {
    Ok(chrome.page(&SearchPage { typed: String::new(), found: None, errors: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchForm {
    query: String,
}

async fn search(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    FormBody(SearchForm { query }): FormBody<SearchForm>,
) -> Result<Response, Problem> {
    let cleaned = clean_line(&query, QUERY_LIMIT).and_then(|line| Query::of(&line).ok_or(TextRefusal::Empty));
    let mut errors = FormErrors::default();
    let refused = |refusal| match refusal {
        TextRefusal::Empty => chrome.locale().message(key!("search-empty")),
        TextRefusal::TooLong { .. } => chrome.locale().message(key!("search-long")),
        other => other.message(chrome.locale()),
    };
    let Some(wanted) = errors.check("query", cleaned, refused) else {
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &SearchPage { typed: query, found: None, errors }));
    };
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    let found = found::find(&app, &chrome, &mut tx, me.person, &wanted).await?;
    Ok(chrome.page(&SearchPage { typed: query, found: Some(found), errors }))
}
