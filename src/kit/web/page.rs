//! A page is a template struct; what every page needs besides (language, direction, token, who is signed in) comes by askama's runtime values.

use std::any::Any;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use askama::{Template, Values};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::answered::AnsweredPage;
use super::assets;
use super::given_back::GivenBack;
use super::problem::Problem;
use crate::kit::locale::{Calendar, Locale, LocaleContext, months};

/// Who is signed in, as the top bar shows it.
#[derive(Clone, Debug)]
pub struct SignedInAs {
    /// The name they go by.
    pub name: String,
    /// Whether they work in a practice: then they get the desk, else the member's calm page.
    pub staff: bool,
    /// Whether they have yet to write down their recovery word.
    pub wants_word: bool,
    /// Whether something stays closed until they give it.
    pub held: bool,
}

/// What surrounds a page, for one reader.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// Language, calendar and zone.
    pub reader: LocaleContext,
    /// Goes into every form, and must come back with it.
    pub form_token: String,
    /// Tells one person's pages from another's to their own browser, without saying who they are.
    pub owner: String,
    /// Who is signed in.
    pub signed_in: Option<SignedInAs>,
    /// The path of the request.
    pub path: String,
    /// The path at which this page can be looked at, to come back to after a change of language: another than `path` where a form is
    /// answered.
    pub page: String,
    /// Whether a form is answered, which no second request may do again.
    pub posted: bool,
    /// Whether what the form brought was not taken.
    pub refused: bool,
    /// Stands for the page in both languages, which an answer to a form carries in itself.
    pub carried: Option<String>,
    /// What the form brought, for when it is refused.
    pub given_back: GivenBack,
    /// Where the quick exit leads.
    pub quick_exit: String,
    /// Whether the browser's script asked for a fragment rather than a page.
    pub fragment: bool,
    /// When the request came.
    pub now: DateTime<Utc>,
    /// The id by which the request is found in the log.
    pub request_id: String,
    /// Whether the reader is a guest in the group that the page is about.
    pub guest: StartedGuest,
}

/// Whether somebody is in a group for one session only: then nothing on the page leads further into it. The proof of a seat says so, and
/// it may come after the handler has got its chrome: all of a request's chromes share it.
#[derive(Clone, Debug, Default)]
pub struct StartedGuest(Arc<AtomicBool>);

impl StartedGuest {
    /// Whether they are.
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// They are.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Chrome {
    /// The chrome of what is rendered once for many: it has a language and a calendar, but no person and no token.
    pub fn audience(locale: Locale, calendar: Calendar, zone: Tz, now: DateTime<Utc>) -> Self {
        Self {
            reader: LocaleContext { locale, calendar, zone, own_zone: None },
            form_token: String::new(),
            owner: String::new(),
            signed_in: None,
            path: String::new(),
            page: String::new(),
            posted: false,
            refused: false,
            carried: None,
            given_back: GivenBack::default(),
            quick_exit: String::new(),
            fragment: true,
            now,
            request_id: String::new(),
            guest: StartedGuest::default(),
        }
    }

    /// The same page by the clocks of another zone: a group's. The calendar stays the reader's.
    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.reader.zone = zone;
        self
    }

    /// The same page as it looks to a request that only reads: what is not there looks the same however it is asked for.
    pub(crate) fn as_requested(&self) -> Self {
        Self { page: self.path.clone(), posted: false, ..self.clone() }
    }

    /// The day with which the reader's weeks begin, as scripts count: Sunday is 0.
    pub fn week_begins(&self) -> u32 {
        months::week_begins(self.reader.locale, self.reader.zone).num_days_from_sunday()
    }

    /// The reader's language.
    pub fn locale(&self) -> Locale {
        self.reader.locale
    }

    /// The address of a built-in file, with its content's hash.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// Whether the parts that come at build time are there.
    pub fn assets_complete(&self) -> bool {
        assets::complete()
    }

    /// Renders a template for this reader.
    pub fn render(&self, template: &impl Template) -> askama::Result<String> {
        template.render_with_values(self)
    }

    /// A whole page, never kept by any cache.
    pub fn page(&self, template: &impl Template) -> Response {
        self.page_with(StatusCode::OK, template)
    }

    /// A page with another status: a form that came back with complaints, say.
    pub fn page_with(&self, status: StatusCode, template: &impl Template) -> Response {
        if self.posted && !self.fragment { AnsweredPage::respond(self, status, template) } else { html(status, self.render(template)) }
    }
}

/// What was rendered, as an answer.
pub(super) fn html(status: StatusCode, rendered: askama::Result<String>) -> Response {
    match rendered {
        Ok(html) => (status, [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Problem::Broken.into_response()
        }
    }
}

impl Values for Chrome {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        if key == "chrome" { Some(self) } else { self.reader.get_value(key) }
    }
}

impl<S: Sync> FromRequestParts<S> for Chrome {
    type Rejection = Infallible;

    /// The layer that knows who is asking has put it there; without that layer nothing is routed.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get::<Self>()
            .cloned()
            .unwrap_or_else(|| Self::audience(Locale::default(), Calendar::default(), Tz::UTC, DateTime::UNIX_EPOCH)))
    }
}
