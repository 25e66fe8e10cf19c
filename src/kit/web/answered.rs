//! A page that answers a form. It cannot be requested again: its path accepts only forms, or would act a second time. So its language form
//! carries the page itself, sealed, in both languages: typed text and secrets that are shown once survive a change of language.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::page::{self, Chrome};
use crate::kit::i18n::{Locale, translated};
use crate::kit::vault::Vault;

const PURPOSE: &str = "page that answers a form";
/// Maximum size of a carried page, in bytes, both languages together: a larger form would exceed the gate's limit.
const MAX_BYTES: usize = 96 * 1024;
/// Separates the sealed parts; [`AnsweredPage::render`] removes it from the pages.
const SEPARATOR: char = '\0';

/// The page in both languages, with a placeholder for the carried data.
#[derive(Clone)]
pub struct AnsweredPage {
    placeholder: String,
    /// In the order of [`Locale::ALL`].
    pages: [String; 2],
    /// The language that is shown.
    locale: Locale,
    /// The form token from which the sealing key is derived.
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
        let placeholder = Uuid::new_v4().to_string();
        let refused = status.is_client_error() || status.is_server_error();
        let mut reader = Chrome { carried: Some(placeholder.clone()), refused, ..chrome.clone() };
        let mut page = |locale| {
            reader.reader.locale = locale;
            translated(chrome.locale(), locale, || reader.render(template)).map(|page| page.replace(SEPARATOR, "\u{FFFD}"))
        };
        Ok(Self { pages: [page(Locale::Fa)?, page(Locale::En)?], placeholder, locale: chrome.locale(), holder: chrome.form_token.clone() })
    }

    fn shown(&self) -> &str {
        &self.pages[usize::from(self.locale == Locale::En)]
    }

    /// Replaces the placeholder with the sealed pages.
    pub(crate) fn seal(&self, response: &mut Response, vault: &Vault) {
        let [fa, en] = &self.pages;
        let carried = if fa.len() + en.len() > MAX_BYTES {
            String::new()
        } else {
            hex(&vault.seal_for_form(PURPOSE, &self.holder, &[self.placeholder.as_str(), fa, en].join(&SEPARATOR.to_string())))
        };
        *response.body_mut() = Body::from(self.shown().replace(&self.placeholder, &carried));
    }

    /// Opens a carried page in `locale`. Returns `None` if it was sealed for another person or, for visitors, another browser.
    pub(crate) fn open(carried: &str, locale: Locale, vault: &Vault, chrome: &Chrome) -> Option<String> {
        let opened = vault.open_from_form(PURPOSE, &chrome.form_token, &bytes(carried)?)?;
        let mut parts = opened.split(SEPARATOR);
        let placeholder = parts.next()?;
        let page = parts.nth(usize::from(locale == Locale::En))?;
        Some(page.replace(placeholder, carried))
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
