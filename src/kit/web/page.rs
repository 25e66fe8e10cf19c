//! A page is a template struct. What every page also needs (language, direction, token, the signed-in person) comes through askama's
//! runtime values.

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
use super::navigation::Positions;
use super::problem::Problem;
use super::theme::Theme;
use crate::kit::i18n::{Calendar, Locale, LocaleContext, months};

/// Who is signed in, as the top bar shows it.
#[derive(Clone, Debug)]
pub struct SignedInAs {
    /// The name that the person uses.
    pub name: String,
    /// The person works in a practice and gets the staff layout; others get the member's layout.
    pub staff: bool,
    /// What they do in the practices where they work.
    pub positions: Positions,
    /// The person has yet to write down their recovery word.
    pub wants_word: bool,
    /// Something stays closed until the person enters the recovery word.
    pub held: bool,
}

/// Everything around a page, for one reader.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// Language, calendar and zone.
    pub reader: LocaleContext,
    /// Every form contains it and must send it back.
    pub form_token: String,
    /// Lets the browser distinguish one person's pages from another's, without identifying the person.
    pub owner: String,
    pub signed_in: Option<SignedInAs>,
    /// The path of the request.
    pub path: String,
    /// The path of a page to return to after a change of language; differs from `path` in the answer to a form.
    pub page: String,
    /// The page answers a form, so no second request may repeat it.
    pub posted: bool,
    /// The form was refused.
    pub refused: bool,
    /// The placeholder for the sealed page in both languages, which an answer to a form carries, see [`AnsweredPage`].
    pub carried: Option<String>,
    /// The fields of the form, in case it is refused.
    pub given_back: GivenBack,
    /// The address that the quick exit leads to.
    pub quick_exit: String,
    /// A script requested a fragment and not a page.
    pub fragment: bool,
    /// The time of the request.
    pub now: DateTime<Utc>,
    /// The request's id in the log.
    pub request_id: String,
    pub guest: StartedGuest,
    pub trial: TrialPage,
    pub theme: Theme,
}

/// Whether the reader is in the group of this page for one session only: then the page has no links further into the group. `SessionAccess`
/// sets it, perhaps after the handler has extracted its chrome, so all chromes of a request share it.
#[derive(Clone, Debug, Default)]
pub struct StartedGuest(Arc<AtomicBool>);

/// Whether the page belongs to a trial group, which every page of it says. The proof of access sets it, as with [`StartedGuest`].
#[derive(Clone, Debug, Default)]
pub struct TrialPage(Arc<AtomicBool>);

impl TrialPage {
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl StartedGuest {
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Chrome {
    /// The chrome of a fragment that is rendered once for many readers: it has a language and a calendar, but no person and no token.
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
            trial: TrialPage::default(),
            theme: Theme::System,
        }
    }

    /// The same chrome in another time zone: the group's. The calendar stays the reader's.
    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.reader.zone = zone;
        self
    }

    /// The chrome of a GET request, so that "not found" looks the same for every method.
    pub(crate) fn as_requested(&self) -> Self {
        Self { page: self.path.clone(), posted: false, ..self.clone() }
    }

    /// The first day of the reader's week, numbered as in JavaScript: Sunday is 0.
    pub fn week_begins(&self) -> u32 {
        months::week_begins(self.reader.locale, self.reader.zone).num_days_from_sunday()
    }

    /// The city by whose clocks this page shows its times, where the reader's own clocks differ.
    pub fn city_of_page(&self) -> Option<String> {
        self.reader.city_of_page(self.now)
    }

    pub fn locale(&self) -> Locale {
        self.reader.locale
    }

    /// The address of a file of `static/`, see [`assets::url`].
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// Whether the files that `build.rs` bundles are embedded.
    pub fn assets_complete(&self) -> bool {
        assets::complete()
    }

    /// Renders a template for this reader.
    pub fn render(&self, template: &impl Template) -> askama::Result<String> {
        template.render_with_values(self)
    }

    /// A whole page with status 200.
    pub fn page(&self, template: &impl Template) -> Response {
        self.page_with(StatusCode::OK, template)
    }

    /// A page with another status, such as a form with errors.
    pub fn page_with(&self, status: StatusCode, template: &impl Template) -> Response {
        if self.posted && !self.fragment { AnsweredPage::respond(self, status, template) } else { html(status, self.render(template)) }
    }
}

pub(super) fn html(status: StatusCode, rendered: askama::Result<String>) -> Response {
    match rendered {
        Ok(html) => (status, [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Problem::Internal.into_response()
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

    /// The layer that identifies the reader inserts it; every route is behind that layer.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get::<Self>()
            .cloned()
            .unwrap_or_else(|| Self::audience(Locale::default(), Calendar::default(), Tz::UTC, DateTime::UNIX_EPOCH)))
    }
}
