//! A page that answers a form. It cannot be requested again: its path takes forms only, or would act a second time. So it carries itself
//! in both languages, sealed, in its form that changes the language: what was typed and what is shown only once stay.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::page::{self, Chrome};
use crate::kit::locale::{Locale, translated};
use crate::kit::vault::Vault;

const PURPOSE: &str = "page that answers a form";
/// What is longer than this (bytes, both languages together) is not carried: its form would not fit the gate.
const LONGEST: usize = 96 * 1024;
/// Separates the parts of what is sealed; [`Answered::render`] keeps it out of the pages.
const BETWEEN: char = '\0';

/// The page in both languages, with a mark at the place of what is carried.
#[derive(Clone)]
pub struct AnsweredPage {
    mark: String,
    /// In the order of [`Locale::ALL`].
    pages: [String; 2],
    /// The one that is shown.
    locale: Locale,
    /// The form token under whose key it is sealed.
    holder: String,
}

impl AnsweredPage {
    pub(super) fn respond(chrome: &Chrome, status: StatusCode, template: &impl Template) -> Response {
        match Self::render(chrome, status, template) {
            Ok(answered) => {
                let mut response = page::html(status, Ok(answered.shown().to_owned()));
                response.extensions_mut().insert(answered);
                response
            }
            Err(error) => page::html(status, Err(error)),
        }
    }

    fn render(chrome: &Chrome, status: StatusCode, template: &impl Template) -> askama::Result<Self> {
        let mark = Uuid::new_v4().to_string();
        let refused = status.is_client_error() || status.is_server_error();
        let mut reader = Chrome { carried: Some(mark.clone()), refused, ..chrome.clone() };
        let mut page = |locale| {
            reader.reader.locale = locale;
            translated(chrome.locale(), locale, || reader.render(template)).map(|page| page.replace(BETWEEN, "\u{FFFD}"))
        };
        Ok(Self { pages: [page(Locale::Fa)?, page(Locale::En)?], mark, locale: chrome.locale(), holder: chrome.form_token.clone() })
    }

    fn shown(&self) -> &str {
        &self.pages[usize::from(self.locale == Locale::En)]
    }

    /// Puts what is carried into the page.
    pub(crate) fn seal(&self, response: &mut Response, vault: &Vault) {
        let [fa, en] = &self.pages;
        let carried = if fa.len() + en.len() > LONGEST {
            String::new()
        } else {
            hex(&vault.seal_out(PURPOSE, &self.holder, &[self.mark.as_str(), fa, en].join(&BETWEEN.to_string())))
        };
        *response.body_mut() = Body::from(self.shown().replace(&self.mark, &carried));
    }

    /// Opens a carried page in `locale`. Returns `None` if it was sealed for another person or, for visitors, another browser.
    pub(crate) fn open(carried: &str, locale: Locale, vault: &Vault, chrome: &Chrome) -> Option<String> {
        let opened = vault.open_back(PURPOSE, &chrome.form_token, &bytes(carried)?)?;
        let mut parts = opened.split(BETWEEN);
        let mark = parts.next()?;
        let page = parts.nth(usize::from(locale == Locale::En))?;
        Some(page.replace(mark, carried))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if rest.is_empty() { pairs.iter().map(|[high, low]| Some((digit(high)? << 4) | digit(low)?)).collect() } else { None }
}
